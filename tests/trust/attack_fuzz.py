"""Cases drawn by grammars that know ours: whatever is typed, read or configured.

What each function may raise stands in its docstring; everything else is a loss, and so is text
that went in and did not come out.
"""

from __future__ import annotations

import re
import time as clock
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import strategies as st

from jobsearch_tui import config
from jobsearch_tui.domain.fields import Context, fields_of, show
from jobsearch_tui.domain.quicklog import GRAMMAR, preview, understand
from jobsearch_tui.domain.quicklog_grammar import SIGNS
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Agency,
    Interview,
    Record,
    Recruiter,
    Target,
)
from jobsearch_tui.domain.text import one_line, visible
from jobsearch_tui.domain.when import (
    EXAMPLES,
    WhenError,
    ago,
    find_zone,
    parse_date,
    parse_minutes,
    parse_moment,
    show_date,
    show_minutes,
    show_moment,
)
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.domain.zones import zone_name
from jobsearch_tui.errors import NotSavedError, StoreError
from jobsearch_tui.storage import codec, image, migrations
from jobsearch_tui.storage.json_storage import decode_tables
from tests.trust.attacks import Attack
from tests.trust.fuzzing import fuzz
from tests.trust.hostile import junk, raw
from tests.trust.shown import commands, screens

ZONES = [
    ZoneInfo(name)
    for name in (
        *("UTC", "Europe/Paris", "Europe/London", "America/New_York", "America/St_Johns"),
        *("Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"),
        *("Africa/Casablanca", "America/Sao_Paulo", "Pacific/Kiritimati", "Etc/GMT+12"),
        *("Asia/Tehran", "Antarctica/Troll", "Europe/Dublin", "America/Caracas"),
    )
]
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
COUNT = 100_000
SHORT = 150

# --- moments and the words for them ------------------------------------------------------------


def _edges() -> list[datetime]:
    """The moments round which the clocks of these zones change, a few years of each."""
    found = []
    for zone in ZONES:
        before = datetime(2024, 1, 1, tzinfo=UTC)
        for day in range(4 * 366):
            at = before + timedelta(days=day)
            if (
                at.astimezone(zone).utcoffset()
                != (at - timedelta(days=1)).astimezone(zone).utcoffset()
            ):
                found.append(at.astimezone(zone))
    return found


