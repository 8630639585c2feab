"""Programs that are ended in the middle of a change: killed at any moment, and at each call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.trust.attacks import Attack
from tests.trust.programs import told_by


def killed_writers(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """One writer after the other, killed with SIGKILL after a random delay."""
    return told_by("writer_program", "killed", folder, tries, seed)


def faulty_calls(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Each call of one change fails, once or for good, or is the last of its process."""
    return told_by("call_program", folder, tries, seed)


ATTACKS: Final = (
    Attack(
        "kill",
        "store",
        "a writer killed (SIGKILL) at a random moment",
        1000,
        25,
        killed_writers,
    ),
    Attack(
        "calls",
        "store",
        "each system call of one change fails, or is the last (all of them)",
        10_000,
        40,
        faulty_calls,
    ),
)
