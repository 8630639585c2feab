"""The interviews of the demo and what was said, promised and offered in them; all invented."""

from __future__ import annotations

from typing import Final, NamedTuple


class Meeting(NamedTuple):
    """An interview.

    ``day`` is how many days ago it took place; in ``THIS_WEEK``, ``YESTERDAY`` and ``AHEAD``
    it is counted from the Monday of the current week instead. ``booked`` is how many days ago
    it was agreed, ``clock`` the user's wall clock. ``origin`` is a kind and a title.
    """

    company: str
    role: str
    round: int
    day: int
    booked: int
    clock: tuple[int, int]
    format: str
    minutes: tuple[int, int]
    people: str
    where: str
    origin: tuple[str, str]
    verdict: tuple[int, str, str, str] | None = None
    outcome: str = "held"
    abroad: bool = False


class Word(NamedTuple):
    """A promise; ``by`` is in how many days it is due, ``end`` how many days ago it ended."""

    about: tuple[str, str]
    what: str
    who: str
    made: int
    by: int
    stage: str = "open"
    end: int = 0
    hour: int | None = None


class Work(NamedTuple):
    """An assignment; ``life`` are the days ago at which its next stages were reached."""

    interview: str
    what: str
    made: int
    due: int | None
    life: tuple[tuple[int, str], ...] = ()


_PHONE: Final = (30, 30)
_TALK: Final = (60, 60)
_HALF_DAY: Final = (90, 60)

KESTREL: Final = ("search", "Plant Manager, Kestrel")
OMNIA: Final = ("search", "VP Manufacturing, Omnia")
TESSALY: Final = ("search", "Operations Director, Tessaly Mills")
NAKAMURA: Final = ("search", "Head of Production, Nakamura Robotics")
HALDEN: Final = ("ad", "Plant Director, Halden Foods")
BRIGHTWATER: Final = ("ad", "Head of Operations, Brightwater Logistics")
BELLACOURT: Final = ("ad", "Site Director, Bellacourt Dairy")
TOLLAND: Final = ("ad", "Operations Manager, Tolland Rail")
MARLOW: Final = ("ad", "Factory Director, Marlow & Finch Foods")
NOBODY: Final = ("", "")

