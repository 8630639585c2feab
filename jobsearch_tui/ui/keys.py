"""The user's own keys: checked in pure code, as the framework would take a mistake in silence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from jobsearch_tui.config import KeySetting
from jobsearch_tui.ui.commands import COMMANDS, SCREENS, key_sign, key_words
from jobsearch_tui.ui.own_key import place_of
from jobsearch_tui.ui.own_keys import own_keys
from jobsearch_tui.value import dataclass

_TOGETHER: Final = frozenset(
    frozenset(pair)
    for pair in (
        ("", "table"),
        ("", "record"),
        *((screen, "") for screen in SCREENS),
        *((screen, "table") for screen in SCREENS),
        *((screen, "record") for screen in SCREENS),
        ("choose", "table"),
        ("form", "field"),
        ("scripts", "table"),
        ("help", "record"),
        ("offers", "record"),
    )
)
"""Places whose keys count at the same time; those of one place always do."""

_INSTEAD: Final = frozenset(
    (
        *(frozenset({f"scripts.{page}", f"table.{page}"}) for page in ("page-down", "page-up")),
        frozenset({"done", "record.page-down"}),
    )
)
"""Pairs of which one counts instead of the other: in the list of scripts the pages are those of
the text beside it; in the daily review the item in full has its own while it has the focus."""

_TYPED_IN: Final = frozenset(
    {"quicklog", "form", "field", "line", "filter", "palette", "gap", "welcome", "worksheet"}
)
"""Places where letters are typed, and so can be no commands."""

_MODIFIERS: Final = ("alt", "ctrl", "shift")
"""In the order of the alphabet, in which Textual writes them."""

_ALIASES: Final = {
    " ": "space",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page-up": "pageup",
    "page-down": "pagedown",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}


@dataclass(frozen=True)
class Keymap:
    """The keys of every command; ``changed`` holds those that the user chose, as Textual's."""

    keys: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, str]

    def of(self, id: str) -> tuple[str, ...]:
        """The keys of a command, or of something that a table or dialog does by itself.

        Raises KeyError when there is no such id.
        """
        return self.keys[id] if id in self.keys else _own_defaults()[id]


def keymap_of(settings: Iterable[KeySetting], problems: list[str]) -> Keymap:
    """The keymap of the user's settings, or the defaults when anything in them is wrong.

    What is wrong is added to ``problems`` in words, with the line of ``config.toml``.
    """
    settings = tuple(settings)
    commands = {command.id: command.keys for command in COMMANDS}
    if not settings:
        return Keymap(commands, {})
    defaults = commands | _own_defaults()
    chosen, found = _chosen(settings, defaults)
    keys = defaults | chosen
    found += _clashes(keys, {setting.id: setting for setting in settings if setting.id in chosen})
    if found:
        problems.extend([*found, "The default keys are used."])
        return Keymap(defaults, {})
    changed = {id: ",".join(names) for id, names in keys.items() if names != defaults[id]}
    return Keymap(keys, changed)


def _own_defaults() -> dict[str, tuple[str, ...]]:
    return {key.id: key.keys for key in own_keys()}


def _chosen(
    settings: Iterable[KeySetting], known: Mapping[str, tuple[str, ...]]
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys of the settings that make sense, and what is wrong with the others."""
    chosen: dict[str, tuple[str, ...]] = {}
    found: list[str] = []
    for setting in settings:
        wrong = _wrong(setting, known)
        if wrong:
            found.append(f"{_where(setting)}: {wrong}")
        else:
            chosen[setting.id] = tuple(dict.fromkeys(map(textual_name, setting.keys)))
    return chosen, found


def _wrong(setting: KeySetting, known: Mapping[str, tuple[str, ...]]) -> str:
    """What is wrong with one setting by itself; the empty text when nothing is."""
    if setting.id not in known:
        near = get_close_matches(setting.id, known, 1)
        hint = f"; is “{near[0]}” meant?" if near else "; ? lists the keys, docs/keys.md the ids."
        return f"there is no command “{setting.id}”{hint}"
    if not setting.keys:
        return f"“{setting.id}” needs a key."
    for key in setting.keys:
        name = textual_name(key)
        if not name:
            return f"“{key}” is no key."
        if place_of(setting.id) in _TYPED_IN and key_sign(name):
            return f"“{setting.id}” cannot be {key_words(name)}: that is typed there. Try F5."
    return ""


def _where(setting: KeySetting) -> str:
    return f"config.toml line {setting.line}" if setting.line else "config.toml"


def textual_name(key: str) -> str:
    """Textual's name of a key as people write it; empty when there is no such key.

    ``Ctrl+P`` is ``ctrl+p``, ``?`` is ``question_mark``, ``Shift+a`` is ``A``.
    """
    # A plus sign parts two keys, unless it is the key itself.
    *parts, last = re.split(r"(?<=\w)\s*\+\s*(?=.)", key.strip())
    modifiers = sorted(part.lower() for part in parts)
    name = _single_name(last)
    if not name or any(modifier not in _MODIFIERS for modifier in modifiers):
        return ""
    if len(name) == 1 and "ctrl" in modifiers:
        name = name.lower()
    elif len(name) == 1 and modifiers == ["shift"]:
        return name.upper()
    return "+".join([*modifiers, name])


def _single_name(key: str) -> str:
    """Textual's name of a key without modifiers; empty when there is none."""
    key = _ALIASES.get(key.lower(), key if len(key) == 1 else key.lower())
    if key in _NAMED:
        return key
    sign = key if len(key) == 1 else key_sign(key)
    if len(sign) != 1 or not sign.isprintable():
        return ""
    if sign.isalnum():
        return sign
    written = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(written, written)


_NAMED: Final = frozenset(key.value for key in Keys if key.value.isalnum()) - {"return"}


def _clashes(keys: Mapping[str, tuple[str, ...]], chosen: Mapping[str, KeySetting]) -> list[str]:
    """Two things that can be asked for at the same place must not have one key."""
    found: dict[tuple[str, str], str] = {}
    for id, other in _rivals(keys, list(chosen)):
        for key in keys[id]:
            if key in keys[other]:
                found.setdefault((id, key), other)
    return [
        f"{_where(chosen[id])}: {key_words(key)} of “{id}” is the key of “{other}” already."
        for (id, key), other in found.items()
    ]


def _rivals(keys: Mapping[str, tuple[str, ...]], chosen: list[str]) -> Iterator[tuple[str, str]]:
    """Each id that the user chose with each other one that it may disturb, every pair once."""
    for number, id in enumerate(chosen):
        for other in keys:
            if other != id and other not in chosen[number:] and _meet(id, other):
                yield id, other


def _meet(id: str, other: str) -> bool:
    if frozenset({id, other}) in _INSTEAD:
        return False
    places = frozenset({_place(id), _place(other)})
    return len(places) == 1 or places in _TOGETHER


def _place(id: str) -> str:
    """Where the keys of an id count: a screen, a part of one, or "" for all screens."""
    return _OF_SCREENS.get(id) or place_of(id)


_OF_SCREENS: Final = {one.id: one.where for one in COMMANDS if one.where in SCREENS}
