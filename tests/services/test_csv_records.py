"""Records as CSV read back as they were, byte for byte."""

import csv
import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Ad,
    Agency,
    ImportMark,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    ReviewMark,
    WeekLimit,
)
from jobsearch_tui.domain.text import clean
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.services.transfer.cells import defused, restored
from jobsearch_tui.services.transfer.csv_records import arrivals_of, columns, is_own, table
from jobsearch_tui.services.transfer.tables import Flaw, Rows, decode, physical_lines

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("=+-@\t\r\n'\"';,\0\ufeff＝")
) | st.sampled_from(
    ["=1+1", "'=1", "''=1", "'Tis", "-", "+49 555 0100", "@x", "\t", "\r\n=", "yes", "null", "5"]
)
moments = st.integers(0, 4 * 10**15).map(lambda ticks: NOW + timedelta(microseconds=ticks))
days = st.none() | st.dates()
stamps = {"created": moments, "changed": moments}
ids = st.sampled_from(["a1", "b2", "c3", "=x", "semi;colon", 'quo"te', "'p"])

RECORDS = st.one_of(
    st.builds(Agency, id=ids, name=HOSTILE, phone=HOSTILE, note=HOSTILE, follow_up=days, **stamps),
    st.builds(Recruiter, id=ids, name=HOSTILE, agency=ids, searches=st.none() | st.integers()),
    st.builds(Ad, id=ids, role=HOSTILE, stage=HOSTILE, posted=days, salary_low=st.integers()),
    st.builds(
        Interview,
        id=ids,
        company=HOSTILE,
        starts=moments.map(lambda at: at.astimezone(ZoneInfo("America/New_York"))),
    ),
    st.builds(Promise, id=ids, about=ids, what=HOSTILE, by=days, hour=st.none() | st.times()),
    st.builds(Activity, id=ids, at=moments, about=st.lists(ids).map(tuple), summary=HOSTILE),
    st.builds(Offer, id=ids, company=HOSTILE, written=st.booleans()),
    st.builds(
        Pace,
        limits=st.lists(st.builds(WeekLimit, st.dates(), st.integers(0, 9))).map(tuple),
        employed=st.booleans(),
    ),
    st.builds(ImportMark, id=ids, record=HOSTILE, source=HOSTILE),
    st.builds(ReviewMark, id=ids, about=ids, item=HOSTILE, on=days, until=days),
)


def harmless(record):
    """The record without what no terminal or spreadsheet is to be sent."""
    told = {one.name: getattr(record, one.name) for one in fields(record)}
    return replace(
        record, **{name: clean(value) for name, value in told.items() if type(value) is str}
    )


def read(data: bytes, workspace=EMPTY):
    """The records that the bytes of a table hold."""
    lines = physical_lines(decode(data))
    rows = list(Rows(lines, 0, ",", len(next(csv.reader([lines[0]])))))
    assert not [row for row in rows if isinstance(row, Flaw)]
    told = [(f"line {row.line}", row.cells) for row in rows[1:]]
    found, unread = arrivals_of(rows[0].cells, told, lambda: "made", NOW, workspace)
    assert unread == []
    return found


def nothing(_id):
    return {}


