"""What the app is given when it is opened; the composition root makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from jobsearch_tui.config import Config
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.masking import Mask
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.paths import Paths
from jobsearch_tui.services.column_memory import ColumnMemory, SittingMemory
from jobsearch_tui.services.session import Session
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:  # the screens are handed a store, they do not load its module
    from jobsearch_tui.services.calendar_box import CalendarBox
    from jobsearch_tui.services.copies import Copies
    from jobsearch_tui.services.letter_box import WriteLetters
    from jobsearch_tui.services.second_machine import SecondMachine
    from jobsearch_tui.services.transfer.own_exports import OwnExports
    from jobsearch_tui.storage.store import Store


@dataclass(frozen=True)
class AppStart:
    """One run of the app.

    ``now`` tells the aware time in the user's zone, also after they have changed their zone;
    ``zone`` is the one in which the app starts. ``write_letters`` writes the letters of a campaign
    into a folder, ``calendars`` writes interviews for calendar programs, ``columns`` remembers what
    the columns of spreadsheets are. ``copies`` are the backups of the store; None where none are
    kept. ``second`` is the other machine; None where there can be none, as in the demo. ``exports``
    reads what this program exported. ``is_demo`` means that the store is thrown away at the end,
    ``is_ascii`` that the terminal shows nothing but ASCII. ``problems`` are sentences about the
    configuration and about records of the store that could not be read, to be shown once.
    ``postpone`` leaves the draft to the next start, and may raise NotSavedError.
    """

    session: Session
    store: Store
    config: Config
    paths: Paths
    now: Callable[[], datetime]
    zone: tzinfo
    write_letters: WriteLetters
    calendars: CalendarBox
    is_demo: bool = False
    is_ascii: bool = False
    problems: tuple[str, ...] = ()
    lifeline: Lifeline | None = None
    postpone: Callable[[], None] = lambda: None
    draft: Draft | None = None
    mask: Mask = field(default_factory=Mask)
    copies: Copies | None = None
    columns: ColumnMemory = field(default_factory=SittingMemory)
    second: SecondMachine | None = None
    exports: OwnExports | None = None
