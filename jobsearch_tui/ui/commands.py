"""Every command of the screens, declared once.

From this table come the key bindings, the line of keys at the bottom, the help, the palette,
the ids that ``config.toml`` may give other keys to, and the table in ``docs/keys.md``.
"""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Command:
    """One thing a person can ask for.

    ``keys`` are Textual's names, the first one is shown. ``label`` stands in the line of keys
    (empty: not there), ``help`` in the help and the palette. ``where`` is the screen: ``work``
    is wherever there is a record to work on, ``dashboard`` the four panes alone, ``today`` the
    daily review, ``app`` everywhere.
    """

    id: str
    keys: tuple[str, ...]
    title: str
    help: str
    where: str = "work"
    label: str = ""
    action: str = ""

    @property
    def action_name(self) -> str:
        """The Textual action that carries it out."""
        return self.action or self.id.replace("-", "_")

    @property
    def method(self) -> str:
        """The method of a screen, or of the app, that the action calls."""
        return f"action_{self.action_name.partition('(')[0]}"

    @property
    def binding(self) -> Binding:
        """The key binding, remappable by the command's id."""
        return Binding(",".join(self.keys), self.action_name, self.title, show=False, id=self.id)


COMMANDS: Final = (
    Command("today", ("t",), "Today", "Review what is due today, most urgent first",
            label="Today"),
    Command("done", ("space",), "Done", "Tick the item off, with what that means", "today",
            "Done"),
    Command("snooze", ("Z",), "Snooze", "Not now: tomorrow, in 3 days, a week, or on a date",
            "today", "Snooze"),
    Command("drop", ("minus",), "Drop", "Take the item out of the queue, and say why", "today",
            "Drop"),
    Command("one-before", ("backspace",), "One before", "Go back to the item before", "today"),
    Command("other-part", ("tab", "shift+tab"), "Other part",
            "Go from the queue to the item in full, and back", "today"),
    Command("weeks", ("w",), "Weeks", "Twelve weeks as bars: scheduled, expected, capacity"),
    Command("log", ("l",), "Log", "Log a call or a message in one line", label="Log"),
    Command("add", ("a",), "Add", "Add a record of the pane's kind", label="Add"),
    Command("add-other", ("A",), "Add other", "Add a record of any kind, about this one"),
    Command("edit", ("e",), "Edit", "Edit the record", label="Edit"),
    Command("stage", ("s",), "Stage", "Move the record to another stage", label="Stage"),
    Command("copy-script", ("c",), "Copy script", "Choose, fill and copy a call script",
            label="Script"),
    Command("follow-up", ("f",), "Follow up", "Pin the date of the next contact"),
    Command("schedule", ("i",), "Interview", "Schedule an interview from this record"),
    Command("move", ("m",), "Move", "Move the interview to the next week with room"),
    Command("calendar", ("C",), "Calendar", "Write the interview to a file for a calendar program"),
    Command("look-back", ("d",), "Look back", "Rate an interview and say what to change"),
    Command("promise", ("p",), "Promise", "Note what somebody promised, and by when"),
    Command("deal", ("D",), "Broken promise", "Deal with a broken promise, step by step"),
    Command("end-run", ("E",), "End run", "After a no: the odds, then some companies to write to"),
    Command("delete", ("x", "delete"), "Delete", "Delete the record; u brings it back"),
    Command("more", ("plus",), "One more", "Let the week bear one interview more", "weeks", "More"),
    Command("fewer", ("minus",), "One fewer", "Let the week bear one interview fewer", "weeks",
            "Fewer"),
    Command("away", ("0",), "Away", "Keep the week free of interviews", "weeks", "Away"),
    Command("into-week", ("tab", "shift+tab"), "Into the week",
            "Go from the weeks to the interviews of one, and back", "weeks",
            action="other_part"),
    Command("filter", ("slash",), "Find", "Filter the pane as you type: Enter keeps, Esc clears",
            "dashboard", "Find"),
    Command("sort", ("S",), "Sort", "Sort the pane by any column", "dashboard"),
    Command("zoom", ("z",), "Zoom", "Give the pane the whole screen, or back", "dashboard"),
    Command("pane-1", ("1",), "Agencies", "Go to the agencies", "dashboard", action="pane(0)"),
    Command("pane-2", ("2",), "Recruiters", "Go to the recruiters", "dashboard",
            action="pane(1)"),
    Command("pane-3", ("3",), "Ads", "Go to the ads", "dashboard", action="pane(2)"),
    Command("pane-4", ("4",), "Interviews", "Go to the interviews", "dashboard",
            action="pane(3)"),
    Command("next-pane", ("tab", "right"), "Next pane", "Go to the next pane, or the record",
            "dashboard"),
    Command("last-pane", ("shift+tab", "left"), "Last pane", "Go to the pane before",
            "dashboard"),
    Command("campaigns", ("b",), "Campaigns", "Broadcast and end runs, their letters and outcomes"),
    Command("batch", ("B",), "Letters", "Write the next letters to files, and log them",
            "campaigns"),
    Command("back", ("escape",), "Back", "Go back; never quits", "work"),
    Command("offers", ("o",), "Offers", "Set offers side by side; see whom to close with"),
    Command("figures", ("v",), "Figures", "What came of it all, and what to do about it"),
    Command("next-figure", ("tab", "right"), "Next figure", "Go to the next figure", "figures",
            "Next figure", action="turn(1)"),
    Command("last-figure", ("shift+tab", "left"), "Figure before", "Go to the figure before",
            "figures", action="turn(-1)"),
    Command("rest", ("R",), "Rest", "Put the search to rest, or take it up again"),
    Command("twins", ("equals_sign",), "Twins", "Unite likely twins, field by field"),
    Command("unite", ("ampersand",), "Unite", "Unite the record with another one that you name"),
    Command("undo", ("u",), "Undo", "Take back the last change, up to fifty steps", label="Undo"),
    Command("redo", ("U",), "Redo", "Make again what was undone"),
    Command("pace", ("P",), "Pace", "Change your weekly capacity, cadences, name and zone"),
    Command("mask", ("M",), "Mask", "Mask names and texts for a shared screen, or show them"),
    Command("import", ("I",), "Import", "Import a spreadsheet, address book, invitation or export"),
    Command("backups", ("K",), "Backups", "Keep a copy of everything, or restore one"),
    Command("sync", ("Y",), "Sync", "Bring this machine and your other one together"),
    Command("notices", ("N",), "Notices", "Read again what was said at the bottom"),
    Command("help", ("question_mark", "f1"), "Help", "All keys and words", "app", "Help"),
    Command("palette", ("ctrl+p", "colon"), "Palette", "Find any command by its name", "app"),
    Command("theme", ("T",), "Theme", "Try other colours; config.toml keeps them", "app"),
    Command("cover", ("ctrl+b", "ctrl+g", "H"), "Cover",
            "Cover the screen with something dull; any key uncovers it", "app"),
    Command("suspend", ("ctrl+z",), "Suspend", "Put the program to sleep; fg wakes it", "app",
            action="suspend_process"),
    Command("quit", ("q", "ctrl+q"), "Quit", "Leave; everything is saved", "app", "Quit"),
)  # fmt: skip
"""All commands, in the order of the help."""

