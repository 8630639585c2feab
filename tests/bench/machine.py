"""The machine that was measured, in the words that make figures comparable."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Processor, cores, system and versions; nothing that says whose machine it is."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    system = f"{platform.system()} {_without_build(platform.release())}"
    python = f"Python {platform.python_version()}, Textual {version('textual')}"
    return f"{_processor()}, {cores} cores, {system}, {python}"


def _without_build(release: str) -> str:
    return release.partition("-")[0]


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
