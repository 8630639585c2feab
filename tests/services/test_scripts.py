"""The shipped scripts, filling them, and choosing and copying one."""

from __future__ import annotations

import re
import stat
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.records import KINDS
from jobsearch_tui.domain.stages import PATHS
from jobsearch_tui.domain.text import clean
from jobsearch_tui.errors import JobsearchError, UsageError
from jobsearch_tui.services.script_files import CHANNELS, LARGEST, name_of, parse, read_script
from jobsearch_tui.services.script_rules import RULES, called_for
from jobsearch_tui.services.scripts import (
    GAP,
    PLACEHOLDERS,
    SHIPPED,
    Library,
    Situation,
    fill,
    placeholders_in,
    user_copy,
)

SCRIPTS = Library.load(None).scripts
DOCS = Path(__file__).parents[2] / "docs" / "scripts.md"
EXPECTED = {
    "answering-an-ad",
    "broadcast-letter",
    "confirming-an-interview",
    "end-run-call",
    "end-run-letter",
    "first-call-agency",
    "first-call-recruiter",
    "following-up",
    "moving-an-interview",
    "offering-an-assignment",
    "past-the-secretary",
    "staying-in-touch",
    "thanks",
    "voicemail",
    "what-they-would-need",
    "withdrawing",
}

each_script = pytest.mark.parametrize("script", SCRIPTS.values(), ids=list(SCRIPTS))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's directory of scripts, not yet made."""
    return tmp_path / "config" / "scripts"


def write(directory: Path, name: str, text: str | bytes) -> Path:
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def file_of(body: str = "Hello.", **header: str) -> str:
    lines = {"title": "Mine", "channel": "call"} | header
    return "\n".join(["---", *(f"{key}: {value}" for key, value in lines.items()), "---", body])


class TestShippedScripts:
    """What holds for every script that comes with the program."""

    def test_every_occasion_has_its_script(self):
        assert set(SCRIPTS) >= EXPECTED

    @each_script
    def test_has_60_to_180_words(self, script):
        assert 60 <= len(script.text.split()) <= 180

    @each_script
    def test_says_when_and_for_which_records_it_is_meant(self, script):
        assert script.when.endswith(".")
        assert script.kinds
        assert set(script.kinds) <= set(KINDS)
        assert script.channel in CHANNELS
        assert script.origin == SHIPPED

    @each_script
    def test_speaks_of_known_placeholders_only(self, script):
        assert set(placeholders_in(script.text)) <= set(PLACEHOLDERS)

    @each_script
    def test_says_who_is_speaking(self, script):
        assert "me.name" in placeholders_in(script.text)

    @each_script
    def test_spoken_ones_are_ready_for_an_answer(self, script):
        spoken = script.channel in ("call", "voicemail")
        assert ("\nIf they " in script.text) is spoken

    @each_script
    def test_keeps_to_signs_that_every_terminal_shows(self, script):
        assert script.text.isascii()
        assert "\t" not in script.text
        assert not any(line.endswith(" ") for line in script.text.splitlines())

    @each_script
    def test_is_complete_once_everything_is_known(self, script):
        filled = fill(script.text, dict.fromkeys(PLACEHOLDERS, "a value"))
        assert filled.complete
        assert not {"{", "}", GAP} & set(filled.text)

    def test_no_two_claim_the_same_state(self):
        for one, other in combinations(SCRIPTS.values(), 2):
            assert not set(one.states) & set(other.states), (one.name, other.name)

    def test_states_belong_to_kinds_that_the_script_is_for(self):
        for script in SCRIPTS.values():
            assert {state.split(":")[0] for state in script.states} <= set(script.kinds)

    def test_all_are_needed_by_a_stage_or_a_rule_or_an_end(self):
        reached = {name for _, name in RULES} | {s.name for s in SCRIPTS.values() if s.states}
        assert reached == set(SCRIPTS)


