"""Hostile text in every field of every record, in scripts, settings and names of files.

What it must never do is reach a terminal, a clipboard, a letter or another program's command line
as more than text.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from unittest.mock import patch
from zoneinfo import ZoneInfo

from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.records import KINDS, RECORD_TYPES, Record
from jobsearch_tui.domain.selection import Selection
from jobsearch_tui.domain.text import for_clipboard, visible
from jobsearch_tui.lifeline import unmasked
from jobsearch_tui.services.clipboard import Surroundings, Way, copy
from jobsearch_tui.services.clipboard.programs import to_desktop
from jobsearch_tui.services.clipboard.surroundings import Tmux
from jobsearch_tui.services.letters import file_name
from jobsearch_tui.services.script_files import parse
from jobsearch_tui.services.script_text import fill, harmless
from jobsearch_tui.shell.reading import details
from jobsearch_tui.shell.tables import laid_out
from jobsearch_tui.storage import codec
from jobsearch_tui.ui.aside import editor_command
from jobsearch_tui.ui.render import rows
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.widgets.line_layout import fit
from tests.bench.terminal import NotShownError, Terminal
from tests.trust.attack_fuzz import NOW, PEOPLE
from tests.trust.attack_imports import run as run_command
from tests.trust.attacks import Attack
from tests.trust.hostile import HOSTILE, SEQUENCE, controls, raw

ROOT: Final = Path(__file__).parents[2]
TEXT_FIELDS: Final = tuple(
    (kind, one.name)
    for kind, record in RECORD_TYPES.items()
    for one in fields(record)
    if str(one.type) == "str" and one.name != "zone"
)
LINKS: Final[dict[str, dict[str, Any]]] = {
    "search": {"recruiter": "dana"},
    "promise": {"about": "kestrel", "by": "2026-11-20"},
    "assignment": {"interview": "kestrel"},
    "interview": {"starts": "2026-11-26T10:00:00Z", "zone": "Europe/Paris"},
    "activity": {"about": ["dana"], "at": "2026-11-20T10:00:00Z"},
    "reviewmark": {"about": "dana"},
    "pace": {"id": "pace"},
}


def _record(kind: str, name: str, text: str) -> Record | None:
    """A record as another program may have written it; None where it is refused."""
    told = {"id": "x1", "created": "2026-11-01T00:00:00Z", "changed": "2026-11-01T00:00:00Z"}
    document = {**told, **LINKS.get(kind, {}), name: text}
    try:
        return codec.decode(kind, json.dumps(document).encode())
    except codec.DamagedRecordError:
        return None


def in_fields(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Each hostile text in each field, on the screens and from the commands."""
    cases = list(product(TEXT_FIELDS, HOSTILE.items()))
    for number in range(tries):
        (kind, name), (what, text) = cases[(number * 7_919 + seed) % len(cases)]
        record = _record(kind, name, text)
        found = "" if record is None else _shown(record)
        yield f"{what} in {kind}.{name}: raw {found} is shown" if found else ""


def _shown(record: Record) -> str:
    workspace = PEOPLE.put(record)
    context = Context(workspace, NOW)
    told: list[str] = []
    about = [workspace.get("dana"), workspace.get("kestrel"), workspace.get(record.id)]
    for one in filter(None, about):
        if one.kind in (*KINDS, "pace"):
            told += [line.text for line in record_lines(one, Look(context, 80))]
            told += map(visible, details(one, context, 80))
    if record.kind in rows.PANES:
        cells = rows.cells_of(record, rows.Seen(workspace, NOW))
        told += [fit(cell.text, 20) for cell in cells]
    told += laid_out([(record.id, record.title, "x")], 80)
    told.append(visible(Selection("ad", record.title).describe()))
    return raw("\n".join(told)) or ("a break" if any("\n" in line for line in told) else "")


# --- the clipboard, letters and scripts ----------------------------------------------------------


