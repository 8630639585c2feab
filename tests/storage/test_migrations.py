"""A file of format 0, as the first sketch of the program wrote it."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tinydb import TinyDB

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Ad, Recruiter
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.storage.migrations import FORMAT, MIGRATIONS, migrate

SAMPLE = Path(__file__).parents[1] / "data" / "format-0.json"
CHANGE = Change("add ad CFO", put=(Ad(id="new", role="CFO"),))


@pytest.fixture
def old(programs):
    """Programs on a copy of the sample."""
    programs.path.parent.mkdir()
    shutil.copy(SAMPLE, programs.path)
    return programs


class TestSteps:
    def test_there_is_one_for_each_older_format(self):
        assert sorted(MIGRATIONS) == list(range(FORMAT))

    def test_the_present_format_stays_as_it_is(self):
        tables = {"ads": {"1": {"id": "a"}}}
        assert migrate(tables, FORMAT) is tables

    @pytest.mark.parametrize(
        ("moment", "then"),
        [
            ("2026-09-12T08:15:00", "2026-09-12T08:15:00Z"),
            ("2026-09-12T08:15:00Z", "2026-09-12T08:15:00Z"),
            ("2026-09-12T08:15:00+02:00", "2026-09-12T08:15:00+02:00"),
            ("2026-09-12T08:15:00-04:00", "2026-09-12T08:15:00-04:00"),
            ("yesterday", "yesterday"),
            (None, None),
        ],
    )
    def test_a_moment_without_a_zone_is_utc(self, moment, then):
        moved = migrate({"ads": {"1": {"id": "a", "created": moment}}}, 0)
        assert moved["ads"]["1"]["created"] == then

    def test_a_new_name_that_is_taken_is_not_overwritten(self):
        moved = migrate({"ads": {"1": {"stage": "spotted", "status": "mine"}}}, 0)
        assert moved["ads"]["1"] == {"stage": "spotted", "status": "mine"}


class TestTheSample:
    def test_is_read_without_being_touched(self, old):
        store = old.start()
        assert store.problems == ()
        assert len(store.workspace) == 6
        assert store.workspace.pace.interviews == 4
        ad = store.workspace.find(Ad, "oldad00001")
        assert (ad.role, ad.employer, ad.stage) == ("VP Operations", "Halden Foods", "answered")
        assert ad.answered_on == date(2026, 9, 14)
        assert ad.created == datetime(2026, 9, 12, 8, 15, tzinfo=UTC)
        voicemail, email = store.workspace.log("oldrec0001")[::-1]
        assert (voicemail.summary, voicemail.result) == (
            "rang about the Halden opening",
            "voicemail",
        )
        assert email.at == datetime(2026, 9, 22, 13, 10, tzinfo=UTC)
        assert old.path.read_bytes() == SAMPLE.read_bytes()
        assert sorted(path.name for path in old.path.parent.iterdir()) == ["store.json"]

    def test_is_copied_and_then_brought_forward_by_the_first_change(self, old):
        before = old.start().workspace
        old.start().commit(CHANGE)
        (backup,) = old.backups.all()
        assert backup.name.endswith("-migration.json")
        assert backup.read_bytes() == SAMPLE.read_bytes()
        store = old.start()
        assert store.workspace == before.put(*CHANGE.put)
        with TinyDB(old.path, access_mode="r") as plain:
            assert plain.tables() == {
                *("meta", "ads", "recruiters", "activities", "pace", "wishes", "history")
            }
            assert plain.table("meta").all() == [{"format": FORMAT, "program": "jobsearch-tui"}]
            assert plain.table("ads").get(doc_id=1)["mood"] == "hopeful"

    def test_a_table_that_no_format_knows_stays_byte_for_byte(self, old):
        old.start().commit(CHANGE)
        assert old.documents("wishes") == {"1": b'{"status": "kept as it is", "weight": 1.50}'}

    def test_is_copied_once(self, old):
        store = old.start()
        store.commit(CHANGE)
        store.commit(Change("x", put=(Recruiter(id="r", name="Owen Pryce"),)))
        assert len(old.backups.all()) == 1

    def test_undo_goes_back_to_what_it_said_in_the_present_format(self, old):
        store = old.start()
        before = store.workspace
        ad = store.workspace.find(Ad, "oldad00001")
        store.commit(Change("delete", remove=(ad.id,), before=(ad,)))
        assert old.start().undo() == "delete"
        assert old.start().workspace == before
        (document,) = (
            document for document in old.documents("ads").values() if b"oldad00001" in document
        )
        assert json.loads(document)["mood"] == "hopeful"

    def test_without_a_copy_nothing_is_brought_forward(self, old):
        old.backups.folder.write_text("a file where the folder should be")
        store = old.start()
        with pytest.raises(NotSavedError, match="backups"):
            store.commit(CHANGE)
        assert old.path.read_bytes() == SAMPLE.read_bytes()
        old.backups.folder.unlink()
        store.commit(CHANGE)
        assert old.start().workspace.all(Activity)
