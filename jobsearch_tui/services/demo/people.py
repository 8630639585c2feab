"""The agencies and recruiters of the demo, and what happened with each; all are invented."""

from __future__ import annotations

from typing import Final, NamedTuple


class Firm(NamedTuple):
    """An agency; ``made`` is how many days ago it was written down, ``life`` its story."""

    name: str
    type: str
    specialty: str
    location: str
    made: int
    life: tuple[str, ...] = ()
    note: str = ""
    every: int | None = None
    priority: int | None = None


class Person(NamedTuple):
    """A recruiter.

    ``pinned`` is in how many days to follow up, where that was pinned; ``told`` how many
    searches they said they have, and how many days ago. ``works_for`` are companies for which
    they fill many jobs.
    """

    name: str
    firm: str
    position: str
    made: int
    life: tuple[str, ...] = ()
    pinned: int | None = None
    every: int | None = None
    note: str = ""
    priority: int | None = None
    told: tuple[int, int] | None = None
    works_for: str = ""


_EMPLOYMENT: Final = "employment agency"
_CONTINGENCY: Final = "contingency search"
_RETAINED: Final = "retained search"

AGENCIES: Final = (
    Firm(
        *("Marsh & Vale", _RETAINED, "manufacturing, food", "Lyon", 89),
        (
            "85 reached>contacted practice head is Dana Whitfield, put through",
            "60 met>active an hour at their office, went through the last ten years",
            "5 in newsletter: two plant mandates opened this month",
        ),
        "Careful with references: they ask before they call anybody.",
    ),
    Firm(
        *("Corbin Search", _CONTINGENCY, "operations", "Leeds", 89),
        (
            "83 vm left name and number",
            "81 callin>contacted passed on to Owen Pryce",
            "6 reached Owen is out on Fridays",
        ),
    ),
    Firm(
        *("Ashby Lockhart Partners", _RETAINED, "general management", "New York", 88),
        (
            "79 reached>contacted they only see people by referral; have one",
            "72 in>active form for their file, filled in",
        ),
        every=90,
    ),
    Firm(
        *("Nordlys Executive", _RETAINED, "marine, process industry", "Bergen", 84),
        ("70 out>contacted short letter with resume 2", "55 in>active Søren Dahl looks after me"),
        every=90,
    ),
    Firm(
        *("Harbour Street Staffing", _EMPLOYMENT, "production, logistics", "Bristol", 80),
        (
            "44 na rang for a minute",
            "43 reached>contacted registered by phone",
        ),
        every=60,
    ),
    Firm(
        *("Cabinet Delorme", _RETAINED, "industrie", "Lyon", 75),
        ("38 gk the partners are travelling", "33 in>contacted Mme Garnier will take it"),
        every=60,
    ),
    Firm(
        *("Kitagawa & Partners", _CONTINGENCY, "automation, robotics", "Osaka", 73),
        ("60 msg>contacted wrote through their web form", "54 callin>active first talk, half hour"),
        every=60,
    ),
    Firm(
        *("Pemberton Rowe", _CONTINGENCY, "ceramics, glass", "Stoke", 89),
        (
            "80 reached>contacted small firm, pleasant talk",
            "71 in>active resume is with two clients",
            "41 note>dormant nothing in their book until the new year",
        ),
    ),
    Firm("Blue Heron Talent", _EMPLOYMENT, "engineering", "Rotterdam", 24),
    Firm("Adeola Search Group", _CONTINGENCY, "consumer goods", "London", 18),
    Firm("Quayside Partners", _RETAINED, "packaging", "Hamburg", 11, priority=2),
    Firm(
        *("Fulbright Interim", _EMPLOYMENT, "interim management", "Dublin", 87),
        ("78 reached>contacted interim only", "61 note>closed wanted a fee from candidates"),
        "Asked for money. Never again.",
    ),
    Firm(
        *("Teller & Voss", _CONTINGENCY, "textiles, paper", "Manchester", 78),
        ("66 reached>contacted good questions, no pressure", "52 met>active coffee near the mill"),
        every=60,
    ),
)

