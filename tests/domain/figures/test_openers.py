"""Which agencies and recruiters open doors."""

from datetime import UTC, datetime, timedelta

from jobsearch_tui.domain.figures import openers
from jobsearch_tui.domain.figures.figures import figures
from jobsearch_tui.domain.records import Activity, Agency, Interview, Recruiter, Search
from jobsearch_tui.domain.workspace import Workspace

NOW = datetime(2026, 11, 24, 20, tzinfo=UTC)
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", stage="active")
OWEN = Recruiter(id="owen", name="Owen Pryce", stage="contacted")
MARSH = Agency(id="marsh", name="Marsh & Vale")
SEARCH = Search(id="s", name="COO", recruiter="dana")


def calls(id, count):
    return [
        Activity(id=f"{id}{n}", at=NOW - timedelta(n), type="call", about=(id,))
        for n in range(count)
    ]


def met(origin, count=1):
    return [
        Interview(id=f"{origin}i{n}", company=f"Firm {n}", starts=NOW, origin=origin)
        for n in range(count)
    ]


def figure(*records):
    return openers.figure(Workspace.of(records))


class TestTheOpeners:
    def test_are_counted_with_what_their_searches_brought(self):
        (found,) = openers.openers(
            Workspace.of([DANA, MARSH, SEARCH, *met("s", 2), *calls("s", 3)])
        )
        assert (found.record, found.interviews, found.contacts) == (DANA, 2, 3)

    def test_notes_are_no_contacts(self):
        note = Activity(id="n", at=NOW, type="note", about=("owen",))
        assert openers.openers(Workspace.of([OWEN, note])) == ()

    def test_who_brings_comes_before_who_only_talks(self):
        found = figure(DANA, OWEN, SEARCH, *met("s"), *calls("owen", 2))
        assert [[bar.label for bar in one.bars] for one in found.groups] == [
            ["Dana Whitfield"],
            ["Owen Pryce"],
        ]
        assert [bar.record for one in found.groups for bar in one.bars] == ["dana", "owen"]
        assert [bar.note for one in found.groups for bar in one.bars] == [
            "no contacts",
            "contacted",
        ]

    def test_who_is_closed_is_not_told_again(self):
        gone = Recruiter(id="gone", name="Gone", stage="closed")
        assert figure(gone, *calls("gone", 9)).groups == ()


class TestWhatToDo:
    def test_is_to_call_the_best_first(self):
        words = figure(DANA, OWEN, SEARCH, *met("s", 3), *met("owen")).advice
        assert words == "Dana Whitfield brought 3 of 4 interviews: call there before anybody new."

    def test_is_to_call_the_only_one_first(self):
        words = figure(DANA, OWEN, *met("dana", 2)).advice
        assert words.startswith("Dana Whitfield brought 2 of 2 interviews: ")

    def test_is_to_let_go_of_those_who_bring_nothing(self):
        assert figure(OWEN, *calls("owen", 6)).advice == (
            "1 of them has brought nothing in 6 contacts and more: let others come first."
        )

    def test_is_to_go_on_where_nobody_stands_out(self):
        assert figure(DANA, OWEN, *met("dana"), *met("owen")).advice == (
            "None of them stands out yet: keep to the cadences."
        )

    def test_is_to_ask_where_nobody_brought_anything(self):
        assert figure(OWEN).advice.startswith("No agency or recruiter has brought an interview yet")


def test_all_figures_come_in_the_order_of_the_screen():
    found = figures(Workspace.of([]), NOW)
    assert [one.id for one in found] == ["funnel", "answers", "activity", "interviews", "doors"]
    assert all(one.advice.endswith(".") for one in found)
