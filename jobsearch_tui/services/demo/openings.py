"""The searches, ads and target companies of the demo; all are invented."""

from __future__ import annotations

from typing import Final, NamedTuple


class Mandate(NamedTuple):
    """A search; an empty client is an undisclosed one."""

    name: str
    client: str
    recruiter: str
    made: int
    salary: int | None = None
    client_description: str = ""
    life: tuple[str, ...] = ()


class Notice(NamedTuple):
    """An ad; ``closes`` is in how many days, ``life`` what came of it."""

    role: str
    employer: str
    source: str
    posted: int
    closes: int | None = None
    salary: tuple[int, int] | None = None
    life: tuple[str, ...] = ()
    note: str = ""
    priority: int | None = None


class Addressee(NamedTuple):
    """A target company, its executive, and what came of the letter."""

    company: str
    executive: str
    life: tuple[str, ...] = ()


UNDISCLOSED: Final = "General Manager"
"""The search that turned the user down, from which the end run starts."""

SEARCHES: Final = (
    Mandate(
        *("Plant Manager", "Kestrel", "Dana Whitfield", 33, 118_000, "maker of pumps, 600 people"),
        ("30 out>submitted resume 3, cut to the pump business",),
    ),
    Mandate(
        *("Operations Director", "", "Dana Whitfield", 11, 130_000),
        "family-owned packaging group, 800 people, three plants",
        ("8 in>submitted Dana has put the resume in",),
    ),
    Mandate(
        *("VP Manufacturing", "Omnia", "Owen Pryce", 44, 145_000, "appliances, two plants"),
        ("41 in>submitted on the list of six",),
    ),
    Mandate(
        *(UNDISCLOSED, "", "Gerald Ashby", 68, 160_000),
        "private-equity-owned maker of closures, north-east, about 90 million",
        ("65 out>submitted resume 2 with a letter",),
    ),
    Mandate(
        *("Head of Production", "Nakamura Robotics", "田中 恵", 50, 125_000, "arms for packing"),
        ("48 out>submitted resume 3 and the company's own form",),
    ),
    Mandate(
        *(
            "Operations Director",
            "Tessaly Mills",
            "Zoë Voss",
            50,
            132_000,
            "weaving mill, owner-run",
        ),
        ("48 in>submitted owner has the resume on his desk",),
    ),
    Mandate("Plant Director", "Greyfriars Steel", "Bettina Krüger", 16, 128_000, "long products"),
    Mandate(
        *("Site Manager", "Radcote Aerospace", "Kenji Mori", 46, 110_000, "fasteners"),
        ("44 in>submitted resume is there",),
    ),
    Mandate(
        *("Director of Supply Chain", "", "Søren Dahl", 20, 120_000, "Nordic fish processor"),
        ("16 out>submitted resume 4, supply chain first",),
    ),
    Mandate(
        *("Plant Manager", "Pemberly Plastics", "Rupert Anand", 35, 105_000, "mouldings"),
        ("34 out>submitted resume 3",),
    ),
    Mandate(
        *("Factory Manager", "", "Tamika Boone", 8, 98_000, "glass, 300 people"),
        ("3 note>closed they fill it from their other plant",),
    ),
    Mandate(
        *("Interim COO", "", "Colin Fulbright", 73, None, "start-up in refrigeration"),
        ("60 note>closed not leaving a job for an interim one",),
    ),
    Mandate(
        *("VP Operations", "Castellan Ceramics", "Fiona Pemberton", 65, 140_000, "tiles"),
        ("63 out>submitted resume 2",),
    ),
    Mandate(
        *("Manufacturing Director", "", "Ngozi Okafor", 13, None, "cider maker, west country"),
        ("7 note>closed the brief was signed with another firm",),
    ),
    Mandate(
        *("Group Lean Manager", "Harrow & Sons Bakeries", "Ahmed El-Sayed", 51, 92_000),
        "eleven bakeries",
        ("47 out>submitted resume 2", "29 in>closed filled from inside"),
    ),
)

