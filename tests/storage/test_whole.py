"""Everything as one JSON text, and back without a loss."""

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.arrivals import arrive
from jobsearch_tui.domain.changes import Change, Luggage
from jobsearch_tui.domain.records import Agency
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.services.session import Session
from jobsearch_tui.storage.image import open_image
from jobsearch_tui.storage.whole import beyond, exported, missing, read_whole
from tests.ui.host import NOW, PARIS, fill, open_store

STRANGE = {
    "meta": {"1": {"format": 1, "program": "jobsearch-tui"}},
    "agencies": {
        "7": {
            "name": "Marsh",
            "id": "m",
            "mood": {"a": [1.50, "é\\"]},
            "created": "2026-01-01T00:00:00+01:00",
        },
        "9": {"id": "", "name": "damaged"},
    },
    "weather": {"1": {"rain": True}, "x": {"sun": 2}},
    "history": {"1": {"whatever": 1}},
}


def image_of(told):
    tables = {
        name: {number: msgspec.Raw(json.dumps(one).encode()) for number, one in table.items()}
        for name, table in told.items()
    }
    return open_image(tables, "x.json")[0]


def take_in(store, data):
    """Import a text into a store as the command does; what became of it."""
    whole = read_whole(data, "x.json")
    found = arrive(
        whole.arrivals,
        store.workspace,
        NOW,
        beyond=partial(beyond, store.contents),
        label="import",
    )
    others = missing(store.contents, whole.others)
    change = replace(found.change, luggage=Luggage(found.change.luggage.beyond, others))
    return Session(store, lambda: NOW).take_in(change)


def store_at(path: Path, name="sitting"):
    return open_store(path, name)


class TestTheText:
    def test_brings_an_empty_store_to_the_same_text(self, tmp_path):
        fill(tmp_path / "a.json", demo_records(NOW, PARIS))
        data = exported(store_at(tmp_path / "a.json").contents)
        other = store_at(tmp_path / "b.json")
        take_in(other, data)
        assert exported(other.contents) == data
        assert exported(store_at(tmp_path / "b.json").contents) == data

    def test_changes_nothing_in_the_store_that_it_came_from(self, tmp_path):
        fill(tmp_path / "a.json", demo_records(NOW, PARIS))
        store = store_at(tmp_path / "a.json")
        before = (tmp_path / "a.json").read_bytes()
        take_in(store, exported(store.contents))
        assert (tmp_path / "a.json").read_bytes() == before

    def test_holds_what_this_version_does_not_know(self, tmp_path):
        data = exported(image_of(STRANGE))
        told = json.loads(data)
        assert told["agencies"][0]["mood"] == {"a": [1.5, "é\\"]}
        assert told["others"] == {
            "agencies": {"9": {"id": "", "name": "damaged"}},
            "weather": {"1": {"rain": True}, "x": {"sun": 2}},
        }
        assert b"1.5" in data
        store = store_at(tmp_path / "b.json")
        take_in(store, data)
        again = exported(store_at(tmp_path / "b.json").contents)
        assert json.loads(again) == {**told, "others": json.loads(again)["others"]}
        assert json.loads(again)["others"]["weather"] == told["others"]["weather"]
        assert list(json.loads(again)["others"]["agencies"].values()) == [
            {"id": "", "name": "damaged"}
        ]

    def test_comes_in_once_with_what_is_not_known(self, tmp_path):
        data = exported(image_of(STRANGE))
        store = store_at(tmp_path / "b.json")
        take_in(store, data)
        before = (tmp_path / "b.json").read_bytes()
        take_in(store, data)
        assert (tmp_path / "b.json").read_bytes() == before

    def test_is_one_step_to_undo_and_redo_with_what_is_not_known(self, tmp_path):
        store = store_at(tmp_path / "b.json")
        take_in(store, exported(image_of(STRANGE)))
        store.undo()
        assert not store.workspace.of_kind("agency")
        store.redo()
        assert json.loads(beyond(store.contents, "m")["mood"]) == {"a": [1.5, "é\\"]}

    @given(st.dictionaries(st.text(min_size=1), st.none() | st.integers() | st.text(), max_size=4))
    @settings(max_examples=30)
    def test_keeps_any_attribute_that_is_not_known(self, more):
        unknown = {f"x{name}": value for name, value in more.items()}
        told = {**STRANGE, "agencies": {"1": {"id": "m", "name": "Marsh", **unknown}}}
        try:
            data = exported(image_of(told))
        except msgspec.MsgspecError:
            return
        (arrival,) = read_whole(data, "x").arrivals
        assert {name: json.loads(text) for name, text in arrival.beyond.items()} == unknown


