"""Disks, folders and files that will not have a change."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.trust.attacks import Attack
from tests.trust.programs import told_by

_NAMESPACE: Final = ("unshare", "--mount")
_FEWER_RIGHTS: Final = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root may otherwise write what is read-only."""


def _works(command: tuple[str, ...]) -> bool:
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0


def troubles(tries: int, seed: int, folder: Path) -> Iterator[str]:
    """Each trouble, for an open session and for commands.

    A disk that is really full, a small one of its own, is among them only for root.
    """
    is_root = os.geteuid() == 0
    may_mount = is_root and _works(_NAMESPACE)
    within = [*(_NAMESPACE if may_mount else ()), *(_FEWER_RIGHTS if is_root else ())]
    words = (folder, tries, seed, "mount" if may_mount else "no-mount")
    return told_by("disk_program", *words, within=within)


ATTACKS: Final = (
    Attack(
        "disk",
        "store",
        "no room, errors, read-only, removed or replaced files, folders, disks, links, odd names",
        300,
        12,
        troubles,
        needs=("setpriv",) if os.geteuid() == 0 else (),
    ),
)
