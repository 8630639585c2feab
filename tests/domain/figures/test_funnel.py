"""How far the contacts of each channel came."""

from datetime import UTC, date, datetime

import pytest

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.figures import funnel
from jobsearch_tui.domain.figures.funnel import funnels
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Interview,
    Offer,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.workspace import Workspace

THEN = datetime(2026, 11, 10, 9, tzinfo=UTC)
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="contacted")
SEARCH = Search(id="search", name="COO", recruiter="dana")
KESTREL = Interview(id="kestrel", company="Kestrel", starts=THEN, origin="search")


def counts(*records, channel=Channel.RECRUITERS):
    found = {one.channel: one.counts for one in funnels(Workspace.of(records), UTC)}
    return found.get(channel)


def call(id, result="reached", type="call", **given):
    return Activity(id=f"call{id}{result}", at=THEN, type=type, result=result, about=(id,), **given)


def advice(*records):
    return funnel.figure(Workspace.of(records), UTC).advice


class TestHowFar:
    @pytest.mark.parametrize(
        ("type", "day", "talked"), [("email", 10, 0), ("email", 9, 1), ("call", 10, 1)]
    )
    def test_takes_a_letter_that_says_no_for_no_conversation(self, type, day, talked):
        ad = Ad(id="ad", role="COO", stage="turned down", answered_on=date(2026, 11, 2))
        at = THEN.replace(day=day)
        came = Activity(id="a", at=at, type=type, direction="in", about=("ad",))
        no = Activity(id="b", at=THEN, type="stage", stage="turned down", about=("ad",))
        assert counts(ad, came, no, channel=Channel.ADS) == (1, talked, 0, 0, 0)

    @pytest.mark.parametrize(
        ("records", "steps"),
        [
            ([Recruiter(id="dana", name="Dana")], None),
            ([Recruiter(id="dana", name="Dana", stage="closed")], None),
            ([DANA], (1, 0, 0, 0, 0)),
            (
                [Recruiter(id="dana", name="Dana", stage="closed"), call("dana", "voicemail")],
                (1, 0, 0, 0, 0),
            ),
            ([Recruiter(id="dana", name="Dana"), call("dana", "no answer")], None),
            ([DANA, call("dana")], (1, 1, 0, 0, 0)),
            ([DANA, SEARCH, call("search")], (1, 1, 0, 0, 0)),
            ([DANA, SEARCH, KESTREL], (1, 1, 1, 0, 0)),
            (
                [
                    DANA,
                    SEARCH,
                    KESTREL,
                    Interview(id="2", company="KESTREL Ltd", starts=THEN, round=2),
                ],
                (1, 1, 1, 1, 0),
            ),
            ([DANA, SEARCH, KESTREL, Offer(id="o", company="Kestrel")], (1, 1, 1, 1, 1)),
            ([DANA, SEARCH, Offer(id="o", company="Halden", origin="search")], (1, 1, 1, 1, 1)),
        ],
    )
    def test_of_a_recruiter(self, records, steps):
        assert counts(*records) == steps

    @pytest.mark.parametrize(
        ("stage", "answered", "steps"),
        [
            ("spotted", None, None),
            ("expired", None, None),
            ("answered", None, (1, 0, 0, 0, 0)),
            ("expired", date(2026, 11, 1), (1, 0, 0, 0, 0)),
            ("replied", None, (1, 1, 0, 0, 0)),
            ("offered", None, (1, 1, 1, 1, 1)),
        ],
    )
    def test_of_an_ad(self, stage, answered, steps):
        ad = Ad(id="ad", role="COO", stage=stage, answered_on=answered)
        assert counts(ad, channel=Channel.ADS) == steps

    def test_of_letters_and_of_end_runs_by_themselves(self):
        letter = Target(id="t", company="Omnia", stage="written")
        run = Target(id="u", company="Vantor", stage="interview", campaign="end run")
        assert counts(letter, run, channel=Channel.BROADCAST) == (1, 0, 0, 0, 0)
        assert counts(letter, run, channel=Channel.END_RUN) == (1, 1, 0, 0, 0)

    def test_of_a_referral_begins_at_the_interview(self):
        rounds = [
            Interview(id=f"r{n}", company="Omnia", starts=THEN, round=n, referral="Ada")
            for n in (1, 2)
        ]
        found = funnel.figure(Workspace.of(rounds), UTC).groups[0]
        assert (found.title, [bar.label for bar in found.bars]) == (
            "Referrals",
            ["interview", "further round", "offer"],
        )
        assert [bar.count for bar in found.bars] == [1, 1, 0]
        assert next(bar.note for bar in found.bars) == ""

    def test_an_interview_that_nobody_brought_is_in_no_funnel(self):
        assert funnels(Workspace.of([Interview(id="i", company="Omnia", starts=THEN)]), UTC) == ()


class TestWhatToDo:
    def test_begins_with_a_contact(self):
        assert advice() == "Nobody has been contacted yet: the first ones wait in Today."

    def test_waits_while_there_are_few_cases(self):
        assert advice(DANA).startswith("These are too few cases")

    def test_names_the_channel_that_brings_more_than_chance_would(self):
        people = [Recruiter(id=f"r{n}", name=f"R {n}", stage="active") for n in range(10)]
        met = [
            Interview(id=f"i{n}", company=f"Firm {n}", starts=THEN, origin=f"r{n}")
            for n in range(8)
        ]
        ads = [Ad(id=f"a{n}", role="COO", stage="answered") for n in range(30)]
        assert advice(*people, *met, *ads) == (
            "Agencies and recruiters bring interviews from 8 of 10 contacts, ads from none of 30 "
            "contacts, which is no accident: give the evening to agencies and recruiters."
        )

    def test_names_the_step_at_which_most_is_lost(self):
        silent = [Ad(id=f"a{n}", role="COO", stage="answered") for n in range(8)]
        talked = [Ad(id=f"a{n}", role="COO", stage="replied") for n in range(9)]
        assert advice(*silent).startswith("Few contacts become a conversation")
        assert advice(*talked).startswith("Few conversations become an interview")
