"""Recruiters and agencies as vCards, the cards of address books: version 3 or 4."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import Any, Final

import vobject

from jobsearch_tui.domain.records import Agency, Record, Recruiter
from jobsearch_tui.domain.text import clean
from jobsearch_tui.domain.workspace import Workspace

KINDS: Final = ("recruiter", "agency")
"""The kinds of record that have a card."""

COMPANY_MARK: Final = "x-abshowas"
"""What Apple's address book marks the card of a firm with; version 3 has no word for it."""


def uid_of(id: str) -> str:
    """The identity of a record's card: the same in every export, on every machine."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'jobsearch-tui:{id}')}"


def cards(records: Iterable[Record], workspace: Workspace, version: str) -> bytes:
    """The cards of recruiters and agencies in UTF-8, one after the other."""
    makers: dict[type, Callable[[Any, Workspace, str], vobject.base.Component]] = {
        Recruiter: _person,
        Agency: _firm,
    }
    made = (makers[type(record)](record, workspace, version) for record in records)
    return "".join(card.serialize() for card in made).encode("utf-8", "replace")


def _card(record: Any, version: str) -> vobject.base.Component:
    """A card with what both kinds have."""
    card = vobject.vCard()
    _put(card, "version", f"{version}.0")
    _put(card, "fn", record.name)
    _put(card, "uid", uid_of(record.id))
    _put(card, "rev", f"{record.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    for name, text in (("tel", record.phone), ("email", record.email)):
        if text:
            _put(card, name, text).type_param = "WORK"
    _put(card, "url", record.url)
    _put(card, "note", record.note)
    return card


def _put(card: vobject.base.Component, name: str, text: str) -> Any:
    """A line of a card; none for no text."""
    if not text:
        return None
    line = card.add(name)
    line.value = clean(text)
    return line


def _person(person: Recruiter, workspace: Workspace, version: str) -> vobject.base.Component:
    card = _card(person, version)
    given, _, family = clean(person.name).rpartition(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=given)
    firm = workspace.title(person.agency) or person.employer
    if firm:
        card.add("org").value = [clean(firm)]
    _put(card, "title", person.position)
    card.add("categories").value = ["Recruiter"]
    return card


def _firm(agency: Agency, _workspace: Workspace, version: str) -> vobject.base.Component:
    card = _card(agency, version)
    card.add("n").value = vobject.vcard.Name()
    card.add("org").value = [clean(agency.name)]
    if agency.location:
        line = card.add("adr")
        line.value = vobject.vcard.Address(city=clean(agency.location))
        line.type_param = "WORK"
    if version == "4":
        _put(card, "kind", "org")
    _put(card, COMPANY_MARK, "COMPANY")
    card.add("categories").value = ["Agency"]
    return card
