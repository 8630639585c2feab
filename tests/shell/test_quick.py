class TestLog:
    def test_writes_what_the_line_says(self, jobsearch, dana):
        said = jobsearch("log", "dana vm +3d : ring back")
        assert said.status == 0
        assert "voicemail" in said.out
        assert "“ring back”" in said.out
        (entry,) = [
            one for one in jobsearch("list", "activity", "--json").json if one["type"] == "call"
        ]
        assert (entry["result"], entry["summary"]) == ("voicemail", "ring back")
        assert entry["about"] == [dana]
        record = jobsearch("show", dana, "--json").json
        assert record["follow_up"] == "2026-11-27"
        assert record["stage"] == "contacted"

    def test_takes_words_without_quotes(self, jobsearch, dana):
        assert jobsearch("log", "dana", "vm", "+3d", ":", "ring", "back").status == 0
        assert jobsearch("show", dana, "--json").json["follow_up"] == "2026-11-27"

    def test_prints_the_records_as_json_with_the_entry_first(self, jobsearch, dana):
        told = jobsearch("log", "dana", "reached", "!by fri send the name", "--json").json
        assert [record["kind"] for record in told][:1] == ["activity"]
        assert {"activity", "promise", "recruiter"} <= {record["kind"] for record in told}

    def test_asks_whether_a_talk_kept_a_promise_and_says_how_to_settle_it(self, jobsearch, dana):
        jobsearch("log", "dana reached !by fri send the name")
        (promise,) = jobsearch("list", "promise", "--json").json
        said = jobsearch("log", "dana reached : has the name")
        assert said.out.splitlines()[-1] == (
            "Kept? send the name by Fri 27 Nov (Dana Whitfield): "
            f"jobsearch set {promise['id']} stage=kept"
        )
        assert "Kept?" not in jobsearch("log", "dana vm").out
        jobsearch("set", promise["id"], "stage=kept")
        assert "Kept?" not in jobsearch("log", "dana in : rang").out

    def test_keeps_how_many_searches_they_have_for_you(self, jobsearch, dana):
        assert "Searches for you: 2" in jobsearch("log", "dana searches 2").out
        record = jobsearch("show", dana, "--json").json
        assert (record["searches"], record["searches_on"]) == (2, "2026-11-24")

    def test_is_about_the_record_that_is_given(self, jobsearch, dana):
        ad = jobsearch.add("ad", "role=VP Operations")
        assert jobsearch("log", "--about", ad, "email").status == 0
        assert jobsearch("list", "activity", "--json").json[0]["about"] == [ad]

    def test_lists_two_of_the_same_name_and_writes_nothing(self, jobsearch, dana):
        other = jobsearch.add("recruiter", "name=Dana Whitfield", "employer=Corbin Search")
        said = jobsearch("log", "dana", "vm")
        assert (said.status, said.out) == (1, "")
        assert dana in said.err
        assert other in said.err
        assert "Corbin Search" in said.err
        assert jobsearch("list", "activity", "--json").json == []

    def test_says_how_to_add_somebody_who_is_not_known(self, jobsearch, dana):
        said = jobsearch("log", "kim", "vm")
        assert said.status == 1
        assert 'jobsearch add recruiter name="kim"' in said.err

    def test_says_what_it_does_not_understand(self, jobsearch, dana):
        said = jobsearch("log", "dana", "vm", "shouted")
        assert said.status == 2
        assert "shouted" in said.err
        assert jobsearch("list", "activity", "--json").json == []