_POST: Final = "Manufacturing Post"
_BOARD: Final = "opsjobs.example"
_TIMES: Final = "Evening Courier"
_SITE: Final = "company site"
_NET: Final = "a colleague's message"

_SENT: Final = ">answered"
_NO: Final = "in>turned_down thanks, others were closer"

ADS: Final = (
    Notice("VP Operations", "Halden Foods", _SITE, 15, None, (140_000, 160_000), (f"12 {_SENT}",)),
    Notice(
        *("Plant Director", "Halden Foods", _POST, 36, -10, (118_000, 130_000)),
        (f"32 {_SENT}", "27 in>replied Priya Raman asks for a talk"),
    ),
    Notice(
        *("Operations Manager", "Tolland Rail", _BOARD, 46, None, (88_000, 97_000)),
        (f"43 {_SENT}", "38 in>replied asks when I could talk"),
    ),
    Notice(
        *("Head of Operations", "Brightwater Logistics", _POST, 80, -60, (95_000, 105_000)),
        (f"76 {_SENT}", "70 in>replied their managing director has read it"),
    ),
    Notice(
        *("Site Director", "Bellacourt Dairy", _TIMES, 32, -14, (112_000, 124_000)),
        (f"29 {_SENT}", "26 in>replied Siobhán Keane will call"),
    ),
    Notice("Plant Manager", "Vantor Glass", _BOARD, 30, -9, None, (f"26 {_SENT}",)),
    Notice(
        *("Factory Director", "Marlow & Finch Foods", _POST, 66, -45, (108_000, 115_000)),
        (f"62 {_SENT}", "56 in>replied assessment day, details follow"),
    ),
    Notice(
        *("Head of Brewing Operations", "Ouseburn Brewing", _NET, 24, None, (101_000, 109_000)),
        (f"20 {_SENT}", "10 in>replied they take their time, but are keen"),
    ),
    Notice(
        *("Plant Manager", "Carrow Cement", _POST, 6, 2, (99_000, 112_000), ()),
        *("Worth an evening.", 1),
    ),
    Notice("General Manager, manufacturing company", "", _TIMES, 8, 12, (120_000, 150_000)),
    Notice(
        *("Operations Director", "Quill & Anchor Stationery", _BOARD, 5, 16, (104_000, 118_000)),
        priority=2,
    ),
    Notice("Production Manager", "Saltmarsh Seafoods", _BOARD, 4, 9),
    Notice("Head of Manufacturing", "Lumen Optics", _SITE, 3, 25, (110_000, 121_000), priority=3),
    Notice("Site Manager", "Thornbury Timber", _POST, 9, 5, (84_000, 90_000)),
    Notice("Director, Industrial Operations", "Groupe Valmont", _SITE, 10, 20, (125_000, 140_000)),
    Notice("Werksleiter (m/w/d)", "Hölzer Armaturen", _SITE, 7, 30),
    Notice("VP Supply Chain", "Pico Appliances", _BOARD, 11, 6, (130_000, 145_000)),
    Notice("Plant Manager, night operations", "Ironbridge Castings", _POST, 12, 4),
    Notice("Turnaround Manager", "", _BOARD, 13, 8, None, (), "Blind; a box number only."),
    Notice("Works Manager", "Penrose Pottery", _TIMES, 14, 3, (72_000, 79_000)),
    Notice("Head of Continuous Improvement", "Albion Biscuits", _BOARD, 6, 18),
    Notice("Chief of Production", "Fjordline Møbler", _SITE, 8, 22),
    Notice("Operations Lead", "Sable Electronics", _BOARD, 2, 27, (98_000, 106_000)),
    Notice("Plant Manager", "Crestfield Foods", _POST, 3, 24, (94_000, 104_000)),
    Notice("Regional Operations Director", "Oakhanger Parcels", _BOARD, 5, 15),
    Notice("Operations Director", "Tamar Valve", _POST, 5, 14, (115_000, 125_000), (f"2 {_SENT}",)),
    Notice("Plant Manager", "Rowan Crisp", _BOARD, 6, 11, (92_000, 99_000), (f"3 {_SENT}",)),
    Notice("Head of Production", "Ardent Cycles", _SITE, 8, 10),
    Notice("Site Director", "Meridian Labels", _POST, 9, 7, (101_000, 111_000)),
    Notice("Operations Manager", "", _TIMES, 30, None, None, (f"26 {_SENT}", f"7 {_NO}")),
    Notice("VP Manufacturing", "Cobalt Yarns", _BOARD, 11, 13, (135_000, 150_000)),
    Notice(
        *("Factory Manager", "Wexcombe Dairies", _POST, 18, -2, (90_000, 96_000)),
        (f"15 {_SENT}", f"5 {_NO}"),
    ),
    Notice(
        *("Plant Manager", "Redcar Moulding", _SITE, 33, None, (99_000, 113_000)),
        (f"29 {_SENT}", "23 in>replied a card: they have it, and will write"),
    ),
    Notice(
        "Plant Director", "Norse Insulation", _BOARD, 34, -3, None, (f"31 {_SENT}", f"12 {_NO}")
    ),
    Notice(
        *("Operations Director", "Lindley Paper", _POST, 30, -6, (109_000, 117_000)),
        (f"27 {_SENT}", "13 reached Ms Obi: short list next week", "4 vm asked about the list"),
    ),
    Notice(
        *("Head of Plant", "Mistral Filtration", _BOARD, 33, -8),
        life=(f"30 {_SENT}", "17 gk the team will contact candidates", f"6 {_NO}"),
    ),
    Notice(
        *("Production Director", "Kowalczyk Meble", _SITE, 28, None, (97_000, 108_000)),
        (f"24 {_SENT}", "8 in>turned_down found what I earn too much"),
    ),
    Notice(
        *("Operations Manager", "Swanage Boats", _NET, 20, None),
        life=(f"18 {_SENT}", "9 callin>replied owner called himself; wants to meet after the 20th"),
    ),
    Notice(
        "Plant Manager", "Delphine Cosmétiques", _SITE, 70, -40, None, (f"66 {_SENT}", f"52 {_NO}")
    ),
    Notice("Site Lead", "Hollin Chemicals", _BOARD, 64, -38, None, (f"61 {_SENT}", f"45 {_NO}")),
    Notice("VP Operations", "Argent Mobility", _POST, 58, -30, None, (f"55 {_SENT}", f"33 {_NO}")),
    Notice("Works Director", "Grimwade Forge", _TIMES, 47, -20, None, (f"44 {_SENT}", f"23 {_NO}")),
    Notice(
        *("Head of Operations", "Petal & Stem", _BOARD, 42, -15),
        life=("38 note>withdrawn an hour and a half away, twice a day",),
    ),
    Notice(
        *("Plant Manager", "Sorrel Tobacco", _POST, 55, -30),
        life=("51 note>withdrawn not for me",),
    ),
    Notice(
        "Operations Lead",
        "Bexhill Toys",
        _BOARD,
        61,
        -35,
        None,
        ("34 note>expired found it again too late",),
    ),
    Notice("Site Manager", "", _TIMES, 50, -25, None, ("24 note>expired no word who they were",)),
    Notice(
        "Plant Director",
        "Calder Springs",
        _POST,
        44,
        -12,
        None,
        ("11 note>expired missed the date by two days",),
    ),
    Notice(
        *("Production Manager", "Łódź Ceramika", _SITE, 40, None, (78_000, 86_000)),
        (f"36 {_SENT}", f"22 {_NO}"),
    ),
    Notice("Director of Operations", "Tidewater Canning", _BOARD, 12, 19, None, (f"10 {_SENT}",)),
    Notice("Works Manager", "Ness Distillers", _NET, 4, 21, (89_000, 95_000)),
)

