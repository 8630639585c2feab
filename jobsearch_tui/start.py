"""What the app is given when it is opened; the composition root makes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from jobsearch_tui.config import Config
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.paths import Paths
from jobsearch_tui.services.session import Session
from jobsearch_tui.value import dataclass

if TYPE_CHECKING:  # the screens are handed a store, they do not load its module
    from jobsearch_tui.services.letter_box import WriteLetters
    from jobsearch_tui.services.second_machine import SecondMachine
    from jobsearch_tui.storage.store import Store


@dataclass(frozen=True)
class AppStart:
    """One run of the app.

    ``now`` tells the aware time in the user's zone, also after they have changed their zone;
    ``zone`` is the one in which the app starts. ``write_letters`` writes the letters of a campaign
    into a folder. ``is_demo`` means that the store is thrown away at the end. ``problems`` are
    sentences about the configuration and about records of the store that could not be read, to be
    shown once. ``second`` is the other machine; None where there can be none, as in the demo.
    """

    session: Session
    store: Store
    config: Config
    paths: Paths
    now: Callable[[], datetime]
    zone: tzinfo
    write_letters: WriteLetters
    is_demo: bool = False
    problems: tuple[str, ...] = ()
    lifeline: Lifeline | None = None
    draft: Draft | None = None
    second: SecondMachine | None = None
