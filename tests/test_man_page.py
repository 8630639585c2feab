"""The man page says what the help says."""

import runpy
import shutil
import subprocess
from pathlib import Path

import pytest

from jobsearch_tui.shell.table import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"


class TestTheManPage:
    def test_is_that_of_the_table(self):
        made = runpy.run_path(str(DOCS / "make_man.py"))
        assert (DOCS / "jobsearch.1").read_text("utf-8") == made["page"]()

    @pytest.mark.skipif(shutil.which("groff") is None, reason="not installed: groff")
    def test_is_read_by_groff_without_a_warning(self):
        said = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-K", "utf8", "-P-cbou", str(DOCS / "jobsearch.1")],
            capture_output=True,
            text=True,
        )
        assert said.stderr == ""
        for command in COMMANDS:
            assert f"jobsearch {command.name}" in said.stdout
