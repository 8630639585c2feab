"""What is wrong with a store, and the whole store that is made of it."""

import json
from itertools import count

import msgspec
import pytest

from jobsearch_tui.domain.records import Activity, Ad, Agency, Promise, Recruiter, Search
from jobsearch_tui.storage.codec import encode
from jobsearch_tui.storage.examine import examine
from jobsearch_tui.storage.findings import Sort
from jobsearch_tui.storage.image import open_image
from tests.domain.makers import NOON

META = {"1": {"format": 1, "program": "jobsearch-tui"}}
MARSH = Agency(id="marsh00001", name="Marsh & Vale")
DANA = Recruiter(id="dana000001", name="Dana Whitfield", agency="marsh00001")
COO = Search(id="coo0000001", name="COO", recruiter="dana000001")
CALL = Activity(id="call000001", at=NOON, about=("dana000001",), summary="left word")


def told(record, **other):
    return {**json.loads(encode(record)), **other}


def store(**tables):
    return json.dumps({"meta": META, **tables}).encode()


def sound():
    return {
        "agencies": {"1": told(MARSH)},
        "recruiters": {"1": told(DANA)},
        "searches": {"1": told(COO)},
        "activities": {"1": told(CALL)},
    }


def looked(data, copy=None):
    numbers = count(1)
    tables = None
    if copy is not None:
        tables = {
            name: {key: msgspec.json.encode(one) for key, one in table.items()}
            for name, table in copy.items()
        }
    return examine(data, "store.json", tables, lambda: f"new{next(numbers):07}", "of 1 Jan 9:00")


def after(found):
    """The records of the mended store, none of which may be unreadable."""
    opened, workspace = open_image(found.mended.tables, "mended")
    assert opened.problems == ()
    return workspace


def sorts(found):
    return [finding.sort for finding in found.findings]


class TestASoundStore:
    def test_has_nothing_wrong_and_stays_byte_for_byte(self):
        found = looked(store(**sound()))
        assert (found.findings, found.opens, found.is_repairable) == ((), True, False)
        assert found.mended.kept == {"agency": 1, "recruiter": 1, "search": 1, "activity": 1}
        assert bytes(found.mended.tables["agencies"]["1"]) == json.dumps(told(MARSH)).encode()

    def test_may_say_more_than_this_version_knows(self):
        data = store(**{**sound(), "horses": {"1": {"a": 1}}, "agencies": {"1": told(MARSH, z=1)}})
        found = looked(data)
        assert sorts(found) == [Sort.UNKNOWN, Sort.UNKNOWN]
        assert not any(finding.is_fault for finding in found.findings)
        assert not found.is_repairable
        assert b'"z": 1' in bytes(found.mended.tables["agencies"]["1"])
        assert bytes(found.mended.tables["horses"]["1"]) == b'{"a": 1}'

    def test_of_an_older_format_is_read_as_that(self):
        old = {"jobs": {"1": {"id": "a1", "title": "COO", "status": "answered"}}}
        found = looked(json.dumps(old).encode())
        assert sorts(found) == [Sort.UNKNOWN]
        assert after(found).get("a1") == Ad(id="a1", role="COO", stage="answered")


class TestAWrongValue:
    def test_goes_into_the_note(self):
        found = looked(store(agencies={"1": told(MARSH, stage="phoned", note="Mine.")}))
        (finding,) = found.findings
        assert finding.words == (
            "The agency Marsh & Vale: Stage “phoned” is not one of queued, contacted, active, "
            "dormant, closed."
        )
        assert (finding.place, finding.id, finding.name) == ("agencies 1", MARSH.id, "stage")
        mended = after(found).get(MARSH.id)
        assert mended.stage == "queued"
        assert mended.note == (
            "Mine.\nStage was “phoned”, which is not one of queued, contacted, active, dormant, "
            "closed."
        )

    @pytest.mark.parametrize("value", ["x" * 600, ["a"] * 200])
    def test_too_long_for_a_note_becomes_a_field_of_its_own(self, value):
        found = looked(store(agencies={"1": told(MARSH, priority=value, priority_before_repair=1)}))
        document = json.loads(bytes(found.mended.tables["agencies"]["1"]))
        assert document["priority_before_repair_"] == value
        assert after(found).get(MARSH.id).note == ""

    def test_of_the_note_itself_or_where_there_is_none_is_kept_too(self):
        pace = {"1": {"id": "pace", "interviews": "lots"}}
        found = looked(store(agencies={"1": told(MARSH, note=["a"])}, pace=pace))
        assert b'"note_before_repair":["a"]' in bytes(found.mended.tables["agencies"]["1"])
        assert b'"interviews_before_repair":"lots"' in bytes(found.mended.tables["pace"]["1"])

    def test_that_means_the_same_is_written_as_it_should_be(self):
        found = looked(store(agencies={"1": told(MARSH, priority="3", phone=4155550100)}))
        mended = after(found).get(MARSH.id)
        assert (mended.priority, mended.phone, mended.note) == (3, "4155550100", "")
        assert [finding.cure for finding in found.findings] == [
            "it becomes “3”",
            "it becomes “4155550100”",
        ]

    def test_of_a_log_entry_is_noted_in_its_summary(self):
        found = looked(store(**{**sound(), "activities": {"1": told(CALL, result="sang")}}))
        assert after(found).get(CALL.id).summary.startswith("left word\nResult was “sang”")
        assert found.findings[0].cure.endswith("the value is kept in its summary")

    def test_nothing_can_be_done_about_what_is_missing(self):
        found = looked(store(agencies={"1": told(MARSH, name="")}))
        (finding,) = found.findings
        assert finding.sort is Sort.LACKING
        assert finding.words == "An agency (agencies 1) lacks Name, which is needed."
        assert (finding.is_fault, finding.cure, found.is_repairable) == (True, "", False)


