"""What the docs show was made by the program as it is."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import jsonschema
import pytest

from jobsearch_tui import cli
from jobsearch_tui.domain.records import KINDS, PLURALS, RECORD_TYPES
from jobsearch_tui.storage.migrations import FORMAT

DOCS = Path(__file__).parents[1] / "docs"
DATA = (DOCS / "data.md").read_text("utf-8")


def script(name: str) -> ModuleType:
    """One of the programs in docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestThePageOfTheData:
    def test_its_tables_are_those_of_the_field_table(self) -> None:
        assert script("make_data").written(DATA) == DATA, "run: python docs/make_data.py"

    def test_every_table_of_the_store_is_on_it(self) -> None:
        named = set(re.findall(r"`([a-z]+)`", DATA))
        assert {PLURALS[kind] for kind in KINDS} | {"pace", "meta", "history"} <= named

    def test_it_names_the_present_format(self) -> None:
        assert f"This is format **{FORMAT}**" in DATA
        assert f"\n| {FORMAT} | " in DATA

    def test_its_example_reads_a_store_with_plain_tinydb(self, tmp_path: Path) -> None:
        store = tmp_path / "store.json"
        make_demo(store)
        before = store.read_bytes()
        example = re.search(r"```python\n(.*?)```", DATA, re.DOTALL)
        assert example
        told = subprocess.run(
            [sys.executable, "-c", example[1]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        assert "Dana Whitfield +" in told.stdout
        assert store.read_bytes() == before

    def test_every_field_of_the_page_is_in_the_file(self, tmp_path: Path) -> None:
        store = tmp_path / "store.json"
        make_demo(store)
        told = json.loads(store.read_text("utf-8"))
        sections = re.findall(r"^### `([a-z]+)`\n(.*?)(?=^###)", DATA, re.DOTALL | re.MULTILINE)
        assert len(sections) == len(KINDS) + 1
        for table, section in sections:
            names = set(re.findall(r"^\| `([a-z_]+)`", section, re.MULTILINE))
            document = next(iter(told[table].values()))
            assert names | {"id", "created", "changed"} == set(document)


class TestTheSchemaOfTheExport:
    SCHEMA = json.loads((DOCS / "store.schema.json").read_text("utf-8"))

    def errors(self, told: object) -> list[str]:
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        validator = jsonschema.Draft202012Validator(self.SCHEMA, format_checker=checker)
        return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(told)]

    def test_is_that_of_the_declarations(self) -> None:
        written = (DOCS / "store.schema.json").read_text("utf-8")
        assert script("make_schema").written() == written, "run: python docs/make_schema.py"

    def test_is_one(self) -> None:
        jsonschema.Draft202012Validator.check_schema(self.SCHEMA)

    def test_describes_every_kind_of_record_with_all_its_attributes(self) -> None:
        for kind, record in RECORD_TYPES.items():
            told = set(self.SCHEMA["$defs"][kind]["properties"])
            assert told == {attribute.name for attribute in fields(record)}

    def test_holds_of_the_demo_and_of_nothing_else(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        store = tmp_path / "store.json"
        make_demo(store)
        capsys.readouterr()
        assert cli.main(["--store", str(store), "export", "--as", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert self.errors(told) == []
        for spoilt in (
            {**told, "format": 99},
            {**told, "ads": [{"id": "a"}]},
            {**told, "ads": [{"id": "a", "role": "COO", "stage": "undreamt"}]},
            {**told, "ads": [{"id": "a", "role": "COO", "posted": "soon"}]},
            {**told, "weather": {}},
        ):
            assert len(self.errors(spoilt)) == 1

    def test_holds_of_what_this_version_does_not_know(self) -> None:
        agency = {"id": "a", "name": "Marsh", "mood": "good"}
        told = {"format": 1, "program": "jobsearch-tui", "agencies": [agency]}
        assert self.errors({**told, "others": {"weather": {"1": {}}}}) == []


def make_demo(store: Path) -> None:
    assert cli.main(["demo", "--to", str(store)]) == 0


class TestThePicture:
    def test_it_shows_the_four_panes_and_the_record(self) -> None:
        shown = words_of((DOCS / "screenshot.svg").read_text("utf-8"))
        for words in ("1 Agencies", "2 Recruiters", "3 Ads", "4 Interviews", "OVER BY 1", "+0.8"):
            assert words in shown

    def test_it_fetches_nothing(self) -> None:
        picture = (DOCS / "screenshot.svg").read_text("utf-8")
        assert re.findall(r"(?:href|src|url)\s*[=(:]\s*[\"']?http", picture) == []

    async def test_it_can_be_drawn_again_from_the_program(self) -> None:
        drawn = words_of(await script("make_screenshot").picture())
        assert "4 Interviews · 26" in drawn
        assert "Kestrel" in drawn
        assert "room for 5" in drawn

    def test_its_demo_is_always_the_same(self, tmp_path: Path) -> None:
        start = script("make_screenshot").demo_start(tmp_path)
        assert start.now() == datetime(2026, 11, 24, 19, 30, tzinfo=ZoneInfo("Europe/Paris"))
        assert len(start.session.workspace) > 400
        assert start.is_demo


def words_of(svg: str) -> str:
    """The text of a picture, with plain spaces."""
    plain = re.sub(r"<[^>]*>", "", svg)
    return plain.replace("&#160;", " ").replace("\xa0", " ")
