"""Call scripts: choose one, fill what is missing, copy it, and say whether it is logged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from jobsearch_tui.domain.text import visible
from jobsearch_tui.errors import JobsearchError
from jobsearch_tui.services.clipboard import Outcome
from jobsearch_tui.services.scripts import Library, Script
from jobsearch_tui.ui.clipboard import is_copied, said, said_elsewhere
from jobsearch_tui.ui.dialogs.script_parts import GapLine, ScriptList, ScriptText, head
from jobsearch_tui.ui.dialogs.script_sheet import Asking, Sheets, counted
from jobsearch_tui.ui.keys_named import KeysLine, named
from jobsearch_tui.ui.widgets.line_table import LineTable
from jobsearch_tui.value import dataclass

IN_LIST: Final = (
    "{table.open} copies   {scripts.copy-and-log} copies and logs   {scripts.fill} fills gaps   "
    "{scripts.plain} plain view   {scripts.back} closes\n"
    "{scripts.turn} edits the text for this once   {scripts.edit} edits the script itself   "
    "{scripts.page-down} scrolls"
)
IN_TEXT: Final = (
    "What stands here is copied: change it for this once.\n"
    "{scripts.back} or {scripts.turn} goes back to the list"
)
_COPY_FIRST: Final = (
    "Copy it first: {table.open}, or {scripts.copy-and-log} to copy and log at once."
)
IN_LINE: Final = "Enter fills it in   {gap.skip} skips it   {gap.leave} leaves the rest"


@dataclass(frozen=True)
class Copied:
    """What was copied, or shown plainly; whether to log it; what became of it, in words."""

    script: Script
    logged: bool
    words: str = ""


def _not_noted(_script: Script, _text: str) -> None:
    """For a dialog whose texts nobody keeps."""


class ScriptsDialog(ModalScreen[Copied | None]):
    """The scripts, the one that fits first, and the chosen one's text with its values.

    ``copy`` brings a text to the clipboard; ``edit`` opens the user's own copy of a script and
    returns it as it then is, or None when it is gone, or raises JobsearchError; ``plain`` shows
    a text plainly; ``logs_as`` says as what a script is logged (“a note”), or nothing when it
    cannot be.
    """

    DEFAULT_CSS = """
    ScriptsDialog {
        align: center middle;
        background: $background 0%;
        #box {
            width: 100%; max-width: 130; height: 100%; max-height: 46;
            border: heavy $primary; background: $surface; padding: 0 1;
        }
        #body { height: 1fr; layout: vertical; }
        ScriptList { height: 5; }
        #sheet { height: 1fr; border-top: solid $primary; }
        #when { height: auto; max-height: 3; color: $text-muted; text-style: italic; }
        #status { height: auto; min-height: 1; max-height: 4; }
        #status.-good { color: $text-success; }
        #status.-warn { color: $text-warning; }
        &.-asking #status { display: none; }
        &.-asking GapLine { display: block; }
        &.-wide #body { layout: horizontal; }
        &.-wide ScriptList { width: 50%; max-width: 60; height: 1fr; }
        &.-wide #sheet {
            width: 1fr; height: 1fr; padding-left: 1;
            border-top: none; border-left: solid $primary;
        }
    }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", show=False, id="scripts.back"),
        Binding("tab,shift+tab", "turn", "Text or list", show=False, id="scripts.turn"),
        Binding("c", "copy(False)", "Copy", show=False, id="scripts.copy"),
        Binding("y", "copy(True)", "Copy and log", show=False, id="scripts.copy-and-log"),
        Binding("l", "log", "Log", show=False, id="scripts.log"),
        Binding("f", "fill", "Fill the gaps", show=False, id="scripts.fill"),
        Binding("e", "edit", "Edit the script", show=False, id="scripts.edit"),
        Binding("v", "plain", "Plain view", show=False, id="scripts.plain"),
    ]

    table = query_one(ScriptList)
    area = query_one(ScriptText)
    line = query_one(GapLine)

    def __init__(
        self,
        library: Library,
        ranked: Sequence[Script],
        facts: Mapping[str, str],
        title: str,
        *,
        copy: Callable[[str], Awaitable[Outcome]],
        edit: Callable[[Script], Awaitable[Script | None]],
        plain: Callable[[str], None],
        logs_as: Callable[[Script], str],
        note: Callable[[Script, str], None] = _not_noted,
        text: str = "",
    ) -> None:
        """Show the ``ranked`` scripts (one at least), filled from ``facts``.

        ``title`` is the record's, empty without one; ``library`` knows of damaged files.
        ``note`` is told each version of a text that is changed by hand, and "" once it can be
        forgotten; ``text`` is such a one, for the first script.
        """
        super().__init__()
        self._library = library
        self._scripts = {script.name: script for script in ranked}
        self._sheets = Sheets(facts)
        self._title = title
        self._copy, self._edit, self._plain, self._logs_as = copy, edit, plain, logs_as
        self._script = ranked[0]
        self._sheet = self._sheets.of(self._script)
        self._asking = Asking()
        self._warned = False
        self._copied: Copied | None = None
        self._note, self._is_noted = note, bool(text)
        if text:
            self._sheets.keep(self._script, self._sheet.typed(text))

    def compose(self) -> ComposeResult:
        """The list, the text, what there is to say, the line for a gap, and the keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(visible(f"Scripts: {self._title}".removesuffix(": ")))
            with Container(id="body"):
                yield ScriptList(self._scripts.values())
                with Vertical(id="sheet"):
                    yield Static(id="when")
                    yield ScriptText()
            yield GapLine()
            yield Static(id="status")
            yield KeysLine(IN_LIST, *self._owners(), id="keys")

    def on_mount(self) -> None:
        """Begin in the list, with the script that fits best."""
        self._show()
        if problems := self._library.problems:
            self._say("\n".join(f"▲ Not used: {problem}" for problem in problems), "warn")
        self.table.focus()

    # --- what is shown ------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the chosen script with all that is known."""
        self._sheet = self._sheets.of(self._script)
        self.query_one("#when", Static).update(Content(visible(head(self._script))))
        self.area.show(self._sheet)
        position = list(self._scripts).index(self._script.name) + 1
        self.query_one("#box").border_subtitle = Content(f"{position} of {len(self._scripts)}")
        self._say_gaps()

    def _say(self, words: str, tone: str = "") -> None:
        """Say something under the text; ``tone`` is good, warn or nothing."""
        status = self.query_one("#status", Static)
        status.update(Content("\n".join(map(visible, words.split("\n")))))
        status.set_class(tone == "good", "-good")
        status.set_class(tone == "warn", "-warn")

    def _say_gaps(self, otherwise: str = "") -> None:
        """Say what is missing; the next copy asks about it again."""
        self._warned = False
        words = counted(self._sheet)
        fills = self._named("{scripts.fill} fills in")
        self._say(f"▲ {words}: {fills}" if words else otherwise, "warn" if words else "")

    def on_descendant_focus(self) -> None:
        """Show the keys that hold where the focus is."""
        keys = IN_LIST
        if self.area.has_focus:
            keys = IN_TEXT
        elif self.line.line.has_focus:
            keys = IN_LINE
        self.query_one(KeysLine).say(keys)

    @on(LineTable.Highlighted)
    def _chosen(self, message: LineTable.Highlighted) -> None:
        message.stop()
        if message.key is not None and message.key != self._script.name:
            self._script = self._scripts[message.key]
            self._show()

    @on(TextArea.Changed)
    def _typed(self, message: TextArea.Changed) -> None:
        message.stop()
        if self.area.text != self._sheet.text:
            self._sheet = self._sheet.typed(self.area.text)
            self._sheets.keep(self._script, self._sheet)
            self._keep_draft()
            self._say_gaps()

    def _keep_draft(self) -> None:
        self._is_noted = True
        self._note(self._script, self._sheet.text)

    def _close(self, copied: Copied | None) -> None:
        if self._is_noted:
            self._note(self._script, "")
        self.dismiss(copied)

    # --- moving about -------------------------------------------------------------------------

    def action_back(self) -> None:
        """From the text back to the list; from there back to the record."""
        if self.table.has_focus:
            self._close(self._copied)
        else:
            self._to_list()

    def action_turn(self) -> None:
        """From the list into the text, and back."""
        if self.table.has_focus:
            self.area.focus()
        else:
            self._to_list()

    def _to_list(self) -> None:
        """Ask for nothing any more, and go to the list."""
        self.remove_class("-asking")
        self.table.focus()

    def action_scroll_text(self, pages: int) -> None:
        """Turn the pages of the text."""
        height = max(1, self.area.size.height - 1)
        self.area.scroll_relative(y=pages * height, animate=False)

    # --- filling ------------------------------------------------------------------------------

    def action_fill(self) -> None:
        """Ask for what is missing, one after the other."""
        if not self._sheet.gaps:
            self._say("Nothing is missing: Enter copies.")
            return
        self._asking = Asking(at=0, of=self._sheet.questions)
        self._ask()

    def _ask(self) -> None:
        """Ask for the next gap, or end."""
        asking = self._asking = self._asking.next(self._sheet)
        if asking.at is None:
            self._to_list()
            self._say_gaps("Nothing is missing: Enter copies.")
            return
        self.add_class("-asking")
        self.area.point_at(self._sheet, asking.at)
        self.line.ask(f"{asking.number} of {asking.of}: {self._sheet.question(asking.at)}")

    @on(GapLine.Answered)
    def _answered(self, message: GapLine.Answered) -> None:
        message.stop()
        at = self._asking.at
        if at is None:
            return
        if message.words:
            self._sheet = self._sheets.answer(self._script, self._sheet, at, message.words)
            self.area.load_text(self._sheet.text)
            self._keep_draft()
        else:
            self._asking = self._asking.skip(self._sheet)
        self._ask()

    @on(GapLine.Left)
    def _left(self, message: GapLine.Left) -> None:
        message.stop()
        self._asking = Asking()
        self._ask()

    # --- copying ------------------------------------------------------------------------------

    @on(LineTable.Opened)
    def _opened(self, message: LineTable.Opened) -> None:
        message.stop()
        self.action_copy(False)

    def action_copy(self, log: bool) -> None:
        """Copy what stands there; with gaps left only when asked a second time."""
        if self._sheet.gaps and not self._warned:
            again = "{scripts.copy-and-log}" if log else "{table.open}"
            keys = self._named(f"{{scripts.fill}} fills in, {again} once more copies as it is")
            self._say(f"▲ {counted(self._sheet)}: {keys}", "warn")
            self._warned = True
            return
        self._bring(self._script, self._sheet.text, log and bool(self._logs_as(self._script)))

    @work(exclusive=True, group="scripts")
    async def _bring(self, script: Script, text: str, log: bool) -> None:
        """Copy, say what became of it, and close when it is certain and to be logged."""
        self._say("Copying…")
        outcome = await self._copy(text)
        if not is_copied(outcome):
            self._say(said(outcome), "warn")
            return
        self._copied = Copied(script, log, said_elsewhere(outcome))
        if log and outcome.verified:
            self._close(self._copied)
            return
        tone = "good" if outcome.verified else ""
        self._say("\n".join(filter(None, (said(outcome), self._offer(self._copied)))), tone)

    def _offer(self, copied: Copied) -> str:
        """What is about to happen to the log, or can."""
        words = self._logs_as(copied.script)
        if not words:
            return ""
        key = "{scripts.back} closes and" if copied.logged else "{scripts.log}"
        return f"{self._named(key)} logs it as {words}."

    @staticmethod
    def _owners() -> tuple[type[DOMNode], ...]:
        return ScriptsDialog, ScriptList, GapLine

    def _named(self, words: str) -> str:
        """The words with the keys that are mapped."""
        return named(self.app, words, *self._owners())

    def action_log(self) -> None:
        """Close, and have what was copied logged."""
        if self._copied is None:
            self._say(self._named(_COPY_FIRST), "warn")
        elif not self._logs_as(self._copied.script):
            self._say("There is no record to log it on.", "warn")
        else:
            self._close(replace(self._copied, logged=True))

    def action_plain(self) -> None:
        """Show the text where the terminal itself can mark and copy it."""
        self._plain(self._sheet.text)
        if self._copied is None:
            self._copied = Copied(self._script, logged=False)
        self._say(self._offer(self._copied))

    # --- the script itself --------------------------------------------------------------------

    @work(exclusive=True, group="scripts")
    async def action_edit(self) -> None:
        """Open the user's own copy of the script in their editor, and read it again."""
        script = self._script
        try:
            found = await self._edit(script)
        except JobsearchError as error:
            self._say(f"▲ {error}", "warn")
            return
        if found is None:
            self._say("▲ The file of this script is gone; here it stands as it was.", "warn")
            return
        self._scripts[script.name] = self._script = found
        if found.text != script.text:
            self._sheets.forget(script)
        self.table.refill(self._scripts.values())
        self._show()
