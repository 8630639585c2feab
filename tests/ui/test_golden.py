"""Whole screens as text, cell for cell. ``JOBSEARCH_GOLDEN=write`` writes them anew."""

import os
from pathlib import Path

import pytest

from jobsearch_tui.ui.dialogs import form as form_module
from jobsearch_tui.ui.screens import dashboard as dashboard_module
from tests.ui.host import NARROW, WIDE, opened

FOLDER = Path(__file__).with_name("golden")


def compare(name: str, text: str) -> None:
    """Hold a screen against the one that was kept, or keep it."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("JOBSEARCH_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(dashboard_module, "REST", 0.001)
    monkeypatch.setattr(form_module, "ADVICE_AFTER", 0.001)


class TestScreens:
    async def test_narrow(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.until(lambda: "oom for 6" in shown.text)
            compare("dashboard-80x24", shown.text)
            await shown.press("2", "enter")
            compare("record-80x24", shown.text)
            await shown.press("escape", "4", "a")
            await shown.fill_in(company="Tolland Rail", starts="fri 9:30 New York")
            await shown.until(lambda: "▲" in shown.text)
            compare("interview-form-80x24", shown.text)

    async def test_wide(self, tmp_path):
        async with opened(tmp_path, WIDE) as shown:
            await shown.go_to("interview", "Kestrel, round 2")
            await shown.until(lambda: shown.dashboard.record_view.key == "kestrel")
            await shown.until(lambda: "oom for 6" in shown.text)
            compare("dashboard-120x36", shown.text)
