"""What signs the terminal can show, as far as that can be found out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # asked before the first frame, which loads no other programs' ways
    from jobsearch_tui.services.clipboard.programs import Run

_LOCALE = ("LC_ALL", "LC_CTYPE", "LANG")


def locale_is_ascii(environ: Mapping[str, str]) -> bool:
    """Whether the locale says that the terminal does not read UTF-8; none at all says nothing."""
    told = next((environ[name] for name in _LOCALE if environ.get(name)), "UTF-8")
    return "utf8" not in told.lower().replace("-", "")


def tmux_is_ascii(environ: Mapping[str, str], run: Run) -> bool:
    """Whether a tmux around the program draws ``_`` in the place of all that is not ASCII.

    It does so on a terminal that was attached without a UTF-8 locale. May take two seconds.
    """
    if not environ.get("TMUX"):
        return False
    return (run(["tmux", "display-message", "-p", "#{client_utf8}"]) or "").strip() == "0"
