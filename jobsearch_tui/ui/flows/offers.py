"""Accepting an offer, and putting the search to rest when that is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from jobsearch_tui.domain.closing import closings
from jobsearch_tui.domain.offers import SPOKEN, guard, is_spoken
from jobsearch_tui.domain.records import Offer, Record
from jobsearch_tui.domain.rest import put_to_rest, rest_words, take_up
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.flows.scripts import copy_script


async def accepted(desk: Desk, offer: Offer, before: Record | None) -> Offer | None:
    """The offer to save; one that is accepted in words alone is asked about first.

    ``before`` is the record as it stood. None to go back, also after the words that ask for
    it on paper were taken.
    """
    if not is_spoken(offer, before if isinstance(before, Offer) else None):
        return offer
    answer = await desk.ask(_question(offer, is_known=offer.id in desk.workspace))
    if answer == "ask":
        await copy_script(desk, desk.workspace.get(offer.id), "offer-in-writing")
        return None
    if answer == "written":
        return replace(offer, written=True)
    return offer if answer == "words" else None


def _question(offer: Offer, *, is_known: bool) -> Choose[str]:
    ask = Option("a", "ask for it on paper first: take the words for that", "ask")
    options = [
        *([ask] if is_known else []),
        Option("n", "note that it is accepted in words", "words"),
        Option("w", "it is in writing: note that too", "written"),
        Option("b", "go back", "back"),
    ]
    title = f"{offer.title}: accepted, and not in writing?"
    start = 0 if is_known else len(options) - 1
    return Choose(title, options, question=SPOKEN, start=start)


async def rest(desk: Desk) -> None:
    """Put the search to rest when the user says so, or take it up again."""
    if desk.workspace.pace.at_rest:
        words = f"The search is taken up again.  {desk.undoes}"
        await desk.save(take_up(desk.workspace, desk.today()), words)
        return
    options = [
        Option("r", "put the search to rest", True),
        Option("b", "go back", False),
    ]
    words = "\n".join(_consequences(desk))
    question = Choose("Put the search to rest?", options, question=words, start=1)
    if await desk.ask(question):
        change = put_to_rest(desk.workspace, desk.today())
        await desk.save(
            change, f"The search is at rest; {desk.key('rest')} takes it up again.  {desk.undoes}"
        )


def _consequences(desk: Desk) -> Iterator[str]:
    workspace = desk.workspace
    archived = rest_words(put_to_rest(workspace, desk.today()))
    what = f"This archives {archived}." if archived else "There is nothing to archive."
    yield f"{what} Nothing is due until you take it up again. One step: {desk.undoes} it."
    if warning := guard(workspace):
        yield f"▲ {warning}"
    if left := len(closings(workspace, desk.now())):
        verb = "is" if left == 1 else "are"
        yield f"▲ {left} {verb} still to be told: {desk.key('offers')} lists them."
