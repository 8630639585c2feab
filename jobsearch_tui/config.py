"""``config.toml``: read and checked. What is wrong in it is told, and its default is used."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jobsearch_tui.value import dataclass

CLIPBOARDS: Final = ("auto", "desktop", "tmux", "screen", "osc52", "view", "none")
"""The values of ``clipboard``; each but ``auto`` is a way of ``services.clipboard``."""

ASCII: Final = ("auto", "yes", "no")
"""The values of ``ascii``: whether borders, marks and letters are drawn in ASCII alone."""

CALENDAR_PARTS: Final = ("preparation", "todos", "notes")
"""What ``calendar_with`` may name."""


@dataclass(frozen=True)
class KeySetting:
    """The keys that the user wants for one command; ``line`` is that of the file, 0: unknown."""

    id: str
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Config:
    """The settings. An empty theme, store or zone means that none was set.

    ``cover_after`` are minutes without a key, 0: never. ``keys`` are as the user wrote them:
    whether the commands exist and the keys are free is for the screens to say. ``lines`` gives
    the line of each setting that stands in the file. ``calendar`` is a file that is kept up to
    date, ``calendar_with`` the names of what goes into it besides the interviews,
    ``calendar_alarm`` the minutes of its reminders (0: none). ``problems`` are sentences that
    name the file and the line.
    """

    theme: str = ""
    clipboard: str = "auto"
    store: str = ""
    mouse: bool = True
    mask: bool = False
    cover_after: int = 0
    ascii: str = "auto"
    zone: str = ""
    calendar: str = ""
    calendar_with: str = ""
    calendar_alarm: int = 0
    sync_look: bool = False
    keys: tuple[KeySetting, ...] = ()
    problems: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def read_config(path: Path) -> Config:
    """The settings in a file; the defaults when there is none. Nothing in it raises."""
    try:
        # Nothing waits for a pipe that bears the name of the file.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            data = file.read(LARGEST + 1) or b""
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(problems=(f"{path.name} cannot be read: {error.strerror}. {_DEFAULTS}",))
    return parse_config(data, path.name)


_MOST_MINUTES: Final = 1440
LARGEST: Final = 100_000
"""Bytes; a larger file is no list of settings."""

_LONGEST_LINE: Final = 2_000
"""Bytes; a key of thousands of parts takes tomllib a minute."""

_MOST_PROBLEMS: Final = 8
"""Sentences about one file; what else is wrong in it is counted."""

_NAME_SHOWN: Final = 40

_DEFAULTS: Final = "The defaults are used."


def parse_config(data: bytes, name: str = "config.toml") -> Config:
    """The settings in the text of a file called ``name``."""
    import tomllib

    if len(data) > LARGEST or any(len(line) > _LONGEST_LINE for line in data.splitlines()):
        return Config(problems=(f"{name} is too large for a list of settings. {_DEFAULTS}",))
    try:
        text = data.decode("utf-8-sig")
        told = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Config(problems=(f"{name} line {line}: this is not UTF-8 text. {_DEFAULTS}",))
    except tomllib.TOMLDecodeError as error:
        return Config(problems=(_syntax_problem(name, str(error), data),))
    except RecursionError:
        return Config(problems=(f"{name} is nested too deeply. {_DEFAULTS}",))
    except ValueError:  # of a number with thousands of digits
        return Config(problems=(f"{name} holds a number that is too long. {_DEFAULTS}",))
    return _checked(told, _Lines(name, text))


def _syntax_problem(name: str, message: str, data: bytes) -> str:
    """tomllib's message with the line in front, as in all other sentences about the file."""
    found = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
    end = len(data.splitlines()) or 1
    line = int(found[1]) if found and found[1] else end
    what = message[: found.start()] if found else message
    return f"{name} line {line}: {what}. {_DEFAULTS}"


# Not compiled here: most runs find no file to read.
_PART: Final = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEY: Final = rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*="
_HEADING: Final = r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$"


