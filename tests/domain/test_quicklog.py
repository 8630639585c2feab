from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count, product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.quicklog import (
    GRAMMAR,
    LONGEST,
    REMINDER,
    SAY_WHAT,
    Entry,
    Part,
    Promised,
    addressed,
    bearer,
    help_lines,
    new_record,
    preview,
    understand,
)
from jobsearch_tui.domain.quicklog_grammar import SIGNS
from jobsearch_tui.domain.records import (
    ACTIVITY_KINDS,
    RESULTS,
    Activity,
    Ad,
    Agency,
    Assignment,
    Interview,
    Offer,
    Pace,
    Promise,
    Recruiter,
    Search,
    Target,
)
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.domain.workspace import EMPTY, Workspace

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 17, 30, tzinfo=PARIS)  # a Tuesday
TODAY = NOW.date()

MARSH = Agency(id="marsh", name="Marsh & Vale", stage="active")
DANA = Recruiter(id="dana", name="Dana Whitfield", agency="marsh")
VANCE = Recruiter(id="vance", name="Dana Vance", stage="active", employer="Omnia")
LI_NA = Recruiter(id="lina", name="Li Na")
SEARCH = Search(id="search", name="VP Operations", recruiter="dana", client="Omnia Foods")
AD = Ad(id="ad", role="Director", employer="Halden Foods")
TARGET = Target(id="target", company="Corbin Works", executive="Owen Pryce")
KESTREL = Interview(
    id="kestrel",
    company="Kestrel",
    people="Ruth Adeyemi, Sam Ito",
    starts=datetime(2026, 11, 26, 11, tzinfo=PARIS),
)
HOUSE = Workspace.of([MARSH, DANA, LI_NA, SEARCH, AD, TARGET, KESTREL])


def ids() -> Iterator[str]:
    return (f"new{number}" for number in count(1))


def about(line: str, subject=DANA, house=HOUSE, now=NOW) -> Entry:
    return understand(line, house, now, subject)


def named(line: str, house=HOUSE) -> Entry:
    return understand(line, house, NOW)


def change(line: str, subject=DANA, house=HOUSE):
    return about(line, subject, house).changes(house, NOW, ids().__next__, subject)


def after(line: str, subject, house=None):
    house = house or HOUSE.put(subject)
    return change(line, subject, house).apply(house).get(subject.id)


class TestSigns:
    @pytest.mark.parametrize(
        ("spelling", "sign"), SIGNS.items(), ids=[spelling.replace(" ", "-") for spelling in SIGNS]
    )
    def test_every_spelling_of_a_word_sign_is_understood(self, spelling, sign):
        entry = about(spelling.upper())
        got = {
            Part.RESULT: entry.result,
            Part.DIRECTION: entry.direction,
            Part.KIND: entry.kind,
        }
        assert got[sign.part] == sign.value
        assert entry.problems == ()

    def test_no_spelling_means_two_things(self):
        spellings = [spelling for sign in GRAMMAR for spelling in sign.spellings]
        assert len(spellings) == len(set(spellings))

    def test_the_values_are_those_that_a_log_entry_may_have(self):
        values = {part: {s.value for s in GRAMMAR if s.part is part} for part in Part}
        assert values[Part.RESULT] == set(RESULTS)
        assert values[Part.KIND] == set(ACTIVITY_KINDS)

    @pytest.mark.parametrize("sign", GRAMMAR, ids=lambda sign: sign.spellings[0])
    def test_every_example_is_a_line_without_problems(self, sign):
        house = HOUSE.put(Agency(id="corbin", name="Corbin Search"))
        assert named(sign.example, house).problems == ()

    def test_the_reminder_uses_signs_of_the_table_on_one_line(self):
        known = {spelling for sign in GRAMMAR for spelling in sign.spellings}
        assert len(REMINDER) < 76
        for piece in REMINDER.replace("!by fri what", "!by fri …").split(" · "):
            assert piece in known or known.issuperset(piece.split())

    def test_an_email_of_yesterday_that_came_in(self):
        entry = about("email in @yesterday 16:10 : the invitation")
        assert (entry.kind, entry.direction, entry.summary) == ("email", "in", "the invitation")
        assert entry.at == datetime(2026, 11, 23, 16, 10, tzinfo=PARIS)