_near = st.builds(
    lambda at, minutes: (at.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(at.tzinfo),
    st.sampled_from(_edges()),
    st.integers(-120, 1_560),
)
_any_time = st.builds(
    lambda at, zone: at.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(1902, 1, 2), datetime(2198, 12, 30)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
moments = st.one_of(_near, _any_time, st.just(NOW))

_numbers = st.one_of(
    st.integers(-3, 70).map(str),
    st.sampled_from(["0", "00", "1899", "2026", "99999", "9" * 20, "²", "٣", "1.5", "1,25"]),
)
_date_words = st.sampled_from(
    [
        *(phrase for phrase, _ in EXAMPLES),
        *("today", "tmrw", "yesterday", "fri", "next", "last", "this", "friday", "Weds", "mon"),
        *("in", "ago", "a", "an", "d", "days", "w", "weeks", "m", "months", "y", "years", "+", "-"),
        *("jan", "sept", "december", "feb", "29 feb", "31", "1st", "2nd of", "'26", "30 feb"),
        *("at", "@", "9", "9:30", "2pm", "14h", "noon", "midnight", "24:00", "2:30", "9.30 am"),
        *("New York", "uk", "ET", "Europe/Paris", "Mars", "z", "+05:30", "+24:00", "-00:01"),
        *("2026-12-02T14:30", "2027-03-28 02:30", "2026-10-25 02:30", "0000-01-01", "9999-12-31"),
        *(
            "2026-12-02T14:30[Europe/Paris]",
            "T",
            "[",
            "]",
            "(17:00 here)",
            "24/12",
            "12/2",
            "2.12.",
        ),
        *("hours", "h", "min", "1h30", "90", "1:30", "now", "+2h", "-999h", "in 9999 hours"),
    ]
)
phrases = st.one_of(
    st.lists(st.one_of(_date_words, _numbers), max_size=6).map(" ".join),
    st.lists(st.one_of(_date_words, _numbers, junk), max_size=6).map("".join),
    _date_words,
)


def _dates(case: tuple[str, datetime, str]) -> str:
    text, now, prefer = case
    return (
        _day(text, now.date(), prefer) or _moment(text, now, prefer) or _length(text) or _zone(text)
    )


def _day(text: str, today: date, prefer: Any) -> str:
    try:
        day = parse_date(text, today, prefer=prefer)
    except WhenError as error:
        return _sentence(error)
    if not 1900 <= day.year <= 2200:
        return f"{day} is out of range"
    again = parse_date(show_date(day, today), today, prefer=prefer)
    return "" if again == day else f"{day} is shown as {show_date(day, today)}, which is {again}"


def _moment(text: str, now: datetime, prefer: Any) -> str:
    try:
        at = parse_moment(text, now, prefer=prefer, default_time=time(9))
    except WhenError as error:
        return _sentence(error)
    if at.tzinfo is None:
        return "a moment without a zone"
    if at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None):
        return f"{at} is on no clock"
    ago(at, now)
    shown = show_moment(at, now)
    known = at.tzinfo == now.tzinfo or find_zone(zone_name(at.tzinfo)) == at.tzinfo
    if not known or at.fold or at.second or at.microsecond or text == "now":
        return ""  # what is shown has no seconds, and of an hour that comes twice the first
    again = parse_moment(shown, now, prefer=prefer)
    return "" if again == at else f"{at} is shown as {shown}, which is {again}"


def _length(text: str) -> str:
    try:
        minutes = parse_minutes(text)
    except WhenError as error:
        return _sentence(error)
    again = parse_minutes(show_minutes(minutes))
    return "" if again == minutes else f"{minutes} min became {again}"


def _zone(text: str) -> str:
    zone = find_zone(text)
    return "" if zone is None or isinstance(zone, ZoneInfo) else "no zone"


def _sentence(error: Exception) -> str:
    words = str(error)
    if not words.endswith(".") or len(words) > 300:
        return f"no sentence: {words[:100]!r}"
    return f"raw {found} in the sentence" if (found := raw(words, "")) else ""


# --- the quick log -----------------------------------------------------------------------------


def _workspace() -> Workspace:
    records: list[Record] = [
        Agency(id="marsh", name="Marsh & Vale"),
        Agency(id="inn", name="In Search"),
        Recruiter(id="dana", name="Dana Whitfield", agency="marsh"),
        Recruiter(id="dana2", name="Dana Vance"),
        Recruiter(id="li", name="Li Na", stage="active"),
        Recruiter(id="evil", name="[red]\x1b[31m\u202eEvil[/]"),
        Target(id="halden", company="Halden Foods"),
        Interview(id="kestrel", company="Kestrel", starts=NOW, people="Ruth Adeyemi, R. Gill"),
    ]
    return EMPTY.put(*records)


PEOPLE = _workspace()
_names = st.sampled_from(
    ["dana", "dana w", "Dana Whitfield", "li na", "na li", '"Na Li"', "“in search”", "kestrel",
     "ruth", "marsh", "halden", "nobody at all", "evil", '"unclosed', "in", "Ørsted", ""]
)  # fmt: skip
_signs = st.sampled_from(list(SIGNS))
_marks = st.one_of(
    st.sampled_from([part for sign in GRAMMAR for part in sign.spellings]),
    st.sampled_from(
        ["+3d", "+99999d", "+0d", ">fri", ">31 feb", ">2 dec", ">", "@16:10", "@yesterday 16:10",
         "@mon", "@2:30", "@now", "@", "!by fri send the name", "!by", "!by fri 15:00 ring",
         "searches 2", "searches=99999999999999999999", "search", ": ring back", ":", "::", "a:b"]
    ),
)  # fmt: skip
_subjects = st.one_of(st.none(), st.sampled_from(list(PEOPLE)))
_loose_lines = st.lists(
    st.one_of(_names, _signs, _marks, phrases, junk), min_size=0, max_size=9
).map(" ".join)


def _quick_log(case: tuple[str, datetime, Record | None]) -> str:
    line, now, subject = case
    entry = understand(line, PEOPLE, now, subject)
    for problem in entry.problems:
        if "\n" in problem or len(problem) > 300:
            return f"no sentence: {problem[:100]!r}"
    about = subject or (entry.equals[0].record if entry.equals else None)
    preview(entry, about, PEOPLE, now)
    if entry.problems or about is None:
        return ""
    return _written(entry, about, now) or _kept(line, entry)


def _written(entry: Any, about: Record, now: datetime) -> str:
    """Whether what becomes of an entry can be written and read back."""
    ids = (f"new{number}" for number in count())
    change = entry.changes(PEOPLE, now, lambda: next(ids), about)
    change.apply(PEOPLE)
    for record in change.put:
        written = codec.encode(record)
        if codec.encode(codec.decode(record.kind, written)) != written:
            return f"the {record.kind} does not come back as it was written"
    return ""


def _kept(line: str, entry: Any) -> str:
    """Whether the words after the first colon that stands alone are all in the log."""
    _, colon, words = one_line(line).partition(" : ")
    if not colon or '"' in line or "“" in line or "”" in line:
        return ""
    said = f"{entry.summary} {entry.promise.what if entry.promise else ''}"
    lost = [
        word for word in re.findall(r"\w{3,}", re.sub(r"(?i)!by.*", "", words)) if word not in said
    ]
    return f"{lost[0]!r} is not in the log" if lost and "!by" not in line.casefold() else ""


_said = st.text(st.sampled_from("abcdé :,.+>@-!?"), max_size=30).map(one_line)
_exact_lines = st.tuples(
    st.sampled_from(["", "vm", "reached", "gk", "na", "wn"]),
    st.sampled_from(["", "in"]),
    st.sampled_from(["", "+3d", "+2w", ">2 dec", ">2026-12-24"]),
    st.sampled_from(["", "@16:10", "@yesterday 16:10"]),
    _said,
    st.sampled_from(["", "send the client's name", "ring: at noon"]),
)
_RESULTS = {
    "vm": "voicemail", "reached": "reached", "gk": "gatekeeper", "na": "no answer",
    "wn": "wrong number", "": "",
}  # fmt: skip


def _exact(case: tuple[str, ...]) -> str:
    """A line put together from known parts says these parts."""
    result, way, follow_up, when, said, promised = case
    if not (result or way or said) or said.startswith(":") or "!by" in said:
        return ""
    words = f": {said}" if said else ""
    promise = f"!by 4 dec {promised}" if promised else ""
    line = " ".join(filter(None, (result, way, follow_up, when, words, promise)))
    entry = understand(line, PEOPLE, NOW.replace(hour=18), PEOPLE.get("dana"))
    if entry.problems:
        return f"{line!r} was refused: {entry.problems[0]}"
    got = (entry.result, entry.direction, entry.summary, entry.promise and entry.promise.what)
    wanted = (_RESULTS[result], way or "out", said, promised or None)
    if got != wanted:
        return f"{line!r} was understood as {got}"
    if bool(entry.follow_up) != bool(follow_up) or (entry.at != NOW.replace(hour=18)) != bool(when):
        return f"{line!r} lost a date"
    return ""


# --- records and JSON --------------------------------------------------------------------------

_texts = st.one_of(st.just(""), st.text(max_size=20), junk)
_identities = st.sampled_from(["a1", "b2", "dana", "marsh", "kestrel", "pace", "x\ud800", ""])
_wild_dates = st.one_of(st.dates(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
_wild_moments = st.one_of(
    moments,
    st.builds(
        lambda at, zone: at.replace(tzinfo=zone), st.datetimes(), st.sampled_from([UTC, *ZONES])
    ),
)
_wild_numbers = st.one_of(
    st.integers(-2, 100), st.integers(), st.integers(-(2**70), 2**70), st.just(0)
)


def _value(kind: str, name: str, annotation: str) -> st.SearchStrategy[Any]:
    """Values of one attribute, by its type."""
    if "WeekLimit" in annotation:
        from jobsearch_tui.domain.records import WeekLimit

        return st.lists(st.builds(WeekLimit, _wild_dates, _wild_numbers), max_size=2).map(tuple)
    if name == "zone":
        return st.sampled_from(["UTC", "Europe/Paris", "America/New_York", ""] if kind == "pace"
                               else ["UTC", "Europe/Paris", "Pacific/Apia"])  # fmt: skip
    by_type = {
        "str": st.one_of(_texts, _identities),
        "bool": st.booleans(),
        "int": _wild_numbers,
        "date": _wild_dates,
        "datetime": _wild_moments,
        "time": st.times(),
        "tuple[str, ...]": st.lists(_identities, max_size=3).map(tuple),
    }
    bare = annotation.removesuffix(" | None")
    values = by_type[bare]
    return st.one_of(st.none(), values) if annotation != bare else values


def _records(kind: str) -> st.SearchStrategy[Record]:
    pairs = [
        st.tuples(st.just(one.name), _value(kind, one.name, str(one.type)))
        for one in fields(RECORD_TYPES[kind])
    ]

    def made(told: list[tuple[str, Any]]) -> Record | None:
        try:
            return RECORD_TYPES[kind](**{"id": "x1", **dict(told)})
        except (OverflowError, ValueError):  # a moment that is on no clock of its zone
            return None

    return st.lists(st.one_of(pairs), max_size=5).map(made).filter(lambda one: one is not None)


records = st.one_of([_records(kind) for kind in sorted(RECORD_TYPES)])
_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), junk),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)
_unknown = st.dictionaries(
    st.text(st.sampled_from("xyz_é"), min_size=3, max_size=6),
    st.one_of(st.integers(-9, 9), st.text(max_size=5), st.lists(st.integers(0, 3), max_size=2)),
    max_size=3,
)