class TestATable:
    @given(st.lists(RECORDS, max_size=5, unique_by=lambda record: record.id), st.booleans())
    def test_reads_back_as_the_same_records_and_the_same_bytes(self, records, bom):
        workspace = Workspace.of(records)
        for kind in {record.kind for record in records}:
            data = table(kind, workspace, nothing, bom=bom)
            assert [one.record for one in read(data, workspace)] == list(workspace.of_kind(kind))
            back = [one.record for one in read(data)]
            assert back == [harmless(record) for record in workspace.of_kind(kind)]
            assert table(kind, workspace.put(*back), nothing, bom=bom) == data

    @given(HOSTILE)
    def test_has_no_cell_that_a_spreadsheet_would_calculate(self, text):
        assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
        assert restored(defused(text)) == text

    @given(HOSTILE)
    def test_keeps_what_is_not_known_of_a_record(self, text):
        import msgspec

        beyond = {"a1": {"mood": msgspec.json.encode(text), "n": b"1.50"}}
        workspace = Workspace.of((Agency(id="a1", name="Marsh"), Agency(id="b2", name="Vale")))
        data = table("agency", workspace, lambda id: beyond.get(id, {}))
        assert [one.beyond for one in read(data)] == [beyond["a1"], {}]

    @pytest.mark.parametrize("kind", RECORD_TYPES)
    def test_has_a_column_for_every_attribute(self, kind):
        assert set(RECORD_TYPES[kind].__dataclass_fields__) <= set(columns(kind))
        assert is_own(columns(kind))

    def test_names_whom_a_reference_means_beside_its_id(self):
        workspace = Workspace.of(
            (Agency(id="m", name="Marsh & Vale"), Recruiter(id="d", name="Dana", agency="m"))
        )
        (row,) = csv.DictReader(io.StringIO(table("recruiter", workspace, nothing).decode()))
        assert (row["agency"], row["agency_name"]) == ("m", "Marsh & Vale")

    @pytest.mark.parametrize("said", ["", "\x1f", "\x1b[2J", "Ask\x1f"])
    def test_names_a_record_as_it_is_named_once_read_back(self, said):
        workspace = Workspace.of(
            (Activity(id="b", type="call", about=("b",), summary=said, at=NOW),)
        )
        data = table("activity", workspace, nothing)
        (row,) = csv.DictReader(io.StringIO(data.decode()))
        (back,) = read(data)
        assert row["about_name"] == back.record.title == ("call: Ask" if "Ask" in said else "call")

    def test_writes_dates_as_iso_and_begins_with_a_mark_on_request(self):
        ad = Ad(id="a", role="COO", closes=date(2026, 12, 2), created=NOW, changed=NOW)
        data = table("ad", Workspace.of((ad,)), nothing, bom=True)
        assert data.startswith(b"\xef\xbb\xbfkind,id,created,changed,role")
        assert b",2026-12-02," in data
        assert b"2026-11-24T12:00:00Z" in data