class TestWords:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("vm : ring back", "ring back"),
            ("vm :ring back", "ring back"),
            ("vm: ring back", "ring back"),
            ("vm : at 16:10 +3d @mon vm : again", "at 16:10 +3d @mon vm : again"),
            ("vm :", ""),
            ("vm : ring back !by fri send it", "ring back"),
            ("vm !by fri send it : ring back", "ring back"),
            ("vm : said !byebye", "said !byebye"),
        ],
    )
    def test_run_from_the_colon_to_the_end_or_to_a_promise(self, line, words):
        assert about(line).summary == words

    def test_alone_are_a_call(self):
        entry = about(": rang, nothing new")
        assert (entry.kind, entry.problems) == ("call", ())


class TestDates:
    @pytest.mark.parametrize(
        ("line", "day"),
        [
            ("vm +3d", date(2026, 11, 27)),
            ("vm +2w", date(2026, 12, 8)),
            ("vm >fri", date(2026, 11, 27)),
            ("vm > fri", date(2026, 11, 27)),
            ("vm >2 dec", date(2026, 12, 2)),
            (">2 dec 2026 vm", date(2026, 12, 2)),
            ("+0d vm", TODAY),
            ("vm +3d +3d", date(2026, 11, 27)),
        ],
    )
    def test_of_a_follow_up(self, line, day):
        entry = about(line)
        assert (entry.follow_up, entry.problems) == (day, ())

    @pytest.mark.parametrize(
        ("line", "at"),
        [
            ("vm @16:10", NOW.replace(hour=16, minute=10)),
            ("vm @ 16:10", NOW.replace(hour=16, minute=10)),
            ("vm @18:10", NOW.replace(day=23, hour=18, minute=10)),
            ("@yesterday 16:10 vm", NOW.replace(day=23, hour=16, minute=10)),
            ("vm @mon", NOW.replace(day=23, hour=12, minute=0)),
            ("vm @today", NOW),
            ("vm @16:10 in", NOW.replace(hour=16, minute=10)),
            ("vm @2026-11-20 08:05", NOW.replace(day=20, hour=8, minute=5)),
            ("vm @9:30 New York +3d", NOW.replace(hour=15, minute=30)),
            ("vm", NOW),
            ("vm @16:10 @16:10", NOW.replace(hour=16, minute=10)),
        ],
    )
    def test_of_when_it_was(self, line, at):
        entry = about(line)
        assert (entry.at, entry.problems) == (at, ())
        assert entry.at.tzinfo is not None

    @pytest.mark.parametrize(
        ("line", "promise"),
        [
            ("!by fri send the name", Promised("send the name", date(2026, 11, 27))),
            ("!BY 2 dec 2026 call", Promised("call", date(2026, 12, 2))),
            ("!by next mon call", Promised("call", date(2026, 11, 30))),
            ("!by +3d call", Promised("call", date(2026, 11, 27))),
            ("!by fri 15:00 call", Promised("call", date(2026, 11, 27), time(15))),
            ("!by fri 3pm call", Promised("call", date(2026, 11, 27), time(15))),
            ("!by 18:00 call", Promised("call", TODAY, time(18))),
            ("!by fri call : words", Promised("call", date(2026, 11, 27))),
            (": words !by fri call : me", Promised("call : me", date(2026, 11, 27))),
            ("!by fri 29:00 call", Promised("29:00 call", date(2026, 11, 27))),
        ],
    )
    def test_of_a_promise(self, line, promise):
        entry = about(f"reached {line}")
        assert (entry.promise, entry.problems) == (promise, ())


