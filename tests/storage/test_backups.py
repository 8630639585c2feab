"""Copies of the store: when they are made, which are kept, and what they are good for."""

import errno
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Ad
from jobsearch_tui.errors import NotSavedError, StoreError, StoreUnreadableError
from jobsearch_tui.storage import backups as backups_module
from jobsearch_tui.storage.backups import (
    DAILY,
    MONTHLY,
    WEEKLY,
    Backups,
    made_at,
    read_copy,
    reason_of,
    surplus,
)
from jobsearch_tui.storage.rescue import advice
from tests.domain.makers import NOON

DAY = timedelta(days=1)
BEGIN = datetime(2024, 1, 1, 9, tzinfo=UTC)
STORE = '{"meta":{"1":{"format":1}},"ads":{"1":{"id":"a"}}}'


@pytest.fixture
def store(tmp_path) -> Path:
    path = tmp_path / "store.json"
    path.write_text(STORE)
    return path


@pytest.fixture
def backups(tmp_path) -> Backups:
    return Backups(tmp_path / "backups")


def named(moment, reason=""):
    return Path(f"{moment:%Y%m%dT%H%M%S%f}Z{reason}.json")


def names(backups):
    return [copy.name for copy in backups.all()]


class TestMaking:
    def test_the_first_of_a_day_is_a_private_copy(self, store, backups):
        copy = backups.make(store, NOON)
        assert copy == backups.folder / "20261124T120000000000Z.json"
        assert copy.read_text() == STORE
        assert (copy.stat().st_mode & 0o777, backups.folder.stat().st_mode & 0o777) == (
            0o600,
            0o700,
        )
        assert made_at(copy) == NOON

    def test_half_a_copy_that_a_killed_program_left_is_removed(self, store, backups):
        backups.make(store, NOON)
        (backups.folder / ".20261123T120000000000Z.json.77-0a1b2c3d.tmp").write_text("half")
        (backups.folder / "my own notes.tmp").touch()
        backups.make(store, NOON, "import")
        found = {path.name for path in backups.folder.iterdir()} - set(names(backups))
        assert found == {"my own notes.tmp"}

    def test_there_is_one_a_day_by_utc(self, store, backups):
        assert backups.make(store, NOON)
        assert backups.make(store, NOON + timedelta(hours=11)) is None
        assert backups.make(store, NOON + timedelta(hours=12))
        assert len(backups.all()) == 2

    def test_an_upheaval_has_one_of_its_own(self, store, backups):
        backups.make(store, NOON)
        backups.make(store, NOON + timedelta(minutes=1), "import")
        assert names(backups) == [
            "20261124T120100000000Z-import.json",
            "20261124T120000000000Z.json",
        ]

    def test_where_there_is_no_store_nothing_is_made(self, tmp_path, backups):
        assert backups.make(tmp_path / "none.json", NOON, "import") is None
        assert not backups.folder.exists()

    def test_what_is_not_needed_any_more_is_removed(self, store, backups):
        for number in range(40):
            backups.make(store, NOON + number * DAY)
        assert len(backups.all()) <= DAILY + WEEKLY + MONTHLY
        assert len(backups.all()) > DAILY

    def test_other_files_in_the_folder_are_left_alone(self, store, backups):
        backups.folder.mkdir()
        others = ("notes.txt", "2026T1Z.json", "20260231T000000000000Z.json", "1T1Z.json.bak")
        for other in others:
            (backups.folder / other).write_text("mine")
        for number in range(40):
            backups.make(store, NOON + number * DAY)
        assert all((backups.folder / other).read_text() == "mine" for other in others)
        assert not set(others) & set(names(backups))

    def test_one_that_cannot_be_removed_is_no_trouble(self, store, backups):
        for number in range(60):
            backups.folder.joinpath(named(NOON - number * DAY)).mkdir(parents=True)
        assert backups.make(store, NOON + DAY)
        assert len(backups.all()) == 61

    def test_a_folder_that_cannot_be_made_is_told(self, store, backups):
        backups.folder.write_text("a file")
        with pytest.raises(NotSavedError, match="backups was not saved"):
            backups.make(store, NOON)
        assert backups.all() == ()

    def test_a_name_that_no_copy_has_has_no_moment(self):
        with pytest.raises(ValueError, match="notes"):
            made_at(Path("notes.txt"))


moments = st.builds(
    lambda days, minutes: BEGIN + days * DAY + timedelta(minutes=minutes),
    st.integers(0, 800),
    st.integers(0, 600),
)


