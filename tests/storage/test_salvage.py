"""Documents out of files that cannot be read as a whole."""

import json

import pytest

from jobsearch_tui.domain.records import Activity, Ad, Agency, Recruiter
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.salvage import Gap, salvaged

AGENCIES = [Agency(id=f"agency{number:04}", name=f"Agency {number}") for number in range(1, 5)]
ADS = [Ad(id=f"ad{number:08}", role=f"Role {number}") for number in range(1, 4)]
OLD = encode(Agency(id="agency0001", name="As it once was")).decode()
STEP = (
    '{"id":"s1","label":"change","at":"2026-11-24T12:00:00Z","session":"x","undone":false,'
    f'"records":{{"agency0001":["agency","0123456789abcdef",{OLD}]}}}}'
)


def table(name, records):
    lines = ",\n".join(
        f'"{number}":{encode(record).decode()}' for number, record in enumerate(records, 1)
    )
    return f'"{name}":{{\n{lines}\n}}'


FILE = (
    "{"
    + ",\n".join(
        (
            '"meta":{\n"1":{"format":1,"program":"jobsearch-tui"}\n}',
            table("agencies", AGENCIES),
            f'"history":{{\n"1":{STEP}\n}}',
            table("ads", ADS),
        )
    )
    + "}\n"
)
EVERY = ["meta 1", *(f"agencies {n}" for n in range(1, 5)), "history 1"]
EVERY += [f"ads {n}" for n in range(1, 4)]


def found(text):
    data = text if isinstance(text, bytes) else text.encode()
    return salvaged(data)


def places(salvage):
    return [f"{piece.table} {piece.number}" for piece in salvage.pieces]


class TestAWholeFile:
    def test_gives_each_document_byte_for_byte(self):
        salvage = found(FILE)
        assert places(salvage) == EVERY
        assert salvage.pieces[1].document == encode(AGENCIES[0])
        assert salvage.is_whole

    @pytest.mark.parametrize(
        "layout",
        [
            lambda told: json.dumps(told),
            lambda told: json.dumps(told, indent=2),
            lambda told: "\ufeff" + json.dumps(told, indent=1),
            lambda told: json.dumps(told, indent=2).replace("\n", "\r\n"),
        ],
    )
    def test_may_be_laid_out_in_any_way(self, layout):
        salvage = found(layout(json.loads(FILE)))
        assert places(salvage) == EVERY
        assert salvage.is_whole


