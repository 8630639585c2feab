"""Files that are there whole or not at all, and private.

A file is never changed in place: the new one is written and synced beside it and then takes
its name, so that a crash, a full disk or ``kill -9`` leaves the old file or the new one.
"""

import errno
import os
import re
import stat as modes
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import NotSavedError, StoreUnreadableError
from jobsearch_tui.private import make_directory, tighten
from jobsearch_tui.value import dataclass

OWN_DIRECTORY_NAME: Final = "jobsearch-tui"

_NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
# Opening a named pipe would otherwise wait for somebody to write into it.
_READ: Final = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK
# How many pieces to join for one write: few calls, and never a second copy of all of it.
_BATCH: Final = 4096
# Some file systems cannot sync a directory, or let us write into one that we may not list.
_NO_DIRECTORY_SYNC: Final = frozenset(
    {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EBADF, errno.EACCES}
)
_REASONS: Final[dict[int, tuple[str, str]]] = {
    errno.ENOSPC: ("there is no room left on the disk", "Free some room, then try again."),
    errno.EDQUOT: ("your share of the disk is used up", "Free some room, then try again."),
    errno.EFBIG: ("it is larger than a file may be here", "Raise the limit (ulimit -f)."),
    errno.EROFS: ("the disk is read-only", "Make it writable, or choose another place."),
    errno.EACCES: ("you may not write there", "Change the permissions, or choose another place."),
    errno.EPERM: ("you may not write there", "Change the permissions, or choose another place."),
    errno.ENOENT: ("its folder is not there", "Make the folder, or choose another place."),
    errno.ENOTDIR: ("its folder is not a folder", "Choose another place."),
    errno.EISDIR: ("a folder has that name", "Choose another name."),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter name."),
    errno.ELOOP: ("its symbolic link leads back to itself", "Mend or remove the link."),
    errno.EIO: ("the disk reports an error", "Copy your files elsewhere and check the disk."),
    errno.EMFILE: ("too many files are open", "Close some programs, then try again."),
    errno.ENFILE: ("too many files are open", "Close some programs, then try again."),
    errno.ESTALE: ("the network disk has gone away", "Connect it, then try again."),
}


@dataclass(frozen=True)
class Disk:
    """The system calls that make a file durable, so that a test can let each of them fail."""

    access: Callable[[Path, int], bool] = os.access
    open: Callable[[Path, int, int], int] = os.open
    write: Callable[[int, memoryview], int] = os.write
    fsync: Callable[[int], None] = os.fsync
    close: Callable[[int], None] = os.close
    rename: Callable[[Path, Path], None] = os.replace
    unlink: Callable[[Path], None] = os.unlink


DISK: Final = Disk()


@dataclass(frozen=True)
class Stamp:
    """Which version of a file this is: two equal stamps mean that nobody replaced it.

    The disk gives the inode of a replaced file to a later one, so it is the time, set to the
    nanosecond by :func:`write_atomically`, that tells two versions of the same size apart.
    """

    device: int
    inode: int
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp of a file whose status is known."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def stamp(path: Path) -> Stamp | None:
    """The stamp of the real file now, or None if there is no file.

    Raises StoreUnreadableError where nobody can tell: to take that for a file that has gone
    would be to write over what another program has put there.
    """
    try:
        return Stamp.of(path.stat())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(path, error) from error


def read_bytes(path: Path) -> bytes | None:
    """All bytes of the file, or None if there is no file.

    Raises StoreUnreadableError when there is something that cannot be read.
    """
    found = read_stamped(path)
    return None if found is None else found[0]


def read_stamped(path: Path) -> tuple[bytes, Stamp] | None:
    """All bytes of the file and the stamp of exactly these, or None if there is no file.

    Raises StoreUnreadableError when there is something that cannot be read, and for a symbolic
    link into a folder that is not there: a disk that is not mounted is not an empty store.
    """
    try:
        descriptor = os.open(path, _READ)
    except FileNotFoundError:
        _refuse_lost_link(path)
        return None
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        return _read_open(path, descriptor)
    except OSError as error:
        raise _unreadable(path, error) from error
    finally:
        with suppress(OSError):  # what was read was read
            os.close(descriptor)


def write_atomically(path: Path, data: bytes | Sequence[bytes], disk: Disk = DISK) -> Stamp:
    """Replace the whole file, mode 0600, and return the stamp of what is now on the disk.

    A symbolic link stays, the file that it leads to is replaced. The old file is not touched
    before the new one is whole and synced. Two writers need a :class:`~.lock.Lock`.
    Raises NotSavedError, in words, when anything stands in the way.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    target = real_file(path)
    try:
        _check_writable(path, target, disk)
        return _replace(target, pieces, disk)
    except OSError as error:
        raise not_saved(path, error) from error


def make_private_directory(path: Path, *, ours: bool = False) -> None:
    """Make sure that the directory is there; one that is made here has mode 0700.

    A directory that was there keeps its mode, for it may hold other things, unless it is the
    user's own and the program's: by its name, or because the caller knows that it is ``ours``.
    Raises NotSavedError if it cannot be made.
    """
    try:
        made = make_directory(path)
        for folder in made:  # or a power cut could take their names
            sync_directory(folder.parent)
        if not made and (ours or path.name == OWN_DIRECTORY_NAME):
            tighten(path)
    except FileExistsError as error:
        raise not_saved(path, NotADirectoryError(errno.ENOTDIR, "")) from error
    except OSError as error:
        raise not_saved(path, error) from error


def remove_leftovers(path: Path) -> int:
    """Remove what killed writers of this file left beside it, and return how many there were.

    Only for whoever holds the file's lock: another writer's work looks just the same.
    """
    target = real_file(path)
    return _remove_unfinished(target.parent, re.escape(target.name))


def remove_leftovers_in(folder: Path) -> int:
    """Remove what killed writers of any file left in a folder, and return how many there were.

    For a folder into which nobody writes without one certain lock, and whoever holds that.
    """
    return _remove_unfinished(folder, ".+")


def _remove_unfinished(folder: Path, names: str) -> int:
    pattern = re.compile(rf"\.{names}\.[0-9]+-[0-9a-f]{{8}}\.tmp", re.DOTALL)
    removed = 0
    # It is housekeeping: what cannot be listed or removed now will be another time.
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if pattern.fullmatch(entry.name):
                Path(entry.path).unlink()
                removed += 1
    return removed


def real_file(path: Path) -> Path:
    """Where the file really is, symbolic links followed; it need not exist."""
    return Path(os.path.realpath(path))


def disk_of(path: Path) -> int:
    """The device of the folder that a file is in, or would be made in. Raises OSError."""
    folder = real_file(path).parent
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder.stat().st_dev


def shown(path: Path) -> str:
    """The path as it may be put on a terminal: what does not print is replaced."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path))


