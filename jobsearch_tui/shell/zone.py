"""The time zone of this machine, by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

_LOCALTIME: Final = Path("/etc/localtime")
_DATABASE: Final = "zoneinfo/"


def system_zone(environ: Mapping[str, str], localtime: Path = _LOCALTIME) -> ZoneInfo:
    """The zone that TZ names, or else the one that ``localtime`` is a link to; UTC failing both.

    A rule such as ``<+03>-3`` has no name and no history, so that UTC stands for it.
    """
    for name in _names(environ, localtime):
        try:
            return ZoneInfo(name)
        except (LookupError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _names(environ: Mapping[str, str], localtime: Path) -> Iterator[str]:
    told = environ.get("TZ", "").lstrip(":")
    if told:
        yield told.rpartition(_DATABASE)[2]
        return
    target = str(localtime.resolve())
    if _DATABASE in target:
        yield target.rpartition(_DATABASE)[2]