class TestIds:
    def test_that_are_missing_are_given(self):
        found = looked(store(agencies={"1": {"name": "Marsh"}, "2": {"name": "Vale", "id": 7}}))
        assert sorts(found) == [Sort.IDENTITY, Sort.IDENTITY]
        marsh, vale = after(found)
        assert (marsh.name, vale.name) == ("Marsh", "Vale")
        assert "Id was “7”, which is no id." in vale.note
        assert marsh.id != vale.id

    def test_of_the_pace_is_always_the_same(self):
        found = looked(store(pace={"1": {"interviews": 5}}))
        assert after(found).pace.interviews == 5

    def test_that_stand_twice_word_for_word_leave_one(self):
        found = looked(store(agencies={"1": told(MARSH), "2": told(MARSH)}))
        assert sorts(found) == [Sort.TWICE]
        assert list(after(found)) == [MARSH]

    def test_that_two_records_share_are_parted(self):
        other = told(MARSH, name="Another")
        found = looked(store(agencies={"1": told(MARSH), "2": other}, ads={}))
        first, second = after(found)
        assert (first, second.name, second.id) == (MARSH, "Another", "new0000001")
        assert second.note == "Had the id marsh00001, which another record has."


class TestReferences:
    def test_to_nothing_are_cleared_and_noted(self):
        tables = sound()
        del tables["agencies"]
        found = looked(store(**tables))
        (finding,) = found.findings
        assert finding.words == (
            "The recruiter Dana Whitfield: Agency names marsh00001, which is not there."
        )
        mended = after(found).get(DANA.id)
        assert (mended.agency, mended.note) == (
            "",
            "Agency named marsh00001, which was not there.",
        )

    def test_to_another_kind_are_cleared_too(self):
        found = looked(store(**{**sound(), "searches": {"1": told(COO, recruiter=MARSH.id)}}))
        assert sorts(found) == [Sort.REFERENCE, Sort.LACKING]
        assert "which is no recruiter" in found.findings[0].words

    def test_that_are_sound_stay_beside_those_that_are_not(self):
        call = told(CALL, about=["gone000001", DANA.id, "promise001"])
        promise = told(Promise(id="promise001", about=DANA.id, what="call", by=NOON.date()))
        found = looked(store(**{**sound(), "activities": {"1": call}, "promises": {"1": promise}}))
        mended = after(found).get(CALL.id)
        assert mended.about == (DANA.id,)
        assert mended.summary.endswith("About named gone000001, promise001, which was not there.")

    def test_of_a_log_entry_that_is_about_nothing_any_more_are_no_fault(self):
        found = looked(store(activities={"1": told(CALL)}))
        assert sorts(found) == [Sort.REFERENCE, Sort.LOOSE]
        assert not found.findings[1].is_fault
        assert not looked(msgspec.json.encode(found.mended.tables)).is_repairable


class TestTables:
    def test_whose_names_are_wrong_are_known_by_their_records(self):
        found = looked(store(agencieq={"1": told(MARSH)}, ads={"4": told(DANA, agency="")}))
        assert sorts(found) == [Sort.TABLE, Sort.TABLE]
        assert {record.id for record in after(found)} == {MARSH.id, DANA.id}

    def test_keep_what_can_be_no_record(self):
        found = looked(store(agencies={"1": told(MARSH), "2": 7, "3": [1]}))
        assert sorts(found) == [Sort.FOREIGN, Sort.FOREIGN]
        kept = [json.loads(bytes(one)) for one in found.mended.tables["unreadable"].values()]
        assert kept == [
            {"table": "agencies", "number": "2", "text": "7"},
            {"table": "agencies", "number": "3", "text": "[1]"},
        ]

    def test_that_stand_twice_are_both_kept(self):
        data = (
            b'{"meta":{"1":{"format":1}},"agencies":{"1":' + encode(MARSH) + b"},"
            b'"agencies":{"1":' + encode(Agency(id="vale000001", name="Vale")) + b"}}"
        )
        found = looked(data)
        assert not found.opens
        assert found.findings[0].words == (
            "The name of the table agencies stands twice in it, and only one of the two would be "
            "read."
        )
        assert [record.id for record in after(found)] == [MARSH.id, "vale000001"]


