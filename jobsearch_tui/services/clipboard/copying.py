"""Copying itself: try one way after the other, and never claim more than is known."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from jobsearch_tui.domain.text import for_clipboard, unix_lines
from jobsearch_tui.services.clipboard.choice import Way, ways
from jobsearch_tui.services.clipboard.programs import Run, run, to_desktop
from jobsearch_tui.services.clipboard.sequences import fits, osc52, through_screen
from jobsearch_tui.services.clipboard.surroundings import Surroundings, Tmux
from jobsearch_tui.value import dataclass

_SENT = "Sent to your terminal; if nothing arrives press v."
_IN_TMUX = "In the tmux buffer (prefix ])."
_IN_TMUX_AND_OFFERED = "In the tmux buffer (prefix ]), and offered to your terminal."
_PRESS_V = "Press v to see the text and mark it by hand."
_TOO_LONG = "too long for your terminal's clipboard"
_SET_ON = "The tmux on your own machine passes it on only with: set -s set-clipboard on"
_HERE_SET_ON = "tmux drops it here without: set -s set-clipboard on"
_LEFT_OUT = "Control characters were left out."
# Seconds between looks at tmux's buffer: it is filled within milliseconds, or not at all.
_PAUSES = (0.0, 0.02, 0.05, 0.1, 0.3, 0.5)


@dataclass(frozen=True)
class Outcome:
    """What became of a copy.

    ``verified``: the text was read back from the place that ``words`` name. ``words`` is a
    sentence or two for the user, ``hint`` what may help (perhaps empty).
    """

    way: Way
    verified: bool
    words: str
    hint: str = ""


@dataclass(frozen=True)
class Refusal:
    """A way that did not work; ``why`` completes the words *Not copied:*."""

    why: str


class ToDesktop(Protocol):
    """Copies to the desktop; ``""`` once read back, else why it is not there."""

    def __call__(self, text: str, environ: Mapping[str, str]) -> str: ...


@dataclass(frozen=True)
class Means:
    """What copying acts through: the terminal, other programs, the desktop, and time."""

    terminal: Callable[[str], None]
    run: Run
    desktop: ToDesktop
    pause: Callable[[float], None]


def copy(
    text: str,
    *,
    surroundings: Surroundings,
    terminal: Callable[[str], None],
    forced: Way | None = None,
    run: Run = run,
    desktop: ToDesktop = to_desktop,
    pause: Callable[[float], None] = time.sleep,
) -> Outcome:
    """Copy the text, by the best way that works here or by the ``forced`` one.

    ``terminal`` writes a sequence to the real terminal. Blocks for a few seconds at worst:
    call it off the event loop. Control characters other than newline and tab never leave.
    The other arguments are the doers, which tests replace.
    """
    safe = for_clipboard(text)
    if not safe:
        return Outcome(Way.NONE, verified=False, words="There is nothing to copy.")
    outcome = _try_each(safe, surroundings, forced, Means(terminal, run, desktop, pause))
    if safe == unix_lines(text):
        return outcome
    return replace(outcome, hint=f"{outcome.hint} {_LEFT_OUT}".lstrip())


def _try_each(text: str, around: Surroundings, forced: Way | None, means: Means) -> Outcome:
    why = ""
    for way in ways(around, forced):
        if way is Way.NONE:
            return Outcome(way, False, "Not copied: config.toml says none.", _PRESS_V)
        if way is Way.VIEW:
            break
        result = _DOERS[way](text, around, means)
        if isinstance(result, Outcome):
            return replace(result, hint=result.hint or _sentence(why))
        why = result.why
    if not why and around.refusing_terminal:
        why = f"{around.refusing_terminal} takes no OSC 52"
    words = f"Not copied: {why}." if why else "Not copied."
    return Outcome(Way.VIEW, verified=False, words=words, hint=_PRESS_V)


def _sentence(why: str) -> str:
    return f"{why[0].upper()}{why[1:]}." if why else ""


def _by_desktop(text: str, around: Surroundings, means: Means) -> Outcome | Refusal:
    if why := means.desktop(text, around.desktop_environ):
        return Refusal(why)
    if around.tmux or not around.environ.get("STY"):
        return Outcome(Way.DESKTOP, verified=True, words="Copied.")
    # screen keeps the DISPLAY it was begun with, though attached from elsewhere since.
    words = "Copied on this machine's desktop."
    if isinstance(_by_screen(text, around, means), Outcome):
        words = "Copied on this machine's desktop; sent to your terminal too."
    return Outcome(Way.DESKTOP, verified=True, words=words, hint=_PRESS_V)


def _by_tmux(text: str, around: Surroundings, means: Means) -> Outcome | Refusal:
    tmux = around.tmux or Tmux()
    outside = fits(text) and (
        (tmux.set_clipboard == "on" and _by_osc52_in_tmux(text, means))
        or (tmux.asks_terminal and _load_buffer(text, means, "-w"))
    )
    if outside:
        return Outcome(Way.TMUX, verified=True, words=_IN_TMUX_AND_OFFERED, hint=_outside(around))
    if not _load_buffer(text, means):
        return Refusal("tmux did not take the text")
    return Outcome(Way.TMUX, verified=True, words=_IN_TMUX, hint=_why_not_outside(text, tmux))


def _by_osc52_in_tmux(text: str, means: Means) -> bool:
    """Whether tmux took the text from the terminal's own sequence, and so passed it on."""
    # The names as well: an equal text, copied before, would confirm what never came.
    before = _buffer_names(means)
    if not _send(osc52(text), means):
        return False
    for seconds in _PAUSES:
        means.pause(seconds)
        if _buffer_holds(text, means) and _buffer_names(means) != before:
            return True
    return False


