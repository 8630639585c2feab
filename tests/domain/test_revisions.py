"""The number by which a calendar knows which of two versions is the newer."""

from dataclasses import replace

import pytest

from jobsearch_tui.domain.changes import Change, merge
from jobsearch_tui.domain.records import Ad
from jobsearch_tui.domain.revisions import MOST_MOVES, with_revisions
from jobsearch_tui.domain.workspace import EMPTY
from jobsearch_tui.services.session import Session
from tests.domain.makers import NEW_YORK, NOON, at, interview
from tests.storage.stores import Programs

OLD = interview()


def revised(new, old=OLD):
    workspace = EMPTY.put(old) if old else EMPTY
    return with_revisions(workspace, Change("edit", put=(new,))).put[0]


class TestTheNumber:
    @pytest.mark.parametrize(
        "values",
        [
            {"starts": at(12)},
            {"starts": at(11).astimezone(NEW_YORK)},
            {"minutes": 90},
            {"where": "Dock Road"},
            {"stage": "cancelled"},
        ],
        ids=str,
    )
    def test_rises_when_an_interview_moves_or_is_cancelled(self, values):
        assert revised(replace(OLD, **values)).sequence == 1

    @pytest.mark.parametrize(
        "values",
        [{"note": "x"}, {"stage": "held"}, {"people": "Ruth"}, {"preparation": 5}],
        ids=str,
    )
    def test_stays_when_nobody_need_be_elsewhere(self, values):
        assert revised(replace(OLD, **values)).sequence == 0

    def test_rises_when_a_cancelled_one_is_taken_up_again(self):
        off = replace(OLD, stage="cancelled", sequence=4)
        assert revised(OLD, off).sequence == 5

    def test_never_falls(self):
        assert revised(replace(OLD, note="as in a copy"), replace(OLD, sequence=6)).sequence == 6
        assert revised(replace(OLD, starts=at(15)), replace(OLD, sequence=6)).sequence == 7

    def test_ends_where_calendars_can_count_no_further(self):
        last = replace(OLD, sequence=MOST_MOVES)
        assert revised(replace(last, minutes=5), last).sequence == MOST_MOVES

    def test_leaves_a_record_that_is_new_enough_the_very_same(self):
        moved = replace(OLD, minutes=5, sequence=1)
        assert revised(moved) is moved

    def test_of_an_invitation_counts_when_it_is_higher(self):
        assert revised(replace(OLD, minutes=5, sequence=7)).sequence == 7

    def test_of_a_new_interview_is_its_own(self):
        assert revised(OLD, old=None).sequence == 0

    def test_is_for_interviews_alone(self):
        ad = Ad(id="a", role="COO")
        assert revised(ad, old=None) is ad
        mixed = with_revisions(EMPTY, Change("edit", put=(ad, OLD)))
        assert mixed.put == (ad, OLD)


class TestUndo:
    def test_puts_a_moved_interview_back_as_a_later_version(self, tmp_path):
        programs = Programs(tmp_path / "store.json")
        store = programs.start()
        session = Session(store, lambda: NOON)
        session.apply(Change("add", put=(OLD,)))
        session.apply(Change("move", put=(replace(OLD, starts=at(15)),)))
        numbers = [session.workspace.get("i1").sequence]
        for step in (session.undo, session.redo, session.undo, session.redo, session.undo):
            step()
            numbers.append(session.workspace.get("i1").sequence)
        assert numbers == [1, 2, 3, 4, 5, 6]
        assert session.workspace.get("i1").starts == OLD.starts
        assert session.undo() == "add"
        assert programs.start().workspace.get("i1") is None

    def test_of_anything_else_changes_no_number(self, tmp_path):
        store = Programs(tmp_path / "store.json").start()
        session = Session(store, lambda: NOON)
        session.apply(Change("add", put=(OLD,)))
        session.apply(Change("note", put=(replace(OLD, note="x"),)))
        session.undo()
        assert (session.workspace.get("i1").note, session.workspace.get("i1").sequence) == ("", 0)


class TestARestore:
    def test_puts_the_old_time_back_as_the_newest_version_and_keeps_what_is_not_known(
        self, tmp_path
    ):
        programs = Programs(tmp_path / "store.json")
        store = programs.start()
        session = Session(store, lambda: NOON)
        session.apply(Change("add", put=(OLD,)))
        copied = session.workspace.get("i1")
        document = store.contents.document("i1")[:-1] + b',"later":"kept"}'
        for hour in (13, 15):
            session.apply(Change("move", put=(replace(copied, starts=at(hour)),)))
        present = session.workspace.get("i1")
        assert present.sequence == 2

        change = Change("restore", put=(copied,), before=(present,))
        applied = session.put_back(change, {"i1": document})
        assert applied.is_saved
        restored = programs.start().workspace.get("i1")
        assert (restored.starts, restored.sequence) == (OLD.starts, 3)
        assert b'"later":"kept"' in store.contents.document("i1")

        session.undo()
        again = programs.start().workspace.get("i1")
        assert (again.starts, again.sequence) == (at(15), 4)


class TestTwoProgramsAtOnce:
    def test_a_move_here_keeps_the_number_above_a_move_there(self):
        ours, theirs = (replace(OLD, minutes=n, sequence=1) for n in (30, 45))
        merged, clashes = merge(OLD, ours, theirs)
        assert (merged.minutes, revised(merged, theirs).sequence) == (30, 2)
        assert [clash.name for clash in clashes] == ["minutes"]

    def test_an_edit_here_keeps_the_number_of_a_move_there(self):
        merged, clashes = merge(OLD, replace(OLD, note="x"), replace(OLD, minutes=45, sequence=1))
        assert (merged.minutes, merged.note, merged.sequence, clashes) == (45, "x", 1, ())


def test_every_move_is_counted(tmp_path):
    session = Session(Programs(tmp_path / "store.json").start(), lambda: NOON)
    session.apply(Change("add", put=(OLD,)))
    for hour in (12, 13, 14):
        session.apply(Change("move", put=(replace(session.workspace.get("i1"), starts=at(hour)),)))
    assert session.workspace.get("i1").sequence == 3
