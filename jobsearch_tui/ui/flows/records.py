"""Adding, editing, moving on and deleting records."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from jobsearch_tui.domain.advice import caution
from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.fields import FieldError, field_named, parse, show
from jobsearch_tui.domain.offers import is_spoken
from jobsearch_tui.domain.people import bearer, only_person
from jobsearch_tui.domain.records import KINDS, RECORD_TYPES, Interview, Offer, Promise, Record
from jobsearch_tui.domain.stages import stages_of, unusual
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.form import RecordForm
from jobsearch_tui.ui.dialogs.line import AskLine
from jobsearch_tui.ui.flows.clashes import Others
from jobsearch_tui.ui.flows.end_runs import when_turned_down
from jobsearch_tui.ui.flows.interviews import Confirmed, advise, confirmed
from jobsearch_tui.ui.flows.offers import accepted
from jobsearch_tui.ui.flows.settling import settle

Texts = Mapping[str, str]

_LETTERS = {
    "agency": "g",
    "recruiter": "r",
    "search": "s",
    "ad": "a",
    "target": "t",
    "interview": "i",
    "promise": "p",
    "assignment": "w",
    "offer": "o",
    "activity": "l",
}


async def add(desk: Desk, kind: str, about: Record | None = None) -> str:
    """Fill in and save a new record, linked to ``about`` where that makes sense; its id."""
    return await fill_in(desk, fresh(desk, kind, about), is_new=True)


async def add_other(desk: Desk, about: Record | None) -> str:
    """Ask for the kind, then add a record of it; its id."""
    options = [Option(_LETTERS[kind], kind, kind) for kind in KINDS]
    kind = await desk.ask(Choose("Add what?", options))
    return await add(desk, kind, about) if kind else ""


def fresh(desk: Desk, kind: str, about: Record | None) -> Record:
    """An empty record of a kind, with the references to ``about`` filled in."""
    record = RECORD_TYPES[kind](id=new_id())
    if kind == "activity":
        record = replace(record, at=desk.now())  # type: ignore[call-arg]
    if about is None:
        return record
    values: dict[str, object] = {}
    for name in _linking(kind, about.kind):
        several = isinstance(getattr(record, name), tuple)
        values[name] = (about.id,) if several else about.id
    return replace(record, **values)  # type: ignore[arg-type]


def _linking(kind: str, about: str) -> Sequence[str]:
    """The attribute of a kind that may refer to the other kind, if any."""
    attributes = RECORD_TYPES[kind].__dataclass_fields__.items()
    specs = ((name, attribute.metadata.get("spec")) for name, attribute in attributes)
    return [name for name, spec in specs if spec and about in spec.refers][:1]


async def edit(desk: Desk, record: Record, texts: Texts | None = None, *, focus: str = "") -> None:
    """Change a record in the form, beginning with ``texts`` and at the field ``focus``."""
    await fill_in(desk, record, is_new=False, texts=texts, focus=focus)


async def fill_in(
    desk: Desk,
    record: Record,
    *,
    is_new: bool,
    texts: Texts | None = None,
    focus: str = "",
) -> str:
    """Show the form and save what it gives; the record's id, or the empty text."""
    if not desk.is_bare("Forms show and take"):
        return ""
    outcome = Confirmed()
    others = None if is_new else Others.than(desk, record)
    saved = await desk.ask(
        RecordForm(
            record,
            context=desk.context,
            is_new=is_new,
            new_id=new_id,
            texts=texts,
            advise=lambda typed: advise(desk, typed),
            confirm=_confirm(desk, outcome, others),
            note=_noting(desk, record, is_new),
            focus=focus,
        )
    )
    if saved is None:
        return ""
    verb = "add" if is_new else "edit"
    change = Change(
        f"{verb} {saved.record.kind} {saved.record.title}",
        put=(*saved.also, saved.record, *outcome.also, *(others.notes if others else ())),
        before=(others.before,) if others else (),
    )
    words = (
        f"Saved: {saved.record.title}{others.words}" if others else f"Added: {saved.record.title}"
    )
    also = "  C calendar file" if isinstance(saved.record, Interview) else ""
    await desk.save(change, f"{words}.  {desk.undoes}{also}", desk.drafts.newest)
    if is_new:
        await settle(desk, change)
    await when_turned_down(desk, change)
    return saved.record.id


def _confirm(
    desk: Desk, outcome: Confirmed, others: Others | None
) -> Callable[[Record], Awaitable[Record | None]]:
    async def confirm(typed: Record) -> Record | None:
        record = await others.met(typed) if others else typed
        if isinstance(record, Interview):
            return await confirmed(desk, record, outcome)
        if isinstance(record, Offer):
            return await accepted(desk, record, others.before if others else None)
        return record

    return confirm


def _noting(desk: Desk, record: Record, is_new: bool) -> Callable[[Texts | None], None]:
    named = "" if is_new else record.id

    def note(texts: Texts | None) -> None:
        kind, now = f"form:{record.kind}", desk.now()
        desk.drafts.note(None if texts is None else Draft(kind, named, dict(texts), now))

    return note


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


