"""A hybrid logical clock: which of two values is the later one, on machines whose clocks differ.

A stamp is a text such as ``019aba3c5d10-0003-k3f9m2``: the milliseconds since 1970 in hexadecimal,
a counter, and the machine. Stamps are compared as texts. The stamp of a value is always greater
than that of the value which it replaced, however slow the clock of the machine is; so what was
written in the knowledge of another value wins over it, and clocks only decide between two
values that were written without knowledge of one another.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

NEVER: Final = ""
"""The stamp of a value that was never written; smaller than every other."""

_SHAPE: Final = re.compile(r"([0-9a-f]{12})-([0-9a-f]{4})-[0-9a-z]{1,16}")
_MOST: Final = 0xFFFF
_LATEST: Final = 0xFFFF_FFFF_FFFF
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_YEAR_9999: Final = (datetime(9999, 1, 1, tzinfo=UTC) - _EPOCH) // _MILLISECOND


def following(previous: str, wall: datetime, machine: str) -> str:
    """The stamp of a value written at ``wall`` (aware) on a machine, in place of another one.

    ``previous`` is the stamp of the value that it replaces, or :data:`NEVER`. ``machine`` is a
    short name of digits and small letters.
    """
    now = max(0, (wall - _EPOCH) // _MILLISECOND)
    then, count = _parts(previous)
    if now > then:
        return _spelt(now, 0, machine)
    if count < _MOST:
        return _spelt(then, count + 1, machine)
    return _spelt(min(then + 1, _LATEST), 0, machine)


def is_stamp(text: object) -> bool:
    """Whether a value has the shape of a stamp."""
    return isinstance(text, str) and _SHAPE.fullmatch(text) is not None


def moment(stamp: str) -> datetime:
    """The time that a stamp tells, in UTC; 1970 for one that was never written."""
    return _EPOCH + max(0, min(_parts(stamp)[0], _YEAR_9999)) * _MILLISECOND


def _parts(stamp: str) -> tuple[int, int]:
    found = _SHAPE.fullmatch(stamp)
    return (int(found[1], 16), int(found[2], 16)) if found else (-1, 0)


def _spelt(milliseconds: int, count: int, machine: str) -> str:
    return f"{milliseconds:012x}-{count:04x}-{machine}"
