"""Git, run without a shell, without a prompt, and never for longer than a time that is given.

The settings of the user's own git count where they lead to the remote (ssh, proxies, stored
passwords) and nowhere else: no hooks, no signatures, no name of theirs in what is written.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from jobsearch_tui.errors import OfflineError, SyncError
from jobsearch_tui.storage.files import shown
from jobsearch_tui.storage.remotes import shown_address
from jobsearch_tui.value import dataclass

AT_HOME: Final = 60.0
"""Seconds for a call that needs this machine alone."""
AWAY: Final = 900.0
"""Seconds for a call that goes to the remote; a first one may have much to carry."""
BRIEFLY: Final = 30.0
"""Seconds for a call to the remote that nobody has asked for."""
_CONNECT: Final = 10
_SILENCE: Final = 30
"""Seconds for which a remote may say nothing, however long the call may take."""

_SETTINGS: Final = (
    *("core.hooksPath=/dev/null", "core.fsync=all", "core.fsyncMethod=fsync"),
    # What a sync writes is one pack, synced once, instead of a file for each object.
    *("fastimport.unpackLimit=1", "fetch.unpackLimit=1"),
    *("gc.auto=0", "maintenance.auto=false", "receive.autogc=false"),
    *("commit.gpgSign=false", "push.gpgSign=false", "push.followTags=false"),
    *("core.logAllRefUpdates=false", "transfer.fsckObjects=true", "submodule.recurse=false"),
    *("http.lowSpeedLimit=1", f"http.lowSpeedTime={_SILENCE}"),
    *("fetch.writeCommitGraph=false", "core.quotePath=false", "advice.pushUpdateRejected=false"),
)
_THERE: Final = (
    # What a folder's own settings could have git start, when it is git on this machine that
    # works in it: hooks, a command for other repositories' refs, and what a checkout starts.
    *("core.hooksPath=/dev/null", "core.alternateRefsCommand=true", "core.fsmonitor=false"),
    *("receive.denyCurrentBranch=refuse", "receive.autogc=false", "gc.auto=0"),
    *("maintenance.auto=false", "core.fsync=all", "core.fsyncMethod=fsync"),
)
_KEPT_VARIABLES: Final = re.compile(r"GIT_(SSH|SSL|PROXY|HTTP|TRACE)[A-Z_]*")
_PROTOCOLS: Final = "file:ssh:git:http:https"


_TELLING: Final = ("fatal:", "error:", "ssh:", "Timeout, server")
"""How lines begin that say what is the matter; the first of them says it best."""


@dataclass(frozen=True)
class Done:
    """What git wrote and how it ended."""

    status: int
    out: bytes
    words: str

    @property
    def reason(self) -> str:
        """The last thing that git had to say, as it may be shown."""
        lines = [line.strip() for line in self.words.splitlines() if line.strip()]
        telling = [line for line in lines if line.startswith(_TELLING)]
        last = (telling or lines or ["git said nothing"])[0]
        last = re.sub(r"^(fatal|error): ", "", last)
        return "".join(one if one.isprintable() else " " for one in without_secrets(last))[:200]


def _in_words(seconds: float) -> str:
    return f"{seconds / 60:g} minutes" if seconds > 60 else f"{seconds:g} seconds"


def in_a_folder(program: str) -> str:
    """The command for the other end of a transfer, where that is a folder of this machine.

    Git keeps the settings of this end from it, so they are named anew; those of the folder,
    which may lie on a stick from anywhere, would have programs started otherwise. No protocol is
    allowed: it must not be sent elsewhere for objects that are missing.
    """
    settings = " ".join(f"-c {setting}" for setting in _THERE)
    return f"GIT_ALLOW_PROTOCOL=none git {settings} {program}"


def without_secrets(text: str) -> str:
    """What git said, with each address in it as it may be shown."""
    return re.sub(r"[a-zA-Z][\w+.-]*://\S+", lambda found: shown_address(found[0]), text)


class Git:
    """The git program and one bare repository of this machine."""

    def __init__(self, folder: Path, environ: Mapping[str, str], keep_open: Sequence[int] = ()):
        """``keep_open`` are descriptors, of locks, that the calls at home hold as well.

        So a lock lasts until the last program that works under it has ended, even when this one
        is killed.
        """
        self.folder = folder
        self._environ = _environment(environ)
        self._keep_open = tuple(keep_open)

    def run(self, *words: str, text: bytes = b"", seconds: float = AT_HOME) -> Done:
        """Run git on the repository. Raises :class:`SyncError`; any exit status is returned."""
        return self._run(words, text, seconds, self._environ, self._keep_open)

    def must(self, *words: str, text: bytes = b"") -> bytes:
        """The output of a call at home that has to succeed. Raises :class:`SyncError`."""
        done = self.run(*words, text=text)
        if done.status != 0:
            raise SyncError(
                f"The mirror in {shown(self.folder)} can't be used: {done.reason}. "
                "Nothing was changed."
            )
        return done.out

    def away(
        self, *words: str, is_ssh: bool, seconds: float, keep_open: Sequence[int] = ()
    ) -> Done:
        """Run git with the remote. Raises :class:`OfflineError` when it takes too long."""
        environ = dict(self._environ)
        if is_ssh:
            environ["GIT_SSH_COMMAND"] = self._ssh()
        try:
            return self._run(words, b"", seconds, environ, keep_open)
        except _TooLongError as error:
            raise OfflineError(f"it was not done within {_in_words(seconds)}") from error

    def _ssh(self) -> str:
        """The user's own ssh command, told never to ask and not to wait where nothing is heard."""
        own = self._environ.get("GIT_SSH_COMMAND")
        if not own:
            found = self.run("config", "--get", "core.sshCommand")
            own = found.out.decode("utf-8", "replace").strip() or self._environ.get(
                "GIT_SSH", "ssh"
            )
        alive = f"-oServerAliveInterval={_CONNECT} -oServerAliveCountMax={_SILENCE // _CONNECT}"
        return f"{own} -oBatchMode=yes -oConnectTimeout={_CONNECT} {alive}"

    def _run(
        self,
        words: Sequence[str],
        text: bytes,
        seconds: float,
        environ: Mapping[str, str],
        keep_open: Sequence[int],
    ) -> Done:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        try:
            child = subprocess.Popen(
                ["git", f"--git-dir={self.folder}", *settings, *words],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(environ),
                start_new_session=True,
                umask=0o077,
                pass_fds=tuple(keep_open),
            )
        except FileNotFoundError as error:
            raise SyncError(
                "git is not installed, and the second machine is reached by it. "
                "Install git, then try again."
            ) from error
        except OSError as error:
            raise SyncError(f"git could not be started: {error.strerror}.") from error
        with child:
            try:
                out, words_said = child.communicate(text, timeout=seconds)
            except subprocess.TimeoutExpired as error:
                _end(child)
                raise _TooLongError(f"git did not finish within {seconds:g} seconds.") from error
            except BaseException:
                _end(child)
                raise
        return Done(child.returncode, out, words_said.decode("utf-8", "replace"))


class _TooLongError(SyncError):
    """A call took longer than it may; it was ended with all that it had started."""


def _end(child: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The user's environment without what would lead git elsewhere or make it ask."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith("GIT_") or _KEPT_VARIABLES.fullmatch(name)
    }
    kept.pop("SSH_ASKPASS", None)
    return {
        **kept,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ASKPASS": "",
        "SSH_ASKPASS_REQUIRE": "never",
        "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
        "GIT_OPTIONAL_LOCKS": "0",
        "LC_ALL": "C",
    }


def remove_stale_locks(folder: Path) -> None:
    """Remove the lock files that killed calls left in a repository.

    Only for whoever holds a lock of their own over all use of it. What a link leads to is none
    of the repository's: nothing is removed there.
    """
    for path in (folder / "packed-refs.lock", folder / "HEAD.lock", folder / "config.lock"):
        path.unlink(missing_ok=True)
    if (folder / "refs").is_symlink():
        return
    for top, _, names in os.walk(folder / "refs"):  # which does not go where links lead
        for name in names:
            if name.endswith(".lock"):
                (Path(top) / name).unlink(missing_ok=True)
