"""After a recruiter's no, and listing the companies of an end run or a broadcast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jobsearch_tui.domain.campaigns import END_RUN, Campaign, campaign_of, name_of, targets_of
from jobsearch_tui.domain.changes import Change
from jobsearch_tui.domain.companies import CompanyList, Entered, company_list
from jobsearch_tui.domain.draft import Draft
from jobsearch_tui.domain.end_run import (
    SAID_NO,
    AfterNo,
    after_no,
    as_target,
    client_words,
    count_words,
    listing,
    odds,
    stay_in_touch,
    turned_down,
)
from jobsearch_tui.domain.in_play import Doors, InPlay
from jobsearch_tui.domain.records import Record, Search, Target
from jobsearch_tui.domain.when import show_date
from jobsearch_tui.services.identity import new_id
from jobsearch_tui.ui.desk import Desk
from jobsearch_tui.ui.dialogs.choose import Choose, Option
from jobsearch_tui.ui.dialogs.worksheet import Sheet, Worksheet
from jobsearch_tui.ui.flows.scripts import copy_script
from jobsearch_tui.ui.render.campaign import preview

DRAFT: Final = "worksheet"
"""The kind of draft that a half-typed worksheet is kept as."""


async def when_turned_down(desk: Desk, change: Change) -> None:
    """Ask what to do next when a change has moved a search to *turned down*."""
    before = {record.id: record for record in change.before}
    for record in change.put:
        old = before.get(record.id)
        old_search = old if isinstance(old, Search) else None
        if isinstance(record, Search) and turned_down(old_search, record):
            await ask_after_no(desk, record)


async def ask_after_no(desk: Desk, search: Search) -> None:
    """Stay in touch, which is advised and why; the end run, one key further; or nothing."""
    advice = after_no(desk.workspace, search, desk.today())
    options = [
        Option("t", _stay_words(desk, advice), "touch", "advised"),
        Option("e", "an end run: hear the odds first", "run"),
        Option("n", "nothing now; E on the search asks again", "nothing"),
    ]
    answer = await desk.ask(Choose("Turned down", options, question=advice.why))
    if answer == "run":
        await end_run(desk, search)
    elif answer == "touch":
        await _stay(desk, search)


def _stay_words(desk: Desk, advice: AfterNo) -> str:
    return f"stay in touch: a line now, a call {show_date(advice.call_on, desk.today())}"


async def _stay(desk: Desk, search: Search) -> None:
    """Pin the recruiter's next call, then show the script that says so."""
    today = desk.today()
    change = stay_in_touch(desk.workspace, search, today)
    if change is not None:
        who = desk.workspace.title(search.recruiter)
        day = show_date(after_no(desk.workspace, search, today).call_on, today)
        await desk.save(change, f"The next call to {who} is pinned for {day}.  {desk.undoes}")
    await copy_script(desk, search)


async def end_run_for(desk: Desk, record: Record | None) -> None:
    """The end run that a record is about: of a search that said no, or of one of its targets."""
    if isinstance(record, Target) and record.campaign == END_RUN:
        await list_companies(desk, campaign_of(record))
    elif not isinstance(record, Search):
        desk.tell(
            f"{desk.key('end-run')} is for a search that turned you down: highlight one.", "warn"
        )
    elif record.stage != SAID_NO:
        desk.tell(f"{record.title} is {record.stage}: an end run is for a no.", "warn")
    else:
        await end_run(desk, record)


async def end_run(desk: Desk, search: Search) -> None:
    """Say the odds, then list companies; a run that has begun is gone on with."""
    campaign = Campaign(END_RUN, search.id)
    if not targets_of(desk.workspace, campaign):
        advice = after_no(desk.workspace, search, desk.today())
        options = [
            Option("t", _stay_words(desk, advice), "touch", "advised"),
            Option("l", f"list about {desk.workspace.pace.end_run_size} companies", "list"),
            Option("n", "nothing now", "nothing"),
        ]
        question = f"{advice.odds}\n\n{advice.why}"
        answer = await desk.ask(Choose("An end run", options, question=question))
        if answer == "touch":
            await _stay(desk, search)
        if answer != "list":
            return
    await list_companies(desk, campaign)


async def list_companies(desk: Desk, campaign: Campaign, text: str = "") -> str:
    """Ask for companies and list them in a campaign; the id of the first, or nothing."""
    if not desk.is_bare("The list of companies shows and takes"):
        return ""
    kind = f"{DRAFT}:{campaign.kind}"

    def note(typed: str | None) -> None:
        values = {"companies": typed or ""}
        desk.drafts.note(Draft(kind, campaign.search, values, desk.now()) if typed else None)

    found = await desk.ask(Worksheet(_sheet(desk, campaign), note=note, text=text))
    if found is None:
        return ""
    change = listing(found.new, campaign, new_id, name_of(desk.workspace, campaign))
    number = len(change.put)
    companies = "1 company" if number == 1 else f"{number} companies"
    words = f"Listed {companies}.  {desk.key('campaigns')} shows the campaign  {desk.undoes}"
    await desk.save(change, words, desk.drafts.newest)
    return change.put[0].id


def _sheet(desk: Desk, campaign: Campaign) -> Sheet:
    workspace = desk.workspace
    listed = targets_of(workspace, campaign)
    known = [target.company for target in listed]
    doors = Doors(workspace, desk.today(), desk.here)

    def cautions(one: Entered) -> Sequence[InPlay]:
        return doors.cautions(as_target(one, campaign, ""))

    def count(found: CompanyList) -> str:
        number = len(listed) + len(found.new)
        if campaign.is_end_run:
            return count_words(number, workspace.pace.end_run_size)
        return "1 company" if number == 1 else f"{number} companies"

    return Sheet(
        title=name_of(workspace, campaign),
        advice=_advice(desk, campaign),
        understand=lambda text: company_list(text, known),
        preview=lambda found, width: preview(found, cautions, len(listed) + 1, width),
        count=count,
    )


def _advice(desk: Desk, campaign: Campaign) -> str:
    """The odds of an end run, and what was told of the client; of a broadcast, when it is for."""
    if not campaign.is_end_run:
        return broadcast_words(desk.workspace.pace.ladder_ads)
    told = client_words(desk.workspace, campaign)
    client = f"\nThe client: {told}" if told else ""
    return f"{odds(desk.workspace, desk.today())}{client}"


def broadcast_words(ads: int) -> str:
    """When a broadcast makes sense."""
    return (
        "Letters to companies that announced nothing make sense only while there are few ads "
        f"to answer: fewer than {ads} a week, by your pace."
    )
