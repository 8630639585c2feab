"""What the docs say of the keys is what the program does, and every page is found."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from jobsearch_tui.config import parse_config
from jobsearch_tui.ui.commands import COMMANDS, key_words
from jobsearch_tui.ui.keys import keymap_of
from jobsearch_tui.ui.own_keys import own_keys

DOCS = Path(__file__).parents[1] / "docs"
KEYS = (DOCS / "keys.md").read_text("utf-8")


def written(page: str) -> str:
    """The page of the keys as the script would write it."""
    spec = importlib.util.spec_from_file_location("make_keys", DOCS / "make_keys.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.written(page)


class TestThePageOfTheKeys:
    def test_its_tables_are_those_of_the_program(self) -> None:
        assert written(KEYS) == KEYS, "run: python docs/make_keys.py"

    @pytest.mark.parametrize("one", [*COMMANDS, *own_keys()], ids=lambda one: one.id)
    def test_every_id_stands_on_it_with_its_keys(self, one) -> None:
        keys = ", ".join(f"`{key_words(key)}`" for key in one.keys)
        rows = [line.split(" | ") for line in KEYS.splitlines() if line.startswith("|")]
        assert [row[0] for row in rows if row[-1] == f"`{one.id}` |"] == [f"| {keys}"]

    def test_its_example_is_a_keymap_without_mistakes(self) -> None:
        example = re.search(r"```toml\n(.*?)```", KEYS, re.DOTALL)
        assert example
        config = parse_config(example[1].encode())
        problems = list(config.problems)
        keymap = keymap_of(config.keys, problems)
        assert problems == []
        assert len(keymap.changed) == 4

    @pytest.mark.parametrize(
        "name",
        re.findall(r"`([^`]+)`", KEYS.partition("A key is")[2].partition("; or one of")[0]),
    )
    def test_every_name_of_a_key_on_it_is_understood(self, name: str) -> None:
        problems: list[str] = []
        keymap_of(parse_config(f"[keys]\nzoom = '{name}'".encode()).keys, problems)
        assert not any("is no key" in problem for problem in problems)


class TestTheDocs:
    def test_every_page_is_linked_from_the_first_one(self) -> None:
        first = (DOCS / "README.md").read_text("utf-8")
        pages = sorted(page.name for page in DOCS.glob("*.md") if page.name != "README.md")
        assert len(pages) > 5
        assert [page for page in pages if f"]({page})" not in first] == []

    def test_every_script_is_named_on_it(self) -> None:
        first = (DOCS / "README.md").read_text("utf-8")
        scripts = sorted(script.name for script in DOCS.glob("*.py"))
        assert [script for script in scripts if script not in first] == []
