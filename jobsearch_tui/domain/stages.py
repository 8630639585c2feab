"""The stages of each kind of record and the moves between them that are usual.

A move that is unusual is allowed with a warning and never blocked: life is untidy.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_CONTACT_PATHS: Final = {
    "queued": ("contacted", "active", "closed"),
    "contacted": ("active", "dormant", "closed"),
    "active": ("dormant", "closed"),
    "dormant": ("contacted", "active", "closed"),
    "closed": (),
}

PATHS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "agency": _CONTACT_PATHS,
        "recruiter": _CONTACT_PATHS,
        "search": {
            "discussed": ("submitted", "interviewing", "turned down", "closed"),
            "submitted": ("interviewing", "turned down", "closed"),
            "interviewing": ("placed", "turned down", "closed"),
            "placed": (),
            "turned down": (),
            "closed": (),
        },
        "ad": {
            "spotted": ("answered", "withdrawn", "expired"),
            "answered": ("replied", "interviewing", "turned down", "withdrawn", "expired"),
            "replied": ("interviewing", "turned down", "withdrawn"),
            "interviewing": ("offered", "turned down", "withdrawn"),
            "offered": ("turned down", "withdrawn"),
            "turned down": (),
            "withdrawn": (),
            "expired": (),
        },
        "target": {
            "listed": ("written", "called"),
            "written": ("called", "interview", "referred back", "no opening", "silent"),
            "called": ("interview", "referred back", "no opening", "silent"),
            "interview": (),
            "referred back": (),
            "no opening": (),
            "silent": ("called", "interview", "referred back", "no opening"),
        },
        "interview": {
            "scheduled": ("held", "cancelled", "no-show"),
            "held": (),
            "cancelled": (),
            "no-show": (),
        },
        "promise": {"open": ("kept", "broken", "waived"), "kept": (), "broken": (), "waived": ()},
        "assignment": {
            "offered": ("accepted", "declined"),
            "accepted": ("delivered", "declined"),
            "delivered": (),
            "declined": (),
        },
        "offer": {
            "made": ("accepted", "declined", "lapsed"),
            "accepted": (),
            "declined": (),
            "lapsed": (),
        },
    }
)
"""From each stage of each kind, the stages that usually follow. The first stage is the start."""

OVER: Final = frozenset(
    {
        *("closed", "placed", "turned down", "withdrawn", "expired", "referred back"),
        *("no opening", "cancelled", "no-show", "kept", "waived", "delivered", "declined"),
        *("lapsed",),
    }
)
"""Stages after which nobody expects anything more of a record."""


def stages_of(kind: str) -> tuple[str, ...]:
    """All stages of a kind in their usual order; empty for a kind that has none."""
    return tuple(PATHS.get(kind, ()))


def unusual(kind: str, before: str, after: str) -> str:
    """A warning in words when a move between stages is unusual, else the empty text.

    A stage that is not known (from a hand edit or a newer program) is unusual too.
    """
    if before == after:
        return ""
    following = PATHS.get(kind, {}).get(before, ())
    if after in following:
        return ""
    if not following:
        return f"It was already {before}; now it is {after} again."
    return f"From {before} it usually becomes {' or '.join(following)}, not {after}."
