"""Ids: short, unique on any machine, never used again."""

from __future__ import annotations

import os
from typing import Final

ALPHABET: Final = "23456789abcdefghjkmnpqrstvwxyz"
"""Digits and letters that are not taken for one another when read aloud or typed."""

LENGTH: Final = 10
"""Characters of an id: 30**10 possibilities, so a hundred thousand records on each of ten
machines share one with a probability below one in a thousand."""


def new_id() -> str:
    """An id that was never used, by 49 random bits of the operating system's."""
    # Not by ``secrets``, whose import takes 4 ms. Of 80 random bits the remainder that is lost
    # to the division makes no letter likelier than another by more than one in 10**9.
    number = int.from_bytes(os.urandom(10))
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
