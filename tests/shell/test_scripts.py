class TestScript:
    def test_without_a_name_lists_them(self, jobsearch):
        said = jobsearch("script")
        assert any(line.startswith("voicemail ") for line in said.out.splitlines())
        assert all(len(line) <= 80 for line in said.out.splitlines())
        assert {"kind", "name", "title", "channel"} <= jobsearch("script", "--json").json[0].keys()

    def test_is_filled_from_the_record(self, jobsearch, dana):
        jobsearch("set", "pace", "name=Pat Sample", "phone=555-0100")
        said = jobsearch("script", "voicemail", "dana")
        assert "Hello Dana, this is Pat Sample" in said.out
        assert "{" not in said.out

    def test_leaves_gaps_and_says_on_stderr_what_is_missing(self, jobsearch):
        said = jobsearch("script", "voicemail")
        assert said.status == 0
        assert "____" in said.out
        assert "left as gaps: contact.first_name, me.name, me.phone" in said.err

    def test_tells_text_and_gaps_as_json(self, jobsearch, dana):
        told = jobsearch("script", "voicemail", "dana", "--json").json
        assert "me.name" in told["missing"]
        assert told["text"].startswith("Hello Dana")

    def test_of_an_interview_knows_the_next_week_with_room(self, jobsearch):
        id = jobsearch.add("interview", "company=Kestrel", "starts=2 dec 9:30")
        told = jobsearch("script", "moving-an-interview", id, "--json").json
        assert "week_with_room" not in told["missing"]

    def test_that_is_the_users_own_wins_and_a_damaged_one_is_told(self, jobsearch):
        folder = jobsearch.home / ".config/jobsearch-tui/scripts"
        folder.mkdir(parents=True)
        (folder / "mine.md").write_text("---\ntitle: Mine\nchannel: call\n---\nHi \x1b[31mthere\n")
        (folder / "broken.md").write_text("nothing\n")
        assert jobsearch("script", "mine").out == "Hi there\n"
        assert "broken.md, line 1" in jobsearch("script").err

    def test_that_is_not_there_is_wrong_use(self, jobsearch):
        said = jobsearch("script", "voicemale")
        assert said.status == 2
        assert "Near it: voicemail" in said.err