SCREENS: Final = frozenset(one.where for one in COMMANDS) - {"work", "app"}
"""The screens that have commands of their own, of which no two are in front at once."""


def commands_of(*where: str) -> tuple[Command, ...]:
    """The commands of these screens."""
    return tuple(command for command in COMMANDS if command.where in where)


def bindings_of(*where: str) -> list[BindingType]:
    """The key bindings of these screens."""
    return [command.binding for command in commands_of(*where)]


def command(id: str) -> Command:
    """The command with this id; raises KeyError when there is none."""
    return _BY_ID[id]


_BY_ID: Final = {command.id: command for command in COMMANDS}

_SHOWN: Final = {
    "slash": "/",
    "question_mark": "?",
    "colon": ":",
    "escape": "Esc",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "right": "→",
    "left": "←",
    "up": "↑",
    "down": "↓",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "insert": "Ins",
}


def key_words(key: str) -> str:
    """A Textual key name as people write it: ``Ctrl+P``, ``/``, ``Esc``."""
    if key in _SHOWN:
        return _SHOWN[key]
    *modifiers, last = key.split("+")
    sign = key_sign(last) if len(last) > 1 else ""
    words = _SHOWN.get(last) or sign or (last.upper() if modifiers or len(last) > 1 else last)
    return "+".join([*(modifier.capitalize() for modifier in modifiers), words])


def key_sign(key: str) -> str:
    """The sign that a key types, by Textual's name of the key; empty when it types none."""
    sign = key_to_character(_SIGN_NAMES.get(key, key)) or ""
    return sign if sign.isprintable() else ""


_SIGN_NAMES: Final = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
