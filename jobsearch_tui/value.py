"""Frozen values that cost nothing until the first of them is made.

``dataclasses`` writes and compiles the functions of each class when it is declared. For some sixty
classes, of which an evening's start needs the half, that took 35 of the 90 ms by which the program
starts later than Textual alone. So a class declared here is completed by ``dataclasses`` itself
when the first object is made of it. Until then it has no fields to ask for: what msgspec reads
from a file, and what another dataclass inherits from, is declared by ``dataclasses`` as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from collections.abc import Callable

    def dataclass(**settings: bool) -> Callable[[type], type]:
        """``dataclasses.dataclass``, for classes without slots, put off to the first object."""

        def declare(kind: type) -> type:
            def complete(self: object, *said: object, **named: object) -> None:
                del kind.__init__
                dataclasses.dataclass(**settings)(kind)
                self.__init__(*said, **named)

            kind.__init__ = complete
            return kind

        return declare


__all__ = ["dataclass"]
