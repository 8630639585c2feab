"""A table that draws the rows on the screen and no others, and sends the lines that changed.

It knows nothing of what its rows mean. Give it columns and a ``RowSource``; a source of
100,000 rows costs as much as one of ten. After any change to the rows, give it a source
again: the cursor stays on its row, found by key, and the rows around it stay where they are.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Final, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from jobsearch_tui.domain.text import visible_lines
from jobsearch_tui.ui.widgets.beyond import ABOVE, BELOW, ended
from jobsearch_tui.ui.widgets.line_layout import (
    GAP,
    TONES,
    Cell,
    Column,
    NoRows,
    RowSource,
    Viewport,
    heading,
    layout,
    row_runs,
    runs,
)
from jobsearch_tui.ui.widgets.spans import changed_regions

__all__ = ["Cell", "Column", "LineTable", "RowSource", "layout"]

MARGIN: Final = 1
"""Cells at either side of a row, where the marks of the cursor stand."""

HEADER_FROM: Final = 4
"""The least height, in lines, at which the header is worth a line."""

_STRIPS_KEPT: Final = 512


def _literal(text: str | Content) -> Content:
    return text if isinstance(text, Content) else Content("\n".join(visible_lines(text)))


class LineTable(Widget, can_focus=True):
    """A list of rows with a cursor, drawn line by line.

    It is no ``ScrollView``: to tell Textual of another number of rows is to have the whole
    screen laid out again, at every key typed into a filter. It keeps its own place instead,
    and needs no scroll bar; ``position`` says where it is.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-table--row",
        "line-table--header",
        "line-table--cursor",
        "line-table--mark",
        "line-table--empty",
        *(f"line-table--{tone}" for tone in TONES),
    }

    DEFAULT_CSS = """
    LineTable {
        height: 1fr;
        & > .line-table--header { color: $text-muted; text-style: underline; }
        & > .line-table--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        & > .line-table--mark { color: $text-muted; }
        & > .line-table--empty { color: $text-muted; }
        & > .line-table--muted { color: $text-muted; }
        & > .line-table--accent { color: $text-primary; }
        & > .line-table--good { color: $text-success; }
        & > .line-table--warn { color: $text-warning; }
        & > .line-table--bad { color: $text-error; }
        & > .line-table--strong { text-style: bold; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Down", show=False, id="table.down"),
        Binding("up,k", "step(-1)", "Up", show=False, id="table.up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="table.page-down"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="table.page-up"),
        Binding("home,g", "first", "First", show=False, id="table.first"),
        Binding("end,G", "last", "Last", show=False, id="table.last"),
        Binding("enter", "open", "Open", show=False, id="table.open"),
    ]

    class Highlighted(Message):
        """The cursor came to another row; ``key`` is None when there is no row."""

        def __init__(self, table: "LineTable", key: str | None) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "LineTable":
            return self.table

        def can_replace(self, message: Message) -> bool:
            """While a key is held, only the last row that the cursor came to matters."""
            return isinstance(message, LineTable.Highlighted) and message.table is self.table

    class Opened(Message):
        """The user asked for the row under the cursor: Enter, a double click, a click on it."""

        def __init__(self, table: "LineTable", key: str) -> None:
            super().__init__()
            self.table = table
            self.key = key

        @property
        def control(self) -> "LineTable":
            return self.table

    def __init__(
        self,
        columns: Sequence[Column] = (),
        source: RowSource | None = None,
        *,
        empty: str | Content = "",
        header: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._columns: Sequence[Column] = tuple(columns)
        self._sort: tuple[str, bool] | None = None
        self._header = header
        self._empty = _literal(empty)
        self._source: RowSource = source if source is not None else NoRows()
        self._view = Viewport(total=len(self._source)).at(0)
        self._key = self._key_at(self._view.cursor)
        self._fitted = Size(0, 0)
        self._widths: list[int] = []
        self._tones: dict[str, Style] = {}
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._drawn: list[Strip] = []
        self._blurb: list[Strip] = []
        self._just_focused = self._click_may_open = self._click_opened = False
        super().__init__(id=id, classes=classes)

    # --- what its owner asks and says -------------------------------------------------------

    @property
    def source(self) -> RowSource:
        return self._source

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor; None if there are no rows."""
        return self._key

    @property
    def cursor_index(self) -> int | None:
        """The place of the row under the cursor, from 0; None if there are no rows."""
        return self._view.cursor if self._view.total else None

    def position(self) -> tuple[int, int, int]:
        """(first row on the screen, last one, all of them), counted from 1; 0, 0, 0 if none."""
        self._fit()
        if not self._view.total:
            return 0, 0, 0
        first = self._view.top + 1
        return first, max(first, self._view.shown.stop), self._view.total

    def set_columns(self, columns: Sequence[Column], sort: tuple[str, bool] | None = None) -> None:
        """Show these columns; ``sort`` is the id of the sorted one and whether downwards."""
        self._columns, self._sort = tuple(columns), sort
        self._forget()
        self._fitted = Size(0, 0)
        self._repaint()

    def set_source(self, source: RowSource) -> None:
        """Show these rows. The cursor stays on its key, else on the nearest place."""
        before, top, total = self._key, self._view.top, self._view.total
        anchor = self._source.key(top) if 0 < top < len(self._source) else None
        self._source = source
        self._strips.clear()
        self._show(
            self._view.refilled(
                len(source),
                cursor=source.index(before) if before is not None else None,
                top=source.index(anchor) if anchor is not None else None,
            )
        )
        if self._view.total != total and self.styles.auto_dimensions:
            self.refresh(layout=True)

    def set_empty(self, text: str | Content) -> None:
        """What to say when there are no rows; a ``str`` is taken literally."""
        self._empty = _literal(text)
        self.refresh(layout=self.styles.auto_dimensions)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the row of that key; False if there is none."""
        index = self._source.index(key)
        if index is not None:
            self._show(self._view.at(index))
        return index is not None

    # --- keys and mouse ---------------------------------------------------------------------

    def action_step(self, rows: int) -> None:
        self._show(self._view.at(self._view.cursor + rows))

    def action_page(self, pages: int) -> None:
        self._show(self._view.paged(pages))

    def action_first(self) -> None:
        self._show(self._view.at(0))

    def action_last(self) -> None:
        self._show(self._view.at(self._view.total - 1))

    def action_open(self) -> None:
        if self._key is not None:
            self.post_message(self.Opened(self, self._key))

    def on_focus(self) -> None:
        self._just_focused = True

    def on_key(self) -> None:
        self._just_focused = False

    def on_mouse_down(self) -> None:
        self._click_may_open = not self._just_focused
        self._just_focused = False

    def on_click(self, event: events.Click) -> None:
        """Move to the row; open it if the cursor was there, or at the second click.

        A click that brings the focus here opens nothing: it was meant for the table.
        """
        index = self._index_at(event)
        if index is None:
            return
        event.stop()
        if event.chain == 1:
            opens = self._click_may_open and index == self._view.cursor
            self._click_opened = opens
        else:
            opens = event.chain == 2 and not self._click_opened
        self._show(self._view.at(index))
        if opens:
            self.action_open()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, direction: int) -> None:
        """Look elsewhere; the cursor stays on its row, and the next key brings it back."""
        view = self._view.scrolled(
            self._view.top + direction * round(self.app.scroll_sensitivity_y)
        )
        if view != self._view:
            event.stop()
            self._show(view)

    def _index_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._header_lines:
            return None
        index = self._view.top + offset.y - self._header_lines
        return index if index in self._view.shown else None

    def _key_at(self, index: int) -> str | None:
        return self._source.key(index) if index >= 0 else None

    def _show(self, view: Viewport) -> None:
        """Draw what is now to be seen, and tell of a cursor that came to another row."""
        before = self._key
        self._view = view
        self._key = self._key_at(view.cursor)
        self._repaint()
        if self._key != before:
            self.post_message(self.Highlighted(self, self._key))

    # --- size ---------------------------------------------------------------------------------

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """For ``width: auto``: every column at its least."""
        return sum(column.width + GAP for column in self._columns) - GAP + 2 * MARGIN

    def get_content_height(
        self,
        container: Size,  # noqa: ARG002
        viewport: Size,  # noqa: ARG002
        width: int,
    ) -> int:
        """For ``height: auto``: every row, or the text that stands for none."""
        if not self._view.total:
            return self._empty.get_height({}, width - 2 * MARGIN)
        header = self._header and bool(self._columns) and self._view.total + 1 >= HEADER_FROM
        return self._view.total + int(header)

    # --- drawing ----------------------------------------------------------------------------

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """As in Textual; a refresh of the whole also takes new colours into account."""
        if repaint and not regions:
            self._forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        self._forget()
        super().notify_style_update()

    def _forget(self) -> None:
        self._tones.clear()
        self._strips.clear()
        self._drawn.clear()
        self._blurb.clear()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """Take account of a new size."""
        size = self.content_size
        if size == self._fitted:
            return
        self._fitted = size
        self._widths = layout(self._columns, size.width - 2 * MARGIN)
        self._forget()
        self._view = self._view.resized(size.height - self._header_lines)

    @property
    def _header_lines(self) -> int:
        return int(self._header and bool(self._columns) and self._fitted.height >= HEADER_FROM)

    def _repaint(self) -> None:
        """Draw the lines anew and have those sent that are not as before."""
        self._fit()
        before = self._drawn
        self._drawn = self._paint()
        if not before:
            super().refresh()
            return
        changed = changed_regions(before, self._drawn)
        if changed:
            self.refresh(*changed)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the content, for Textual's line API."""
        if not self._drawn:
            self._drawn = self._paint()
        return self._drawn[y] if y < len(self._drawn) else self._blank()

    def _paint(self) -> list[Strip]:
        """Every line of the table as it should now look."""
        width, height = self._fitted
        if not height:
            return []
        if width <= 2 * MARGIN:
            return [self._blank()] * height
        if len(self._strips) > _STRIPS_KEPT:
            self._strips.clear()
        lines = [self._heading()] if self._header_lines else []
        shown = self._view.shown
        lines += self._rows() if shown else self._empty_lines()
        lines += [self._blank()] * (height - len(lines))
        return lines[:height]

    def _rows(self) -> list[Strip]:
        """The rows that are shown, with a sign where the margin can tell that there are more."""
        shown = self._view.shown
        rows = [self._row(index) for index in shown]
        if shown.start > 0:
            rows[0] = ended(rows[0], ABOVE)
        if shown.stop < self._view.total:
            rows[-1] = ended(rows[-1], BELOW)
        return rows

    def _row(self, index: int) -> Strip:
        at_cursor = index == self._view.cursor
        strip = self._strips.get((index, at_cursor))
        if strip is None:
            pieces = row_runs(self._source.cells(index), self._columns, self._widths)
            strip = self._marked(pieces) if at_cursor else self._strip(pieces)
            self._strips[index, at_cursor] = strip
        return strip

    def _marked(self, pieces: Sequence[tuple[str, str]]) -> Strip:
        """The cursor's row: a bar with both marks where the keys go, else a faint mark."""
        if not self.has_focus:
            return self._strip(pieces, mark="▌")
        text = "".join(text for text, _ in pieces)
        return Strip([Segment(f"▌{text}▐", self._tone("cursor"))], self._fitted.width)

    def _strip(self, pieces: Iterable[tuple[str, str]], mark: str = " ") -> Strip:
        merged = runs([(mark, "mark"), *pieces, (" ", "")])
        segments = [Segment(text, self._tone(tone)) for text, tone in merged]
        return Strip(segments, self._fitted.width)

    def _heading(self) -> Strip:
        labels = [
            heading(column, width, self._sort)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        text = "".join(text for text, _ in row_runs(labels, self._columns, self._widths))
        return Strip([Segment(f" {text} ", self._tone("header"))], self._fitted.width)

    def _empty_lines(self) -> list[Strip]:
        """The text for an empty table, wrapped."""
        if not self._blurb:
            width = self._fitted.width - 2 * MARGIN
            style = self.get_visual_style("line-table--empty")
            lines = Visual.to_strips(self, self._empty, width, None, style, pad=True)
            tone = self._tone("empty")
            self._blurb = [line.crop_pad(width, MARGIN, MARGIN, tone) for line in lines]
        return self._blurb

    def _blank(self) -> Strip:
        return Strip.blank(self._fitted.width, self._tone(""))

    def _tone(self, name: str) -> Style:
        """The style of a component class, kept: Textual works it out anew after a refresh."""
        style = self._tones.get(name)
        if style is None:
            style = self.get_component_rich_style(f"line-table--{name or 'row'}")
            self._tones[name] = style
        return style
