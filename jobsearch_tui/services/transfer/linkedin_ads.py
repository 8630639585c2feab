"""Applications and saved jobs become ads: new ones, or those that are there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, tzinfo
from typing import Final

from jobsearch_tui.domain.companies import company_key, name_key
from jobsearch_tui.domain.records import Activity, Ad
from jobsearch_tui.services.transfer.ledger import Ledger, mark_id
from jobsearch_tui.services.transfer.linkedin_rows import Job, job_key, job_number
from jobsearch_tui.services.transfer.moments import Moment, written

SOURCE: Final = "LinkedIn"
APPLIED: Final = "LinkedIn application"
SAVED: Final = "LinkedIn saved job"

_NOON: Final = time(12)


class AdPlan:
    """Works out, row by row, what an import does with the ads.

    Applications are to be given before saved jobs, so that a job that was both is one ad.
    An ad is found again by the number of its job, or else by role and employer; by the latter
    each ad is found once by each table, for employers do publish the same role again.
    """

    def __init__(self, ledger: Ledger, zone: tzinfo) -> None:
        """Plan into ``ledger``; applications without a time of day are taken to be at noon."""
        self._ledger = ledger
        self._zone = zone
        self._claims = ledger.claims()
        self._ads: dict[str, Ad] = {}
        self._by_key: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        for ad in ledger.workspace.all(Ad):
            self._index(ad)

    def application(self, job: Job) -> None:
        """An application: an answered ad, with the letter in its log."""
        mark = _mark("application", job)
        if self._ledger.known(mark):
            self._ledger.counts["ad"].skipped += 1
            return
        ad = self._find(job, APPLIED)
        if ad is None:
            ad = self._new(job, APPLIED)
            self._log(ad, job)
        elif ad.stage == "spotted":
            self._ledger.counts["ad"].moved += 1
            self._ads[ad.id] = self._ledger.put[ad.id] = _answered(ad, job, self._ledger.now)
            self._log(ad, job)
        else:
            self._ledger.counts["ad"].linked += 1
        self._claim(ad, mark, APPLIED, job)

    def saved(self, job: Job) -> None:
        """A saved job: a spotted ad, unless it is there already."""
        mark = _mark("saved", job)
        if self._ledger.known(mark) or (job.key and self._ledger.known(_mark("application", job))):
            self._ledger.counts["ad"].skipped += 1
            return
        ad = self._find(job, SAVED)
        if ad is None:
            ad = self._new(job, SAVED)
        else:
            self._ledger.counts["ad"].linked += 1
        self._claim(ad, mark, SAVED, job)

    def _find(self, job: Job, source: str) -> Ad | None:
        if known := self._by_key.get(job.key):
            return self._ads[known]
        for id in self._by_name.get(_names(job.role, job.employer), ()):
            ad = self._ads[id]
            if self._may_be(ad, job, source):
                return ad
        return None

    def _may_be(self, ad: Ad, job: Job, source: str) -> bool:
        """Whether an ad of the same role and employer is not known to be another job's."""
        claims = self._claims.get(ad.id, set())
        numbers = {job_number(ad.url), *(claim.rpartition(" ")[2] for claim in claims)}
        others = {number for number in numbers if number.isdigit()} - {job_number(job.url)}
        taken = any(claim.startswith(source) for claim in claims)
        return not taken and not (others and job_number(job.url))

    def _new(self, job: Job, source: str) -> Ad:
        now = self._ledger.now
        ad = Ad(
            id=self._ledger.new_id(),
            created=now,
            changed=now,
            role=job.role,
            employer=job.employer,
            source=SOURCE,
            url=job.url,
        )
        if source == APPLIED:
            ad = _answered(ad, job, now)
        elif job.when:
            ad = replace(ad, note=f"Saved on LinkedIn on {written(job.when.day)}")
        self._ledger.add(ad)
        self._index(ad)
        return ad

    def _index(self, ad: Ad) -> None:
        self._ads[ad.id] = ad
        if key := job_key(ad.url):
            self._by_key.setdefault(key, ad.id)
        self._by_name.setdefault(_names(ad.role, ad.employer), []).append(ad.id)

    def _claim(self, ad: Ad, mark: str, source: str, job: Job) -> None:
        """Mark the row as this ad; the mark keeps the job's number, which the ad may lack."""
        claim = f"{source} {job_number(job.url)}".strip()
        self._claims.setdefault(ad.id, set()).add(claim)
        self._ledger.mark(mark, ad.id, claim)

    def _log(self, ad: Ad, job: Job) -> None:
        now = self._ledger.now
        self._ledger.add(
            Activity(
                id=self._ledger.new_id(),
                created=now,
                changed=now,
                at=_at(job.when, self._zone) if job.when else now,
                type="message",
                direction="out",
                about=(ad.id,),
                summary="Applied on LinkedIn",
            )
        )


def _mark(kind: str, job: Job) -> str:
    if job.key:
        return mark_id("linkedin", kind, job.key)
    day = job.when.day.isoformat() if job.when else ""
    return mark_id("linkedin", kind, *_names(job.role, job.employer), day)


def _names(role: str, employer: str) -> tuple[str, str]:
    return name_key(role), company_key(employer)


def _answered(ad: Ad, job: Job, now: datetime) -> Ad:
    """The ad as answered; what the user wrote in it stays."""
    return replace(
        ad,
        stage="answered",
        answered_on=job.when.day if job.when else ad.answered_on,
        url=ad.url or job.url,
        resume=ad.resume or job.resume,
        note="\n".join(part for part in (ad.note, job.answers) if part),
        changed=now,
    )


def _at(when: Moment, zone: tzinfo) -> datetime:
    return when.at or datetime.combine(when.day, _NOON, tzinfo=zone)