class TestWhatElseIsRead:
    def test_a_file_of_a_store_and_a_backup(self, tmp_path):
        fill(tmp_path / "a.json", demo_records(NOW, PARIS))
        data = (tmp_path / "a.json").read_bytes()
        text = exported(store_at(tmp_path / "a.json").contents)
        assert read_whole(data, "x").arrivals == read_whole(text, "x").arrivals

    def test_a_store_of_an_older_format(self):
        data = Path("tests/data/format-0.json").read_bytes()
        assert "VP Operations" in {
            one.record.title.partition(",")[0] for one in read_whole(data, "x").arrivals
        }

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"{", "is not the JSON of jobsearch export"),
            (b"[]", "is not the JSON of jobsearch export"),
            (b"{}", "holds no job search"),
            (b'{"program":"other","format":1}', 'does not say "program"'),
            (b'{"program":"jobsearch-tui","format":99}', "has format 99"),
            (b'{"program":"jobsearch-tui"}', "has format 0"),
            (b'{"a":1}', "is not the JSON"),
            (b'{"program":"jobsearch-tui","format":1,"ads":{}}', "is not the JSON"),
            (b'{"meta":{"1":{"format":99}}}', "format 99"),
            (b'{"meta":{"1":{"program":"x"}}}', "holds no job search"),
            (b"\xff", "is not the JSON"),
        ],
    )
    def test_nothing_else(self, data, words):
        with pytest.raises(ImportFailedError, match=words):
            read_whole(data, "x.json")

    def test_a_record_that_is_none_is_told_with_its_place(self):
        data = b'{"program":"jobsearch-tui","format":1,"ads":[{"id":"a","role":"COO"},{"id":5}]}'
        whole = read_whole(data, "x")
        assert [one.record.id for one in whole.arrivals] == ["a"]
        ((place, _reason),) = whole.unread
        assert place == "ads, record 2"

    def test_a_record_among_what_is_none_is_taken_for_one(self):
        others = {"recruiters": {"abc": {"id": "q", "name": "Dana", "mood": 1}, "2": {"id": ""}}}
        text = {"program": "jobsearch-tui", "format": 1, "others": others}
        whole = read_whole(json.dumps(text).encode(), "x")
        (arrival,) = whole.arrivals
        assert (arrival.record.id, arrival.place) == ("q", "others, recruiters, abc")
        assert arrival.beyond == {"mood": b"1"}
        assert whole.others == {"recruiters": {"2": b'{"id":""}'}}


class TestTakingIn:
    def test_refuses_a_record_among_what_is_none_whose_id_is_taken(self, tmp_path):
        store = store_at(tmp_path / "b.json")
        Session(store, lambda: NOW).take_in(Change("x", put=(Agency(id="m", name="Marsh"),)))
        others = {"ads": {"1": {"id": "m", "role": "COO"}}}
        text = {"program": "jobsearch-tui", "format": 1, "others": others}
        take_in(store, json.dumps(text).encode())
        again = store_at(tmp_path / "b.json")
        assert [one.kind for one in again.workspace] == ["agency"]
        assert again.contents.problems == ()

    def test_what_is_not_known_never_says_what_is(self, tmp_path):
        store = store_at(tmp_path / "b.json")
        record = Agency(id="m", name="Marsh", created=NOW, changed=NOW)
        luggage = Luggage({"m": {"id": b'"dana"', "name": b"5", "mood": b"1"}})
        Session(store, lambda: NOW).take_in(Change("import", put=(record,), luggage=luggage))
        again = store_at(tmp_path / "b.json")
        assert list(again.workspace) == [record]
        assert beyond(again.contents, "m") == {"mood": b"1"}

    def test_keeps_the_stamps_and_makes_no_entries(self, tmp_path):
        store = store_at(tmp_path / "b.json")
        record = Agency(id="m", name="Marsh", stage="active", created=NOW, changed=NOW)
        session = Session(store, lambda: NOW.replace(year=2030))
        session.take_in(Change("import", put=(record,)))
        session.take_in(Change("import", put=(replace(record, stage="closed"),)))
        assert list(store.workspace) == [replace(record, stage="closed")]
        assert session.take_in(Change("nothing")).is_saved

    def test_gives_a_document_another_number_where_its_own_is_taken(self, tmp_path):
        store = store_at(tmp_path / "b.json")
        session = Session(store, lambda: NOW)
        for rain in (b"1", b"2"):
            luggage = Luggage(tables={"weather": {"1": b'{"rain":' + rain + b"}"}})
            session.take_in(Change("import", luggage=luggage))
        told = json.loads((tmp_path / "b.json").read_text())
        assert told["weather"] == {"1": {"rain": 1}, "2": {"rain": 2}}
