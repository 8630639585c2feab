"""The cover: what it looks like, what puts it on and what takes it away."""

import re

import pytest
from textual import events
from textual.geometry import Size

from jobsearch_tui.config import Config, KeySetting
from jobsearch_tui.ui.cover import dull
from tests.ui.host import opened


def rows(sequence: str) -> dict[int, str]:
    """What a sequence writes into each row, which it has to begin at the left."""
    found = re.findall(r"\x1b\[(\d+);1H([^\x1b]*(?:\x1b\[7m[^\x1b]*)?)", sequence)
    return {int(row): re.sub(r"\x1b\[7m", "", text) for row, text in found}


class TestThePage:
    @pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 90), (20, 5), (1, 1)])
    def test_fills_every_row_and_none_too_far(self, size):
        width, height = size
        found = rows(dull(Size(width, height)))
        assert sorted(found) == list(range(1, height + 1))
        assert all(len(text) <= width and text.isascii() for text in found.values())

    def test_begins_with_a_heading_and_ends_with_the_line_of_a_pager(self):
        found = rows(dull(Size(80, 24)))
        assert found[1].startswith("LOGROTATE(8)")
        assert found[24].startswith(" Manual page")

    def test_says_nothing_of_a_search(self):
        said = dull(Size(120, 60)).casefold()
        assert not any(word in said for word in ("job", "search", "interview", "recruit"))


def mouse(kind: type[events.MouseEvent]) -> events.MouseEvent:
    """Something that a mouse does over the first row of the active pane."""
    return kind(None, 10, 7, 0, 0, 1, False, False, False)


class TestCovering:
    @pytest.mark.parametrize("key", ["ctrl+g", "ctrl+b", "H"])
    async def test_is_a_key_away_and_the_next_one_only_uncovers(self, tmp_path, key):
        async with opened(tmp_path) as app:
            before = app.workspace
            await app.press(key)
            assert app.app.is_covered
            await app.press("x")
            assert not app.app.is_covered
            assert app.workspace is before

    @pytest.mark.parametrize("key", ["ctrl+g", "ctrl+b"])
    async def test_works_while_one_types_and_keeps_what_is_typed(self, tmp_path, key):
        async with opened(tmp_path) as app:
            await app.press("l")
            await app.type("vm : ring")
            await app.press(key)
            assert app.app.is_covered
            await app.press("x", "y")
            assert app.app.focused.value == "vm : ringy"

    async def test_a_letter_is_typed_where_letters_are(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("l", "H")
            assert not app.app.is_covered
            assert app.app.focused.value == "H"

    async def test_has_the_keys_that_the_user_gave_it(self, tmp_path):
        config = Config(keys=(KeySetting("cover", ("ctrl+y",), 2),))
        async with opened(tmp_path, config=config) as app:
            await app.press("ctrl+g")
            assert not app.app.is_covered
            await app.press("ctrl+y")
            assert app.app.is_covered

    async def test_a_click_uncovers_and_does_nothing_else(self, tmp_path):
        async with opened(tmp_path) as app:
            before = app.text
            await app.press("ctrl+g")
            app.app.post_message(mouse(events.MouseMove))
            app.app.post_message(mouse(events.MouseScrollDown))
            await app.rest()
            assert app.app.is_covered
            app.app.post_message(mouse(events.MouseDown))
            app.app.post_message(mouse(events.MouseUp))
            await app.rest()
            assert not app.app.is_covered
            assert app.text == before

    async def test_a_paste_uncovers_and_is_not_typed(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("l", "ctrl+g")
            app.app.post_message(events.Paste("secret"))
            await app.rest()
            assert not app.app.is_covered
            assert app.app.focused.value == ""


class TestCoveringByItself:
    async def test_comes_after_the_minutes_without_a_key(self, tmp_path):
        async with opened(tmp_path, config=Config(cover_after=3)) as app:
            assert app.app.cover_after == 180
            app.app.cover_after = 0.02
            app.app._idle.cancel()
            app.app._idle = None
            await app.press("j")
            await app.until(lambda: app.app.is_covered)

    async def test_waits_again_after_each_key(self, tmp_path):
        async with opened(tmp_path, config=Config(cover_after=3)) as app:
            app.app._look_whether_idle()
            assert not app.app.is_covered
            assert app.app._idle is not None

    async def test_never_comes_unless_it_was_asked_for(self, tmp_path):
        async with opened(tmp_path) as app:
            await app.press("j")
            assert app.app._idle is None

    async def test_leaves_a_cover_alone(self, tmp_path):
        async with opened(tmp_path, config=Config(cover_after=1)) as app:
            await app.press("ctrl+g")
            app.app._look_whether_idle()
            assert app.app.is_covered
