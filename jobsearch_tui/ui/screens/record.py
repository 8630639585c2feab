"""One record over the whole screen, for narrow terminals and for what a record leads to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.getters import query_one
from textual.widget import Widget

from jobsearch_tui.domain.records import KINDS, Record
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.render.record import Look, record_lines
from jobsearch_tui.ui.screens.work import WorkScreen
from jobsearch_tui.ui.widgets.lines_view import LinesView


class RecordScreen(WorkScreen):
    """Everything about one record; Escape goes back to where one came from."""

    DEFAULT_CSS = """
    RecordScreen #record {
        height: 1fr; border-top: heavy $primary; border-title-style: bold;
    }
    """

    view = query_one("#record", LinesView)

    def __init__(self, desk: Desk, id: str) -> None:
        """Take the tools and the record's id."""
        super().__init__(desk)
        self._record_id = id

    def compose(self) -> ComposeResult:
        """The record and the keys."""
        yield LinesView(id="record")
        yield from self.bottom()

    def on_mount(self) -> None:
        """Show the record."""
        self.view.focus()
        self.look()

    def on_screen_resume(self) -> None:
        """Go back when the record was deleted while something else was in front."""
        self._leave_when_gone()

    def _leave_when_gone(self) -> bool:
        """Whether the record is gone; back then, unless something else is in front."""
        is_gone = self.desk.workspace.get(self._record_id) is None
        if is_gone and self.is_active:
            self.dismiss()
        return is_gone

    @property
    def home(self) -> Widget:
        """The record itself."""
        return self.view

    @property
    def subject(self) -> Record | None:
        """The record under the cursor, or the one that is shown."""
        return self.desk.workspace.get(self.view.key or self._record_id)

    @property
    def kind(self) -> str:
        """The kind of the record that is shown."""
        record = self.desk.workspace.get(self._record_id)
        return record.kind if record and record.kind in KINDS else "recruiter"

    def look(self) -> None:
        """Show the record as it now is; one that is gone leads back."""
        record = self.desk.workspace.get(self._record_id)
        if self._leave_when_gone() or record is None:
            return
        self.view.border_title = record.kind.capitalize()
        context = self.desk.context()
        self.view.show(lambda width: record_lines(record, Look(context, width)), keep_place=True)

    def on_lines_view_opened(self, message: LinesView.Opened) -> None:
        """Open what the line under the cursor names."""
        message.stop()
        if message.key != self._record_id:
            self.app.push_screen(RecordScreen(self.desk, message.key))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