def _codec(case: tuple[Record, dict[str, Any]]) -> str:
    record, unknown = case
    try:
        written = codec.encode(record)
    except NotSavedError as error:
        return _sentence(error)
    try:
        back = codec.decode(record.kind, written)
    except codec.DamagedRecordError as error:
        return f"was written and cannot be read ({error})"
    if codec.encode(back) != written:
        return "comes back as another record"
    old = msgspec.json.encode({**msgspec.json.decode(written), **unknown})
    kept = msgspec.json.decode(codec.encode(record, old))
    lost = [name for name in unknown if kept.get(name) != unknown[name]]
    return f"the unknown attribute {lost[0]!r} is lost" if lost else ""


def _attribute_names() -> list[str]:
    names = {one.name for kind in RECORD_TYPES.values() for one in fields(kind)}
    return sorted(names | {"status", "applied", "when", "text", "title"})


_ATTRIBUTES = _attribute_names()
_known_values = st.one_of(
    st.text(max_size=4),
    st.sampled_from(
        ["2026-12-02", "2026-12-02T14:30:00Z", "2026-12-02T14:30:00", "0000-01-01", "99999-01-01",
         "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+00:00", "2026-02-31", "Europe/Paris",
         "Mars/Base", "../../etc/passwd", "active", "queued", "dana", 10**30, -1, 1e400, 10**9,
         None, True, 0, 3, -1.5, [], ["dana"], [1], {}, {"a": [None]}, [[[]]], "", "x\ud800",
         "\x1b[31m", "\u202e", float("nan"), "12:30", "25:00", [{"week": "2026-11-23"}],
         [{"week": "2026-11-23", "interviews": 2}], "video", "held", "kept", "vm", "call"]
    ),
)  # fmt: skip
_json_values = st.one_of(_known_values, _known_values, _known_values, _json)


