"""Which record or kind the words of a command line mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jobsearch_tui.domain.matching import best, matches
from jobsearch_tui.domain.records import KINDS, PACE_ID, PLURALS, Interview, Record
from jobsearch_tui.domain.text import fold, one_line
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import JobsearchError, UsageError

_MOST: Final = 12  # records named in a sentence about several
_SHORTEST_PREFIX: Final = 3


class NotFoundError(JobsearchError):
    """No record, or more than one, is what was asked for."""

    title = "Not found"


def kind_called(word: str) -> str:
    """The kind of record that a word means, also in the plural. Raises UsageError."""
    wanted = fold(word).strip()
    for kind in KINDS:
        if wanted in (kind, PLURALS[kind]):
            return kind
    raise UsageError(f"“{one_line(word)[:40]}” is no kind of record; there are {', '.join(KINDS)}.")


def record_called(workspace: Workspace, text: str, seen: Workspace | None = None) -> Record:
    """The record that has this id, this name, or alone a name that these letters fit.

    Raises :class:`NotFoundError`, which lists the records that may be meant, as they stand in
    ``seen`` if that is another workspace.
    """
    found = _exactly(workspace, text)
    if not found:
        fitting = matches(text, workspace)
        found = [record for match in best(fitting) for record in (match.record, *match.namesakes)]
    return _only(found, text, seen or workspace)


def record_named(workspace: Workspace, text: str, seen: Workspace | None = None) -> Record:
    """The record that has this id, the beginning of it, or exactly this name.

    Raises :class:`NotFoundError`, as :func:`record_called`.
    """
    return _only(_exactly(workspace, text), text, seen or workspace)


def _exactly(workspace: Workspace, text: str) -> list[Record]:
    if text == PACE_ID:
        return [workspace.pace]
    wanted = fold(one_line(text))
    if not wanted:
        return []
    record = workspace.get(wanted)
    if record is not None and record.kind in KINDS:
        return [record]
    records = [record for kind in KINDS for record in workspace.of_kind(kind)]
    named = [record for record in records if fold(record.title) == wanted]
    if named or len(wanted) < _SHORTEST_PREFIX:
        return named
    return [record for record in records if record.id.startswith(wanted)]


def _only(found: Sequence[Record], text: str, seen: Workspace) -> Record:
    shown = one_line(text)[:40]
    if not found:
        raise NotFoundError(
            f"Nothing is called “{shown}”; jobsearch list KIND shows what there is."
        )
    if len(found) > 1:
        raise NotFoundError(several(shown, found, seen))
    return found[0]


def several(shown: str, found: Iterable[Record], workspace: Workspace) -> str:
    """A sentence about records that the same words mean, with their ids, a line for each."""
    records = [workspace.get(record.id) or record for record in found]
    lines = [f"  {record.id}  {described(record, workspace)}" for record in records[:_MOST]]
    if len(records) > _MOST:
        lines.append(f"  and {len(records) - _MOST} more")
    return "\n".join([f"“{shown}” fits several; give the id of one:", *lines])


def described(record: Record, workspace: Workspace) -> str:
    """A record in a few words: its title, what tells it from others of that name, its kind."""
    from jobsearch_tui.domain.quicklog_entry import addressed

    told = [addressed(record, workspace), record.kind, getattr(record, "stage", "")]
    if isinstance(record, Interview):
        told.append(f"{record.starts:%Y-%m-%d %H:%M}")
    return ", ".join(part for part in told if part)
