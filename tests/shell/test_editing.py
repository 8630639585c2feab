import pytest

from jobsearch_tui.errors import StoreBusyError
from jobsearch_tui.shell.desk import Desk
from jobsearch_tui.storage.store import Store
from tests.shell.conftest import CommandLine


class TestAdd:
    def test_prints_the_id_of_the_new_record(self, jobsearch):
        id = jobsearch.add("agency", "name=Marsh & Vale", "type=retained")
        (record,) = jobsearch("list", "agencies", "--json").json
        assert record["id"] == id
        assert record["type"] == "retained search"
        assert record["stage"] == "queued"

    def test_when_one_will_hear_of_an_interview_makes_a_promise(self, jobsearch):
        id = jobsearch.add(
            "interview", "company=Kestrel", "starts=mon 10:00", "people=Ruth Adeyemi"
        )
        jobsearch("set", id, "hear_by=2026-12-04")
        (promise,) = jobsearch("list", "promise", "--json").json
        assert (promise["about"], promise["by"], promise["who"]) == (
            id,
            "2026-12-04",
            "Ruth Adeyemi",
        )
        jobsearch("undo")
        assert jobsearch("list", "promise", "--json").json == []

    def test_finds_the_records_that_are_named(self, jobsearch):
        agency = jobsearch.add("agency", "name=Marsh & Vale")
        jobsearch.add("recruiter", "name=Dana Whitfield", "agency=marsh")
        assert jobsearch("show", "dana", "--json").json["agency"] == agency

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            (["interview", "company=Kestrel"], "An interview needs starts=… as well."),
            (["search", "note=x"], "A search needs name=… and recruiter=… as well."),
            (["ad", "role=VP", "pay=9"], "ad has no field “pay”; it has role, employer,"),
            (["ad", "VP"], "“VP” is no FIELD=VALUE; write name=Dana."),
            (["ad", "=VP"], "“=VP” is no FIELD=VALUE"),
            (["ad", "role=VP", "salary_low=lots"], "Salary from is a sum such as"),
            (["ad", "role=VP", "stage=sold"], "Stage is one of: spotted,"),
            (["pony", "name=x"], "“pony” is no kind of record; there are agency, recruiter,"),
            (["pace", "interviews=3"], "“pace” is no kind of record"),
            (["recruiter", "name=x", "agency=none such"], "No agency is called “none such”"),
            (["ad", "role="], "Role is needed."),
        ],
    )
    def test_says_what_is_wrong_and_changes_nothing(self, jobsearch, words, sentence):
        said = jobsearch("add", *words)
        assert said.status == 2
        assert sentence in said.err
        assert said.err.count("\n") == 1
        assert said.out == ""
        assert not jobsearch.store.exists()

    def test_logs_an_activity_now_unless_it_says_when(self, jobsearch, dana):
        jobsearch.add("activity", "about=dana", "result=reached")
        (entry,) = jobsearch("list", "activity", "--json").json
        assert entry["at"] == "2026-11-24T10:30:02+01:00"

    def test_prints_the_whole_record_as_json(self, jobsearch):
        said = jobsearch(
            "add", "interview", "company=Kestrel", "starts=2 dec 9:30 New York", "--json"
        )
        assert said.json["kind"] == "interview"
        assert said.json["starts"] == "2026-12-02T09:30:00-05:00"
        assert said.json["zone"] == "America/New_York"

    def test_warns_of_a_week_over_capacity_and_does_it_all_the_same(self, jobsearch):
        jobsearch("set", "pace", "interviews=1")
        jobsearch.add("interview", "company=Kestrel", "starts=2 dec 9:30")
        said = jobsearch("add", "interview", "company=Omnia", "starts=3 dec 9:30")
        assert said.status == 0
        assert "over capacity: 2 interviews, you can prepare for 1" in said.err
        assert len(jobsearch("list", "interview", "--json").json) == 2


class TestSet:
    def test_changes_what_it_says_and_nothing_else(self, jobsearch, dana):
        said = jobsearch("set", dana, "phone=555-0100", "note=")
        assert (said.status, said.out) == (0, f"{dana}  Dana Whitfield: changed\n")
        record = jobsearch("show", dana, "--json").json
        assert record["phone"] == "555-0100"
        assert record["employer"] == "Marsh & Vale"

    def test_dates_a_change_of_stage_in_the_log_and_warns_of_an_unusual_one(self, jobsearch, dana):
        assert jobsearch("set", "dana", "stage=active").err == ""
        said = jobsearch("set", "dana", "stage=queued")
        assert "From active it usually becomes dormant or closed, not queued." in said.err
        assert said.status == 0
        entries = jobsearch("list", "activity", "--json").json
        assert [entry["stage"] for entry in entries] == ["queued", "active"]

    def test_warns_of_an_offer_that_is_accepted_in_words_and_notes_it_all_the_same(self, jobsearch):
        offer = jobsearch.add("offer", "company=Kestrel", "written=no")
        said = jobsearch("set", offer, "stage=accepted")
        assert "This offer is not in writing." in said.err
        assert jobsearch("show", offer, "--json").json["stage"] == "accepted"
        assert jobsearch("set", offer, "written=yes").err == ""

    def test_knows_the_pace_by_its_name(self, jobsearch):
        assert jobsearch("set", "pace", "interviews=4", "name=Pat Sample").status == 0
        assert jobsearch("show", "pace", "--json").json["interviews"] == 4

    def test_that_changes_nothing_is_no_step_to_undo(self, jobsearch, dana):
        assert "unchanged" in jobsearch("set", "dana", "name=Dana Whitfield").out
        assert "add recruiter" in jobsearch("undo").out

    def test_prints_the_record_as_json(self, jobsearch, dana):
        assert jobsearch("set", dana, "stage=active", "--json").json["stage"] == "active"

    def test_of_the_users_zone_counts_from_the_next_command_on(self, jobsearch, dana):
        jobsearch("set", "pace", "zone=Tokyo")
        jobsearch.add("activity", "about=dana")
        assert jobsearch("list", "activity", "--json").json[0]["at"].endswith("+09:00")


