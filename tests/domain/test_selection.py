from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.fields import FieldError
from jobsearch_tui.domain.haystacks import Haystacks, untouched
from jobsearch_tui.domain.records import (
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Promise,
    Recruiter,
    Search,
)
from jobsearch_tui.domain.selection import Catalogue, Selection
from jobsearch_tui.domain.workspace import Workspace

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))

MARSH = Agency(id="m", name="Marsh & Vale", stage="active", location="Springfield")
CORBIN = Agency(id="c", name="corbin search", stage="queued", type="retained search")
ELODIE = Recruiter(id="e", name="Élodie Garnier", agency="m", stage="active")
DANA = Recruiter(id="d", name="Dana Whitfield", agency="c", stage="active", note="likes letters")
OWEN = Recruiter(id="o", name="Owen Pryce", stage="closed")
PEOPLE = Workspace.of([MARSH, CORBIN, ELODIE, DANA, OWEN])


def ids(records):
    return "".join(record.id for record in records)


def rows(kind, workspace, words="", sort="", downwards=False, catalogue=None):
    return ids(Selection(kind, words, sort, downwards).rows(workspace, NOW, catalogue))


class TestWords:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("", "deo"),
            ("   ", "deo"),
            ("LETTERS", "d"),
            ("elodie", "e"),
            ("marsh", "e"),
            ("garnier vale", "e"),
            ("garnier corbin", ""),
            ("closed", "o"),
            ("hit", "d"),
        ],
    )
    def test_must_all_occur_in_the_record_or_the_titles_it_names(self, words, found):
        assert rows("recruiter", PEOPLE, words) == found

    def test_look_at_every_record_that_one_refers_to(self):
        entry = Activity(id="x", at=NOW, about=("d", "e", "gone"), summary="hello")
        assert rows("activity", PEOPLE.put(entry), "dana elodie hello") == "x"

    @settings(max_examples=40)
    @given(st.text(max_size=12), st.text(max_size=6))
    def test_typed_further_never_find_more(self, words, more):
        catalogue = Catalogue()
        first = set(rows("recruiter", PEOPLE, words, catalogue=catalogue))
        assert set(rows("recruiter", PEOPLE, f"{words} {more}", catalogue=catalogue)) <= first


class TestTheUsualOrder:
    def test_of_agencies_and_recruiters_is_by_liveliness_then_name(self):
        stages = ("closed", "dormant", "queued", "contacted", "active", "unheard of")
        found = [Agency(id=str(n), name="x", stage=stage) for n, stage in enumerate(stages)]
        assert rows("agency", Workspace.of([*found, MARSH])) == "m432105"

    def test_of_ads_is_by_what_may_come_of_them_then_the_newest(self):
        def ad(id, stage, answered=None, created=0):
            made = NOW + timedelta(days=created)
            return Ad(id=id, role="r", stage=stage, answered_on=answered, created=made)

        found = [
            ad("x", "expired"),
            ad("1", "spotted", created=1),
            ad("2", "spotted", created=2),
            ad("a", "answered", date(2026, 11, 1)),
            ad("b", "answered", date(2026, 11, 9)),
            ad("o", "offered"),
        ]
        assert rows("ad", Workspace.of(found)) == "oba21x"

    def test_of_interviews_begins_with_the_next_one_and_ends_with_the_oldest(self):
        def interview(id, hours, stage="scheduled"):
            starts = NOW + timedelta(hours=hours)
            return Interview(id=id, company="x", starts=starts, stage=stage)

        found = [
            interview("h", -300, "held"),
            interview("f", -48),
            interview("l", 72),
            interview("n", 5),
            interview("t", -2),
            interview("c", 90, "cancelled"),
        ]
        assert rows("interview", Workspace.of(found)) == "tnlcfh"

    def test_of_promises_is_by_day_with_the_open_ones_first(self):
        def promise(id, by, stage="open"):
            return Promise(id=id, about="d", what="x", by=by, stage=stage)

        found = [
            promise("k", date(2026, 1, 1), "kept"),
            promise("n", None),
            promise("b", date(2026, 12, 2)),
            promise("a", date(2026, 12, 1)),
        ]
        assert rows("promise", Workspace.of(found)) == "abnk"

    def test_of_the_log_is_the_newest_first(self):
        found = [Activity(id=str(n), at=NOW - timedelta(days=n), about=("d",)) for n in (2, 1, 3)]
        assert rows("activity", Workspace.of(found)) == "123"

    def test_of_other_kinds_is_by_stage_then_title(self):
        found = [
            Search(id="z", name="Zoo", recruiter="d"),
            Search(id="a", name="art", recruiter="d"),
            Search(id="p", name="Any", recruiter="d", stage="placed"),
        ]
        assert rows("search", Workspace.of(found)) == "azp"