def not_saved(path: Path, error: OSError) -> NotSavedError:
    """The failure of a system call as a sentence: what, why, and what to do."""
    return _refusal(path, *_in_words(error))


def hand_over(descriptor: int, like: Path) -> None:
    """When root writes for a user (sudo), give the file to the owner of ``like``."""
    if os.geteuid() == 0:
        owner = like.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)


def _refusal(path: Path, reason: str, remedy: str) -> NotSavedError:
    return NotSavedError(f"{shown(path)} was not saved: {reason}. {remedy}")


def _in_words(error: OSError) -> tuple[str, str]:
    known = _REASONS.get(error.errno or 0)
    return known or (error.strerror or type(error).__name__, "Mend that, then try again.")


def _unreadable(path: Path, error: OSError) -> StoreUnreadableError:
    if error.errno in (errno.EACCES, errno.EPERM):
        reason = "you may not read it"
    else:
        reason = _in_words(error)[0]
    return StoreUnreadableError(f"{shown(path)} cannot be read: {reason}. It was left as it is.")


def _refuse_lost_link(path: Path) -> None:
    """Raise StoreUnreadableError for a link into a folder that is not there."""
    target = real_file(path)
    try:
        is_lost = path.is_symlink() and not target.parent.is_dir()
    except OSError as error:
        raise _unreadable(path, error) from error
    if is_lost:
        raise StoreUnreadableError(
            f"{shown(path)} is a symbolic link to {shown(target)}, whose folder is not there. "
            "Mount its disk, or mend the link."
        )


def _read_open(path: Path, descriptor: int) -> tuple[bytes, Stamp]:
    status = os.fstat(descriptor)
    if modes.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not modes.S_ISREG(status.st_mode):
        raise StoreUnreadableError(f"{shown(path)} is not an ordinary file. Choose another one.")
    with open(descriptor, "rb", buffering=0, closefd=False) as file:
        return file.readall(), Stamp.of(status)


def _check_writable(path: Path, target: Path, disk: Disk) -> None:
    """Refuse what a rename would replace all the same: read-only files, links, devices."""
    if target.is_symlink():
        raise OSError(errno.ELOOP, "")
    if target.exists():
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if not target.is_file():
            raise _refusal(path, "it is not an ordinary file", "Choose another name.")
        if not disk.access(target, os.W_OK):
            raise _refusal(path, "it is read-only", "Make it writable, then try again.")
    folder = target.parent
    if folder.is_dir() and not disk.access(folder, os.W_OK | os.X_OK):
        reason = f"you may not write into the folder {shown(folder)}"
        raise _refusal(path, reason, "Change its permissions, or choose another place.")


def _replace(target: Path, pieces: Sequence[bytes], disk: Disk) -> Stamp:
    name = f".{target.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    temporary = target.with_name(name)
    descriptor = disk.open(temporary, _NEW_FILE, 0o600)
    try:
        written = _fill(descriptor, pieces, target, disk)
        disk.rename(temporary, target)
    except BaseException:
        with suppress(OSError):  # the first error is the one to tell
            disk.unlink(temporary)
        raise
    sync_directory(target.parent, disk)
    return written


def _fill(descriptor: int, pieces: Sequence[bytes], target: Path, disk: Disk) -> Stamp:
    """Write and sync the new file, and close it."""
    try:
        for start in range(0, len(pieces), _BATCH):
            rest = memoryview(b"".join(pieces[start : start + _BATCH]))
            while rest:
                rest = rest[disk.write(descriptor, rest) :]
        _dress(descriptor, target)
        disk.fsync(descriptor)
        return Stamp.of(os.fstat(descriptor))
    finally:
        disk.close(descriptor)


def _dress(descriptor: int, target: Path) -> None:
    """Owner, mode and an exact time, as far as the file system has such things."""
    with suppress(OSError):  # FAT and some network disks refuse; the save matters more
        hand_over(descriptor, target if target.exists() else target.parent)
    with suppress(OSError):
        os.fchmod(descriptor, 0o600)
    with suppress(OSError):
        # The kernel's own stamp stands still for some milliseconds, so that a file which takes
        # over the inode of its last-but-one version could look like that version.
        now = time.time_ns()
        os.utime(descriptor, ns=(now, now))


def sync_directory(folder: Path, disk: Disk = DISK) -> None:
    """Make the new names in a folder durable, where the file system can. Raises OSError."""
    descriptor = -1
    try:
        descriptor = disk.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, 0)
        disk.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        if descriptor >= 0:
            disk.close(descriptor)
