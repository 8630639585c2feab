"""TinyDB's own test suite, run with our storage in JSONStorage's place.

For developers, with the network: ``python -m tests.storage.run_tinydb_suite``. It fetches the
source of the installed TinyDB with pip into a temporary folder. Tests that ask for what our
storage refuses on purpose are expected to fail, each with its reason, and do fail: one that
passes is reported as an error.
"""

import importlib.metadata
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest
import tinydb
import tinydb.database
import tinydb.storages

from jobsearch_tui.storage.json_storage import AtomicJSONStorage

PROJECT = Path(__file__).parents[2]
PLUGIN = "tests.storage.run_tinydb_suite"
SUITE = "tinydb_suite"  # not "tests", which is the name of our own

NOT_APPLYING = {
    "test_json": "it writes lists and numbers where tables belong; ours keeps tables of documents",
    "test_create_dirs": "it wants an empty file made on opening; ours comes with the first write",
    "test_encoding": "it writes cp936; ours is always UTF-8",
    "test_table_repr[json]": "it wants the class to be called JSONStorage",
    "test_caching_json_write": "it looks at an open file handle; ours keeps none between calls",
}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Put our storage in place before the suite and its ``conftest.py`` are imported."""
    for module in (tinydb, tinydb.storages, tinydb.database):
        module.JSONStorage = AtomicJSONStorage  # type: ignore[attr-defined]
    tinydb.TinyDB.default_storage_class = AtomicJSONStorage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if reason := NOT_APPLYING.get(item.name):
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


def download(folder: Path) -> None:
    """Fetch the source of the installed version and leave its tests in ``folder``.

    Raises CalledProcessError where it cannot be had, as without the network.
    """
    version = importlib.metadata.version("tinydb")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    words = [*pip, "--no-binary", "tinydb", "-d", folder, f"tinydb=={version}"]
    subprocess.run(words, check=True, capture_output=True, text=True)
    (archive,) = folder.glob("tinydb-*.tar.gz")
    with tarfile.open(archive) as source:
        source.extractall(folder, filter="data")
    (folder / f"tinydb-{version}" / "tests").rename(folder / SUITE)


def run_suite(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the downloaded tests with pytest, with ``more`` options, and give back what it said."""
    options = ["-q", "-c", os.devnull, "--rootdir", folder, "-p", "no:cacheprovider", *more]
    command = [sys.executable, "-m", "pytest", *options, "-p", PLUGIN, folder / SUITE]
    return subprocess.run(command, cwd=PROJECT, check=False, text=True, capture_output=True)


def main() -> int:
    """Fetch, run and show."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        download(folder)
        done = run_suite(folder, "-rxXs")
        print(done.stdout)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