BROADCAST: Final = (
    Addressee(
        *("Lindqvist Marine", "Karin Lindqvist"),
        ("28 reached>called put through at once; has read the letter",),
    ),
    Addressee("Orchard & Pike", "Desmond Pike", ("24 in>no_opening kind words, no",)),
    Addressee("Vesper Lighting", "Noor Haddad", ("6 na>silent third try, no answer",)),
    Addressee("Stonebridge Pumps", "Alun Prosser", ("9 vm>called left name and number",)),
    Addressee("Fennimore Gears", "Agnes Fennimore"),
    Addressee("Oldpark Boilers", "Tariq Aziz Khan"),
)

_BACK: Final = "referred_back"

END_RUN: Final = (
    Addressee(
        *("Abbeydale Closures", "Moira Tennant"),
        (f"17 in>{_BACK} “please speak to Mr Ashby, who acts for us”",),
    ),
    Addressee("Northcap Packaging", "Jürgen Weiß", (f"16 in>{_BACK} handed to Mr Ashby",)),
    Addressee(
        *("Tyne Seals", "Beverley Cox"),
        (
            "14 gk in a meeting",
            f"12 reached>{_BACK} her assistant: all goes through Ashby Lockhart",
        ),
    ),
    Addressee(
        "Capstan Industries",
        "Raj Malhotra",
        (f"15 in>{_BACK} passed on to their search firm",),
    ),
    Addressee(
        "Durham Stoppers",
        "Anton Reyes",
        (f"13 reply>{_BACK} sent on to their personnel office, and from there to Mr Ashby",),
    ),
    Addressee(
        "Coldstream Metals",
        "Ifeoma Balogun",
        (f"11 in>{_BACK} a line from Mr Ashby instead of an answer",),
    ),
    Addressee(
        "Wearside Plastics",
        "Keith Rudd",
        (f"10 reached>{_BACK} friendly; told me to call Mr Ashby",),
    ),
    Addressee("Lockfast Caps", "Yasmin Farouk", (f"9 in>{_BACK} same two lines as the others",)),
    Addressee("Hexham Bottle", "Philip Amos", ("18 in>no_opening family firm, no plans",)),
    Addressee("Farne Aluminium", "Greta Holm", ("15 reply>no_opening next year perhaps",)),
    Addressee(
        "Pinnacle Liners",
        "Marek Dvořák",
        ("12 reached>no_opening the post was filled last month",),
    ),
    Addressee("Saxon Dispensers", "Lucía Ortega", ("8 in>no_opening will keep it on file",)),
    Addressee("Alnwick Tinplate", "Roy Sandford", ("7 na>silent nothing for three weeks",)),
    Addressee(
        "Beacon Rubber",
        "Dilys Parry",
        ("7 na>silent rang twice, nobody picks up",),
    ),
    Addressee("Cheviot Valves", "Otto Lang", ("6 na>silent letter unanswered",)),
    Addressee(
        *("Merrow Closures", "Sanjay Kapoor"),
        ("6 reached>called fits what Ashby told me; he will think about it",),
    ),
    Addressee("Spindle & Cork", "Edie Marlowe", ("5 vm>called left two lines",)),
    Addressee("Tarn Packaging", "Bruno Keller"),
    Addressee("Redcar Moulding", "Mei-Ling Chua"),
    Addressee("Whitby Threads", "Halima Yusuf"),
)
"""The last two of each have not been written to yet."""

ENDINGS: Final = (
    ("search", UNDISCLOSED, ("31 note>turned_down they want somebody deeper in finance",)),
    (
        *("search", "Head of Production, Nakamura Robotics"),
        ("23 in>turned_down they take somebody who speaks Japanese",),
    ),
    ("search", "VP Operations, Castellan Ceramics", ("47 note>turned_down energy costs did it",)),
    ("search", "Site Manager, Radcote Aerospace", ("15 note>closed not waiting any longer",)),
    ("search", "Plant Manager, Pemberly Plastics", ("24 note>closed hiring is frozen",)),
    ("ad", "Factory Director, Marlow & Finch Foods", ("41 in>turned_down the in-tray, as feared",)),
    (
        *("ad", "Head of Operations, Brightwater Logistics"),
        (
            "47 callin>offered Sofia Marchetti herself: the job is mine if I want it",
            "43 out>withdrawn declined: same work as now, an hour further",
        ),
    ),
)
"""What came after the interviews: kind, title and story."""