class _Lines:
    """Where settings stand in the text of a file, for sentences about them.

    Found by looking for ``key =`` under the table's heading, which is how people write the file.
    A key inside a text of several lines may be taken for it, and the keys of an inline table
    stand on the line of the table; ``0`` is a line that was not found.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.found: dict[str, int] = {}
        table = ""
        for number, line in enumerate(text.splitlines(), 1):
            if heading := re.match(_HEADING, line):
                table = f"{_bare(heading[1])}."
                self.found.setdefault(table[:-1], number)
            elif key := re.match(_KEY, line):
                self.found.setdefault(f"{table}{_bare(key[1])}", number)

    def of(self, key: str) -> int:
        """The line of a setting, ``keys.quit`` for one in a table; that of its table if need be."""
        return self.found.get(key) or self.found.get(key.partition(".")[0], 0)

    def problem(self, key: str, what: str) -> str:
        """A sentence about a setting."""
        line = self.of(key)
        return f"{self.name} line {line}: {what}" if line else f"{self.name}: {what}"


def _bare(key: str) -> str:
    """A key as it is meant: without quotes, and without spaces round its dots."""
    parts = re.findall(_PART, key)
    return ".".join(part.strip("\"'") for part in parts)


def _checked(told: Mapping[str, Any], lines: _Lines) -> Config:
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in told.items():
        if name == "keys":
            values["keys"], wrong = _keys(value, lines)
            problems.extend(wrong)
        elif name not in _RULES:
            known = ", ".join([*_RULES, "[keys]"])
            problems.append(
                lines.problem(name, f"no setting “{name[:_NAME_SHOWN]}”; there are {known}.")
            )
        elif why := _RULES[name](value):
            problems.append(lines.problem(name, f"{name} {why}, not {_quoted(value)}."))
        else:
            values[name] = value
    return Config(
        **values, problems=_the_first(problems, lines.name), lines=MappingProxyType(lines.found)
    )


def _the_first(problems: list[str], name: str) -> tuple[str, ...]:
    more = len(problems) - _MOST_PROBLEMS
    rest = (f"{name}: {more} more settings are wrong.",) if more > 0 else ()
    return (*problems[:_MOST_PROBLEMS], *rest)


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a number of so many digits"
    try:
        return repr(value)[:40]
    except ValueError:  # of a list that holds such a number
        return "that"


_MOST_BITS: Final = 128


def _a_text(value: object) -> str:
    return "" if isinstance(value, str) else "is a text in quotes"


def _a_path(value: object) -> str:
    if not isinstance(value, str):
        return "is a text in quotes"
    return "is the path of a file" if "\0" in value else ""


def _a_switch(value: object) -> str:
    return "" if isinstance(value, bool) else "is true or false"


def _some_minutes(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_MINUTES:
        return ""
    return f"is a whole number of minutes from 0 to {_MOST_MINUTES}; 0 is never"


def _a_way(value: object) -> str:
    return "" if value in CLIPBOARDS else f"is one of {', '.join(CLIPBOARDS)}"


def _an_ascii(value: object) -> str:
    return "" if value in ASCII else f"is one of {', '.join(ASCII)}"


def _a_zone(value: object) -> str:
    from zoneinfo import ZoneInfo

    why = "is the name of a time zone such as Europe/Paris"
    if not isinstance(value, str):
        return why
    try:
        ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        return why
    return ""


def _calendar_parts(value: object) -> str:
    known = isinstance(value, str) and set(value.split()) <= set(CALENDAR_PARTS)
    return "" if known else f"is one or more of {', '.join(CALENDAR_PARTS)}, in one text"


def _minutes_before(value: object) -> str:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    fits = is_number and 0 <= value <= _LONGEST_ALARM  # type: ignore[operator]
    return "" if fits else f"is a number of minutes from 0 to {_LONGEST_ALARM}"


_LONGEST_ALARM: Final = 40_320
"""Minutes: four weeks."""

_RULES: Final = {
    "theme": _a_text,
    "clipboard": _a_way,
    "store": _a_path,
    "mouse": _a_switch,
    "mask": _a_switch,
    "cover_after": _some_minutes,
    "ascii": _an_ascii,
    "zone": _a_zone,
    "calendar": _a_text,
    "calendar_with": _calendar_parts,
    "calendar_alarm": _minutes_before,
    "sync_look": _a_switch,
}
"""What each setting must be: the words for it when it is something else."""


def _keys(told: object, lines: _Lines) -> tuple[tuple[KeySetting, ...], list[str]]:
    if not isinstance(told, dict):
        return (), [lines.problem("keys", "keys is a table: write [keys] and a line for each.")]
    settings: list[KeySetting] = []
    problems: list[str] = []
    for id, value in told.items():
        keys = (value,) if isinstance(value, str) else value
        if not isinstance(keys, list | tuple) or not all(_is_key(key) for key in keys):
            what = (
                f"{id[:_NAME_SHOWN]} is a key in quotes, or a list of them, not {_quoted(value)}."
            )
            problems.append(lines.problem(f"keys.{id}", what))
        else:
            settings.append(KeySetting(id, tuple(keys), lines.of(f"keys.{id}")))
    return tuple(settings), problems


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
