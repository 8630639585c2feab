"""The letters of a campaign: filled, named, and logged."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch_tui.domain.campaigns import Campaign
from jobsearch_tui.domain.records import Pace, Recruiter, Search, Target
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import NotSavedError
from jobsearch_tui.services.letter_box import LetterBox
from jobsearch_tui.services.letters import (
    SCRIPTS,
    draft_letters,
    file_name,
    to_ask,
    write_letters,
)
from jobsearch_tui.services.scripts import GAP, Library

NOW = datetime(2026, 11, 24, 19, 30, tzinfo=UTC)
RUN = Campaign("end run", "no")
HALDEN = Target(
    id="halden", company="Halden Foods", executive="Ruth Adeyemi", campaign="end run", search="no"
)
OMNIA = Target(id="omnia", company="Omnia", campaign="end run", search="no")
HOUSE = Workspace.of(
    [
        Pace(name="Pat Sample", phone="+1 415 555 0100"),
        Recruiter(id="dana", name="Dana Whitfield"),
        Search(id="no", name="Plant Director", recruiter="dana", stage="turned down"),
        HALDEN,
        OMNIA,
    ]
)
ANSWERS = {"me.role": "a plant manager", "me.result": "I cut waste", "target.reason": "you grow"}


def letters(*targets, answers=ANSWERS, house=HOUSE, campaign=RUN):
    script = Library.load(None).get(SCRIPTS[campaign.kind])
    return draft_letters(script, targets, house, NOW, answers)


class TestDrafting:
    def test_fills_what_the_records_and_the_user_tell(self):
        (letter,) = letters(HALDEN)
        assert letter.missing == ()
        assert letter.text.startswith("24 November 2026\n\nRuth Adeyemi\nHalden Foods\n\nDear Ruth")
        assert "I chose Halden Foods for a reason: you grow." in letter.text
        assert letter.text.endswith("Pat Sample\n+1 415 555 0100\n")

    def test_what_is_missing_leaves_a_blank_and_never_a_brace(self):
        (letter,) = letters(OMNIA, answers={})
        assert set(letter.missing) == {"target.executive", *ANSWERS}
        assert f"Dear {GAP}," in letter.text
        assert not re.search(r"[{}]", letter.text)

    def test_asks_once_for_what_all_letters_share(self):
        asked = to_ask(letters(OMNIA, HALDEN, answers={}))
        assert set(asked) == set(ANSWERS)
        assert to_ask(letters(OMNIA)) == ()

    def test_asks_for_a_name_that_the_pace_record_lacks(self):
        nameless = HOUSE.put(Pace())
        assert {"me.name", "me.phone"} <= set(to_ask(letters(HALDEN, house=nameless)))

    def test_a_hostile_executive_reaches_no_printer(self):
        hostile = replace(HALDEN, executive="Ruth\x1b[31m \u202eimeyedA{me.name}")
        (letter,) = letters(hostile)
        assert "\x1b" not in letter.text
        assert "\u202e" not in letter.text
        assert "Dear Ruth imeyedA{me.name}," in letter.text

    def test_a_broadcast_has_its_own_letter(self):
        target = replace(HALDEN, campaign="broadcast", search="")
        (letter,) = letters(target, campaign=Campaign())
        assert letter.missing == ()
        assert "I do not ask you to make one" in letter.text


class TestFileNames:
    @pytest.mark.parametrize(
        ("company", "name"),
        [
            ("Kestrel Foods, Inc.", "kestrel-foods-inc.txt"),
            ("../../etc/passwd", "etc-passwd.txt"),
            (".bashrc", "bashrc.txt"),
            ("Bölter & Söhne", "bolter-sohne.txt"),
            ("株式会社", "letter.txt"),
            ("a\x00b\n\x1b[31mc", "ab-c.txt"),
            ("x" * 300, f"{'x' * 60}.txt"),
        ],
    )
    def test_are_made_safe(self, company, name):
        assert file_name(company) == name

    @given(st.text())
    def test_of_any_company_are_plain(self, company):
        assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?\.txt", file_name(company))


class TestWriting:
    def write(self, folder, named):
        self.written = (folder, tuple(named))
        return tuple(folder / name for name, _ in named)

    def box(self, write=None):
        return LetterBox(Path("/data/letters"), write or self.write)

    def test_logs_each_letter_and_moves_its_target_in_one_change(self):
        ids = count(1)
        drafted = letters(HALDEN, OMNIA)
        change, folder = write_letters(self.box(), drafted, RUN, NOW, lambda: f"a{next(ids)}")
        assert folder == Path("/data/letters/2026-11-24-end-run")
        assert self.written[0] == folder
        assert [name for name, _ in self.written[1]] == ["halden-foods.txt", "omnia.txt"]
        after = change.apply(HOUSE)
        halden = after.find(Target, "halden")
        assert (halden.stage, halden.written_on) == ("written", date(2026, 11, 24))
        (entry,) = after.log("halden")
        assert (entry.type, entry.direction, entry.is_contact) == ("letter", "out", True)
        assert entry.summary == "end run letter, halden-foods.txt"
        assert change.label == "2 letters of the end run"
        assert change.before == (HALDEN, OMNIA)

    def test_one_letter_is_one(self):
        change, _ = write_letters(self.box(), letters(HALDEN), RUN, NOW, lambda: "a")
        assert change.label == "1 letter of the end run"

    def test_what_cannot_be_written_is_not_logged(self):
        def refuse(folder, letters):
            raise NotSavedError("there is no room left on the disk")

        with pytest.raises(NotSavedError):
            write_letters(self.box(refuse), letters(HALDEN), RUN, NOW, lambda: "a")
