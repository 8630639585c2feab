"""What records of a file change here."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from jobsearch_tui.domain.arrivals import (
    ADDED,
    CHANGED,
    OLDER,
    SAME,
    Arrival,
    arrive,
    label_of,
)
from jobsearch_tui.domain.records import Agency, Recruiter
from jobsearch_tui.domain.workspace import Workspace

THEN = datetime(2026, 11, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
HERE = Agency(id="a", name="Marsh", created=THEN, changed=THEN)


def taken(*records, here=(HERE,), kept=None, **beyond):
    arrivals = [Arrival(record, "line 1", beyond) for record in records]
    return arrive(
        arrivals,
        Workspace.of(here),
        NOW,
        beyond=lambda id: (kept or {}).get(id, {}),
        label="import",
    )


class TestARecord:
    def test_that_is_not_here_comes_in_as_it_is(self):
        found = taken(HERE, here=())
        assert found.change.put == (HERE,)
        assert found.counts == {"agency": {ADDED: 1}}
        assert found.change.upheaval == "import"

    def test_that_is_the_same_changes_nothing(self):
        found = taken(HERE)
        assert found.change.ids == ()
        assert found.counts == {"agency": {SAME: 1}}

    def test_that_was_changed_later_counts(self):
        later = replace(HERE, name="Marsh & Vale", changed=THEN + timedelta(days=1))
        found = taken(later)
        assert found.change.put == (later,)
        assert found.counts == {"agency": {CHANGED: 1}}

    def test_that_is_older_stays_out(self):
        older = replace(HERE, name="Marsh & Vale", changed=THEN - timedelta(days=1))
        found = taken(older)
        assert found.change.ids == ()
        assert found.counts == {"agency": {OLDER: 1}}

    def test_that_was_edited_by_hand_counts_and_is_dated_now(self):
        found = taken(replace(HERE, name="Marsh & Vale"))
        assert found.change.put == (replace(HERE, name="Marsh & Vale", changed=NOW),)

    def test_of_another_kind_under_one_id_is_refused(self):
        found = taken(Recruiter(id="a", name="Dana"))
        assert found.refused == (("line 1", "the id a is that of one of the agencies here"),)
        assert found.change.ids == ()

    def test_that_stands_twice_comes_in_once(self):
        found = taken(HERE, replace(HERE, name="other"), here=())
        assert found.change.put == (HERE,)
        assert found.refused == (("line 1", "the id a stands in it twice"),)


class TestWhatIsNotKnownOfARecord:
    def test_comes_in_with_it(self):
        found = taken(HERE, here=(), mood=b'"good"')
        assert found.change.luggage.beyond == {"a": {"mood": b'"good"'}}

    def test_joins_what_is_kept_here(self):
        found = taken(HERE, kept={"a": {"old": b"1"}}, mood=b'"good"')
        assert found.counts == {"agency": {CHANGED: 1}}
        assert found.change.put == (HERE,)
        assert found.change.luggage.beyond == {"a": {"old": b"1", "mood": b'"good"'}}

    def test_that_is_here_already_changes_nothing(self):
        found = taken(HERE, kept={"a": {"mood": b'"good"', "old": b"1"}}, mood=b'"good"')
        assert found.counts == {"agency": {SAME: 1}}


def test_an_import_is_called_by_how_many_it_brings():
    counts = {"agency": {ADDED: 1, SAME: 5}, "ad": {CHANGED: 2}}
    assert label_of(counts, "x.json") == "import of 3 records from x.json"
    assert label_of({"ad": {ADDED: 1}}, "x.json") == "import of 1 record from x.json"
