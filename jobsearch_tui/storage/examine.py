"""What is wrong with a store, found without touching anything; pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import msgspec

from jobsearch_tui.errors import StoreNewerError, StoreUnreadableError
from jobsearch_tui.storage import image, migrations
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.image import META, PROGRAM, RawTables
from jobsearch_tui.storage.json_storage import decode_tables, stands_twice
from jobsearch_tui.storage.mending import Mended, mended
from jobsearch_tui.storage.salvage import Salvage, pieces_of, salvaged
from jobsearch_tui.value import dataclass

_FILE: Final = "the file"


@dataclass(frozen=True)
class Examination:
    """What was found in the bytes of a store.

    ``mended`` is what a repair would write; None where none is possible, and ``refusal`` then says
    why. ``opens`` tells whether the program can start on the file as it is.
    """

    findings: tuple[Finding, ...]
    mended: Mended | None = None
    refusal: str = ""
    opens: bool = True

    @property
    def is_repairable(self) -> bool:
        """Whether a repair would change anything."""
        return self.mended is not None and (self.mended.is_needed or not self.opens)


def examine(
    data: bytes,
    name: str,
    copy: RawTables | None,
    new_id: Callable[[], str],
    since: str = "",
) -> Examination:
    """What is wrong with the bytes of a store, and what can be made of them.

    ``name`` is the file's as it may be shown. ``copy`` are the tables of the newest good backup,
    in the present format, and ``since`` when it was made, for the sentences.
    """
    try:
        tables = decode_tables(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _unreadable(data, copy, new_id, since)
    try:
        opened, _ = image.open_image(tables, name)
    except StoreNewerError as error:
        return _refused(_file(str(error)), str(error))
    except StoreUnreadableError as error:
        return _unopened(pieces_salvage(tables), str(error), copy, new_id, since)
    if twice := stands_twice(data):
        whole = replace(salvaged(data), gaps=(), lost_tables=False)
        found = [_twice(one) for one in twice]
        return _with(found, mended(whole, None, new_id, since), opens=False)
    found = []
    if opened.found < migrations.FORMAT:
        words = f"It has the older format {opened.found}; the first change brings it forward."
        found = [Finding(Sort.UNKNOWN, _FILE, words)]
    return _with(found, mended(pieces_salvage(opened.tables), None, new_id, since), opens=True)


def pieces_salvage(tables: RawTables) -> Salvage:
    """The documents of a file that is whole, as what was found in it."""
    return Salvage(pieces_of(tables))


def _unreadable(
    data: bytes, copy: RawTables | None, new_id: Callable[[], str], since: str
) -> Examination:
    found = salvaged(data)
    if found.pieces and _is_json(data):  # nothing was destroyed, it is another shape
        found = replace(found, gaps=(), lost_tables=False, broken=())
    return _unopened(found, what_is_wrong(data), copy, new_id, since)


def _unopened(
    salvage: Salvage, words: str, copy: RawTables | None, new_id: Callable[[], str], since: str
) -> Examination:
    """What can be made of a file on which the program cannot start."""
    newer = _newer_format(salvage)
    if newer:
        words = f"It has format {newer}; this version knows formats up to {migrations.FORMAT}."
        return _refused(_file(words), f"{words} Update jobsearch-tui first.")
    whole = mended(salvage, copy, new_id, since)
    found = [Finding(Sort.FILE, _FILE, words, "a repaired copy takes its place")]
    if not whole.kept and not whole.added:
        return _refused(
            [Finding(Sort.FILE, _FILE, words), *whole.findings],
            "No record can be found in it, and there is no good backup.",
        )
    return _with(found, whole, opens=False)


def what_is_wrong(data: bytes) -> str:
    """Why bytes are no store, in a sentence."""
    if not data:
        return "It is empty (0 bytes), as after a crash or a full disk."
    if not data.strip(b"\0"):
        return f"It holds {len(data):,} zeros and nothing else, as after a power cut."
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return f"It is damaged, or no JSON: line {error.lineno}, column {error.colno:,}."
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"It is damaged: line {line} holds a byte that is no text ({error.start + 1:,})."
    except (ValueError, RecursionError):
        return "It is JSON that cannot be read."
    return f"It is JSON, but not a store: {_shape(told)}."


def _shape(told: Any) -> str:
    if not isinstance(told, dict):
        return "not an object of tables"
    wrong = [name for name, table in told.items() if not isinstance(table, dict)]
    return f"{', '.join(map(repr, wrong[:3]))} is no table" if wrong else "no table of records"


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return True


def _newer_format(salvage: Salvage) -> int:
    """The format that the file says it has, where this program does not know it; else 0."""
    for piece in salvage.pieces:
        if piece.table != META or piece.number != "1":
            continue
        try:
            told: Any = msgspec.json.decode(piece.document)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue
        if isinstance(told, Mapping) and told.get("program", PROGRAM) == PROGRAM:
            number = told.get("format")
            if isinstance(number, int) and number > migrations.FORMAT:
                return number
    return 0


def _twice(name: str) -> Finding:
    words = f"The name of {name} stands twice in it, and only one of the two would be read."
    return Finding(Sort.TWICE, name, words, "both are kept")


def _file(words: str) -> list[Finding]:
    return [Finding(Sort.FILE, _FILE, words)]


def _refused(found: list[Finding], why: str) -> Examination:
    return Examination(tuple(found), refusal=why, opens=False)


def _with(found: list[Finding], whole: Mended, *, opens: bool) -> Examination:
    if any(finding.cure for finding in found):
        whole = replace(whole, findings=(*found, *whole.findings))
        return Examination(whole.findings, whole, opens=opens)
    return Examination((*found, *whole.findings), whole, opens=opens)
