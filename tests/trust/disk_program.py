"""A program that makes changes where the disk, the folder or the file will not have them.

``disk_program FOLDER TRIES SEED``: every trouble, met by a session that is open and by real
commands, under names that few programs expect. Run it without the rights by which root would
read and write everything, and in a mount namespace of its own where there can be one.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from jobsearch_tui.services.session import Session
from tests.trust.call_program import CALL, DANA, filled, state
from tests.trust.faults import Failing, watched
from tests.trust.programs import PROJECT, in_child, left_behind, tell
from tests.trust.writer_program import opened

Undo = Callable[[], object]

NAMES: Final = (
    "plain",
    "with some spaces",
    "new\nline\ttab",
    "größe ⛄ 田中",
    os.fsdecode(b"bytes \xff\xfe"),
    "-rf",
    "\x1b[2Jred\x07",
    "‮right to left",
)
"""Names of the folder in which everything lies."""

SMALL: Final = 4096
"""Bytes of a file that is allowed to be no larger; the store is."""


@dataclass
class Place:
    """Where the store of one try lies, and what was in it."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "store.json"

    def put_back(self, whole: bytes) -> None:
        self.path.write_bytes(whole)
        self.path.chmod(0o600)


def _too_large(_place: Place) -> Undo:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, hard))
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _full(place: Place) -> Undo:
    filler = place.folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    return filler.unlink


def _read_only(place: Place, *, folder: bool) -> Undo:
    what = place.folder if folder else place.path
    before = what.stat().st_mode
    what.chmod(before & ~0o222)
    return lambda: what.chmod(before)


def _removed(place: Place) -> Undo:
    shutil.rmtree(place.folder)
    return lambda: None


def _disk_taken_away(place: Place) -> Undo:
    aside = place.folder.with_name("aside")
    aside.mkdir()
    subprocess.run(["mount", "--bind", place.folder, aside], check=True, capture_output=True)
    subprocess.run(["umount", place.folder], check=True, capture_output=True)

    def undo() -> None:
        left = list(place.folder.iterdir())
        subprocess.run(["mount", "--bind", aside, place.folder], check=True, capture_output=True)
        subprocess.run(["umount", aside], check=True, capture_output=True)
        aside.rmdir()
        if left:
            raise AssertionError(f"{left} was written into the folder below the disk")

    return undo


def _folder_is_a_file(place: Place) -> Undo:
    aside = place.folder.with_name("aside")
    place.folder.rename(aside)
    place.folder.touch()

    def undo() -> None:
        place.folder.unlink()
        aside.rename(place.folder)

    return undo


def _other_thing(place: Place, make: Callable[[Path], object]) -> Undo:
    whole = place.path.read_bytes()
    place.path.unlink()
    make(place.path)

    def undo() -> None:
        place.path.rmdir() if place.path.is_dir() else place.path.unlink()
        place.put_back(whole)

    return undo


def _linked(place: Place) -> Undo:
    elsewhere = place.folder / "elsewhere.json"
    place.path.rename(elsewhere)
    place.path.symlink_to(elsewhere)
    return lambda: None


def _link_to_nothing(place: Place) -> Undo:
    place.path.unlink()
    place.path.symlink_to(place.folder / "to come.json")
    return lambda: None


def _link_to_lost_folder(place: Place) -> Undo:
    return _other_thing(place, lambda path: path.symlink_to(path.parent / "stick" / "store.json"))


def _link_to_itself(place: Place) -> Undo:
    return _other_thing(place, lambda path: path.symlink_to(path.name))


def _failing(number: int, names: str, _place: Place) -> Undo:
    faults = watched(Failing(number, frozenset(names.split())))
    faults.__enter__()
    return lambda: faults.__exit__(None, None, None)


@dataclass(frozen=True)
class Trouble:
    """One misfortune: how it comes about, and how it passes; ``saves`` when it is none.

    ``inside`` when it happens to one process alone, so that a command cannot meet it.
    """

    name: str
    come: Callable[[Place], Undo]
    saves: bool = False
    inside: bool = False
    small_disk: bool = False


TROUBLES: Final = (
    Trouble("nothing at all", lambda place: lambda: None, saves=True),
    Trouble("a file larger than allowed", _too_large),
    Trouble("a full disk", _full, small_disk=True),
    Trouble("a disk that is taken away", _disk_taken_away, inside=True, small_disk=True),
    Trouble("a read-only file", partial(_read_only, folder=False)),
    Trouble("a read-only folder", partial(_read_only, folder=True)),
    Trouble("a folder that is gone", _removed, saves=True),
    Trouble("a file in the folder's place", _folder_is_a_file),
    Trouble("a folder in the file's place", partial(_other_thing, make=Path.mkdir)),
    Trouble("a pipe in the file's place", partial(_other_thing, make=os.mkfifo)),
    Trouble("a symbolic link", _linked, saves=True),
    Trouble("a link to a file to come", _link_to_nothing, saves=True),
    Trouble("a link into a folder that is gone", _link_to_lost_folder),
    Trouble("a link to itself", _link_to_itself),
    *(
        Trouble(f"{os.strerror(number)} at {names}", partial(_failing, number, names), inside=True)
        for number in (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ESTALE)
        for names in ("write", "open", "fsync", "rename", "write open fsync rename unlink")
    ),
)


