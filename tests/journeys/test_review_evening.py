"""A whole evening with the adviser in a real terminal: from Today's first item to an acceptance."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.terminal import JOBSEARCH, Home, Tmux, tmux

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

COMPANIES = ("Kestrel Foods", "Norse Dairy - Ruth Holm", "Omnia", "Tarn Mills; Aire Bakeries")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A search in which something of everything waits."""
    home = Home(tmp_path)
    home.run("set", "pace", "name=Pat Sample", "interviews=4", "hours=12", "zone=Europe/Paris")

    def add(*words: str) -> str:
        return home.run("add", *words).stdout.split()[-1]

    dana = add("recruiter", "name=Dana Whitfield", "stage=active")
    for name in ("Owen Pryce", "Zoë Voss"):
        add("recruiter", f"name={name}", "stage=active", "follow_up=today")
    for number, name in enumerate(("Amir Rahimi", "Lena Brandt"), 1):
        add("recruiter", f"name={name}", f"priority={number}")
    add(
        *("search", "name=General Manager", f"recruiter={dana}", "stage=turned down"),
        "client_description=a food firm near Leeds",
    )
    held = [
        add("interview", f"company={company}", f"starts={when} 9:00", "stage=held", "rating=4",
            f"people={person}")
        for company, when, person in (
            ("Omnia", "3 weeks ago", "R. Gill"), ("Halden Foods", "2 weeks ago", "Ruth Adeyemi"),
        )
    ]  # fmt: skip
    for interview, by, who in zip(held, ("5", "3"), ("R. Gill", "Ruth Adeyemi"), strict=True):
        add("promise", f"about={interview}", "what=word", f"by={by} days ago", f"who={who}")
    for when in ("2 days ago", "yesterday"):
        home.run("log", "--about", held[0], f"gk @{when} 10:00")
    home.run("log", "--about", dana, "reached @12 days ago 10:00")
    add("offer", "company=Tessaly", "role=Operations Director", "base=98k", "decide_by=+5d")
    return home


def test_an_evening_with_the_adviser(home: Home) -> None:
    with tmux(home, 80, 24) as terminal:
        terminal.start(JOBSEARCH)
        terminal.wait_for("4 Interviews", "new contacts")
        _review(terminal)
        _end_run(terminal)
        _accept(terminal)
        terminal.press("Escape")
        terminal.wait_for("4 Interviews", gone="Today,")
        terminal.press("q")
        terminal.wait_for("ended 0")
    _as_it_was_left(home)


def _review(terminal: Tmux) -> None:
    """Close a promise, offer an assignment, log four calls, and start the wave."""
    terminal.press("t")
    terminal.wait_for("1 of 8", "this probably is a")
    terminal.press("D")
    terminal.wait_for("A broken promise", "Close it: it is a no")
    terminal.press("c")
    terminal.wait_for("Closed: word of Omnia", "2 of 8")

    terminal.press("l")
    terminal.wait_for("Enter logs")
    terminal.type("reached : friendly, still deciding")
    terminal.press("Enter")
    terminal.wait_for("Kept?")
    terminal.press("n")
    terminal.wait_for("Not yet: word", "next: D", gone="Kept?")
    terminal.press("D")
    terminal.wait_for("A broken promise", "Offer an assignment")
    terminal.press("3")
    terminal.wait_for("New assignment")
    terminal.type("two pages on their cold chain")
    terminal.press("Tab")
    terminal.type("+5d")
    terminal.press("F2")
    terminal.wait_for("Scripts:", "Offering an assignment", "two pages on their cold chain")
    terminal.press("Escape")
    terminal.wait_for("Today,", gone="Scripts:")
    terminal.press("Z")
    terminal.wait_for("Not now, but")
    terminal.press("w")
    terminal.wait_for("Snoozed until", "Call Owen Pryce")

    for sign, said in (
        ("v", "Logged a voicemail with Owen Pryce"),
        ("n", "Logged an unanswered call to Zoë Voss"),
        ("r", "Logged a call with Dana Whitfield"),
    ):
        terminal.press("l")
        terminal.wait_for("Enter logs")
        terminal.press(sign, "Enter")
        terminal.wait_for(said, gone="Enter logs")

    terminal.press("j")  # past the offer, to the wave
    terminal.wait_for("come before broadcast; room for")
    for name in ("Amir Rahimi", "Lena Brandt"):
        terminal.wait_for(f"▌  contact        Call {name}")
        terminal.press("l")
        terminal.wait_for("Enter logs")
        terminal.press("v")
        terminal.wait_for("queued → contacted")
        terminal.press("Enter")
        terminal.wait_for(f"Logged a voicemail with {name}", gone="Enter logs")
    terminal.press("Escape")
    terminal.wait_for("4 Interviews", gone="Today,")


