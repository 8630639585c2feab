"""Reading exports of this program: everything as JSON, or records as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from humanize import intcomma

from jobsearch_tui.domain.arrivals import Arrival, arrive, label_of
from jobsearch_tui.domain.changes import Luggage
from jobsearch_tui.domain.records import RECORD_TYPES
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.services.transfer.csv_records import arrivals_of
from jobsearch_tui.services.transfer.kinds import FileKind, Opened
from jobsearch_tui.services.transfer.own_exports import Returning
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.services.transfer.tables import Flaw, Rows, decode, physical_lines
from jobsearch_tui.storage import codec
from jobsearch_tui.storage.store import Store
from jobsearch_tui.storage.whole import Documents, beyond, missing, read_whole, together
from jobsearch_tui.value import dataclass

Unread = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class StoreExports:
    """Reads them beside one store: see ``services.transfer.own_exports``."""

    store: Store

    def read(self, opened: Opened, workspace: Workspace, now: datetime) -> Returning:
        """What the files would bring into the store."""
        arriving: list[Arrival] = []
        unread: list[tuple[str, str]] = []
        others: dict[str, Documents] = {}
        for source in opened.sources:
            if opened.kind is FileKind.WHOLE:
                whole = read_whole(source.data, source.label)
                arriving += whole.arrivals
                unread += whole.unread
                others = together(others, missing(self.store.contents, whole.others))
            else:
                found, missed = _rows(source, workspace, now)
                arriving += found
                unread += missed
        if opened.kind is FileKind.RECORDS:
            arriving.sort(key=lambda one: _ORDER[one.record.kind])
            arriving, unsound = _sound(arriving)
            unread += unsound
        files = tuple(source.label for source in opened.sources)
        return self._returning(files, arriving, unread, others, workspace, now)

    def _returning(
        self,
        files: tuple[str, ...],
        arriving: Sequence[Arrival],
        unread: Unread,
        others: Mapping[str, Documents],
        workspace: Workspace,
        now: datetime,
    ) -> Returning:
        more = partial(beyond, self.store.contents)
        arrivals = arrive(arriving, workspace, now, beyond=more, label="")
        change = replace(
            arrivals.change,
            label=label_of(arrivals.counts, files[0]),
            luggage=Luggage(arrivals.change.luggage.beyond, others),
        )
        numbers = {name: len(table) for name, table in others.items()}
        problems = (*arrivals.refused, *unread)
        return Returning(change, files, arrivals.counts, numbers, problems)


_ORDER: Final = {kind: number for number, kind in enumerate(RECORD_TYPES)}


def _sound(arriving: Iterable[Arrival]) -> tuple[list[Arrival], Unread]:
    """Those that can be written, and places and reasons of the others.

    What was edited by hand may say what no form takes, and one such record would keep the whole
    change from being saved.
    """
    told = [(one, codec.objection(one.record)) for one in arriving]
    unsound = [(one.place, f"can't be kept ({reason})") for one, reason in told if reason]
    return [one for one, reason in told if not reason], unsound


def _rows(source: Source, workspace: Workspace, now: datetime) -> tuple[Sequence[Arrival], Unread]:
    lines = physical_lines(decode(source.data))
    delimiter = max(",;\t", key=lines[0].count) if lines else ","
    rows = iter(Rows(lines, 0, delimiter, lines[0].count(delimiter) + 1 if lines else 1))
    header = next(rows, None)
    if header is None or isinstance(header, Flaw):
        raise ImportFailedError(f"Nothing could be imported: {source.label} is empty.")
    whole: list[tuple[str, Sequence[str]]] = []
    flaws: list[tuple[str, str]] = []
    for row in rows:
        place = f"{source.label}, line {intcomma(row.line)}"
        if isinstance(row, Flaw):
            flaws.append((place, row.reason))
        else:
            whole.append((place, row.cells))
    found, unread = arrivals_of(header.cells, whole, new_id, now, workspace)
    return found, [*flaws, *unread]
