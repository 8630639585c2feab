"""Copies of the store: made, thinned out, damaged, restored and taken back."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jobsearch_tui.domain.changes import Change, removal
from jobsearch_tui.domain.records import Ad, Agency
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.storage.backups import REASONS, Backups, made_at, read_copy
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from tests.trust.attacks import Attack
from tests.trust.damaged_stores import Commands, sound

DAY = timedelta(days=1)
BEGIN = datetime(2024, 1, 1, 8, tzinfo=UTC)
TINY = b'{"meta":{"1":{"format":1,"program":"jobsearch-tui"}},"ads":{"1":{"id":"a","role":"%d"}}}\n'


def rotation(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """One try is a day: most days the search is worked on, some days something big is done."""
    drawn = random.Random(seed)
    store, backups = folder / "store.json", Backups(folder / "backups")
    made: dict[str, tuple[datetime, bytes]] = {}
    for number in range(tries):
        store.write_bytes(TINY % number)
        reasons = [""] * drawn.choice((0, 1, 1, 2)) + drawn.choices(list(REASONS)[1:], k=number % 3)
        for step, reason in enumerate(reasons):
            moment = BEGIN + number * DAY + step * timedelta(hours=2)
            copy = backups.make(store, moment, reason)
            if copy is not None:
                made[copy.name] = (moment, store.read_bytes())
        there = {copy.name for copy in backups.all()}
        wanted = _wanted({name: moment.date() for name, (moment, _) in made.items()})
        lost = wanted - there
        if lost:
            yield f"day {number}: {min(lost)} is gone"
        elif too_many := there - wanted:
            yield f"day {number}: {min(too_many)} need not be kept"
        elif any((backups.folder / name).read_bytes() != made[name][1] for name in there):
            yield f"day {number}: a copy is not what was copied"
        else:
            yield ""


def wrong_clock(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The clock jumps by hours or years, also for weeks on end; each copy is there once made.

    Copies of a time to come take no place from it, and are thinned out like others.
    """
    drawn = random.Random(seed)
    store, backups = folder / "store.json", Backups(folder / "backups")
    now = BEGIN
    for number in range(tries):
        store.write_bytes(TINY % number)
        jump = drawn.choice((0, 0, 0, 0, 1, 24, 24 * 40, 24 * 800))
        now = max(now + drawn.choice((1, -1)) * timedelta(hours=jump), BEGIN - 9 * 366 * DAY)
        copies: list[Path | None] = []
        for _ in range(drawn.randint(1, 40)):
            copies.append(backups.make(store, now, drawn.choice(("", "import", "restore"))))
            if copies[-1] is not None and not copies[-1].exists():
                yield f"{now:%Y-%m-%d}: the copy that was just made is gone"
                break
            now += DAY * drawn.random()
        else:
            days = {made_at(copy).date() for copy in backups.all()}
            yield f"{len(days)} days are kept" if len(days) > 2 * (7 + 4 + 12) else ""


def _wanted(made: dict[str, date]) -> set[str]:
    """The copies to keep: of seven days all, of four weeks and twelve months the newest."""
    newest_first = sorted(made, reverse=True)
    days = sorted(set(made.values()), reverse=True)[:7]
    wanted = {name for name in made if made[name] in days}
    weeks: dict[tuple[int, int], str] = {}
    months: dict[tuple[int, int], str] = {}
    for name in newest_first:
        weeks.setdefault(made[name].isocalendar()[:2], name)
        months.setdefault((made[name].year, made[name].month), name)
    return wanted | set(list(weeks.values())[:4]) | set(list(months.values())[:12])