class TestReadingBack:
    HEADER = ("kind", "id", "created", "changed", "name")

    def told(self, *row, header=HEADER):
        return arrivals_of(header, [("line 2", row)], lambda: "made", NOW)

    def test_a_row_without_an_id_is_a_new_record(self):
        (found,), _ = self.told("agency", "", "", "", "Marsh")
        assert found.record == Agency(id="made", name="Marsh", created=NOW, changed=NOW)

    def test_a_row_that_lacks_columns_has_what_is_usual_in_them(self):
        stamp = "2026-11-24T12:00:00Z"
        (found,), _ = self.told("agency", "a", stamp, stamp, "Marsh")
        assert found.record == Agency(id="a", name="Marsh", created=NOW, changed=NOW)

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (("unicorn", "a", "", "", "x"), "“unicorn” is no kind of record"),
            (("agency", "a", "soon", "soon", "x"), "can't be read back"),
            (("agency", "a", "2026-11-24T12:00:00", "2026-11-24T12:00:00", "x"), "offset"),
        ],
    )
    def test_a_row_that_makes_no_record_is_told(self, row, words):
        found, ((place, reason),) = self.told(*row)
        assert found == []
        assert place == "line 2"
        assert words in reason

    def test_what_a_table_has_no_column_for_stays_as_it_is_here(self):
        dana = Recruiter(id="d", name="Dana", agency="m", stage="active", created=NOW, changed=NOW)
        stamp = "2026-11-24T12:00:00Z"
        workspace = Workspace.of((dana,))
        row = ("recruiter", "d", stamp, stamp, "Dana W")
        (found,), _ = arrivals_of(self.HEADER, [("line 2", row)], str, NOW, workspace)
        assert found.record == replace(dana, name="Dana W")

    def test_a_moment_without_its_column_for_the_zone_is_in_the_zone_it_had(self):
        starts = NOW.astimezone(ZoneInfo("America/New_York"))
        here = Interview(id="i", company="Kestrel", starts=starts, created=NOW, changed=NOW)
        header = ("kind", "id", "created", "changed", "starts")
        row = ("interview", "i", *[NOW.isoformat()] * 2, "2026-12-02T16:00:00Z")
        (found,), _ = arrivals_of(header, [("line 2", row)], str, NOW, Workspace.of((here,)))
        assert found.record.zone == "America/New_York"
        assert found.record.starts == datetime(2026, 12, 2, 16, tzinfo=UTC)

    def test_a_record_of_another_kind_with_the_id_lends_nothing(self):
        here = Workspace.of((Agency(id="d", name="Marsh", note="mine"),))
        row = ("recruiter", "d", *[NOW.isoformat()] * 2, "Dana")
        (found,), _ = arrivals_of(self.HEADER, [("line 2", row)], str, NOW, here)
        assert (found.record.kind, found.record.note) == ("recruiter", "")

    def test_what_is_known_does_not_come_in_as_what_is_not(self):
        header = (*self.HEADER, "beyond")
        beyond = '{"id":"dana","name":5,"mood":1.50}'
        row = ("agency", "a", *[NOW.isoformat()] * 2, "Marsh", beyond)
        (found,), _ = self.told(*row, header=header)
        assert found.beyond == {"mood": b"1.50"}

    @pytest.mark.parametrize(
        ("column", "cell"),
        [("zone", "America"), ("zone", "../x"), ("beyond", "[" * 100_000), ("beyond", "5")],
    )
    def test_what_no_cell_may_say_is_told(self, column, cell):
        row = ("interview", "a", *[NOW.isoformat()] * 2, "Kestrel", cell)
        found, ((place, _),) = self.told(*row, header=(*self.HEADER[:4], "company", column))
        assert (found, place) == ([], "line 2")

    ADS = (*HEADER[:-1], "role", "posted", "closes")

    def ads(self, *days):
        stamp = "2026-11-24T12:00:00Z"
        rows = [
            (f"line {number}", ("ad", f"a{number}", stamp, stamp, "COO", *told))
            for number, told in enumerate(days)
        ]
        return arrivals_of(self.ADS, rows, lambda: "made", NOW)

    @pytest.mark.parametrize(
        ("days", "posted"),
        [
            ([("14.10.2026", ""), ("3.4.2026", "")], [date(2026, 10, 14), date(2026, 4, 3)]),
            ([("3/4/2026", "11/30/2026")], [date(2026, 3, 4)]),
            ([("3/4/2026", ""), ("1/1/2026", "30/11/2026")], [date(2026, 4, 3), date(2026, 1, 1)]),
            ([("2/2/2026", "")], [date(2026, 2, 2)]),
        ],
    )
    def test_days_are_read_as_a_spreadsheet_rewrites_them(self, days, posted):
        found, unread = self.ads(*days)
        assert unread == []
        assert [one.record.posted for one in found] == posted

    @pytest.mark.parametrize(
        ("day", "words"), [("3/4/2026", "may be two days"), ("soon", "“soon” is no day")]
    )
    def test_a_day_that_may_be_two_or_is_none_is_told(self, day, words):
        found, ((_, reason),) = self.ads((day, ""))
        assert (found, words in reason) == ([], True)

    def test_a_new_row_may_tell_no_kind_and_leave_cells_empty(self):
        stamp = "2026-11-24T12:00:00Z"
        header = ("kind", "id", "created", "changed", "company", "base", "written")
        rows = [
            ("line 2", ("offer", "o", stamp, stamp, "Kestrel", "1", "no")),
            ("line 3", ("", "", "", "", "Omnia", "", "")),
        ]
        (_, new), unread = arrivals_of(header, rows, lambda: "made", NOW)
        assert unread == []
        assert new.record == Offer(id="made", company="Omnia", created=NOW, changed=NOW)

    def test_what_cannot_be_read_is_named_as_it_stands(self):
        _, ((_, reason),) = self.told("agency", "a", "soon", "soon", "x")
        assert reason == "can't be read back: created is “soon”"

    def test_columns_may_stand_in_another_order(self):
        stamp = "2026-11-24T12:00:00Z"
        header = ("kind", "name", "changed", "created", "id")
        (found,), _ = self.told("agency", "Marsh", stamp, stamp, "a", header=header)
        assert found.record.name == "Marsh"

    def test_times_and_weeks_are_read(self):
        promise = Promise(id="p", about="a", what="call", by=date(2026, 12, 1), hour=time(15, 30))
        pace = Pace(limits=(WeekLimit(date(2026, 12, 21), 0),), changed=NOW + timedelta(1))
        workspace = Workspace.of((promise, pace))
        assert read(table("promise", workspace, nothing))[0].record == promise
        assert read(table("pace", workspace, nothing))[0].record == replace(pace)


def test_other_tables_are_not_taken_for_its_own():
    assert not is_own(("Company", "Role"))
    assert not is_own(("id", "created", "changed"))
    assert is_own(("kind", "id", "changed", "created", "anything"))


def test_a_terminal_sequence_neither_goes_out_nor_comes_in():
    here = Agency(id="a", name="x\x1b[31my", created=NOW, changed=NOW)
    data = table("agency", Workspace.of([here]), nothing)
    assert b"\x1b" not in data
    assert [one.record for one in read(data, Workspace.of([here]))] == [here]
    assert [one.record.name for one in read(data.replace(b"xy", b"x\x1b[0mz"))] == ["xz"]


def test_why_a_row_is_not_read_is_harmless_on_a_screen():
    row = ["pace", "pace", "Kestrel \u202eg"]
    _, [(_, reason)] = arrivals_of(["kind", "id", "limits"], [("line 2", row)], lambda: "x", NOW)
    assert "\u202e" not in reason
