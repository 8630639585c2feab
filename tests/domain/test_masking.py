"""The mask: what is behind it, no other advice, and nothing that is written through it."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from jobsearch_tui.domain.advice import advise
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.daily import agenda
from jobsearch_tui.domain.masking import Mask, Pseudonyms, dotted, masked
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Pace,
    Promise,
    Record,
    Recruiter,
    ReviewMark,
    Search,
    Target,
)
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.demo import demo_records

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 19, 30, tzinfo=PARIS)

AGENCY = Agency(id="marsh", name="Marsh & Vale", location="Rotterdam", works_for="Kestrel, Omnia")
DANA = Recruiter(
    id="dana", name="Dana Whitfield", agency="marsh", phone="555 0100", note="plays the cello\nwell"
)
SEARCH = Search(
    id="search", name="VP Operations", recruiter="dana", client="Kestrel", salary=95_000
)
KESTREL = Interview(
    id="kestrel",
    company="The Kestrel, S.A.",
    starts=NOW,
    people="Ruth Adeyemi, president, Dana Whitfield",
)
WORD = Promise(id="word", about="kestrel", what="call me", by=date(2026, 12, 1), who="ruth adeyemi")
OFFER = Offer(id="offer", company="Kestrel", base=100_000, bonus=5_000)
SMALL = Workspace.of((DANA, AGENCY, SEARCH, KESTREL, WORD, OFFER))


@pytest.fixture
def mask() -> Mask:
    """One that is worn."""
    return Mask(is_worn=True)


def texts_of(record: Record) -> list[str]:
    """All texts of a record that are not ids or words of the program's own."""
    told = (FieldKind.TEXT, FieldKind.LINES, FieldKind.EMAIL, FieldKind.PHONE, FieldKind.URL)
    specs = {one.name: one.metadata.get("spec") for one in fields(record)}
    return [getattr(record, name) for name, spec in specs.items() if spec and spec.kind in told]


class TestARecordBehindTheMask:
    def test_has_a_word_and_a_number_for_every_name_and_line(self):
        shown = masked(AGENCY, Pseudonyms())
        assert (shown.name, shown.location) == ("Agency 1", "Place 1")
        assert shown.works_for == "Company 1, Company 2"

    def test_has_dots_for_longer_texts_in_the_same_places(self):
        assert masked(DANA, Pseudonyms()).note == "••••• ••• •••••\n••••"

    def test_tells_no_sum_of_money(self):
        assert masked(OFFER, Pseudonyms()).base is None

    def test_keeps_its_id_its_stage_its_dates_and_what_it_refers_to(self):
        shown = masked(WORD, Pseudonyms())
        assert (shown.id, shown.stage, shown.by, shown.about) == (
            *("word", "open"), WORD.by, "kestrel",
        )  # fmt: skip

    def test_that_says_nothing_is_left_alone(self):
        empty = Ad(id="ad")
        assert masked(empty, Pseudonyms()) is empty
        assert Pseudonyms().of("Text", "  ") == "  "

    def test_tells_the_new_stage_of_a_change_and_no_title(self):
        entry = Activity(id="s", type="stage", stage="kept", summary="promise “x”: open → kept")
        assert masked(entry, Pseudonyms()).summary == "→ kept"

    def test_of_the_review_has_no_reason(self):
        mark = ReviewMark(id="m", about="kestrel", item="kestrel:call", reason="Ruth is ill")
        assert masked(mark, Pseudonyms()).reason == "•••• •• •••"

    @pytest.mark.parametrize("kind", list(RECORD_TYPES))
    def test_of_any_kind_has_no_text_of_the_real_one(self, kind):
        type = RECORD_TYPES[kind]
        told = {
            one.name: "Zyxw Vutsr"
            for one in fields(type)
            if isinstance(one.default, str)
            and (spec := one.metadata.get("spec"))
            and spec.kind.value in ("text", "lines", "email", "phone", "web", "url")
            and not spec.hidden
        }
        shown = masked(type(id="x", **told), Pseudonyms())
        assert not any("zyxw" in text.casefold() for text in texts_of(shown))


