"""One writer at a time, among threads and among programs.

The lock is the kernel's (``flock``) on a file of its own beside the store, so it ends with
the process that holds it, however that ends. The file is never deleted: two programs could
then each hold a lock on a file of the same name.
"""

import errno
import fcntl
import os
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from jobsearch_tui.errors import NotSavedError, StoreBusyError
from jobsearch_tui.storage.far_disks import locked_within, may_hang
from jobsearch_tui.storage.files import hand_over, not_saved, real_file, shown
from jobsearch_tui.value import dataclass

_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
_NO_LOCKS: Final = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
_FIRST_PAUSE: Final = 0.005
_LONGEST_PAUSE: Final = 0.020
_LONGEST_NAME: Final = 60
_LEAST_PATIENCE: Final = 1.0
"""Seconds that a disk may take to answer at all, for whoever does not wait for a holder."""


@dataclass(frozen=True)
class Holder:
    """Who has the lock: kept in the lock file, for the sentence that a waiting program shows."""

    pid: int
    program: str
    since: datetime

    @classmethod
    def here(cls) -> Self:
        """This process, now."""
        return cls(os.getpid(), program_name(sys.argv), datetime.now(UTC).astimezone())

    @classmethod
    def parse(cls, line: str) -> Self | None:
        """The holder that ``str`` wrote, or None if the line is anything else."""
        pid, _, rest = line.strip().partition("\t")
        since, _, program = rest.partition("\t")
        try:
            moment = datetime.fromisoformat(since)
            number = int(pid)
        except ValueError:
            return None
        if moment.tzinfo is None:
            return None
        printable = "".join(c for c in program if c.isprintable())
        return cls(number, printable[:_LONGEST_NAME], moment.astimezone())

    def __str__(self) -> str:
        return f"{self.pid}\t{self.since.isoformat(timespec='seconds')}\t{self.program}\n"

    def in_words(self, now: datetime) -> str:
        """For example ``pid 1234 (jobsearch log) since 21:04``, in local time."""
        same_day = self.since.date() == now.astimezone(self.since.tzinfo).date()
        moment = f"{self.since:%H:%M}" if same_day else f"{self.since:%Y-%m-%d %H:%M}"
        return f"pid {self.pid} ({self.program}) since {moment}"

    @property
    def is_alive(self) -> bool:
        """Whether there is such a process on this machine."""
        try:
            os.kill(self.pid, 0)
        except PermissionError:  # it is somebody else's
            return True
        except (ProcessLookupError, OverflowError):
            return False
        return True


def program_name(arguments: list[str]) -> str:
    """The program and its subcommand; never what the user typed after it, which is private."""
    program = Path(arguments[0]) if arguments and arguments[0] else Path("python")
    name = program.parent.name if program.stem == "__main__" else program.stem
    subcommand = arguments[1] if len(arguments) > 1 else ""
    return f"{name} {subcommand}" if subcommand.isalpha() and len(subcommand) < 12 else name


class Lock:
    """The lock of one store, as a context manager.

    ``path`` is the store's; the lock lies beside the real file, with ``.lock`` after its name.
    The thread that holds it may enter again; every other thread and program waits up to
    ``timeout`` seconds. Two Lock objects exclude each other even in one process.

    Entering raises StoreBusyError, which names the holder, when the time is up, and
    NotSavedError when there can be no lock: a folder that is read-only, a disk without locks
    or one that does not answer, as a network disk that has gone.
    """

    def __init__(self, path: Path, timeout: float = 5.0) -> None:
        self.store = path
        self.timeout = timeout
        self._threads = threading.RLock()
        self._depth = 0
        self._descriptor = -1

    @property
    def path(self) -> Path:
        """The lock file itself."""
        real = real_file(self.store)
        return real.with_name(f"{real.name}.lock")

    @property
    def descriptor(self) -> int:
        """The open lock file while the lock is held, else -1.

        A child process that is given it holds the lock as well, until it ends or the lock is
        left in order; so the lock outlives this process, if that is killed, and not the child.
        """
        return self._descriptor

    def __enter__(self) -> Self:
        deadline = time.monotonic() + self.timeout
        if not self._threads.acquire(timeout=self.timeout):
            raise self._busy()
        try:
            if self._depth == 0:
                self._descriptor = self._take(deadline)
            self._depth += 1
        except BaseException:
            self._threads.release()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._depth -= 1
        if self._depth == 0:
            descriptor, self._descriptor = self._descriptor, -1
            _let_go(descriptor)
        self._threads.release()

    def _take(self, deadline: float) -> int:
        pause = _FIRST_PAUSE
        while (descriptor := self._attempt()) is None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._busy()
            time.sleep(min(pause, left))
            pause = min(pause * 1.5, _LONGEST_PAUSE)
        return descriptor

    def _attempt(self) -> int | None:
        """The descriptor of the lock file, locked, or None while somebody else has it."""
        path = self.path
        try:
            descriptor = os.open(path, _FLAGS, 0o600)
        except OSError as error:
            raise not_saved(path, error) from error
        try:
            if self._is_locked_now(descriptor) and _is_still(path, descriptor):
                _sign(descriptor, path.parent)
                return descriptor
        except OSError as error:
            _close(descriptor)
            raise self._impossible(error) from error
        _close(descriptor)
        return None

    def _is_locked_now(self, descriptor: int) -> bool:
        """Take the lock if it is free. Raises OSError, also when the disk does not answer."""
        if not may_hang(descriptor):
            return _lock_now(descriptor)
        return locked_within(descriptor, max(self.timeout, _LEAST_PATIENCE))

    def _impossible(self, error: OSError) -> NotSavedError:
        if error.errno in _NO_LOCKS:
            reason = "its disk has no file locks"
        elif error.errno == errno.ETIMEDOUT:
            reason = "its disk does not answer when it is asked for a lock"
        else:
            return not_saved(self.path, error)
        return NotSavedError(
            f"{shown(self.store)} was not saved: {reason}, and without one two programs would "
            "overwrite each other's changes. Keep the store on a local disk, and name it with "
            "--store or JOBSEARCH_STORE."
        )

    def _busy(self) -> StoreBusyError:
        holder = self._holder()
        who = "another program"
        if holder is not None and holder.is_alive:
            who = holder.in_words(datetime.now(UTC))
        return StoreBusyError(
            f"{shown(self.store)} was not saved: it is locked by {who}. "
            "Try again when that has finished, or end it."
        )

    def _holder(self) -> Holder | None:
        with suppress(OSError):  # the name is a courtesy
            return Holder.parse(self.path.read_text("utf-8", errors="replace"))
        return None


def _lock_now(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the locked file still has its name; if not, a newcomer would lock another one."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _sign(descriptor: int, folder: Path) -> None:
    with suppress(OSError):
        os.fchmod(descriptor, 0o600)  # an older one may be open to all
    with suppress(OSError):  # a full disk must not keep the lock from being taken
        hand_over(descriptor, folder)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(Holder.here()).encode("utf-8", errors="replace"), 0)


def _let_go(descriptor: int) -> None:
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
    with suppress(OSError):
        # A child forked meanwhile shares the lock, which closing alone would leave to it.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
    _close(descriptor)


def _close(descriptor: int) -> None:
    with suppress(OSError):  # nothing was written that a failure could be about
        os.close(descriptor)
