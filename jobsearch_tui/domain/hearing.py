"""When one will hear of an interview: the attribute and the promise that it makes, kept as one.

An interview's ``hear_by`` makes a promise. Moving either date moves the other; taking the
attribute away waives the promise, since the user then says that nobody gave their word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.people import only_person
from jobsearch_tui.domain.records import Interview, Promise, Record
from jobsearch_tui.domain.workspace import Workspace

WORD: Final = "word of their decision"
"""What is promised with the day by which one will hear."""


def with_promises(workspace: Workspace, change: Change, new_id: Callable[[], str]) -> Change:
    """The change with the promises that it makes, moves or waives by ``hear_by``.

    A promise whose date it moves takes the attribute of its interview with it.
    """
    if not any(isinstance(record, (Interview, Promise)) for record in change.put):
        return change
    given = {record.id: record for record in change.before}
    after = change.apply(workspace)
    put = {record.id: record for record in change.put}
    for record in change.put:
        old = given.get(record.id) or workspace.get(record.id)
        for also in _also(after, old, record, new_id):
            put[also.id] = also
    return replace(change, put=tuple(put.values()))


def _also(
    after: Workspace, old: Record | None, new: Record, new_id: Callable[[], str]
) -> Iterator[Record]:
    if isinstance(new, Interview):
        yield from _promised(after, old, new, new_id)
    elif isinstance(new, Promise) and isinstance(old, Promise):
        yield from _heard_by(after, old, new)


def _promised(
    after: Workspace, old: Record | None, new: Interview, new_id: Callable[[], str]
) -> Iterator[Promise]:
    was = old.hear_by if isinstance(old, Interview) else None
    if was == new.hear_by:
        return
    given = next((one for one in after.promises(new.id) if _is_word(one)), None)
    if given is None:
        if new.hear_by:
            who = only_person(new, after)
            yield Promise(id=new_id(), about=new.id, what=WORD, by=new.hear_by, who=who)
    elif new.hear_by is None:
        yield replace(given, stage="waived")
    elif given.by != new.hear_by:
        yield replace(given, by=new.hear_by)


def _heard_by(after: Workspace, old: Promise, new: Promise) -> Iterator[Interview]:
    interview = after.find(Interview, new.about)
    if interview and _is_word(new) and old.by != new.by and interview.hear_by == old.by:
        yield replace(interview, hear_by=new.by)


def _is_word(promise: Promise) -> bool:
    return promise.what == WORD and promise.stage == "open"
