"""Records as rows of CSV that read back as they were, one table for each kind.

The first column says the kind, then come all attributes under their names. A reference stands
as the id; beside it a column ``..._name`` says whom it means, for the reader alone. What this
version does not know of a record is JSON in the column ``beyond``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

import msgspec

from jobsearch_tui.domain.arrivals import Arrival, Beyond
from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES, Record
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.domain.text import clean, one_line, visible
from jobsearch_tui.domain.workspace import EMPTY, Workspace
from jobsearch_tui.services.transfer.cells import defused, restored
from jobsearch_tui.services.transfer.sheet_dates import DMY, MDY, decided, read

KIND: Final = "kind"
BEYOND: Final = "beyond"
NAME: Final = "_name"
BOM: Final = b"\xef\xbb\xbf"
FILES: Final = {f"{plural}.csv": kind for kind, plural in PLURALS.items()}
"""The kind of each file of an export of everything."""

_REFERENCES: Final = (FieldKind.REFERENCE, FieldKind.REFERENCES)


class CellError(ValueError):
    """A cell can't be read; the text says which and why."""


def table(
    kind: str,
    workspace: Workspace,
    beyond: Callable[[str], Beyond],
    *,
    bom: bool = False,
) -> bytes:
    """All records of a kind in their order, as the bytes of a CSV file with ``\\r\\n``."""
    rows = [(record, beyond(record.id)) for record in workspace.of_kind(kind)]
    with_beyond = any(more for _, more in rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*columns(kind), *([BEYOND] if with_beyond else [])])
    for record, more in rows:
        told = _row(record, workspace)
        writer.writerow([*told, *([defused(_json(more))] if with_beyond else [])])
    text = out.getvalue().encode("utf-8", "replace")
    return BOM + text if bom else text


@cache
def columns(kind: str) -> tuple[str, ...]:
    """The header of a kind's table, without the column for what is not known."""
    named: list[str] = [KIND]
    for attribute in fields(RECORD_TYPES[kind]):
        named.append(attribute.name)
        if _kind_of(attribute.metadata) in _REFERENCES:
            named.append(attribute.name + NAME)
    return tuple(named)


def _kind_of(metadata: Mapping[Any, Any]) -> FieldKind | None:
    spec: Spec | None = metadata.get("spec")
    return spec.kind if spec else None


def _row(record: Record, workspace: Workspace) -> list[str]:
    cells = [record.kind]
    for attribute in fields(record):
        value = getattr(record, attribute.name)
        cells.append(defused(_text(value)))
        if _kind_of(attribute.metadata) in _REFERENCES:
            ids = (value,) if isinstance(value, str) else value
            titles = "; ".join(_title(workspace.get(id)) for id in ids if id)
            cells.append(defused(clean(titles)))
    return cells


def _title(record: Record | None) -> str:
    """The title that the record has once its table was read back: parts of it may be no text."""
    if record is None:
        return ""
    told = {one.name: getattr(record, one.name) for one in fields(record)}
    texts = {name: clean(value) for name, value in told.items() if type(value) is str}
    stained: dict[str, Any] = {name: text for name, text in texts.items() if text != told[name]}
    return replace(record, **stained).title if stained else record.title


def _text(value: Any) -> str:
    """A value as the text of a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return _several([_text(one) for one in value])
    told = msgspec.to_builtins(value)
    if isinstance(told, dict):  # the limit of a week
        return f"{told['week']}={told['interviews']}"
    return "" if told is None else clean(str(told))


def _several(texts: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="").writerow(texts)
    return out.getvalue() if texts else ""


def _json(more: Beyond) -> str:
    if not more:
        return ""
    return msgspec.json.encode({name: msgspec.Raw(text) for name, text in more.items()}).decode()


# --- in -----------------------------------------------------------------------------------------


def is_own(header: Sequence[str]) -> bool:
    """Whether cells head a table of this program's own making, its columns in any order."""
    names = [restored(cell).strip() for cell in header]
    return names[:1] == [KIND] and {"id", "created", "changed"} <= set(names)


