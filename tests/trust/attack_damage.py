"""The store's file, damaged in every way that a disk or an editor can.

For each try: nothing but a repair that was told to ever writes, a damaged file is told of in a
sentence, ``doctor`` never fails, and what a repair writes opens and holds each record whose own
bytes the damage spared. Which these are is found without the code that is attacked.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import RECORD_TYPES, Agency
from jobsearch_tui.errors import StoreError, StoreNewerError
from jobsearch_tui.storage.codec import TABLES
from tests.trust.attacks import Attack
from tests.trust.damaged_stores import (
    SENTENCE,
    Commands,
    Said,
    lines,
    losses,
    plain,
    sound,
    tables,
)


def ordeal(folder: Path, data: bytes, intact: list[str], *, may_refuse: bool = False) -> str:
    """Put the bytes in a store's place and do to them what a user would; what was lost."""
    commands = Commands(folder)
    commands.store.write_bytes(data)
    for old in folder.glob("*.damaged-*"):
        old.unlink()
    opened = _open(commands)
    if opened and not SENTENCE.fullmatch(opened):
        return f"what is said is no sentence: {opened!r}"
    if commands.store.read_bytes() != data:
        return "opening it wrote to it"
    looked = commands("doctor", "--json")
    if looked.is_fault or looked.status not in (0, 1):
        return f"doctor failed: {looked.err}"
    if commands.store.read_bytes() != data:
        return "doctor wrote to it"
    found = json.loads(looked.out)
    if found["opens"] == bool(opened):
        return f"doctor and the program do not agree on whether it opens: {opened}"
    if found["repairable"]:
        if lost := _repair(commands, data):
            return lost
    elif opened:
        return "" if may_refuse or not intact else "no repair was offered"
    try:
        store = commands.open()
    except StoreError as error:
        return f"after the repair: {error}"
    if store.problems and found["repairable"]:
        return f"after the repair: {store.problems[0]}"
    return losses(intact, store.workspace) or _takes_changes(commands)


def _open(commands: Commands) -> str:
    """Open the store and try to change it, unless it opens; the sentence that refuses."""
    try:
        commands.open()
    except StoreError as error:
        said = commands("add", "agency", "name=New")
        return str(error) if said.status == 1 and not said.is_fault else f"\n{said.err}"
    return ""


def _repair(commands: Commands, data: bytes) -> str:
    said: Said = commands("doctor", "--repair", "--yes", "--json")
    if said.status != 0:
        return f"the repair failed: {said.err}"
    told = json.loads(said.out)
    kept = told["old_file"]
    if kept is None:  # it was about something else, such as permissions
        return "" if commands.store.read_bytes() == data else "the old file is gone"
    return "" if Path(kept).read_bytes() == data else "the old file is not as it was"


def _takes_changes(commands: Commands) -> str:
    store = commands.open()
    store.commit(Change("add", put=(Agency(id="after2all2", name="After all"),)))
    return "" if "after2all2" in commands.open().workspace else "it takes no change"


# --- bytes ---------------------------------------------------------------------------------------


