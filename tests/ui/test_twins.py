"""Uniting likely twins on the screen."""

from jobsearch_tui.domain.records import Activity, Agency, Recruiter
from tests.ui.host import NARROW, NOW, SEARCH, WIDE, opened

TWIN = Recruiter(
    id="twin",
    name="Dana Whitfeild",
    agency="marsh",
    position="Partner",
    note="met at the fair",
    created=NOW,
    changed=NOW,
)
CALL = Activity(id="call", at=NOW, about=("twin",), result="reached")
RECORDS = (*SEARCH, TWIN, CALL)


class TestTheDialog:
    async def test_shows_both_side_by_side_and_unites_them_with_their_log(self, tmp_path):
        async with opened(tmp_path, NARROW, RECORDS) as shown:
            await shown.press("equals_sign")
            assert shown.dialog == "TwinsDialog"
            for words in (
                "Twins? 1 of 1 · recruiter Dana Whitfield",
                "Names that are nearly the same at the same firm.",
                "▸ Dana Whitfield",
                "  Dana Whitfeild",
                "left  made",
                "1 log entry",
            ):
                assert words in shown.text, words
            await shown.press("f2")
            assert shown.dialog == "Dashboard"
            assert "twin" not in shown.workspace
            assert shown.workspace.get("call").about == ("dana",)
            assert shown.workspace.get("dana").position == "Partner"
            assert shown.bottom == "United: Dana Whitfield.  u undoes"
            await shown.press("u")
            assert shown.stored.get("twin") == TWIN
            assert shown.stored.get("call") == CALL

    async def test_takes_a_side_by_key_and_shows_the_field_in_full(self, tmp_path):
        async with opened(tmp_path, WIDE, RECORDS) as shown:
            await shown.press("equals_sign", "right")
            assert "▸ Dana Whitfeild" in shown.text
            await shown.press("enter")
            assert "▸ Dana Whitfield" in shown.text
            await shown.press("b")  # two names are no text that could stand under one another
            assert "▸ Dana Whitfield" in shown.text
            await shown.press("space", "f2")
            assert shown.workspace.get("dana").name == "Dana Whitfeild"

    async def test_remembers_that_two_are_no_twins(self, tmp_path):
        async with opened(tmp_path, NARROW, RECORDS) as shown:
            await shown.press("equals_sign", "n")
            assert shown.bottom == "Kept apart.  u undoes"
            await shown.press("equals_sign")
            assert shown.bottom == "No likely twins were found."
            assert "twin" in shown.workspace

    async def test_goes_from_pair_to_pair_those_of_the_record_first(self, tmp_path):
        more = (Agency(id="heron2", name="Blue Heron Talent"),)
        async with opened(tmp_path, NARROW, (*RECORDS, *more)) as shown:
            await shown.go_to("recruiter", "Dana Whitfield")
            await shown.press("equals_sign")
            assert "Twins? 1 of 2 · recruiter" in shown.text
            await shown.press("tab")
            assert "Twins? 2 of 2 · agency" in shown.text
            await shown.press("escape")
            assert shown.dialog == "Dashboard"
            assert {"twin", "heron2"} <= {one.id for one in shown.workspace}


class TestByHand:
    async def test_a_record_that_is_named_is_united_with_the_one_under_the_cursor(self, tmp_path):
        other = Recruiter(id="w", name="D. Whit", note="met at the fair", created=NOW, changed=NOW)
        async with opened(tmp_path, NARROW, (*SEARCH, other)) as shown:
            await shown.go_to("recruiter", "Dana Whitfield")
            await shown.press("ampersand")
            assert "Unite Dana Whitfield with" in shown.text
            await shown.type("nobody", "enter")
            assert "✗ no other recruiter is called that" in shown.text
            await shown.type("whit")
            assert "→ D. Whit" in shown.text
            await shown.press("enter")
            assert "Unite · recruiter Dana Whitfield" in shown.text
            assert "You named them as one." in shown.text
            await shown.press("f2")
            assert "w" not in shown.workspace
            assert shown.stored.get("dana").note == "met at the fair"
            await shown.press("u")
            assert shown.stored.get("w") == other

    async def test_of_several_of_a_name_one_is_chosen(self, tmp_path):
        others = [
            Recruiter(id=f"o{number}", name="Ona Reyes", created=NOW, changed=NOW)
            for number in range(2)
        ]
        async with opened(tmp_path, NARROW, (*SEARCH, *others)) as shown:
            await shown.go_to("recruiter", "Dana Whitfield")
            await shown.press("ampersand")
            await shown.type("ona", "enter")
            assert "Which of them?" in shown.text
            assert "made today" in shown.text
            await shown.press("2")
            assert shown.dialog == "TwinsDialog"
            await shown.press("escape")
            assert {"o0", "o1", "dana"} <= {one.id for one in shown.workspace}

    async def test_nothing_is_united_without_a_record(self, tmp_path):
        async with opened(tmp_path, NARROW, SEARCH[:1]) as shown:
            await shown.press("ampersand")
            assert shown.bottom == "Choose a record first, then name the one to unite it with."