class Try:
    """One trouble in a place of its own."""

    def __init__(self, trouble: Trouble, folder: Path, name: str) -> None:
        self.trouble = trouble
        self.home = folder / name
        self.place = Place(self.home / "data")
        self.home.mkdir(parents=True)

    def made(self, by_command: bool) -> str:
        """What was lost in it."""
        try:
            if self.trouble.small_disk:
                self.place.folder.mkdir()
                _mount(self.place.folder)
            filled(self.place.path)
            work = self._by_command if by_command else self._in_session
            status, said = in_child(work)
            return said or (f"it ended with {status}" if status else "")
        finally:
            if self.trouble.small_disk:
                subprocess.run(["umount", self.place.folder], check=False, capture_output=True)
            shutil.rmtree(self.home)

    # --- an open session ----------------------------------------------------------------------

    def _in_session(self) -> str:
        path = self.place.path
        session = Session(opened(path, "ours"), lambda: datetime.now(UTC))
        whole = path.read_bytes()
        undo = self.trouble.come(self.place)
        try:
            applied = session.apply(CALL)
            loss = self._of(session, applied.not_saved, whole)
        finally:
            undo()
        if loss:
            return loss
        if again := session.retry().not_saved:
            return f"not saved when all was well again: {again}"
        there = opened(path, "look").workspace
        if state(there) != state(session.workspace) or CALL.put[0].id not in there:
            return "what was kept in memory is not in the file"
        return self._rest()

    def _of(self, session: Session, error: Exception | None, whole: bytes) -> str:
        if self.trouble.saves:
            return f"not saved: {error}" if error else ""
        if error is None:
            return "it was said to be saved"
        if CALL.put[0].id not in session.workspace or session.unsaved != 1:
            return "it is not kept in memory"
        path = self.place.path
        if path.is_file() and path.read_bytes() != whole:
            return "the old file is not as it was"
        return _unclear(str(error)) or self._rest()

    # --- commands -------------------------------------------------------------------------------

    def _by_command(self) -> str:
        path = self.place.path
        whole = path.read_bytes()
        undo = self.trouble.come(self.place)
        try:
            status, out, err = self._command("name=Owen Pryce")
            loss = self._of_command(status, out, err)
            if not loss and not self.trouble.saves and path.is_file():
                loss = "" if path.read_bytes() == whole else "the old file is not as it was"
        finally:
            undo()
        if loss or (loss := self._rest()):
            return loss
        status, out, err = self._command("name=Lena Brandt")
        if status:
            return f"the next command: {err}"
        names = {record.title for record in opened(path, "look").workspace.of_kind("recruiter")}
        wanted = {"Lena Brandt", *(("Owen Pryce",) if self.trouble.saves else (DANA.name,))}
        return "" if wanted <= names else f"not there: {wanted - names}"

    def _of_command(self, status: int, out: str, err: str) -> str:
        if self.trouble.saves:
            return f"it failed: {err}" if status else ""
        if (status, out, err.count("\n")) != (1, "", 1):
            return f"status {status}, out {out!r}, err {err!r}"
        return _unclear(err.rstrip("\n"))

    def _command(self, value: str) -> tuple[int, str, str]:
        words = ("-m", "jobsearch_tui", "--store", str(self.place.path), "add", "recruiter", value)
        done = subprocess.run(
            [sys.executable, *words],
            env={**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8"},
            cwd=PROJECT,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def _rest(self) -> str:
        left = left_behind(self.home)
        return f"left behind: {left}" if left else ""


def _unclear(words: str) -> str:
    """What is wrong with a sentence about a failure."""
    if not words.isprintable():
        return f"what it says cannot be printed: {words!r}"
    is_clear = ". " in words and "Traceback" not in words and "Errno" not in words
    return "" if is_clear else f"it does not say what to do: {words!r}"


def _mount(folder: Path) -> None:
    command = ["mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs", folder]
    subprocess.run(command, check=True, capture_output=True)


def attack(folder: Path, tries: int, seed: int, *, may_mount: bool) -> Iterator[str]:
    """Each trouble for a session and for commands, in turn and under a name by lot."""
    chance = random.Random(seed)
    ways = [
        (trouble, by_command)
        for trouble in TROUBLES
        for by_command in (False, True)
        if not (trouble.inside and by_command) and (may_mount or not trouble.small_disk)
    ]
    chance.shuffle(ways)
    for number in range(tries):
        trouble, by_command = ways[number % len(ways)]
        name = chance.choice(NAMES)
        loss = Try(trouble, folder / str(number), name).made(by_command)
        who = "a command" if by_command else "a session"
        yield f"{trouble.name}, {who}, in {name!r}: {loss}" if loss else ""


if __name__ == "__main__":
    may_mount = sys.argv[4] == "mount"
    tell(attack(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), may_mount=may_mount))
