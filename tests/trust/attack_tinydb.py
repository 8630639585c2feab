"""TinyDB's own tests, put to our storage; those that do not apply are named with their reasons.

The reasons stand in ``tests/storage/run_tinydb_suite.py``.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from tests.storage.run_tinydb_suite import download, run_suite
from tests.trust.attacks import Attack, CannotBeMadeError


def suite(tries: int, _seed: int, folder: Path) -> Iterator[str]:
    """One try for each of TinyDB's tests that applies, ``tries`` of them at most."""
    folder = folder.resolve()
    try:
        download(folder)
    except (subprocess.CalledProcessError, OSError) as error:
        raise CannotBeMadeError("TinyDB's source could not be fetched with pip.") from error
    report = folder / "report.xml"
    run_suite(folder, f"--junitxml={report}")
    # The report is our own pytest's, of tests that ran here.
    cases = ElementTree.parse(report).getroot().iter("testcase")
    applying = [case for case in cases if case.find("skipped") is None]
    for case in applying[:tries]:
        is_lost = any(case.find(name) is not None for name in ("failure", "error"))
        yield f"{case.get('classname')}.{case.get('name')} fails" if is_lost else ""


ATTACKS: Final = (
    Attack(
        "tinydb",
        "store",
        "TinyDB's own tests on our storage (5 do not apply)",
        1000,
        0,
        suite,
    ),
)
