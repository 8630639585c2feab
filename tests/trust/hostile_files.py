"""Files that mean harm, or were edited without care: cards, tables, invitations and exports."""

from __future__ import annotations

import json
import random

Lots = random.Random

STAMP = "2026-11-24T12:00:00Z"
MARCH = ("13/02/2024", "02/13/2024", "3/4/2024", "31/31/2024", "soon")


def cards(lots: Lots) -> bytes:
    """Lines that a card can't have, or has too many of."""
    lines = lots.choice((
        ["TEL" + ";a=b" * lots.choice((30, 100, 50_000))],
        ["TEL" + lots.choice((';a="b', ";a,", ";a=b,c", ";", ".a")) * 50_000],
        ["BEGIN:A"] * lots.choice((1_500, 100_000)),
        [part for n in range(1_500) for part in (f"BEGIN:A{n}", "NOTE:x")],
        ["NOTE:" + "x" * 60, *[" x"] * 400_000],
        ["NOTE;ENCODING=QUOTED-PRINTABLE:x=", *["x="] * 200_000],
        ["PHOTO;ENCODING=b:" + "A" * 60, *[" " + "A" * 70] * 300_000],
        ["ADR:" + ";" * 400_000, "ORG:" + ";a" * 200_000, "N:" + ",a" * 200_000],
        [f"TEL;PREF={'9' * 5_000}:1"], ["TEL:1"] * 50_000, ["\u2028".join(["TEL:1"] * 1_000)],
    ))  # fmt: skip
    whole = ["BEGIN:VCARD", "VERSION:3.0", "FN:Dana", *lines, "END:VCARD", ""]
    return "\r\n".join(whole).encode() * lots.choice((1, 2))


def sheets(lots: Lots) -> bytes:
    """Cells over which a pattern may take for ever, and dates of two styles in a column."""
    start, unit, end = lots.choice((
        ("a@", ".", " b"), ("a@", "a.", " b"), ("http://x.example", "/", "x"), ("$", "1,", "x"),
        ("", "1 ", "x"), ("+", "1(", "x"), ("(", "aaaa(", "x"), ("no ", "no-", "recruiter"),
    ))  # fmt: skip
    cell = start + unit * (90_000 // len(unit)) + end
    head = "Company,Role,Applied,Email,Salary,Link,Thing\n"
    rows = [
        f'"{lots.choice(("a", cell))}",b,{day},{cell},{cell},{cell},"{cell}"\n' for day in MARCH
    ]
    few = lots.sample(rows, lots.randrange(2, 6))
    return (head + "".join(few)).replace("$1,", "1").encode()


def own_tables(lots: Lots) -> bytes:
    """Tables as the program exports them, edited by hand."""
    kind, column, cell = lots.choice((
        ("activity", "at", "2026-11-24T12:00:00"), ("ad", "closes", "0226-12-02"),
        ("interview", "minutes", "99999"), ("interview", "zone", "America"),
        ("interview", "starts", "0001-01-01T00:00:00+14:00"), ("interview", "sequence", "9" * 30),
        ("interview", "round", "-1"), ("pace", "limits", "2026-11-23=999"), ("ad", "id", ""),
        ("pace", "hours", "9" * 5_000), ("recruiter", "beyond", '{""id"":""x1"",""name"":5}'),
        ("recruiter", "beyond", "[" * 100_000), ("recruiter", "beyond", '{""a"":' + "[" * 60_000),
        ("recruiter", "name", "x" * 130_000), ("activity", "about", ";" * 60_000),
        ("ad", "posted", "13/02/2024"), ("agency", "created", "9999-12-31T23:59:59-14:00"),
    ))  # fmt: skip
    header = ["kind", "id", "created", "changed", *([column] if column != "id" else [])]
    rows = [f'{kind},x{n},{STAMP},{STAMP},"{cell}"' for n in range(lots.choice((1, 3)))]
    return "\r\n".join([",".join(header), *rows, f"agency,y,{STAMP},{STAMP},", ""]).encode()


def invitations(lots: Lots) -> bytes:
    """Events with numbers, zones and lines that no calendar has."""
    line = lots.choice((
        "SEQUENCE:1790000000", "SEQUENCE:" + "9" * 40, "SEQUENCE:-1",
        "DTSTART;TZID=America:20261202",
        "DTSTART:00010101T000000Z", "DURATION:P999999999D", "RRULE:" + "BYDAY=MO;" * 50_000,
        "ATTENDEE" + ";a=b" * 50_000, "ATTENDEE;CN=" + '"a' * 50_000, "LOCATION:" + "1 " * 50_000,
        "DESCRIPTION:" + "https://" * 100_000, "BEGIN:VEVENT\r\n" * 5_000,
        "SUMMARY:" + " - " * 9_000,
    ))  # fmt: skip
    lines = ["BEGIN:VCALENDAR", "METHOD:REQUEST", "BEGIN:VEVENT", "UID:u1", "SUMMARY:Interview",
             "DTSTART:20261202T160000Z", line, "END:VEVENT", "END:VCALENDAR", ""]  # fmt: skip
    return "\r\n".join(lines).encode()


def kept(lots: Lots) -> bytes:
    """Exports of everything that say what they should not beside the records."""
    others = lots.choice((
        {"recruiters": {"abc": {"id": "q", "name": "Dana"}}},
        {"agencies": {"1": {"id": "m"}}, "ads": {"x": {"id": "m", "role": "COO"}}},
        {"agencies": {str(n): {"id": "m", "name": "x"} for n in range(5_000)}},
        {"meta": {"1": {"format": 99}}, "history": {"1": {"id": 5}}, "jobs": {"1": {"id": "a"}}},
        {"weather": {"9" * 50: 1, "": [], "\x1b[31m": {"a": [None]}}},
    ))  # fmt: skip
    told = {"program": "jobsearch-tui", "format": 1, "others": others,
            "agencies": [{"id": "m", "name": "Marsh"}]}  # fmt: skip
    return json.dumps(told).encode()