class TestTheRule:
    @given(st.lists(moments, unique=True, max_size=80))
    @settings(max_examples=80, deadline=None)
    def test_keeps_seven_days_four_weeks_and_twelve_months(self, made):
        copies = [named(moment) for moment in sorted(made, reverse=True)]
        gone = surplus(copies)
        kept = [made_at(copy) for copy in copies if copy not in gone]
        days = sorted({moment.date() for moment in made}, reverse=True)[:DAILY]
        assert {moment for moment in made if moment.date() in days} <= set(kept)
        for periods, number in (("%G%V", WEEKLY), ("%Y%m", MONTHLY)):
            newest = sorted({f"{moment:{periods}}" for moment in made}, reverse=True)[:number]
            assert {f"{moment:{periods}}" for moment in kept} >= set(newest)
        older = [moment for moment in kept if moment.date() not in days]
        assert len(older) <= WEEKLY + MONTHLY
        assert surplus([copy for copy in copies if copy not in gone]) == ()

    @given(st.lists(moments, unique=True, min_size=1, max_size=60))
    @settings(max_examples=40, deadline=None)
    def test_the_newest_is_always_kept(self, made):
        assert named(max(made)) not in surplus(named(one) for one in sorted(made, reverse=True))

    def test_daily_copies_over_two_years_thin_out_to_a_year(self):
        kept: list[Path] = []
        for number in range(730):
            kept = [named(BEGIN + number * DAY), *kept]
            gone = surplus(kept)
            kept = [copy for copy in kept if copy not in gone]
        ages = [(made_at(kept[0]) - made_at(copy)).days for copy in kept]
        assert ages[:DAILY] == list(range(DAILY))
        assert 330 <= ages[-1] <= 366
        assert max(later - former for former, later in pairwise(ages)) <= 31
        assert len(kept) <= DAILY + WEEKLY + MONTHLY

    def test_copies_made_before_upheavals_are_kept_for_the_days(self):
        copies = [named(NOON - timedelta(minutes=number), "-import") for number in range(9)]
        assert surplus(copies) == ()

    def test_copies_of_a_wrong_clock_take_no_place_from_one_of_today(self, store, backups):
        for number in range(200):
            backups.make(store, NOON + (1000 + number) * DAY)
        assert len(backups.all()) <= DAILY + WEEKLY + MONTHLY
        made = [backups.make(store, NOON + number * DAY) for number in range(DAILY)]
        assert all(copy and copy.exists() for copy in made)


class TestVerifying:
    def test_a_copy_that_does_not_read_back_the_same_is_not_kept(self, store, backups, monkeypatch):
        monkeypatch.setattr(
            backups_module, "write_atomically", lambda path, data: path.write_bytes(data[:-1])
        )
        with pytest.raises(NotSavedError, match="was not read back as it was written"):
            backups.make(store, NOON)
        assert backups.all() == ()

    @pytest.mark.parametrize("content", ["", "no store", "[]"])
    def test_what_is_no_store_is_no_backup(self, store, backups, content):
        store.write_text(content)
        with pytest.raises(NotSavedError, match="was not kept: it is no store"):
            backups.make(store, NOON, "import")
        assert backups.all() == ()

    def test_before_a_repair_whatever_there_is_is_copied(self, store, backups):
        store.write_text("no store")
        copy = backups.make(store, NOON, "repair")
        assert copy is not None
        assert copy.read_text() == "no store"

    def test_a_copy_says_why_it_was_made(self, store, backups):
        assert reason_of(backups.make(store, NOON)) == "daily"
        assert reason_of(backups.make(store, NOON + DAY, "restore")) == "before a restore"
        assert reason_of(backups.make(store, NOON + DAY, "sync")) == "before a sync"
        assert reason_of(Path("20261124T120000000000Z-later.json")) == "made by another version"

    def test_the_newest_good_one_holds_records(self, store, backups):
        assert backups.newest_good(NOON + DAY) is None
        good = backups.make(store, NOON)
        backups.make(store, NOON + DAY).write_text("")
        found = backups.newest_good(NOON + DAY)
        assert (found.path, [record.id for record in found.workspace]) == (good, ["a"])
        assert bytes(found.documents["a"]) == b'{"id":"a"}'

    def test_one_dated_by_a_clock_that_ran_ahead_counts_last(self, store, backups):
        ahead = backups.make(store, NOON + 300 * DAY)
        assert backups.newest_good(NOON).path == ahead  # there is no other
        good = backups.make(store, NOON)
        assert backups.newest_good(NOON).path == good
        assert backups.by_trust(NOON) == (good, ahead)

    def test_a_copy_that_is_not_there_is_told(self, tmp_path):
        with pytest.raises(StoreError, match=r"none\.json is not there\.$"):
            read_copy(tmp_path / "none.json")


