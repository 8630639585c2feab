"""How far the contacts of each channel came: conversation, interview, further round, offer.

Whatever came to a later step passed the earlier ones, whether or not they are in the log, so a
funnel never widens. A letter that says no is an answer, but no conversation. Interviews are
counted as invitations, also those that did not take place. Of referrals only those are in the
record that came to something: they begin at the interview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from typing import Final

from jobsearch_tui.domain.channels import Channel
from jobsearch_tui.domain.closing import origins
from jobsearch_tui.domain.companies import firm_key
from jobsearch_tui.domain.contacts import concerned, is_talk
from jobsearch_tui.domain.figures.figure import Bar, Figure, Group, interval, share_words
from jobsearch_tui.domain.followups import NOT_BEGUN
from jobsearch_tui.domain.outcomes import first_contacts, source_of
from jobsearch_tui.domain.records import (
    STAGE_CHANGE,
    Activity,
    Ad,
    Agency,
    Interview,
    Offer,
    Record,
    Recruiter,
    Target,
)
from jobsearch_tui.domain.stages import OVER
from jobsearch_tui.domain.weeks import local_day
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

STEPS: Final = ("contacted", "conversation", "interview", "further round", "offer")
"""The steps of the funnel, in their order."""

CONTACTED, CONVERSATION, INTERVIEW, FURTHER, OFFERED = range(len(STEPS))

TELLING: Final = 8
"""Of fewer cases than these no step of the funnel is said to be the weak one."""

_TALKED: Final = frozenset({"replied", "interviewing", "offered", "interview"})
"""Stages at which somebody has answered in earnest."""

_REFUSED: Final = frozenset({"turned down", "no opening", "referred back", "closed", "expired"})
"""Stages at which somebody has said no."""

_SPOKEN: Final = frozenset({"call", "meeting"})

_NAMES: Final = {
    Channel.RECRUITERS: "Agencies and recruiters",
    Channel.ADS: "Ads",
    Channel.BROADCAST: "Broadcast letters",
    Channel.END_RUN: "End runs",
    Channel.REFERRALS: "Referrals",
}


@dataclass(frozen=True)
class Funnel:
    """How many records of a channel came at least as far as each of the ``STEPS``.

    ``begins`` is the first step that the record knows of.
    """

    channel: Channel
    counts: tuple[int, ...]
    begins: int = CONTACTED

    @property
    def name(self) -> str:
        """The channel in a word or two."""
        return _NAMES[self.channel]


def funnels(workspace: Workspace, zone: tzinfo) -> tuple[Funnel, ...]:
    """The funnel of each channel that has anything in it; days are those of the zone."""
    reach = _Reach(workspace, zone)
    people: list[Record] = [*workspace.all(Agency), *workspace.all(Recruiter)]
    targets = workspace.all(Target)
    found = (
        _funnel(Channel.RECRUITERS, map(reach.of, people)),
        _funnel(Channel.ADS, map(reach.of, workspace.all(Ad))),
        *(
            _funnel(channel, (reach.of(one) for one in targets if one.campaign == channel))
            for channel in (Channel.BROADCAST, Channel.END_RUN)
        ),
        _funnel(Channel.REFERRALS, reach.of_referrals(), INTERVIEW),
    )
    return tuple(one for one in found if any(one.counts))


def _funnel(channel: Channel, reached: Iterable[int], begins: int = CONTACTED) -> Funnel:
    steps = list(reached)
    counts = (sum(step >= number for step in steps) for number in range(len(STEPS)))
    return Funnel(channel, tuple(counts), begins)


class _Reach:
    """How far each record came."""

    def __init__(self, workspace: Workspace, zone: tzinfo) -> None:
        self._workspace = workspace
        self._begun = first_contacts(workspace, zone)
        refused = _refusals(workspace, zone)
        self._talked = frozenset(
            id
            for entry in workspace.all(Activity)
            if is_talk(entry)
            for id in concerned(workspace, entry)
            if entry.type in _SPOKEN or (id, local_day(entry.at, zone)) not in refused
        )
        self._brought: dict[str, list[Interview]] = {}
        rounds: dict[str, int] = {}
        for one in workspace.all(Interview):
            self._brought.setdefault(source_of(workspace, one), []).append(one)
            company = firm_key(one.company)
            rounds[company] = max(rounds.get(company, 1), one.round)
        self._further = frozenset(company for company, most in rounds.items() if most > 1)
        offers = workspace.all(Offer)
        self._offering = frozenset(firm_key(one.company) for one in offers)
        self._offered = frozenset(id for one in offers for id in origins(workspace, one))

    def of(self, record: Record) -> int:
        """The furthest step of a record; -1 for one that was never approached."""
        brought = self._brought.get(record.id, [])
        step = self._of_interviews(brought)
        if record.id in self._offered or getattr(record, "stage", "") == "offered":
            return OFFERED
        if step >= INTERVIEW:
            return step
        if record.id in self._talked or getattr(record, "stage", "") in _TALKED:
            return CONVERSATION
        return CONTACTED if self._was_contacted(record) else -1

    def _of_interviews(self, brought: Iterable[Interview]) -> int:
        companies = {firm_key(one.company) for one in brought}
        if companies & self._offering:
            return OFFERED
        if companies & self._further:
            return FURTHER
        return INTERVIEW if companies else -1

    def _was_contacted(self, record: Record) -> bool:
        stage = getattr(record, "stage", "")
        dated = getattr(record, "answered_on", None) or getattr(record, "written_on", None)
        return bool(dated) or record.id in self._begun or stage not in NOT_BEGUN | OVER

    def of_referrals(self) -> Iterator[int]:
        """The furthest step with each company that somebody referred the user to."""
        companies: dict[str, list[Interview]] = {}
        for one in self._brought.get("", []):
            if one.referral.strip():
                companies.setdefault(firm_key(one.company), []).append(one)
        yield from map(self._of_interviews, companies.values())


def _refusals(workspace: Workspace, zone: tzinfo) -> frozenset[tuple[str, date]]:
    """The records that said no, each with the day: a letter of that day is no conversation."""
    return frozenset(
        (id, local_day(entry.at, zone))
        for entry in workspace.all(Activity)
        if entry.type == STAGE_CHANGE and entry.stage in _REFUSED
        for id in entry.about
    )


def figure(workspace: Workspace, zone: tzinfo) -> Figure:
    """The funnel by channel."""
    found = funnels(workspace, zone)
    counted = "Each step with its share of the step before."
    groups = tuple(Group(one.name, tuple(_bars(one))) for one in found)
    return Figure("funnel", "The funnel, by channel", counted, groups, _advice(found))


def _bars(funnel: Funnel) -> Iterator[Bar]:
    for number, name in enumerate(STEPS):
        if number < funnel.begins:
            continue
        count = funnel.counts[number]
        note = share_words(count, funnel.counts[number - 1]) if number > funnel.begins else ""
        yield Bar(name, count, note)


# --- what to do about it -------------------------------------------------------------------------

_WEAK: Final = {
    CONVERSATION: "Few contacts become a conversation: telephone rather than write, and call "
    "again after a voicemail.",
    INTERVIEW: "Few conversations become an interview: ask in each of them for the next step, "
    "and by when.",
    FURTHER: "Few interviews lead to a further round: look back on each, and prepare for what "
    "went badly.",
    OFFERED: "Few further rounds lead to an offer: offer an assignment that shows what you "
    "would do there.",
}


def _advice(found: tuple[Funnel, ...]) -> str:
    if not found:
        return "Nobody has been contacted yet: the first ones wait in Today."
    return _of_channels(found) or _of_steps(found) or _TOO_FEW


_TOO_FEW: Final = "These are too few cases to tell one channel from another: go by the ladder."


_COMPARED: Final = (Channel.RECRUITERS, Channel.ADS, Channel.BROADCAST)
"""The channels of the ladder: of an end run the odds are known to be poor from the outset."""


def _of_channels(found: tuple[Funnel, ...]) -> str:
    """The channel that brings more interviews than another one beyond chance."""
    known = [one for one in found if one.channel in _COMPARED]
    shares = [(interval(one.counts[INTERVIEW], one.counts[CONTACTED]), one) for one in known]
    for (low, _), best in sorted(shares, key=lambda pair: pair[0], reverse=True)[:1]:
        worse = [one for (_, high), one in shares if high < low]
        if worse:
            other = max(worse, key=lambda one: one.counts[CONTACTED])
            return (
                f"{best.name} bring interviews from {_of(best)}, {_inside(other)} from "
                f"{_of(other)}, which is no accident: give the evening to {_inside(best)}."
            )
    return ""


def _inside(funnel: Funnel) -> str:
    """The channel's name inside a sentence."""
    return funnel.name[0].lower() + funnel.name[1:]


def _of(funnel: Funnel) -> str:
    return f"{funnel.counts[INTERVIEW] or 'none'} of {funnel.counts[CONTACTED]} contacts"


def _of_steps(found: tuple[Funnel, ...]) -> str:
    """The step at which most is lost, where there are enough cases to say so."""
    weak: list[tuple[float, int]] = []
    for step in _WEAK:
        there = [one for one in found if one.begins < step]
        before = sum(one.counts[step - 1] for one in there)
        if before >= TELLING:
            weak.append((interval(sum(one.counts[step] for one in there), before)[1], step))
    if not weak:
        return ""
    _, step = min(weak)
    return _WEAK[step]