RECRUITERS: Final = (
    Person(
        *("Dana Whitfield", "Marsh & Vale", "Partner", 85),
        (
            "82 vm left name, number and one line about the Lund plant",
            "80 callin>contacted knows the sector well; wants a two-page resume",
            "79 out two-page resume, resume 2",
            "60 met>active likes the turnaround story, asks for figures",
            "47 reached nothing this month, expects two mandates in autumn",
            "34 callin Kestrel looks for a plant manager, is interested",
            "22 reached client wants somebody used to night shifts",
            "12 callin a second search, client not disclosed yet",
            "6 reached will send the client's name once they agree",
            "2 reached went through what the panel will ask",
        ),
        0,
        note="Prefers a call to an email. Never before nine.",
        told=(2, 2),
    ),
    Person(
        *("Rupert Anand", "Marsh & Vale", "Associate", 60),
        (
            "50 in>contacted introduced by Dana",
            "36 callin Pemberly Plastics, would like to propose you",
            "25 in client has frozen hiring until the 3rd of next quarter",
            "6 reached nothing yet, keeps the file on his desk",
        ),
    ),
    Person(
        *("Owen Pryce", "Corbin Search", "Senior consultant", 81),
        (
            "76 reached>contacted asked to ring back after the 9th",
            "66 reached wants to know about unions and shift patterns",
            "45 callin>active Omnia, VP Manufacturing, on their list of six",
            "30 in client is pleased, second round to follow",
            "17 reached told him how the second round went",
            "4 vm asked whether he hears anything from Omnia",
        ),
        3,
    ),
    Person("Lena Brandt", "Corbin Search", "Consultant", 30, priority=4),
    Person(
        *("Gerald Ashby", "Ashby Lockhart Partners", "Managing partner", 79),
        (
            "77 gk assistant asks what it is about",
            "74 reached>contacted will look at the resume at the weekend",
            "69 callin>active has one search that could fit, client not disclosed",
            "31 callin client goes ahead with others: wants deeper finance",
            "20 in asks that all contact with the client go through him",
            "19 note>dormant leave him alone until spring",
        ),
        works_for="Whitby Threads",
    ),
    Person(
        *("Søren Dahl", "Nordlys Executive", "Partner", 55),
        (
            "51 reached>contacted speaks plainly, knows three of my old bosses",
            "42 reached>active wants to propose me for supply chain too",
            "21 callin supply-chain director, long list due on the 18th",
            "9 in long list is with the client; board meets on the 3rd",
        ),
        -2,
    ),
    Person("Ingeborg Aas", "Nordlys Executive", "Researcher", 21, priority=3),
    Person(
        *("Tamika Boone", "Harbour Street Staffing", "Branch manager", 43),
        (
            "37 vm said I would try again on Thursday",
            "35 reached>contacted mostly shift leaders, but one factory manager coming",
            "9 callin the factory manager's job is there: glass, 300 people",
            "3 reached the factory has closed the opening; nothing else just now",
        ),
        told=(0, 3),
    ),
    Person("Luis Ocampo", "Harbour Street Staffing", "Consultant", 20),
    Person(
        *("Élodie Garnier", "Cabinet Delorme", "Associée", 33),
        (
            "28 reached>contacted wants a resume in French as well",
            "24 out resume in French",
            "15 vm asked whether it arrived",
        ),
    ),
    Person("Mathieu Roussel", "Cabinet Delorme", "Consultant", 19),
    Person(
        *("田中 恵", "Kitagawa & Partners", "Director", 58),
        (
            "54 callin>contacted half an hour, very well prepared",
            "50 reached>active Nakamura looks for a head of production; sends their book",
            "23 in Nakamura takes somebody else",
            "7 reached thinks of two other clients, will ask them",
        ),
        6,
    ),
    Person(
        *("Kenji Mori", "Kitagawa & Partners", "Consultant", 56),
        (
            "49 in>contacted asks for availability for Radcote Aerospace",
            "37 reached he mixed up the day, apologised",
            "24 vm asked for the feedback he promised",
            "16 na rang twice",
        ),
    ),
    Person(
        *("Fiona Pemberton", "Pemberton Rowe", "Owner", 80),
        (
            "75 reached>contacted remembers me from the Castellan audit",
            "66 callin>active Castellan Ceramics, VP Operations",
            "41 reached>dormant nothing until the new year, then two plants",
        ),
        40,
    ),
    Person("Marcus Yeo", "Blue Heron Talent", "Account manager", 24),
    Person("Chiara Bellini", "Blue Heron Talent", "Consultant", 23),
    Person("Folake Adeola", "Adeola Search Group", "Founder", 17, priority=1),
    Person(
        *("Colin Fulbright", "Fulbright Interim", "Director", 78),
        (
            "74 reached>contacted an interim COO, would start on Monday",
            "60 out>closed thanked him and said no",
        ),
    ),
    Person(
        *("Zoë Voss", "Teller & Voss", "Partner", 66),
        (
            "62 reached>contacted was at Tessaly herself for six years",
            "52 met>active coffee; the owner there wants a successor",
            "27 reached they liked the second round",
            "3 callin says the offer is real and there is room in the bonus",
        ),
        1,
        told=(1, 3),
    ),
    Person(
        *("Hal Teller", "Teller & Voss", "Partner", 65),
        (
            "57 vm said Zoë gave me his name",
            "54 reached>contacted paper mills only",
            "33 note>closed says himself that he has nothing but paper",
        ),
    ),
    Person(
        *("Priya Raman", "@Halden Foods", "Head of talent", 48),
        (
            "45 gk goes through the switchboard, name noted",
            "44 reached>contacted two openings: plant director, later a VP",
            "27 in>active invitation to a first talk",
            "8 in agenda for the second round, with plant visit",
        ),
    ),
    Person(
        *("Joaquín Ibarra", "@Tessaly Mills", "HR director", 42),
        (
            "39 in>contacted confirms the first round",
            "27 callin>active asks for references, not yet to be called",
        ),
    ),
    Person(
        *("Bettina Krüger", "@Greyfriars Steel", "Recruiting lead", 30),
        (
            "26 vm left number",
            "23 reached>contacted plant director retires",
            "5 in date for a visit",
        ),
    ),
    Person(
        *("Siobhán Keane", "@Bellacourt Dairy", "People partner", 31),
        (
            "26 in>contacted read the answer to their ad",
            "11 callin>active they liked the idea of a ninety-day plan",
            "5 in sends the layout of the bottling hall",
        ),
    ),
    Person(
        *("Tomasz Wójcik", "@Vantor Glass", "Recruiter", 27),
        ("23 reached>contacted phone interview to follow", "15 in>active proposes a date"),
    ),
    Person(
        *("Ngozi Okafor", "", "Independent", 40),
        (
            "34 vm left name and number",
            "31 callin>contacted works alone, five clients, all food and drink",
            "14 callin a manufacturing director, will say more when the brief is signed",
            "7 reached the brief went to somebody else; call again in a week",
        ),
    ),
    Person(
        *("Ahmed El-Sayed", "", "Independent", 70),
        (
            "63 reached>contacted lean programmes in bakeries",
            "52 callin Harrow & Sons, group lean manager",
            "29 in Harrow & Sons took somebody from inside",
            "5 reached>closed gives up his bakeries and retires; wished him well",
        ),
    ),
    Person(
        *("Walter Pruitt", "", "Independent", 88),
        (
            "84 wn>contacted this number is a bakery now",
            "82 wn the other number is dead too",
            "76 note>closed has left the trade, says a former client",
        ),
    ),
    Person(
        *("서혜진", "", "Independent", 72),
        (
            "64 in>contacted electronics; little for me",
            "58 reached nothing, but knows 田中 恵",
            "50 out>closed thanked her for the introduction",
        ),
    ),
    Person("Amara Diallo", "", "Independent", 12),
)
"""``firm`` with an ``@`` is the employer of an in-house recruiter."""
