"""The colours: the terminal's own, Textual's themes, and one of high contrast.

No theme has to tell anything: marks and words say all that colours say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from jobsearch_tui.ui.commands import Command

if TYPE_CHECKING:
    from jobsearch_tui.ui.dialogs.choose import Choose

HIGH_CONTRAST: Final = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    warning="#ffd700",
    error="#ff8080",
    success="#80ff80",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#202020",
    boost="#202020",
    dark=True,
    variables={
        "block-cursor-foreground": "#000000",
        "block-cursor-background": "#ffff00",
        "block-cursor-text-style": "bold",
        "foreground-muted": "#e0e0e0",
        "foreground-disabled": "#c0c0c0",
        "text-muted": "#e0e0e0",
        "text-disabled": "#c0c0c0",
        "text-primary": "#ffff00",
        "text-secondary": "#00ffff",
        "text-warning": "#ffd700",
        "text-error": "#ff8080",
        "text-success": "#80ff80",
        "text-accent": "#00ffff",
    },
)

TERMINAL: Final = replace(
    BUILTIN_THEMES["ansi-dark"],
    name="terminal",
    primary="ansi_cyan",
    secondary="ansi_bright_blue",
    error="ansi_bright_red",
    accent="ansi_cyan",
    # Consoles show bold black as dark grey, and that on light grey is hard to read.
    variables=BUILTIN_THEMES["ansi-dark"].variables | {"block-cursor-text-style": "none"},
)
"""The terminal's own sixteen colours, without those too dark to read on a console's black."""

DEFAULT: Final = TERMINAL.name
"""The terminal's own colours: what its owner chose to be legible, in fewer bytes."""


def register_themes(app: App[Any]) -> None:
    """Make our own themes known to the app."""
    app.register_theme(HIGH_CONTRAST)
    app.register_theme(TERMINAL)


def choose_theme(app: App[Any], wanted: str, problems: list[str]) -> str:
    """The theme to use; an unknown one is told in ``problems`` and the default is used."""
    known = theme_names(app)
    if wanted in known:
        return wanted
    if wanted and wanted not in app.available_themes:
        names = ", ".join(sorted(known))
        problems.append(f"config.toml: there is no theme “{wanted}”; there are {names}.")
    return known[0]


def theme_names(app: App[Any]) -> list[str]:
    """The themes that this terminal can show, the default first, then our own, then Textual's.

    Under ``NO_COLOR`` Textual draws in greys, and makes the terminal's own colours black on
    black: those themes are left out.
    """
    own = [DEFAULT, HIGH_CONTRAST.name]
    others = sorted(set(app.available_themes) - {*own, "textual-ansi"})
    return [
        name for name in (*own, *others) if not (app.no_color and app.available_themes[name].ansi)
    ]


def theme_commands(app: App[Any]) -> list[Command]:
    """A command for each theme, for the palette."""
    return [
        Command(
            id=f"theme.{name}",
            keys=(),
            title=f"Theme: {name}",
            help="Use these colours until you leave",
            where="app",
            action=f"theme({name!r})",
        )
        for name in theme_names(app)
    ]


def choose_among_themes(app: App[Any]) -> Choose[str]:
    """The question which theme to use, beginning at the one in use."""
    from jobsearch_tui.ui.dialogs.choose import Choose, Option

    names = theme_names(app)
    options = [Option("", name, name, _REMARKS.get(name, "")) for name in names]
    return Choose("Theme", options, start=names.index(app.theme) if app.theme in names else 0)


_REMARKS: Final = {
    DEFAULT: "your terminal's colours",
    HIGH_CONTRAST.name: "black, white, yellow",
    "ansi-light": "your terminal's, on white",
}
