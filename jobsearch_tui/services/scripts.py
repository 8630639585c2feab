"""Call scripts: find one, see which fits a record first, make a copy of one's own.

The scripts that ship are text files in ``jobsearch_tui/scripts``; the user's own stand in
``scripts/`` of the config directory and win over shipped ones of the same name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jobsearch_tui.domain.text import one_line
from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.private import make_directory, tighten
from jobsearch_tui.services.script_files import SHIPPED, Script, name_of, parse, read_script
from jobsearch_tui.services.script_rules import Situation, called_for
from jobsearch_tui.services.script_text import GAP, PLACEHOLDERS, Filled, fill, placeholders_in
from jobsearch_tui.value import dataclass

__all__ = [
    "GAP",
    "PLACEHOLDERS",
    "SHIPPED",
    "Filled",
    "Library",
    "Script",
    "Situation",
    "fill",
    "placeholders_in",
    "user_copy",
]

_SUFFIX = ".md"


@dataclass(frozen=True)
class Library:
    """All scripts by name, and what is wrong with those of the user that cannot be used."""

    scripts: Mapping[str, Script]
    damaged: Mapping[str, UsageError]

    @classmethod
    def load(cls, user_directory: Path | None) -> Library:
        """The shipped scripts and the user's own. Damaged ones are listed, never raised."""
        scripts = {name: parse(name, text, SHIPPED) for name, text in _shipped().items()}
        damaged: dict[str, UsageError] = {}
        for path in _own_files(user_directory):
            name = name_of(path.stem)
            try:
                scripts[name] = read_script(path)
            except UsageError as error:
                damaged[name] = error
        return cls(MappingProxyType(scripts), MappingProxyType(damaged))

    @property
    def problems(self) -> tuple[UsageError, ...]:
        """What is wrong, one sentence per damaged file, with its path and line."""
        return tuple(self.damaged.values())

    def get(self, name: str) -> Script:
        """The script with this name, or the only one whose name begins so.

        Raises UsageError that lists near names, or the fault of the user's own script.
        """
        wanted = name_of(name)
        if wanted in self.scripts:
            return self.scripts[wanted]
        if wanted in self.damaged:
            raise self.damaged[wanted]
        begun = [known for known in self.scripts if wanted and known.startswith(wanted)]
        if len(begun) == 1:
            return self.scripts[begun[0]]
        shown = one_line(name)
        if begun:
            raise UsageError(f"Several scripts begin with {shown!r}: {_listed(begun)}.")
        near = _near(wanted, self.scripts)
        which = f"Near it: {_listed(near)}" if near else f"There are: {_listed(self.scripts)}"
        raise UsageError(f"There is no script {shown!r}. {which}.")

    def for_record(self, record_kind: str, facts: Situation) -> list[Script]:
        """All scripts, the one that fits best first.

        First what the situation calls for, then what names the record's stage (the user's
        own before shipped ones), then the others for this kind, then the rest, by title.
        """
        called = called_for(facts)
        state = f"{record_kind}:{facts.stage}"

        def rank(script: Script) -> tuple[int, int, str]:
            fits = script.fits(record_kind)
            if fits and script.name in called:
                return 0, called.index(script.name), script.title
            if state in script.states:
                return 1, int(script.origin == SHIPPED), script.title
            return (2 if fits else 3), 0, script.title

        return sorted(self.scripts.values(), key=rank)


def user_copy(name: str, directory: Path) -> Path:
    """The file of the user's own script of this name, made from the shipped one if need be.

    A new file has mode 0600, a new directory 0700; a file that is there is left alone.
    Raises UsageError when no script has the name, JobsearchError when the file cannot be made.
    """
    wanted = name_of(name)
    own = {name_of(path.stem): path for path in _own_files(directory)}
    if wanted in own:
        return own[wanted]
    script = Library.load(None).get(name)
    if script.name in own:
        return own[script.name]
    path = directory / f"{script.name}{_SUFFIX}"
    try:
        make_directory(directory)
        tighten(directory)
        _write_new(path, _shipped()[script.name])
    except OSError as error:
        raise JobsearchError(
            f"The script cannot be copied to {one_line(str(path))} ({error.strerror})."
            " See that the directory can be written to."
        ) from error
    return path


def _write_new(path: Path, text: str) -> None:
    """Make the file with all of the text, or no file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError:
        path.unlink()
        raise


@cache
def _shipped() -> Mapping[str, str]:
    """The files that ship, by name."""
    from importlib.resources import files

    found = (entry for entry in files("jobsearch_tui.scripts").iterdir())
    texts = {
        entry.name.removesuffix(_SUFFIX): entry.read_text(encoding="utf-8")
        for entry in found
        if entry.name.endswith(_SUFFIX)
    }
    return MappingProxyType(dict(sorted(texts.items())))


def _own_files(directory: Path | None) -> list[Path]:
    """The user's script files in the order of their names; none where there is no directory."""
    if directory is None or not directory.is_dir():
        return []
    found = (path for path in directory.glob(f"*{_SUFFIX}") if not path.name.startswith("."))
    return sorted(path for path in found if path.is_file())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    """The names that somebody who typed this may have meant."""
    from difflib import get_close_matches

    known = list(names)
    inside = {name for name in known if wanted and wanted in name}
    return sorted(inside.union(get_close_matches(wanted, known, n=3, cutoff=0.5)))