class TestProblems:
    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("", SAY_WHAT),
            ("+3d", SAY_WHAT),
            ("vm ring back", "“ring” is no sign"),
            ("vm reached", "“voicemail” or “reached”, not both"),
            ("email letter", "“email” or “letter”, not both"),
            ("email vm", "“voicemail” is said of a call; leave out “email”"),
            ("vm +3d +4d", "two dates to follow up on"),
            ("vm @16:10 @16:20", "two times"),
            ("vm +3x", "“+3x” is no date"),
            ("vm >", "“>” is no date"),
            ("vm >2020-01-01", "“2020-01-01” is over"),
            ("vm @", "“@” is no time"),
            ("vm @2027-01-01 9:00", "still to come"),
            ("vm !by", "A promise has a date"),
            ("vm !by whenever", "A promise has a date"),
            ("vm !by fri", "Say what was promised"),
            ("vm" + " " * LONGEST + "x", "at most 2,000 characters"),
        ],
    )
    def test_are_said_in_words(self, line, words):
        assert any(words in problem for problem in about(line).problems)

    def test_a_line_without_a_subject_begins_with_a_name(self):
        assert "Begin with a name" in named(": ring back").problems[0]
        assert named("").name == ""

    def test_a_quoted_name_is_closed(self):
        assert "closing quotation mark" in named('"Na Li vm').problems[0]

    def test_nothing_is_logged_on_the_pace(self):
        assert "kind pace" in about("vm", Pace()).problems[0]
        assert change("vm", Pace()).ids == ()

    def test_an_offer_has_no_follow_up(self):
        offer = Offer(id="offer", company="Kestrel")
        assert about("vm", offer).problems == ()
        assert about("vm +3d", offer).problems == ("An offer has no follow-up date.",)


class TestNames:
    @pytest.mark.parametrize(
        ("line", "name", "result"),
        [
            ("dana vm", "dana", "voicemail"),
            ("dana whit v", "dana whit", "voicemail"),
            ("dana no answer", "dana", "no answer"),
            ("vm vm", "vm", "voicemail"),
            ("v v", "v", "voicemail"),
            ("li na vm", "li na", "voicemail"),
            ("li na", "li na", ""),
            ("lina na", "lina", "no answer"),
            ('"Na Li" vm', "Na Li", "voicemail"),
            ("“In” vm", "In", "voicemail"),
            ('"dana" v', "dana", "voicemail"),
            ('"" dana v', "dana", "voicemail"),
            ("marsh & vale na", "marsh & vale", "no answer"),
            ("dana +3d vm", "dana", "voicemail"),
            ("dana @16:10 vm", "dana", "voicemail"),
        ],
    )
    def test_end_where_the_signs_begin(self, line, name, result):
        entry = named(line)
        assert (entry.name, entry.result) == (name, result)

    def test_a_single_letter_is_a_sign_unless_a_name_goes_on_with_it(self):
        assert named("dana v").result == "voicemail"
        with_vance = named("dana v", HOUSE.put(VANCE))
        assert (with_vance.name, with_vance.result) == ("dana v", "")
        assert [match.record for match in with_vance.equals] == [VANCE]

    def test_a_subject_takes_no_name(self):
        entry = about("v")
        assert (entry.result, entry.name, entry.candidates) == ("voicemail", "", ())

    def test_equal_matches_are_all_told(self):
        entry = named("dana vm", HOUSE.put(VANCE))
        assert {match.record.id for match in entry.equals} == {"dana", "vance"}

    def test_namesakes_are_choices_of_their_own(self):
        other = Recruiter(id="other", name="Dana Whitfield", employer="Omnia")
        entry = named("dana whitfield vm", HOUSE.put(other))
        assert {match.record.id for match in entry.equals} == {"dana", "other"}

    def test_an_unknown_name_has_no_equals(self):
        assert named("nobody vm").equals == ()

    def test_a_new_record_bears_the_name(self):
        assert new_record("Ann Ex", "recruiter", lambda: "x") == Recruiter(id="x", name="Ann Ex")
        assert new_record("Ex Co", "agency", lambda: "y") == Agency(id="y", name="Ex Co")


