"""What all records share: they are frozen, compared by what they say, and made by keyword.

Records are dataclasses in every respect but one: their functions are those of ``Record``, where
``dataclasses`` would write out and compile half a dozen of them anew for each class. With a dozen
classes of some twenty attributes that took 13 of the 17 ms in which they are made, at every start
of the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, fields
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, TypeVar

__all__ = ["EPOCH", "Record", "record_class"]

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for a moment that was never recorded."""

if TYPE_CHECKING:
    from dataclasses import dataclass as record_class
else:
    from dataclasses import dataclass

    T = TypeVar("T")

    def record_class(**_declared: bool) -> Callable[[type[T]], type[T]]:
        """The decorator of a record's class; see the module for what it leaves out.

        Its arguments are for the type checker, which reads it as ``dataclass``.
        """
        return dataclass(
            slots=True, kw_only=True, init=False, eq=False, repr=False, match_args=False
        )


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The attributes of a class in their order, each with the value that it has if none is said."""
    return tuple((attribute.name, attribute.default) for attribute in fields(kind))


@record_class(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Record:
    """What all records share."""

    kind: ClassVar[str] = ""

    id: str
    created: datetime = EPOCH
    changed: datetime = EPOCH

    if not TYPE_CHECKING:  # pragma: no branch

        def __init__(self, **said: Any) -> None:
            """Take the attributes by name; those that are not said have their default values."""
            for name, default in _defaults(type(self)):
                value = said.pop(name, default)
                if value is MISSING:
                    raise TypeError(f"{type(self).__name__} needs {name}")
                object.__setattr__(self, name, value)
            if said:
                raise TypeError(f"{type(self).__name__} has no {', '.join(said)}")
            if complete := getattr(self, "__post_init__", None):
                complete()

        def __setattr__(self, name: str, _value: object) -> NoReturn:
            """Refuse, as every dataclass that is frozen does."""
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name: str) -> NoReturn:
            """Refuse."""
            raise FrozenInstanceError(f"cannot delete field {name!r}")

    @property
    def title(self) -> str:
        """What a person calls this record; never empty for a complete one."""
        return self.id

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def __eq__(self, other: object) -> bool:
        """Whether the other one is of the same kind and says the same."""
        if self is other:
            return True
        if not isinstance(other, Record) or type(self) is not type(other):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        """By what it says, as records are frozen."""
        return hash(self._values())

    def __repr__(self) -> str:
        """The class and what differs from an empty record."""
        told = (
            f"{name}={getattr(self, name)!r}"
            for name, attribute in self.__dataclass_fields__.items()
            if getattr(self, name) != attribute.default
        )
        return f"{type(self).__name__}({', '.join(told)})"