def _end_run(terminal: Tmux) -> None:
    """From the recruiter's no to a worksheet of five companies."""
    terminal.press("2", "/")
    terminal.wait_for("filter; Enter keeps")
    terminal.type("dana")
    terminal.wait_for("1 of 5 /dana")
    terminal.press("Enter")
    terminal.wait_for("1 of 5 /dana", gone="filter; Enter keeps")
    terminal.press("Enter")
    terminal.wait_for("General Manager  turned down")
    terminal.press("j", "E")
    terminal.wait_for("The odds are poor", "stay in touch")
    terminal.press("l")
    terminal.wait_for("a food firm near Leeds", "of about 20")
    for company in COMPANIES:
        terminal.type(company)
        terminal.press("Enter")
    terminal.wait_for("5 of about 20", "5 Aire Bakeries")
    terminal.press("F2")
    terminal.wait_for("Listed 5 companies.")
    terminal.press("Escape")  # one at a time: two that follow each other are another key
    terminal.wait_for("4 Interviews", "/dana")
    terminal.press("Escape")
    terminal.wait_for("4 Interviews", gone="/dana")


def _accept(terminal: Tmux) -> None:
    """Go on with Today, accept the offer once it is on paper, and close with the others."""
    terminal.press("t")
    terminal.wait_for("Decide on Operations Director, Tessaly", "not in writing yet")
    terminal.press("s")
    terminal.wait_for("which stage?")
    terminal.press("2")
    terminal.wait_for("This offer is not in writing")
    terminal.press("w")
    terminal.wait_for("Close with", gone="This offer is not")
    for _ in range(40):
        screen = terminal.screen()
        if "That was all for today." in screen:
            break
        left = screen.splitlines()[0]
        terminal.press("Space")
        terminal.wait_for(gone=left)
    terminal.wait_for("That was all for today.", "Done ", "Tomorrow ", "The week ", "all done")


def _as_it_was_left(home: Home) -> None:
    """What the store says afterwards."""
    found: dict[str, list[dict[str, Any]]] = {
        kind: json.loads(home.run("list", kind, "--json").stdout)
        for kind in ("promise", "assignment", "target", "offer", "recruiter", "activity")
    }
    told = {one["who"]: (one["stage"], bool(one["closed_on"])) for one in found["promise"]}
    assert told["R. Gill"] == ("broken", True)
    assert [one["what"] for one in found["assignment"]] == ["two pages on their cold chain"]
    assert {one["company"]: one["executive"] for one in found["target"]} == {
        "Kestrel Foods": "",
        "Norse Dairy": "Ruth Holm",
        "Omnia": "",
        "Tarn Mills": "",
        "Aire Bakeries": "",
    }
    assert [(one["stage"], one["written"]) for one in found["offer"]] == [("accepted", True)]
    results = Counter(one["result"] for one in found["activity"] if one["type"] == "call")
    assert results["voicemail"] == 3
    assert results["no answer"] == 1
    stages = {one["name"]: one["stage"] for one in found["recruiter"]}
    assert stages["Amir Rahimi"] == stages["Lena Brandt"] == "contacted"
