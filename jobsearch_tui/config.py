"""``config.toml``: read and checked. What is wrong in it is told, and its default is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jobsearch_tui.value import dataclass

CLIPBOARDS: Final = ("auto", "desktop", "tmux", "screen", "osc52", "view", "none")
"""The values of ``clipboard``; each but ``auto`` is a way of ``services.clipboard``."""


@dataclass(frozen=True)
class KeySetting:
    """The keys that the user wants for one command; ``line`` is that of the file, 0: unknown."""

    id: str
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Config:
    """The settings. An empty theme, store or zone means that none was set.

    ``keys`` are as the user wrote them: whether the commands exist and the keys are free is for
    the screens to say. ``lines`` gives the line of each setting that stands in the file.
    ``problems`` are sentences that name the file and the line.
    """

    theme: str = ""
    clipboard: str = "auto"
    store: str = ""
    mouse: bool = True
    zone: str = ""
    sync_look: bool = False
    keys: tuple[KeySetting, ...] = ()
    problems: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def read_config(path: Path) -> Config:
    """The settings in a file; the defaults when there is none. Nothing in it raises."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config()
    except OSError as error:
        return Config(problems=(f"{path.name} cannot be read: {error.strerror}. {_DEFAULTS}",))
    return parse_config(data, path.name)


_DEFAULTS: Final = "The defaults are used."


def parse_config(data: bytes, name: str = "config.toml") -> Config:
    """The settings in the text of a file called ``name``."""
    import tomllib

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
_HEADING: Final = r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$"


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
            problems.append(lines.problem(name, f"no setting “{name}”; there are {known}."))
        elif why := _RULES[name](value):
            problems.append(lines.problem(name, f"{name} {why}, not {_quoted(value)}."))
        else:
            values[name] = value
    return Config(**values, problems=tuple(problems), lines=MappingProxyType(lines.found))


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value)[:40]


def _a_text(value: object) -> str:
    return "" if isinstance(value, str) else "is a text in quotes"


def _a_switch(value: object) -> str:
    return "" if isinstance(value, bool) else "is true or false"


def _a_way(value: object) -> str:
    return "" if value in CLIPBOARDS else f"is one of {', '.join(CLIPBOARDS)}"


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


_RULES: Final = {
    "theme": _a_text,
    "clipboard": _a_way,
    "store": _a_text,
    "mouse": _a_switch,
    "zone": _a_zone,
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
            what = f"{id} is a key in quotes, or a list of them, not {_quoted(value)}."
            problems.append(lines.problem(f"keys.{id}", what))
        else:
            settings.append(KeySetting(id, tuple(keys), lines.of(f"keys.{id}")))
    return tuple(settings), problems


def _is_key(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
