"""Where the letters of a campaign go, and what writes them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from jobsearch_tui.value import dataclass


class WriteLetters(Protocol):
    """Writes (file name, text) pairs into a folder: all of them or none."""

    def __call__(self, folder: Path, letters: Sequence[tuple[str, str]]) -> tuple[Path, ...]:
        """The files in the same order. Raises NotSavedError, and then none is there."""


@dataclass(frozen=True)
class LetterBox:
    """A folder for letters, with what writes into it.

    ``answers`` keeps what the user was asked for one batch, to be offered at the next one.
    """

    folder: Path
    write: WriteLetters
    answers: dict[str, str] = field(default_factory=dict)

    def folder_of(self, campaign: str, now: datetime) -> Path:
        """The folder of one day's letters of a campaign: ``letters/2026-11-24-end-run``."""
        return self.folder / f"{now:%Y-%m-%d}-{campaign.replace(' ', '-')}"
