"""What an import would do and could not do, as a value that can say itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from humanize import intcomma

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import PLURALS
from jobsearch_tui.domain.text import cells, cut, visible

WIDTH: Final = 80
_MOST_TWINS: Final = 10
"""Twins that are told: more are no news but a list, which = in the app goes through."""
COUNTED: Final = ("ad", "recruiter", "agency", "activity")
_NAMES: Final = {"activity": "log entries"}


@dataclass(frozen=True)
class RowProblem:
    """Something that was not read: its file, its line from 1 (0: the whole file), and why."""

    file: str
    line: int
    reason: str

    @property
    def place(self) -> str:
        """The file and line, harmless on a screen."""
        name = visible(self.file)
        return f"{name}, line {intcomma(self.line)}" if self.line else name


@dataclass(slots=True)
class Counts:
    """What became of the rows of one kind of record.

    ``added`` are new records; ``moved`` spotted ads that are now answered; ``linked`` rows
    that were found to be a record of the user's own, which stays as it is; ``skipped`` rows
    that came in before, or twice; ``ignored`` connections who do not recruit; ``nameless``
    connections of which the export tells the date alone, as it does of closed accounts.
    """

    added: int = 0
    moved: int = 0
    linked: int = 0
    skipped: int = 0
    ignored: int = 0
    nameless: int = 0


@dataclass(frozen=True)
class Report:
    """An import that has been worked out; nothing changes until ``change`` is applied.

    ``counts`` has an entry for each kind in ``COUNTED``. ``files`` are those that were read.
    ``twins`` are sentences about new records that are likely the same as others.
    """

    change: Change
    counts: Mapping[str, Counts]
    problems: tuple[RowProblem, ...] = ()
    files: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to apply."""
        return not self.change.put

    def words(self, most: int = 50, width: int = WIDTH) -> list[str]:
        """The report in lines of at most so many columns, with at most that many problems."""
        lines = wrapped(
            f"Read {_enumeration([visible(name) for name in self.files])}.", "", width=width
        )
        kinds = dict.fromkeys((*COUNTED, *self.counts))
        told = [(kind, _told(self.counts[kind])) for kind in kinds if kind in self.counts]
        for kind, words in told:
            if words:
                lines += wrapped(words, "              ", f"  {_plural(kind):<12}", width)
        if not any(words for _, words in told):
            lines.append("  nothing to import in it")
        if self.twins:
            lines.append("Likely twins, to be united with = in the app:")
        for sentence in self.twins[: min(most, _MOST_TWINS)]:
            lines += wrapped(sentence, "    ", "  ", width)
        if len(self.twins) > min(most, _MOST_TWINS):
            lines.append(f"  and {intcomma(len(self.twins) - min(most, _MOST_TWINS))} more")
        if self.problems:
            lines.append("Not read:")
        for problem in self.problems[:most]:
            lines += wrapped(f"{problem.place}: {problem.reason}", "    ", "  ", width)
        if len(self.problems) > most:
            lines.append(f"  and {intcomma(len(self.problems) - most)} more")
        return lines


def label(counts: Mapping[str, Counts]) -> str:
    """What an import is called in the list of things to undo."""
    ads, people = counts["ad"], counts["recruiter"]
    parts = [
        _number(ads.added, "ad"),
        _number(people.added, "recruiter"),
        _number(ads.moved, "answered ad"),
    ]
    told = [part for part in parts if part]
    return f"import of {_enumeration(told) if told else 'nothing new'} from LinkedIn"


@dataclass(slots=True)
class Problems:
    """The problems met so far, at most two hundred for each file."""

    found: list[RowProblem] = field(default_factory=list)
    _dropped: dict[str, int] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)

    def add(self, file: str, line: int, reason: str) -> None:
        """Note one; after two hundred of a file they are only counted."""
        if self._kept.get(file, 0) < _MOST:
            self._kept[file] = self._kept.get(file, 0) + 1
            self.found.append(RowProblem(file, line, reason))
        else:
            self._dropped[file] = self._dropped.get(file, 0) + 1

    def all(self) -> tuple[RowProblem, ...]:
        """All of them, with a line for each file of which some were only counted."""
        more = (
            RowProblem(file, 0, f"{intcomma(number)} more rows can't be read")
            for file, number in self._dropped.items()
        )
        return (*self.found, *more)


_MOST: Final = 200


def _number(count: int, noun: str) -> str:
    return f"{intcomma(count)} {noun}{'' if count == 1 else 's'}" if count else ""


def _enumeration(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _plural(kind: str) -> str:
    return _NAMES.get(kind, PLURALS[kind])


def _told(counts: Counts) -> str:
    parts = (
        (counts.added, "added"),
        (counts.moved, "now answered"),
        (counts.linked, "known already"),
        (counts.skipped, "imported before or repeated"),
        (counts.ignored, "who do not recruit"),
        (counts.nameless, "without a name"),
    )
    return ", ".join(f"{intcomma(count)} {words}" for count, words in parts if count)


def wrapped(words: str, indent: str, first: str | None = None, width: int = WIDTH) -> list[str]:
    """The words in lines of at most so many cells; a word that is longer is cut."""
    lines: list[str] = []
    line = indent if first is None else first
    following, begun = indent or "  ", False
    for word in words.split():
        if begun and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, begun = following, False
        line += f" {word}" if begun else word
        begun = True
        if cells(line) > width:
            beginning = cut(line, width)[0]
            *pieces, last = cut(line[len(beginning) :], width - cells(following))
            lines += [beginning, *(following + piece for piece in pieces)]
            line = following + last
    return [*lines, line]


def merged(reports: Sequence[Report]) -> Report:
    """Several reports, each over what those before it bring, as one change with one undo."""
    if len(reports) == 1:
        return reports[0]
    put = {record.id: record for report in reports for record in report.change.put}
    counts: dict[str, Counts] = {}
    for report in reports:
        for kind, more in report.counts.items():
            here = counts.setdefault(kind, Counts())
            for name, number in asdict(more).items():
                setattr(here, name, getattr(here, name) + number)
    return Report(
        Change(
            " and ".join(report.change.label for report in reports[:2]),
            put=tuple(put.values()),
            upheaval="import",
        ),
        counts,
        tuple(problem for report in reports for problem in report.problems),
        tuple(file for report in reports for file in report.files),
        tuple(dict.fromkeys(sentence for report in reports for sentence in report.twins)),
    )
