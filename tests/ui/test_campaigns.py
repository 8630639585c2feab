"""The end run and the campaigns in front of somebody, at 80 by 24."""

import stat
from dataclasses import replace
from datetime import date

from textual import events
from textual.widgets import Input, Static, TextArea

from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.records import Activity, Recruiter, Search, Target
from jobsearch_tui.ui.screens.record import RecordScreen
from tests.ui.host import NARROW, NOW, SEARCH, WIDE, opened

NO = Search(
    id="no",
    name="Plant Director",
    recruiter="dana",
    stage="submitted",
    client_description="maker of closures",
)
RECORDS = (*SEARCH, NO)
FIVE = "Northcap Packaging - Jürgen Weiß\nHALDEN FOODS, Inc.; Tyne Seals\n• Omega\n5. Farne, Ltd."


def listed(*companies, **changes):
    return [
        replace(
            Target(
                id=f"t-{name.lower()}", company=name, executive=f"Ms {name}", campaign="end run"
            ),
            search="no",
            **changes,
        )
        for name in companies
    ]


async def on(app, id):
    """Show one record over the screen."""
    app.app.push_screen(RecordScreen(app.app.desk, id))
    await app.rest()


async def paste(app, text):
    app.app._driver.send_message(events.Paste(text))
    await app.rest()


def campaign_of(workspace):
    return [one for one in workspace.all(Target) if one.search == "no"]


class TestTheEndRun:
    async def test_a_no_is_met_with_staying_in_touch_and_five_companies_are_a_key_further(
        self, tmp_path
    ):
        async with opened(tmp_path, NARROW, RECORDS) as app:
            await on(app, "no")
            await app.press("s", "5")
            assert "Stay in touch first: Dana Whitfield" in app.text
            await app.press("e")
            assert "The odds are poor" in app.text
            assert campaign_of(app.workspace) == []
            await app.press("l")
            assert app.dialog == "Worksheet"
            assert "The client: maker of closures" in app.text
            await paste(app, FIVE)
            assert "5 of about 20" in app.text
            assert "▲ You answered their ad for VP Ops" in app.text
            await app.press("ctrl+s")
            found = campaign_of(app.stored)
            assert [one.company for one in found] == [
                *("Northcap Packaging", "HALDEN FOODS, Inc.", "Tyne Seals", "Omega", "Farne, Ltd.")
            ]
            assert found[0].executive == "Jürgen Weiß"
            assert app.bottom.startswith("Listed 5 companies.")
            await app.press("u")
            assert campaign_of(app.stored) == []
            assert app.stored.find(Search, "no").stage == "turned down"

    async def test_staying_in_touch_pins_the_call_and_offers_the_script(self, tmp_path):
        async with opened(tmp_path, NARROW, RECORDS) as app:
            await on(app, "no")
            await app.press("s", "5", "enter")
            assert app.dialog == "ScriptsDialog"
            assert "Staying in touch after a recruiter's no" in app.text
            await app.press("escape")
            assert app.stored.find(Recruiter, "dana").follow_up == date(2027, 1, 5)
            assert (
                app.bottom == "The next call to Dana Whitfield is pinned for Tue 5 Jan.  u undoes"
            )

    async def test_the_form_asks_too_and_nothing_now_does_nothing(self, tmp_path):
        async with opened(tmp_path, NARROW, RECORDS) as app:
            await on(app, "no")
            await app.press("e")
            await app.fill_in(stage="turned down")
            await app.press("ctrl+s")
            assert "Stay in touch first" in app.text
            await app.press("n")
            assert app.stored.find(Recruiter, "dana").follow_up is None
            assert campaign_of(app.stored) == []

    async def test_it_is_for_a_search_that_said_no(self, tmp_path):
        async with opened(tmp_path, NARROW, RECORDS) as app:
            await app.press("E")
            assert app.bottom.startswith("E is for a search that turned you down")
            await on(app, "no")
            await app.press("E")
            assert app.bottom == "Plant Director is submitted: an end run is for a no."

    async def test_a_target_of_it_leads_back_to_its_worksheet(self, tmp_path):
        records = (*SEARCH, replace(NO, stage="turned down"), *listed("Omega"))
        async with opened(tmp_path, NARROW, records) as app:
            await on(app, "t-omega")
            await app.press("E")
            assert app.dialog == "Worksheet"
            assert "1 of about 20" in app.text


