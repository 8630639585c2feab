"""The user's own keys: checked in pure code, as the framework would take a mistake in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.keys import Keys

from jobsearch_tui.config import KeySetting
from jobsearch_tui.ui.commands import COMMANDS, Command, key_words

_NAMED = frozenset(key.value for key in Keys) | {
    *("slash", "question_mark", "colon", "semicolon", "comma", "full_stop", "minus", "plus"),
    *("equals_sign", "underscore", "space", "exclamation_mark", "at", "number_sign"),
    *("dollar_sign", "percent_sign", "ampersand", "asterisk", "left_parenthesis"),
    *("right_parenthesis", "left_square_bracket", "right_square_bracket", "apostrophe"),
    *("quotation_mark", "less_than_sign", "greater_than_sign", "vertical_line", "tilde"),
    *("grave_accent", "backslash", "circumflex_accent", "left_curly_bracket"),
    *("right_curly_bracket",),
}

_SIGNS = {
    "/": "slash",
    "?": "question_mark",
    ":": "colon",
    ";": "semicolon",
    ",": "comma",
    ".": "full_stop",
    "-": "minus",
    "+": "plus",
    "=": "equals_sign",
    "!": "exclamation_mark",
    " ": "space",
    "esc": "escape",
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every command; ``changed`` holds those that the user chose, as Textual's."""

    keys: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, str]

    def of(self, command: str) -> tuple[str, ...]:
        """The keys of a command."""
        return self.keys[command]


def keymap_of(settings: Iterable[KeySetting], problems: list[str]) -> Keymap:
    """The keymap of the user's settings, or the defaults when anything in them is wrong.

    What is wrong is added to ``problems`` in words, with the line of ``config.toml``.
    """
    defaults = {command.id: command.keys for command in COMMANDS}
    keys = dict(defaults)
    found: list[str] = []
    lines: dict[str, int] = {}
    for setting in settings:
        if setting.id not in defaults:
            found.append(f"{_where(setting)}: there is no command “{setting.id}”.")
            continue
        named = tuple(textual_name(key) for key in setting.keys)
        wrong = [key for key, name in zip(setting.keys, named, strict=True) if not name]
        if wrong or not named:
            found.append(f"{_where(setting)}: “{' '.join(wrong)}” is no key.")
            continue
        keys[setting.id] = named
        lines[setting.id] = setting.line
    found.extend(_clashes(keys, lines))
    if found:
        problems.extend([*found, "The default keys are used."])
        return Keymap(defaults, {})
    changed = {id: ",".join(names) for id, names in keys.items() if names != defaults[id]}
    return Keymap(keys, changed)


def _where(setting: KeySetting) -> str:
    return f"config.toml line {setting.line}" if setting.line else "config.toml"


def textual_name(key: str) -> str:
    """Textual's name of a key as people write it; empty when there is no such key."""
    *modifiers, last = key.strip().split("+") if len(key.strip()) > 1 else [key.strip() or key]
    if any(modifier.lower() not in ("ctrl", "shift", "alt") for modifier in modifiers):
        return ""
    name = _SIGNS.get(last.lower(), last)
    single = len(name) == 1 and name.isprintable() and name.isalnum()
    if not single:
        name = name.lower()
    if not single and name not in _NAMED:
        return ""
    return "+".join([*(modifier.lower() for modifier in modifiers), name])


def _clashes(keys: Mapping[str, tuple[str, ...]], lines: Mapping[str, int]) -> Iterable[str]:
    """Two commands that can be asked for at the same place must not have one key."""
    taken: dict[str, Command] = {}
    for command in sorted(COMMANDS, key=lambda command: command.id in lines):
        for key in keys[command.id]:
            other = taken.setdefault(key, command)
            if other is not command and command.id in lines:
                yield (
                    f"config.toml line {lines[command.id]}: {key_words(key)} of "
                    f"“{command.id}” is the key of “{other.id}” already."
                )
