"""What is remembered of the columns of spreadsheets."""

import stat

from jobsearch_tui.storage.columns import MOST, ColumnBox


class TestTheBox:
    def test_keeps_what_was_said_in_a_private_file(self, tmp_path):
        path = tmp_path / "state" / "columns.json"
        ColumnBox(path).keep("a", {"kind": "ad"})
        assert ColumnBox(path).recall("a") == {"kind": "ad"}
        assert ColumnBox(path).recall("b") is None
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_forgets_what_was_not_used_for_longest(self, tmp_path):
        box = ColumnBox(tmp_path / "columns.json")
        for number in range(MOST + 1):
            box.keep(str(number), {})
            box.keep("first", {})
        assert box.recall("first") == {}
        assert box.recall("0") is None
        assert box.recall(str(MOST)) == {}

    def test_is_empty_where_the_file_is_damaged(self, tmp_path):
        path = tmp_path / "columns.json"
        path.write_text("{nonsense")
        assert ColumnBox(path).recall("a") is None
        ColumnBox(path).keep("a", {"kind": "ad"})
        assert ColumnBox(path).recall("a") == {"kind": "ad"}

    def test_does_without_a_file_that_cannot_be_written(self, tmp_path):
        (tmp_path / "state").write_text("no folder")
        ColumnBox(tmp_path / "state" / "columns.json").keep("a", {})