class TestChanges:
    def test_a_voicemail_is_logged_and_named(self):
        made = change("vm +3d : ring back")
        moved, entry = made.put
        assert made.label == "log a voicemail with Dana Whitfield"
        assert made.before == (DANA,)
        assert (moved.follow_up, moved.stage) == (date(2026, 11, 27), "contacted")
        assert entry == Activity(
            id="new1", at=NOW, result="voicemail", about=("dana",), summary="ring back"
        )

    def test_a_promise_is_that_persons_word(self):
        *_, promise = change("reached !by fri 15:00 send the client's name").put
        assert promise == Promise(
            id="new2",
            about="dana",
            what="send the client's name",
            by=date(2026, 11, 27),
            hour=time(15),
            who="Dana Whitfield",
        )

    @pytest.mark.parametrize(
        ("line", "who"),
        [
            ("ruth reached !by fri word", "Ruth Adeyemi"),
            ("kestrel reached !by fri word", ""),
            ("owen reached !by fri word", "Owen Pryce"),
            ("corbin reached !by fri word", "Owen Pryce"),
            ("omnia reached !by fri word", "Dana Whitfield"),
            ("marsh reached !by fri word", ""),
            ("halden reached !by fri word", ""),
        ],
    )
    def test_who_gave_the_word_is_told_where_it_is_known(self, line, who):
        entry = named(line)
        subject = entry.equals[0].record
        *_, promise = entry.changes(HOUSE, NOW, ids().__next__, subject).put
        assert (promise.who, promise.about) == (who, subject.id)

    @pytest.mark.parametrize(
        ("record", "who"),
        [
            (Search(id="s", name="COO", recruiter=""), ""),
            (Target(id="t", company="Corbin"), ""),
            (Interview(id="i", company="Corbin", people="Ann Ex"), "Ann Ex"),
        ],
    )
    def test_nobody_is_made_up(self, record, who):
        *_, promise = change("reached !by fri word", record, HOUSE.put(record)).put
        assert promise.who == who

    @pytest.mark.parametrize(
        ("line", "label"),
        [
            ("vm in", "log a voicemail from Dana Whitfield"),
            ("reached", "log a call with Dana Whitfield"),
            ("in", "log a call from Dana Whitfield"),
            ("na", "log an unanswered call to Dana Whitfield"),
            ("gk", "log a blocked call to Dana Whitfield"),
            ("email", "log an email to Dana Whitfield"),
            ("note : x", "log a note about Dana Whitfield"),
        ],
    )
    def test_the_label_says_what_is_done(self, line, label):
        assert change(line).label == label

    def test_the_label_names_the_person_that_was_typed(self):
        entry = named("sam gk")
        assert entry.changes(HOUSE, NOW, ids().__next__, KESTREL).label.endswith("to Sam Ito")
        assert change("gk", KESTREL).label.endswith("to Kestrel")

    def test_a_new_subject_is_put_with_its_entry(self):
        made = change("vm", Agency(id="fresh", name="Ex & Co"))
        assert made.put[0] == Agency(id="fresh", name="Ex & Co", stage="contacted")
        assert made.before == ()
        assert [record.id for record in change("note : x", Agency(id="z", name="Z")).put] == [
            "z",
            "new1",
        ]

    def test_a_subject_that_does_not_move_is_left_alone(self):
        made = change("vm", MARSH)
        assert [record.kind for record in made.put] == ["activity"]
        assert made.before == ()

    @pytest.mark.parametrize(
        ("line", "subject", "stage"),
        [
            ("vm", DANA, "contacted"),
            ("email", Agency(id="a", name="A"), "contacted"),
            ("vm", MARSH, "active"),
            ("wn", DANA, "queued"),
            ("note : x", DANA, "queued"),
            ("in", DANA, "queued"),
            ("gk", TARGET, "called"),
            ("letter", TARGET, "written"),
            ("msg", TARGET, "listed"),
            ("vm", Target(id="t", company="T", stage="written"), "called"),
            ("vm", Target(id="t", company="T", stage="referred back"), "referred back"),
            ("email", AD, "spotted"),
            ("reached", SEARCH, "discussed"),
        ],
    )
    def test_a_first_contact_outward_moves_the_stage(self, line, subject, stage):
        assert after(line, subject).stage == stage

    @pytest.mark.parametrize("known", [None, date(2026, 10, 1)])
    def test_a_letter_dates_a_target(self, known):
        target = Target(id="t", company="T", written_on=known)
        assert after("letter @mon", target).written_on == (known or date(2026, 11, 23))

    def test_an_offer_keeps_its_stage(self):
        offer = Offer(id="offer", company="Kestrel")
        assert after("reached", offer) == offer

    @pytest.mark.parametrize(
        ("line", "pinned", "left"),
        [
            ("vm", TODAY, None),
            ("in", TODAY - timedelta(3), None),
            ("vm", TODAY + timedelta(1), TODAY + timedelta(1)),
            ("vm @yesterday 16:10", TODAY, TODAY),
            ("wn", TODAY, TODAY),
            ("note : x", TODAY, TODAY),
            ("vm +3d", TODAY, TODAY + timedelta(3)),
            ("note +3d : x", None, TODAY + timedelta(3)),
        ],
    )
    def test_a_contact_settles_a_follow_up_that_was_due(self, line, pinned, left):
        subject = Recruiter(id="r", name="R", stage="active", follow_up=pinned)
        assert after(line, subject).follow_up == left

    @pytest.mark.parametrize(
        ("record", "id"),
        [
            (Promise(id="p", about="kestrel", what="word", by=TODAY), "kestrel"),
            (Assignment(id="w", interview="kestrel", what="plan"), "kestrel"),
            (Activity(id="l", at=NOW, about=("gone", "dana")), "dana"),
        ],
    )
    def test_on_what_is_no_subject_the_entry_is_about_what_that_is_about(self, record, id):
        assert bearer(record, HOUSE).id == id
        made = change("email", record, HOUSE.put(record))
        assert [entry.about for entry in made.put if entry.kind == "activity"] == [(id,)]

    def test_a_lost_reference_bears_nothing(self):
        assert bearer(Promise(id="p", about="gone", what="word", by=TODAY), HOUSE) is None