async def stage(desk: Desk, record: Record) -> None:
    """Move a record to another stage; an unusual move is said to be so, and made."""
    present = getattr(record, "stage", "")
    stages = stages_of(record.kind)
    if not stages:
        desk.tell(f"{_one(record.kind).capitalize()} has no stage.", "warn")
        return
    options = [
        Option(str(number), name, name, _stage_remark(record, present, name))
        for number, name in enumerate(stages, 1)
    ]
    start = stages.index(present) if present in stages else 0
    chosen = await desk.ask(Choose(f"{record.title}: which stage?", options, start=start))
    is_same = chosen == present
    if not chosen or (is_same and not _is_spoken(record)):
        return
    moved: Record | None = replace(record, stage=chosen)  # type: ignore[call-arg]
    if isinstance(moved, Offer):
        moved = await accepted(desk, moved, None if is_same else record)
    if moved is None or moved == record:
        return
    warning = unusual(record.kind, present, chosen)
    what = "in writing" if is_same else f"{present} → {chosen}"
    change = Change(f"{record.title}: {what}", put=(moved,), before=(record,))
    if not await begun_all_the_same(desk, record, moved):
        return
    words = f"{record.title} is {chosen}{_next_after(moved)}  {desk.undoes}"
    await desk.save(change, f"{words}   ({warning})" if warning else words)
    await when_turned_down(desk, change)


async def begun_all_the_same(desk: Desk, before: Record, after: Record) -> bool:
    """Whether to go on with a first contact; asked only where something speaks against it."""
    words = caution(desk.workspace, desk.now(), before, after)
    if not words:
        return True
    options = [Option("g", "go on all the same", True), Option("n", "not now", False)]
    question = Choose(f"{before.title}: is there room?", options, question=f"▲ {words}", start=1)
    goes_on = await desk.ask(question)
    return bool(goes_on)


def _is_spoken(record: Record) -> bool:
    """Whether to be asked again about an offer that is accepted in words."""
    return isinstance(record, Offer) and is_spoken(record)


def _next_after(record: Record) -> str:
    if isinstance(record, Offer) and record.stage == "accepted" and record.written:
        return ".  o whom to tell"
    return "."


def _stage_remark(record: Record, present: str, name: str) -> str:
    if name == present:
        return "now"
    return "unusual from here" if unusual(record.kind, present, name) else ""


async def delete(desk: Desk, record: Record) -> None:
    """Delete a record and what cannot be without it."""
    workspace = desk.workspace
    change = removal(workspace, [record.id], f"delete {record.kind} {record.title}")
    others = len(change.remove) - 1
    also = f" and {others} {'entry' if others == 1 else 'entries'} about it" if others else ""
    await desk.save(change, f"Deleted {record.title}{also}.  {desk.key('undo')} brings it back")


async def follow_up(desk: Desk, record: Record) -> None:
    """Pin the date of the next contact, or leave it to the cadence."""
    if not hasattr(record, "follow_up"):
        desk.tell(f"{_one(record.kind).capitalize()} has no follow-up.", "warn")
        return
    field = field_named(record.kind, "follow_up")

    def understand(text: str) -> str:
        value = parse(field, text, desk.context())
        if value is None:
            return "no date: by the cadence"
        return f"→ {show(field, value, desk.context())}"

    text = await desk.ask(
        AskLine(
            f"Follow up {record.title}",
            hint="+3d, fri, 2 dec; empty: by the cadence",
            understand=understand,
        )
    )
    if text is None:
        return
    try:
        value = parse(field, text, desk.context())
    except FieldError as error:
        desk.tell(str(error), "bad")
        return
    pinned = replace(record, follow_up=value)  # type: ignore[call-arg]
    change = Change(f"follow-up of {record.title}", put=(pinned,), before=(record,))
    said = f"on {show(field, value, desk.context())}" if value else "by the cadence"
    await desk.save(change, f"Follow up {record.title} {said}.  {desk.undoes}")


async def promise(desk: Desk, record: Record) -> None:
    """Note what somebody promised about a record, or about what the record belongs to."""
    about = bearer(record, desk.workspace)
    if about is None:
        desk.tell(f"A promise can't be about {_one(record.kind)}.", "warn")
        return
    who = getattr(about, "people", "") or only_person(about, desk.workspace)
    await fill_in(desk, Promise(id=new_id(), about=about.id, who=who), is_new=True)


async def edit_pace(desk: Desk) -> None:
    """Change the weekly capacity and what else the pace record holds."""
    await fill_in(desk, desk.workspace.pace, is_new=False)


async def look_back(desk: Desk, interview: Interview) -> None:
    """Mark a past interview as held where that is still open, then ask how it went."""
    if interview.stage == "scheduled" and interview.starts > desk.now():
        desk.tell("It is still to come: look back when it was held.", "warn")
        return
    texts = {"stage": "held"} if interview.stage == "scheduled" else {}
    await edit(desk, interview, texts, focus="rating")
