"""The mirror: a bare git repository of this machine that holds each record as a file.

It is read and written by git's plumbing, without a work tree and without an index, so that
nothing in it can be half changed. Branch ``main`` is what the store agrees with; the ref
``refs/jobsearch/next`` is a version that is about to be taken into the store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from jobsearch_tui.errors import NotSavedError, OfflineError, StoreUnreadableError, SyncError
from jobsearch_tui.storage import mirror_files as names
from jobsearch_tui.storage.files import (
    make_private_directory,
    read_bytes,
    shown,
    sync_directory,
    write_atomically,
)
from jobsearch_tui.storage.git import AT_HOME, AWAY, Done, Git, in_a_folder, remove_stale_locks
from jobsearch_tui.storage.lock import Lock
from jobsearch_tui.storage.mirror_files import NO_TREE, Tree
from jobsearch_tui.storage.remotes import folder_of
from jobsearch_tui.storage.strange_folders import check_folder, is_there

MAIN: Final = "refs/heads/main"
NEXT: Final = "refs/jobsearch/next"
THEIRS: Final = "refs/remotes/origin/main"

_WHO: Final = b"jobsearch <jobsearch@localhost>"
_RACES: Final = ("[rejected]", "cannot lock ref", "failed to update ref", "incorrect old value")
_REFUSED: Final = (
    *("Permission denied", "Authentication failed", "could not read Username", "HTTP 403"),
    *("Host key verification failed", "returned error: 4", "not found"),
    "checked out",
)
_PACKS: Final = 50
"""How many packs there may be before they are made one, as git itself has it."""


@dataclass(frozen=True)
class Settings:
    """What was said once: where the remote is, and the name of this machine in stamps."""

    url: str
    machine: str


@dataclass(frozen=True)
class Seen:
    """What the store held when it last agreed with the mirror.

    ``commit`` is that version of the mirror, ``records`` the checksum of each record's document,
    ``unsent`` the ids of changed records that have not reached the remote, ``behind`` how many
    files of the remote's are newer, as far as is known; ``version`` is that of the program.
    ``at`` is when the remote was last reached, in ISO 8601, or empty.
    """

    commit: str = ""
    records: Mapping[str, int] = field(default_factory=dict)
    unsent: tuple[str, ...] = ()
    behind: int = 0
    version: str = ""
    at: str = ""


class Mirror:
    """The mirror of one store. Only to be used inside :meth:`locked`, the settings apart."""

    def __init__(self, folder: Path, environ: Mapping[str, str], patience: float = AWAY) -> None:
        """``folder`` need not be there; :meth:`set_up` makes it.

        ``patience`` is how many seconds a call to the remote may take.
        """
        self._patience = patience
        self.folder = folder
        self._environ = environ
        self._git = Git(folder / "git", environ)
        self._remote_lock: Lock | None = None

    # Settings and state: small private files, readable without the lock.

    @property
    def settings(self) -> Settings | None:
        """What :meth:`set_up` was told; None before it."""
        told = _read_json(self.folder / "settings.json")
        url, machine = told.get("url"), told.get("machine")
        return Settings(url, machine) if isinstance(url, str) and isinstance(machine, str) else None

    @property
    def seen(self) -> Seen:
        """What was seen last; nothing when that is not known."""
        told = _read_json(self.folder / "seen.json")
        try:
            return Seen(**{**told, "unsent": tuple(told.get("unsent", ()))})
        except TypeError:
            return Seen()

    def keep_seen(self, seen: Seen) -> None:
        """Remember what was seen. Raises NotSavedError."""
        told = {name: getattr(seen, name) for name in Seen.__dataclass_fields__}
        write_atomically(self.folder / "seen.json", json.dumps(told).encode())

    def set_up(self, url: str, machine: str) -> None:
        """Make the repository if need be and remember the remote. Raises SyncError."""
        make_private_directory(self.folder.parent)
        make_private_directory(self.folder)
        with self.locked():
            before = self.settings
            if not (self._git.folder / "HEAD").exists():
                self._git.must("init", "--quiet", "--bare", "--object-format=sha1", *_BRANCH)
            told = {"url": url, "machine": before.machine if before else machine}
            self._keep_settings(told)
            self.keep_seen(replace(self.seen, behind=0, at=""))

    def go_back(self, settings: Settings | None, seen: Seen) -> None:
        """Remember what was remembered before, as the place that was named last is none to meet."""
        with self.locked():
            if settings is None:
                (self.folder / "settings.json").unlink(missing_ok=True)
            else:
                self._keep_settings({"url": settings.url, "machine": settings.machine})
            self.keep_seen(seen)

    def _keep_settings(self, told: Mapping[str, str]) -> None:
        write_atomically(self.folder / "settings.json", json.dumps(told, indent=1).encode())

    def begin_afresh(self, label: str) -> None:
        """Set the repository aside, so that the next sync takes all from the remote."""
        with self.locked():
            if self._git.folder.exists():
                self._git.folder.rename(self.folder / f"git-{label}")
                sync_directory(self.folder)
            (self.folder / "seen.json").unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who uses the mirror. Raises StoreBusyError and NotSavedError."""
        lock = Lock(self.folder / "sync")
        with lock:
            self._git = Git(self._git.folder, self._environ, (lock.descriptor,))
            remove_stale_locks(self._git.folder)
            yield

    # Reading

    def refs(self) -> dict[str, str]:
        """The commits of :data:`MAIN`, :data:`NEXT` and :data:`THEIRS`, where there are any."""
        wanted = (MAIN, NEXT, THEIRS)
        found = self._objects(wanted, only_check=True)
        return {name: sha for name, (sha, _) in zip(wanted, found, strict=True) if sha}

    def trees(self, *commits: str) -> list[Tree]:
        """What each of the commits holds; an empty name is no commit yet."""
        tops = dict(zip(commits, self._objects(f"{one}^{{tree}}" for one in commits), strict=True))
        entries = {top: list(names.tree_entries(raw)) for top, raw in tops.values() if top}
        below = dict.fromkeys(
            sha for top in entries.values() for mode, _, sha in top if mode == b"40000"
        )
        inner = {
            sha: list(names.tree_entries(raw))
            for sha, (_, raw) in zip(below, self._objects(below), strict=True)
        }
        return [
            Tree(one, dict(_files(entries[tops[one][0]], inner))) if tops[one][0] else NO_TREE
            for one in commits
        ]

    def contents(self, objects: Iterable[str]) -> dict[str, bytes]:
        """The bytes of files by their objects."""
        wanted = list(dict.fromkeys(objects))
        found = self._objects(wanted)
        return {name: raw for name, (sha, raw) in zip(wanted, found, strict=True) if sha}

    def base_of(self, one: str, other: str) -> str:
        """The last version that two have in common; empty for none."""
        done = self._git.run("merge-base", one, other)
        return done.out.decode().strip() if done.status == 0 else ""

    def _objects(
        self, wanted: Iterable[str], *, only_check: bool = False
    ) -> list[tuple[str, bytes]]:
        """The name and bytes of each object that is named; two empty ones for what is missing."""
        lines = list(wanted)
        if not lines:
            return []
        how = "--batch-check" if only_check else "--batch"
        text = "".join(f"{line}\n" for line in lines).encode()
        out = self._git.must("cat-file", how, text=text)
        found: list[tuple[str, bytes]] = []
        at = 0
        for _ in lines:
            end = out.index(b"\n", at)
            head = out[at:end].split(b" ")
            at = end + 1
            if head[-1] == b"missing":
                found.append(("", b""))
                continue
            size = 0 if only_check else int(head[2])
            found.append((head[0].decode(), out[at : at + size]))
            at += 0 if only_check else size + 1
        return found

    # Writing

    def commit(
        self,
        ref: str,
        parents: Iterable[str],
        files: Mapping[str, bytes | str],
        message: str,
        when: datetime,
    ) -> str:
        """Write a version on top of its first parent and let a ref name it; its name.

        ``files`` are the bytes, or the object that is there already, of what differs from the
        first parent.
        """
        words = message.encode()
        stream = [b"commit %s\nmark :1\n" % ref.encode()]
        stream.append(b"committer %s %d +0000\n" % (_WHO, when.timestamp()))
        stream.append(b"data %d\n%s\n" % (len(words), words))
        for number, parent in enumerate(parents):
            stream.append(b"%s %s\n" % (b"merge" if number else b"from", parent.encode()))
        for path, content in sorted(files.items()):
            if isinstance(content, str):
                stream.append(b"M 100644 %s %s\n" % (content.encode(), _quoted(path)))
            else:
                stream.append(b"M 100644 inline %s\n" % _quoted(path))
                stream.append(b"data %d\n%s\n" % (len(content), content))
        stream.append(b"get-mark :1\ndone\n")
        out = self._git.must(
            "fast-import",
            "--quiet",
            "--done",
            "--date-format=raw",
            text=b"".join(stream),
        )
        return out.decode().strip()

    def point(self, moves: Mapping[str, str]) -> None:
        """Let refs name these commits, all at once; an empty commit takes the ref away."""
        lines = [
            f"update {ref} {commit}\n" if commit else f"delete {ref}\n"
            for ref, commit in moves.items()
        ]
        self._git.must("update-ref", "--stdin", text="".join(lines).encode())

    def tidy(self) -> None:
        """Pack what many syncs have left, now and then; it does not matter when it fails."""
        with suppress(OSError, SyncError):
            if len(list((self._git.folder / "objects" / "pack").glob("*.pack"))) > _PACKS:
                self._git.run("gc", "--quiet", seconds=AT_HOME)

    # The remote

    def fetch(self) -> str:
        """Get the remote's version and return its name; empty when the remote has none yet.

        Raises OfflineError when it can't be reached and SyncError when it does not let us in.
        """
        url = self._url()
        done = self._git.away(
            *("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"),
            *("--no-recurse-submodules", *_other_end("upload-pack", url)),
            *("--", url, f"+{MAIN}:{THEIRS}"),
            is_ssh=folder_of(url) is None,
            seconds=self._patience,
        )
        if done.status != 0:
            if "couldn't find remote ref" in done.words:
                return ""
            raise _unreachable(done)
        return self.refs().get(THEIRS, "")

    def push(self) -> bool:
        """Send the main version; False when another machine was faster and has to be merged.

        Raises as :meth:`fetch`.
        """
        url = self._url()
        with self._remote_alone(folder_of(url)) as keep_open:
            done = self._git.away(
                *("push", "--quiet", "--porcelain", "--no-verify"),
                *(*_other_end("receive-pack", url), "--", url, f"{MAIN}:{MAIN}"),
                is_ssh=folder_of(url) is None,
                seconds=self._patience,
                keep_open=keep_open,
            )
        if done.status == 0:
            return True
        words = f"{done.words}{done.out.decode('utf-8', 'replace')}"
        if any(sign in words for sign in _RACES):
            return False
        raise _unreachable(done)

    def _url(self) -> str:
        settings = self.settings
        if settings is None:
            raise SyncError("There is no second machine yet. Set it up: jobsearch sync --init URL")
        folder = folder_of(settings.url)
        if folder is not None:
            check_folder(folder, self._environ)
        return settings.url

    @contextmanager
    def _remote_alone(self, folder: Path | None) -> Iterator[tuple[int, ...]]:
        """For a remote that is a folder: be the only one who writes to it, and clear it of the
        locks that killed programs have left. Git itself would refuse for ever.
        """
        if folder is None or not is_there(folder / "HEAD"):
            yield ()
            return
        lock = Lock(folder / "jobsearch")
        try:
            lock.__enter__()
        except NotSavedError:  # read-only, or without locks: git will say what is the matter
            yield ()
            return
        try:
            with suppress(OSError):
                remove_stale_locks(folder)
            yield (lock.descriptor,)
        finally:
            lock.__exit__(None, None, None)

    def make_remote(self, folder: Path) -> None:
        """Make a folder that is empty or not there a bare repository. Raises SyncError."""
        done = Git(folder, self._environ).run(
            "init", "--quiet", "--bare", "--object-format=sha1", *_BRANCH
        )
        if done.status != 0:
            raise SyncError(f"{shown(folder)} can't be made a repository: {done.reason}.")