class TestPreview:
    def lines(self, line, subject=DANA, house=HOUSE):
        return preview(about(line, subject, house), subject, house, NOW)

    def test_says_everything_that_will_be_written(self):
        dana = Recruiter(id="dana", name="Dana Whitfield", agency="marsh", follow_up=TODAY)
        house = HOUSE.put(dana)
        line = "vm : ring back !by fri 15:00 send the client's name"
        assert self.lines(line, dana, house) == [
            "Call out, voicemail, Dana Whitfield (Marsh & Vale), now",
            "“ring back”",
            "Promise: send the client's name by Fri 27 Nov 15:00 (Dana Whitfield)",
            "Settles the follow-up of today",
            "recruiter: queued → contacted",
        ]

    def test_tells_the_follow_up_and_an_earlier_hour(self):
        assert self.lines("email in @yesterday 16:10 >fri", MARSH) == [
            "Email in, Marsh & Vale, Mon 23 Nov 16:10",
            "Follow up Fri 27 Nov",
        ]

    @pytest.mark.parametrize(
        ("line", "subject", "head"),
        [
            ("met", KESTREL, "Meeting, Kestrel, now"),
            ("note : x", MARSH, "Note, Marsh & Vale, now"),
            ("vm", Offer(id="o", company="Omnia"), "Call out, voicemail, Omnia, now"),
            ("vm", None, "Call out, voicemail, now"),
        ],
    )
    def test_begins_with_what_happened(self, line, subject, head):
        entry = about(line, subject or DANA)
        assert preview(entry, subject, HOUSE, NOW)[0] == head

    def test_a_promise_by_nobody_in_particular_names_nobody(self):
        assert self.lines("reached !by fri word", MARSH)[1] == "Promise: word by Fri 27 Nov"
        entry = about("reached !by fri word")
        assert preview(entry, None, HOUSE, NOW)[1] == "Promise: word by Fri 27 Nov"

    def test_names_the_person_who_was_typed(self):
        assert preview(named("sam gk"), KESTREL, HOUSE, NOW)[0].endswith("Sam Ito (Kestrel), now")

    @pytest.mark.parametrize(
        ("record", "name", "words"),
        [
            (DANA, "", "Dana Whitfield (Marsh & Vale)"),
            (VANCE, "", "Dana Vance (Omnia)"),
            (LI_NA, "", "Li Na"),
            (SEARCH, "Omnia Foods", "VP Operations, Omnia Foods (Dana Whitfield)"),
            (TARGET, "Owen Pryce", "Owen Pryce (Corbin Works)"),
            (KESTREL, "Kestrel", "Kestrel"),
        ],
    )
    def test_addresses_a_record_so_that_it_is_known_from_others(self, record, name, words):
        assert addressed(record, HOUSE, name=name) == words


