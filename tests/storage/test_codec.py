"""Records to JSON and back."""

import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.changes import fingerprint
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Ad,
    Interview,
    Pace,
    Promise,
    WeekLimit,
)
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.storage.codec import (
    TABLES,
    DamagedRecordError,
    decode,
    decode_all,
    encode,
    plain,
    unknown_attributes,
)
from tests.domain.makers import NEW_YORK, NOON, at, records

some = settings(max_examples=80, deadline=None)


class TestRoundTrip:
    @given(records)
    @some
    def test_a_record_comes_back_the_same_or_is_refused_for_a_lone_surrogate(self, record):
        if "\ud800" in repr([getattr(record, one.name) for one in fields(record)]).replace(
            "\\ud800", "\ud800"
        ):
            with pytest.raises(NotSavedError, match="was not saved"):
                encode(record)
            return
        back = decode(record.kind, encode(record))
        assert back == record
        assert fingerprint(back) == fingerprint(record)

    @pytest.mark.parametrize("kind", RECORD_TYPES)
    def test_every_kind_with_nothing_but_defaults(self, kind):
        record = RECORD_TYPES[kind](id="x")
        assert decode(kind, encode(record)) == record
        assert decode_all(kind, [encode(record)]) == [record]
        assert decode_all(kind, []) == []
        assert TABLES[next(name for name, of in TABLES.items() if of == kind)] == kind

    def test_an_interview_keeps_its_zone(self):
        record = Interview(id="i", company="Kestrel", starts=at(9, 30, zone=NEW_YORK))
        told = json.loads(encode(record))
        assert (told["starts"], told["zone"]) == ("2026-11-26T09:30:00-05:00", "America/New_York")
        assert decode("interview", encode(record)).starts.tzinfo == NEW_YORK

    def test_dates_times_and_limits_are_legible(self):
        promise = json.loads(encode(Promise(id="p", by=date(2026, 12, 2), hour=time(15))))
        assert (promise["by"], promise["hour"]) == ("2026-12-02", "15:00:00")
        pace = json.loads(encode(Pace(limits=(WeekLimit(date(2026, 12, 21), 0),))))
        assert pace["limits"] == [{"week": "2026-12-21", "interviews": 0}]

    def test_plain_is_the_same_with_the_kind_in_front(self):
        ad = Ad(id="a", role="COO", posted=date(2026, 11, 1), created=NOON, changed=NOON)
        assert plain(ad) == {"kind": "ad", **json.loads(encode(ad))}
        assert next(iter(plain(ad))) == "kind"


class TestUnknownAttributes:
    OLD = (
        b'{"id":"a","role":"COO", "mood" : {"a": [1.50, 1e400]},"n":123456789012345678901234567890,'
        b'"caf\\u00e9":"\\u00e9","kind":"of theirs"}'
    )

    def test_are_carried_over_byte_for_byte(self):
        told = encode(Ad(id="a", role="CEO", created=NOON, changed=NOON), self.OLD)
        assert b'"mood":{"a": [1.50, 1e400]}' in told
        assert b'"kind":"of theirs"' in told
        assert b'"n":123456789012345678901234567890' in told
        assert decode("ad", told).role == "CEO"
        assert unknown_attributes("ad", told) == unknown_attributes("ad", self.OLD)

    def test_are_none_in_a_record_of_ours(self):
        ad = Ad(id="a", role="COO")
        assert unknown_attributes("ad", encode(ad)) == {}
        assert encode(ad, msgspec.Raw(encode(ad))) == encode(ad)