class TestInAStore:
    @staticmethod
    def change(number, upheaval=""):
        ad = Ad(id=f"a{number}", role="COO")
        return Change("add", put=(ad,), upheaval=upheaval)

    def test_the_first_change_of_all_has_nothing_to_copy(self, programs):
        programs.start().commit(self.change(1, "import"))
        assert programs.backups.all() == ()

    def test_the_first_change_of_a_day_copies_what_was_before(self, programs):
        store = programs.start()
        store.commit(self.change(1))
        before = programs.path.read_bytes()
        store.commit(self.change(2))
        store.commit(self.change(3))
        (copy,) = programs.backups.all()
        assert copy.read_bytes() == before
        programs.clock.now += DAY
        store.commit(self.change(4))
        assert len(programs.backups.all()) == 2

    def test_an_import_copies_what_was_before(self, programs):
        store = programs.start()
        store.commit(self.change(1))
        store.commit(self.change(2))
        before = programs.path.read_bytes()
        store.commit(self.change(3, "import"))
        assert programs.backups.all()[0].name.endswith("-import.json")
        assert programs.backups.all()[0].read_bytes() == before

    def test_a_copy_that_cannot_be_made_is_told_and_blocks_no_change(self, programs):
        store = programs.start()
        store.commit(self.change(1))
        programs.backups.folder.write_text("a file")
        store.commit(self.change(2, "import"))
        assert len(programs.start().workspace) == 2
        assert store.warning.startswith("No backup could be made. ")
        assert "backups was not saved" in store.warning
        programs.backups.folder.unlink()
        store.commit(self.change(3))
        assert store.warning == ""
        assert len(programs.backups.all()) == 1


class TestRescue:
    @pytest.fixture
    def damaged(self, programs):
        """A store that was damaged after two days of work, and its copies."""
        store = programs.start()
        for number in range(3):
            store.commit(TestInAStore.change(number))
            programs.clock.now += DAY
        programs.path.write_bytes(programs.path.read_bytes()[:-20])
        return programs

    def test_of_a_store_that_may_not_be_looked_at_nothing_is_advised(self, damaged, monkeypatch):
        def refused(_path):
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "is_file", refused)
        assert advice(damaged.path, damaged.backups, NOON + DAY) == ""

    def test_the_newest_good_copy_is_named_with_its_records(self, damaged):
        newest, oldest = damaged.backups.all()
        said = advice(damaged.path, damaged.backups, NOON + DAY)
        assert said == (
            "jobsearch doctor says what is wrong, and jobsearch doctor --repair rescues what it "
            "holds. jobsearch restore puts back the newest good backup, of "
            f"{made_at(newest):%Y-%m-%d %H:%M} UTC, with 2 records."
        )
        newest.write_bytes(b"")
        assert "with 1 record." in advice(damaged.path, damaged.backups, NOON + DAY)
        assert oldest.exists()

    def test_it_is_in_what_the_store_says_when_it_is_opened(self, damaged):
        with pytest.raises(StoreUnreadableError, match=r"jobsearch restore .* with 2 records\.$"):
            damaged.start()

    def test_where_no_copy_is_good_it_says_so(self, damaged):
        for copy in damaged.backups.all():
            copy.write_bytes(b"{}")
        assert advice(damaged.path, damaged.backups, NOON + DAY).endswith(
            " There is no good backup of it."
        )

    def test_a_copy_of_an_empty_store_is_not_offered(self, damaged):
        newest = damaged.backups.all()[0]
        newest.write_bytes(b'{"meta":{"1":{"format":1}}}')
        assert "with 1 record" in advice(damaged.path, damaged.backups, NOON + DAY)

    def test_what_is_no_file_needs_none(self, damaged, tmp_path):
        assert advice(tmp_path, damaged.backups, NOON + DAY) == ""
        assert advice(tmp_path / "none", damaged.backups, NOON + DAY) == ""

    def test_a_copy_that_has_gone_meanwhile_is_passed_over(self, damaged, monkeypatch):
        gone = damaged.backups.folder / named(NOON + 9 * DAY)
        there = damaged.backups.all()
        monkeypatch.setattr(Backups, "all", lambda self: (gone, *there))
        assert "with 2 records" in advice(damaged.path, damaged.backups, NOON + DAY)
