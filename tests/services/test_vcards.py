"""Address books, in and out."""

import base64
import time
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import Agency, Recruiter
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.services.transfer.vcards import cards, uid_of
from jobsearch_tui.services.transfer.vcards_in import read_cards

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
MARSH = Agency(
    id="marsh",
    name="Marsh & Vale; Partners",
    location="Leeds",
    phone="+44 555 0100",
    url="https://mv.example",
    note="two lines,\nwith; signs",
    changed=NOW,
)
DANA = Recruiter(
    id="dana",
    name="Dana Łuczak-Whitfield",
    agency="marsh",
    position="Partner",
    phone="+44 555 0101",
    email="dana@mv.example",
    url="https://mv.example/dana",
    note="x" * 200 + " é",
    changed=NOW,
)
LENA = Recruiter(id="lena", name="Lena", employer="Kestrel", changed=NOW)
PEOPLE = Workspace.of((MARSH, DANA, LENA))
SAID = ("name", "position", "phone", "email", "url", "note", "employer")


def out(version="4", workspace=PEOPLE):
    records = [*workspace.all(Agency), *workspace.all(Recruiter)]
    return cards(records, workspace, version)


def report(data, workspace=EMPTY):
    if isinstance(data, str):
        data = data.replace("\n", "\r\n").encode()
    return read_cards([Source("p.vcf", "p.vcf", data)], workspace, now=NOW, new_id=new_id)


def came_in(data):
    return report(data).change.apply(EMPTY)


def card(*lines, version="3.0"):
    return "\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


class TestOut:
    @pytest.mark.parametrize("version", ["3", "4"])
    def test_comes_back_as_it_was(self, version):
        after = came_in(out(version))
        (marsh,) = after.all(Agency)
        dana, lena = after.all(Recruiter)
        assert [getattr(dana, name) for name in SAID] == [getattr(DANA, name) for name in SAID]
        assert after.title(dana.agency) == MARSH.name
        assert (lena.name, lena.employer, lena.agency) == ("Lena", "Kestrel", "")
        same = ("name", "location", "phone", "url", "note")
        assert [getattr(marsh, name) for name in same] == [getattr(MARSH, name) for name in same]

    @pytest.mark.parametrize("version", ["3", "4"])
    def test_is_the_same_each_time_and_says_its_version(self, version):
        data = out(version)
        assert out(version) == data
        assert data.count(f"VERSION:{version}.0\r\n".encode()) == 3
        assert uid_of("dana").encode() in data

    def test_has_no_line_of_more_than_75_bytes(self):
        assert max(map(len, out().split(b"\r\n"))) <= 76

    def test_says_which_card_is_a_firm(self):
        assert b"KIND:org" in out("4")
        assert b"KIND:org" not in out("3")
        assert b"X-ABSHOWAS:COMPANY" in out("3")

    @given(st.text(min_size=1), st.text(), st.text())
    @settings(max_examples=60)
    def test_holds_any_text(self, name, position, note):
        from jobsearch_tui.domain.text import clean, one_line

        person = Recruiter(
            id="a", name=f"x{one_line(name)}", position=one_line(position), note=clean(note).strip()
        )
        try:
            data = cards([person], EMPTY, "4")
        except UnicodeError:
            return
        (back,) = came_in(data).all(Recruiter)
        assert back.name == person.name
        assert back.position == person.position


class TestIn:
    def test_reads_what_telephones_write_in_version_2_1(self):
        text = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=BCrgen;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen M=C3=BCller
