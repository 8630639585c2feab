"""Whether one is in play at a company already, before one writes to it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from jobsearch_tui.domain.in_play import DoorKind, Doors, doors, recruiter_words
from jobsearch_tui.domain.records import (
    Ad,
    Agency,
    Interview,
    Pace,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
MARSH = Agency(id="marsh", name="Marsh & Vale")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh")
OWEN = Recruiter(id="owen", name="Owen Pryce")
NO = Search(id="no", name="Plant Director", recruiter="dana", stage="turned down")
HALDEN = Target(id="halden", company="Halden Foods", campaign="end run", search="no")


def cautions(*records, target=HALDEN):
    house = Workspace.of([MARSH, DANA, OWEN, NO, *records])
    return Doors(house, TODAY, UTC).cautions(target)


def words(*records, target=HALDEN):
    return [one.words for one in cautions(*records, target=target)]


class TestDoors:
    def test_a_company_that_nobody_knows_raises_no_caution(self):
        assert cautions() == ()

    def test_an_ad_answered(self):
        ad = Ad(id="ad", role="VP Ops", employer="HALDEN FOODS, Inc.", stage="answered")
        (told,) = cautions(replace(ad, answered_on=date(2026, 11, 18)))
        assert told.words == (
            "You answered their ad for VP Ops on Wed 18 Nov: your two letters would meet."
        )
        assert (told.kind, told.about) == (DoorKind.AD, "ad")
        assert words(ad) == ["You answered their ad for VP Ops: your two letters would meet."]
        assert words(replace(ad, answered_on=TODAY)) == [
            "You answered their ad for VP Ops today: your two letters would meet."
        ]

    @pytest.mark.parametrize("stage", ["spotted", "turned down", "withdrawn", "expired"])
    def test_an_ad_that_is_not_in_play(self, stage):
        assert words(Ad(id="ad", role="VP Ops", employer="Halden Foods", stage=stage)) == []

    def test_a_blind_ad_names_nobody(self):
        assert words(Ad(id="ad", role="VP Ops", stage="answered")) == []

    @pytest.mark.parametrize(
        ("stage", "deed"),
        [("submitted", "has submitted you"), ("interviewing", "has you interviewing")],
    )
    def test_another_recruiter_has_submitted_the_user_there(self, stage, deed):
        other = Search(id="other", name="COO", recruiter="owen", client="Halden Foods Ltd")
        assert words(replace(other, stage=stage)) == [
            f"Owen Pryce {deed} there for COO: a letter is a double submission."
        ]

    @pytest.mark.parametrize("stage", ["discussed", "turned down", "placed", "closed"])
    def test_a_search_that_is_not_in_play(self, stage):
        other = Search(id="other", name="COO", recruiter="owen", client="Halden Foods", stage=stage)
        assert words(other) == []

    def test_the_search_that_said_no_is_no_reason_by_itself(self):
        assert words(replace(NO, client="Halden Foods", stage="submitted")) == []

    @pytest.mark.parametrize(
        ("stage", "days", "told"),
        [
            ("scheduled", 2, "have an interview there on Thu 26 Nov"),
            ("scheduled", 0, "have an interview there today"),
            ("held", -20, "had an interview there on Wed 4 Nov"),
        ],
    )
    def test_an_interview(self, stage, days, told):
        starts = NOON + timedelta(days=days)
        met = Interview(id="met", company="Halden Foods", starts=starts, stage=stage)
        assert words(met) == [f"You {told}: ask the people you met instead."]

    @pytest.mark.parametrize(
        "changes",
        [
            {"stage": "cancelled"},
            {"stage": "no-show"},
            {"stage": "held", "starts": NOON - timedelta(days=61)},
            {"origin": "halden"},
        ],
    )
    def test_an_interview_that_is_no_reason(self, changes):
        met = Interview(id="met", company="Halden Foods", starts=NOON - timedelta(days=2))
        assert words(replace(met, **changes)) == []

    def test_the_time_in_which_a_held_interview_counts_is_the_pace_records(self):
        starts = NOON - timedelta(days=61)
        met = Interview(id="met", company="Halden Foods", starts=starts, stage="held")
        assert len(words(Pace(cold=90), met)) == 1

    def test_of_several_interviews_the_latest_is_told(self):
        dates = [(1, "held", -9), (2, "scheduled", 2), (3, "held", -2)]
        met = [
            Interview(
                id=str(id), company="Halden Foods", starts=NOON + timedelta(days=days), stage=stage
            )
            for id, stage, days in dates
        ]
        assert [one.about for one in cautions(*met)] == ["2"]

    def test_another_campaign(self):
        broadcast = Target(id="b", company="Halden Foods", stage="written")
        assert words(replace(broadcast, written_on=date(2026, 11, 10))) == [
            "They are in the broadcast too (written, letter of Tue 10 Nov): one letter is enough."
        ]
        run = Target(id="b", company="Halden Foods", campaign="end run", search="other")
        assert words(run) == ["They are in another end run too (listed): one letter is enough."]

    def test_the_same_campaign_and_the_target_itself_are_no_reason(self):
        assert words(HALDEN, replace(HALDEN, id="again")) == []

    def test_the_gravest_come_first(self):
        found = cautions(
            Target(id="b", company="Halden Foods"),
            Ad(id="ad", role="VP Ops", employer="Halden Foods", stage="replied"),
            Search(id="o", name="COO", recruiter="owen", client="Halden Foods", stage="submitted"),
        )
        assert [one.kind for one in found] == ["search", "ad", "campaign"]


class TestTheRecruiterWhoSaidNo:
    def test_fills_many_jobs_for_them(self):
        assert words(replace(DANA, works_for="Omnia, Halden Foods, Inc.")) == [
            "Dana Whitfield fills many jobs for them: a letter will most likely be handed back."
        ]

    def test_is_of_a_firm_that_fills_many_jobs_for_them(self):
        (told,) = cautions(replace(MARSH, works_for="halden foods"))
        assert told.words == (
            "Marsh & Vale, the firm of Dana Whitfield, fills many jobs for them: "
            "a letter will most likely be handed back."
        )
        assert (told.kind, told.about) == (DoorKind.RECRUITER, "marsh")

    def test_is_their_own(self):
        assert words(replace(DANA, employer="Halden Foods")) == [
            "Dana Whitfield is their own recruiter: a letter will most likely be handed back."
        ]

    def test_has_another_search_of_theirs(self):
        other = Search(id="s", name="COO", recruiter="dana", client="Halden Foods", stage="closed")
        assert words(other) == [
            (
                "Dana Whitfield has another search of theirs, COO: "
                "a letter will most likely be handed back."
            )
        ]

    def test_the_closest_tie_is_told_alone(self):
        assert len(words(replace(DANA, employer="Halden Foods", works_for="Halden Foods"))) == 1

    def test_works_for_others(self):
        other = Search(id="s", name="COO", recruiter="dana", client="Omnia")
        assert words(replace(DANA, employer="Kestrel", works_for="Vantor"), other) == []

    def test_is_nobody_in_a_broadcast(self):
        target = Target(id="t", company="Halden Foods")
        assert words(replace(DANA, works_for="Halden Foods"), target=target) == []

    def test_is_not_known(self):
        assert words(replace(NO, recruiter="gone")) == []


class TestDoorsOfAWorkspace:
    def test_are_made_once_while_nothing_changes(self):
        house = Workspace.of([MARSH])
        assert doors(house, TODAY, UTC) is doors(house, TODAY, UTC)
        assert doors(house.put(HALDEN), TODAY, UTC) is not doors(house, TODAY, UTC)


class TestTheRecruiterInWords:
    def test_names_the_firm_where_there_is_one(self):
        house = Workspace.of([MARSH, DANA, OWEN])
        assert recruiter_words(house, NO) == "Dana Whitfield of Marsh & Vale"
        assert recruiter_words(house, replace(NO, recruiter="owen")) == "Owen Pryce"
        assert recruiter_words(house, replace(NO, recruiter="gone")) == "A recruiter"