class TestAFileThatCannotBeOpened:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "It is empty (0 bytes), as after a crash or a full disk."),
            (b"\0" * 1234, "It holds 1,234 zeros and nothing else, as after a power cut."),
            (b'{"a":\n?', "It is damaged, or no JSON: line 2, column 1."),
            (b'{"a":\n"\xff', "It is damaged: line 2 holds a byte that is no text (8)."),
            (b"[" * 100_000, "It is JSON that cannot be read."),
            (b'{"a":' + b"9" * 5000 + b"}", "It is JSON that cannot be read."),
            (b"[]", "It is JSON, but not a store: not an object of tables."),
            (b'{"ads":7}', "It is JSON, but not a store: 'ads' is no table."),
            (
                b'{"ads":{"1":{"id":"\\ud800"}}}',
                "It is JSON, but not a store: no table of records.",
            ),
        ],
    )
    def test_says_why(self, data, words):
        assert looked(data).findings[0].words == words

    @pytest.mark.parametrize("data", [b"", b"[]", b"\0\0", b"{}", b'{"shop":{"1":{"price":3}}}'])
    def test_that_holds_nothing_is_not_repaired_without_a_backup(self, data):
        found = looked(data)
        assert (found.opens, found.is_repairable, found.mended) == (False, False, None)
        assert found.refusal == "No record can be found in it, and there is no good backup."

    def test_that_holds_nothing_takes_everything_from_the_backup(self):
        found = looked(b"", sound())
        assert found.mended.added == {"agency": 1, "recruiter": 1, "search": 1, "activity": 1}
        assert set(after(found)) == {MARSH, DANA, COO, CALL}

    @pytest.mark.parametrize("cut", [None, -20])
    def test_of_a_newer_format_is_not_repaired(self, cut):
        meta = {"1": {"format": 7, "program": "jobsearch-tui"}}
        found = looked(json.dumps({"meta": meta, **sound()}).encode()[:cut], sound())
        assert (found.opens, found.is_repairable) == (False, False)
        assert "has format 7" in found.refusal

    @pytest.mark.parametrize("meta", [{"format": "1"}, {"format": 1, "program": "jobsearch-tuj"}])
    def test_because_of_its_first_line_is_mended_there(self, meta):
        found = looked(json.dumps({"meta": {"1": meta}, **sound()}).encode())
        assert not found.opens
        assert sorts(found) == [Sort.FILE, Sort.VALUE]
        assert set(after(found)) == {MARSH, DANA, COO, CALL}


class TestWithABackup:
    def test_what_damage_took_is_taken_from_it_and_nothing_else(self):
        file = sound()
        file["agencies"] |= {"2": told(MARSH, id="vale000001"), "4": told(MARSH, id="last000001")}
        copy = sound()
        copy["agencies"] |= {
            "2": told(MARSH, id="vale000001", name="As it was"),
            "3": told(MARSH, id="gone000001", name="Hit"),
        }
        copy["recruiters"]["2"] = told(DANA, id="deleted001")
        data = store(**file)
        start = data.index(b', "4": {')
        found = looked(data[:start] + b"\xff\xff\xff" + data[start:], copy)
        assert found.mended.added == {"agency": 1}
        workspace = after(found)
        assert workspace.title("gone000001") == "Hit"
        assert workspace.title("vale000001") == "Marsh & Vale"
        assert "deleted001" not in workspace

    def test_a_record_that_was_hit_is_filled_up_from_it(self):
        data = store(**sound()).replace(b'"stage": "queued", "type"', b'"stage": "qu?ued, "type"')
        copy = {"agencies": {"1": told(MARSH, name="Older", phone="555 0100", location="Leeds")}}
        whole = data.replace(b'"location": ""', b'"loc')
        found = looked(whole, copy)
        mended = after(found).get(MARSH.id)
        assert (mended.name, mended.location) == ("Marsh & Vale", "Leeds")
        assert sorts(found) == [Sort.FILE, Sort.PART, Sort.VALUE]
        assert "Location" in mended.note
        assert "as in the backup of 1 Jan 9:00" in mended.note

    def test_a_record_whose_id_was_hit_is_known_by_its_number(self):
        data = store(**sound()).replace(b'"id": "marsh00001"', b'"id": "mar\xff\xff"0001"')
        found = looked(data, {"agencies": {"1": told(MARSH)}})
        assert MARSH.id in after(found)
        assert after(found).get(DANA.id).agency == MARSH.id

    def test_a_record_of_which_nothing_is_left_comes_back_whole(self):
        data = store(**sound())
        start, end = data.index(b"Marsh & Vale"), data.index(b'"recruiters"')
        found = looked(data[: start - 9] + b"\0" * 9 + b"\0" * (end - start) + data[end:], sound())
        assert after(found).get(MARSH.id).name == "Marsh & Vale"

    def test_a_number_that_another_record_has_now_says_nothing(self):
        tables = sound()
        tables["agencies"]["2"] = told(MARSH, id="vale000001", name="Vale")
        data = store(**tables).replace(b'"id": "marsh00001"', b'"id": "mar\xff\xff"0001"', 1)
        found = looked(data, {"agencies": {"1": told(MARSH, id="vale000001", name="Older")}})
        names = [agency.name for agency in after(found).all(Agency)]
        assert sorted(names) == ["Marsh & Vale", "Vale"]


