"""What is asked about an item of the daily review."""

from __future__ import annotations

from datetime import date

from jobsearch_tui.domain import review
from jobsearch_tui.domain.agenda import Item
from jobsearch_tui.domain.weeks import day_name, days_after
from jobsearch_tui.domain.when import parse_date, show_date
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.line import AskLine


async def done(desk: Desk, item: Item) -> bool:
    """Tick an item off, with what that means for its record; whether it was saved."""
    change = review.done(item, desk.workspace, desk.now(), new_id)
    return await desk.save(change, f"{item.what}: {item.done.words}.  {desk.undoes}")


async def snooze(desk: Desk, item: Item) -> bool:
    """Ask until when, and keep the item out of the queue until then; whether it is done."""
    until = await _until(desk)
    if until is None:
        return False
    try:
        change = review.snoozed(item, until, desk.workspace, desk.now(), new_id)
    except ValueError as error:  # midnight went by while it was asked
        desk.tell(str(error), "warn")
        return False
    day = review.wakes(item, until, desk.today())
    when = show_date(day, desk.today())
    words = f"Snoozed until {when}" + (", when it is due" if day < until else "")
    return await desk.save(change, f"{words}.  {desk.undoes}")


async def _until(desk: Desk) -> date | None:
    today = desk.today()
    days = ((1, "tomorrow"), (3, "in 3 days"), (7, "in a week"))
    options: list[Option[date | str]] = []
    for key, (count, words) in zip("13w", days, strict=True):
        day = days_after(today, count)
        options.append(Option(key, words, day, day_name(day)))
    options.append(Option("d", "a date", "date"))
    chosen = await desk.ask(Choose("Not now, but", options))
    return chosen if isinstance(chosen, date | None) else await _date(desk)


async def _date(desk: Desk) -> date | None:
    def understand(text: str) -> str:
        return f"→ {show_date(_still_to_come(text, desk.today()), desk.today())}"

    hint = "+2w, fri, 2 dec"
    text = await desk.ask(AskLine("Snooze until", hint=hint, understand=understand))
    return None if text is None else _still_to_come(text, desk.today())


def _still_to_come(text: str, today: date) -> date:
    """The day that is meant; ValueError, in words, for one that is not after today."""
    day = parse_date(text, today)
    if day <= today:
        raise ValueError("that is not after today: say +1d, fri or 2 dec")
    return day


async def drop(desk: Desk, item: Item) -> bool:
    """Ask why, and take the item out of the queue for good; whether it is done."""
    reason = await desk.ask(
        AskLine(
            f"Drop: {item.what}",
            hint="why? one line; the record's log keeps it",
            understand=lambda text: "→ Enter drops it" if text.strip() else _why(),
        )
    )
    if reason is None:
        return False
    change = review.dropped(item, reason, desk.workspace, desk.now(), new_id)
    return await desk.save(change, f"Dropped: {item.what}.  {desk.undoes}")


def _why() -> str:
    raise ValueError("say why, so that you know it later")
