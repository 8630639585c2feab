"""The steps of a repair, each by itself."""

import json

from jobsearch_tui.domain.records import Agency, Recruiter
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.documents import HEAD, Draft, Drafts, clean
from jobsearch_tui.storage.findings import Finding, Sort
from jobsearch_tui.storage.mending import mended
from jobsearch_tui.storage.mending_gaps import Copy, filled
from jobsearch_tui.storage.mending_pieces import UNREADABLE, sorted_in
from jobsearch_tui.storage.mending_records import (
    with_own_ids,
    with_sound_references,
    with_sound_values,
)
from jobsearch_tui.storage.mending_tables import readable, remarks, tables_of
from jobsearch_tui.storage.salvage import Broken, Gap, Piece, Salvage

MARSH = Agency(id="marsh00001", name="Marsh & Vale")


def draft(record, **other):
    return Draft(record.kind, "1", {**json.loads(encode(record)), **other}, encode(record))


def new_id():
    return "new0000001"


class TestADocument:
    def test_that_only_some_readers_take_for_json_is_written_as_json(self):
        assert clean(b'{"a": NaN}') == b'{"a":"nan"}'

    def test_that_is_no_json_is_nothing(self):
        assert clean(b"{") == b"null"


class TestADraft:
    def test_without_a_note_takes_none(self):
        one = Draft("pace", "1", {"id": "pace"}, b"{}")
        assert one.noting("Something.") == Draft("pace", "1", {"id": "pace"}, None)


class TestDrafts:
    def test_are_joined_in_their_order(self):
        one = Drafts((draft(MARSH),), findings=(Finding(Sort.FILE, "a", "A."),))
        other = Drafts(rest=(Piece("x", "1", b"1"),), findings=(Finding(Sort.FILE, "b", "B."),))
        both = Drafts.of((one, other))
        assert (both.records, both.rest) == (one.records, other.rest)
        assert [finding.place for finding in both.findings] == ["a", "b"]

    def test_remember_what_was_found_before(self):
        before = Drafts((draft(MARSH),), (Piece("x", "1", b"1"),), (Finding(Sort.FILE, "a", "A."),))
        after = before.then(Drafts(findings=(Finding(Sort.FILE, "b", "B."),)))
        assert (after.records, after.rest) == ((), before.rest)
        assert [finding.place for finding in after.findings] == ["a", "b"]

    def test_are_not_touched_by_what_becomes_of_them(self):
        told = {"id": "m", "name": "Marsh", "stage": "phoned", "agency": "gone"}
        one = Draft("recruiter", "1", told, b"{}")
        with_sound_values([one])
        with_sound_references([one])
        with_own_ids([one, one.saying("name", "Vale")], new_id)
        assert one == Draft(
            "recruiter",
            "1",
            {"id": "m", "name": "Marsh", "stage": "phoned", "agency": "gone"},
            b"{}",
        )


class TestSortingIn:
    def test_leaves_what_is_no_object_in_the_first_sketch_as_it_is(self):
        found = sorted_in([Piece("jobs", "1", b"7"), Piece("agencies", "2", b"[]")])
        assert [one.table for one in found.rest] == ["jobs", UNREADABLE]
        assert found.rest[0].document == b"7"
        assert found.records == ()


class TestFillingGaps:
    def test_leaves_out_what_is_there_besides(self):
        broken = Broken("agencies", "2", {"id": MARSH.id, "name": "Marsh"})
        salvage = Salvage((), (broken,))
        assert filled([draft(MARSH)], salvage, Copy({}, ""), new_id) == (Drafts(), Drafts())

    def test_takes_no_other_record_of_the_backup_for_an_older_one(self):
        broken = Broken("agencies", "1", {"id": "vale000001", "phone": "555 0100"})
        copy = Copy({"agencies": {"1": encode(MARSH)}}, "of today")
        parts, back = filled([], Salvage((), (broken,)), copy, new_id)
        assert [finding.words for finding in parts.findings] == [
            "The agency with the id vale000001 was destroyed."
        ]
        assert back == Drafts()

    def test_says_of_a_document_without_an_id_that_it_is_lost(self):
        words = "A document was destroyed, and nothing of it can be read."
        parts, _ = filled([], Salvage((), (Broken("", "", {}),)), Copy({}, ""), new_id)
        assert parts.findings == (Finding(Sort.LOST, "", words, "it is lost"),)

    def test_no_longer_tells_the_loss_of_what_the_backup_has(self):
        broken = Broken("agencies", "7", {"id": MARSH.id})
        salvage = Salvage((), (broken, Broken("history", "1", {})), (Gap("agencies", 0, None),))
        copy = Copy({"recruiters": {"1": encode(MARSH)}, "agencies": {"2": encode(MARSH)}}, "")
        parts, back = filled([], salvage, copy, new_id)
        assert [finding.sort for finding in parts.findings] == [Sort.PART, Sort.LOST]
        assert back == Drafts()
        copy = Copy({"agencies": {}, "recruiters": {"1": encode(Recruiter(id=MARSH.id))}}, "")
        parts, back = filled([], salvage, copy, new_id)
        assert [finding.words for finding in parts.findings] == ["A step of undo was destroyed."]
        assert [one.id for one in back.records] == [MARSH.id]


class TestReferences:
    def test_that_are_not_told_are_not_looked_at(self):
        one = Draft("recruiter", "1", {"id": "dana", "name": "Dana"}, None)
        assert with_sound_references([one]) == Drafts((one,))

    def test_of_a_mark_may_name_what_is_gone(self):
        one = Draft("reviewmark", "1", {"id": "mark", "about": "gone"}, None)
        assert with_sound_references([one]) == Drafts((one,))


class TestTheEnd:
    def test_sets_aside_what_cannot_be_read_all_the_same(self):
        one = Draft("agency", "3", {"id": "m", "name": "Marsh", "stage": 7}, None)
        found = readable([one])
        assert found.records == ()
        assert json.loads(found.rest[0].document) == {
            "table": "agencies",
            "number": "3",
            "text": '{"id":"m","name":"Marsh","stage":7}',
        }
        assert found.findings[0].words.startswith("The agency Marsh cannot be read: ")

    def test_keeps_steps_of_undo_behind_everything_else(self):
        rest = (Piece("history", "1", b'{"a":1}'), Piece("horses", "1", b'{"b":1}'))
        tables, told = tables_of(Drafts(rest=rest))
        assert list(tables) == ["meta", "horses", "history"]
        assert [finding.place for finding in told] == ["horses"]

    def test_keeps_a_head_that_is_as_it_should_be(self):
        tables, told = tables_of(Drafts(rest=(Piece("meta", "1", HEAD),)))
        assert (tables, told) == ({"meta": {"1": HEAD}}, ())

    def test_keeps_a_head_that_is_no_object_under_another_number(self):
        tables, told = tables_of(Drafts(rest=(Piece("meta", "1", b"7"),)))
        assert (tables, told) == ({"meta": {"1": HEAD, "2": b"7"}}, ())

    def test_remarks_nothing_on_a_sound_record(self):
        assert list(remarks(draft(MARSH))) == []


class TestMending:
    def test_counts_what_was_there_and_what_a_backup_had(self):
        salvage = Salvage((Piece("agencies", "1", encode(MARSH)),), lost_tables=True)
        copy = {"recruiters": {"1": encode(Recruiter(id="dana000001", name="Dana"))}}
        found = mended(salvage, copy, new_id, "of today")
        assert (found.kept, found.added) == ({"agency": 1}, {"recruiter": 1})
        assert found.is_needed
