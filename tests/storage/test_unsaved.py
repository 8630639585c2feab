"""What could not be written outlives the program."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.changes import Change, Luggage
from jobsearch_tui.domain.records import Activity, Interview, Recruiter
from jobsearch_tui.storage.unsaved import UnsavedBox
from tests.domain.makers import NOON

DANA = Recruiter(id="r1", name="Dana Whitfield", created=NOON, changed=NOON)
TALK = Interview(
    id="i1",
    company="Kestrel",
    starts=datetime(2026, 12, 2, 11, 0, tzinfo=ZoneInfo("America/New_York")),
    zone="America/New_York",
    created=NOON,
    changed=NOON,
)
CALL = Activity(id="a1", at=NOON, about=("r1",), summary="zq", created=NOON, changed=NOON)
MOVED = Change(
    "Dana: queued → active",
    put=(replace(DANA, stage="active"), TALK, CALL),
    before=(DANA,),
    remove=("r9",),
    upheaval="import",
    id="c1",
    luggage=Luggage({"r1": {"mood": b'"good"'}}, {"pets": {"1": b'{"name":"Rex"}'}}),
)


@pytest.fixture
def draft(tmp_path):
    return tmp_path / "state" / "draft-1a2b3c4d.json"


def files(draft):
    return sorted(path.name for path in draft.parent.iterdir())


def test_a_change_comes_back_as_it_was(draft):
    assert UnsavedBox(draft).keep([MOVED])
    assert UnsavedBox(draft).load() == (MOVED,)
    (path,) = draft.parent.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_once_all_is_saved(draft):
    UnsavedBox(draft).keep([MOVED])
    later = UnsavedBox(draft)
    later.load()
    assert len(files(draft)) == 1
    assert later.keep(())
    assert files(draft) == []
    assert later.keep(())


def test_what_still_cannot_be_saved_moves_to_the_file_of_the_later_run(draft):
    UnsavedBox(draft).keep([MOVED])
    later = UnsavedBox(draft)
    changes = later.load()
    assert later.keep([*changes, replace(MOVED, id="c2")])
    assert len(files(draft)) == 1
    assert [change.id for change in UnsavedBox(draft).load()] == ["c1", "c2"]


def test_a_change_that_two_runs_kept_comes_once(draft):
    UnsavedBox(draft).keep([MOVED])
    UnsavedBox(draft).keep([MOVED, replace(MOVED, id="c2")])
    assert sorted(change.id for change in UnsavedBox(draft).load()) == ["c1", "c2"]


def test_the_changes_of_another_store_are_not_ones_own(draft):
    UnsavedBox(draft).keep([MOVED])
    assert UnsavedBox(draft.with_name("draft.json")).load() == ()
    UnsavedBox(draft.with_name("draft.json")).keep([MOVED])
    assert len(UnsavedBox(draft).load()) == 1


@pytest.mark.parametrize(
    "data", [b"", b"[", b"[{}]", b'[{"id":""}]', b"\xff", b'{"id": 1}', b"[" * 100_000]
)
def test_a_file_that_cannot_be_understood_is_set_aside(draft, data):
    draft.parent.mkdir()
    path = draft.with_name("unsaved-1a2b3c4d.00000000.json")
    path.write_bytes(data)
    assert UnsavedBox(draft).load() == ()
    assert files(draft) == [f"{path.name}.damaged"]


@pytest.mark.parametrize(
    ("what", "by"), [(b'"recruiter"', b'"wizard"'), (b'"c1"', b'""'), (b'"queued"', b"7")]
)
def test_so_is_one_of_another_version(draft, what, by):
    UnsavedBox(draft).keep([MOVED])
    (path,) = draft.parent.iterdir()
    path.write_bytes(path.read_bytes().replace(what, by))
    assert UnsavedBox(draft).load() == ()
    assert files(draft) == [f"{path.name}.damaged"]


def test_a_disk_that_takes_nothing_is_said_to_keep_nothing(tmp_path):
    (tmp_path / "state").write_bytes(b"in the way")
    assert not UnsavedBox(tmp_path / "state" / "draft.json").keep([MOVED])