class TestAPseudonym:
    def test_is_the_same_wherever_the_firm_or_the_person_stands(self, mask):
        shown = mask.over(SMALL)
        kestrel = shown.get("search").client
        assert kestrel == shown.get("kestrel").company == shown.get("offer").company
        assert shown.get("dana").name == "Recruiter 1"
        assert shown.get("kestrel").people == "Person 1, role 2, Recruiter 1"
        assert shown.get("word").who == "Person 1"

    def test_is_kept_when_records_come_and_go(self, mask):
        mask.over(SMALL)
        other = Recruiter(id="owen", name="Owen Pryce")
        assert mask.over(SMALL.remove("dana").put(other)).get("owen").name == "Recruiter 2"
        assert mask.over(SMALL).get("dana").name == "Recruiter 1"

    def test_is_read_back_in_a_text(self, mask):
        mask.over(SMALL)
        assert mask.meant("edit recruiter 1 (Recruiter 99)") == "edit Dana Whitfield (Recruiter 99)"

    def test_takes_the_place_of_names_in_a_sentence(self, mask):
        assert mask.hidden("Dana Whitfield") == "Dana Whitfield"  # who is known to nobody yet
        mask.over(SMALL)
        said = mask.hidden("“x” fits dana whitfield and MARSH & VALE, not Danae.")
        assert said == "“x” fits Recruiter 1 and Agency 1, not Danae."


class TestAMask:
    def test_that_is_not_worn_does_nothing(self):
        mask = Mask()
        change = Change("x", put=(DANA,))
        assert mask.over(SMALL) is SMALL
        assert mask.revealed(change) is change
        assert mask.of(DANA) is DANA
        assert mask.meant("Recruiter 1") == mask.hidden("Recruiter 1") == "Recruiter 1"

    def test_makes_nothing_anew_that_did_not_change(self, mask):
        first = mask.over(SMALL)
        assert mask.over(SMALL) is first
        second = mask.over(SMALL.put(replace(DANA, stage="active")))
        assert second.get("marsh") is first.get("marsh")
        assert second.get("dana").stage == "active"

    def test_shows_a_record_that_is_in_no_workspace_yet(self, mask):
        assert mask.of(DANA).name == "Recruiter 1"

    def test_changes_no_advice(self, mask):
        workspace = Workspace.of(demo_records(NOW, PARIS))
        shown = mask.over(workspace)
        assert {item.key for item in agenda(shown, NOW)} == {
            item.key for item in agenda(workspace, NOW)
        }
        real, seen = advise(workspace, NOW), advise(shown, NOW)
        assert (seen.room.contacts, seen.channel) == (real.room.contacts, real.channel)


class TestAChangeMadeBehindTheMask:
    def test_changes_what_was_changed_and_nothing_else(self, mask):
        seen = mask.over(SMALL).get("dana")
        moved = replace(seen, stage="active", note="")
        meant = mask.revealed(Change("Recruiter 1: queued → active", put=(moved,), before=(seen,)))
        assert meant.put == (replace(DANA, stage="active", note=""),)
        assert meant.before == (DANA,)
        assert meant.label == "Dana Whitfield: queued → active"

    def test_needs_no_record_as_it_was(self, mask):
        seen = mask.over(SMALL).get("kestrel")
        meant = mask.revealed(Change("hold", put=(replace(seen, stage="held"),)))
        assert meant.put == (replace(KESTREL, stage="held"),)

    def test_keeps_what_another_program_changed_meanwhile(self, mask):
        seen = mask.over(SMALL).get("dana")
        theirs = replace(DANA, note="moved to Lyon")
        mask.over(SMALL.put(theirs))
        change = Change("x", put=(replace(seen, stage="active"),), before=(seen,))
        assert mask.revealed(change).put == (replace(theirs, stage="active"),)

    def test_gives_a_new_record_the_real_names(self, mask):
        mask.over(SMALL)
        new = Promise(id="new", about="dana", what="a call by Person 1", who="Recruiter 1")
        meant = mask.revealed(Change("add", put=(new,), before=(new,)))
        assert meant.put[0].what == "a call by Ruth Adeyemi"
        assert meant.put[0].who == "Dana Whitfield"
        assert meant.before == (new,)

    def test_may_move_an_interview(self, mask):
        seen = mask.over(SMALL).get("kestrel")
        later = datetime(2026, 12, 1, 9, tzinfo=UTC)
        meant = mask.revealed(Change("m", put=(replace(seen, starts=later),), before=(seen,)))
        assert meant.put[0].starts == later
        assert meant.put[0].company == KESTREL.company


def test_the_owner_is_masked_too():
    assert masked(Pace(name="Pat Sample"), Pseudonyms()).name == "Owner 1"
    assert masked(
        Target(id="t", company="Omnia", url="https://omnia.example"), Pseudonyms()
    ).url == ("Link 1")


def test_dots_stand_for_what_is_seen():
    assert dotted("a b\n c") == "• •\n •"
