"""Real processes on one file at once; ``tests/trust`` has those that are killed meanwhile."""

import subprocess
import sys
from dataclasses import replace

from tinydb import TinyDB

from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.records import Activity, Ad, Recruiter
from jobsearch_tui.storage import history
from tests.domain.makers import NOON

WRITER = (sys.executable, "-m", "tests.trust.writer_program")


def filled(programs, number):
    """A store that takes some time to write."""
    ads = [Ad(id=f"ad{place}", role="VP Operations", note="x" * 400) for place in range(number)]
    programs.start().commit(Change("fill", put=(Recruiter(id="r1", name="Dana"), *ads)))
    return programs


class TestTwoPrograms:
    def test_that_write_at_once_lose_nothing(self, programs):
        filled(programs, 50)
        words = [(*WRITER, "write", str(programs.path), name, "100") for name in ("a", "b")]
        writers = [subprocess.Popen(one, stdout=subprocess.PIPE, text=True) for one in words]
        told = [writer.communicate(timeout=60)[0].split() for writer in writers]
        assert [writer.returncode for writer in writers] == [0, 0]
        expected = {f"{name}-{place}" for name in "ab" for place in range(100)}
        assert set(told[0]) | set(told[1]) == expected
        store = programs.start()
        assert {entry.id for entry in store.workspace.all(Activity)} == expected
        assert store.problems == ()
        assert len(programs.documents("history")) == history.STEPS
        with TinyDB(programs.path, access_mode="r") as plain:
            assert len(plain.table("activities")) == 200

    def test_that_take_turns_see_each_other(self, programs):
        ours, theirs = filled(programs, 1).start(), programs.start()
        for number in range(10):
            for store, name in ((ours, "ours"), (theirs, "theirs")):
                dana = store.refresh() or store.workspace
                before = dana.get("r1")
                entry = Activity(id=f"{name}{number}", at=NOON, about=("r1",))
                after = replace(before, note=f"{before.note}{name[0]}")
                store.commit(Change("log", put=(entry, after), before=(before,)))
        assert ours.refresh().get("r1").note == "ot" * 10
        assert len(ours.workspace.all(Activity)) == 20