def leaving(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Each hostile text as the value and as the words of a script: copied, or written out."""
    cases = list(HOSTILE.items())
    for number in range(tries):
        what, text = cases[number % len(cases)]
        more = cases[(number // len(cases) + seed) % len(cases)][1]
        loss = _left(text, f"Dear {{contact.name}}, {text} {more}")
        yield f"{what}: {loss}" if loss else ""


def _left(value: str, words: str) -> str:
    filled = fill(words.replace("{", "{{").replace("}", "}}"), {}).text
    named = fill("Dear {contact.name},", {"contact.name": value}).text
    sent: list[str] = []
    around = Surroundings(MappingProxyType({"TERM": "xterm-256color"}))
    for text in (value, filled, named):
        copied = for_clipboard(text)
        if found := controls(copied):
            return f"raw {found} is copied"
        copy(text, surroundings=around, terminal=sent.append, forced=Way.OSC52)
        if found := raw(harmless(text), "\n\t"):
            return f"raw {found} is written to a letter"
    if not all(re.fullmatch(r"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", one) for one in sent):
        return "something else than base64 is sent to the terminal"
    if not re.fullmatch(r"[a-z0-9-]+\.txt", file_name(value)):
        return f"a letter is called {file_name(value)!r}"
    return _script(value)


def _script(words: str) -> str:
    try:
        script = parse("own", f"---\ntitle: T {words}\nchannel: call\n---\nSay {words}", words)
    except ValueError as error:
        return f"raw {found} in a sentence" if (found := raw(visible(str(error)))) else ""
    told = "\n".join([visible(script.title), harmless(fill(script.text, {}).text)])
    return f"raw {found} in a script" if (found := raw(told, "\n\t")) else ""


# --- what other programs get to see ---------------------------------------------------------------

_SPY: Final = """\
#!{python} -IS
import sys
told = open('/proc/self/cmdline', 'rb').read() + open('/proc/self/environ', 'rb').read()
open({log!r}, 'ab').write(told + b'\\n')
sys.stdin.buffer.read() if not sys.stdin.isatty() else None
"""
_SECRET: Final = "SECRET-Kestrel-555"


def children(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """What tmux, the desktop's clipboard and the editor can be seen to be called with."""
    log = folder / "seen"
    for name in ("tmux", "xclip", "xsel", "wl-copy", "my editor"):
        spy = folder / name
        spy.write_text(_SPY.format(python=sys.executable, log=str(log)))
        spy.chmod(0o700)
    environ = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "DISPLAY": ":97"}
    cases = list(HOSTILE.values())
    for number in range(tries):
        text = f"{_SECRET} {cases[number % len(cases)]}"
        log.write_bytes(b"")
        path = folder / "-rf; touch pwned $(id).txt"
        path.write_text(text, errors="replace")
        loss = _called(number % 3, for_clipboard(text), environ, folder, path)
        seen = log.read_bytes()
        if loss or not seen or _SECRET.encode() in seen or (folder / "pwned").exists():
            yield loss or ("nothing was started" if not seen else "the text could be seen")
        else:
            yield ""


def _called(way: int, text: str, environ: dict[str, str], folder: Path, path: Path) -> str:
    if way == 0:
        around = Surroundings(MappingProxyType(environ), tmux=Tmux((3, 4)))
        with patch.dict(os.environ, environ):
            copy(text, surroundings=around, terminal=lambda _: None, forced=Way.TMUX,
                 pause=lambda _: None)  # fmt: skip
        return ""
    if way == 1:
        to_desktop(text, environ)
        return ""
    command = editor_command({"EDITOR": f"'{folder}/my editor' --wait ';' touch pwned"})
    subprocess.run(unmasked([*command, str(path)]), check=False, cwd=folder, env=environ,
                   stdin=subprocess.DEVNULL)  # fmt: skip
    return "" if command[-3:] == [";", "touch", "pwned"] else "a shell reads EDITOR"


# --- the app on a real terminal ------------------------------------------------------------------

_TRACES: Final = (
    *(b"\x1b[38;5;199;7;77m", b"\x1b[77;77H", b"\x1b[1337~", b"\x1b]52;c;cm0g"),
    *(b"\x1b]8;;https://evil", b"\x1b]0;owned", b"\x1bP1$t", b"\x1b_G", b"\x1bX"),
    *(b"\x1b[201~", b"\x1b[200~", b"\xc2\x9b", b"\xc2\x9d", b"\xc2\x90", b"\x00", b"\x7f", b"\x05"),
)
"""What the hostile texts hold and the app itself never sends."""