def _documents_of(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    pairs = st.tuples(st.sampled_from([*names, "id", "id"]), _json_values)
    return st.lists(pairs, max_size=5).map(lambda told: {"id": "x1", **dict(told)})


def _documents_for(kind: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    own = [one.name for one in fields(RECORD_TYPES[kind])]
    return st.tuples(st.just(kind), _documents_of([*own, *own, "status", "x_unknown"]))


_documents = _documents_of(_ATTRIBUTES)
_documents_by_kind = st.one_of([_documents_for(kind) for kind in sorted(RECORD_TYPES)])


def _as_json(value: Any) -> bytes:
    import json

    return json.dumps(value).encode()


def _json_records(case: tuple[str, dict[str, Any]]) -> str:
    """Any document of JSON is a record that can be written again and shown, or damaged."""
    kind, document = case
    try:
        record = codec.decode(kind, _as_json(document))
    except codec.DamagedRecordError:
        return ""
    try:
        written = codec.encode(record, _as_json(document))
    except NotSavedError as error:
        return _sentence(error)
    if codec.encode(codec.decode(kind, written)) != codec.encode(record):
        return "comes back as another record"
    return _shows(record)


def _shows(record: Record) -> str:
    context = Context(PEOPLE, NOW)
    for field in fields_of(record.kind):
        show(field, getattr(record, field.name), context)
    return "" if isinstance(record.title, str) else "a title that is no text"


_tables = st.dictionaries(
    st.sampled_from(
        [*codec.TABLES, "jobs", "meta", "history", "mine", "_default", "é", "", "\x1b[31m"]
    ),
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "007", "-1", "x", "", "9" * 40, "²"]), _documents
        ),
        max_size=2,
    ).map(dict),
    max_size=2,
)
_stamped = st.builds(
    lambda tables, meta: {**tables, **meta},
    _tables,
    st.sampled_from(
        [{}, {"meta": {"1": {"format": 1, "program": "jobsearch-tui"}}}, {"meta": {"1": {}}},
         {"meta": {"1": {"format": 0}}}, {"meta": {"1": {"format": 99}}},
         {"meta": {"1": {"format": "1"}}}, {"meta": {"1": {"format": 1e30}}}]
    ),
)  # fmt: skip


