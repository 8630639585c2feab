"""Words that name keys, with the user's own."""

from typing import ClassVar

import pytest
from textual.app import App

from jobsearch_tui.config import Config, KeySetting
from jobsearch_tui.ui.dialogs.choose import Choose
from jobsearch_tui.ui.dialogs.script_parts import ScriptList
from jobsearch_tui.ui.keys_named import named
from jobsearch_tui.ui.widgets.line_table import LineTable
from tests.ui.host import NARROW, opened


class AppWithKeys(App):
    changed_keys: ClassVar = {"choose.back": "f12,q"}


def test_the_defaults_are_named_where_an_app_changes_none():
    assert named(App(), "{table.open}, {choose.back}", Choose, LineTable) == "Enter, Esc"


def test_the_first_of_the_users_own_keys_is_named():
    assert named(AppWithKeys(), "{choose.back} goes back", Choose) == "F12 goes back"


def test_what_a_class_inherits_can_be_named_and_what_it_has_anew_counts():
    words = named(App(), "{table.open} {scripts.page-down}", ScriptList)
    assert words == "Enter PgDn"


def test_a_key_that_no_class_has_is_a_mistake():
    with pytest.raises(KeyError):
        named(App(), "{table.open}", Choose)


async def test_dialogs_name_the_keys_of_config_toml(tmp_path):
    keys = (
        KeySetting("quicklog.close", ("F12",), 1),
        KeySetting("choose.back", ("F11",), 2),
        KeySetting("table.open", ("F10",), 3),
        KeySetting("form.save", ("F8",), 4),
    )
    async with opened(tmp_path, NARROW, config=Config(keys=keys)) as shown:
        await shown.press("2", "l")
        assert "Enter logs · F12 closes" in shown.text
        await shown.press("f12", "s")
        assert "F10 chooses   F11 goes back" in shown.text
        await shown.press("f11", "e")
        assert "F8 Save  Esc Cancel  Tab Next" in shown.text
