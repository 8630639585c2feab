"""A view of toned lines that sends only the lines that changed, with a cursor on some of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from jobsearch_tui.domain.text import cells
from jobsearch_tui.ui.render.lines import Line
from jobsearch_tui.ui.widgets.beyond import ABOVE, BELOW, ended, words_below
from jobsearch_tui.ui.widgets.line_layout import TONES, fit, runs
from jobsearch_tui.ui.widgets.spans import changed_regions

_MARGIN: Final = 1


Maker = Callable[[int], Sequence[Line]]


def _nothing(_width: int) -> Sequence[Line]:
    return ()


class LinesView(Widget, can_focus=True):
    """Lines from top to bottom, made for the view's width, scrolled without a scroll bar.

    That there is more above or below is told in the margin, and in words where the last line
    leaves room for them.

    Lines with a key can be reached by the cursor keys while the view has the focus; a view
    without keyed lines scrolls instead.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "lines-view--plain",
        "lines-view--cursor",
        *(f"lines-view--{tone}" for tone in TONES),
    }

    DEFAULT_CSS = """
    LinesView {
        & > .lines-view--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        & > .lines-view--muted { color: $text-muted; }
        & > .lines-view--accent { color: $text-primary; }
        & > .lines-view--good { color: $text-success; }
        & > .lines-view--warn { color: $text-warning; }
        & > .lines-view--bad { color: $text-error; text-style: bold; }
        & > .lines-view--strong { text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Down", show=False, id="record.down"),
        Binding("up,k", "step(-1)", "Up", show=False, id="record.up"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="record.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="record.page-up"),
        Binding("home,g", "first", "First", show=False, id="record.first"),
        Binding("end,G", "last", "Last", show=False, id="record.last"),
        Binding("enter", "open", "Open", show=False, id="record.open"),
    ]

    class Opened(Message):
        """The user asked for the record that the line under the cursor names."""

        def __init__(self, view: LinesView, key: str) -> None:
            """Name the view and the record's id."""
            super().__init__()
            self.view = view
            self.key = key

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Begin with no lines."""
        self._make: Maker = _nothing
        self._made_for = 0
        self._lines: tuple[Line, ...] = ()
        self._top = 0
        self._cursor = -1
        self._drawn: list[Strip] = []
        self._tones: dict[str, Style] = {}
        self._drawn_for = Size(0, 0)
        super().__init__(id=id, classes=classes)

    @property
    def key(self) -> str:
        """The key of the line under the cursor; empty when there is none."""
        return self._lines[self._cursor].key if 0 <= self._cursor < len(self._lines) else ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown, from the first line on."""
        return self._lines

    @property
    def inner_width(self) -> int:
        """The cells that a line may fill."""
        return max(1, self.content_size.width - 2 * _MARGIN)

    def show(self, make: Maker, *, keep_place: bool = False) -> None:
        """Show the lines that ``make`` gives for a width in cells.

        From the top, unless the same thing is only shown anew. Before there is a width, and
        when it changes, they are made when they are drawn.
        """
        self._make = make
        if not keep_place:
            self._top, self._cursor, self._lines = 0, -1, ()
        self._fill()
        self._repaint()

    def _fill(self) -> None:
        """Make the lines for the present width; the cursor stays on its record.

        When that is no longer there, the cursor goes to the one that stands in its place.
        """
        if self.content_size.area == 0:
            self._made_for = 0
            return
        key = self.key
        self._made_for = self.inner_width
        self._lines = tuple(self._make(self.inner_width))
        keyed = self._keyed()
        same = [place for place in keyed if self._lines[place].key == key]
        here = [place for place in keyed if place >= self._cursor]
        self._cursor = next(iter(same or here or keyed[-1:]), -1)
        self._top = self._kept_in(self._top)

    # --- keys -----------------------------------------------------------------------------------

    def _keyed(self) -> list[int]:
        return [place for place, line in enumerate(self._lines) if line.key]

    def action_step(self, by: int) -> None:
        """Go to the next or last keyed line; scroll where there is none."""
        keyed = self._keyed()
        ahead = [place for place in keyed if (place - self._cursor) * by > 0]
        if not ahead:
            self._scroll(by)
            return
        self._cursor = min(ahead, key=lambda place: abs(place - self._cursor))
        self._reveal()

    def action_page(self, pages: int) -> None:
        """A screenful further; the cursor comes along."""
        height = self.content_size.height
        self._top = self._kept_in(self._top + pages * max(1, height - 1))
        shown = range(self._top, self._top + height)
        inside = [place for place in self._keyed() if place in shown]
        if inside and self._cursor not in shown:
            self._cursor = min(inside, key=lambda place: abs(place - self._cursor))
        self._repaint()

    def action_first(self) -> None:
        """To the first line."""
        self._cursor = next(iter(self._keyed()), -1)
        self._scroll(-len(self._lines))

    def action_last(self) -> None:
        """To the last line."""
        self._cursor = next(reversed(self._keyed()), -1)
        self._scroll(len(self._lines))

    def action_open(self) -> None:
        """Ask for the record under the cursor."""
        if self.key:
            self.post_message(self.Opened(self, self.key))

    def on_mouse_scroll_down(self) -> None:
        """Scroll with the wheel."""
        self._scroll(2)

    def on_mouse_scroll_up(self) -> None:
        """Scroll with the wheel."""
        self._scroll(-2)

    def _scroll(self, by: int) -> None:
        self._top = self._kept_in(self._top + by)
        self._repaint()

    def _kept_in(self, top: int) -> int:
        """The first line to show, or the nearest that leaves no room blank below."""
        return max(0, min(top, len(self._lines) - self.content_size.height))

    def _reveal(self) -> None:
        height = self.content_size.height
        if not self._top <= self._cursor < self._top + height:
            self._top = max(0, self._cursor - height // 2)
        self._repaint()

    # --- drawing --------------------------------------------------------------------------------

    def on_focus(self) -> None:
        """Show the cursor."""
        self._repaint()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._repaint()

    def notify_style_update(self) -> None:
        """Take new colours into account."""
        self._tones.clear()
        self._drawn = []
        super().notify_style_update()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self._drawn = []
        top, self._top = self._top, self._kept_in(self._top)
        if top != self._top or self._made_for != self.inner_width:
            self.refresh()

    def _repaint(self) -> None:
        """Draw the lines anew and have those sent that are not as before."""
        size = self.content_size
        if size.area == 0:
            return
        before, self._drawn = self._drawn, self._paint()
        if len(before) != len(self._drawn) or size != self._drawn_for:
            self._drawn_for = size
            self.refresh()
            return
        changed = changed_regions(before, self._drawn)
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One line of the content, for Textual's line API."""
        if len(self._drawn) != self.content_size.height or self._made_for != self.inner_width:
            if self._made_for != self.inner_width:
                self._fill()
            self._drawn = self._paint()
            self._drawn_for = self.content_size
        return self._drawn[y] if y < len(self._drawn) else Strip.blank(self.size.width)

    def _paint(self) -> list[Strip]:
        width, height = self.content_size
        shown = self._lines[self._top : self._top + height]
        strips = [self._strip(place, line) for place, line in enumerate(shown, self._top)]
        self._tell_beyond(strips)
        blank = Strip([Segment(" " * width, self._tone("plain"))], width)
        return strips + [blank] * (height - len(strips))

    def _tell_beyond(self, strips: list[Strip]) -> None:
        """Say that there is more than these lines, where one can go there."""
        if not strips or not self.can_focus:
            return
        if self._top:
            strips[0] = ended(strips[0], ABOVE)
        end = self._top + len(strips)
        if below := len(self._lines) - end:
            room = self.content_size.width - _MARGIN - cells(self._lines[end - 1].text)
            is_cursor = end - 1 == self._cursor and self.has_focus
            words = BELOW if is_cursor else words_below(below, room)
            strips[-1] = ended(strips[-1], words, None if is_cursor else self._tone("muted"))

    def _strip(self, place: int, line: Line) -> Strip:
        width = self.content_size.width
        if place == self._cursor and self.has_focus:
            text = fit(line.text, max(0, width - 2 * _MARGIN))
            return Strip([Segment(f"▌{text}▐", self._tone("cursor"))], width)
        pieces = [(" " * _MARGIN, ""), *line.runs]
        strip = Strip([Segment(text, self._tone(tone)) for text, tone in runs(pieces)])
        return strip.adjust_cell_length(width, self._tone("plain"))

    def _tone(self, name: str) -> Style:
        style = self._tones.get(name)
        if style is None:
            known = name if name in TONES or name == "cursor" else "plain"
            style = self.get_component_rich_style(f"lines-view--{known}")
            self._tones[name] = style
        return style
