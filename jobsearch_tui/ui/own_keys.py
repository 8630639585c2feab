"""The keys that tables, forms and dialogs have of their own, collected from their classes.

With the commands they are all the ids that ``config.toml`` may give other keys to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from jobsearch_tui.ui.own_key import PLACES, OwnKey


@cache
def own_keys() -> tuple[OwnKey, ...]:
    """All of them, place by place."""
    found = {key.id: key for owner in _owners() for key in _keys_of(owner.BINDINGS)}
    places = list(PLACES)
    return tuple(sorted(found.values(), key=lambda key: places.index(key.place)))


def _keys_of(bindings: Iterable[BindingType]) -> Iterator[OwnKey]:
    for binding in bindings:
        if isinstance(binding, Binding) and binding.id is not None:
            keys = tuple(key.strip() for key in binding.key.split(","))
            yield OwnKey(binding.id, keys, binding.description)


def _owners() -> tuple[type[DOMNode], ...]:
    # Only help and a config.toml with keys of its own need all of these, so not every start.
    from jobsearch_tui.ui.aside import PlainScreen
    from jobsearch_tui.ui.dialogs.choose import Choose
    from jobsearch_tui.ui.dialogs.clashes import Clashes
    from jobsearch_tui.ui.dialogs.columns import ColumnsDialog
    from jobsearch_tui.ui.dialogs.form import RecordForm
    from jobsearch_tui.ui.dialogs.line import AskLine
    from jobsearch_tui.ui.dialogs.palette import Palette
    from jobsearch_tui.ui.dialogs.quicklog import QuickLog
    from jobsearch_tui.ui.dialogs.script_parts import GapLine, ScriptList
    from jobsearch_tui.ui.dialogs.scripts import ScriptsDialog
    from jobsearch_tui.ui.dialogs.twins import TwinsDialog
    from jobsearch_tui.ui.dialogs.worksheet import Worksheet
    from jobsearch_tui.ui.screens.offers import OffersScreen
    from jobsearch_tui.ui.screens.page import Page
    from jobsearch_tui.ui.screens.welcome import WelcomeScreen
    from jobsearch_tui.ui.widgets.field_input import ChoiceInput
    from jobsearch_tui.ui.widgets.field_row import FieldRow
    from jobsearch_tui.ui.widgets.filter_input import FilterInput
    from jobsearch_tui.ui.widgets.line_table import LineTable
    from jobsearch_tui.ui.widgets.lines_view import LinesView

    return (
        *(LineTable, LinesView, FilterInput, QuickLog, RecordForm, FieldRow, ChoiceInput),
        *(AskLine, Choose, Palette, ScriptsDialog, ScriptList, GapLine, PlainScreen),
        *(Page, WelcomeScreen, OffersScreen, Worksheet, Clashes),
        *(ColumnsDialog, TwinsDialog),
    )