class TestDocumentation:
    """``docs/scripts.md`` says what is so."""

    text = DOCS.read_text(encoding="utf-8")

    @each_script
    def test_has_a_row_for_each_script(self, script):
        kinds = ", ".join(script.kinds)
        row = f"| `{script.name}` | {script.title} | {script.channel} | {kinds} | {script.when} |"
        assert row in self.text.splitlines()

    @pytest.mark.parametrize("name", PLACEHOLDERS)
    def test_has_a_row_for_each_placeholder(self, name):
        assert f"| `{{{name}}}` | {PLACEHOLDERS[name]} |" in self.text.splitlines()

    def test_lists_the_rules_in_their_order(self):
        section = self.text.split("## Which one comes first")[1].split("## ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| ") and "`" in line]
        assert [row.split("`")[1] for row in rows] == [name for _, name in RULES]

    def test_its_example_is_a_script(self):
        block = self.text.split("is a new script:\n")[1].split("\n- `title`")[0]
        lines = [line.removeprefix("    ") for line in block.strip("\n").splitlines()]
        assert parse("example", "\n".join(lines), "docs").states == ("target:listed",)


class TestFill:
    """Putting values into a text."""

    def test_puts_values_in_place(self):
        filled = fill("Hello {a}, {b}{a}.", {"a": "Dana", "b": "5"})
        assert filled.text == "Hello Dana, 5Dana."
        assert filled.used == ("a", "b")
        assert filled.complete

    def test_leaves_a_gap_and_lists_what_is_missing_once_in_order(self):
        filled = fill("{z} {a} {z} {known}", {"known": "x"})
        assert filled.text == f"{GAP} {GAP} {GAP} x"
        assert filled.missing == ("z", "a")
        assert not filled.complete

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("{{a}}", "{a}"),
            ("{{{a}}}", "{V}"),
            ("{ a }", "V"),
            ("{{", "{"),
            ("}}", "}"),
            ("{a}}}", "V}"),
            ("", ""),
        ],
    )
    def test_reads_doubled_braces_as_braces(self, text, expected):
        assert fill(text, {"a": "V"}).text == expected

    @pytest.mark.parametrize("text", ["{", "}", "{a", "a}", "{\n}"])
    def test_never_copies_a_single_brace(self, text):
        filled = fill(text, {"a": "V"})
        assert filled.missing
        assert not {"{", "}"} & set(filled.text)

    @pytest.mark.parametrize("empty", ["", "  ", "\n", "\x1b"])
    def test_takes_an_empty_value_for_a_missing_one(self, empty):
        assert fill("{a}", {"a": empty}).missing == ("a",)

    def test_does_not_expand_values_again(self):
        values = {"a": "{b}", "b": "secret", "c": "}}{{b}"}
        assert fill("{a}{c}", values).text == "{b}}}{{b}"

    def test_lets_no_terminal_sequence_through(self):
        filled = fill("{a}", {"a": "Da\x1b]52;c;aGk=\x07na\x1b[31m\r\n\x9b2J"})
        assert "\x1b" not in filled.text
        assert filled.text.startswith("Dana")

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.one_of(
                st.text(st.characters(exclude_characters="{}", codec="utf-8"), max_size=8),
                st.sampled_from(["{a}", "{b}", "{unknown}", "{{", "}}", "{", "}"]),
            ),
            max_size=8,
        ).map("".join),
        st.text(max_size=12),
    )
    def test_every_name_is_either_used_or_missing(self, text, value):
        filled = fill(text, {"a": value, "b": "[/]"})
        assert not set(filled.used) & set(filled.missing)
        assert {*filled.used, *filled.missing} == set(placeholders_in(text))
        assert filled.text.count(GAP) >= len(filled.missing)

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=30))
    def test_a_value_arrives_as_it_is_but_for_its_controls(self, value):
        expected = clean(value).strip() or GAP
        assert fill("<{a}>", {"a": value}).text == f"<{expected}>"


