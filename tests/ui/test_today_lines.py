"""The daily review as rows and lines, without a screen."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobsearch_tui.domain.advice import Advice
from jobsearch_tui.domain.agenda import Done, Item, Sort
from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.daily import Wave
from jobsearch_tui.domain.fields import Context
from jobsearch_tui.domain.ladder import Rung
from jobsearch_tui.domain.records import Activity, Interview, Pace, Promise, Recruiter, ReviewMark
from jobsearch_tui.domain.room import Room
from jobsearch_tui.domain.text import cells
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.ui.render.record import Look
from jobsearch_tui.ui.render.today import (
    COLUMNS,
    DELETED,
    GONE,
    OPEN,
    Row,
    cells_of,
    end_lines,
    item_lines,
    marked_today,
    merged,
    next_open,
    taken_back,
    title,
)
from jobsearch_tui.ui.widgets.line_layout import layout, row_runs
from tests.ui.host import NOW

TODAY = NOW.date()
DANA = Recruiter(id="dana", name="Dana Whitfield", stage="active")
ITEM = Item(Sort.FOLLOW_UP, DANA, "Call Dana Whitfield", "last spoke 9 days ago", TODAY)
KEYS = {
    "done": "Space",
    "snooze": "Z",
    "drop": "-",
    "copy-script": "c",
    "look-back": "d",
    "undo": "u",
}
HOSTILE = "[red]漢字[/] \x1b[31m\u202e‌ " * 6


ADVICE = Advice(
    (),
    Rung(("recruiters", "ads"), "Ads are open.", "Broadcast opens later.", 1, 5.0, 3),
    Channel.ADS,
    Room(3, None, "Room for 3 new contacts."),
    Wave(),
)


def item(id, **given):
    return replace(ITEM, record=replace(DANA, id=id), **given)


def look(*records, width=78):
    return Look(Context(Workspace.of([Pace(interviews=4, hours=12), *records]), NOW), width)


def texts(lines):
    return [line.text.rstrip() for line in lines]


def told(row, *records, script="", width=78):
    return texts(item_lines(row, look(DANA, *records, width=width), script, KEYS))


def ids(rows):
    return [row.item.record.id for row in rows]


def states(rows):
    return {row.item.record.id: row.state for row in rows}


a, b, c, d = (item(id) for id in "abcd")


class TestTheSitting:
    def test_begins_with_the_queue(self):
        assert merged([], [a, b], {}) == [Row(a), Row(b)]

    def test_keeps_what_was_done_in_its_place(self):
        assert merged([Row(a), Row(b)], [b], {}) == [Row(a, GONE), Row(b)]

    def test_says_what_was_made_of_an_item(self):
        rows = merged([Row(a), Row(b)], [], {a.key: "snoozed"})
        assert states(rows) == {"a": "snoozed", "b": GONE}

    def test_says_it_of_a_pinned_item_that_stands_for_a_silence(self):
        pinned = replace(a, occasion="pinned", done=Done(occasion="since"))
        rows = merged([Row(pinned)], [], {pinned.done_key: "dropped"})
        assert states(rows) == {"a": "dropped"}

    def test_remembers_that_over_midnight(self):
        assert states(merged([Row(a, "snoozed")], [], {})) == {"a": "snoozed"}

    def test_opens_an_item_that_is_back(self):
        assert merged([Row(a, GONE)], [a], {a.key: "done"}) == [Row(a)]

    def test_shows_an_item_as_it_now_is(self):
        later = replace(a, why="last spoke 10 days ago")
        assert merged([Row(a)], [later], {}) == [Row(later)]

    @pytest.mark.parametrize(
        ("queue", "expected"),
        [([c, a, b], "cab"), ([a, c, b], "acb"), ([a, b, c], "abc"), ([a, c, d, b], "acdb")],
    )
    def test_puts_what_is_new_after_what_is_before_it(self, queue, expected):
        assert "".join(ids(merged([Row(a), Row(b)], queue, {}))) == expected

    @given(
        st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True), min_size=1, max_size=5),
        st.sampled_from(["", "done", "snoozed"]),
    )
    @settings(max_examples=150, deadline=None)
    def test_never_loses_or_doubles_a_row(self, queues, mark):
        rows, seen = [], set()
        for queue in queues:
            before = ids(rows)
            rows = merged(rows, [item(id) for id in queue], {item(id).key: mark for id in "abc"})
            seen.update(queue)
            assert sorted(ids(rows)) == sorted(seen)
            assert [id for id in ids(rows) if id in before] == before
            assert {id for id, state in states(rows).items() if state == OPEN} == set(queue)

    def test_knows_what_was_marked_today(self):
        mark = ReviewMark(id="m", about="a", item="x", mark="snoozed", on=TODAY)
        old = replace(mark, id="n", item="y", on=TODAY - timedelta(days=1))
        assert marked_today([mark, old], TODAY) == {"x": "snoozed"}


class TestTakingBack:
    def test_leads_to_the_item_that_is_open_again(self):
        rows, back = taken_back([Row(a, "done"), Row(b)], [Row(a), Row(b)])
        assert (ids(rows), back) == (["a", "b"], a.key)

    def test_removes_what_was_there_only_because_of_it(self):
        before = [Row(a), Row(b, "done"), Row(c, GONE)]
        rows, back = taken_back(before, [Row(a, GONE), Row(b), Row(c, GONE)])
        assert (ids(rows), back) == (["b", "c"], b.key)

    def test_of_something_else_changes_nothing(self):
        before = [Row(a, "dropped"), Row(b)]
        assert taken_back(before, before) == (before, "")


class TestRows:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (Row(ITEM), " |follow-up|Call Dana Whitfield|today"),
            (Row(replace(ITEM, late=True, due=TODAY - timedelta(4))),
             "!|follow-up|Call Dana Whitfield|4d late"),
            (Row(ITEM, "done"), "✓|follow-up|Call Dana Whitfield|done"),
            (Row(ITEM, "snoozed"), "z|follow-up|Call Dana Whitfield|snoozed"),
            (Row(ITEM, "dropped"), "–|follow-up|Call Dana Whitfield|dropped"),
            (Row(ITEM, DELETED), "–|follow-up|Call Dana Whitfield|deleted"),
        ],
    )  # fmt: skip
    def test_tell_by_shape_and_word_how_they_stand(self, row, expected):
        assert "|".join(cell.text for cell in cells_of(row, look())) == expected

    @pytest.mark.parametrize(
        ("given", "tone"),
        [
            ({"late": True, "due": TODAY - timedelta(1)}, "bad"),
            ({}, "warn"),
            ({"due": TODAY + timedelta(1)}, ""),
        ],
    )
    def test_have_the_tone_of_their_day(self, given, tone):
        assert cells_of(Row(replace(ITEM, **given)), look())[3].style == tone

    @pytest.mark.parametrize("width", [78, 64])
    def test_keep_every_column_and_show_hostile_text_harmlessly(self, width):
        row = cells_of(Row(replace(ITEM, what=HOSTILE)), look())
        runs = row_runs(row, COLUMNS, layout(COLUMNS, width))
        line = "".join(text for text, _ in runs)
        assert cells(line) == width
        assert "\x1b" not in line
        assert line.rstrip().endswith("today")
        assert "[red]漢字[/]" in line


class TestTheBanner:
    @pytest.mark.parametrize(
        ("rows", "at", "expected"),
        [
            ([], None, "Today, Tue 24 Nov · nothing to do"),
            ([Row(a), Row(b, "done"), Row(c)], 2, "Today, Tue 24 Nov · 3 of 3 · 2 left"),
            ([Row(a)], None, "Today, Tue 24 Nov · 1 of 1 · 1 left"),
            ([Row(a, "done")], 0, "Today, Tue 24 Nov · 1 of 1 · all done"),
        ],
    )
    def test_counts(self, rows, at, expected):
        assert title(rows, at, TODAY) == expected

    @pytest.mark.parametrize(
        ("marks", "after", "expected"),
        [("  ", 0, 1), ("  ", 1, 0), (" ✓", 0, 0), ("✓✓ ", 0, 2), ("✓✓", 0, None)],
    )
    def test_the_next_open_item_is_found_round_the_end(self, marks, after, expected):
        rows = [Row(a, OPEN if mark == " " else "done") for mark in marks]
        assert next_open(rows, after) == expected

    def test_another_question_about_the_same_record_comes_first(self):
        owen = replace(ITEM, record=Recruiter(id="owen", name="Owen Pryce"))
        rows = [Row(replace(ITEM, sort=Sort.SETTLE)), Row(ITEM, "done"), Row(owen)]
        assert next_open(rows, 1) == 0
        assert next_open([replace(rows[0], state="done"), *rows[1:]], 1) == 2


class TestTheItem:
    def test_tells_what_why_and_the_keys_then_its_record(self):
        assert told(Row(ITEM), script="Following up")[:5] == [
            "Call Dana Whitfield",
            "Last spoke 9 days ago.",
            "Space done   c “Following up”   Z snooze   - drop   Enter open",
            "",
            "Dana Whitfield  active",
        ]

    def test_that_is_late_has_a_mark(self):
        assert told(Row(replace(ITEM, late=True)))[0] == "! Call Dana Whitfield"
        assert told(Row(replace(ITEM, late=True), "done"))[0] == "Call Dana Whitfield"

    def test_without_a_script_names_none(self):
        assert told(Row(ITEM))[2] == "Space done   Z snooze   - drop   Enter open"

    def test_that_is_dealt_with_tells_the_way_back(self):
        assert told(Row(ITEM, "snoozed"))[2] == "This is snoozed; u undoes the last step."

    @pytest.mark.parametrize(
        ("sort", "words"), [(Sort.LOOK_BACK, "no look back"), (Sort.CONTRADICTION, "held")]
    )
    def test_of_an_interview_that_was_held_begins_with_the_look_back(self, sort, words):
        row = Row(replace(ITEM, sort=sort, done=Done(words)))
        assert told(row)[2].startswith(f"d look back   Space {words}   ")

    def test_wraps_its_keys_to_the_width(self):
        lines = told(Row(ITEM), script="Following up after silence", width=40)
        assert lines[2:5] == [
            "Space done",
            "c “Following up after silence”",
            "Z snooze   - drop   Enter open",
        ]

    @pytest.mark.parametrize("width", [40, 78])
    def test_shows_hostile_text_harmlessly(self, width):
        record = replace(DANA, name=HOSTILE)
        row = Row(replace(ITEM, record=record, what=HOSTILE, why=HOSTILE))
        lines = item_lines(row, look(record, width=width), HOSTILE[:9], KEYS)
        assert max(cells(line.text) for line in lines) <= width
        assert not any("\x1b" in line.text or "\u202e" in line.text for line in lines)


class TestTheEnd:
    def test_tells_what_was_done_what_comes_and_how_the_week_stands(self):
        call = Activity(id="c", at=NOW, about=("dana",), result="voicemail")
        meeting = Interview(id="i", company="Kestrel", starts=NOW + timedelta(hours=2))
        coming = [item("x", sort=Sort.PROMISED, what="Word: Omnia"), item("y", what="Call Owen")]
        assert texts(end_lines(look(DANA, call, meeting), coming, ADVICE)) == [
            "That was all for today.",
            "",
            "Done        1 call (1 voicemail).",
            "Tomorrow    1 promise, 1 follow-up.",
            "The week    This week 1 of 4, room for 3.",
            "The ladder  Ads are open. Broadcast opens later.",
            "Room        Room for 3 new contacts.",
            "",
            "Tomorrow",
            "promise         Word: Omnia",
            "follow-up       Call Owen",
        ]

    def test_pace_yourself_says_when_the_week_is_over(self):
        meetings = [
            Interview(id=f"i{hour}", company="Kestrel", starts=NOW + timedelta(hours=hour))
            for hour in range(1, 6)
        ]
        text = " ".join(texts(end_lines(look(*meetings), [], ADVICE)))
        assert "This week 5 of 4, OVER BY 1" in " ".join(text.split())

    def test_of_an_idle_day_says_so(self):
        lines = texts(end_lines(look(), [], ADVICE))
        assert lines[2:4] == ["Done        nothing yet.", "Tomorrow    nothing new."]
        assert len(lines) == 7

    def test_lines_lead_to_their_records(self):
        promise = Promise(id="p", about="dana", what="word", by=TODAY)
        (last,) = end_lines(look(), [replace(ITEM, record=promise)], ADVICE)[-1:]
        assert last.key == "p"