_FILES: Final = (b"100644", b"100755")
"""The modes of files; links and modules are nothing that this program writes."""

_BRANCH: Final = ("--initial-branch=main", "--template=")


def _other_end(program: str, url: str) -> tuple[str, ...]:
    """The option that says how the other end of a transfer is started, where this machine does."""
    return () if folder_of(url) is None else (f"--{program}={in_a_folder(program)}",)


def _unreachable(done: Done) -> SyncError:
    if "dubious ownership" in done.words:
        return SyncError(
            f"The remote refused: {done.reason}, which belongs to another user. If you trust it: "
            "git config --global --add safe.directory FOLDER"
        )
    if any(sign in done.words for sign in _REFUSED):
        return SyncError(f"The remote refused: {done.reason}.")
    return OfflineError(done.reason)


def _files(
    entries: Iterable[tuple[bytes, str, str]],
    inner: Mapping[str, list[tuple[bytes, str, str]]],
) -> Iterator[tuple[str, str]]:
    """The path and object of each file; folders within folders are nobody's and left alone."""
    for mode, name, sha in entries:
        if mode in _FILES:
            yield name, sha
        for below, file, object in inner.get(sha, ()):
            if below in _FILES:
                yield f"{name}/{file}", object


def _quoted(path: str) -> bytes:
    """A path as git's stream has it: whatever might be misread as the number of its byte."""
    raw = path.encode("utf-8", "surrogateescape")
    if re.fullmatch(rb"[\w.~%/-]+", raw):
        return raw
    return b'"%s"' % b"".join(b"\\%03o" % byte for byte in raw)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(read_bytes(path) or b"{}")
    except (ValueError, RecursionError, StoreUnreadableError):
        return {}
    return told if isinstance(told, dict) else {}


def now_text() -> str:
    """The moment in UTC as the state files have it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