class TestParse:
    """Reading one file."""

    def test_reads_header_and_words(self):
        text = file_of("\nHello {me.name}.\n\n", states="ad:turned down, ad : spotted", when="Now.")
        script = parse("mine", text, "here")
        assert (script.title, script.channel, script.when) == ("Mine", "call", "Now.")
        assert script.states == ("ad:turned down", "ad:spotted")
        assert script.text == "Hello {me.name}."

    def test_without_kinds_it_fits_them_all(self):
        script = parse("mine", file_of(), "here")
        assert all(script.fits(kind) for kind in KINDS)

    def test_takes_windows_line_ends_and_a_byte_order_mark(self):
        text = "\ufeff" + file_of("One.\nTwo.").replace("\n", "\r\n")
        assert parse("mine", text, "here").text == "One.\nTwo."

    @pytest.mark.parametrize(
        ("text", "line", "said"),
        [
            ("", 1, "begins with a line ---"),
            ("Hello.", 1, "begins with a line ---"),
            ("---\ntitle: x\nchannel: call\nHello.\n---\nHi.", 4, "begins with one of"),
            ("---\ntitle: x\nchannel: call", 3, "second line ---"),
            ("---\ntitel: x\n---\nHello.", 2, "begins with one of title"),
            ("---\ntitle: x\ntitle: y\n---\nHello.", 3, "second time"),
            ("---\ntitle: x\n---\nHello.", 1, "channel: is missing"),
            ("---\nchannel: call\n\ntitle:\n---\nHello.", 4, "title: is missing"),
            (file_of(channel="fax"), 3, "channel is one of call"),
            (file_of(**{"for": "agency, dog"}), 4, "'dog' is no kind"),
            (file_of(states="recruiter:asleep"), 4, "no stage of a record: queued"),
            (file_of(states="queued"), 4, "write it as recruiter:queued"),
            (file_of("  \n"), 4, "no words follow"),
            (file_of("Hello\n{me.name."), 6, "a brace stands alone"),
            (file_of("Hello {}."), 5, "a brace stands alone"),
        ],
    )
    def test_names_the_line_that_is_wrong(self, text, line, said):
        with pytest.raises(UsageError, match=f"^here, line {line}: .*{said}"):
            parse("mine", text, "here")

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=60) | st.text(max_size=20).map(file_of))
    def test_whatever_the_file_holds_it_is_a_script_or_a_clear_error(self, text):
        try:
            said = parse("mine", text, "here").text
        except UsageError as error:
            said = re.match("here, line [1-9]", str(error))
        assert said


class TestLibrary:
    """Finding a script by name."""

    def test_the_users_own_wins_by_name(self, own):
        path = write(own, "voicemail.md", file_of("My own words."))
        library = Library.load(own)
        assert library.get("voicemail").text == "My own words."
        assert library.get("voicemail").origin == str(path)
        assert library.problems == ()

    def test_a_new_name_adds_a_script(self, own):
        write(own, "Old Friend.md", file_of())
        assert Library.load(own).get("old friend").name == "old-friend"

    def test_a_damaged_file_is_listed_and_the_others_work(self, own):
        path = write(own, "thanks.md", "no header")
        write(own, "mine.md", file_of())
        library = Library.load(own)
        assert [str(problem) for problem in library.problems] == [
            f"{path}, line 1: a script begins with a line ---, then title: and channel:."
        ]
        assert library.get("mine").title == "Mine"
        assert library.get("thanks").origin == SHIPPED

    def test_asking_for_a_damaged_script_tells_its_fault(self, own):
        write(own, "mine.md", file_of("{"))
        with pytest.raises(UsageError, match=r"mine\.md, line 5"):
            Library.load(own).get("mine")

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (b"---\ntitle: caf\xe9\n", "line 2: this is not UTF-8"),
            (b"x" * (LARGEST + 1), "too large"),
        ],
    )
    def test_a_file_that_is_no_text_is_listed(self, own, raw, said):
        write(own, "mine.md", raw)
        assert said in str(Library.load(own).problems[0])

    def test_a_file_that_vanished_is_told_as_such(self, own):
        with pytest.raises(UsageError, match=r"gone\.md, line 1: it cannot be read \(No such"):
            read_script(own / "gone.md")

    def test_other_files_are_passed_over(self, own):
        write(own, ".#mine.md", "lock")
        write(own, "mine.md~", "backup")
        (own / "folder.md").mkdir()
        (own / "gone.md").symlink_to(own / "nowhere")
        library = Library.load(own)
        assert library.scripts == SCRIPTS
        assert library.problems == ()

    def test_a_directory_that_is_not_there_is_no_trouble(self, own):
        assert Library.load(own).scripts == SCRIPTS

    @pytest.mark.parametrize("name", ["voicemail", "Voicemail", " VOICE", "v", "Past the Sec"])
    def test_exact_names_and_unique_beginnings_are_found(self, name):
        assert Library.load(None).get(name).name in ("voicemail", "past-the-secretary")

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("first", "Several scripts begin with 'first': first-call-agency, first-call-recrui"),
            ("secretary", "There is no script 'secretary'. Near it: past-the-secretary"),
            ("voicemial", "Near it: .*voicemail"),
            ("xyzzy", "There are: answering-an-ad, "),
            ("", "There are: answering-an-ad, "),
            ("../thanks", "There is no script '../thanks'"),
        ],
    )
    def test_an_unknown_name_lists_what_may_be_meant(self, name, said):
        with pytest.raises(UsageError, match=said):
            Library.load(None).get(name)

    def test_a_name_is_made_of_words_and_hyphens(self):
        assert name_of("  My \x1b[31mScript\n") == "my-script"