def _buffer_names(means: Means) -> str | None:
    return means.run(["tmux", "list-buffers", "-F", "#{buffer_name}"])


def _load_buffer(text: str, means: Means, *options: str) -> bool:
    loaded = means.run(["tmux", "load-buffer", *options, "-"], text)
    return loaded is not None and _buffer_holds(text, means)


def _buffer_holds(text: str, means: Means) -> bool:
    return means.run(["tmux", "show-buffer"]) == text


def _outside(around: Surroundings) -> str:
    return _SET_ON if around.within_local_multiplexer else "If nothing arrives there press v."


def _why_not_outside(text: str, tmux: Tmux) -> str:
    if not fits(text):
        return f"It is {_TOO_LONG}."
    if tmux.set_clipboard == "off":
        return "tmux's set-clipboard is off, so your terminal was not asked."
    return "This tmux cannot ask your terminal."


def _by_screen(text: str, _around: Surroundings, means: Means) -> Outcome | Refusal:
    # Not bare OSC 52 as well: screen writes a long one on the display as if it were text.
    return _sent(Way.SCREEN, text, through_screen, means)


def _by_osc52(text: str, around: Surroundings, means: Means) -> Outcome | Refusal:
    return _sent(Way.OSC52, text, osc52, means, _what_stops_osc52(around))


def _sent(
    way: Way, text: str, sequence: Callable[[str], str], means: Means, hint: str = ""
) -> Outcome | Refusal:
    if not fits(text):
        return Refusal(_TOO_LONG)
    if not _send(sequence(text), means):
        return Refusal("the terminal could not be written to")
    return Outcome(way, verified=False, words=_SENT, hint=hint)


def _what_stops_osc52(around: Surroundings) -> str:
    if around.environ.get("TMUX") and (around.tmux or Tmux()).set_clipboard != "on":
        return _HERE_SET_ON
    if around.within_local_multiplexer:
        return _SET_ON
    if around.refusing_terminal:
        return f"It will not arrive: {around.refusing_terminal} takes no OSC 52."
    return ""


def _send(sequence: str, means: Means) -> bool:
    try:
        means.terminal(sequence)
    except OSError:
        return False
    return True


_DOERS: Mapping[Way, Callable[[str, Surroundings, Means], Outcome | Refusal]] = {
    Way.DESKTOP: _by_desktop,
    Way.TMUX: _by_tmux,
    Way.SCREEN: _by_screen,
    Way.OSC52: _by_osc52,
}
