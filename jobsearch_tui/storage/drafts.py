"""The file that keeps what was half typed when the program was ended."""

import contextlib
import json
import threading
from pathlib import Path
from typing import Final

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.errors import NotSavedError, StoreBusyError, StoreUnreadableError
from jobsearch_tui.storage import files
from jobsearch_tui.storage.lock import Lock

_PROGRAMS_AT_ONCE: Final = 9
_DAMAGED: Final = ".damaged"


class DraftBox:
    """Keeps one draft in a private file, whole or not at all.

    Programs that run at the same time keep their drafts apart: the first has ``path`` itself,
    the next ``name-2.json`` and so on, each under a lock that ends with its program. What an
    ended program left in any of these files is offered to the next one that starts.
    """

    def __init__(self, path: Path) -> None:
        self.trouble = ""
        """Why no draft can be kept, in a sentence, once :meth:`load` found it so."""
        self._path = path
        self._mine: Path | None = None
        self._claiming = threading.Lock()
        self._locks = contextlib.ExitStack()

    def save(self, draft: Draft) -> None:
        """Replace the draft on the disk. Raises NotSavedError."""
        _write(self._claimed(), draft)

    def load(self) -> Draft | None:
        """The draft that an ended program left, or None; it stays until it is replaced or cleared.

        When it has been dealt with there may be another one: ask again. A file that cannot be
        understood is set aside under a name that ends in ``.damaged``; one that cannot be
        reached counts as none.
        """
        try:
            mine = self._claimed()
        except NotSavedError as error:
            self.trouble = str(error)
            return None
        return _read(mine) or self._inherited(mine)

    def clear(self) -> None:
        """Remove the draft, for it was saved as a record or given up. Raises NotSavedError."""
        mine = self._claimed()
        try:
            mine.unlink(missing_ok=True)
        except OSError as error:
            raise files.not_saved(mine, error) from error

    def postpone(self) -> None:
        """Leave the draft to the next program, out of the way of what is typed in this one.

        Where no place is free it stays, and is replaced by the next one. Raises NotSavedError.
        """
        mine = self._claimed()
        draft = _read(mine)
        for path in self._places():
            if draft is None or path == mine or path.exists():
                continue
            with contextlib.suppress(StoreBusyError), Lock(path, timeout=0):
                if path.exists():  # another program has left its own there meanwhile
                    continue
                _write(path, draft)
                _remove(mine)
                return

    def close(self) -> None:
        """Leave the file to the next program; only for the thread that used the box first."""
        self._locks.close()
        self._mine = None

    def _claimed(self) -> Path:
        """This program's own file, locked from the first use to the end of the program."""
        with self._claiming:
            if self._mine is None:
                files.make_private_directory(self._path.parent)
                self._mine = self._claim()
                files.remove_leftovers(self._mine)
            return self._mine

    def _claim(self) -> Path:
        for path in self._places():
            try:
                self._locks.enter_context(Lock(path, timeout=0))
            except StoreBusyError:
                continue
            except NotSavedError:
                return path  # a disk without locks: better a shared draft than none
            return path
        raise StoreBusyError(
            f"{files.shown(self._path)} was not saved: {_PROGRAMS_AT_ONCE} programs keep a draft "
            "already. Close one of them."
        )

    def _inherited(self, mine: Path) -> Draft | None:
        """The draft of another program that has ended, moved into this program's file."""
        for path in self._places():
            if path == mine or not path.exists():
                continue
            with contextlib.suppress(NotSavedError), Lock(path, timeout=0):
                draft = _read(path)
                if draft is not None:
                    _write(mine, draft)
                    _remove(path)
                    return draft
        return None

    def _places(self) -> list[Path]:
        path = self._path
        numbers = range(2, _PROGRAMS_AT_ONCE + 1)
        return [path, *(path.with_name(f"{path.stem}-{n}{path.suffix}") for n in numbers)]


def _write(path: Path, draft: Draft) -> None:
    # ASCII only: a lone surrogate from a broken paste has no UTF-8 but has an escape.
    files.write_atomically(path, json.dumps(draft.as_plain(), indent=1).encode("ascii"))


def _read(path: Path) -> Draft | None:
    try:
        data = files.read_bytes(path)
    except StoreUnreadableError:
        return None
    if data is None:
        return None
    try:
        return Draft.from_plain(json.loads(data))
    except (ValueError, RecursionError):
        _set_aside(path)
        return None


def _set_aside(path: Path) -> None:
    # Where it cannot be moved it stays, and the next save replaces it.
    with contextlib.suppress(OSError):
        path.replace(path.with_name(path.name + _DAMAGED))


def _remove(path: Path) -> None:
    # It was copied: at worst it is offered once more.
    with contextlib.suppress(OSError):
        path.unlink()