def _migrations(tables: dict[str, Any]) -> str:
    """Any file of tables is opened, all its documents kept, or refused; and then stays open."""
    whole = _as_json(tables)
    try:
        raws = decode_tables(whole)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
    try:
        opened, workspace = image.open_image(raws, "/a/store.json")
    except StoreError as error:
        return _sentence(error)
    before = sum(len(table) for name, table in raws.items() if name != "meta")
    after = sum(len(table) for name, table in opened.tables.items() if name != "meta")
    if before != after:
        return f"{before} documents became {after}"
    complete = {name: dict(table) for name, table in opened.complete().items()}
    again, same = image.open_image(complete, "/a/store.json")
    if len(again.problems) != len(opened.problems) or set(same) != set(workspace):
        return "opens otherwise the second time"
    return f"has format {again.found}" if again.found != migrations.FORMAT else ""


# --- what is shown of it ------------------------------------------------------------------------

_pace = st.one_of(st.just([]), _documents_for("pace").map(lambda one: [one]))
_searches = st.builds(lambda some, pace: [*some, *pace],
                      st.lists(_documents_by_kind, min_size=1, max_size=4), _pace)  # fmt: skip
_PATIENCE = 3.0
"""Seconds in which everything is shown, however wild the numbers are."""


def _views(case: list[tuple[str, dict[str, Any]]]) -> str:
    """Whatever can be read from a file can be shown on every screen and by every command."""
    begun = clock.monotonic()
    found = {}
    for number, (kind, document) in enumerate(case):
        id = "pace" if kind == "pace" else f"{kind[:4]}{number}"
        known = ("dana", "marsh", "kestrel", "halden", *(f"{one[:4]}{at}" for at, (one, _) in
                                                         enumerate(case)))  # fmt: skip
        told = {name: _linked(name, value, known, number) for name, value in document.items()}
        with suppress(codec.DamagedRecordError):
            found[id] = codec.decode(kind, _as_json({**told, "id": id}))
    workspace = PEOPLE.put(*found.values())
    drawn = "\n".join(screens(workspace, NOW))
    printed = "\n".join(map(visible, commands(workspace, NOW)))
    if bad := raw(drawn) or raw(printed):
        return f"raw {bad} is shown"
    took = clock.monotonic() - begun
    return f"showing it took {took:.0f} s" if took > _PATIENCE else ""