class TestTheFirstSketch:
    def test_is_understood_when_it_is_damaged_too(self):
        jobs = {"1": {"id": "a1", "title": "COO", "status": "answered"}}
        agencies = {"1": {"id": "g1", "name": "Marsh", "status": "active"}}
        data = json.dumps({"jobs": jobs, "agencies": agencies}).encode()
        workspace = after(looked(data[:-1]))
        assert workspace.get("a1") == Ad(id="a1", role="COO", stage="answered")
        assert workspace.get("g1") == Agency(id="g1", name="Marsh", stage="active")


class TestWhatStaysThoughItCannotBeRead:
    def test_letters_that_are_no_text_become_a_mark(self):
        tables = {**sound(), "horses": {"1": {"a": "\u00e9"}}}
        data = json.dumps({"meta": META, **tables}, ensure_ascii=False).encode("latin-1")
        found = looked(data.replace(b"Marsh", b"M\xe4rsh"))
        assert after(found).get(MARSH.id).name == "M\N{REPLACEMENT CHARACTER}rsh & Vale"
        assert (
            bytes(found.mended.tables["horses"]["1"])
            == '{"a":"\N{REPLACEMENT CHARACTER}"}'.encode()
        )

    def test_numbers_that_are_none_are_put_into_words(self):
        found = looked(b'{"meta":{"1":{"format":1}},"ads":{"1":{"id":"a","role":"COO","x":NaN}}}')
        assert after(found).get("a").role == "COO"
        assert b'"x":"nan"' in bytes(found.mended.tables["ads"]["1"])

    def test_other_documents_of_the_head_are_kept(self):
        meta = {**META, "2": {"mine": 1}}
        data = json.dumps({"meta": meta, **sound()}).encode()
        found = looked(data)
        assert bytes(found.mended.tables["meta"]["2"]) == b'{"mine": 1}'
        assert found.findings == ()


class TestWithoutABackup:
    def test_what_is_left_of_a_record_is_kept(self):
        data = store(**sound()).replace(b'"stage": "queued", "type"', b'"stage": "qu?ued, "type"')
        found = looked(data)
        assert after(found).get(MARSH.id).name == "Marsh & Vale"
        assert after(found).get(MARSH.id).note == (
            "Damaged in the file, and rescued in part: what can be read of it is kept.\n"
            "Stage was “qu?ued, ”, which is not one of queued, contacted, active, dormant, closed."
        )

    def test_a_record_of_which_only_the_id_is_left_is_lost_and_named(self):
        data = store(**sound())
        start = data.index(b'"created"', data.index(b"marsh00001"))
        found = looked(data[:start] + b"\0" * 600 + data[data.index(b'"recruiters"') :])
        lost = [finding for finding in found.findings if finding.sort is Sort.LOST]
        assert [finding.words for finding in lost] == [
            "The agency with the id marsh00001 was destroyed."
        ]

    def test_a_step_of_undo_that_was_hit_is_left_out(self):
        step = {"id": "s", "label": "x", "at": "2026-11-24T12:00:00Z", "session": "y"}
        step |= {"undone": False, "records": {MARSH.id: ["agency", "", told(MARSH, name="Once")]}}
        data = store(**sound(), history={"1": step}).replace(b'"label": "x"', b'"label": "x')
        found = looked(data)
        assert sorts(found) == [Sort.FILE, Sort.LOST]
        assert [record.title for record in after(found).all(Agency)] == ["Marsh & Vale"]
