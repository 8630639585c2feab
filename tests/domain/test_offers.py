"""Offers: the job to keep until one is written and accepted, what they lack, how they compare."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobsearch_tui.domain.offers import (
    GUARD,
    accepted_at,
    compared,
    days_left,
    guard,
    is_settled,
    is_spoken,
    lacks,
    left_words,
    settled,
    total,
)
from jobsearch_tui.domain.records import (
    Offer,
)
from jobsearch_tui.domain.workspace import Workspace
from tests.domain.offered import (
    ACCEPTED,
    MADE,
    NOW,
    PACE,
    SPOKEN,
    TODAY,
    day,
    entry,
    of,
    stage_entry,
)


class TestKeepingTheJob:
    @pytest.mark.parametrize("offers", [(), (MADE,), (replace(MADE, written=True),), (SPOKEN,)])
    def test_is_said_until_an_offer_is_written_and_accepted(self, offers):
        assert guard(of(*offers)) == GUARD
        assert settled(of(*offers)) is None

    def test_is_not_said_any_more_then(self):
        assert guard(of(ACCEPTED)) == ""
        assert settled(of(ACCEPTED)) == ACCEPTED

    def test_is_not_said_to_somebody_without_a_job(self):
        assert guard(Workspace.of([replace(PACE, employed=False)])) == ""

    def test_of_two_accepted_ones_the_newer_counts(self):
        newer = replace(ACCEPTED, id="b", changed=NOW)
        assert settled(of(newer, ACCEPTED)) == newer

    @pytest.mark.parametrize(("days", "counts"), [(1, False), (0, True), (-400, True)])
    def test_an_offer_accepted_in_an_earlier_search_settles_no_later_one(self, days, counts):
        later = Workspace.of([replace(PACE, taken_up_on=day(days)), ACCEPTED])
        assert is_settled(later, ACCEPTED) is counts
        assert bool(guard(later)) is not counts

    def test_when_it_was_accepted_is_in_the_log(self):
        log = [
            stage_entry("made", "halden", "made", 1),
            stage_entry("yes", "halden", "accepted", 50),
            entry("call", "halden", hours=3),
        ]
        assert accepted_at(of(ACCEPTED, *log), ACCEPTED) == NOW - timedelta(hours=50)
        assert accepted_at(of(ACCEPTED), ACCEPTED) == ACCEPTED.changed


class TestASpokenOffer:
    @pytest.mark.parametrize(
        ("offer", "before", "spoken"),
        [
            (SPOKEN, MADE, True),
            (SPOKEN, None, True),
            (SPOKEN, SPOKEN, False),
            (SPOKEN, ACCEPTED, True),
            (ACCEPTED, MADE, False),
            (MADE, None, False),
        ],
    )
    def test_is_told_when_it_is_accepted(self, offer, before, spoken):
        assert is_spoken(offer, before) is spoken


class TestWhatAnOfferLacks:
    def test_is_all_that_a_bare_one_does_not_say(self):
        assert lacks(Offer(id="o", company="O")) == (
            "the offer in writing",
            "the role",
            "the base salary",
            "the day to decide by",
        )

    def test_is_nothing_once_it_is_complete_or_over(self):
        assert lacks(replace(MADE, written=True)) == ()
        assert lacks(Offer(id="o", company="O", stage="declined")) == ()

    def test_is_no_day_to_decide_by_when_that_is_done(self):
        assert lacks(replace(SPOKEN, decide_by=None)) == ("the offer in writing",)


class TestTheDaysLeft:
    @pytest.mark.parametrize(
        ("days", "words"),
        [(10, "10 days left"), (1, "1 day left"), (0, "decide today"), (-1, "1 day past")],
    )
    def test_are_told_in_words(self, days, words):
        offer = replace(MADE, decide_by=day(days))
        assert (days_left(offer, TODAY), left_words(offer, TODAY)) == (days, words)

    @pytest.mark.parametrize("offer", [replace(MADE, decide_by=None), ACCEPTED])
    def test_are_none_where_there_is_nothing_to_decide(self, offer):
        assert (days_left(offer, TODAY), left_words(offer, TODAY)) == (None, "")


class TestComparing:
    KESTREL = Offer(id="kestrel", company="Kestrel", base=99_000)
    OLD = Offer(id="old", company="Old", base=200_000, stage="declined", received=date(2026, 9, 1))

    @pytest.mark.parametrize(
        ("base", "bonus", "sum"), [(90, 8, 98), (90, None, 90), (None, 8, 8), (None, None, None)]
    )
    def test_the_total_is_base_and_bonus(self, base, bonus, sum):
        assert total(replace(MADE, base=base, bonus=bonus)) == sum

    def test_says_by_how_much_each_is_behind_the_best(self):
        found = compared(of(MADE, self.KESTREL, self.OLD, Offer(id="blank", company="Blank")))
        assert {one.offer.id: (one.total, one.behind) for one in found} == {
            "halden": (98_000, 1_000),
            "kestrel": (99_000, 0),
            "blank": (None, None),
            "old": (200_000, None),
        }

    def test_one_alone_is_behind_nobody(self):
        assert [one.behind for one in compared(of(MADE, self.OLD))] == [None, None]

    def test_the_accepted_one_comes_first_then_the_most_pressing(self):
        soon = replace(self.KESTREL, decide_by=day(1))
        recent = replace(self.OLD, id="recent", received=date(2026, 11, 1))
        never = replace(self.OLD, id="never", received=None)
        some_day = Offer(id="some", company="Some")
        shown = compared(of(never, self.OLD, recent, some_day, MADE, soon))
        ids = ["kestrel", "halden", "some", "recent", "old", "never"]
        assert [one.offer.id for one in shown] == ids
        assert compared(of(soon, ACCEPTED))[0].offer == ACCEPTED
