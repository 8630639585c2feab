"""The colours: Textual's own themes and one of high contrast."""

from __future__ import annotations

from typing import Any, Final

from textual.app import App
from textual.theme import Theme

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
        "text-muted": "#e0e0e0",
        "primary-muted": "#c0c0c0",
    },
)

DEFAULT: Final = "ansi-dark"
"""The terminal's own colours: what its owner chose to be legible, in half the bytes."""


def register_themes(app: App[Any]) -> None:
    """Make our own themes known to the app."""
    app.register_theme(HIGH_CONTRAST)


def choose_theme(app: App[Any], wanted: str, problems: list[str]) -> str:
    """The theme to use; an unknown one is told in ``problems`` and the default is used."""
    if not wanted or wanted in app.available_themes:
        return wanted or DEFAULT
    names = ", ".join(sorted(app.available_themes))
    problems.append(f"config.toml: there is no theme “{wanted}”; there are {names}.")
    return DEFAULT