def _linked(name: str, value: Any, known: tuple[str, ...], number: int) -> Any:
    """A value that refers to one of the records, where the attribute does."""
    if name in ("agency", "recruiter", "interview", "search", "origin") or (
        name == "about" and not isinstance(value, list)
    ):
        return known[number % len(known)]
    return [known[number % len(known)]] if name == "about" else value


# --- config.toml -------------------------------------------------------------------------------

_toml_values = st.one_of(
    st.sampled_from(
        ["true", "false", "1", "0x" + "f" * 300, "9" * 5000, "-0", "1e999", "nan", "inf", "[]",
         "[[]]", "{}", "1979-05-27", "2026-02-31", "25:61:00", "''", '"""', "'''", '"\\u0000"',
         '"\\ud800"', '"nord"', '"tmux"', '"Europe/Paris"', '"../../etc/passwd"', '"~/x.json"',
         '"\\u001b[31m"', '["a", "b"]', "[1, true]", "{a = 1}", "{a.b = {}}", "[" * 50, "=", ""]
    ),
    st.text(max_size=8),
)  # fmt: skip
_toml_lines = st.one_of(
    st.builds(
        lambda key, value: f"{key} = {value}",
        st.sampled_from(
            ["theme", "clipboard", "store", "mouse", "zone", "keys", "keys.quit", '"theme"', "quit",
             "add", "colour", "'\\u001b[31m'", '""', "a.b.c", "theme.x", "[keys]", "é"]
        ),
        _toml_values,
    ),
    st.sampled_from(["[keys]", "[[keys]]", "[theme]", "# a note", "", "[", "]", "\ufeff", "\x00"]),
    st.text(max_size=12),
)  # fmt: skip
_configs = st.one_of(
    st.lists(_toml_lines, max_size=6).map(
        lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass")
    ),
    st.binary(max_size=40),
)


def _config(data: bytes) -> str:
    found = config.parse_config(data)
    texts = (found.theme, found.clipboard, found.store, found.zone)
    if not all(isinstance(text, str) for text in texts) or not isinstance(found.mouse, bool):
        return "a setting of the wrong kind"
    if found.clipboard not in config.CLIPBOARDS or "\0" in found.store:
        return "a setting that cannot be"
    if not all(isinstance(key, str) for setting in found.keys for key in setting.keys):
        return "a key that is no text"
    long = [problem for problem in found.problems if len(problem) > 300 or "config" not in problem]
    return f"no sentence: {long[0][:100]!r}" if long else ""


# --- the list ----------------------------------------------------------------------------------


def _run(
    cases: Callable[[], st.SearchStrategy[Any]], check: Callable[[Any], str]
) -> Callable[[int, int, Path], Iterator[str]]:
    def run(tries: int, seed: int, folder: Path) -> Iterator[str]:
        return fuzz(cases(), check, tries, seed)

    return run


def _attack(
    name: str,
    fault: str,
    cases: Any,
    check: Callable[[Any], str],
    tries: int = COUNT,
    short: int = SHORT,
) -> Attack:
    return Attack(name, "input", fault, tries, short, _run(lambda: cases, check))


_PREFER = st.sampled_from(["future", "past"])
ATTACKS = (
    _attack("fuzz-dates", "dates and lengths of time, any words in any zone at any moment",
            st.tuples(phrases, moments, _PREFER), _dates),
    _attack("fuzz-quicklog", "quick log lines of signs, dates and junk",
            st.tuples(_loose_lines, moments, _subjects), _quick_log),
    _attack("fuzz-quicklog-parts", "quick log lines of known parts, read back",
            _exact_lines, _exact),
    _attack("fuzz-codec", "records of any values written, read back, unknown attributes kept",
            st.tuples(records, _unknown), _codec),
    _attack("fuzz-json", "documents of any JSON read as records",
            _documents_by_kind, _json_records),
    _attack("fuzz-views", "records of any values, and all that is shown and advised of them",
            _searches, _views, 5_000, 8),
    _attack("fuzz-migrations", "files of any tables, of any format", _stamped, _migrations),
    _attack("fuzz-config", "settings of any TOML, and of none", _configs, _config),
)  # fmt: skip
