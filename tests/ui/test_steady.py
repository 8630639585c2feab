"""What is sent has one width on every terminal; the driver keeps to one pair of threads."""

import codecs

import pytest
from rich.cells import cell_len
from textual.driver import Driver

from jobsearch_tui.ui.steady import SteadyDriver, _forgiving, steadied, steady


class Recorder(Driver):
    """In the place of Textual's driver: what it was asked to do."""

    def __init__(self):
        self.done = []
        self._auto_restart = True

    def disable_input(self):
        """Nothing is read."""

    def write(self, data):
        self.done.append(data)

    def start_application_mode(self):
        self.done.append("start")

    def stop_application_mode(self):
        self.done.append("stop")

    def suspend_application_mode(self):
        self.stop_application_mode()

    def _sigcont_application(self, *_):
        self.start_application_mode()


class TestSteadied:
    @pytest.mark.parametrize(
        ("text", "sent"),
        [
            ("plain\x1b[1m", "plain\x1b[1m"),
            ("Zoë 田中 ╭─╮", "Zoë 田中 ╭─╮"),
            ("👩\u200d💻 Ada", "👩 Ada"),
            ("👨\u200d👩\u200d👧\u200d👦", "👨"),
            ("👍🏽!", "👍!"),
            ("❤\ufe0f!", "❤ !"),
            ("🏳\ufe0f\u200d🌈!", "🏳 !"),
            ("1\ufe0f\u20e3!", "1 !"),
            ("🇫🇷!", "FR!"),
            ("नि  x", "\x1b7   \x1b8नि\x1b8\x1b[3Cx"),
            ("☰x", "\x1b7  \x1b8☰\x1b8\x1b[2Cx"),
        ],
    )
    def test_is_the_same_everywhere(self, text, sent):
        assert steadied(text) == sent

    @pytest.mark.parametrize("text", ["👩\u200d💻", "❤\ufe0f", "🇫🇷", "👍🏽", "1\ufe0f\u20e3"])
    def test_takes_the_cells_that_it_was_given(self, text):
        assert cell_len(steadied(text)) == cell_len(text)


class TestTheDriver:
    def test_sends_ascii_where_there_is_nothing_else(self):
        driver = steady(Recorder, ascii_only=True)()
        driver.write("╭─ Søren 👩\u200d💻\x1b[1m")
        assert driver.done == ["+- Soren ??\x1b[1m"]

    def test_sends_the_rest_as_it_is(self):
        driver = steady(Recorder, ascii_only=False)()
        driver.write("╭─ Søren")
        assert driver.done == ["╭─ Søren"]
        assert isinstance(driver, SteadyDriver)

    def test_gives_the_terminal_back_before_it_takes_it_again(self):
        driver = steady(Recorder, ascii_only=False)()
        driver.start_application_mode()
        driver._sigcont_application()  # after SIGSTOP, of which nobody was told
        assert driver.done == ["start", "stop", "start"]
        driver.stop_application_mode()
        driver._sigcont_application()  # after Ctrl+Z
        assert driver.done[3:] == ["stop", "start"]

    def test_reads_keys_of_a_latin_1_terminal(self):
        decode = _forgiving("utf-8")().decode
        assert decode(b"Z\xeb") + decode(b"t\xc3") + decode(b"\xbc\xe9", final=True) == "Zëtüé"

    def test_reads_nothing_so_that_is_to_be_written(self):
        with pytest.raises(UnicodeEncodeError):
            codecs.encode("é", "ascii", "jobsearch.latin-1")