class TestTheWorksheet:
    async def begin(self, app):
        await app.press("b", "a")
        assert app.dialog == "Worksheet"

    async def test_a_broadcast_has_one_too(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await app.press("b")
            assert "No companies yet: a lists some" in app.text
            assert "fewer than 3 a week" in app.text
            await app.press("a")
            await paste(app, "Omega")
            await app.press("f2")
            assert [one.campaign for one in app.stored.all(Target)] == ["broadcast"]
            assert "Omega" in app.text

    async def test_what_is_no_list_is_refused_and_kept(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await self.begin(app)
            await app.press("f2")
            assert "▲ There is no new company in it yet." in app.text
            await paste(app, "word " * 80)
            await app.press("f2")
            assert "▲ A line is too long for a name" in app.text
            assert app.app.screen.query_one(TextArea).text == "word " * 80

    async def test_escape_asks_only_if_something_would_be_lost(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await self.begin(app)
            await app.press("escape")
            assert app.dialog == "CampaignsScreen"
            await app.press("a", "x", "escape")
            assert "Discard what you typed?" in app.text
            await app.press("n")
            assert app.app.screen.query_one(TextArea).text == "x"
            await app.press("escape", "y")
            assert app.dialog == "CampaignsScreen"

    async def test_escape_and_a_letter_sent_as_one_key_are_two(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await self.begin(app)
            await app.press("x")
            app.app._driver.send_message(events.Key("alt+n", "n"))
            await app.rest()
            assert app.dialog == "Worksheet"
            assert app.app.screen.query_one(TextArea).text == "x"
            app.app._driver.send_message(events.Key("alt+y", "y"))
            await app.rest()
            assert app.dialog == "CampaignsScreen"

    async def test_a_paste_brings_no_controls(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await self.begin(app)
            await paste(app, "Ome\x1b[31mga\tRuth\rKestrel")
            assert app.app.screen.query_one(TextArea).text == "Omega\tRuth\nKestrel"

    async def test_what_is_half_typed_is_kept_and_offered_again(self, tmp_path):
        values = {"companies": "Omega\nKestr"}
        draft = Draft("worksheet:end run", "no", values, NOW)
        records = (*SEARCH, replace(NO, stage="turned down"))
        async with opened(tmp_path, NARROW, records, draft=draft) as app:
            assert "The companies of the end run" in app.text
            await app.press("g")
            assert app.app.screen.query_one(TextArea).text == "Omega\nKestr"
            await app.press("f2")
            assert [one.company for one in campaign_of(app.stored)] == ["Omega", "Kestr"]


CAMPAIGN = (
    *SEARCH,
    replace(NO, stage="turned down"),
    *listed("Omega", "Tyne", "Farne"),
    *listed("Northcap", stage="written", written_on=date(2026, 11, 10)),
    Target(id="pike", company="Pike"),
)


class TestTheCampaigns:
    async def test_tab_goes_from_one_to_the_next(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            await app.press("b")
            assert "▸ Broadcast" in app.text
            assert "Pike" in app.text
            await app.press("tab")
            assert "▸ End run: Plant Director" in app.text
            assert "!call 4d late" in app.text
            await app.press("shift+tab")
            assert "▸ Broadcast" in app.text
            await app.press("escape")
            assert app.dialog == "Dashboard"

    async def test_it_opens_at_the_campaign_of_the_record(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            for id in ("no", "t-omega"):
                await on(app, id)
                await app.press("b")
                assert "▸ End run: Plant Director" in app.text
                await app.press("b")
                assert app.bottom.startswith("These are the campaigns")
                await app.press("escape", "escape")

    async def test_filter_sort_open_and_stage_work_on_the_target(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            await app.press("b", "tab", "slash")
            await app.type("north", "enter")
            assert "Omega" not in app.text
            assert "1 /north" in app.text
            await app.press("enter")
            assert app.dialog == "RecordScreen"
            await app.press("escape", "s", "5")
            assert app.stored.find(Target, "t-northcap").stage == "referred back"
            assert "1 handed back to the recruiter" in app.text
            await app.press("escape")
            assert "Omega" in app.text
            await app.press("S", "1")
            companies = [one.company for one in app.app.screen.pane.targets]
            assert companies == sorted(companies)

    async def test_wide_the_record_stands_beside_it(self, tmp_path):
        async with opened(tmp_path, WIDE, CAMPAIGN) as app:
            await app.press("b", "tab")
            assert "Executive" in app.text
            assert "nothing yet: l logs a call" in app.text
            await app.resize(*NARROW)
            assert "listed 3 · written 1" in app.text
            assert "nothing yet: l logs a call" not in app.text

    async def test_a_campaign_that_is_undone_gives_way(self, tmp_path):
        records = (*SEARCH, replace(NO, stage="turned down"))
        async with opened(tmp_path, NARROW, records) as app:
            await on(app, "no")
            await app.press("E", "l")
            await paste(app, "Omega")
            await app.press("f2", "b")
            assert "▸ End run" in app.text
            await app.press("u")
            assert "▸ Broadcast" in app.text


class TestABatchOfLetters:
    async def answer(self, app, *answers):
        for words in answers:
            assert isinstance(app.app.focused, Input)
            await app.type(words, "enter")

    def folder(self, app):
        return app.start.paths.letters / "2026-11-24-end-run"

    async def test_one_key_writes_them_to_files_and_logs_them(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            await app.press("b", "tab", "B")
            await self.answer(app, "I cut waste", "a plant manager", "+33 555", "you grow")
            assert "write 3 letters" in app.text
            await app.press("w")
            assert app.bottom.startswith("Logged 3 letters (u undoes the log alone)")
            files = sorted(self.folder(app).iterdir())
            assert [one.name for one in files] == ["farne.txt", "omega.txt", "tyne.txt"]
            assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}
            assert "Dear Ms Omega," in files[1].read_text("utf-8")
            omega = app.stored.find(Target, "t-omega")
            assert (omega.stage, omega.written_on) == ("written", NOW.date())
            (entry,) = [one for one in app.stored.all(Activity) if one.type == "letter"][:1]
            assert entry.summary.startswith("end run letter, ")
            await app.press("u")
            assert app.stored.find(Target, "t-omega").stage == "listed"
            assert not [one for one in app.stored.all(Activity) if one.type == "letter"]
            assert len(list(self.folder(app).iterdir())) == 3

    async def test_what_lacks_a_name_or_is_in_play_is_named_and_left_out(self, tmp_path):
        nameless = replace(listed("Vantor")[0], executive="")
        records = (*CAMPAIGN, nameless, *listed("Kestrel"))
        async with opened(tmp_path, NARROW, records) as app:
            await app.press("b", "tab", "B")
            await self.answer(app, "I cut waste", "a plant manager", "+33 555", "you grow")
            words = str(app.app.screen.query_one("#question", Static).content)
            assert "Missing (the executive whom you approach there): Vantor." in words
            assert "You are in play already, see the ▲ on each: Kestrel." in words
            assert "write 3 letters" in app.text
            await app.press("w")
            stages = {one.id: one.stage for one in campaign_of(app.stored)}
            assert (stages["t-vantor"], stages["t-kestrel"], stages["t-omega"]) == (
                *("listed", "listed", "written"),
            )
            await app.press("B")
            await self.answer(app, "I cut waste", "a plant manager", "+33 555", "you grow")
            await app.press("a")
            letter = (self.folder(app) / "vantor.txt").read_text("utf-8")
            assert "Dear ____," in letter
            assert "{" not in letter

    async def test_what_was_asked_once_is_offered_again(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            await app.press("b", "tab", "B")
            await self.answer(app, "I cut waste")
            await app.press("escape")
            assert app.bottom == "No letter was written."
            await app.press("B")
            assert app.app.focused.value == "I cut waste"

    async def test_the_filter_says_which(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            await app.press("b", "tab", "slash")
            await app.type("omega", "enter")
            await app.press("B")
            await self.answer(app, "I cut waste", "a plant manager", "+33 555", "you grow")
            assert "write 1 letter " in app.text
            await app.press("n")
            assert app.bottom == "No letter was written."
            assert not app.start.paths.letters.exists()

    async def test_a_disk_that_refuses_leaves_nothing_logged(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            app.start.paths.letters.write_text("a file where the folder should be")
            await app.press("b", "tab", "B")
            await self.answer(app, "I cut waste", "a plant manager", "+33 555", "you grow")
            await app.press("w")
            assert app.bottom.startswith("No letter was written and nothing logged.")
            assert app.stored.find(Target, "t-omega").stage == "listed"

    async def test_there_is_nothing_to_write(self, tmp_path):
        async with opened(tmp_path, NARROW) as app:
            await app.press("b", "B")
            assert app.bottom == "No company here waits for a letter: a lists some."

    async def test_a_letter_of_ones_own_that_cannot_be_used_is_said(self, tmp_path):
        async with opened(tmp_path, NARROW, CAMPAIGN) as app:
            app.start.paths.scripts.mkdir()
            (app.start.paths.scripts / "end-run-letter.md").write_text("no head")
            await app.press("b", "tab", "B")
            assert app.bottom == (
                "Your own end-run-letter has a fault, so no letter was written: c shows it."
            )
