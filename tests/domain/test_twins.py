"""Which records are likely one, and why."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.twins import (
    Likelihood,
    alike,
    by_hand,
    likely_twins,
    tell_apart,
    twins_of,
)
from jobsearch_tui.domain.workspace import Workspace

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
MARSH = Agency(id="marsh", name="Marsh & Vale")


def found(*records):
    """The pairs among records, in words."""
    workspace = Workspace.of((MARSH, *records))
    return [(one.why, one.likelihood) for one in likely_twins(workspace)]


def person(id, name, **more):
    return Recruiter(id=id, name=name, **more)


PEOPLE = {
    "a slip in the name, and one number": (
        person("a", "Dana Whitfield", phone="+1 586 555 0155"),
        person("b", "Dana Whitfeild", phone="(586) 555-0155"),
        "Names that are nearly the same, and the same number, +1 586 555 0155",
        Likelihood.SURE,
    ),
    "an initial at one firm": (
        person("a", "Dana Whitfield", agency="marsh"),
        person("b", "D. Whitfield", employer="Marsh and Vale & Co"),
        "Names that are nearly the same at the same firm",
        Likelihood.LIKELY,
    ),
    "an initial and one address": (
        person("a", "Dana Whitfield", email="dana@mv.example"),
        person("b", "D. Whitfield", email="DANA@mv.example"),
        "Names that are nearly the same, and the same address, dana@mv.example",
        Likelihood.SURE,
    ),
    "one name at one firm": (
        person("a", "Dana Whitfield", agency="marsh"),
        person("b", "Whitfield, Dana", employer="Marsh & Vale Ltd"),
        "The same name at the same firm",
        Likelihood.LIKELY,
    ),
    "one address under other names": (
        person("a", "Dana Whitfield", email="office@mv.example"),
        person("b", "Owen Pryce", email="office@mv.example"),
        "The same address, office@mv.example",
        Likelihood.LIKELY,
    ),
    "one name, once without a firm": (
        person("a", "Dana Whitfield", agency="marsh"),
        person("b", "Dana Whitfield"),
        "The same name, and one of them without a firm",
        Likelihood.LIKELY,
    ),
    "one name at two firms": (
        person("a", "Dana Whitfield", agency="marsh"),
        person("b", "Dana Whitfield", employer="Kestrel"),
        "The same name at two firms: they may have moved",
        Likelihood.MAYBE,
    ),
    "colleagues at one switchboard": (
        person("a", "Dana Whitfield", agency="marsh", phone="555 0155 00"),
        person("b", "Rupert Anand", agency="marsh", phone="555 0155 00"),
        None,
        None,
    ),
    "initials that could be anybody's": (
        person("a", "D. W.", employer="Kestrel", phone="555 0155 00"),
        person("b", "Dana Whitfield", employer="Kestrel", phone="555 0155 00"),
        None,
        None,
    ),
    "an initial that does not fit": (
        person("a", "R. Whitfield", email="a@x.example"),
        person("b", "Dana Whitfield", email="b@x.example"),
        None,
        None,
    ),
    "words that are not the same in number": (
        person("a", "Whitfield", email="a@x.example"),
        person("b", "Dana Whitfield-Gill", email="b@x.example"),
        None,
        None,
    ),
    "one page": (
        person("a", "Dana Whitfield", url="https://www.net.example/in/dana/"),
        person("b", "Dana Whitfield", url="http://net.example/in/dana?trk=x"),
        "The same name, and the same page, net.example/in/dana",
        Likelihood.SURE,
    ),
}


class TestRecruiters:
    @pytest.mark.parametrize("case", PEOPLE)
    def test_are_compared_by_name_firm_and_what_only_one_has(self, case):
        one, other, why, likelihood = PEOPLE[case]
        expected = [(why, likelihood)] if why else []
        assert found(one, other) == expected
        assert [sure for _, sure in found(other, one)] == [sure for _, sure in expected]


class TestFirms:
    def test_of_one_name_are_likely_one(self):
        assert found(Agency(id="a", name="The Marsh & Vale, Ltd.")) == [
            ("The same name", Likelihood.LIKELY)
        ]

    def test_of_names_alike_may_be_one(self):
        assert found(Agency(id="a", name="Marsh & Valle")) == [
            ("Names that are nearly the same", Likelihood.MAYBE)
        ]

    def test_with_one_page_too_surely_are(self):
        records = (
            Agency(id="a", name="Corbin Search", url="corbin.example"),
            Agency(id="b", name="Corbin Search", url="https://corbin.example"),
        )
        assert found(*records) == [
            ("The same name, and the same page, corbin.example", Likelihood.SURE)
        ]

    def test_with_one_address_under_two_names_are_likely_one(self):
        records = (
            Agency(id="a", name="Corbin", email="hello@c.example"),
            Agency(id="b", name="Blue Heron", email="hello@c.example"),
        )
        assert found(*records) == [("The same address, hello@c.example", Likelihood.LIKELY)]

    def test_with_one_number_under_two_names_may_be_one(self):
        records = (
            Agency(id="a", name="Corbin", phone="555 0100 00"),
            Agency(id="b", name="Blue Heron", phone="555010000"),
        )
        assert found(*records) == [("The same number, 555 0100 00", Likelihood.MAYBE)]

    def test_that_share_a_word_alone_are_two(self):
        assert found(Agency(id="a", name="Vale Partners International")) == []


class TestTargets:
    def test_are_compared_within_a_campaign_alone(self):
        one = Target(id="a", company="Halden Foods")
        other = Target(id="b", company="Halden Foods Inc.")
        assert found(one, other) == [("The same name", Likelihood.LIKELY)]
        assert found(one, Target(id="b", company="Halden Foods", campaign="end run")) == []


class TestAds:
    ONE = Ad(id="a", role="VP Operations", employer="Halden Foods")

    @pytest.mark.parametrize(
        ("more", "why"),
        [
            ({}, "The same role and employer"),
            ({"role": "VP Operation"}, "Role and employer nearly the same"),
            ({"role": "Cook"}, ""),
            ({"employer": ""}, ""),
        ],
    )
    def test_are_compared_by_role_and_employer(self, more, why):
        other = Ad(**{"id": "b", "role": "VP Operations", "employer": "Halden Foods", **more})
        assert [words for words, _ in found(self.ONE, other)] == ([why] if why else [])

    def test_on_one_page_surely_are_one(self):
        one = Ad(id="a", role="VP", url="https://jobs.example/1")
        other = Ad(id="b", role="Vice President", url="jobs.example/1/")
        assert found(one, other) == [("The same page, jobs.example/1", Likelihood.SURE)]

    def test_on_two_pages_are_two(self):
        one = Ad(id="a", role="VP", employer="Kestrel", url="https://jobs.example/1")
        other = Ad(id="b", role="VP", employer="Kestrel", url="https://jobs.example/2")
        assert found(one, other) == []

    @pytest.mark.parametrize(("days", "number"), [(90, 1), (91, 0)])
    def test_answered_months_apart_are_two(self, days, number):
        first = date(2026, 1, 1)
        one = Ad(id="a", role="VP", employer="Kestrel", answered_on=first)
        later = first + timedelta(days=days)
        other = Ad(id="b", role="VP", employer="Kestrel", answered_on=later)
        assert len(found(one, other)) == number


class TestOthers:
    def test_interviews_at_one_time_with_one_company_are_one(self):
        one = Interview(id="a", company="Kestrel", starts=START)
        other = Interview(id="b", company="Kestrel Ltd", starts=START + timedelta(minutes=59))
        assert found(one, other) == [("With one company at the same time", Likelihood.SURE)]
        later = Interview(id="b", company="Kestrel", starts=START + timedelta(minutes=60))
        elsewhere = Interview(id="b", company="Kestrin Mills", starts=START)
        assert found(one, later) == found(one, elsewhere) == []

    def test_searches_of_one_recruiter_with_names_alike_are_likely_one(self):
        one = Search(id="a", name="VP Operations", recruiter="dana")
        other = Search(id="b", name="VP Operation", recruiter="dana", client="Kestrel")
        words = "The same recruiter told of both, under names alike"
        assert found(one, other) == [(words, Likelihood.LIKELY)]
        assert found(one, Search(id="b", name="VP Operations", recruiter="owen")) == []
        assert found(one, Search(id="b", name="Head of Operations", recruiter="dana")) == []
        clients = Search(id="a", name="VP Operations", recruiter="dana", client="Omnia")
        assert found(clients, other) == []

    def test_offers_of_one_company_role_and_day_are_likely_one(self):
        one = Offer(id="a", company="Omnia", role="COO")
        assert found(one, Offer(id="b", company="Omnia SA", role="COO")) == [
            ("The same company, role and day", Likelihood.LIKELY)
        ]
        assert found(one, Offer(id="b", company="Omnia", role="CEO")) == []
        assert found(one, Offer(id="b", company="Omnibus", role="COO")) == []


class TestLookingForThem:
    def test_puts_the_surest_first_and_the_older_one_on_the_left(self):
        old, new = START, START + timedelta(days=1)
        workspace = Workspace.of(
            (
                Agency(id="a", name="Aldous", created=new),
                Agency(id="b", name="Aldouse", created=old),
                person("c", "Zed Null", email="z@x.example"),
                person("d", "Zed Null", email="z@x.example"),
            )
        )
        pairs = [(one.first.id, one.second.id) for one in likely_twins(workspace)]
        assert pairs == [("c", "d"), ("b", "a")]

    def test_can_be_limited_to_some_records(self):
        workspace = Workspace.of(
            (
                Agency(id=id, name=name)
                for id, name in (("a", "Omnia"), ("b", "Omnia"), ("c", "Kes"))
            )
        )
        assert len(likely_twins(workspace, among=("b",))) == 1
        assert likely_twins(workspace, among=("c",)) == ()
        assert [one.ids for one in twins_of(workspace, "a")] == [frozenset("ab")]
        assert twins_of(workspace, "nobody") == ()

    def test_leaves_out_those_that_were_told_apart(self):
        workspace = Workspace.of((Agency(id="a", name="Omnia"), Agency(id="b", name="Omnia")))
        (twins,) = likely_twins(workspace)
        change = tell_apart(twins, "mark", date(2026, 12, 1))
        assert likely_twins(change.apply(workspace)) == ()

    def test_does_not_compare_hundreds_of_records_that_share_a_number(self):
        many = [person(f"p{n}", f"Person {n:03}", phone="555 0100 00") for n in range(60)]
        assert likely_twins(Workspace.of(many)) == ()


def test_names_are_alike_from_0_to_1():
    assert alike("", "x") == 0.0
    assert alike("kestrel", "kestrel") == 1.0
    assert alike("kestrel", "omnia") == 0.0
    assert 0.8 < alike("whitfield", "whitfeild") < 1.0
    assert alike("x" * 100_000, "x" * 100_001) == 0.0
    assert alike("plant manager 12 kestrel", "plant manager 13 kestrel") == 0.0


class TestByHand:
    def test_the_older_of_two_comes_first(self):
        older = person("b", "Dana", created=START)
        newer = person("a", "D. W.", created=START + timedelta(days=1))
        for pair in (by_hand(newer, older), by_hand(older, newer)):
            assert (pair.first, pair.second) == (older, newer)
            assert pair.why == "You named them as one"

    @pytest.mark.parametrize("other", [person("a", "Dana"), MARSH])
    def test_only_two_of_a_kind_are_a_pair(self, other):
        with pytest.raises(ValueError, match="two records of one kind"):
            by_hand(person("a", "Dana"), other)

    def test_what_is_never_compared_is_no_pair(self):
        calls = [Activity(id=id, about=("x",), at=START) for id in "ab"]
        with pytest.raises(ValueError, match="two records of one kind"):
            by_hand(*calls)
