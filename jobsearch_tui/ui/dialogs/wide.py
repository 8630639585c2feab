"""The frame of a dialog that takes all the room it can use."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

T = TypeVar("T")


class WideDialog(ModalScreen[T]):
    """A box of up to 120 × 36 with a table in it; the screen under it shows through beside it."""

    DEFAULT_CSS = """
    WideDialog {
        align: center middle;
        background: $background 0%;
        & > Vertical {
            width: 100%; max-width: 120; height: 100%; max-height: 36;
            border: heavy $primary; background: $surface; padding: 0 1;
            border-title-style: bold;
        }
        LineTable { height: 1fr; }
    }
    """