FIRST = [
    ("recruiter", Situation(stage="queued"), "first-call-recruiter"),
    ("agency", Situation(stage="queued"), "first-call-agency"),
    ("recruiter", Situation(stage="queued", last_result="voicemail"), "voicemail"),
    ("recruiter", Situation(stage="contacted"), "checking-in"),
    ("recruiter", Situation(stage="active", promise_overdue=True), "following-up"),
    (
        "recruiter",
        Situation(stage="active", promise_overdue=True, asked_since=True),
        "following-up",
    ),
    ("recruiter", Situation(stage="active", gatekeepers=1), "checking-in"),
    ("recruiter", Situation(stage="active", gatekeepers=2), "past-the-secretary"),
    ("recruiter", Situation(stage="dormant"), "staying-in-touch"),
    ("search", Situation(stage="turned down"), "staying-in-touch"),
    ("search", Situation(stage="turned down", gatekeepers=3), "staying-in-touch"),
    ("search", Situation(stage="submitted"), "checking-in"),
    ("ad", Situation(stage="spotted"), "answering-an-ad"),
    ("target", Situation(stage="listed", campaign="broadcast"), "broadcast-letter"),
    ("target", Situation(stage="written", campaign="broadcast"), "broadcast-call"),
    ("target", Situation(stage="listed", campaign="end run"), "end-run-letter"),
    ("target", Situation(stage="written", campaign="end run"), "end-run-call"),
    ("target", Situation(stage="referred back", campaign="end run"), "referred-back"),
    ("interview", Situation(stage="scheduled"), "confirming-an-interview"),
    ("interview", Situation(stage="scheduled", week_over=True), "moving-an-interview"),
    ("interview", Situation(stage="scheduled", week_over=True, days_since_held=1), "thanks"),
    ("interview", Situation(stage="held", days_since_held=0), "thanks"),
    ("interview", Situation(stage="held", days_since_held=2, debriefed=True), "thanks"),
    (
        "interview",
        Situation(stage="held", days_since_held=2, thanked=True, debriefed=True),
        "what-they-would-need",
    ),
    ("interview", Situation(stage="held", days_since_held=3), "offering-an-assignment"),
    (
        "interview",
        Situation(stage="held", days_since_held=16, debriefed=True, promise_overdue=True),
        "following-up",
    ),
    (
        "interview",
        Situation(stage="held", days_since_held=20, promise_overdue=True, asked_since=True),
        "offering-an-assignment",
    ),
    (
        "interview",
        Situation(stage="held", gatekeepers=2, promise_overdue=True),
        "past-the-secretary",
    ),
    ("promise", Situation(stage="open", promise_overdue=True), "following-up"),
    ("promise", Situation(stage="broken"), "following-up"),
    ("assignment", Situation(stage="offered"), "offering-an-assignment"),
    ("offer", Situation(stage="made"), "offer-in-writing"),
    ("offer", Situation(stage="accepted"), "withdrawing"),
    ("offer", Situation(stage="accepted", spoken=True), "offer-in-writing"),
    ("offer", Situation(stage="declined"), "declining-an-offer"),
]