class TestASort:
    @pytest.mark.parametrize(
        ("sort", "downwards", "found"),
        [
            ("name", False, "deo"),
            ("name", True, "oed"),
            ("agency", False, "deo"),
            ("agency", True, "edo"),
            ("stage", False, "deo"),
            ("stage", True, "ode"),
            ("note", True, "deo"),
        ],
    )
    def test_compares_folded_text_titles_and_stages_in_their_order(self, sort, downwards, found):
        assert rows("recruiter", PEOPLE, "", sort, downwards) == found

    def test_keeps_what_is_empty_last_either_way(self):
        found = [Ad(id="n", role="x"), *(Ad(id=str(n), role="x", salary_low=n) for n in (2, 9, 1))]
        workspace = Workspace.of(found)
        assert rows("ad", workspace, sort="salary_low") == "129n"
        assert rows("ad", workspace, sort="salary_low", downwards=True) == "921n"

    def test_takes_dates_and_choices_by_their_order_and_not_by_their_letters(self):
        offers = [
            Offer(id="b", company="x", decide_by=date(2027, 1, 1), written=True),
            Offer(id="a", company="x", decide_by=date(2026, 12, 24)),
        ]
        assert rows("offer", Workspace.of(offers), sort="decide_by") == "ab"
        assert rows("offer", Workspace.of(offers), sort="written", downwards=True) == "ba"
        assert rows("agency", PEOPLE, sort="type") == "cm"

    def test_takes_moments_by_when_they_are(self):
        paris = Interview(id="p", company="x", starts=NOW)
        tokyo = Interview(
            id="t", company="x", starts=datetime(2026, 11, 24, 16, tzinfo=ZoneInfo("Asia/Tokyo"))
        )
        never = Interview(id="n", company="x")
        assert rows("interview", Workspace.of([never, paris, tokyo]), sort="starts") == "tpn"

    def test_by_several_references_goes_by_the_first(self):
        found = [
            Activity(id="1", at=NOW, about=("o", "d")),
            Activity(id="2", at=NOW, about=("d",)),
            Activity(id="3", at=NOW),
        ]
        assert rows("activity", PEOPLE.put(*found), sort="about") == "213"

    def test_takes_a_choice_that_is_not_known_as_the_last(self):
        odd = replace(OWEN, id="x", stage="odd")
        assert rows("recruiter", PEOPLE.put(odd), sort="stage") == "deox"

    def test_by_last_contact_or_by_next_follow_up_follows_from_the_log(self):
        pinned = replace(OWEN, stage="active", follow_up=date(2026, 11, 25))
        workspace = PEOPLE.put(
            Activity(id="1", at=NOW - timedelta(days=5), about=("e",)),
            Activity(id="2", at=NOW - timedelta(days=1), about=("d",)),
            pinned,
        )
        assert rows("recruiter", workspace, sort="contact") == "edo"
        assert rows("recruiter", workspace, sort="contact", downwards=True) == "deo"
        assert rows("recruiter", workspace, sort="next")[0] == "o"

    def test_by_a_stamp_puts_what_was_never_stamped_last(self):
        made = [replace(DANA, created=NOW), OWEN]
        assert rows("recruiter", Workspace.of(made), sort="created", downwards=True) == "do"
        assert rows("recruiter", Workspace.of(made), sort="changed") == "do"

    def test_by_what_is_no_field_is_refused_with_the_fields_there_are(self):
        with pytest.raises(FieldError, match="recruiter has no field “age”"):
            rows("recruiter", PEOPLE, sort="age")