class TestSearchesToldOf:
    @pytest.mark.parametrize(
        "signs",
        [
            "searches 2",
            "search 2",
            "searches=2",
            "SEARCH=2",
            "Searches 02",
            "searches 2 searches=2",
        ],
    )
    def test_are_a_number_in_any_of_these_spellings(self, signs):
        entry = named(f"whit {signs}")
        assert (entry.name, entry.searches, entry.problems) == ("whit", 2, ())

    def test_alone_are_said_in_a_call(self):
        entry = named("dana searches 2")
        assert (entry.kind, entry.result, entry.direction) == ("call", "", "out")

    def test_are_kept_with_the_day_of_the_entry(self):
        told = change("reached searches 2 @yesterday 16:10").put[0]
        assert (told.searches, told.searches_on) == (2, TODAY - timedelta(days=1))
        assert told.stage == "contacted"

    def test_may_be_none(self):
        told = change("note searches 0").put[0]
        assert (told.searches, told.searches_on, told.stage) == (0, TODAY, "queued")

    def test_of_an_agency_too(self):
        assert change("searches 5", MARSH).put[0].searches == 5

    def test_that_are_as_before_change_nothing(self):
        known = replace(VANCE, searches=2, searches_on=TODAY)
        entry = about("in searches 2", known)
        assert entry.moved(known, NOW) is known

    def test_stand_in_the_preview(self):
        entry = about("reached searches 2 +3d : ring back")
        lines = preview(entry, DANA, HOUSE, NOW)
        assert lines[:3] == [
            "Call out, reached, Dana Whitfield (Marsh & Vale), now",
            "“ring back”",
            "Searches for you: 2",
        ]

    def test_are_set_in_one_step_with_all_else(self):
        made = change("reached searches 2 +3d")
        assert made.before == (DANA,)
        assert (made.put[0].follow_up, made.put[0].searches) == (TODAY + timedelta(days=3), 2)

    @pytest.mark.parametrize("subject", [AD, KESTREL, SEARCH, TARGET])
    def test_are_no_matter_of_anything_else(self, subject):
        said = ("Only a recruiter or an agency has searches for you.",)
        assert about("reached searches 2", subject).problems == said

    def test_are_not_taken_for_a_company(self):
        problems = named("kestrel searches 2").problems
        assert problems == ("Only a recruiter or an agency has searches for you.",)

    def test_mean_the_recruiter_of_a_name_and_not_the_company(self):
        house = HOUSE.put(Recruiter(id="kim", name="Kim Kestrelson"))
        assert [match.record.id for match in named("kest", house).equals] == ["kestrel"]
        assert [match.record.id for match in named("kest searches 1", house).equals] == ["kim"]

    def test_of_somebody_unknown_are_for_a_new_record(self):
        entry = named("otto searches 1")
        assert (entry.candidates, entry.problems, entry.searches) == ((), (), 1)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("searches", "Say how many searches: searches 2."),
            ("searches 100", "Nobody has more than 99 searches for you."),
            (f"searches {'9' * 500}", "Nobody has more than 99 searches for you."),
            ("searches 2 searches 3", "There are two numbers of searches; leave one out."),
        ],
    )
    def test_that_cannot_be_are_told_so(self, line, said):
        assert said in about(line).problems

    def test_end_a_date_and_a_time(self):
        entry = about("reached >2 dec searches 2")
        assert (entry.follow_up, entry.searches) == (date(2026, 12, 2), 2)
        entry = about("reached @16:10 searches=3")
        assert (entry.at.hour, entry.searches, entry.problems) == (16, 3, ())

    def test_belong_to_a_name_that_has_them(self):
        house = HOUSE.put(Agency(id="s24", name="Search 24"), Agency(id="cs", name="Corbin Search"))
        assert named("search 24 vm", house).name == "search 24"
        entry = named("corbin search 2", house)
        assert (entry.name, entry.searches) == ("corbin", 2)
        entry = named("corbin search searches 2", house)
        assert (entry.name, entry.searches) == ("corbin search", 2)
        house = house.put(Agency(id="cs24", name="Corbin Search 24"))
        assert named("corbin search 24 vm", house).name == "corbin search 24"


class TestHelp:
    def test_has_a_row_for_each_sign(self):
        assert [row[0] for row in help_lines()] == [", ".join(s.spellings) for s in GRAMMAR]

    def test_the_docs_have_the_same_table(self):
        text = (Path(__file__).parents[2] / "docs" / "quicklog.md").read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.startswith("| `")]
        assert rows == [
            f"| {', '.join(f'`{spelling}`' for spelling in sign.spellings)} "
            f"| {sign.meaning} | `{sign.example}` |"
            for sign in GRAMMAR
        ]


