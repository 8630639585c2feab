"""What is said at the bottom can be read to its end, now and later."""

from datetime import timedelta

from jobsearch_tui.config import Config, KeySetting
from jobsearch_tui.domain.text import cells
from jobsearch_tui.ui.notices import KEPT, Notices
from tests.ui.host import NARROW, NOW, WIDE, opened

LONG = "Kept aside, and tried again: " + "the disk of this machine is full. " * 5 + "The end."


def text(notices: Notices, width: int = 76) -> list[str]:
    return [line.text.rstrip() for line in notices.lines(NOW.date(), width)]


class TestTheNotices:
    def test_the_last_one_stands_first_with_its_time(self):
        notices = Notices()
        notices.add("Saved.", "good", NOW - timedelta(days=1))
        notices.add("Undone.", "", NOW)
        assert text(notices) == ["09:30         Undone.", "23 Nov 09:30  Saved."]

    def test_what_is_said_twice_in_a_row_is_kept_once(self):
        notices = Notices()
        for words in ("Saved.", "", "Saved.", "Undone."):
            notices.add(words, "", NOW)
        assert text(notices) == ["09:30         Undone.", "09:30         Saved."]

    def test_only_the_last_ones_are_kept(self):
        notices = Notices()
        for number in range(KEPT + 1):
            notices.add(f"Number {number}", "", NOW)
        assert len(text(notices)) == KEPT
        assert not text(notices)[-1].endswith("Number 0")

    def test_before_anything_was_said_that_is_told(self):
        assert text(Notices()) == ["Nothing was said yet."]

    def test_long_words_are_wrapped_and_lose_nothing(self):
        notices = Notices()
        notices.add(LONG, "", NOW)
        lines = text(notices, 40)
        assert max(map(cells, lines)) <= 40
        assert " ".join(" ".join(lines).split()[1:]) == LONG


class TestTheBottomOfTheScreen:
    async def test_long_words_stand_whole_and_go_with_the_next_key(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.until(lambda: "oom for" in shown.text)
            before = shown.lines
            shown.app.tell(LONG, "bad")
            await shown.rest()
            rule = shown.lines.index("─" * 80)
            assert " ".join(" ".join(shown.lines[rule + 1 :]).split()) == LONG
            assert shown.lines[:rule] == before[:rule]
            await shown.press("P", "escape")
            assert shown.lines == before

    async def test_a_wider_screen_takes_fewer_lines(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.app.tell("Twelve words of which eleven fit on the line " * 2, "good")
            await shown.rest()
            assert "─" * 80 in shown.lines
            await shown.resize(*WIDE)
            assert "─" * 120 not in shown.lines
            assert shown.lines[-1].endswith("fit on the line")

    async def test_words_said_under_a_dialog_stand_whole_when_it_is_closed(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("P")
            shown.app.tell(LONG, "bad")
            await shown.rest()
            await shown.press("escape")
            assert "─" * 80 in shown.lines
            assert shown.lines[-1].endswith("The end.")

    async def test_what_is_longer_than_half_the_screen_is_read_on_a_page(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.app.tell("Something is wrong. " * 60 + "The end.", "bad")
            await shown.rest()
            assert shown.lines[-1] == " … N shows all of it"
            assert "This week" in shown.text
            await shown.press("N")
            assert shown.dialog == "Page"
            assert "The end." in shown.text

    async def test_the_mask_forgets_what_named_records(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            shown.app.tell("Done: log a call to Dana Whitfield.", "good")
            await shown.press("M", "N")
            assert "Names and texts are masked" in shown.text
            assert "Whitfield" not in shown.text

    async def test_keys_are_named_as_the_user_mapped_them(self, tmp_path):
        keys = (KeySetting("undo", ("F5",), 1), KeySetting("move", ("F6",), 2))
        async with opened(tmp_path, NARROW, config=Config(keys=keys)) as shown:
            await shown.press("1", "x")
            assert "F5 brings it back" in shown.bottom
            await shown.press("1", "f6")
            assert shown.bottom == "F6 moves an interview: highlight one."
