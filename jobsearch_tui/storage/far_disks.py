"""Disks at the end of a line: where a call for a lock may never come back."""

import errno
import fcntl
import os
import signal
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

MOUNTS: Final = Path("/proc/self/mountinfo")
"""Where Linux lists the file systems; other systems have no such file."""

_FAR: Final = (
    "nfs",
    "cifs",
    "smb",
    "fuse",
    "9p",
    "afs",
    "ceph",
    "lustre",
    "gluster",
    "gfs",
    "ocfs",
)


def may_hang(descriptor: int) -> bool:
    """Whether an open file lies on a network or user-space disk, or nobody knows where.

    A thread for the call takes longer than the call, so local disks do without.
    """
    return _is_far(os.fstat(descriptor).st_dev, MOUNTS)


@cache
def _is_far(device: int, mounts_file: Path) -> bool:
    wanted = f"{os.major(device)}:{os.minor(device)}"
    try:
        with mounts_file.open(encoding="utf-8", errors="replace") as mounts:
            kinds = [_kind(line) for line in mounts if line.split(" ", 3)[2] == wanted]
    except (OSError, IndexError):
        return True
    return any(kind.startswith(_FAR) for kind in kinds)


def locked_within(descriptor: int, seconds: float) -> bool:
    """Whether the lock (``flock``) of an open file could be had.

    Raises the OSError of the call, and TimeoutError when it does not come back in time; a lock
    that comes too late is given back.
    """
    attempt = _Attempt(descriptor)
    attempt.start()
    attempt.join(seconds)
    return attempt.result()


class _Attempt(threading.Thread):
    """The call, on a descriptor of its own: the lock belongs to the open file behind both."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(daemon=True)
        self._descriptor = os.dup(descriptor)
        self._settling = threading.Lock()
        self._is_given_up = False
        self._outcome: bool | OSError | None = None

    def run(self) -> None:
        # Signals are for the thread that waits for them; one that hangs could not see to them.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        outcome = self._call()
        with self._settling:
            self._outcome = outcome
            if self._is_given_up and outcome is True:
                with suppress(OSError):
                    fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)

    def _call(self) -> bool | OSError:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            return error
        return True

    def result(self) -> bool:
        """What came of the call; one that is still under way counts for nothing from now on."""
        with self._settling:
            if self._outcome is None:
                self._is_given_up = True
                raise TimeoutError(errno.ETIMEDOUT, "the disk does not answer")
        if isinstance(self._outcome, OSError):
            raise self._outcome
        return self._outcome


def _kind(line: str) -> str:
    """The kind of a file system, which stands after the dash."""
    return line.partition(" - ")[2].partition(" ")[0]