class TestItsWords:
    @pytest.mark.parametrize(
        ("selection", "words"),
        [
            (Selection("ad"), ""),
            (Selection("ad", "ops"), "/ops"),
            (Selection("ad", "  vp   ops "), "/vp ops"),
            (Selection("ad", "", "employer"), "by employer ▲"),
            (Selection("ad", "ops", "answered_on", True), "/ops by answered on ▼"),
            (Selection("ad", "", "next"), "by next ▲"),
            (Selection("ad", "\x1b[31m"), "/␛[31m"),
        ],
    )
    def test_say_what_is_selected_and_how_it_is_sorted(self, selection, words):
        assert selection.describe() == words


class TestACatalogue:
    def test_sees_a_change_of_a_record_and_of_one_it_refers_to(self):
        catalogue = Catalogue()
        assert rows("recruiter", PEOPLE, "vale", catalogue=catalogue) == "e"
        renamed = PEOPLE.put(replace(MARSH, name="Marsh Brothers"))
        assert rows("recruiter", renamed, "vale", catalogue=catalogue) == ""
        assert rows("recruiter", renamed, "brothers", catalogue=catalogue) == "e"
        noted = renamed.put(replace(OWEN, note="brothers"))
        assert rows("recruiter", noted, "brothers", catalogue=catalogue) == "eo"
        assert rows("recruiter", noted.remove("o"), "brothers", catalogue=catalogue) == "e"

    def test_makes_only_the_texts_that_changed(self):
        haystacks = Haystacks()
        before = haystacks.texts("recruiter", PEOPLE)
        after = haystacks.texts("recruiter", PEOPLE.put(replace(OWEN, note="x")))
        assert after["d"] is before["d"]
        assert after["o"] is not before["o"]

    def test_is_not_disturbed_by_a_change_elsewhere(self):
        haystacks = Haystacks()
        before = haystacks.texts("recruiter", PEOPLE)
        assert haystacks.texts("recruiter", PEOPLE.put(Ad(id="1", role="x"))) is before

    def test_keeps_an_order_until_a_record_or_the_day_changes(self):
        catalogue = Catalogue()
        selection = Selection("recruiter", sort="name")
        first = catalogue.ordered(selection, PEOPLE, NOW)
        assert catalogue.ordered(selection, PEOPLE.put(Ad(id="1", role="x")), NOW) is first
        assert catalogue.ordered(selection, PEOPLE, NOW + timedelta(days=1)) is not first
        renamed = PEOPLE.put(replace(OWEN, name="Aaron"))
        assert ids(catalogue.ordered(selection, renamed, NOW)) == "ode"

    def test_orders_anew_after_any_change_what_follows_from_the_log(self):
        catalogue = Catalogue()
        assert rows("recruiter", PEOPLE, sort="contact", catalogue=catalogue) == "deo"
        called = PEOPLE.put(Activity(id="1", at=NOW, about=("o",)))
        assert rows("recruiter", called, sort="contact", catalogue=catalogue) == "ode"
        assert rows("recruiter", called, sort="contact", catalogue=catalogue) == "ode"

    def test_takes_a_missing_table_for_an_empty_one(self):
        assert untouched("recruiter", Workspace({}), Workspace({"agency": {}}))
        assert not untouched("recruiter", Workspace({}), PEOPLE)

    @settings(max_examples=30)
    @given(st.lists(st.sampled_from(["rename", "drop", "note", "agency"]), max_size=5))
    def test_never_remembers_anything_but_what_a_new_one_finds(self, edits):
        catalogue, workspace = Catalogue(), PEOPLE
        for number, edit in enumerate(edits):
            workspace = {
                "rename": lambda ws, n: ws.put(replace(MARSH, name=f"Letter {n}")),
                "drop": lambda ws, n: ws.remove("e"),
                "note": lambda ws, n: ws.put(replace(OWEN, note=f"letter {n}")),
                "agency": lambda ws, n: ws.put(replace(DANA, agency="m")),
            }[edit](workspace, number)
            for words in ("letter", "vale", ""):
                remembered = rows("recruiter", workspace, words, "agency", catalogue=catalogue)
                assert remembered == rows("recruiter", workspace, words, "agency")


def test_a_moment_in_utc_counts_like_any_other():
    assert Selection("ad").rows(Workspace({}), datetime.now(UTC)) == ()