PAST: Final = (
    Meeting(
        *("Sutter Creek Aggregates", "Quarry Operations Manager", 1, 70, 77, (12, 15)),
        *("meal", (75, 30), "Bill Tran, operations", "The Plough, Mill Lane", NOBODY),
        (
            2,
            "They were open about the state of the plant.",
            "Talked money too early.",
            "Leave money to them.",
        ),
    ),
    Meeting(
        *("Wickham Looms", "Head of Production", 1, 63, 69, (17, 30)),
        *("phone", _PHONE, "Terence Wickham, owner", "", NOBODY),
        (3, "Knew their machines by name.", "He wanted a weaver.", "Ask early whom they want."),
    ),
    Meeting(
        *("Ashby Lockhart Partners", "General Manager", 1, 58, 63, (8, 30)),
        *("on-site", _TALK, "Gerald Ashby", "41 Pier Street, 9th floor"),
        ("search", "General Manager"),
        (3, "He wrote down the Lund figures.", "Weak on the balance sheet.", "Learn the ratios."),
    ),
    Meeting(
        *("Castellan Ceramics", "VP Operations", 1, 56, 62, (17, 15)),
        *("panel", _TALK, "Marta Nilsson, chief executive, and two of her board", "by video"),
        ("search", "VP Operations, Castellan Ceramics"),
        (
            2,
            "",
            "No answer to how I would run two kilns on gas prices like these.",
            "Ask beforehand what their energy costs them.",
        ),
    ),
    Meeting(
        *("Brightwater Logistics", "Head of Operations", 1, 51, 56, (9, 0)),
        *("on-site", _HALF_DAY, "Sofia Marchetti, Ed Lam", "Depot 2, Canal Road", BRIGHTWATER),
        (4, "Walked the dock and found two of their bottlenecks.", "", "Ask to see the floor."),
    ),
    Meeting(
        *("Marlow & Finch Foods", "Factory Director", 1, 49, 55, (9, 0)),
        *("assessment", (240, 90), "two assessors", "Finch House", MARLOW),
        (2, "Group exercise.", "Ran out of time on the in-tray.", "Practise an in-tray by clock."),
    ),
    Meeting(
        *("Tessaly Mills", "Operations Director", 1, 40, 45, (12, 10)),
        *("phone", _PHONE, "Joaquín Ibarra, HR director", "", TESSALY),
        (4, "Short answers.", "", "Stand up for phone interviews."),
    ),
    Meeting(
        *("Nakamura Robotics", "Head of Production", 1, 38, 45, (12, 15)),
        *("video", (45, 45), "Haruka Nakamura, 佐藤 健", "", NAKAMURA),
        (4, "Had read the company book.", "", "Ask for the book of every company."),
    ),
    Meeting(
        *("Radcote Aerospace", "Site Manager", 1, 37, 43, (17, 30)),
        *("video", _TALK, "Wendy Achebe, plant director", ""),
        *(("search", "Site Manager, Radcote Aerospace"), None, "no-show"),
    ),
    Meeting(
        *("Omnia", "VP Manufacturing", 1, 33, 39, (12, 15)),
        *("phone", (45, 45), "Ruth Adeyemi, president", "", OMNIA),
        (4, "She asked about people first; so did I.", "Spoke too fast.", "Pause before numbers."),
    ),
    Meeting(
        *("Pemberly Plastics", "Plant Manager", 1, 29, 33, (17, 0)),
        *("video", _TALK, "Howard Sims", ""),
        *(("search", "Plant Manager, Pemberly Plastics"), None, "cancelled"),
    ),
    Meeting(
        *("Tessaly Mills", "Operations Director", 2, 26, 34, (8, 30)),
        *("on-site", _HALF_DAY, "Béatrice Tessaly, owner", "The Mill, Weir Lane", TESSALY),
        (5, "Changeover times: had their own figures with me.", "", "Bring their own figures."),
    ),
    Meeting(
        *("Kestrel", "Plant Manager", 1, 21, 26, (17, 15)),
        *("video", _TALK, "Ingrid Sæther, VP Operations", "", KESTREL),
        (
            4,
            "Night-shift story went down well.",
            "No question about their safety record.",
            "Ask for their safety record.",
        ),
    ),
    Meeting(
        *("Tolland Rail", "Operations Manager", 1, 29, 36, (8, 30)),
        *("on-site", _TALK, "Grace Umeh, Peter Lund", "Tolland Depot, gate 1", TOLLAND),
        (3, "They liked the depot walk.", "Named a salary first.", "Let them name the figure."),
    ),
    Meeting(
        *("Omnia", "VP Manufacturing", 2, 18, 24, (9, 30)),
        *("on-site", (120, 90), "Ruth Adeyemi, president", "Omnia Works, gate 4", OMNIA),
        (
            3,
            "Good hour on the floor.",
            "Could not say what I would do in the first month.",
            "Bring a plan for the first month.",
        ),
    ),
    Meeting(
        *("Halden Foods", "Plant Director", 1, 15, 22, (12, 10)),
        *("phone", (45, 45), "Priya Raman, head of talent", "", HALDEN),
        (4, "Recall story, told in two minutes.", "", "Two minutes is enough."),
    ),
    Meeting(
        *("Bellacourt Dairy", "Site Director", 1, 12, 19, (17, 30)),
        *("video", _TALK, "Declan Roche, chief operating officer", "", BELLACOURT),
        (
            3,
            "He took up the offer of a plan.",
            "Vague about cold-chain rules.",
            "Read up on cold-chain rules.",
        ),
    ),
    Meeting(
        *("Vantor Glass", "Plant Manager", 1, 8, 14, (12, 20)),
        *("phone", _PHONE, "Tomasz Wójcik", "", ("ad", "Plant Manager, Vantor Glass")),
        *(None, "forgotten"),
    ),
)
"""Held before this week, except as ``outcome`` says; *forgotten* is still scheduled."""

THIS_WEEK: Final = (
    Meeting(
        *("Halden Foods", "Plant Director", 2, 0, 10, (9, 30)),
        *("on-site", _HALF_DAY, "Priya Raman, Conor Halden", "Halden Foods, Dock Road", HALDEN),
        (
            4,
            "Plant visit; they asked when I could begin.",
            "Too long on the recall.",
            "Keep the recall to two minutes.",
        ),
    ),
    Meeting(
        *("Tessaly Mills", "Operations Director", 3, 1, 9, (12, 0)),
        *("meal", (90, 60), "Béatrice Tessaly, Zoë Hartmann", "Weir Inn", TESSALY),
        (5, "Talked about the mill in ten years' time.", "", "Let the owner talk."),
    ),
    Meeting(
        *("Tolland Rail", "Operations Manager", 2, 2, 8, (12, 15)),
        *("phone", _PHONE, "Grace Umeh, about the contract", "", TOLLAND),
        (3, "Asked for everything line by line.", "", "Have the letter at hand."),
    ),
    Meeting(
        *("Kestrel", "Plant Manager", 2, 3, 9, (17, 0)),
        *("panel", _HALF_DAY, "Ingrid Sæther and two others", "by video, link in email", KESTREL),
        (4, "Asked about safety.", "Third panel member said nothing.", "Draw in the silent one."),
        abroad=True,
    ),
    Meeting(
        *("Lindqvist Marine", "Operations Director", 1, 4, 8, (14, 0)),
        *("video", _TALK, "Karin Lindqvist, managing director", "", ("target", "Lindqvist Marine")),
    ),
)
"""Monday to Friday of the current week: five, one more than the pace allows."""

