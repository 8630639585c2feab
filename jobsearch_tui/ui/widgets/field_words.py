"""What a form says beside and under a field, as values: what is understood, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from jobsearch_tui.domain.fields import Context, Field, FieldError, show
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.text import cells, fold, shorten, visible
from jobsearch_tui.ui.widgets.field_entry import Entry
from jobsearch_tui.ui.widgets.field_picks import Pick
from jobsearch_tui.value import dataclass


class Tone(StrEnum):
    """How words are meant; each has its own mark, so that no colour is needed."""

    HINT = ""
    UNDERSTOOD = "→ "
    WARNING = "▲ "
    ERROR = "✗ "
    PLAIN = "  "
    PICKED = "▸ "


@dataclass(frozen=True)
class Remark:
    """One thing that is said of a field, on one line, or the rest of it on the next line."""

    text: str
    tone: Tone = Tone.HINT
    continues: bool = False

    @property
    def line(self) -> str:
        """The words with their mark, safe for a screen."""
        mark = " " * len(self.tone) if self.continues else self.tone
        return mark + visible(self.text)


@dataclass(frozen=True)
class Said:
    """What is said beside a field, and on the lines under it."""

    beside: Remark | None = None
    under: tuple[Remark, ...] = ()


YES_NO: Final = ("yes", "no")


def choices_of(field: Field) -> tuple[str, ...]:
    """The words that a field can hold; empty when it holds more than a few words."""
    return YES_NO if field.spec.kind is FieldKind.YESNO else field.spec.choices


def stepped(entry: Entry, step: int, context: Context) -> str:
    """The choice after (or before) the one that stands in the field, as its text."""
    choices = choices_of(entry.field)
    if not entry.field.spec.required and entry.field.default == "":
        choices = ("", *choices)
    current = _chosen(entry, context)
    if current != entry.text.strip():
        return current
    place = choices.index(current) if current in choices else -1
    return choices[(place + step) % len(choices)]


def remarks(
    entry: Entry, context: Context, *, is_focused: bool, is_checked: bool, warning: str = ""
) -> tuple[Remark, ...]:
    """What is to be said of a field.

    A text that is not understood is called wrong when it was checked: left, or tried to save.
    """
    said = tuple(_meaning(entry, context, is_focused, is_checked))
    return (*said, Remark(warning, Tone.WARNING)) if warning else said


def _meaning(
    entry: Entry, context: Context, is_focused: bool, is_checked: bool
) -> Iterator[Remark]:
    try:
        understood = show(entry.field, entry.read(context), context)
    except FieldError as error:
        if is_checked:
            yield Remark(str(error), Tone.ERROR)
            return
        understood = ""
    if choices_of(entry.field):
        if is_focused:
            yield Remark(_choices_words(entry, context))
    elif understood and fold(understood) != fold(entry.text.strip()):
        if entry.field.spec.kind is not FieldKind.LINES:
            yield Remark(understood, Tone.UNDERSTOOD)
    elif entry.field.spec.hint and (is_focused or entry.is_blank or _is_unit(entry)):
        yield Remark(entry.field.spec.hint)


def _is_unit(entry: Entry) -> bool:
    """Whether the hint says what is counted, so that the number reads as a phrase with it."""
    return entry.field.spec.kind in (FieldKind.NUMBER, FieldKind.HOURS)


def _choices_words(entry: Entry, context: Context) -> str:
    chosen = _chosen(entry, context)
    words = (f"[{word}]" if word == chosen else word for word in choices_of(entry.field))
    return " · ".join(words)


def _chosen(entry: Entry, context: Context) -> str:
    try:
        return show(entry.field, entry.read(context), context)
    except FieldError:
        return ""


def offer(found: Sequence[Pick], highlight: int) -> tuple[Remark, ...]:
    """The records to pick from, a line each."""
    return tuple(
        Remark(pick.words, Tone.PICKED if place == highlight else Tone.PLAIN)
        for place, pick in enumerate(found)
    )


def placed(found: Sequence[Remark], beside: int, under: int, *, is_focused: bool) -> Said:
    """Where the remarks go: beside the field what fits there, under it what has to be read.

    ``beside`` and ``under`` are the cells there are. Hints are cut off beside a field that is
    not being typed in; all else is shown whole.
    """
    side: Remark | None = None
    below: list[Remark] = []
    for remark in found:
        if side is None and not below and cells(remark.line) <= beside:
            side = remark
        elif is_focused or remark.tone is not Tone.HINT:
            below.extend(_wrapped(remark, under))
        elif side is None and beside >= _WORTH_A_LOOK:
            side = Remark(shorten(visible(remark.text), beside))
    return Said(side, tuple(below))


_WORTH_A_LOOK: Final = 12


def _wrapped(remark: Remark, width: int) -> Iterator[Remark]:
    """The remark on as many lines as it takes; the mark stands on the first."""
    room = max(width - len(remark.tone), 8)
    line, continues = "", False
    for word in visible(remark.text).split():
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > room:
            yield Remark(line, remark.tone, continues)
            longer, continues = word, True
        line = shorten(longer, room)
    yield Remark(line, remark.tone, continues)
