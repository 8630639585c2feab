"""Nothing that a terminal would obey is sent, and an input shows what it holds."""

import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.color import Color

from jobsearch_tui.domain.text import cells
from jobsearch_tui.ui.widgets.last_gate import LastGate
from jobsearch_tui.ui.widgets.typed_line import ShownInput
from jobsearch_tui.ui.widgets.typed_lines import ShownArea
from tests.trust.hostile import HOSTILE, raw

BLACK = Color.parse("black")


def through(*texts: str) -> str:
    segments = LastGate().apply([Segment(text) for text in texts], BLACK)
    return "".join(segment.text for segment in segments)


class TestTheLastGate:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_lets_nothing_through_that_a_terminal_obeys(self, text):
        assert raw(through(text), "") == ""

    def test_leaves_what_prints(self):
        assert through("Zoë ", "漢字", "👩\u200d👩", " ●") == "Zoë 漢字👩\u200d👩 ●"

    def test_leaves_the_pieces_alone_where_all_print(self):
        segments = [Segment("plain"), Segment("text")]
        assert LastGate().apply(segments, BLACK) is segments

    def test_leaves_what_is_meant_for_the_terminal(self):
        control = Segment("\x1b[1A", None, [(1, 1)])  # type: ignore[list-item]
        assert LastGate().apply([control, Segment("\x1b")], BLACK)[0] is control


class Host(App[None]):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield ShownInput(self.text)
        yield ShownArea(self.text)


class TestWhatIsTyped:
    @pytest.mark.parametrize("what", ["colour", "paste end", "override", "c1", "tags", "marks"])
    async def test_is_shown_and_stays_what_it_is(self, what):
        text = HOSTILE[what]
        app = Host(text)
        async with app.run_test(size=(60, 8)):
            line, area = app.query_one(ShownInput), app.query_one(ShownArea)
            drawn = line.render_line(0).text
            assert raw(drawn, "") == ""
            assert "�" in drawn or "␛" in drawn
            assert line.value == text
            assert raw("".join(area.render_line(y).text for y in range(3)), "") == ""

    async def test_has_its_cursor_where_it_seems_to_be(self):
        app = Host("a\u202eb\tc")
        async with app.run_test(size=(60, 8)):
            line = app.query_one(ShownInput)
            assert line._position_to_cell(3) == cells("a�b")
