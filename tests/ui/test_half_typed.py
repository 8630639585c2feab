"""When the disk may forget what is half typed."""

from datetime import UTC, datetime

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.ui.half_typed import HalfTyped


def draft(text: str) -> Draft:
    return Draft("quicklog", "", {"line": text}, datetime(2026, 11, 24, 20, 0, tzinfo=UTC))


class Sitting:
    def __init__(self) -> None:
        self.kept: list[Draft | None] = []
        self.lifeline = Lifeline(self.kept.append)
        self.drafts = HalfTyped(self.lifeline)

    @property
    def on_disk(self) -> str:
        assert self.lifeline.flush()
        return self.kept[-1].values["line"] if self.kept and self.kept[-1] else ""

    def hand_over(self, change: str) -> None:
        self.drafts.comes_to(self.drafts.newest, change)


def test_a_draft_goes_with_its_change_and_stays_while_that_is_in_memory_alone():
    sitting = Sitting()
    sitting.drafts.note(draft("vm"))
    sitting.hand_over("c1")
    sitting.drafts.came_to("c1", is_safe=False)
    assert sitting.on_disk == "vm"
    sitting.drafts.all_saved()
    assert sitting.on_disk == ""


def test_what_is_typed_meanwhile_is_not_forgotten_with_an_earlier_change():
    sitting = Sitting()
    sitting.drafts.note(draft("vm"))
    sitting.hand_over("c1")
    sitting.drafts.came_to("c1", is_safe=False)
    sitting.drafts.note(draft("another"))
    sitting.drafts.all_saved()
    assert sitting.on_disk == "another"
    sitting.drafts.note(None)
    assert sitting.on_disk == ""


def test_a_draft_whose_change_is_under_way_goes_only_when_that_very_change_is_kept():
    sitting = Sitting()
    sitting.drafts.note(draft("vm"))
    sitting.hand_over("c1")
    sitting.drafts.all_saved()
    sitting.drafts.are_kept(["another"])
    assert sitting.on_disk == "vm"
    sitting.drafts.are_kept(["c1"])
    assert sitting.on_disk == ""


def test_a_change_that_no_text_led_to_forgets_nothing():
    sitting = Sitting()
    sitting.drafts.note(draft("vm"))
    sitting.drafts.comes_to(None, "c1")
    sitting.drafts.came_to("c1", is_safe=True)
    assert sitting.on_disk == "vm"


def test_that_nothing_can_be_kept_is_told_once_for_each_reason():
    reasons = ["no room", "no room", "", "no room", "it is read-only"]

    def refuse(_draft: Draft | None) -> None:
        if reason := reasons[0]:
            raise NotSavedError(reason)

    lifeline = Lifeline(refuse)
    drafts, told = HalfTyped(lifeline), []
    while reasons:
        drafts.note(draft(f"vm {len(reasons)}"))
        lifeline.flush()
        told.append(drafts.new_trouble())
        reasons.pop(0)
    lost = "Should the line drop, what you type is lost: "
    assert told == [f"{lost}no room", "", "", f"{lost}no room", f"{lost}it is read-only"]


def test_where_nothing_is_kept_there_is_no_trouble():
    assert HalfTyped().new_trouble() == ""