YESTERDAY: Final = Meeting(
    *("Dovecote Interiors", "Head of Manufacturing", 1, -1, 9, (17, 0)),
    *("video", _TALK, "Lionel Okoro, founder, only free at weekends", "", NOBODY),
)
"""On a Monday, the interview of the day before; at the end of a week the one of tomorrow."""

AHEAD: Final = (
    Meeting(
        *("Bellacourt Dairy", "Site Director", 2, 8, 5, (14, 0)),
        *("on-site", _HALF_DAY, "Declan Roche", "Bellacourt, Creamery Lane", BELLACOURT),
    ),
    Meeting(
        *("Greyfriars Steel", "Plant Director", 1, 8, 4, (15, 45)),
        *("on-site", _TALK, "Bettina Krüger, Tor Vik", "Greyfriars, Furnace Road"),
        ("search", "Plant Director, Greyfriars Steel"),
    ),
    Meeting(
        *("Ouseburn Brewing", "Head of Brewing Operations", 1, 18, 6, (14, 0)),
        *(
            "video",
            _TALK,
            "Nell Ouseburn",
            "",
            ("ad", "Head of Brewing Operations, Ouseburn Brewing"),
        ),
    ),
)
"""In the next weeks; the two of one afternoon leave a quarter of an hour for the way."""

CROWDED: Final = (
    Meeting(
        *("Fernhill Paper", "Mill Manager", 1, 7, 6, (12, 15)),
        *("phone", _PHONE, "Hanna Lehtonen", "", NOBODY),
    ),
    Meeting(
        *("Aurelia Turbines", "Plant Manager", 1, 10, 5, (17, 0)),
        *("video", _TALK, "Sam Whitcombe", "", NOBODY),
        abroad=True,
    ),
)
"""What fills the next week too, on a Sunday, when nothing of this week can be moved any more."""

PROMISES: Final = (
    Word(("interview", "Omnia, round 2"), "word within two weeks", "Ruth Adeyemi", 18, -4),
    Word(("search", "Operations Director"), "send the client's name", "Dana Whitfield", 6, 0),
    Word(("interview", "Vantor Glass"), "word on the next step", "Tomasz Wójcik", 8, -3),
    Word(BELLACOURT, "send the agenda for the second round", "Siobhán Keane", 4, 1),
    Word(TESSALY, "call about the offer in writing", "Zoë Hartmann", 3, 1, hour=15),
    Word(("recruiter", "Søren Dahl"), "news from the board of the 3rd", "Søren Dahl", 9, 8),
    Word(TESSALY, "call with their decision", "Joaquín Ibarra", 12, -3, "kept", 3),
    Word(
        ("recruiter", "Owen Pryce"), "send the job description", "Owen Pryce", 44, -41, "kept", 41
    ),
    Word(HALDEN, "propose a date for the second round", "Priya Raman", 14, -10, "kept", 10),
    Word(("interview", "Bellacourt Dairy"), "send the layout", "Siobhán Keane", 9, -5, "kept", 5),
    Word(
        ("interview", "Radcote Aerospace"),
        "find out what Radcote now wants",
        "Kenji Mori",
        36,
        -30,
        "broken",
        25,
    ),
    Word(
        ("interview", "Pemberly Plastics"),
        "propose a new date",
        "Rupert Anand",
        28,
        -20,
        "waived",
        21,
    ),
    Word(
        ("search", "General Manager"),
        "word by the end of the month",
        "Gerald Ashby",
        57,
        -34,
        "broken",
        32,
    ),
)

ASSIGNMENTS: Final = (
    Work(
        *("Tessaly Mills, round 2", "cut changeover time on line 4", 25, -17),
        ((23, "accepted"), (17, "delivered")),
    ),
    Work("Bellacourt Dairy", "ninety-day plan for the bottling hall", 11, 3, ((9, "accepted"),)),
    Work("Halden Foods", "one page on what the returns figures say", 7, None),
)