class TestDelete:
    def test_says_what_went_with_it(self, jobsearch, dana):
        jobsearch.add("search", "name=VP Operations", "recruiter=dana")
        jobsearch.add("promise", "about=dana", "what=call", "by=fri")
        jobsearch("log", "dana", "vm")
        jobsearch("log", "dana", "vm")
        target = jobsearch.add("interview", "company=Kestrel", "starts=2 dec 9:30", "origin=dana")
        said = jobsearch("delete", dana)
        first, second, third = said.out.splitlines()[:3]
        assert first == "Deleted recruiter Dana Whitfield."
        assert all(part in second for part in ("1 search", "1 promise", "activities"))
        assert third == "No longer named in 1 interview."
        assert jobsearch("show", target, "--json").json["origin"] == ""

    def test_lists_what_is_gone_as_json(self, jobsearch, dana):
        assert [
            record["id"] for record in jobsearch("delete", "dana whitfield", "--json").json
        ] == [dana]

    def test_wants_more_than_a_few_letters_of_a_name(self, jobsearch, dana):
        said = jobsearch("delete", "whit")
        assert said.status == 1
        assert "Nothing is called “whit”" in said.err
        assert jobsearch("delete", dana[:6]).status == 0

    def test_of_the_pace_is_refused(self, jobsearch):
        jobsearch("set", "pace", "interviews=4")
        assert jobsearch("delete", "pace").status == 2


class TestUndo:
    def test_takes_back_what_another_process_did_and_redo_makes_it_again(self, jobsearch, dana):
        assert jobsearch("delete", dana).status == 0
        assert jobsearch("undo").out == "Undone: delete recruiter Dana Whitfield\n"
        assert jobsearch("show", dana).status == 0
        assert jobsearch("redo").out == "Done again: delete recruiter Dana Whitfield\n"
        assert jobsearch("show", dana).status == 1

    def test_takes_back_a_log_entry(self, jobsearch, dana):
        jobsearch("log", "dana", "vm", "+3d")
        said = jobsearch("undo")
        assert said.err == ""
        assert jobsearch("list", "activity", "--json").json == []
        assert jobsearch("show", dana, "--json").json["follow_up"] is None

    def test_says_it_as_json(self, jobsearch, dana):
        assert jobsearch("undo", "--json").json == {
            "kind": "undo",
            "label": "add recruiter Dana Whitfield",
        }
        assert jobsearch("redo", "--json").json["kind"] == "redo"

    def test_of_nothing_is_a_failure_in_words(self, jobsearch):
        for command in ("undo", "redo"):
            said = jobsearch(command)
            assert said.status == 1
            assert f"jobsearch: There is nothing to {command}." in said.err


class TestAChangeThatAnotherProgramMakesToo:
    def test_keeps_ours_and_says_so(self, jobsearch, dana, monkeypatch):
        other = CommandLine(jobsearch.home, lambda: ("", ""))
        apply = Desk.apply

        def meanwhile(desk, change):
            monkeypatch.setattr(Desk, "apply", apply)
            assert other("set", dana, "phone=555-0111").status == 0
            apply(desk, change)

        monkeypatch.setattr(Desk, "apply", meanwhile)
        said = jobsearch("set", dana, "phone=555-0122")
        assert said.status == 0
        assert "Another program had changed phone of Dana Whitfield; your value" in said.err
        assert jobsearch("show", dana, "--json").json["phone"] == "555-0122"
        (entry,) = jobsearch("list", "activity", "--json").json
        assert "555-0111" in entry["summary"]


class TestAStoreThatCannotBeWritten:
    def test_while_another_program_holds_it_is_a_failure(self, jobsearch, dana, monkeypatch):
        def busy(*_):
            raise StoreBusyError("The store is busy.")

        monkeypatch.setattr(Store, "commit", busy)
        said = jobsearch("set", dana, "phone=555-0100")
        assert (said.status, said.out) == (1, "")
        assert said.err == "jobsearch: The store is busy.\n"

    def test_is_a_failure_and_the_change_is_not_claimed(self, jobsearch, tmp_path):
        (tmp_path / "file").write_text("")
        said = jobsearch("--store", str(tmp_path / "file" / "s.json"), "add", "ad", "role=VP")
        assert said.status == 1
        assert said.out == ""
        assert said.err.startswith("jobsearch: ")
