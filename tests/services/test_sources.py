"""The files of an export: on their own, in directories, in hostile archives."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.sources import Budget, Found, Source, gather, read_all


def wanted(name: str) -> bool:
    return name.endswith(".csv")


def read(found: Found, budget: Budget | None = None) -> list[Source]:
    return list(read_all(found, budget or Budget()))


def reasons(found: Found) -> str:
    return "\n".join(f"{unread.label}: {unread.reason}" for unread in found.unread)


def archive(path: Path, members: dict[str, bytes], way: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", way) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


class TestFiles:
    def test_a_named_file_is_read_whatever_its_name(self, tmp_path: Path) -> None:
        (tmp_path / "odd.txt").write_bytes(b"x")
        found = gather([tmp_path / "odd.txt"], wanted)
        assert found.total == 1
        assert read(found) == [Source("odd.txt", "odd.txt", b"x")]

    def test_the_same_file_named_twice_is_read_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b"x")
        assert len(read(gather([tmp_path / "a.csv"] * 2, wanted))) == 1

    def test_what_is_not_there_or_no_file_is_said(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        found = gather([tmp_path / "none.csv", tmp_path / "pipe", Path("nul\0")], wanted)
        assert not read(found)
        assert "none.csv: is not there" in reasons(found)
        assert "pipe: is not an ordinary file" in reasons(found)
        assert "is not a file name" in reasons(found)

    def test_a_file_that_goes_before_it_is_read_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_bytes(b"x")
        found = gather([tmp_path / "a.csv"], wanted)
        (tmp_path / "a.csv").unlink()
        assert not read(found)
        assert "is not there" in reasons(found)

    def test_names_are_harmless_on_a_screen(self, tmp_path: Path) -> None:
        (tmp_path / "\x1b[31m.csv").write_bytes(b"x")
        assert read(gather([tmp_path / "\x1b[31m.csv"], wanted))[0].label == "␛[31m.csv"


class TestDirectories:
    def test_the_wanted_files_are_found_at_any_depth_in_order(self, tmp_path: Path) -> None:
        (tmp_path / "Jobs").mkdir()
        (tmp_path / "Jobs" / "b.csv").write_bytes(b"b")
        (tmp_path / "a.csv").write_bytes(b"a")
        (tmp_path / "._a.csv").write_bytes(b"mac")
        (tmp_path / "other.txt").write_bytes(b"t")
        (tmp_path / "dangling.csv").symlink_to(tmp_path / "nowhere")
        found = gather([tmp_path], wanted)
        assert [source.label for source in read(found)] == ["a.csv", "Jobs/b.csv"]
        assert "dangling.csv: is not there" in reasons(found)

    def test_one_without_them_and_archives_in_it_are_said(self, tmp_path: Path) -> None:
        archive(tmp_path / "export.zip", {"a.csv": b"x"})
        found = gather([tmp_path], wanted)
        assert not read(found)
        assert "holds 1 zip archive: name it to have it read" in reasons(found)
        assert "holds no Connections.csv" in reasons(found)


class TestArchives:
    def test_members_are_found_at_any_depth_and_nothing_is_written(self, tmp_path: Path) -> None:
        (tmp_path / "in").mkdir()
        path = archive(
            tmp_path / "in" / "x.zip",
            {
                "deep/er/Jobs/b.csv": b"b",
                "../../outside.csv": b"o",
                "/absolute.csv": b"abs",
                "Jobs\\back.csv": b"w",
                "__MACOSX/._b.csv": b"mac",
                "folder.csv/": b"",
                "messages.txt": b"t",
            },
        )
        sources = read(gather([path], wanted))
        assert [source.data for source in sources] == [b"b", b"o", b"abs", b"w"]
        assert sources[0].label == "x.zip: deep/er/Jobs/b.csv"
        assert [name.name for name in tmp_path.rglob("*") if name.is_file()] == ["x.zip"]

    def test_an_archive_in_an_archive_is_passed_over_with_a_word(self, tmp_path: Path) -> None:
        found = gather([archive(tmp_path / "x.zip", {"y.zip": b"PK", "a.csv": b"a"})], wanted)
        assert len(read(found)) == 1
        assert "1 zip archive inside" in reasons(found)

    def test_an_encrypted_member_is_said(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "x.zip", {"a.csv": b"secret"})
        data = bytearray(path.read_bytes())
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(data)
        found = gather([path], wanted)
        assert not read(found)
        assert "is encrypted" in reasons(found)

    def test_an_unusual_compression_is_refused(self, tmp_path: Path) -> None:
        found = gather([archive(tmp_path / "x.zip", {"a.csv": b"a"}, zipfile.ZIP_LZMA)], wanted)
        assert not read(found)
        assert "unusual" in reasons(found)

    def test_what_only_begins_as_an_archive_is_said(self, tmp_path: Path) -> None:
        (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 but no more")
        assert "is a damaged zip archive" in reasons(gather([tmp_path / "x.zip"], wanted))

    def test_a_workbook_is_known_as_such(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "Connections.xlsx", {"xl/workbook.xml": b"<x/>"})
        assert "Excel workbook" in reasons(gather([path], wanted))

    def test_a_bomb_is_refused_whatever_size_it_claims(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "x.zip", {"a.csv": b"0" * 3_000_000})
        data = bytearray(path.read_bytes())
        for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
            at = data.index(signature) + offset
            data[at : at + 4] = (2_000_000_000).to_bytes(4, "little")
        path.write_bytes(data)
        with pytest.raises(ImportFailedError, match="holds more than 1 MB"):
            read(gather([path], wanted), Budget(total=10_000_000, file=1024 * 1024))

    def test_many_files_together_are_refused_too(self, tmp_path: Path) -> None:
        path = archive(tmp_path / "x.zip", {f"{n}.csv": b"0" * 99_000 for n in range(50)})
        with pytest.raises(ImportFailedError, match="together hold more than 1 MB"):
            read(gather([path], wanted), Budget(total=1_100_000, file=100_000))

    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6))
    def test_no_damage_is_an_error(self, tmp_path: Path, damage: list[tuple[int, int]]) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as whole:
            whole.writestr("Jobs/a.csv", b"a,b\n1,2\n" * 20)
            whole.writestr("é.csv", b"x")
        data = bytearray(file.getvalue())
        for at, byte in damage:
            data[at % len(data)] = byte
        (tmp_path / "x.zip").write_bytes(data)
        found = gather([tmp_path / "x.zip"], wanted)
        assert len(read(found)) + len(found.unread) > 0
