"""Uniting likely twins, pair by pair, until there are none or one has had enough."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from datetime import date

from jobsearch_tui.domain.dates import show_date
from jobsearch_tui.domain.matching import best, titled
from jobsearch_tui.domain.records import Record
from jobsearch_tui.domain.text import one_line, shorten
from jobsearch_tui.domain.twins import COMPARED, Twins, by_hand, likely_twins, tell_apart
from jobsearch_tui.domain.uniting import united
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.ui.dialogs.twins import Answer, TwinsDialog


async def unite(desk: Desk, record: Record | None) -> None:
    """Show likely twins side by side, those of the record first; unite them or tell them apart."""
    if not desk.is_bare("Twins are shown with"):
        return
    desk.tell("Looking for twins…")
    seen: set[frozenset[str]] = set()
    while pairs := await _pairs(desk, record, seen):
        place = f"{len(seen) + 1} of {len(seen) + len(pairs)}"
        answer = await desk.ask(TwinsDialog(pairs[0], desk.context(), place))
        if answer is None:
            desk.tell("")
            return
        seen.add(pairs[0].ids)
        await _carry_out(desk, pairs[0], answer)
    if not seen:
        desk.tell("No likely twins were found.", "good")


async def unite_with(desk: Desk, record: Record | None) -> None:
    """Ask which other record is the same as this one, and show both side by side."""
    if not desk.is_bare("Twins are shown with"):
        return
    if record is None or record.kind not in COMPARED:
        desk.tell("Choose a record first, then name the one to unite it with.", "warn")
        return
    other = await _other(desk, record)
    if other is None:
        return
    pair = by_hand(record, other)
    answer = await desk.ask(TwinsDialog(pair, desk.context(), ""))
    if answer is not None:
        await _carry_out(desk, pair, answer)


async def _other(desk: Desk, record: Record) -> Record | None:
    """The record that the user names, chosen from several of that name if need be."""

    def found(text: str) -> tuple[Record, ...]:
        fitting = titled(text, desk.workspace, among=(record.kind,))
        others = tuple(match for match in fitting if match.record.id != record.id)
        return tuple(match.record for match in best(others))

    def understand(text: str) -> str:
        if not text.strip():
            return f"the name of another {record.kind}"
        records = found(text)
        if not records:
            raise ValueError(f"no other {record.kind} is called that")
        more = f", and {len(records) - 1} more to choose from" if records[1:] else ""
        return f"→ {records[0].title}{more}"

    text = await desk.ask(
        AskLine(
            f"Unite {shorten(one_line(record.title), 40)} with",
            hint=f"the name of another {record.kind}",
            understand=understand,
        )
    )
    records = found(text or "")
    return await _chosen(desk, records) if len(records) > 1 else next(iter(records), None)


async def _chosen(desk: Desk, records: Sequence[Record]) -> Record | None:
    today = desk.today()
    options = [
        Option(str(number) if number < 10 else "", one.title, one, _made(one, today))
        for number, one in enumerate(records, 1)
    ]
    return await desk.ask(Choose("Which of them?", options))


def _made(record: Record, today: date) -> str:
    return f"made {show_date(record.created.date(), today)}"


async def _pairs(
    desk: Desk, record: Record | None, seen: Collection[frozenset[str]]
) -> list[Twins]:
    """The pairs that were not shown yet, those of the record first."""
    found = await asyncio.to_thread(likely_twins, desk.workspace)
    mine = record.id if record else ""
    return sorted(
        (twins for twins in found if twins.ids not in seen),
        key=lambda twins: mine not in twins.ids,
    )


async def _carry_out(desk: Desk, twins: Twins, answer: Answer) -> None:
    """Do what was answered, as one change; on the records as they are by now."""
    if answer.what == "later":
        desk.tell("Left as they are.")
        return
    if answer.what == "apart":
        await desk.save(tell_apart(twins, new_id(), desk.today()), f"Kept apart.  {desk.undoes}")
        return
    first, second = (desk.workspace.get(one.id) for one in (twins.first, twins.second))
    if first is None or second is None:
        desk.tell("One of the two is gone by now.", "warn")
        return
    change = united(desk.workspace, first, second, answer.choices)
    await desk.save(change, f"United: {first.title}.  {desk.undoes}")
