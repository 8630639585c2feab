"""The draft on the disk: whole, private, one for each program, and never in the way."""

import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import NotSavedError, StoreBusyError
from jobsearch_tui.storage.drafts import DraftBox
from jobsearch_tui.storage.lock import Lock

LATER = datetime(2026, 12, 2, 14, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))


def draft(text: str) -> Draft:
    return Draft("form:interview", "k3f9", {"company": text, "note": ""}, LATER)


drafts = st.builds(
    Draft,
    kind=st.text(),
    record=st.text(),
    values=st.dictionaries(st.text(), st.text(st.characters())),
    saved_at=st.datetimes(timezones=st.just(UTC)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "jobsearch-tui" / "draft.json"


@pytest.fixture
def box(path: Path) -> Iterator[Callable[[], DraftBox]]:
    boxes: list[DraftBox] = []

    def begin() -> DraftBox:
        boxes.append(DraftBox(path))
        return boxes[-1]

    yield begin
    for each in boxes:
        each.close()


class TestADraft:
    @settings(max_examples=50)
    @given(drafts)
    def test_is_the_same_after_a_journey_through_plain_data(self, one):
        assert Draft.from_plain(one.as_plain()) == one

    def test_does_not_change_with_the_form_that_it_came_from(self):
        values = {"company": "Kestrel"}
        one = Draft("form:interview", "", values, LATER)
        values["company"] = "Kestrel Ltd"
        assert one.values == {"company": "Kestrel"}

    def test_has_a_time_with_a_zone(self):
        with pytest.raises(ValueError, match="time zone"):
            Draft("quicklog", "", {}, datetime(2026, 12, 2))  # noqa: DTZ001

    @pytest.mark.parametrize(
        "change",
        [
            {"kind": None},
            {"record": 7},
            {"values": ["a"]},
            {"values": {"company": 1}},
            {"saved_at": "soon"},
            {"saved_at": "2026-12-02T14:30"},
            {"saved_at": None},
        ],
    )
    def test_is_not_made_from_anything_else(self, change):
        with pytest.raises(ValueError, match=r"\w"):
            Draft.from_plain(draft("Kestrel").as_plain() | change)

    def test_from_a_newer_version_may_say_more(self):
        plain = draft("Kestrel").as_plain() | {"cursor": 4}
        assert Draft.from_plain(plain) == draft("Kestrel")


class TestKeeping:
    def test_there_is_none_at_first(self, box):
        assert box().load() is None

    def test_the_last_one_is_found_by_the_next_program(self, box):
        first = box()
        first.save(draft("Kest"))
        first.save(draft("Kestrel"))
        first.close()
        assert box().load() == draft("Kestrel")

    def test_it_stays_until_it_is_cleared(self, box):
        one = box()
        one.save(draft("Kestrel"))
        assert one.load() == one.load() == draft("Kestrel")
        one.clear()
        assert one.load() is None
        one.clear()

    def test_one_that_is_postponed_outlives_the_next_one(self, box):
        first = box()
        first.save(draft("Kestrel"))
        first.postpone()
        first.save(draft("Omnia"))
        first.postpone()
        first.save(draft("Halden"))
        first.clear()
        first.close()
        found = []
        second = box()
        while (one := second.load()) is not None:
            found.append(one.values["company"])
            second.clear()
        assert found == ["Kestrel", "Omnia"]

    def test_one_that_is_postponed_overwrites_none_of_another_program(self, box, path, monkeypatch):
        first = box()
        first.save(draft("Kestrel"))
        taken = path.with_name("draft-2.json")

        class Slow(Lock):
            def __enter__(self):
                entered = super().__enter__()
                if self.store == taken:  # it was free when it was looked at
                    taken.write_bytes(path.read_bytes().replace(b"Kestrel", b"Omnia"))
                return entered

        monkeypatch.setattr("jobsearch_tui.storage.drafts.Lock", Slow)
        first.postpone()
        monkeypatch.undo()
        assert b"Omnia" in taken.read_bytes()
        assert b"Kestrel" in path.with_name("draft-3.json").read_bytes()
        assert not path.exists()

    def test_none_is_postponed(self, box, path):
        one = box()
        one.postpone()
        assert not list(path.parent.glob("*.json"))

    def test_it_is_private(self, box, path):
        box().save(draft("Kestrel"))
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_text_that_has_no_encoding_is_kept(self, box):
        one = box()
        one.save(draft("Kestrel \udc80 \x1b[2J ✓"))
        assert one.load() == draft("Kestrel \udc80 \x1b[2J ✓")

    def test_what_stands_in_the_way_is_told_in_words(self, box, path):
        path.mkdir(parents=True)
        one = box()
        with pytest.raises(NotSavedError, match="a folder has that name"):
            one.save(draft("Kestrel"))
        with pytest.raises(NotSavedError, match="a folder has that name"):
            one.clear()

    def test_a_folder_that_cannot_be_made_is_no_draft(self, box, path):
        path.parent.touch()
        found = box()
        assert found.load() is None
        assert "was not saved" in found.trouble
        assert box().load() is None
        with pytest.raises(NotSavedError):
            box().save(draft("Kestrel"))


class TestADamagedFile:
    @pytest.mark.parametrize(
        "data",
        [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"kind": "quicklog"}', b"[" * 100_000],
        ids=["empty", "cut off", "a list", "nothing", "not text", "half", "too deep"],
    )
    def test_is_set_aside_and_the_next_draft_is_kept(self, box, path, data):
        path.parent.mkdir()
        path.write_bytes(data)
        one = box()
        assert one.load() is None
        assert path.with_name("draft.json.damaged").read_bytes() == data
        one.save(draft("Kestrel"))
        assert one.load() == draft("Kestrel")

    def test_that_cannot_be_read_counts_as_none(self, box, path):
        path.mkdir(parents=True)
        assert box().load() is None


class TestProgramsAtOnce:
    def test_keep_their_drafts_apart(self, box):
        first, second = box(), box()
        first.save(draft("Kestrel"))
        second.save(draft("Omnia"))
        second.clear()
        assert first.load() == draft("Kestrel")

    def test_are_not_offered_what_another_one_is_typing(self, box):
        first, second = box(), box()
        first.save(draft("Kestrel"))
        assert second.load() is None

    def test_leave_every_draft_to_the_next_program(self, box):
        first, second = box(), box()
        first.save(draft("Kestrel"))
        second.save(draft("Omnia"))
        first.close()
        second.close()
        third = box()
        found = [third.load()]
        third.clear()
        found.append(third.load())
        third.clear()
        assert found == [draft("Kestrel"), draft("Omnia")]
        assert third.load() is None

    def test_a_draft_in_a_second_file_is_kept_when_the_first_is_empty(self, box):
        first, second = box(), box()
        first.load()
        second.save(draft("Omnia"))
        first.close()
        second.close()
        third = box()
        assert third.load() == draft("Omnia")
        third.close()
        assert box().load() == draft("Omnia")

    def test_are_refused_in_words_when_there_are_too_many(self, box):
        for _ in range(9):
            box().load()
        with pytest.raises(StoreBusyError, match="Close one of them"):
            box().save(draft("Kestrel"))

    def test_a_killed_program_leaves_its_draft(self, box, path):
        code = (
            "import os, sys; from pathlib import Path; from datetime import datetime, UTC\n"
            "from jobsearch_tui.domain.draft import Draft\n"
            "from jobsearch_tui.storage.drafts import DraftBox\n"
            "box = DraftBox(Path(sys.argv[1]))\n"
            "box.save(Draft('quicklog', '', {'line': 'dana vm'}, datetime.now(UTC)))\n"
            "os.kill(os.getpid(), 9)\n"
        )
        done = subprocess.run([sys.executable, "-c", code, path], cwd=Path(__file__).parents[2])
        assert done.returncode == -9
        found = box().load()
        assert found is not None
        assert found.values == {"line": "dana vm"}
