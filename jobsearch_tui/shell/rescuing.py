"""The app on a store that cannot be read: what can be done is offered, and done when chosen."""

from __future__ import annotations

from jobsearch_tui.domain.counted import counted, records_in_words
from jobsearch_tui.errors import StoreUnreadableError
from jobsearch_tui.lifeline import Lifeline
from jobsearch_tui.shell.backing_up import dated, put_in_place
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.shell.doctor import Round, look, mend, outcome
from jobsearch_tui.storage.backups import Backups, Content
from jobsearch_tui.storage.files import shown
from jobsearch_tui.storage.findings import Sort
from jobsearch_tui.ui.rescue import Way, ask

_REPAIR, _RESTORE = "r", "b"


def rescued(desk: Desk, error: StoreUnreadableError, lifeline: Lifeline | None) -> str | None:
    """Offer what can be done about a damaged store, and do it.

    A sentence that says what was done, after which the store opens; None when the user would
    rather leave. Raises ``error`` again where nothing can be done, and StoreError.
    """
    found = look(desk)
    content = Backups(desk.paths.backups).newest_good(desk.world.clock())
    ways: list[Way] = []
    if found.about.is_repairable:
        ways.append(_repair(found))
    if content is not None:
        ways.append(_restore(desk, content))
    if not ways:
        raise error
    trouble = f"{shown(desk.paths.store)}\n{_reason(found)} It was not touched."
    config = desk.config
    chosen = ask(trouble, ways, theme=config.theme, mouse=config.mouse, lifeline=lifeline)
    if chosen == _REPAIR:
        return outcome(desk, mend(desk, found))
    if chosen == _RESTORE and content is not None:
        kept = put_in_place(desk, content, found.data or b"")
        return f"Restored the backup {dated(desk, content)}. The file as it was: {shown(kept)}"
    return None


def _reason(found: Round) -> str:
    reasons = (one.words for one in found.findings if one.sort is Sort.FILE)
    return next(reasons, "It cannot be read.")


def _repair(found: Round) -> Way:
    whole = found.about.mended
    kept, added = (whole.kept, whole.added) if whole is not None else ({}, {})
    picture = [f"A repaired store would hold {counted(kept) or 'nothing of this one'}."]
    if added:
        picture.append(f"Added from the newest good backup: {counted(added)}.")
    lost = sum(one.sort is Sort.LOST for one in found.findings)
    parts = sum(one.sort is Sort.PART for one in found.findings)
    if lost:
        picture.append(f"{records_in_words(lost)} can be neither read nor found in a backup.")
    if parts:
        picture.append(f"Rescued in part: {records_in_words(parts)}; their notes say so.")
    picture.append("The file as it is now stays beside the store, with its date.")
    total = sum(kept.values()) + sum(added.values())
    return Way(
        _REPAIR, "repair it, keeping all that can be read", records_in_words(total), tuple(picture)
    )


def _restore(desk: Desk, content: Content) -> Way:
    number = len(content.workspace)
    picture = (
        f"The backup {dated(desk, content)} would take its place, with {records_in_words(number)}.",
        "What was done since then would be lost to the store.",
        "The file as it is now stays beside the store, with its date.",
    )
    words = f"restore the backup {dated(desk, content)}"
    return Way(_RESTORE, words, records_in_words(number), picture)
