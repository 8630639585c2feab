"""What was half typed, as plain data that any thread may hold and any file may keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from jobsearch_tui.value import dataclass


@dataclass(frozen=True)
class Draft:
    """The words in a form or a line that were neither saved nor given up.

    ``kind`` says where they were typed: ``form:interview``, ``quicklog``, ``script``.
    ``record`` is the id of the record that they are about, "" for a new one or none.
    ``values`` holds the text of each field as it was typed, by the field's name; it is copied,
    so that later typing does not change it. ``saved_at`` is the aware time of the last keystroke;
    a time without a zone raises ValueError.
    """

    kind: str
    record: str
    values: Mapping[str, str]
    saved_at: datetime

    def __post_init__(self) -> None:
        if self.saved_at.tzinfo is None:
            raise ValueError("saved_at needs a time zone")
        object.__setattr__(self, "values", MappingProxyType(dict(self.values)))

    def as_plain(self) -> dict[str, object]:
        """Strings and a dictionary of strings, ready for JSON; the time as ISO 8601."""
        return {
            "kind": self.kind,
            "record": self.record,
            "values": dict(self.values),
            "saved_at": self.saved_at.isoformat(),
        }

    @classmethod
    def from_plain(cls, plain: object) -> Draft:
        """The draft that ``as_plain`` gave; ValueError for anything else. Unknown keys go."""
        if not isinstance(plain, Mapping):
            raise ValueError("a draft is an object")
        values = plain.get("values")
        if not isinstance(values, Mapping):
            raise ValueError("values is an object")
        return cls(
            kind=_text(plain.get("kind"), "kind"),
            record=_text(plain.get("record"), "record"),
            values={
                _text(name, "a name"): _text(value, "a value") for name, value in values.items()
            },
            saved_at=datetime.fromisoformat(_text(plain.get("saved_at"), "saved_at")),
        )


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{what} is text")
    return value
