"""The README's commands are those that are checked, and what it names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from jobsearch_tui.domain.text import fold
from jobsearch_tui.shell.table import COMMANDS
from jobsearch_tui.ui.commands import COMMANDS as SCREEN_COMMANDS
from jobsearch_tui.ui.commands import key_words

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CHECKS = (ROOT / ".ci" / "run").read_text("utf-8")
LOCK = (ROOT / ".ci" / "requirements.lock").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def shell_lines(page: str) -> list[str]:
    """The lines of all shell blocks of a page."""
    blocks = re.findall(r"^ *```sh\n(.*?)^ *```", page, re.DOTALL | re.MULTILINE)
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


SETUPS = [line.split(" && ") for line in shell_lines(README) if "-m venv" in line]


class TestTheTwoCommands:
    def test_there_is_one_for_the_demo_and_one_for_the_tests(self) -> None:
        assert [steps[-1] for steps in SETUPS] == [
            ".venv/bin/jobsearch demo",
            ".venv/bin/pytest",
        ]

    @pytest.mark.parametrize("steps", SETUPS, ids=lambda steps: steps[-1])
    def test_each_makes_its_environment_and_installs_this_copy(self, steps: list[str]) -> None:
        assert steps[0] == "python3 -m venv .venv"
        installs = [step.removeprefix(".venv/bin/pip install -q ") for step in steps[1:-1]]
        locked = "--require-hashes -r .ci/requirements.lock"
        own = "--no-deps --no-build-isolation -e ."
        assert installs in (["."], [locked, own])

    def test_the_checks_run_what_the_readme_says_in_an_environment_of_their_own(self) -> None:
        make, *others = (step.replace(".venv", ".ci-venv") for step in SETUPS[-1])
        assert make.removeprefix("python3") in CHECKS
        lines = [line.partition(" ||")[0] for line in CHECKS.splitlines()]
        assert [line for line in lines if line in others] == others


class TestTheChecks:
    @pytest.mark.parametrize("tool", ["ruff check", "ruff format --check", "mypy", "lint-imports"])
    def test_every_tool_is_run(self, tool: str) -> None:
        assert f"check .ci-venv/bin/{tool}\n" in CHECKS

    def test_the_last_program_that_prints_is_pytest(self) -> None:
        _, _, after = CHECKS.partition("\n.ci-venv/bin/pytest\n")
        assert after
        assert "echo" not in after

    def test_they_end_with_the_newest_releases_and_run_the_lowest_before(self) -> None:
        assert "--resolution lowest-direct" in CHECKS
        assert "check .ci-venv/lowest/bin/python -m pytest" in CHECKS

    def test_they_can_be_started_directly(self) -> None:
        assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


class TestTheLock:
    def test_has_each_package_that_is_asked_for_with_its_hashes(self) -> None:
        told = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        wanted = [*told["dependencies"], *told["optional-dependencies"]["dev"]]
        locked = re.findall(r"^([a-z0-9-]+)==\S+[^\n]*\\\n    --hash", LOCK, re.MULTILINE)
        assert {re.split(r"[><=]", one)[0] for one in wanted} <= set(locked)

    def test_names_no_place_to_fetch_from(self) -> None:
        for lock in (LOCK, (ROOT / ".ci" / "tools.lock").read_text("utf-8")):
            assert "://" not in lock
            assert "index" not in lock
            assert "find-links" not in lock

    def test_is_written_anew_by_one_command(self) -> None:
        assert "bash .ci/lock" in LOCK
        assert (ROOT / ".ci" / "lock").stat().st_mode & 0o111
        assert "`bash .ci/lock`" in (ROOT / "docs" / "security.md").read_text("utf-8")


class TestWhatIsNamed:
    def test_every_command_of_the_readme_exists(self) -> None:
        names = {command.name for command in COMMANDS}
        named = {
            words[1]
            for line in shell_lines(README)
            if (words := line.split())[0] == "jobsearch" and len(words) > 1
        }
        assert named
        assert named <= names

    def test_every_key_of_the_table_is_a_key_of_the_program(self) -> None:
        of_the_table = {"j", "k", "g", "G", "Enter"}  # the panes' own
        bound = {key_words(key) for command in SCREEN_COMMANDS for key in command.keys}
        rows = re.findall(r"^\| (`.*?) \|", README, re.MULTILINE)
        keys = {key for row in rows for key in re.findall(r"`(.+?)`", row)}
        assert len(keys) > 15
        assert keys <= bound | of_the_table

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_every_link_leads_somewhere(self, page: Path) -> None:
        links = re.findall(r"\]\(([^)#:\s]+)(#[^)\s]+)?\)", page.read_text("utf-8"))
        targets = [page.parent / path for path, _ in links]
        assert [str(target) for target in targets if not target.exists()] == []

    @pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
    def test_every_link_within_a_page_leads_to_a_heading(self, page: Path) -> None:
        for path, anchor in re.findall(r"\]\(([^)#:\s]*)#([^)\s]+)\)", page.read_text("utf-8")):
            target = page.parent / path if path else page
            assert anchor in headings(target.read_text("utf-8"))


def headings(page: str) -> set[str]:
    """The anchors of a page's headings, as they are made on the web."""
    titles = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", fold(title)).replace(" ", "-") for title in titles}
