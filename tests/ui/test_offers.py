"""The screen of the offers, accepting one, and the search at rest."""

from dataclasses import replace
from datetime import timedelta

from jobsearch_tui.domain.records import Offer
from tests.ui.host import NARROW, NOW, PACE, SEARCH, opened

TODAY = NOW.date()
TESSALY = Offer(
    id="tessaly",
    company="Tessaly Mills",
    role="Operations Director",
    base=128_000,
    bonus=15_000,
    decide_by=TODAY + timedelta(days=5),
)
OMNIA_FOODS = Offer(
    id="foods",
    company="Omnia Foods",
    role="COO",
    base=120_000,
    decide_by=TODAY + timedelta(days=9),
    written=True,
)
OFFERS = (*SEARCH, TESSALY, OMNIA_FOODS)


class TestTheScreen:
    async def test_sets_offers_side_by_side_in_80_columns(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o")
            assert shown.dialog == "OffersScreen"
            assert shown.lines[0].startswith("━Offers · 1 of 2━")
            assert shown.lines[1] == " Keep your job until an offer is written and accepted."
            assert shown.lines[2].startswith("▌Operations Director, Tessaly Mills  made, 5 days")
            for words in ("▸ Tessaly Mills", "Omnia Foods", "143,000 (the most)", "9 days left"):
                assert words in shown.text
            await shown.press("o")
            assert shown.dialog == "OffersScreen"
            await shown.press("escape")
            assert shown.dialog == "Dashboard"

    async def test_arrows_choose_the_offer_that_the_keys_are_about(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "left", "right", "right")
            assert shown.lines[0].startswith("━Offers · 2 of 2━")
            assert "▸ Omnia Foods" in shown.text
            assert shown.app.screen.subject.id == "foods"
            await shown.press("enter")
            assert shown.lines[0].startswith("━Offer━")
            await shown.press("o")
            assert "▸ Omnia Foods" in shown.text
            await shown.press("escape", "escape", "x")
            assert "foods" not in shown.workspace
            assert shown.lines[0].startswith("━Offers · 1 of 1━")

    async def test_says_how_to_add_one_and_shows_it(self, tmp_path):
        async with opened(tmp_path, NARROW) as shown:
            await shown.press("o", "right")
            assert "No offers yet: a adds one" in shown.text
            await shown.press("enter", "e")
            assert "No record is highlighted" in shown.bottom
            await shown.press("a")
            await shown.fill_in(company="Tessaly Mills")
            await shown.press("f2")
            assert "▸ Tessaly Mills" in shown.text
            assert shown.bottom.startswith("Added: Tessaly Mills.")

    async def test_shows_the_one_that_was_just_added(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "a")
            await shown.fill_in(company="Kestrel")
            await shown.press("f2")
            assert "▸ Kestrel" in shown.text
            await shown.press("A", "r")
            await shown.fill_in(name="Kim Otto")
            await shown.press("f2")
            assert "▸ Kestrel" in shown.text


class TestAcceptingASpokenOffer:
    async def test_reminds_to_get_it_on_paper_and_has_the_words(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "s", "2")
            assert "This offer is not in writing." in shown.text
            await shown.press("b")
            assert shown.workspace.get("tessaly").stage == "made"
            await shown.press("s", "2", "enter")
            assert shown.dialog == "ScriptsDialog"
            assert "▌Asking for an offer in writing" in shown.text
            await shown.press("escape")
            assert shown.stored.get("tessaly").stage == "made"

    async def test_never_forbids_it(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "s", "2", "n")
            assert shown.stored.get("tessaly").stage == "accepted"
            assert not shown.stored.get("tessaly").written
            assert "Keep your job" in shown.lines[1]
            assert "First       This offer is not in writing." in shown.text
            await shown.press("c")
            assert "▌Asking for an offer in writing" in shown.text
            await shown.press("escape", "s", "2", "n")
            assert shown.dialog == "OffersScreen"
            await shown.press("s", "2", "w")
            assert shown.stored.get("tessaly").written
            assert "Keep your job" not in shown.text

    async def test_is_asked_in_the_form_too(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "e")
            await shown.fill_in(stage="accepted")
            await shown.press("f2")
            assert "This offer is not in writing." in shown.text
            await shown.press("escape")
            assert shown.dialog == "RecordForm"
            await shown.press("f2", "w")
            stored = shown.stored.get("tessaly")
            assert (stored.stage, stored.written) == ("accepted", True)

    async def test_of_a_new_record_there_are_no_words_to_take_yet(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "a")
            await shown.fill_in(company="Kestrel", stage="accepted")
            await shown.press("f2")
            assert "ask for it on paper" not in shown.text.replace(
                "ask for it on paper first, and", ""
            )
            await shown.press("n")
            assert [one.stage for one in shown.stored.all(Offer)].count("accepted") == 1


class TestAfterTheAcceptance:
    async def test_each_is_closed_with_its_words_and_goes_from_the_list(self, tmp_path):
        async with opened(tmp_path, NARROW, OFFERS) as shown:
            await shown.press("o", "right", "s", "2")
            assert shown.bottom == "COO, Omnia Foods is accepted.  o whom to tell  u undoes"
            assert "Keep your job" not in shown.text
            assert "To close with, 7" in shown.text
            await shown.press("j")
            assert shown.app.screen.subject.id == "halden"
            await shown.press("c")
            assert "▌Withdrawing because you accepted another offer" in shown.text
            await shown.press("escape", "s", "3")
            assert shown.stored.get("halden").stage == "cancelled"
            assert "To close with, 6" in shown.text
            assert shown.app.screen.subject.id == "kestrel"
            await shown.press("j", "j", "j")
            assert shown.app.screen.subject.id == "tessaly"
            await shown.press("c")
            assert "▌Declining an offer" in shown.text
            await shown.press("escape", "j")
            assert shown.app.screen.subject.id == "search"
            await shown.press("l")
            await shown.type("reached : told them", "enter")
            assert "To close with, 5" in shown.text
            assert [one for one in shown.lines[:-1] if "VP Operations" in one] == []

    async def test_the_search_is_put_to_rest_and_taken_up_again(self, tmp_path):
        accepted = replace(OMNIA_FOODS, stage="accepted")
        async with opened(tmp_path, NARROW, (*SEARCH, accepted)) as shown:
            before = shown.stored
            await shown.press("o", "R")
            assert "This archives 2 agencies, 2 recruiters, 1 search, 2 ads" in shown.text
            assert "are still to be told" in shown.text
            await shown.press("b", "R", "enter")
            assert shown.stored.pace == PACE
            await shown.press("R", "r")
            assert shown.stored.pace.rested_on == TODAY
            assert shown.stored.get("dana").stage == "dormant"
            assert shown.lines[1].startswith(" The search is at rest since today: nothing is due.")
            await shown.press("escape")
            assert shown.lines[0].startswith(" The search is at rest since today: nothing is due.")
            assert str(shown.dashboard.pace.border_title) == "Pace · at rest"
            await shown.press("u")
            assert shown.stored.get("dana") == before.get("dana")
            assert "at rest" not in str(shown.dashboard.pace.border_title)
            await shown.press("U", "R")
            assert (shown.stored.pace.at_rest, shown.stored.pace.taken_up_on) == (False, TODAY)
            assert "The search is taken up again." in shown.bottom

    async def test_without_an_offer_in_writing_rest_is_warned_of(self, tmp_path):
        async with opened(tmp_path, NARROW, (PACE,)) as shown:
            await shown.press("R")
            assert "There is nothing to archive." in shown.text
            assert "▲ Keep your job until an offer is written and accepted." in shown.text
            await shown.press("escape")
            assert not shown.workspace.pace.at_rest