def truncated(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The file ends early, at as many places as there are tries, spread over all of it."""
    data = sound()
    for number in range(tries):
        cut = (number * len(data)) // tries + (random.Random(seed + number).randrange(3))
        cut = min(cut, len(data))
        intact = [line.id for line in lines() if line.end <= cut]
        lost = ordeal(folder, data[:cut], intact)
        yield f"cut at {cut}: {lost}" if lost else ""


def flipped(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """One byte becomes another, or one bit of it."""
    drawn = random.Random(seed)
    for _ in range(tries):
        data = bytearray(sound())
        at = drawn.randrange(len(data))
        data[at] = drawn.choice((data[at] ^ (1 << drawn.randrange(8)), drawn.randrange(256)))
        intact = [line.id for line in lines() if not line.start <= at < line.end]
        in_meta = at < lines()[0].start  # where it may say that it is of a newer format
        lost = ordeal(folder, bytes(data), intact, may_refuse=in_meta)
        yield f"byte {at} is {data[at]}: {lost}" if lost else ""


def torn(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A block of the file is zeros, or other bytes, or missing, as after a power cut.

    Some are aimed: they end within the number of a record or the name of a table, so that the
    broken record before it goes on with what follows as if that were a part of it.
    """
    drawn = random.Random(seed)
    for _ in range(tries):
        data = sound()
        start, end = _aimed(data, drawn) if drawn.randrange(4) == 0 else _block(data, drawn)
        size = end - start
        filling = drawn.choice((bytes(size), drawn.randbytes(size), b" " * size, b""))
        intact = [line.id for line in lines() if line.end <= start or line.start >= end]
        in_meta = start < lines()[0].start
        lost = ordeal(folder, data[:start] + filling + data[end:], intact, may_refuse=in_meta)
        yield f"{size} bytes from {start} are {filling[:4]!r}: {lost}" if lost else ""


def _block(data: bytes, drawn: random.Random) -> tuple[int, int]:
    size = drawn.choice((1, 16, 100, 512, 4096))
    start = drawn.randrange(len(data) - size)
    return start, start + size


def _aimed(data: bytes, drawn: random.Random) -> tuple[int, int]:
    keys = [found.start(1) for found in re.finditer(rb'\n"([0-9]+":\{"id"|[a-z]+":\{\n)', data)]
    end = drawn.choice(keys[1:])
    return end - drawn.choice((16, 40, 100, 512)), end


# --- files that are no store ---------------------------------------------------------------------

SHAPES: tuple[bytes, ...] = (
    *(b"", b"\0" * 4096, b" \n", b"\xff\xfe{\0}\0", b"not JSON at all", b"%PDF-1.7\n%\xe2\xe3"),
    *(b"null", b"true", b"[]", b"{}", b'"text"', b"12", b"[{}]", b'{"ads":[]}', b'{"ads":7}'),
    *(b'{"ads":{"1":7}}', b'{"ads":{"1":null,"2":[]}}', b'{"meta":{"1":{"format":1}}}'),
    *(b'{"meta":{"1":{"format":99,"program":"jobsearch-tui"}},"ads":{}}', b'{"meta":7}'),
    *(b'{"meta":{"1":{"format":1,"program":"shop"}},"ads":{"1":{"price":3}}}', b"<html></html>"),
    *(b'{"ads":{"1":' + b"[" * 100_000, b"{" * 100_000, b'{"a":' * 50_000, b'"' * 100_000),
    *(b'{"ads":{"1":{"id":NaN}}}', b'{"ads":{"1":{"id":"a","salary_low":1e999}}}'),
    *(b'{"ads":{"1":{"id":"\\ud800"}}}', b'{"ads":{"1":{"id":"a","role":"\xff"}}}'),
)
"""What may lie in a store's place and hold none of its records."""


def other_shapes(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Something else lies where the store should be."""
    for data in islice(cycle(SHAPES), tries):
        lost = ordeal(folder, data, [])
        yield f"{data[:40]!r}: {lost}" if lost else ""


def newer(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A later version of the program wrote it: it is refused, whole or damaged, never mended."""
    drawn = random.Random(seed)
    for _ in range(tries):
        data = sound().replace(b'"format":1', f'"format":{drawn.randrange(2, 99)}'.encode(), 1)
        if drawn.randrange(2):
            data = data[: drawn.randrange(200, len(data))]
        commands = Commands(folder)
        commands.store.write_bytes(data)
        told = ""
        try:
            commands.open()
            told = "it was opened"
        except StoreNewerError:
            pass
        except StoreError as error:
            told = "" if len(data) < len(sound()) else str(error)
        said = commands("doctor", "--repair", "--yes")
        if said.status != 1 or said.is_fault:
            told = f"doctor ended with {said.status}: {said.err}"
        yield told or ("" if commands.store.read_bytes() == data else "it was written to")


# --- hand edits ----------------------------------------------------------------------------------


def _pretty(told: Any) -> bytes:
    return json.dumps(told, indent=2, ensure_ascii=False).encode()


LAYOUTS: tuple[Callable[[Any], bytes], ...] = (
    lambda told: json.dumps(told).encode(),
    lambda told: json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode(),
    _pretty,
    lambda told: json.dumps(told, indent="\t", sort_keys=True).encode(),
    lambda told: b"\xef\xbb\xbf" + _pretty(told),
    lambda told: _pretty(told).replace(b"\n", b"\r\n"),
    lambda told: b"\n\n  " + _pretty(dict(reversed(told.items()))) + b"\n\n",
)
MISTAKES: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data,
    lambda data: data.rstrip()[:-1],  # the last brace
    lambda data: data.replace(b"{", b"{,", 1),
    lambda data: data.rstrip() + b"}",
    lambda data: b"// my search\n" + data,
    lambda data: data.replace(b"}", b"},", 1),
    lambda data: data.replace(b":", b"=", 1),
)


def hand_edits(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """An editor laid it out anew, and sometimes a comma or a brace too many came in."""
    drawn = random.Random(seed)
    every = [line.id for line in lines()]
    for number in range(tries):
        layout, mistake = LAYOUTS[number % len(LAYOUTS)], drawn.choice(MISTAKES)
        told = tables()
        for name in list(told):
            if drawn.randrange(2):
                told[name] = dict(drawn.sample(list(told[name].items()), len(told[name])))
        data = mistake(layout(told))
        lost = ordeal(folder, data, every)
        yield f"layout {number % len(LAYOUTS)}, {data[:20]!r}: {lost}" if lost else ""


# --- values --------------------------------------------------------------------------------------

WRONG: tuple[Any, ...] = (
    *(None, True, 0, -1, 3.5, 10**30, "", "no such word", "\ufffe", "\x1b]52;c;x\x07", [], {}),
    *("0000-00-00", "99999-01-01", "9999-12-31T23:59:59Z", "0001-01-01", "2026-02-30"),
    *(["a", 1], {"id": "x"}, "x" * 5000, "2026-11-24T10:00:00", 10**9, [[]], "7", "Mars/Base"),
)
COMMANDS = (("today",), ("pace",), ("list", "interview"), ("list", "activity", "--sort", "at"))


def wrong_values(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Values of the wrong type, ids that stand twice or nowhere, references to nothing, more."""
    drawn = random.Random(seed)
    for _ in range(tries):
        told = tables()
        touched = {_spoil(told, drawn) for _ in range(drawn.randrange(1, 6))}
        told["horses"] = {"1": {"name": "Bucephalus", "id": 7}}
        told["agencies"]["2"]["nickname"] = "kept-as-it-is"
        intact = [line.id for line in lines() if line.id not in touched]
        data = plain(told)
        lost = _starts(folder, data) or ordeal(folder, data, intact, may_refuse=False)
        after = (folder / "store.json").read_bytes()
        if not lost and not (b"Bucephalus" in after and b"kept-as-it-is" in after):
            lost = "what this version does not know is gone"
        yield f"{sorted(touched)}: {lost}" if lost else ""


def _spoil(told: dict[str, dict[str, Any]], drawn: random.Random) -> str:
    """Do one wrong thing to one record; its id, which may be another's afterwards."""
    table = drawn.choice([name for name in told if name in TABLES and told[name]])
    number = drawn.choice(list(told[table]))
    document = told[table][number]
    if not isinstance(document, dict) or not isinstance(document.get("id"), str):
        return ""
    if (table, number) == ("agencies", "2"):  # it says more than this version knows
        return ""
    id: str = document["id"]
    act = drawn.randrange(10)
    if act < 6:
        document[drawn.choice(list(RECORD_TYPES[TABLES[table]].__dataclass_fields__))] = (
            drawn.choice(WRONG)
        )
    elif act == 6:
        document.pop(drawn.choice(list(document)))
    elif act == 7:
        told[table]["90001"] = {**document, "note": "the other one"}
    elif act == 8:
        told[table]["90002"] = document
    else:
        told[table][number] = drawn.choice(WRONG)
    return id


def _starts(folder: Path, data: bytes) -> str:
    """Run what is run every day; no wrong value may stop it, nor be lost by a change."""
    commands = Commands(folder)
    commands.store.write_bytes(data)
    for words in COMMANDS:
        said = commands(*words)
        if said.is_fault or said.status not in (0, 3):
            return f"jobsearch {words[0]} ended with {said.status}: {said.err}"
    store = commands.open()
    unread = [(one.table, one.document) for one in store.problems]
    store.commit(Change("add", put=(Agency(id="meanwhile2", name="Meanwhile"),)))
    was, now = json.loads(data), json.loads(commands.store.read_bytes())
    gone = [place for place in unread if was[place[0]][place[1]] != now[place[0]].get(place[1])]
    return f"a change lost {gone[0]}" if gone else ""


ATTACKS = (
    Attack("truncated", "store", "truncated at places all over it", 200, 4, truncated),
    Attack("flipped", "store", "one byte flipped", 1000, 6, flipped),
    Attack("torn", "store", "a block zeroed, overwritten or missing", 400, 4, torn),
    Attack("shapes", "store", "empty, zeros, no JSON, another shape", 60, 12, other_shapes),
    Attack("newer", "store", "a newer format, whole or damaged", 40, 3, newer),
    Attack("hand-edits", "store", "laid out anew by hand, with slips", 200, 4, hand_edits),
    Attack("values", "store", "wrong types, dangling, double ids, unknown", 500, 4, wrong_values),
)