_KEYS: Final = (
    *(b"1", b"\r", b"e", b"\x1b", b"2", b"j", b"\r", b"e", b"\t\t\t", b"\x1b", b"3", b"\r", b"e"),
    *(b"\x1b", b"4", b"\r", b"e", b"\x1b", b"\x1b", b"t", b"j", b"j", b"\x1b", b"w", b"\x1b"),
    *(b"b", b"\x1b", b"o", b"\x1b", b"c", b"\t", b"\x1b", b"\x1b", b"?", b"\x1b", b"/"),
)
"""Every screen and form, some of them with the cursor in a field."""


def on_terminal(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """The app on a store full of hostile text, through all its screens, and text pasted into it."""
    home = folder / "home"
    environ = _home(home)
    for number in range(tries):
        yield _walk(environ, list(HOSTILE.items())[(number + seed) % len(HOSTILE)])


def _home(home: Path) -> dict[str, str]:
    """A home with a hostile store, scripts, settings, and a path that is hostile too."""
    data, config = home / "data" / "jobsearch-tui", home / "config" / "jobsearch-tui"
    store = data / "st\x1b[31more\u202e.json"
    (config / "scripts").mkdir(parents=True)
    data.mkdir(parents=True)
    store.write_bytes(_store())
    (config / "config.toml").write_text('theme = "\\u001b[31m\\u202e"\n"\\u001b[2J" = 1\n')
    for number, (what, text) in enumerate(HOSTILE.items()):
        name = f"{number} \x1b]0;owned\x07\u202e.txt" if number == 3 else f"{what}.txt"
        words = f"---\ntitle: {text.replace(chr(10), ' ')}\nchannel: call\n---\nSay {text}\n"
        (config / "scripts" / name).write_bytes(words.encode("utf-8", "surrogatepass"))
    kept = {name: os.environ[name] for name in ("PATH",)}
    return {
        **kept, "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "TZ": "Europe/Paris", "JOBSEARCH_STORE": str(store), "EDITOR": "true",
        **{f"XDG_{one}_HOME": str(home / one.lower()) for one in ("DATA", "CONFIG", "STATE")},
    }  # fmt: skip


def _store() -> bytes:
    """A file in which every text field of every kind of record holds hostile text, in turn."""
    texts = [text for what, text in HOSTILE.items() if what != "surrogate"]
    tables: dict[str, dict[str, Any]] = {"meta": {"1": {"format": 1, "program": "jobsearch-tui"}}}
    named = {kind: [name for one, name in TEXT_FIELDS if one == kind] for kind in RECORD_TYPES}
    soon = datetime.now(ZoneInfo("UTC")).replace(microsecond=0).isoformat()
    for plural, kind in codec.TABLES.items():
        many = 1 if kind == "pace" else len(texts)
        tables[plural] = {}
        for number in range(many):
            told = {name: texts[(number + at) % len(texts)] for at, name in enumerate(named[kind])}
            links = {**LINKS.get(kind, {}), "id": "pace" if kind == "pace" else f"{kind}{number}"}
            links |= {"about": ["recruiter0"]} if kind == "activity" else {}
            links |= {"about": "interview0"} if kind == "promise" else {}
            links |= {"starts": soon} if kind == "interview" else {}
            told.pop("stage", None)
            tables[plural][str(number + 1)] = {**told, **links}
    return json.dumps(tables).encode()


def _walk(environ: dict[str, str], pasted: tuple[str, str]) -> str:
    command = [sys.executable, "-m", "jobsearch_tui"]
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with Terminal(command, 120, 36, environ) as terminal:
            terminal.wait_for(re.compile("4 Interviews"), 30)
            terminal.settle(0.3)
            paste = b"\x1b[200~" + pasted[1].encode("utf-8", "replace") + b"\x1b[201~"
            for key in (*_KEYS, paste, b"\x1b", b"\x1b", b"1", b"l", paste):
                os.write(terminal._master, key)
                terminal.settle(0.05, 3)
        sent = b"".join(chunk.data for chunk in terminal.chunks)
    except NotShownError as error:
        return f"{pasted[0]}: the app did not come up: {str(error)[-200:]}"
    finally:
        os.chdir(before)
    return f"{pasted[0]}: {found}" if (found := _sent(sent)) else ""


def _sent(sent: bytes) -> str:
    found = [trace for trace in _TRACES if trace in sent]
    text = SEQUENCE.sub("", sent.decode("utf-8", "replace"))
    if found:
        at = sent.index(found[0])
        return f"{found[0]!r} was sent to the terminal: {sent[max(0, at - 60) : at + 30]!r}"
    return f"raw {bad} was sent to the terminal" if (bad := raw(text, "\n\r\x07\x08\t")) else ""


# --- a fault of the program itself ----------------------------------------------------------------

PLACES: Final = ("message", "worker", "timer", "drawing", "thread", "task", "action", "command")


def crashes(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """A fault at each place, whose words are a secret: what is printed, what is reported."""
    environ = _home(folder / "home")
    crash = Path(environ["XDG_STATE_HOME"]) / "jobsearch-tui" / "crash.txt"
    for number in range(tries):
        place = PLACES[(number + seed) % len(PLACES)]
        crash.unlink(missing_ok=True)
        loss = _crash(place, environ, crash)
        yield f"{place}: {loss}" if loss else ""


def _crash(place: str, environ: dict[str, str], crash: Path) -> str:
    words = ("show", "recruiter0") if place == "command" else ()
    program = str(Path(__file__).with_name("crash_program.py"))
    environ = {**environ, "PYTHONPATH": str(ROOT)}
    with Terminal([sys.executable, program, place, *words], 120, 36, environ) as terminal:
        terminal.wait_for(re.compile("4 Interviews|went wrong"), 30)
        terminal.settle(1.5, limit=8)
    sent = b"".join(chunk.data for chunk in terminal.chunks)
    if b"SECRET" in sent or b"Traceback" in sent:
        return "the fault was printed on the terminal"
    if place == "task":  # asyncio tells of it when nobody can hear it any more
        return ""
    if not crash.exists():
        return f"there is no report; the terminal got {sent[-200:]!r}"
    report = crash.read_text()
    if crash.stat().st_mode & 0o077:
        return "others can read the report"
    if "SECRET" in report or environ["HOME"] in report or "crash_program" in report.split("\n")[0]:
        return "the report quotes a secret"
    return "" if "KeyError" in report or "ValueError" in report else "the report says nothing"


# --- the commands, on their own standard output ---------------------------------------------------


def from_commands(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Every command on that store, and with hostile words."""
    environ = _home(folder / "home")
    store = environ["JOBSEARCH_STORE"]
    texts = [text.replace("\0", "").encode("utf-8", "surrogateescape") for text in HOSTILE.values()
             if "\ud800" not in text]  # fmt: skip
    lines: list[list[str]] = [["today"], ["pace"], ["script"], ["path"], ["undo"]]
    lines += [["list", kind] for kind in KINDS] + [["show", f"{kind}1"] for kind in KINDS]
    for text in texts:
        word = os.fsdecode(text)
        lines += [["log", word], ["show", word], ["list", "ad", word], ["script", word],
                  ["import", word], [word], ["add", "ad", f"role={word}", f"x{word}=1"],
                  ["--store", f"{folder}/{word.replace('/', '')}", "list", "ad"]]  # fmt: skip
    for number in range(tries):
        words = lines[(number * 7 + seed) % len(lines)]
        if "--store" not in words:
            words = ["--store", store, *words]
        ended = run_command(words, folder / "home", 2**31, one_line=False)
        yield f"{words[2:]}: {ended.loss}" if ended.loss else ""


ATTACKS = (
    Attack("text-fields", "input", "hostile text in every text field of every kind of record",
           len(TEXT_FIELDS) * len(HOSTILE), 200, in_fields),
    Attack("text-leaving", "input", "hostile text copied, in letters and in scripts",
           len(HOSTILE) ** 2, 60, leaving),
    Attack("text-children", "input", "what tmux, xclip and the editor are called with", 60, 3,
           children),
    Attack("text-terminal", "input", "the app on a terminal, its store full of hostile text",
           len(HOSTILE), 1, on_terminal),
    Attack("crashes", "eyes", "a fault of the program itself: what is printed and reported", 64, 2,
           crashes),
    Attack("text-commands", "input", "every command on that store, and with hostile words", 210, 4,
           from_commands),
)  # fmt: skip
