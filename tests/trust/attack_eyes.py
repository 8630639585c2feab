"""Who looks on: the mask and the cover, on every screen and over every dialog.

The records of these stores hold a mark in each text, and no word of the program has it. What
the program sends to its terminal is read byte by byte, and as the screen that comes of it.
"""

from __future__ import annotations

import base64
import fcntl
import io
import os
import random
import re
import signal
import string
import struct
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pyte

from jobsearch_tui.cli import main
from jobsearch_tui.domain.records import RECORD_TYPES, Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.services.demo import demo_records
from jobsearch_tui.shell.desk import World
from jobsearch_tui.storage import image
from jobsearch_tui.storage.json_storage import AtomicJSONStorage
from tests.bench.terminal import Terminal
from tests.trust.attacks import Attack

MARK: Final = "Kzg"
"""How every word of these stores begins; its letters do no harm where they are typed as keys."""

STEPS: Final = 60
"""Keys that one start of the program is made to take."""

QUIET: Final = 0.04
"""Seconds without a byte after which a key is taken to have done what it does."""

PATIENCE: Final = 8.0
"""Seconds that a screen may take on a busy machine; a quick one is not waited for."""

SETTLED: Final = 0.4
"""Seconds of silence after which nothing more is on its way, also on a busy machine."""

_TOLD: Final = frozenset({"text", "lines", "email", "phone", "url"})
_ESC: Final = b"\x1b"
_OFFERED: Final = "You were typing"
_ASIDE: Final = "Enter goes back. --"
_MOVES: Final = (b"j", b"k", b"g", b"G", b"\t", b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[D", b"\r")
_PLACES: Final = (b"1", b"2", b"3", b"4", b"t", b"w", b"b", b"o", b"z", b"?", b"S")
_DEEDS: Final = tuple(key.encode() for key in "lvaesfpDEimxuUPIcARdBnyc0+- Z")
_PAIRS: Final = (b"xu", b"xuU", b"uu", b"sj\r", b"lv\r", b"f+3d\r")
_KEYS: Final = (
    *(*_MOVES * 3, *_PLACES * 2, *_DEEDS, *_PAIRS, *(_ESC,) * 8),
    *(b":" + _ESC, b"/" + _ESC),
)
_COPIED: Final = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
_DULL: Final = "LOGROTATE(8)"

COMMANDS: Final = (
    *(["list", kind] for kind in RECORD_TYPES if kind not in ("pace", "importmark", "reviewmark")),
    *(["today"], ["today", "--brief"], ["pace"], ["pace", "--weeks", "30"], ["show", "pace"]),
    *(["undo"], ["redo"], ["script"]),
)
_ON_A_RECORD: Final = (
    *(["show", "ID"], ["log", "--about", "ID", "vm", "+3d"], ["set", "ID", "priority=3"]),
    *(["set", "ID", "stage=active"], ["delete", "ID"], ["script", "voicemail", "ID"]),
    *(["log", MARK.lower(), "vm"], ["show", MARK.lower()], ["set", "ID", f"agency={MARK}"]),
    ["add", "search", "name=x", f"recruiter={MARK}"],
)


def marked_records(chance: random.Random) -> list[Record]:
    """An invented search in which every text is another marked one, and every sum a known one."""
    zone = ZoneInfo("Europe/Paris")
    made = demo_records(datetime.now(zone), zone)
    words: dict[str, str] = {}
    return [_marked(record, words, chance) for record in made]


def _marked(record: Record, words: dict[str, str], chance: random.Random) -> Record:
    values: dict[str, Any] = {}
    for one in fields(record):
        spec, value = one.metadata.get("spec"), getattr(record, one.name)
        if spec is None or spec.hidden or not value:
            continue
        if spec.kind.value in _TOLD:
            parts = [part.strip() for part in str(value).split(",") if part.strip()]
            values[one.name] = ", ".join(words.setdefault(part, _word(chance)) for part in parts)
        elif spec.kind is FieldKind.MONEY:
            values[one.name] = 987_654
    return replace(record, **values)


def _word(chance: random.Random) -> str:
    letters = "".join(chance.choices(string.ascii_lowercase, k=4))
    return f"{MARK}{letters} {MARK}{chance.randrange(1000)}"


def write_store(path: Path, records: Sequence[Record]) -> None:
    """Write a store that holds these records and no history."""
    path.unlink(missing_ok=True)
    storage = AtomicJSONStorage(path, create_dirs=True)
    with storage.transaction():
        storage.write_raw(image.EMPTY.with_records(tuple(records), ()).complete())


def seen_in(text: str) -> str:
    """The marked word, or the sum, that stands in a text; empty when there is none."""
    found = re.search(rf"{MARK}\w*|987[,.]?654", text, re.IGNORECASE)
    return found[0] if found else ""


class Watched(Terminal):
    """The program on a terminal whose screen can be read."""

    def __init__(
        self,
        folder: Path,
        *options: str,
        size: tuple[int, int] = (80, 24),
        surroundings: Mapping[str, str] | None = None,
    ) -> None:
        """Start it on the store of a folder that is its home."""
        self.view = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.view)
        self._read_so_far = 0
        command = [sys.executable, "-m", "jobsearch_tui", *options]
        command += ["--store", str(folder / "store.json")]
        super().__init__(command, *size, surroundings or environ(folder))

    def tap(self, keys: bytes, quiet: float = QUIET) -> bytes:
        """Send bytes, wait until nothing more comes of them, and return what came."""
        try:
            os.write(self._master, keys)
        except OSError:
            return b""
        return self.heard(quiet)

    def heard(self, quiet: float) -> bytes:
        """What comes until there is silence for so many seconds."""
        self.settle(quiet, limit=8)
        came = b"".join(chunk.data for chunk in self.chunks[self._read_so_far :])
        self._read_so_far = len(self.chunks)
        self._stream.feed(came)
        return came

    def resize(self, width: int, height: int) -> bytes:
        """Give the terminal another size, as the user does with the window."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)
        self.view.resize(height, width)
        return self.heard(0.25)

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(line.rstrip() for line in self.view.display)


def environ(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the real home is seen, and no editor opens."""
    return {
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "TZ": "Europe/Paris",
        "EDITOR": "true",
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
    }


def _sent(came: bytes) -> str:
    """What a listener reads out of bytes: their text, and what was copied with them."""
    copied = (base64.b64decode(code) for code in _COPIED.findall(came))
    return b"\n".join([came, *copied]).decode("utf-8", "replace")


def _entitled(came: bytes) -> str:
    """The title that was given to the terminal's window, which others see in a list of windows."""
    found = re.search(rb"\x1b\][012];([^\x07\x1b]*)", came)
    return f"the title {found[1]!r}" if found else ""


# --- the mask ------------------------------------------------------------------------------------


def masked_screens(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Press keys at random while the mask is worn; nothing that is sent may hold a mark."""
    chance = random.Random(seed)
    done = 0
    while done < tries:
        write_store(folder / "store.json", marked_records(chance))
        wide, late = chance.random() < 0.4, chance.random() < 0.5
        options = [] if late else ["--mask"]
        with Watched(folder, *options, size=(120, 36) if wide else (80, 24)) as terminal:
            terminal.wait_for(re.compile(MARK if late else "MASKED"))
            if late:
                _put_on(terminal, chance)
            pressed: list[bytes] = [b""]
            for _ in range(min(STEPS, tries - done)):
                done += 1
                came = terminal.tap(pressed[-1]) if pressed[-1] else terminal.heard(0.2)
                word = seen_in(_sent(came)) or seen_in(terminal.text) or _entitled(came)
                yield f"{word} was seen after {pressed[-12:]}" if word else ""
                # What the last start left half typed is offered, and going on takes the mask off.
                pressed.append(b"t" if _OFFERED in terminal.text else chance.choice(_KEYS))


def _put_on(terminal: Watched, chance: random.Random) -> None:
    """Do something unmasked, then put the mask on: all that was shown has to go."""
    for key in chance.choices((*_MOVES, *_PLACES, *_PAIRS), k=6):
        terminal.tap(key)
    terminal.tap(b"/" + MARK.lower().encode() + b"\r")
    for _ in range(2):
        terminal.tap(_ESC, SETTLED)
    terminal.tap(chance.choice((b"t", b"b", b"w", b"2", b"zz")), SETTLED)
    if chance.random() < 0.5:
        terminal.tap(b"/" + MARK.lower().encode() + b"\r", SETTLED)
    terminal.tap(b"M", SETTLED)
    for _ in range(3):
        if "MASKED" in terminal.text:
            return
        terminal.tap(_ESC, SETTLED)  # something was still open: its letters are its own
        terminal.tap(b"M", SETTLED)


def masked_commands(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Run commands of the shell behind the mask; nothing that is printed may hold a mark."""
    chance = random.Random(seed)
    store = folder / "store.json"
    clock = datetime.now(UTC)
    world = World(environ(folder), clock=lambda: clock, has_terminal=lambda: False)
    records: list[Record] = []
    for number in range(tries):
        if number % 40 == 0:
            records = marked_records(chance)
            write_store(store, records)
        words = list(chance.choice((*COMMANDS, *_ON_A_RECORD)))
        id = chance.choice(records).id
        words = [id if word == "ID" else word for word in words]
        if chance.random() < 0.3:
            words.append("--json")
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            main([*words, "--mask", "--store", str(store)], world)
        said = f"{out.getvalue()}\n{err.getvalue()}"
        typed = [word.partition("=")[2] or word for word in words]
        for word in typed:  # what the user typed stands on the screen already
            said = said.replace(f"“{word}”", "“”")
        word = seen_in(said)
        yield f"{word} was printed by {' '.join(words)}: {said.strip()[-200:]}" if word else ""


# --- the cover -----------------------------------------------------------------------------------


def covered_screens(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Cover whatever is on the screen; nothing shows through, and all of it comes back."""
    chance = random.Random(seed)
    done = 0
    while done < tries:
        records = marked_records(chance)
        write_store(folder / "store.json", records)
        with Watched(folder) as terminal:
            terminal.wait_for(re.compile(MARK))
            terminal.heard(0.3)
            for _ in range(min(STEPS // 4, tries - done)):
                done += 1
                keys = chance.choices(_KEYS, k=chance.randrange(1, 5))
                for key in keys:
                    terminal.tap(key)
                terminal.heard(SETTLED)
                loss = _cover(terminal, chance, folder, records)
                yield f"{loss} (after {keys})" if loss else ""


def _cover(
    terminal: Watched, chance: random.Random, folder: Path, records: Sequence[Record]
) -> str:
    """Cover, disturb and uncover once; what was lost, in words."""
    if _ASIDE in terminal.text:  # the ordinary screen is the terminal's own: nothing covers it
        terminal.tap(b"\r", SETTLED)
    before = terminal.text
    came = terminal.tap(chance.choice((b"\x07", b"\x02")), SETTLED) + _until_dull(terminal)
    if not terminal.text.startswith(_DULL) or seen_in(terminal.text):
        return f"it is not covered: {terminal.text[:200]!r}"
    came += terminal.tap(b"\x1b[<35;10;10M") + terminal.tap(b"\x1b[<64;10;10M")
    disturbed = chance.random()
    if disturbed < 0.3:
        came += terminal.resize(100, 30) + terminal.resize(80, 24)
    elif disturbed < 0.4:
        os.utime(folder / "store.json")
        write_store(folder / "store.json", [*records[:-1]])
        time.sleep(1.1)  # the app looks once a second
        came += terminal.heard(QUIET)
        write_store(folder / "store.json", records)
        time.sleep(1.1)
        came += terminal.heard(QUIET)
    elif disturbed < 0.5 and (idle := terminal.heard(0.3)):
        return f"{len(idle)} bytes were sent while covered and idle"
    came += _until_dull(terminal)
    _, _, after = came.partition(_DULL.encode())  # before it stands what was on its way
    if word := seen_in(_sent(after)):
        return f"{word} was sent while covered"
    if not terminal.text.startswith(_DULL):
        return f"the cover is gone: {terminal.text[:200]!r}"
    terminal.tap(chance.choice((b"x", b"q", b"\r", b"5", b"\x1b[B")), SETTLED)
    _until_dull(terminal, is_dull=False)
    if disturbed < 0.4:  # the lists were read anew, the record may be drawn a moment later
        return "" if not terminal.text.startswith(_DULL) else "it stays covered"
    if terminal.text != before:  # what a key had begun may have come behind the cover
        before = terminal.text
        terminal.tap(b"\x07", SETTLED)
        _until_dull(terminal)
        terminal.tap(b"x", SETTLED)
        _until_dull(terminal, is_dull=False)
    return "" if terminal.text == before else f"another screen came back:\n{terminal.text}"


def _until_dull(terminal: Watched, *, is_dull: bool = True) -> bytes:
    """What comes until the dull page is there, or gone; a busy machine takes a while to paint."""
    came, deadline = b"", time.monotonic() + PATIENCE
    while terminal.text.startswith(_DULL) is not is_dull and time.monotonic() < deadline:
        came += terminal.heard(QUIET)
        time.sleep(QUIET)
    return came


ATTACKS: Final = (
    Attack(
        "masked-screens", "eyes", "a key on any screen or dialog behind the mask: a name is sent",
        3_000, 8, masked_screens,
    ),
    Attack(
        "masked-commands", "eyes", "a command with `--mask`: a name is printed",
        2_000, 20, masked_commands,
    ),
    Attack(
        "covered-screens", "eyes",
        "any screen or dialog covered, then resized, pointed at, changed: something shows",
        300, 1, covered_screens,
    ),
)  # fmt: skip