# --- for any line ------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *(spelling for sign in GRAMMAR for spelling in sign.spellings),
        *("dana", "@", ">", "+", "!by", ":", '"', "99:99", "+9999w", ">0/0", "@31 feb", "fri"),
    ]
)
LINES = st.text(max_size=60) | st.lists(PIECES | st.text(max_size=4)).map(" ".join)


class TestAnyLine:
    @settings(max_examples=300, deadline=None)
    @given(LINES, st.sampled_from([None, DANA, KESTREL, Pace(), Offer(id="o", company="O")]))
    @example("\x00\ud800 vm", None)
    @example("dana vm @2 dec 2026 0:00 new york", None)
    def test_is_understood_without_an_error(self, line, subject):
        entry = understand(line, HOUSE, NOW, subject)
        for record in (subject or DANA, DANA, KESTREL, AD, Pace()):
            entry.changes(HOUSE, NOW, ids().__next__, record)
            preview(entry, record, HOUSE, NOW)

    @given(LINES)
    @settings(max_examples=50, deadline=None)
    def test_is_understood_where_there_is_nothing_yet(self, line):
        assert understand(line, EMPTY, NOW).candidates == ()


WORDS = (
    st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=8), max_size=4)
    .map(lambda words: one_line(" ".join(words)))
    .filter(bool)
)


def is_plain(text: str) -> bool:
    parts = text.split()
    return not any(part == "!by" or part.startswith(":") or part.endswith(":") for part in parts)


def is_no_hour(text: str) -> bool:
    return not text[0].isdigit()


@st.composite
def entries(draw) -> Entry:
    kind = draw(st.sampled_from(ACTIVITY_KINDS))
    result = draw(st.sampled_from(["", *RESULTS])) if kind == "call" else ""
    promise = st.builds(
        Promised,
        WORDS.filter(lambda text: is_plain(text) and is_no_hour(text)),
        st.dates(date(2026, 1, 1), date(2030, 1, 1)),
        st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    )
    at = st.integers(1, 50_000).map(lambda minutes: NOW - timedelta(minutes=minutes))
    return Entry(
        at=draw(st.just(NOW) | at),
        kind=kind,
        result=result,
        direction=draw(st.sampled_from(["out", "in"])),
        follow_up=draw(st.none() | st.dates(TODAY, date(2030, 1, 1))),
        promise=draw(st.none() | promise),
        summary=draw(st.just("") | WORDS.filter(is_plain)),
    )


def written(entry: Entry) -> str:
    """The entry as a line."""
    words = [entry.kind, entry.result]
    if entry.direction == "in":
        words.append("in")
    if entry.follow_up:
        words.append(f">{entry.follow_up}")
    if entry.at != NOW:
        words.append(f"@{entry.at:%Y-%m-%d %H:%M}")
    if entry.summary:
        words.append(f": {entry.summary}")
    if entry.promise:
        hour = f"{entry.promise.hour:%H:%M}" if entry.promise.hour else ""
        words.append(f"!by {entry.promise.by} {hour} {entry.promise.what}")
    spelled = {"no answer": "na", "wrong number": "wn", "gatekeeper": "gk", "meeting": "met"}
    return " ".join(spelled.get(word, word) for word in words)


class TestRoundTrip:
    @settings(max_examples=200, deadline=None)
    @given(entries())
    def test_an_entry_written_as_a_line_is_understood_as_itself(self, entry):
        assert understand(written(entry), HOUSE, NOW, DANA) == entry

    @settings(max_examples=50, deadline=None)
    @given(entries(), WORDS.filter(lambda text: not set('"“”') & set(text)))
    def test_a_quoted_name_before_it_changes_nothing_else(self, entry, name):
        got = understand(f'"{name}" {written(entry)}', EMPTY, NOW)
        assert (got.name, got.kind, got.result, got.at, got.follow_up, got.problems) == (
            name,
            entry.kind,
            entry.result,
            entry.at,
            entry.follow_up,
            (),
        )


class TestEveryPair:
    @pytest.mark.parametrize(("kind", "record"), list(product(ACTIVITY_KINDS, (DANA, AD, KESTREL))))
    def test_of_kind_and_subject_can_be_logged(self, kind, record):
        entry = next(r for r in change(kind, record).put if isinstance(r, Activity))
        assert (entry.type, entry.about) == (kind, (record.id,))
