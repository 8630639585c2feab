"""The copies of the store, from inside the app."""

from jobsearch_tui.domain.changes import removal
from tests.ui.host import NARROW, opened


class TestTheCopies:
    async def test_are_made_listed_and_restored_and_the_restore_is_undone(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            before = shown.workspace
            await shown.press("K", "plus")
            await shown.until(lambda: shown.bottom.startswith("Backup made, of "))
            session = shown.start.session
            session.apply(removal(session.workspace, ["owen"], "delete Owen"))
            after = shown.workspace
            await shown.press("K")
            assert "asked for" in shown.text
            await shown.press("1")
            assert "adds 1 recruiter: Owen" in shown.text
            await shown.press("r")
            await shown.until(lambda: shown.bottom.startswith("Done: restore the backup of "))
            assert shown.workspace == shown.stored == before
            await shown.press("u")
            await shown.until(lambda: shown.bottom.startswith("Undone: restore the backup of "))
            assert shown.stored == after

    async def test_that_cannot_be_read_are_told(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("K", "plus")
            await shown.until(lambda: shown.bottom.startswith("Backup made"))
            await shown.press("K", "1")
            await shown.until(lambda: "holds what there is" in shown.bottom)
            next(shown.start.paths.backups.iterdir()).write_bytes(b"")
            await shown.press("K")
            assert "cannot be read" in shown.text
            await shown.press("1")
            await shown.until(lambda: "Not done: it is empty (0 bytes)" in shown.bottom)
            await shown.press("K", "escape")
            assert shown.dialog == "Dashboard"