def restored(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A search is worked on, a copy restored, and the restore taken back and made again."""
    drawn = random.Random(seed)
    commands = Commands(folder)
    commands.store.write_bytes(
        sound().replace(b'"name":"Corbin Search"', b'"horse":"Bucephalus","name":"Corbin Search"')
    )
    for number in range(tries):
        if drawn.randrange(3) or not number:
            commands("backup")
        commands.now += drawn.choice((timedelta(minutes=1), DAY))
        _work(commands, drawn, number)
        before, bytes_before = commands.open().workspace, _records(commands)
        copies = commands_backups(commands).all()
        which = drawn.randrange(len(copies))
        copy, wanted = read_copy(copies[which]), _documents(copies[which])
        said = commands("restore", str(which + 1), "--yes")
        after = commands.open().workspace
        if said.status != 0 or after != copy.workspace or _records(commands) != wanted:
            yield f"restored {which + 1}: not what the copy holds: {said.err}"
            continue
        if after == before:
            yield ""
            continue
        undone = commands("undo")
        if commands.open().workspace != before or _records(commands) != bytes_before:
            yield f"the restore was not taken back: {undone.err}"
            continue
        if drawn.randrange(2):
            commands("redo")
            if commands.open().workspace != copy.workspace:
                yield "the restore was not made again"
                continue
        yield ""


def commands_backups(commands: Commands) -> Backups:
    """The copies of the store of these commands."""
    return Backups(commands.store.with_name("store.json.backups"))


def _work(commands: Commands, drawn: random.Random, number: int) -> None:
    store = commands.open()
    records = sorted((record.id, record) for record in store.workspace if record.kind != "pace")
    id, _ = drawn.choice(records)
    store.commit(removal(store.workspace, [id], "delete"))
    new = Ad(id=f"new{number:07}", role=f"Role {number}")
    agency = next(iter(store.workspace.all(Agency)), None)
    other = (Agency(id=agency.id, name=f"Renamed {number}"),) if agency else ()
    store.commit(Change("work", put=(new, *other)))


def _documents(store: Path) -> dict[str, set[bytes]]:
    """The documents of each table of records, byte for byte, without their numbers."""
    tables = AtomicJSONStorage(store, access_mode="r").raw_tables() or {}
    return {
        name: {bytes(document) for document in table.values()}
        for name, table in tables.items()
        if name not in ("meta", "history") and table
    }


def _records(commands: Commands) -> dict[str, set[bytes]]:
    return _documents(commands.store)


def damaged_copies(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Store and newest copies are damaged: the newest good one is restored, the rest refused."""
    drawn = random.Random(seed)
    for number in range(tries):
        place = folder / str(number)
        place.mkdir()
        commands = Commands(place)
        commands.store.write_bytes(sound())
        states: list[Workspace] = []
        for step in range(3):
            states.append(commands.open().workspace)
            commands("backup")
            _work(commands, drawn, 10 * number + step)
        copies = commands_backups(commands).all()
        bad = drawn.randrange(1, 3)
        for copy in copies[:bad]:
            copy.write_bytes(copy.read_bytes()[: drawn.randrange(100)])
        damaged = sound()[: drawn.randrange(len(sound()) - 10)]
        commands.store.write_bytes(damaged)
        yield _restored_from_good(commands, bad, damaged, states[-1 - bad])
        shutil.rmtree(place)


def _restored_from_good(commands: Commands, bad: int, damaged: bytes, wanted: Workspace) -> str:
    refused = commands("restore", "1", "--yes")
    if refused.status != 1 or refused.is_fault or commands.store.read_bytes() != damaged:
        return f"a damaged copy was restored: {refused.err}"
    said = commands("restore", "--yes")
    if said.status != 0 or commands.open().workspace != wanted:
        return f"with {bad} bad copies the good one was not restored: {said.err}"
    aside = list(commands.store.parent.glob("store.damaged-*"))
    if [file.read_bytes() for file in aside] != [damaged]:
        return "the damaged store is gone"
    return ""


ATTACKS = (
    Attack("rotation", "store", "backups over three years of days", 1096, 40, rotation),
    Attack("wrong-clock", "store", "backups while the clock jumps by years", 200, 5, wrong_clock),
    Attack("restored", "store", "a backup restored, and the restore undone", 200, 5, restored),
    Attack("bad-copies", "store", "store and newest backups damaged", 60, 2, damaged_copies),
)