class TestDamagedDocuments:
    @pytest.mark.parametrize(
        ("kind", "document", "reason"),
        [
            ("ad", b"[]", "Expected `object`"),
            ("ad", b"null", "Expected `object`"),
            ("ad", b"{}", "id"),
            ("ad", b'{"id":""}', "it has no id"),
            ("ad", b'{"id":"a","role":3}', "Expected `str`"),
            ("ad", b'{"id":"a","posted":"31 Feb"}', "Invalid"),
            ("ad", b'{"id":"a","created":"2026-11-24T12:00:00"}', "a time without a zone"),
            ("ad", b'{"id":"a","changed":"2026-11-24T12:00:00"}', "a time without a zone"),
            ("activity", b'{"id":"a","at":"2026-11-24T12:00:00"}', "a time without a zone"),
            ("interview", b'{"id":"a","zone":"Middle/Earth"}', "No time zone found"),
            (
                "interview",
                b'{"id":"a","zone":"../../etc"}',
                "must refer to|normalized|No time zone",
            ),
            ("interview", b'{"id":"a","zone":"\\u0000"}', "null|No time zone"),
            (
                "interview",
                b'{"id":"a","starts":"0001-01-01T00:00:00Z","zone":"America/New_York"}',
                "range",
            ),
            ("ad", b'{"id":"a","role":"\\ud800"}', "truncated|surrogate"),
            ("ad", b'{"id":"a","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "recursion"),
        ],
    )
    def test_are_told_by_reason(self, kind, document, reason):
        with pytest.raises(DamagedRecordError, match=reason):
            decode(kind, document)
        assert decode_all(kind, [encode(RECORD_TYPES[kind](id="x")), document]) is None


class TestWhatCouldNotBeReadBack:
    @pytest.mark.parametrize(
        "record",
        [
            Ad(id="a", role="\udcff\x1b[2J"),
            Ad(id="a", role="COO", salary_low=10**5000),
            Ad(id="", role="COO"),
            Ad(id="a", role="COO", changed=datetime(2026, 11, 24)),  # noqa: DTZ001
            replace(Activity(id="a", about=("b",)), at=datetime(2026, 11, 24)),  # noqa: DTZ001
        ],
    )
    def test_is_not_written(self, record):
        with pytest.raises(NotSavedError, match=rf"^The {record.kind} .* was not saved") as caught:
            encode(record)
        assert "\x1b" not in str(caught.value)

    @given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31), timezones=st.just(UTC)))  # noqa: DTZ001
    @some
    def test_any_aware_moment_of_these_centuries_is(self, moment):
        entry = Activity(id="a", at=moment, about=("b",))
        assert decode("activity", encode(entry)) == entry


class TestWhatCannotBeCountedWith:
    @pytest.mark.parametrize(
        ("kind", "document"),
        [
            ("activity", {"at": "9999-12-31T23:59:59Z"}),
            ("activity", {"at": "0001-01-01T00:00:00Z"}),
            ("interview", {"starts": "9999-01-01T00:00:00Z", "zone": "UTC"}),
            ("interview", {"minutes": 10**9}),
            ("ad", {"closes": "9999-12-31"}),
            ("ad", {"salary_low": 10**18}),
            ("pace", {"interviews": 10**18}),
            ("pace", {"days_ads": -1}),
            ("pace", {"limits": [{"week": "2026-11-23", "interviews": 10**6}]}),
            ("pace", {"limits": [{"week": "0001-01-01", "interviews": 2}]}),
        ],
    )
    def test_is_damaged_and_no_record(self, kind, document):
        damaged = json.dumps({"id": "a", **document}).encode()
        with pytest.raises(DamagedRecordError):
            decode(kind, damaged)
        assert decode_all(kind, [encode(RECORD_TYPES[kind](id="x")), damaged]) is None

    def test_a_week_of_ones_own_is_a_record(self):
        limits = [{"week": "2026-11-23", "interviews": 2}]
        assert decode("pace", json.dumps({"id": "pace", "limits": limits}).encode()).limits

    def test_a_clock_of_before_1920_comes_back_to_the_second(self):
        at = datetime(1905, 3, 1, 10, tzinfo=ZoneInfo("Europe/Paris"))
        for record in (
            Interview(id="i", company="K", starts=at),
            Activity(id="a", at=at, about=("b",)),
        ):
            back = decode(record.kind, encode(record))
            then = back.starts if isinstance(back, Interview) else back.at
            assert then.astimezone(UTC) == at.astimezone(UTC)
