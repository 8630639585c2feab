"""The text file of one script: a few ``key: value`` lines between ``---`` lines, then the text."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jobsearch_tui.domain.records import KINDS
from jobsearch_tui.domain.stages import stages_of
from jobsearch_tui.domain.text import clean, one_line
from jobsearch_tui.errors import UsageError
from jobsearch_tui.services.script_text import stray_brace
from jobsearch_tui.value import dataclass

SHIPPED: Final = "shipped"
"""The origin of a script that came with the program."""

CHANNELS: Final = ("call", "voicemail", "email", "letter", "message")
KEYS: Final = ("title", "channel", "for", "when", "states")
REQUIRED: Final = ("title", "channel")
LARGEST: Final = 100_000
"""Bytes; a larger file is no script that a person says or sends."""

_FENCE: Final = "---"


@dataclass(frozen=True)
class Script:
    """Words to say or send. ``kinds`` empty: for any record. ``origin``: ``shipped`` or a path.

    ``states`` are pairs like ``recruiter:queued`` for which this is the script to begin with.
    """

    name: str
    title: str
    channel: str
    kinds: tuple[str, ...]
    when: str
    states: tuple[str, ...]
    text: str
    origin: str

    def fits(self, kind: str) -> bool:
        """Whether the script is meant for records of this kind."""
        return not self.kinds or kind in self.kinds


def name_of(title: str) -> str:
    """The name under which a file or a wish is known: ``My Script`` is ``my-script``."""
    return "-".join(one_line(title).casefold().split())


def read_script(path: Path) -> Script:
    """The user's own script in this file.

    Raises UsageError, naming file and line, when it cannot be used.
    """
    try:
        raw = path.read_bytes() if path.stat().st_size <= LARGEST else None
    except OSError as error:
        raise _fault(str(path), 1, f"it cannot be read ({error.strerror})") from error
    if raw is None:
        raise _fault(str(path), 1, "the file is too large for a script")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _fault(str(path), line, "this is not UTF-8 text; save it as UTF-8") from error
    return parse(name_of(path.stem), text, str(path))


def parse(name: str, text: str, origin: str) -> Script:
    """The script that this text holds. Raises UsageError, naming origin and line."""
    lines = clean(text).split("\n")
    end = _header_end(lines, origin)
    header = _header(lines[1:end], origin)
    body = "\n".join(lines[end + 1 :])
    if not body.strip():
        raise _fault(origin, end + 1, "no words follow; write below this line what to say")
    if line := stray_brace(body):
        what = "a brace stands alone; write {name} for a placeholder, {{ or }} for a brace"
        raise _fault(origin, end + 1 + line, what)
    return Script(
        name=name,
        title=header["title"][1],
        channel=_channel(*header["channel"], origin),
        kinds=_kinds(*header.get("for", (0, "")), origin),
        when=header.get("when", (0, ""))[1],
        states=_states(*header.get("states", (0, "")), origin),
        text=body.strip(),
        origin=origin,
    )


def _fault(origin: str, line: int, what: str) -> UsageError:
    return UsageError(f"{one_line(origin)}, line {line}: {what}.")


def _header_end(lines: list[str], origin: str) -> int:
    """The index of the line that closes the header."""
    if lines[0].rstrip() != _FENCE:
        raise _fault(origin, 1, "a script begins with a line ---, then title: and channel:")
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            return index
    raise _fault(origin, len(lines), "a second line --- must stand between header and words")


def _header(lines: list[str], origin: str) -> dict[str, tuple[int, str]]:
    """Each key with its line number and its value."""
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(lines, start=2):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon or key not in KEYS:
            raise _fault(origin, number, f"a line here begins with one of {', '.join(KEYS)} and :")
        if key in found:
            raise _fault(origin, number, f"{key} stands here for the second time")
        found[key] = (number, value)
    for key in REQUIRED:
        number, value = found.get(key, (1, ""))
        if not value:
            raise _fault(origin, number, f"{key}: is missing")
    return found


def _list(value: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in value.split(",") if part.strip())


def _channel(line: int, value: str, origin: str) -> str:
    if value not in CHANNELS:
        raise _fault(origin, line, f"channel is one of {', '.join(CHANNELS)}")
    return value


def _kinds(line: int, value: str, origin: str) -> tuple[str, ...]:
    kinds = _list(value)
    for kind in kinds:
        if kind not in KINDS:
            raise _fault(origin, line, f"{kind!r} is no kind of record: {', '.join(KINDS)}")
    return kinds


def _states(line: int, value: str, origin: str) -> tuple[str, ...]:
    states = []
    for state in _list(value):
        kind, _, stage = (part.strip() for part in state.partition(":"))
        if stage not in stages_of(kind):
            known = ", ".join(stages_of(kind)) or "write it as recruiter:queued"
            raise _fault(origin, line, f"{state!r} is no stage of a record: {known}")
        states.append(f"{kind}:{stage}")
    return tuple(states)
