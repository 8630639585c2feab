"""Connections become recruiters, with their agency or employer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from jobsearch_tui.domain.companies import company_key, name_key
from jobsearch_tui.domain.records import Agency, Recruiter
from jobsearch_tui.domain.text import fold
from jobsearch_tui.services.transfer.ledger import Ledger, mark_id
from jobsearch_tui.services.transfer.linkedin_rows import Connection, profile_key
from jobsearch_tui.services.transfer.moments import written
from jobsearch_tui.services.transfer.recruiting import (
    is_on_their_own,
    is_recruiting_firm,
    recruits,
    tells_a_firm,
)

CONNECTED: Final = "LinkedIn connection"
FIRM: Final = "LinkedIn company"


class PeoplePlan:
    """Works out what an import does with the recruiters and their agencies.

    A person is found again by profile address, or else by email address, or by name and
    company; by the latter two only among records that no connection came in as before, for
    there are people of the same name in one company.
    """

    def __init__(self, ledger: Ledger) -> None:
        """Plan into ``ledger``."""
        self._ledger = ledger
        self._claims = ledger.claims()
        self._firms: set[str] = set()
        self._agencies: dict[str, str] = {}
        for agency in ledger.workspace.all(Agency):
            self._agencies.setdefault(company_key(agency.name), agency.id)
        self._by_profile: dict[str, str] = {}
        self._by_email: dict[str, str] = {}
        self._by_name: dict[tuple[str, str], list[str]] = {}
        self._urls: dict[str, str] = {}
        for person in ledger.workspace.all(Recruiter):
            company = ledger.workspace.title(person.agency) or person.employer
            self._index(person, company)

    def people(self, connections: Sequence[Connection], everybody: bool) -> None:
        """All connections of an export; with ``everybody`` those who do not recruit too."""
        self._firms = _firms(connections)
        for connection in connections:
            if everybody or recruits(connection.position, connection.company):
                self._person(connection)
            else:
                self._ledger.counts["recruiter"].ignored += 1

    def _person(self, connection: Connection) -> None:
        counts = self._ledger.counts["recruiter"]
        mark = _mark(connection)
        if self._ledger.known(mark):
            counts.skipped += 1
            return
        id = self._find(connection)
        if id:
            counts.linked += 1
        else:
            id = self._new(connection)
        self._claims.setdefault(id, set()).add(CONNECTED)
        self._ledger.mark(mark, id, CONNECTED)

    def _find(self, connection: Connection) -> str:
        if known := self._by_profile.get(connection.key):
            return known
        names = (name_key(connection.name), company_key(connection.company))
        by_email = self._by_email.get(fold(connection.email), "")
        for other in (by_email, *self._by_name.get(names, [])):
            same_page = not (connection.key and self._urls.get(other))
            if other and same_page and CONNECTED not in self._claims.get(other, ()):
                return other
        return ""

    def _new(self, connection: Connection) -> str:
        agency = self._agency(connection.company)
        in_house = not agency and not is_on_their_own(connection.company)
        person = Recruiter(
            id=self._ledger.new_id(),
            created=self._ledger.now,
            changed=self._ledger.now,
            name=connection.name,
            agency=agency,
            employer=connection.company if in_house else "",
            position=connection.position,
            email=connection.email,
            url=connection.url,
            note=f"Connected on LinkedIn on {written(connection.on)}" if connection.on else "",
        )
        self._ledger.add(person)
        self._index(person, connection.company)
        return person.id

    def _index(self, person: Recruiter, company: str) -> None:
        if key := profile_key(person.url):
            self._by_profile.setdefault(key, person.id)
            self._urls[person.id] = key
        if person.email:
            self._by_email.setdefault(fold(person.email), person.id)
        names = (name_key(person.name), company_key(company))
        self._by_name.setdefault(names, []).append(person.id)

    def _agency(self, company: str) -> str:
        """The id of the agency of this name, made when need be; empty for an employer.

        An agency that came in before is found under whatever name it has now; one that was
        deleted since does not come back.
        """
        key = company_key(company)
        if not key or is_on_their_own(company):
            return ""
        mark = mark_id("linkedin", "company", key)
        if id := self._agencies.get(key):
            if not self._ledger.known(mark):
                self._ledger.mark(mark, id, FIRM)
            return id
        if known := self._ledger.known(mark):
            return known.record if self._ledger.workspace.find(Agency, known.record) else ""
        if key not in self._firms and not is_recruiting_firm(company):
            return ""
        agency = Agency(
            id=self._ledger.new_id(),
            created=self._ledger.now,
            changed=self._ledger.now,
            name=company,
        )
        self._ledger.add(agency)
        self._ledger.mark(mark, agency.id, FIRM)
        self._agencies[key] = agency.id
        return agency.id


def _firms(connections: Iterable[Connection]) -> set[str]:
    """The companies at which somebody has a title that is held only where one recruits."""
    return {
        company_key(person.company)
        for person in connections
        if person.company and tells_a_firm(person.position)
    }


def _mark(connection: Connection) -> str:
    if connection.key:
        return mark_id("linkedin", "connection", connection.key)
    day = connection.on.isoformat() if connection.on else ""
    names = (name_key(connection.name), company_key(connection.company))
    return mark_id("linkedin", "connection", *names, day)
