import errno
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import types
from datetime import datetime

import pytest

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.shell import opening, rescuing
from jobsearch_tui.shell.output import Output
from jobsearch_tui.storage.drafts import DraftBox


class FakeLifeline:
    ended_by = None

    def __init__(self, save):
        self.save = save

    @classmethod
    def start(cls, save):
        return cls(save)


@pytest.fixture
def app(jobsearch, monkeypatch):
    """What the app was started with, once it is; it ends with status 5."""
    starts = []

    def run(start):
        starts.append(start)
        return 5

    monkeypatch.setitem(sys.modules, "jobsearch_tui.ui.app", types.SimpleNamespace(run=run))
    monkeypatch.setattr(opening, "Lifeline", FakeLifeline)
    monkeypatch.setattr(FakeLifeline, "ended_by", None)
    jobsearch.has_terminal = True
    return starts


class TestTheApp:
    def test_opens_when_there_is_no_command(self, jobsearch, app):
        jobsearch.configure("mouse = 3\n")
        assert jobsearch("--store", str(jobsearch.home / "mine.json")).status == 5
        (start,) = app
        assert start.paths.store.name == "mine.json"
        assert not start.is_demo
        assert start.now().tzinfo == start.zone
        assert start.problems == ("config.toml line 1: mouse is true or false, not 3.",)
        assert start.session.workspace.is_new

    def test_is_given_the_draft_of_the_last_run_and_a_way_to_keep_the_next(self, jobsearch, app):
        state = jobsearch.home / ".local/state/jobsearch-tui/draft.json"
        saved_at = datetime.fromisoformat("2026-11-23T10:00:00+00:00")
        draft = Draft("quicklog", "", {"line": "dana vm"}, saved_at)
        box = DraftBox(state)
        box.save(draft)
        box.close()
        jobsearch()
        (start,) = app
        assert start.draft == draft
        start.lifeline.save(None)
        assert not state.exists()
        start.lifeline.save(draft)
        assert state.exists()

    @pytest.fixture
    def asked(self, monkeypatch):
        """The questions that were asked about a damaged store; ``answer`` is a list of one."""
        asked: list[tuple[str, list[str]]] = []
        answer: list[str | None] = [None]

        def ask(trouble, ways, **_):
            asked.append((trouble, [f"{way.key} {way.words}: {way.remark}" for way in ways]))
            return answer[0]

        monkeypatch.setattr(rescuing, "ask", ask)
        return asked, answer

    def test_offers_what_can_be_done_about_a_damaged_store(self, jobsearch, app, dana, asked):
        questions, _ = asked
        jobsearch("backup")
        cut = jobsearch.store.read_bytes()[:-4]
        jobsearch.store.write_bytes(cut)
        assert jobsearch().status == 0
        ((trouble, ways),) = questions
        assert trouble.startswith(f"{jobsearch.store}\nIt is damaged, or no JSON: line ")
        assert trouble.endswith("It was not touched.")
        assert ways == [
            "r repair it, keeping all that can be read: 1 record",
            "b restore the backup of Tue 24 Nov 2026 10:30: 1 record",
        ]
        assert app == []
        assert jobsearch.store.read_bytes() == cut

    @pytest.mark.parametrize(("way", "words"), [("r", "Repaired: "), ("b", "Restored the backup ")])
    def test_does_what_was_chosen_and_opens(self, jobsearch, app, dana, asked, way, words):
        _, answer = asked
        answer[0] = way
        jobsearch("backup")
        cut = jobsearch.store.read_bytes()[:-4]
        jobsearch.store.write_bytes(cut)
        assert jobsearch().status == 5
        (start,) = app
        assert dana in start.session.workspace
        assert start.problems[0].startswith(words)
        with open(start.problems[0].rpartition(": ")[2], "rb") as file:
            assert file.read() == cut

    def test_says_what_is_wrong_where_nothing_can_be_done(self, jobsearch, app, dana, asked):
        jobsearch.store.write_bytes(b"")
        said = jobsearch()
        assert said.status == 1
        assert "There is no good backup of it." in said.err
        assert asked[0] == []

    def test_tells_of_what_would_be_lost(self, jobsearch, app, dana, monkeypatch):
        pictures = []
        monkeypatch.setattr(
            rescuing, "ask", lambda _, ways, **__: pictures.extend(way.picture for way in ways)
        )
        jobsearch.add("ad", "role=COO")
        jobsearch.add("ad", "role=CEO")
        data = jobsearch.store.read_bytes()
        start = data.index(b'"created"', data.index(b'"ads"'))
        jobsearch.store.write_bytes(data[:start])
        jobsearch()
        picture, *_ = pictures
        assert picture[0] == "A repaired store would hold 1 recruiter."
        assert "1 record can be neither read nor found in a backup." in picture

    def test_that_a_signal_ended_says_which(self, jobsearch, app, monkeypatch):
        monkeypatch.setattr(FakeLifeline, "ended_by", signal.SIGHUP)
        assert jobsearch().status == 128 + signal.SIGHUP

    def test_that_lost_its_terminal_still_says_which_signal_came(self, jobsearch, app, monkeypatch):
        def run(start):
            start.lifeline.ended_by = signal.SIGHUP
            raise OSError(errno.EIO, "the terminal has gone")

        def flush(output):
            raise OSError(errno.EIO, "the terminal has gone")

        monkeypatch.setattr(sys.modules["jobsearch_tui.ui.app"], "run", run)
        monkeypatch.setattr(Output, "flush", flush)
        assert jobsearch().status == 128 + signal.SIGHUP

    def test_whose_files_fail_it_without_a_signal_is_a_fault(self, jobsearch, app, monkeypatch):
        def run(start):
            raise OSError(errno.EIO, "a bad disk")

        monkeypatch.setattr(sys.modules["jobsearch_tui.ui.app"], "run", run)
        said = jobsearch()
        assert said.status == 1
        assert "Something went wrong in the program itself (OSError)" in said.err

    def test_without_a_terminal_is_a_sentence(self, jobsearch):
        said = jobsearch()
        assert said.status == 1
        assert "The app needs a terminal." in said.err

    def test_on_a_dumb_terminal_is_a_sentence(self, jobsearch, app):
        jobsearch.environ["TERM"] = "dumb"
        said = jobsearch()
        assert said.status == 1
        assert "TERM=dumb" in said.err
        assert app == []

    def test_tells_of_records_that_cannot_be_read(self, jobsearch, app, dana):
        text = jobsearch.store.read_text()
        jobsearch.store.write_text(text.replace('"name":"Dana Whitfield"', '"name":7'))
        jobsearch()
        assert "1 record cannot be read and stays in the file as it is" in app[0].problems[0]


def test_a_real_app_whose_terminal_is_closed_ends_as_one_that_was_hung_up(jobsearch):
    """Python's own flush at the end, to a terminal that has gone, would make 120 of it."""
    terminal, other_end = pty.openpty()
    termios.tcsetwinsize(other_end, (24, 80))
    with subprocess.Popen(
        [sys.executable, "-m", "jobsearch_tui"],
        env={**jobsearch.environ, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        **dict.fromkeys(("stdin", "stdout", "stderr"), other_end),
        start_new_session=True,
    ) as app:
        os.close(other_end)
        try:
            screen = b""
            while b"Welcome" not in screen:
                assert select.select([terminal], [], [], 20)[0], screen
                screen += os.read(terminal, 65536)
            os.close(terminal)
            assert app.wait(timeout=20) == 128 + signal.SIGHUP
        finally:
            app.kill()