class TestWhichComesFirst:
    """The script that fits a record today."""

    @pytest.mark.parametrize(("kind", "facts", "name"), FIRST)
    def test_the_situation_chooses(self, kind, facts, name):
        assert Library.load(None).for_record(kind, facts)[0].name == name

    def test_every_rule_is_shown_by_an_example(self):
        shown = {name for _, _, name in FIRST}
        assert {name for _, name in RULES} <= shown

    def test_every_script_and_rule_speaks_of_the_other(self):
        assert {name for _, name in RULES} <= set(SCRIPTS)

    def test_a_record_that_is_over_calls_for_nothing(self):
        assert called_for(Situation(stage="cancelled", gatekeepers=5, promise_overdue=True)) == ()

    @pytest.mark.parametrize("kind", KINDS)
    def test_all_scripts_are_listed_once_those_for_the_kind_first(self, kind):
        found = Library.load(None).for_record(kind, Situation())
        assert sorted(s.name for s in found) == sorted(SCRIPTS)
        fits = [script.fits(kind) for script in found]
        assert fits == sorted(fits, reverse=True)
        rest = [script.title for script in found if not script.fits(kind)]
        assert rest == sorted(rest)

    @pytest.mark.parametrize("kind", KINDS)
    def test_every_stage_has_an_answer_of_its_kind(self, kind):
        for stage in PATHS.get(kind, ()):
            first = Library.load(None).for_record(kind, Situation(stage=stage))[0]
            assert first.fits(kind) or not any(s.fits(kind) for s in SCRIPTS.values())

    def test_the_users_own_for_a_stage_comes_before_the_shipped_one(self, own):
        write(own, "zz.md", file_of(title="Zz", states="recruiter:queued"))
        found = Library.load(own).for_record("recruiter", Situation(stage="queued"))
        assert [script.name for script in found[:2]] == ["zz", "first-call-recruiter"]


class TestUserCopy:
    """Making a script one's own."""

    def test_is_private_and_the_same_as_the_shipped_one(self, own):
        path = user_copy("voice", own)
        assert path == own / "voicemail.md"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
        copied = Library.load(own).get("voicemail")
        assert copied.text == SCRIPTS["voicemail"].text
        assert copied.origin == str(path)

    @pytest.mark.parametrize("name", ["voicemail", "voice"])
    def test_leaves_a_copy_that_is_there_alone(self, own, name):
        path = write(own, "voicemail.md", "half written")
        assert user_copy(name, own) == path
        assert path.read_text() == "half written"

    def test_finds_a_script_that_is_the_users_alone(self, own):
        path = write(own, "Old Friend.md", file_of())
        assert user_copy("old-friend", own) == path

    @pytest.mark.parametrize("name", ["nothing-like-it", "../../etc/passwd"])
    def test_makes_nothing_for_an_unknown_name(self, own, name):
        with pytest.raises(UsageError, match="There is no script"):
            user_copy(name, own)
        assert not own.exists()

    def test_says_so_when_the_directory_cannot_be_made(self, tmp_path):
        (tmp_path / "config").write_text("a file in the way")
        with pytest.raises(JobsearchError, match=r"cannot be copied to .*can be written to"):
            user_copy("voicemail", tmp_path / "config" / "scripts")

    def test_leaves_no_half_file_when_the_disk_is_full(self, own, monkeypatch):
        def full(*_args, **_kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("jobsearch_tui.services.scripts.os.fdopen", full)
        with pytest.raises(JobsearchError, match="No space left"):
            user_copy("voicemail", own)
        assert list(own.iterdir()) == []
