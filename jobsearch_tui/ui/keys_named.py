"""Words of a dialog that name its keys: the user's own, where they gave other ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Static

from jobsearch_tui.ui.commands import key_words

_ID: Final = re.compile(r"\{([a-z.-]+)\}")


@runtime_checkable
class HasKeys(Protocol):
    """An app in which keys may be other than the defaults."""

    @property
    def changed_keys(self) -> Mapping[str, str]:
        """The keys of each id that has others, as Textual writes them: ``f3,ctrl+s``."""


def named(app: App[Any], words: str, *owners: type[DOMNode]) -> str:
    """The words, with the first key of an id in the place of each ``{id}``.

    ``owners`` are the classes that these keys belong to. Raises KeyError for an id that none of
    them has.
    """
    keys = {id: key for owner in owners for id, key in _keys(owner)}
    if isinstance(app, HasKeys):
        keys |= app.changed_keys
    return _ID.sub(lambda found: key_words(keys[found[1]].partition(",")[0].strip()), words)


def _keys(owner: type[DOMNode]) -> Iterator[tuple[str, str]]:
    """The ids and keys of a class, those that it inherits first."""
    for ancestor in reversed(owner.__mro__):
        for binding in vars(ancestor).get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                yield binding.id, binding.key


class KeysLine(Static):
    """The keys of a dialog, in its last lines."""

    DEFAULT_CSS = "KeysLine { height: auto; color: $text-muted; }"

    def __init__(self, words: str, *owners: type[DOMNode], id: str | None = None) -> None:
        """Take the words and the classes whose keys they name, as :func:`named` does."""
        super().__init__(id=id, markup=False)
        self._words = words
        self._owners = owners

    def on_mount(self) -> None:
        """Show the keys as they are mapped."""
        self.say(self._words)

    def say(self, words: str) -> None:
        """Name these keys from now on."""
        self.update(Content(named(self.app, words, *self._owners)))