def arrivals_of(
    header: Sequence[str],
    rows: Iterable[tuple[str, Sequence[str]]],
    new_id: Callable[[], str],
    now: datetime,
    workspace: Workspace = EMPTY,
) -> tuple[list[Arrival], list[tuple[str, str]]]:
    """The records of (place, cells) rows, and (place, reason) of those that can't be read.

    A row without an id is a new record, made ``now``, of the kind of the others if it tells none.
    What a table has no column for is as the record of that id in the ``workspace`` says it, or
    else as usual. Days may be written as a spreadsheet rewrites them, in the order that all of
    them prove.
    """
    names = [restored(cell).strip() for cell in header]
    every = [(place, dict(zip(names, map(restored, cells), strict=False))) for place, cells in rows]
    kind = next((told[KIND] for _, told in every if told.get(KIND)), "")
    days = _days_of(kind)
    style = decided(told.get(name, "") for _, told in every for name in days)
    found: list[Arrival] = []
    unread: list[tuple[str, str]] = []
    for place, told in every:
        try:
            whole = {**told, KIND: told.get(KIND) or kind}
            found.append(_arrival(whole, place, new_id, now, style, workspace))
        except _UNREADABLE as error:
            unread.append((place, _reason(error, told)))
    return found, unread


_UNREADABLE: Final = (
    *(msgspec.MsgspecError, ValueError, OverflowError, LookupError, RecursionError, csv.Error),
    OSError,  # a zone called America, which is a folder where zones are looked up
)


def _days_of(kind: str) -> tuple[str, ...]:
    if kind not in RECORD_TYPES:
        return ()
    every = fields(RECORD_TYPES[kind])
    return tuple(one.name for one in every if _kind_of(one.metadata) is FieldKind.DATE)


_WHERE: Final = re.compile(r"`\$\.(\w+)")


def _reason(error: Exception, told: Mapping[str, str]) -> str:
    if isinstance(error, msgspec.MsgspecError) and (found := _WHERE.search(str(error))):
        name = found[1]
        return visible(f"can't be read back: {name} is “{one_line(told.get(name, ''))[:40]}”")
    return visible(f"can't be read back ({error})")


def _arrival(
    told: Mapping[str, str],
    place: str,
    new_id: Callable[[], str],
    now: datetime,
    style: str,
    workspace: Workspace,
) -> Arrival:
    kind = told.get(KIND, "")
    if kind not in RECORD_TYPES:
        raise CellError(f"“{kind[:40]}” is no kind of record")
    here = workspace.get(told.get("id", ""))
    values: dict[str, Any] = msgspec.to_builtins(here) if here and here.kind == kind else {}
    for attribute in fields(RECORD_TYPES[kind]):
        text = told.get(attribute.name, "")
        if attribute.name not in told or (not text and not told.get("id")):
            continue
        text, here_said = clean(text), values.get(attribute.name)
        if isinstance(here_said, str) and text == clean(here_said):
            continue  # it stays as it is, whatever a table could not say of it
        if _kind_of(attribute.metadata) is FieldKind.DATE:
            text = _iso_day(text, style)
        values[attribute.name] = _value(text, attribute.default, _kind_of(attribute.metadata))
    if not values.get("id"):
        stamp = now.astimezone(UTC).isoformat()
        values |= {"id": new_id(), "created": stamp, "changed": stamp}
    record: Record = msgspec.convert(values, RECORD_TYPES[kind], strict=False)
    if record.created.tzinfo is None or record.changed.tzinfo is None:
        raise CellError("created and changed need their offset, as in 2026-12-02T10:00:00Z")
    return Arrival(record, place, _beyond(told.get(BEYOND, ""), kind))


def _iso_day(text: str, style: str) -> str:
    """A day as this program writes it, of one that a spreadsheet has rewritten."""
    if not text or _ISO.match(text):
        return text
    days = [read(text, one).day for one in ((style,) if style else (DMY, MDY))]
    if None in days or len(set(days)) > 1:
        why = "may be two days" if None not in days else "is no day"
        raise CellError(f"“{one_line(text)[:40]}” {why}; write 2026-12-02")
    return str(days[0])


_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")


def _value(text: str, default: object, kind: FieldKind | None) -> object:
    """What msgspec is to convert into the attribute's type."""
    if isinstance(default, bool):
        return {"yes": True, "no": False}.get(text.strip().lower(), text)
    if isinstance(default, tuple):
        parts = _parts(text)
        return [_limit(part) for part in parts] if kind is FieldKind.LIMITS else parts
    if default is None and not text:
        return None
    return text


def _parts(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=";"), []) if text else []


def _limit(part: str) -> dict[str, str]:
    week, _, number = part.partition("=")
    return {"week": week.strip(), "interviews": number.strip()}


def _beyond(text: str, kind: str) -> Beyond:
    """What a cell says of attributes that have no column, as this version does not know them."""
    if not text:
        return {}
    read = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    known = {attribute.name for attribute in fields(RECORD_TYPES[kind])}
    return {name: bytes(value) for name, value in read.items() if name not in known}
