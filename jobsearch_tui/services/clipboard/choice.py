"""Which ways of copying to try, and in which order."""

from enum import StrEnum

from jobsearch_tui.services.clipboard.surroundings import Surroundings


class Way(StrEnum):
    """How a text may travel; the values are those of ``clipboard`` in config.toml."""

    DESKTOP = "desktop"
    """pyperclip, in a child process, read back."""
    TMUX = "tmux"
    """tmux's buffer, and through tmux the terminal outside."""
    SCREEN = "screen"
    """OSC 52 in pieces that GNU screen passes on."""
    OSC52 = "osc52"
    """OSC 52, straight to the terminal."""
    VIEW = "view"
    """Not copied: shown plainly, to be marked by hand."""
    NONE = "none"
    """Copying is switched off."""


def ways(surroundings: Surroundings, forced: Way | None = None) -> tuple[Way, ...]:
    """The ways to try, best first; the last one (view or none) always holds.

    ``forced`` is the user's own choice: no other way is tried in its place.
    """
    if forced in {Way.VIEW, Way.NONE}:
        return (forced,)
    if forced is not None:
        return (forced, Way.VIEW)
    desktop = (Way.DESKTOP,) if surroundings.desktop else ()
    return (*desktop, *_through_terminal(surroundings), Way.VIEW)


def _through_terminal(surroundings: Surroundings) -> tuple[Way, ...]:
    if surroundings.tmux:
        return (Way.TMUX,)
    if surroundings.screen:
        return (Way.SCREEN,)
    return () if surroundings.refusing_terminal else (Way.OSC52,)
