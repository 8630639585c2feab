"""The user's own keys: what is wrong with them is said, and what is right takes effect."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.widget import Widget

import jobsearch_tui.ui
from jobsearch_tui.config import KeySetting, parse_config
from jobsearch_tui.ui.app import JobsearchApp
from jobsearch_tui.ui.commands import COMMANDS, key_words
from jobsearch_tui.ui.keys import Keymap, keymap_of, textual_name
from jobsearch_tui.ui.own_key import PLACES, place_of
from jobsearch_tui.ui.own_keys import own_keys
from jobsearch_tui.ui.screens.campaigns import CampaignsScreen
from jobsearch_tui.ui.screens.dashboard import Dashboard
from jobsearch_tui.ui.screens.figures import FiguresScreen
from jobsearch_tui.ui.screens.offers import OffersScreen
from jobsearch_tui.ui.screens.record import RecordScreen
from jobsearch_tui.ui.screens.today import TodayScreen
from jobsearch_tui.ui.screens.weeks import WeeksScreen

SCREENS = {
    "work": [
        *(Dashboard, RecordScreen, CampaignsScreen, OffersScreen, TodayScreen, WeeksScreen),
        FiguresScreen,
    ],
    "weeks": [WeeksScreen],
    "dashboard": [Dashboard],
    "today": [TodayScreen],
    "campaigns": [CampaignsScreen],
    "figures": [FiguresScreen],
    "app": [JobsearchApp],
}
DEFAULTS = {command.id: command.keys for command in COMMANDS}


def read(text: str) -> tuple[Keymap, list[str]]:
    """The keymap of a config.toml, and what was said about it."""
    config = parse_config(text.encode())
    problems = list(config.problems)
    return keymap_of(config.keys, problems), problems


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ('flter = "n"', "line 2: there is no command “flter”; is “filter” meant?"),
            (
                'xyzzy = "n"',
                "line 2: there is no command “xyzzy”; ? lists the keys, docs/keys.md the ids.",
            ),
            (
                '"table.dwon" = "n"',
                "line 2: there is no command “table.dwon”; is “table.down” meant?",
            ),
            ('log = "ctr+l"', "line 2: “ctr+l” is no key."),
            ('log = ["n", "Hyper"]', "line 2: “Hyper” is no key."),
            ("log = []", "line 2: “log” needs a key."),
            ('log = "a"', "line 2: a of “log” is the key of “add” already."),
            ('log = "z"', "line 2: z of “log” is the key of “zoom” already."),
            ('done = "l"', "line 2: l of “done” is the key of “log” already."),
            ('snooze = "j"', "line 2: j of “snooze” is the key of “table.down” already."),
            ('log = "Z"', "line 2: Z of “log” is the key of “snooze” already."),
            ('log = "q"', "line 2: q of “log” is the key of “quit” already."),
            ('log = "j"', "line 2: j of “log” is the key of “table.down” already."),
            ('zoom = "Space"', "line 2: Space of “zoom” is the key of “record.page-down” already."),
            ('"table.down" = "l"', "line 2: l of “table.down” is the key of “log” already."),
            ('"scripts.edit" = "G"', "line 2: G of “scripts.edit” is the key of “table.last”"),
            (
                '"form.save" = "Esc"',
                "line 2: Esc of “form.save” is the key of “form.cancel” already.",
            ),
            ('"form.save" = "s"', "line 2: “form.save” cannot be s: that is typed there. Try F5."),
            (
                '"quicklog.down" = "n"',
                "line 2: “quicklog.down” cannot be n: that is typed there. Try F5.",
            ),
            (
                '"field.down" = "F2"',
                "line 2: F2 of “field.down” is the key of “form.save” already.",
            ),
            (
                '"scripts.page-down" = "c"',
                "line 2: c of “scripts.page-down” is the key of “scripts.copy” already.",
            ),
            ('log = "n"\nzoom = "n"', "line 3: n of “zoom” is the key of “log” already."),
            ('zoom = "n"\n\nlog = "n"', "line 4: n of “log” is the key of “zoom” already."),
        ],
    )
    def test_a_mistake_is_told_with_its_line_and_the_defaults_are_used(self, lines, said):
        keymap, problems = read(f"[keys]\n{lines}\n")
        assert len(problems) == 2
        assert problems[0].startswith(f"config.toml {said}")
        assert problems[1] == "The default keys are used."
        assert keymap.changed == {}
        assert {id: keymap.of(id) for id in DEFAULTS} == DEFAULTS

    def test_every_mistake_is_told(self):
        _, problems = read('[keys]\nflter = "n"\nlog = "ctr+l"\nadd = "e"\n')
        assert [problem.split(":")[0] for problem in problems[:-1]] == [
            "config.toml line 2",
            "config.toml line 3",
            "config.toml line 4",
        ]

    def test_one_mistake_makes_what_is_right_wait_too(self):
        keymap, _ = read('[keys]\nzoom = "n"\nflter = "N"\n')
        assert keymap.of("zoom") == ("z",)

    def test_a_setting_without_a_line_is_told_without_one(self):
        problems: list[str] = []
        keymap_of([KeySetting("log", ("",), 0)], problems)
        assert problems[0] == "config.toml: “” is no key."


class TestWhatIsRight:
    def test_nothing_set_changes_nothing(self):
        keymap, problems = read("")
        assert (keymap.keys, keymap.changed, problems) == (DEFAULTS, {}, [])
        assert keymap.of("table.down") == ("down", "j")
        with pytest.raises(KeyError):
            keymap.of("flter")

    def test_keys_are_replaced_and_may_be_several(self):
        keymap, problems = read('[keys]\nzoom = ["F3", "n", "n"]\n"table.down" = "Down"\n')
        assert problems == []
        assert keymap.changed == {"zoom": "f3,n", "table.down": "down"}
        assert keymap.of("zoom") == ("f3", "n")

    def test_two_commands_may_change_places(self):
        keymap, problems = read('[keys]\nlog = "z"\nzoom = "l"\n')
        assert problems == []
        assert keymap.changed == {"log": "z", "zoom": "l"}

    def test_a_key_that_another_command_gave_up_is_free(self):
        assert read('[keys]\nadd = "n"\nlog = "a"\n')[1] == []

    def test_what_belongs_to_a_dialog_has_other_keys_too(self):
        keys = '"quicklog.down" = "Ctrl+N"\n"field.up" = "F6"\n"gap.skip" = ["Esc", "F7"]\n'
        keymap, problems = read(f"[keys]\n{keys}")
        assert problems == []
        assert keymap.changed == {
            "quicklog.down": "ctrl+n",
            "field.up": "f6",
            "gap.skip": "escape,f7",
        }

    def test_the_pages_of_a_list_may_move_though_scripts_turn_them_otherwise(self):
        assert read('[keys]\n"table.page-down" = ["PgDn", "n"]\n')[1] == []

    def test_two_screens_may_share_a_key_as_one_of_them_is_in_front(self):
        keymap, problems = read('[keys]\nsnooze = "z"\none-before = "1"\n')
        assert problems == []
        assert keymap.changed == {"snooze": "z", "one-before": "1"}

    def test_done_may_be_the_page_of_the_item_in_full(self):
        assert read('[keys]\ndone = "Space"\n')[1] == []
        assert read('[keys]\n"record.page-down" = "Space"\n')[1] == []

    def test_places_that_are_never_seen_together_may_share_a_key(self):
        assert read('[keys]\n"scripts.log" = "z"\n"table.down" = ["Down", "n"]\n')[1] == []


class TestNamesOfKeys:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            *(("a", "a"), ("G", "G"), ("7", "7"), ("ö", "ö"), ("Shift+a", "A")),
            *(("/", "slash"), ("?", "question_mark"), ("+", "plus"), ("-", "minus")),
            *(("@", "at"), ("_", "underscore"), ("\\", "backslash"), ("€", "euro_sign")),
            *(("Ctrl+P", "ctrl+p"), ("ctrl+/", "ctrl+slash"), ("Ctrl++", "ctrl+plus")),
            *(("shift+ctrl+Up", "ctrl+shift+up"), ("Alt+x", "alt+x"), ("F12", "f12")),
            *(("Esc", "escape"), ("PgDn", "pagedown"), ("Del", "delete"), ("Return", "enter")),
            *(("question_mark", "question_mark"), ("solidus", "slash"), ("Space", "space")),
            *(("", ""), ("F25", ""), ("ctrl+", ""), ("meta+x", ""), ("ab", ""), ("\x1b", "")),
            *(
                ("<any>", ""),
                ("a,b", ""),
                ("Strg+a", ""),
                ("Ctrl + P", "ctrl+p"),
                ("ctrl+plus", "ctrl+plus"),
            ),
        ],
    )
    def test_people_and_textual_mean_the_same(self, written, name):
        assert textual_name(written) == name

    def test_every_key_is_understood_as_it_is_shown(self):
        bound = [key for one in (*COMMANDS, *own_keys()) for key in one.keys]
        assert len(bound) > 60
        assert [key for key in bound if textual_name(key_words(key)) != key] == []


class TestTheTables:
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
    def test_every_command_is_carried_out_where_it_is_bound(self, command):
        screens = SCREENS[command.where]
        assert [screen for screen in screens if not hasattr(screen, command.method)] == []

    def test_no_key_that_terminals_or_multiplexers_eat_is_the_only_one(self):
        eaten = {*(f"ctrl+{letter}" for letter in "abhijmqs"), *(f"f{n}" for n in range(1, 25))}
        keys = {command.id: command.keys for command in COMMANDS}
        keys |= {key.id: key.keys for key in own_keys()}
        assert [id for id, names in keys.items() if set(names) <= eaten] == []

    def test_the_defaults_do_not_clash(self):
        settings = [KeySetting(one.id, one.keys, 1) for one in (*COMMANDS, *own_keys())]
        problems: list[str] = []
        keymap_of(settings, problems)
        assert problems == []

    def test_every_binding_with_an_id_can_be_set(self):
        known = {one.id for one in (*COMMANDS, *own_keys())}
        bound = {
            binding.id
            for owner in owners()
            for binding in owner.BINDINGS
            if isinstance(binding, Binding) and binding.id
        }
        assert bound == known

    def test_every_own_key_has_a_place_and_a_title(self):
        assert [key.id for key in own_keys() if key.place not in PLACES or not key.title] == []
        assert place_of("log") == ""


def owners() -> list[type[DOMNode]]:
    """Every class of the screens that binds keys."""
    found = []
    for module in pkgutil.walk_packages(jobsearch_tui.ui.__path__, "jobsearch_tui.ui."):
        for value in vars(importlib.import_module(module.name)).values():
            is_ours = getattr(value, "__module__", "").startswith("jobsearch_tui.")
            if is_ours and isinstance(value, type) and issubclass(value, DOMNode):
                found.append(value)
    return found


class Bound(Widget, can_focus=True):
    """Has two commands and notes which one was asked for."""

    BINDINGS = [  # noqa: RUF012 - Textual's own attribute
        next(command.binding for command in COMMANDS if command.id == id) for id in ("log", "zoom")
    ]
    asked: tuple[str, ...] = ()

    def action_log(self) -> None:
        self.asked += ("log",)

    def action_zoom(self) -> None:
        self.asked += ("zoom",)


class TestInTextual:
    async def test_commands_that_changed_places_are_called_by_their_new_keys(self):
        class Host(App[None]):
            def compose(self):
                yield Bound()

        app = Host()
        keymap, _ = read('[keys]\nlog = "z"\nzoom = ["l", "@"]\n')
        async with app.run_test() as pilot:
            app.set_keymap(keymap.changed)
            bound = app.query_one(Bound)
            bound.focus()
            await pilot.press("z", "l", "@")
            assert bound.asked == ("log", "zoom", "zoom")