TEL;CELL:+49 555 0100
TEL;WORK;PREF:+49 555 0199
NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:erste=0D=0A=
zweite
ORG:Corbin Search;Berlin
END:VCARD
"""
        after = came_in(text)
        (person,) = after.all(Recruiter)
        assert (person.name, person.phone) == ("Jürgen Müller", "+49 555 0199")
        assert person.note.splitlines() == [
            "erste",
            "zweite",
            "Department: Berlin",
            "Phone: +49 555 0100",
        ]
        assert after.title(person.agency) == "Corbin Search"

    def test_takes_the_preferred_of_several_and_keeps_the_others(self):
        after = came_in(
            card(
                "FN:Dana",
                "TEL;TYPE=cell;VALUE=uri:tel:+1-555-0100",
                "TEL;PREF=1:+1-555-0199",
                "item1.EMAIL;TYPE=HOME:home@x.example",
                "EMAIL;TYPE=WORK,PREF:work@x.example",
                "ADR:;;1 Mill Lane;Leeds;;LS1;UK",
                "ROLE:finds people",
                version="4.0",
            )
        )
        (dana,) = after.all(Recruiter)
        assert (dana.phone, dana.email) == ("+1-555-0199", "work@x.example")
        assert dana.note.splitlines() == [
            "Phone: +1-555-0100",
            "Email: home@x.example",
            "Role: finds people",
            "Address: 1 Mill Lane, Leeds, LS1, UK",
        ]

    def test_reads_letters_in_base64_and_takes_no_picture_for_text(self):
        letters = base64.b64encode("Gerne am Abend, möglichst spät".encode()).decode()
        after = came_in(card("FN:Dana Whitfield", f"NOTE;ENCODING=b:{letters}").encode())
        assert [one.note for one in after.all(Recruiter)] == ["Gerne am Abend, möglichst spät"]
        picture = base64.b64encode(b"\xff\xd8\x1b[31m\xfe").decode()
        after = came_in(card("FN:Dana Whitfield", f"NOTE;ENCODING=b:{picture}").encode())
        assert [one.note for one in after.all(Recruiter)] == [""]

    def test_reads_folded_lines(self):
        after = came_in(card("FN:Dana Whit", " field", "NOTE:a", "  b"))
        (dana,) = after.all(Recruiter)
        assert (dana.name, dana.note) == ("Dana Whitfield", "a b")

    def test_takes_the_card_of_a_firm_for_an_agency(self):
        for lines in (
            ("FN:Marsh & Vale", "ORG:Marsh & Vale"),
            ("ORG:Marsh & Vale",),
            ("FN:Office", "KIND:org"),
        ):
            after = came_in(card(*lines, version="4.0"))
            assert (len(after.all(Agency)), len(after.all(Recruiter))) == (1, 0), lines

    def test_reads_addresses_and_numbers_as_telephones_write_them(self):
        lines = (
            "FN:Ola",
            "item1.URL;type=pref:https\\://nord.example",
            "item1.X-ABLabel:_$!<HomePage>!$_",
            'TEL;VALUE=uri;TYPE="voice,work":tel:+47-555-0101;ext=12',
            "TEL;TYPE=cell:tel:+47-555-0102",
            "TEL;TYPE=WORK,FAX:+47 555 0199",
            "TEL;TYPE=home:555 0103; evenings",
        )
        (ola,) = came_in(card(*lines)).all(Recruiter)
        assert (ola.url, ola.phone) == ("https://nord.example", "+47-555-0101 ext. 12")
        assert ola.note == "Phone: +47-555-0102\nPhone: 555 0103; evenings\nFax: +47 555 0199"

    @pytest.mark.parametrize("mark", ["KIND:group", "X-ADDRESSBOOKSERVER-KIND:group"])
    def test_leaves_a_group_of_others_out_and_says_so(self, mark):
        told = report(card("FN:Ola") + card("FN:Recruiters", mark))
        assert [one.title for one in told.change.apply(EMPTY).all(Recruiter)] == ["Ola"]
        assert told.problems[0].reason == "is a group; its members come in by themselves"

    def test_takes_the_name_from_its_parts_where_it_has_no_other(self):
        (dana,) = came_in(card("N:Whitfield;Dana;M.;;", "TEL:1")).all(Recruiter)
        assert dana.name == "Dana M. Whitfield"

    def test_tells_of_a_bad_card_and_reads_the_others(self):
        told = report(card("TEL:1") + "noise\n" + card("FN:Dana", "nonsense"))
        assert [(one.line, one.reason) for one in told.problems] == [
            (1, "is no card that can be read (it has no name)")
        ]
        assert told.counts["recruiter"].added == 1

    @pytest.mark.parametrize(
        "line",
        [
            "TEL" + ";a=b" * 100,
            "TEL" + ";a=b" * 100_000,
            "TEL" + ';a="b' * 50_000,
            "TEL;" + "a" * 200_000,
            "A." * 100_000,
            "NOTE:" + "x" * 100 + "\n x" * 100_000,
        ],
    )
    def test_takes_no_time_over_lines_that_are_none(self, line):
        begun = time.process_time()
        (dana,) = came_in(card("FN:Dana", line, "TITLE:Partner")).all(Recruiter)
        assert time.process_time() - begun < 2
        assert (dana.name, dana.position) == ("Dana", "Partner")

    @pytest.mark.parametrize("times", [1, 1_500, 100_000])
    def test_of_anything_that_begins_in_a_card_reads_none(self, times):
        told = report(card("FN:Lena", *["BEGIN:A"] * times) + card("FN:Dana"))
        assert [(one.line, one.reason) for one in told.problems] == [
            (1, "is no card that can be read (something else begins in it)")
        ]
        assert told.counts["recruiter"].added == 1

    @pytest.mark.parametrize("cut", ["BEGIN:VCARD\nFN:Lena\n", "BEGIN:VCARD\nFN:Lena"])
    def test_tells_of_a_card_without_an_end(self, cut):
        for text in (cut.rstrip() + "\n" + card("FN:Dana"), card("FN:Dana") + cut):
            told = report(text)
            assert [one.reason for one in told.problems] == [
                "is no card that can be read (it has no end)"
            ]
            assert told.counts["recruiter"].added == 1

    def test_leaves_out_pictures_and_refuses_a_card_of_half_a_megabyte(self):
        picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 70 + ("\n " + "A" * 70) * 40_000
        told = report(card("FN:Dana", picture) + card("FN:Lena", "NOTE:" + "x" * 600_000))
        assert told.counts["recruiter"].added == 1
        assert "more than 500,000 characters" in told.problems[0].reason

    @pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1e"])
    def test_takes_only_ends_of_lines_for_ends_of_lines(self, sign):
        (dana,) = came_in(card("FN:Dana", f"NOTE:one{sign}TEL:555 0100")).all(Recruiter)
        assert dana.phone == ""
        assert dana.note.startswith("one")
        assert dana.note.endswith("TEL:555 0100")

    @pytest.mark.parametrize("last", ["=C3=BC=", "=C3=BC=\n=C3=BC"])
    def test_reads_quoted_letters_to_the_end_of_the_card(self, last):
        head = "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
        (dana,) = came_in(card("FN:Dana", head + last, version="2.1")).all(Recruiter)
        assert set(dana.note) == {"ü"}

    @pytest.mark.parametrize("text", ["", "BEGIN:VCARD\n", "hello"])
    def test_without_a_card_is_refused(self, text):
        with pytest.raises(ImportFailedError, match="no card in it"):
            report(text)

    @given(st.binary(max_size=300))
    @settings(max_examples=100)
    def test_of_any_bytes_makes_records_or_is_refused_in_words(self, data):
        with suppress(ImportFailedError):
            report(b"BEGIN:VCARD\r\nFN:x\r\n" + data + b"\r\nEND:VCARD\r\n")


class TestMatching:
    def test_knows_its_own_cards_again(self):
        told = report(out(), PEOPLE)
        assert told.counts["recruiter"].linked == 2
        assert told.counts["agency"].linked == 1
        assert [one.kind for one in told.change.put] == ["importmark"] * 3

    def test_adds_nothing_twice(self):
        after = came_in(out())
        assert report(out(), after).is_empty

    @pytest.mark.parametrize(
        "lines",
        [
            ("FN:D. Whitfield", "EMAIL:DANA@mv.example"),
            ("FN:Dana Łuczak-Whitfield", "TEL:0044 (555) 0101"),
            ("FN:dana luczak whitfield", "ORG:Marsh & Vale\\; Partners"),
        ],
    )
    def test_knows_people_by_address_number_or_name(self, lines):
        told = report(card(*lines), PEOPLE)
        assert told.counts["recruiter"].linked == 1

    def test_fills_in_what_a_record_lacks_and_changes_nothing_else(self):
        bare = Workspace.of((MARSH, replace(DANA, phone="", note="mine")))
        after = report(out(), bare).change.apply(bare)
        dana = after.get("dana")
        assert (dana.phone, dana.note, dana.agency) == (DANA.phone, "mine", "marsh")

    def test_does_not_give_somebody_with_an_employer_an_agency(self):
        here = Workspace.of((MARSH, replace(DANA, agency="", employer="Kestrel")))
        after = report(out(), here).change.apply(here)
        assert (after.get("dana").agency, after.get("dana").employer) == ("", "Kestrel")


def test_vobject_reads_what_is_written():
    read = list(vobject.readComponents(out("3").decode()))
    assert [one.fn.value for one in read] == [MARSH.name, DANA.name, LENA.name]
    assert read[1].org.value == [MARSH.name]
