"""What a command says: on stdout what was asked for, on stderr whatever else there is to say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TextIO

from jobsearch_tui.domain.plain import ENCODING_ERRORS
from jobsearch_tui.domain.text import visible, visible_lines

PROGRAM: Final = "jobsearch"
_NARROWEST, _WIDEST = 40, 200
_READABLE: Final = 100
"""Columns of running text at most."""


class Output:
    """Writes to a terminal or a pipe; nothing that a terminal would obey gets through."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self.conceal: Callable[[str], str] = str
        """What is done to sentences on stderr before they are shown: names may have to go."""
        self._out = out
        self._err = err
        for stream in (out, err):
            # Nobody's name is worth a traceback on a terminal that cannot show its letters.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors=ENCODING_ERRORS)

    @property
    def width(self) -> int:
        """The columns there are: the terminal's, or 80 in a pipe."""
        import shutil  # 2 ms that only tables need

        columns = shutil.get_terminal_size((80, 24)).columns
        return max(_NARROWEST, min(columns, _WIDEST))

    def wrapped(self, text: str, indent: str = "", hanging: str = "  ") -> list[str]:
        """The text in as many lines as the width takes, the later ones further in."""
        import textwrap

        width = min(self.width, _READABLE)
        return textwrap.wrap(
            visible(text),
            width,
            initial_indent=indent,
            subsequent_indent=indent + hanging,
            break_on_hyphens=False,  # a path can be copied as long as it is whole
            break_long_words=False,
        )

    @property
    def is_watched(self) -> bool:
        """Whether stderr is a terminal, so that progress may be shown there."""
        return self._err.isatty()

    def say(self, *lines: str) -> None:
        """Print each line, made harmless."""
        for line in lines:
            self._out.write(f"{visible(line)}\n")

    def cells(self, *rows: Iterable[str]) -> None:
        """Print rows of cells with tabs between; a tab or a line break in a cell is shown."""
        for row in rows:
            self._out.write("\t".join(map(visible, row)) + "\n")

    def text(self, text: str) -> None:
        """Print a text with its own line breaks."""
        self.say(*visible_lines(text))

    def json(self, value: Any) -> None:
        """Print a value as JSON in plain ASCII, which every terminal and pipe takes."""
        import json

        told = json.dumps(value, indent=2).replace("\x7f", "\\u007f")  # json leaves it as it is
        self._out.write(f"{told}\n")

    def data(self, data: bytes) -> None:
        """Hand a file's bytes over as they are; a terminal gets them made harmless, as lines."""
        if self._out.isatty():
            self.text(data.decode("utf-8", "replace").removesuffix("\n"))
        elif (buffer := getattr(self._out, "buffer", None)) is not None:
            self._out.flush()
            buffer.write(data)
        else:
            self._out.write(data.decode("utf-8", "replace"))

    def warn(self, *sentences: str) -> None:
        """Say something that is not the answer, on stderr."""
        for sentence in sentences:
            self._err.write(f"{PROGRAM}: {visible(self.conceal(sentence))}\n")

    def explain(self, *lines: str) -> None:
        """Print lines that belong to what was said on stderr before."""
        for line in lines:
            self._err.write(f"{visible(self.conceal(line))}\n")

    def ask(self, question: str) -> None:
        """Put a question on stderr, where the cursor then waits for the answer."""
        self.flush()
        self._err.write(visible(question))
        self._err.flush()

    def progress(self, done: int, total: int) -> None:
        """Draw how far something is, in place of what was drawn before."""
        part = done / total if total else 1.0
        bar = "#" * round(part * 30)
        self._err.write(f"\r[{bar:<30}] {part:4.0%}" + ("\r\x1b[K" if done >= total else ""))
        self._err.flush()

    def flush(self) -> None:
        """Hand everything over to the system."""
        self._out.flush()
        self._err.flush()


def answer(output: Output, as_json: bool, value: Any, lines: Iterable[str]) -> None:
    """Print a value in the form that was asked for: as JSON, or as lines for a person."""
    if as_json:
        output.json(value)
    else:
        output.say(*lines)
