"""Text into values and back, for every kind of attribute."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.fields import (
    LONGEST,
    Context,
    Field,
    FieldError,
    edit,
    field_named,
    fields_of,
    filled,
    missing,
    parse,
    show,
    typed_fields,
)
from jobsearch_tui.domain.records import (
    KINDS,
    RECORD_TYPES,
    Ad,
    Agency,
    Interview,
    Pace,
    Promise,
    Recruiter,
    Search,
    WeekLimit,
)
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import clean, one_line
from jobsearch_tui.domain.workspace import Workspace

PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=PARIS)
SPRING_FORWARD = datetime(2026, 3, 29, 1, 0, tzinfo=PARIS)

PEOPLE = Workspace.of(
    [
        Agency(id="agen1", name="Marsh & Vale"),
        Agency(id="agen2", name="Pace"),
        Pace(),
        Recruiter(id="recr1", name="Dana Whitfield", agency="agen1"),
        Recruiter(id="recr2", name="Owen Pryce"),
        Recruiter(id="recr3", name="Owen Pryce"),
        Search(id="srch1", name="VP Operations", recruiter="recr1"),
        Search(id="srch2", name="Plant Manager", recruiter="recr2"),
        Ad(id="adad1", role="Buyer; Planner", employer="Halden Foods"),
        Interview(id="intv1", company="Kestrel", people="Ruth Adeyemi"),
        Interview(id="intv2", company="Kestrel", round=2),
    ]
)
CONTEXT = Context(PEOPLE, NOW)


def understood(kind, name, text, context=CONTEXT):
    return parse(field_named(kind, name), text, context)


def refused(kind, name, text):
    with pytest.raises(FieldError) as caught:
        understood(kind, name, text)
    assert caught.value.name == field_named(kind, name).name
    return str(caught.value)


class TestTheTable:
    @pytest.mark.parametrize("kind", KINDS)
    def test_names_each_attribute_once(self, kind):
        names = [field.name for field in fields_of(kind)]
        assert len(names) == len(set(names)) > 0

    @pytest.mark.parametrize("kind", [*KINDS, "pace"])
    def test_labels_of_a_kind_differ(self, kind):
        labels = [field.label for field in typed_fields(kind)]
        assert len(labels) == len(set(labels))

    def test_hidden_attributes_are_kept_but_not_typed(self):
        assert "zone" in {field.name for field in fields_of("interview")}
        assert "zone" not in {field.name for field in typed_fields("interview")}

    @pytest.mark.parametrize("name", ["follow_up", "follow-up", "Follow up", " FOLLOW UP "])
    def test_a_field_is_found_by_name_or_label(self, name):
        assert field_named("agency", name).name == "follow_up"

    def test_an_unknown_name_is_answered_with_the_known_ones(self):
        with pytest.raises(FieldError, match=r"no field “salary”; it has name, stage"):
            field_named("agency", "salary")


class TestParse:
    @pytest.mark.parametrize(
        ("kind", "name", "text", "value"),
        [
            ("agency", "name", "  Marsh\n &  Vale ", "Marsh & Vale"),
            ("agency", "note", " one\r\ntwo ", "one\ntwo"),
            ("agency", "type", "ret", "retained search"),
            ("interview", "format", "P", None),
            ("interview", "format", "on", "on-site"),
            ("agency", "follow_up", "+3d", date(2026, 11, 27)),
            ("ad", "posted", "fri", date(2026, 11, 20)),
            ("interview", "starts", "fri 2pm", datetime(2026, 11, 27, 14, tzinfo=PARIS)),
            (
                *("interview", "starts", "2 dec 9:30 New York"),
                datetime(2026, 12, 2, 9, 30, tzinfo=NEW_YORK),
            ),
            ("interview", "minutes", "1h30", 90),
            ("interview", "round", "2", 2),
            ("interview", "round", "21", None),
            ("interview", "round", "two", None),
            ("search", "salary", "85k", 85_000),
            ("search", "salary", "€ 85'000", 85_000),
            ("search", "salary", "1.250.000", 1_250_000),
            ("search", "salary", "1.2M", 1_200_000),
            ("search", "salary", "a lot", None),
            ("offer", "written", "Y", True),
            ("offer", "written", "off", False),
            ("offer", "written", "perhaps", None),
            ("pace", "zone", "new york", "America/New_York"),
            ("pace", "zone", "Nowhere", None),
            ("promise", "hour", "3pm", time(15)),
            ("promise", "hour", "late", None),
            ("promise", "by", "blue", None),
            (
                *("pace", "limits", "2027-01-04=2; 21 dec = 0, 2027-01-04=3"),
                (WeekLimit(date(2026, 12, 21), 0), WeekLimit(date(2027, 1, 4), 3)),
            ),
            ("pace", "limits", "21 dec", None),
            ("pace", "limits", "21 dec=many", None),
        ],
    )
    def test_reads_what_people_type(self, kind, name, text, value):
        if value is None:
            assert refused(kind, name, text)
        else:
            assert understood(kind, name, text) == value

    @pytest.mark.parametrize(
        ("kind", "name", "default"),
        [("interview", "format", "video"), ("agency", "every", None), ("activity", "result", "")],
    )
    def test_an_empty_text_is_the_default(self, kind, name, default):
        assert understood(kind, name, "  ") == default

    def test_an_empty_text_is_refused_where_something_is_needed(self):
        assert refused("agency", "name", " \n ") == "Name is needed."

    def test_a_text_beyond_all_measure_is_refused(self):
        assert "100,000 characters" in refused("agency", "note", "x" * (LONGEST + 1))

    def test_an_hour_that_the_clock_skips_today_exists_on_other_days(self):
        on_that_day = Context(PEOPLE, SPRING_FORWARD)
        assert understood("promise", "hour", "02:30", on_that_day) == time(2, 30)


class TestReferences:
    @pytest.mark.parametrize(
        ("kind", "name", "text", "id"),
        [
            ("recruiter", "agency", "marsh & vale", "agen1"),
            ("recruiter", "agency", "mar", "agen1"),
            ("recruiter", "agency", "agen1", "agen1"),
            ("recruiter", "agency", "Whatever (agen1)", "agen1"),
            ("recruiter", "agency", "pace", "agen2"),
            ("search", "recruiter", "whit", "recr1"),
            ("search", "recruiter", "Owen Pryce (recr3)", "recr3"),
            ("target", "search", "vp op", "srch1"),
            ("promise", "about", "kestrel, round 2", "intv2"),
            ("promise", "about", "ruth", "intv1"),
        ],
    )
    def test_are_meant_by_id_name_or_letters(self, kind, name, text, id):
        assert understood(kind, name, text) == id

    def test_several_are_parted_by_semicolons_and_counted_once(self):
        assert understood("activity", "about", "dana; mar;; Dana ") == ("recr1", "agen1")

    def test_namesakes_are_for_the_user_to_choose_between(self):
        words = refused("search", "recruiter", "owen")
        assert "Owen Pryce (recr2), Owen Pryce (recr3)" in words

    def test_an_unknown_name_is_refused(self):
        assert refused("recruiter", "agency", "Zeta") == "No agency is called “Zeta”."

    def test_a_record_of_another_kind_is_refused(self):
        assert refused("recruiter", "agency", "recr1") == "recr1 is no agency."


class TestShow:
    @pytest.mark.parametrize(
        ("kind", "name", "value", "words"),
        [
            ("agency", "name", "Marsh [b]", "Marsh [b]"),
            ("agency", "follow_up", None, ""),
            ("agency", "follow_up", date(2026, 11, 25), "tomorrow"),
            (
                *("interview", "starts", datetime(2026, 11, 27, 9, 30, tzinfo=NEW_YORK)),
                "Fri 27 Nov 09:30 New York (15:30 here)",
            ),
            ("promise", "hour", time(9, 5), "09:05"),
            ("interview", "minutes", 90, "1 h 30"),
            ("interview", "round", 2, "2"),
            ("search", "salary", 85_000, "85,000"),
            ("offer", "written", True, "yes"),
            ("offer", "written", False, "no"),
            ("recruiter", "agency", "agen1", "Marsh & Vale"),
            ("recruiter", "agency", "gone", "(deleted: gone)"),
            ("activity", "about", ("recr1", "agen1"), "Dana Whitfield; Marsh & Vale"),
            (
                *("pace", "limits"),
                (WeekLimit(date(2026, 12, 21), 0), WeekLimit(date(2026, 12, 28), 2)),
                "week of Mon 21 Dec: away, week of Mon 28 Dec: 2",
            ),
        ],
    )
    def test_says_a_value_as_people_do(self, kind, name, value, words):
        assert show(field_named(kind, name), value, CONTEXT) == words


class TestRecords:
    def test_are_filled_from_texts(self):
        pace = filled(Pace(), {"interviews": "4", "Your name": "Ada Example"}, CONTEXT)
        assert pace == replace(Pace(), interviews=4, name="Ada Example")

    def test_tell_what_they_lack(self):
        assert [field.name for field in missing(Promise(id="prom1", what="call"))] == [
            *("about", "by"),
        ]

    def test_keep_what_a_bad_text_would_have_changed(self):
        with pytest.raises(FieldError, match="Round is a whole number from 1 to 20"):
            filled(Interview(id="intv9", company="Kestrel"), {"round": "0"}, CONTEXT)


# --- what is edited means what it was ------------------------------------------------------------

ZONES = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]


def _moment(minutes, zone):
    """A moment that exists on the zone's clock, to the minute, from 1975 to 2200."""
    moment = datetime(1975, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    return moment.astimezone(ZoneInfo(zone))


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
LINE = st.text(max_size=40).map(one_line)

VALUES = {
    FieldKind.TEXT: LINE,
    FieldKind.EMAIL: LINE,
    FieldKind.PHONE: LINE,
    FieldKind.URL: LINE,
    FieldKind.LINES: st.text(max_size=60).map(lambda text: clean(text).strip()),
    FieldKind.DATE: DAYS,
    FieldKind.TIME: st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    FieldKind.MOMENT: st.builds(_moment, st.integers(0, 118_000_000), st.sampled_from(ZONES)),
    FieldKind.MINUTES: st.integers(0, 1440),
    FieldKind.MONEY: st.integers(0, 999_999_999_999),
    FieldKind.YESNO: st.booleans(),
    FieldKind.ZONE: st.sampled_from(ZONES),
    FieldKind.LIMITS: st.dictionaries(DAYS, st.integers(0, 99), max_size=4).map(
        lambda weeks: tuple(WeekLimit(week, weeks[week]) for week in sorted(weeks))
    ),
}


def _values(field):
    """The values that a field can hold, without the one that stands for *not known*."""
    match field.spec.kind:
        case FieldKind.CHOICE:
            return st.sampled_from(field.spec.choices)
        case FieldKind.NUMBER:
            return st.integers(field.spec.low, field.spec.high)
        case FieldKind.REFERENCE:
            return st.sampled_from(_ids(field))
        case FieldKind.REFERENCES:
            return st.lists(st.sampled_from(_ids(field)), unique=True, max_size=4).map(tuple)
        case kind:
            return VALUES[kind]


def _ids(field):
    return [record.id for record in PEOPLE if record.kind in field.spec.refers]


TYPED = [(kind, field) for kind in [*KINDS, "pace"] for field in typed_fields(kind)]
ONE_OF_EACH = list({(field.spec.kind, field.spec.choices): field for _, field in TYPED}.values())


def _name(field: Field) -> str:
    return f"{field.spec.kind}-{field.name}"


class TestRoundTrip:
    @pytest.mark.parametrize("field", ONE_OF_EACH, ids=_name)
    @settings(max_examples=25, deadline=None)
    @given(data=st.data())
    def test_what_is_edited_is_read_back(self, field, data):
        value = data.draw(_values(field).filter(lambda value: value not in ("", ())))
        again = parse(field, edit(field, value, CONTEXT), CONTEXT)
        assert again == value
        assert getattr(again, "tzinfo", None) == getattr(value, "tzinfo", None)

    @pytest.mark.parametrize("kind", sorted(RECORD_TYPES))
    def test_a_default_stays_the_default(self, kind):
        for field in typed_fields(kind):
            if not field.spec.required:
                assert parse(field, edit(field, field.default, CONTEXT), CONTEXT) == field.default

    def test_the_second_two_o_clock_of_an_autumn_night_is_not_the_first(self):
        field = field_named("interview", "starts")
        second = datetime(2026, 10, 25, 2, 30, tzinfo=PARIS, fold=1)
        again = parse(field, edit(field, second, CONTEXT), CONTEXT)
        assert again.astimezone(UTC) == second.astimezone(UTC)

    def test_a_moment_from_a_file_is_edited_on_the_users_clock(self):
        field = field_named("activity", "at")
        stored = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=-5)))
        assert edit(field, stored, CONTEXT) == "2026-11-23 15:00"

    def test_a_name_with_a_semicolon_stays_one_record(self):
        field = field_named("activity", "about")
        assert parse(field, edit(field, ("adad1",), CONTEXT), CONTEXT) == ("adad1",)

    def test_a_deleted_record_leaves_no_text(self):
        assert edit(field_named("recruiter", "agency"), "gone", CONTEXT) == ""

    @settings(max_examples=150, deadline=None)
    @given(which=st.sampled_from(TYPED), text=st.text(max_size=30))
    def test_any_text_is_understood_or_refused_in_words(self, which, text):
        _, field = which
        words = "understood"
        try:
            parse(field, text, CONTEXT)
        except FieldError as error:
            words = str(error)
        assert words


def test_a_sum_that_no_store_would_take_is_refused_where_it_is_typed():
    field = field_named("ad", "salary_low")
    context = Context(Workspace.of(()), NOW)
    assert parse(field, "1000000m", context) == 10**12
    with pytest.raises(FieldError, match="more than anybody earns"):
        parse(field, "1000001m", context)