class TestDamage:
    def test_to_one_document_spares_the_others(self):
        salvage = found(FILE.replace('"Agency 2","stage"', '"Agency 2,"stage"'))
        assert places(salvage) == [place for place in EVERY if place != "agencies 2"]
        (broken,) = salvage.broken
        assert (broken.table, broken.number, broken.told["id"]) == ("agencies", "2", "agency0002")
        assert broken.told["stage"] == "queued"
        assert salvage.gaps == (Gap("agencies", 1, 3),)

    @pytest.mark.parametrize(
        ("good", "bad"),
        [
            ('"3":{"id"', '"3"?{"id"'),
            ('"3":{"id"', '"3?:{"id"'),
            ('"3":{"id"', '?3":{"id"'),
            ('"agencies":{\n', '"agencies"?{\n'),
            ('"agencies":{\n', '"agenc?es":{\n'),
            ('"agencies":{\n', '"agencies":?\n'),
            ("},\n", "}?\n"),
            ("},\n", "},?"),
            ("}\n},\n", "}\n?,\n"),
        ],
    )
    def test_to_what_stands_between_them_spares_all(self, good, bad):
        salvage = found(FILE.replace(good, bad, 1))
        kept = {piece.document for piece in salvage.pieces}
        assert {encode(record) for record in (*AGENCIES, *ADS)} <= kept
        agencies = [piece.document for piece in salvage.pieces if piece.table == "agencies"]
        assert agencies == [encode(record) for record in AGENCIES]

    def test_at_the_end_leaves_what_came_before(self):
        cut = FILE.index('"Agency 4"')
        salvage = found(FILE[:cut])
        assert places(salvage) == EVERY[:4]
        assert salvage.lost_tables
        assert salvage.may_have_held("agencies", "4")
        assert salvage.may_have_held("ads", "1")
        assert not salvage.may_have_held("agencies", "2")

    def test_that_takes_a_block_leaves_both_sides(self):
        start, end = FILE.index('"Agency 2"'), FILE.index('"Agency 3"')
        salvage = found(FILE[:start] + "\0" * (end - start) + FILE[end:])
        assert [place for place in places(salvage) if place.startswith("agencies")] == [
            "agencies 1",
            "agencies 4",
        ]
        assert salvage.may_have_held("agencies", "2")
        assert salvage.may_have_held("agencies", "3")
        assert not salvage.may_have_held("agencies", "5")

    @pytest.mark.parametrize("filling", [b" ", b"\0", b"x", b"\xa4"])
    def test_that_joins_one_document_to_the_next_loses_none_after_it(self, filling):
        start = FILE.index('ge"', FILE.index('"Agency 2"'))
        end = FILE.index('3":{"id":"agency0003"')
        data = FILE.encode()
        salvage = found(data[:start] + filling * (end - start) + data[end:])
        assert places(salvage)[:4] == ["meta 1", "agencies 1", "agencies ", "agencies 4"]
        kept = [piece.document for piece in salvage.pieces]
        assert [encode(record) in kept for record in AGENCIES] == [True, False, True, True]
        assert [encode(record) in kept for record in ADS] == [True] * 3
        (broken,) = salvage.broken
        assert (broken.number, broken.told["id"]) == ("2", "agency0002")

    @pytest.mark.parametrize("name", ["history", "ads"])
    def test_that_joins_a_document_to_the_next_table_loses_none_of_that(self, name):
        end = FILE.index(f'{name}":{{\n') + 1
        start = FILE.rindex('"created"', 0, end) + 4
        salvage = found(FILE[:start] + " " * (end - start) + FILE[end:])
        assert [encode(record) in [one.document for one in salvage.pieces] for record in ADS] == [
            True,
            True,
            True,
        ]
        assert not [
            piece
            for piece in salvage.pieces
            if b"once" in piece.document and (piece.table == "agencies")
        ]

    def test_across_two_tables_leaves_a_hole_in_both(self):
        start, end = FILE.index('"Agency 4"'), FILE.index('"Role 1"')
        salvage = found(FILE[:start] + "\0\0" + FILE[end:])
        assert salvage.may_have_held("agencies", "4")
        assert salvage.may_have_held("ads", "1")
        assert not salvage.may_have_held("ads", "3")

    @pytest.mark.parametrize("letter", [b"\xe9", b"\x01", b"\n"])
    def test_to_a_letter_leaves_the_document(self, letter):
        data = FILE.encode().replace(b"Agency 2", b"Agency" + letter + b"2")
        salvage = found(data)
        assert places(salvage) == EVERY
        assert salvage.is_whole

    @pytest.mark.parametrize("data", [b"", b"\0" * 99, b"[]", b"{{{{", b'{"a":' * 2000, b"\xff"])
    def test_to_all_of_it_leaves_nothing(self, data):
        salvage = found(data)
        assert salvage.pieces == ()
        assert salvage.lost_tables
        assert salvage.may_have_held("ads", "1")


class TestTheHistory:
    def test_brings_no_record_back_as_it_once_was(self):
        damaged = FILE.replace('"label":"change"', '"label":change"')
        salvage = found(damaged)
        assert [piece for piece in salvage.pieces if b"once" in piece.document] == []
        assert encode(AGENCIES[0]) in [piece.document for piece in salvage.pieces]

    def test_may_be_followed_by_tables_whose_header_is_damaged(self):
        salvage = found(FILE.replace('"ads":{\n', '"ads":?\n'))
        assert places(salvage)[-3:] == ["ads 1", "ads 2", "ads 3"]


class TestWhatIsNoTable:
    def test_lists_of_records_are_understood(self):
        text = "[" + ",".join(encode(record).decode() for record in AGENCIES) + "]"
        assert [piece.table for piece in found(text).pieces] == ["agencies"] * 4

    def test_unknown_tables_keep_their_documents(self):
        salvage = found('{"horses":{"1":{"name":"Bucephalus"},"2":{"name":"Marengo"}}')
        assert places(salvage) == ["horses 1", "horses 2"]

    def test_a_record_is_known_by_its_fields_wherever_it_stands(self):
        entry = encode(Activity(id="log0000001", summary="a call")).decode()
        person = encode(Recruiter(id="person0001", name="Dana")).decode()
        salvage = found(f'{{"ads":{{"1":{entry},"2":{person},"3":{{"id":"x","role":"COO"}}}}')
        assert places(salvage) == ["activities 1", "recruiters 2", "recruiters 3"]
