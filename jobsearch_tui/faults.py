"""A fault of the program itself, as a report that holds nothing of its user's.

What an error says of itself often quotes the value that it met, a traceback with local variables
shows whole records, and the path of a file begins with somebody's home. So a report tells which
kind of error it was and through which lines of which modules it came, and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import TracebackType
from typing import Final

_MOST_FRAMES: Final = 60
_DEEPEST: Final = 10
"""Errors that led to one another, of which so many are told."""


def report_of(error: BaseException, version: str) -> str:
    """The kinds of error, the modules, lines and functions it came through; no values, no paths."""
    system = f"Python {sys.version.split()[0]} on {sys.platform}"
    head = f"jobsearch-tui {version}, {system}. This report holds nothing of your search."
    return "\n".join([head, *_told(error, 0, set())]) + "\n"


def kind_of(error: BaseException) -> str:
    """The name of the kind of error: ``KeyError``; of one that Textual wrapped, the inner one's."""
    return type(_wrapped(error) or error).__name__


def _wrapped(error: BaseException) -> BaseException | None:
    """The error of a worker within the one that Textual makes of it."""
    within = getattr(error, "error", None)
    return within if isinstance(within, BaseException) else None


def _told(error: BaseException, depth: int, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    yield ""
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    yield from _frames(error.__traceback__)
    if depth >= _DEEPEST:
        return
    for words, other in _led_to(error):
        if id(other) not in seen:
            yield f"  {words}:"
            yield from _told(other, depth + 1, seen)


def _led_to(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """The errors behind this one, each with how it is connected."""
    if within := _wrapped(error):
        yield "it wraps", within
    if isinstance(error, BaseExceptionGroup):
        yield from (("it holds", one) for one in error.exceptions)
    if error.__cause__ is not None:
        yield "it was caused by", error.__cause__
    elif error.__context__ is not None and not error.__suppress_context__:
        yield "it came up while this was dealt with", error.__context__


def _frames(trace: TracebackType | None) -> Iterator[str]:
    frames: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        frames.append(f"  {module}:{trace.tb_lineno} {code.co_qualname}")
        trace = trace.tb_next
    half = _MOST_FRAMES // 2
    if len(frames) > _MOST_FRAMES:
        left_out = f"  … {len(frames) - _MOST_FRAMES} more …"
        frames = [*frames[:half], left_out, *frames[-half:]]
    yield from frames
