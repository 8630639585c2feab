"""The rows of a spreadsheet become records: new ones, or those that are there already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from jobsearch_tui.domain.companies import company_key, name_key
from jobsearch_tui.domain.fields import Context, FieldError, fields_of
from jobsearch_tui.domain.records import (
    RECORD_TYPES,
    Activity,
    Agency,
    Record,
    Recruiter,
)
from jobsearch_tui.domain.text import clean, fold, one_line, visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.services.transfer.import_report import Problems
from jobsearch_tui.services.transfer.ledger import Ledger, mark_id
from jobsearch_tui.services.transfer.recruiting import is_on_their_own, is_recruiting_firm
from jobsearch_tui.services.transfer.sheet import Sheet
from jobsearch_tui.services.transfer.sheet_cells import NOON, is_too_long, sums, value_of
from jobsearch_tui.services.transfer.sheet_columns import LEFT_OUT, NOTE, Columns, targets_of
from jobsearch_tui.services.transfer.sheet_dates import read
from jobsearch_tui.services.transfer.sheet_words import GENERIC_DATES, STILL_OPEN, VIRTUAL, plain
from jobsearch_tui.services.transfer.tables import Row

SOURCE: Final = "spreadsheet"

Key = tuple[str, ...]


@dataclass(slots=True)
class _Told:
    """What a row says: values by field, what is said besides, and what belongs in the note.

    ``unread`` are the reasons why some of its cells stand in the note.
    """

    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    note: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class SheetPlan:
    """Works out, row by row, what an import of a table does.

    A row is known again by the mark of what it is about: an address, or names and a day. One
    that is a record of the user's own already fills in what that lacks.
    """

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        styles: Mapping[int, str],
        ledger: Ledger,
        problems: Problems,
    ) -> None:
        """Plan into ``ledger``; ``styles`` are those of the columns with dates, by number."""
        self._sheet = sheet
        self._columns = columns
        self._styles = styles
        self._ledger = ledger
        self._problems = problems
        self._context = Context(ledger.workspace, ledger.now)
        self._fields = {one.name: one for one in fields_of(columns.kind)}
        self._people = _People(ledger)
        self._known: dict[Key, str] = {}
        self._claimed: set[str] = set()
        for record in ledger.workspace.of_kind(columns.kind):
            for key in keys_of(record, ledger.workspace):
                self._known.setdefault(key, record.id)

    def row(self, row: Row) -> None:
        """Take in a row, or say why it is not."""
        if any(map(is_too_long, row.cells)):
            self._problem(row, "has a cell of more than 100,000 characters")
            return
        told = self._told(row)
        self._answer(row, told)
        _complete(self._columns.kind, told, self._people, self._ledger.now)
        if lacks := self._lacking(told):
            self._problem(row, ": ".join((f"has no {lacks}", *told.unread)))
            return
        for reason in told.unread:
            self._problem(row, f"{reason}; it stands in the note")
        record = self._record(told)
        keys = keys_of(record, self._ledger.workspace)
        counts = self._ledger.count(record.kind)
        mark = mark_id(SOURCE, record.kind, *(keys[0] if keys else row.cells))
        if self._ledger.known(mark):
            counts.skipped += 1
            return
        known = next((self._known[key] for key in keys if self._known.get(key)), "")
        if known and known not in self._claimed:
            self._claimed.add(known)
            self._fill(known, record, told)
        else:
            known = record.id
            self._ledger.add(record)
            self._log(record, told)
        self._ledger.mark(mark, known, f"{SOURCE} {self._sheet.label}"[:200])

    def _fill(self, id: str, record: Record, told: _Told) -> None:
        """Let a record that is there take from the row what it does not say; the rest stays.

        A spotted ad that the row says was answered is answered now.
        """
        here = self._ledger.workspace.table(record.kind)[id]
        answered = here.kind == "ad" and _stage(here) == "spotted" != _stage(record)
        new = {
            one.name: getattr(record, one.name)
            for one in self._fields.values()
            if getattr(here, one.name) == one.default != getattr(record, one.name)
            and (one.name != "stage" or answered)
        }
        if new:
            self._ledger.put[id] = replace(here, **new)
        if answered:
            self._log(self._ledger.put[id], told)
            self._ledger.count("ad").moved += 1
        else:
            self._ledger.count(here.kind).linked += 1

    # --- what a row says --------------------------------------------------------------------------

    def _told(self, row: Row) -> _Told:
        told = _Told()
        columns = zip(self._sheet.header, self._columns.targets, row.cells, strict=True)
        for number, (heading, target, cell) in enumerate(columns):
            if not cell.strip() or target == LEFT_OUT:
                continue
            style = self._styles.get(number, "dmy")
            if target == "note":
                told.note.insert(0, clean(cell).strip())
            elif target == NOTE:
                told.note.append(f"{heading}: {clean(cell).strip()}")
            elif target in VIRTUAL.get(self._columns.kind, {}) or self._is_person(target):
                told.extra[target] = one_line(cell)
            else:
                self._value(told, heading, target, cell, style)
        return told

    def _answer(self, row: Row, told: _Told) -> None:
        """Let the day of an ad and its stage agree.

        An *open* ad with a day is an answered one, and so is any under *Date applied*; under
        *Date* a *saved* one was not answered on that day, which stands in the note.
        """
        number, stage = (self._columns.place(name) for name in ("answered_on", "stage"))
        day = told.values.get("answered_on")
        if number is None or stage is None or day is None or told.values.get("stage") != "spotted":
            return
        heading = self._sheet.header[number]
        if plain(heading) in GENERIC_DATES and plain(row.cells[stage]) not in STILL_OPEN:
            del told.values["answered_on"]
            told.note.append(f"{heading}: {day.isoformat()}")
        else:
            told.values["stage"] = "answered"

    def _is_person(self, target: str) -> bool:
        refers = self._fields[target].spec.refers
        return refers in (("agency",), ("recruiter",))

    def _value(self, told: _Told, heading: str, target: str, cell: str, style: str) -> None:
        one = self._fields[target]
        try:
            told.values[target] = value_of(self._columns.kind, one, cell, style, self._context)
        except FieldError as error:
            told.note.append(f"{heading}: {clean(cell).strip()}")
            told.unread.append(_bare(error))

    def _lacking(self, told: _Told) -> str:
        labels = [
            one.label
            for one in self._fields.values()
            if one.spec.required and not told.values.get(one.name, one.default)
        ]
        if self._columns.kind == "interview" and "starts" not in told.values:
            labels.append(self._fields["starts"].label)
        return " and no ".join(labels)

    def _record(self, told: _Told) -> Record:
        now = self._ledger.now
        values = told.values
        if note := "\n".join(filter(None, told.note)):
            values["note" if "note" in self._fields else "summary"] = note
        return RECORD_TYPES[self._columns.kind](
            id=self._ledger.new_id(), created=now, changed=now, **values
        )

    # --- what goes with a record ------------------------------------------------------------------

    def _log(self, record: Record, told: _Told) -> None:
        """The letter that the row tells of, and the people that it names beside the record."""
        sent: date | None = getattr(record, "answered_on", None) or getattr(
            record, "written_on", None
        )
        words = {"ad": "Applied", "target": "Written to"}.get(record.kind)
        if sent and words:
            at = datetime.combine(sent, NOON, tzinfo=self._ledger.now.tzinfo)
            self._entry(at, "letter", (record.id,), f"{words}, says {self._sheet.label}")
        if record.kind != "ad":
            return
        agency = self._people.agency(told.extra.get("agency", ""))
        person = self._people.recruiter(told.extra.get("recruiter", ""), agency, "")
        if about := tuple(filter(None, (person, agency))):
            self._entry(self._ledger.now, "note", (record.id, *about), "Together in a spreadsheet")

    def _entry(self, at: datetime, type: str, about: tuple[str, ...], summary: str) -> None:
        now = self._ledger.now
        self._ledger.add(
            Activity(
                id=self._ledger.new_id(),
                created=now,
                changed=now,
                at=at,
                type=type,
                about=about,
                summary=summary,
            )
        )

    def _problem(self, row: Row, reason: str) -> None:
        self._problems.add(self._sheet.label, row.line, visible(reason))


def _bare(error: FieldError) -> str:
    return str(error).rstrip(".")


# --- what belongs together ----------------------------------------------------------------------


def _complete(kind: str, told: _Told, people: _People, now: datetime) -> None:
    """Make values of what a row says in other columns than those of the record's fields."""
    values, extra = told.values, told.extra
    if kind == "ad":
        _salary(told)
        if values.get("answered_on") and "stage" not in values:
            values["stage"] = "answered"
        told.note += [
            f"{label}: {extra[name]}"
            for name, label in (("recruiter", "Recruiter"), ("agency", "Agency"))
            if extra.get(name)
        ]
    elif kind == "recruiter":
        _person(told, people)
    elif kind == "search":
        agency = people.agency(extra.get("agency", ""))
        if name := extra.get("recruiter", ""):
            values["recruiter"] = people.recruiter(name, agency, "")
    elif kind == "target":
        if values.get("written_on") and "stage" not in values:
            values["stage"] = "written"
    elif kind == "interview":
        _appointment(told, now)


def _salary(told: _Told) -> None:
    """One sum is the least of the range, the greatest is the other end."""
    text = told.extra.get("salary", "")
    found = sums(text)
    if not text:
        return
    if not found:
        told.note.append(f"Salary: {text}")
        return
    told.values.setdefault("salary_low", min(found))
    if len(found) > 1:
        told.values.setdefault("salary_high", max(found))


def _person(told: _Told, people: _People) -> None:
    values, extra = told.values, told.extra
    if not values.get("name"):
        values["name"] = one_line(f"{extra.get('first', '')} {extra.get('last', '')}")
    if named := extra.get("agency", ""):
        values["agency"] = people.agency(named)
    firm = extra.get("firm", "")
    if not firm or is_on_their_own(firm):
        return
    if people.is_agency(firm):
        values.setdefault("agency", people.agency(firm))
    else:
        values.setdefault("employer", firm)


def _appointment(told: _Told, now: datetime) -> None:
    """Put the time of the day to its day; what was before today and has no stage was held."""
    starts: datetime | None = told.values.get("starts")
    if starts is None:
        return
    if text := told.extra.get("time", ""):
        at = read(text, "dmy").at
        if at is None:
            told.note.append(f"Time: {text}")
        else:
            starts = datetime.combine(starts.date(), at, tzinfo=starts.tzinfo)
    told.values["starts"] = starts
    if starts.date() < now.date():
        told.values.setdefault("stage", "held")


class _People:
    """Agencies and recruiters by name: those that are there, and new ones as rows name them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        workspace = ledger.workspace
        self._agencies = {company_key(one.name): one.id for one in workspace.all(Agency)}
        self._recruiters: dict[str, list[tuple[str, str]]] = {}
        for person in workspace.all(Recruiter):
            self._recruiters.setdefault(name_key(person.name), []).append(
                (person.id, person.agency)
            )

    def is_agency(self, name: str) -> bool:
        """Whether a firm is known to place people, or says so in its name."""
        return company_key(name) in self._agencies or is_recruiting_firm(name)

    def agency(self, name: str) -> str:
        """The id of the agency of this name, made when need be; empty for no name."""
        key = company_key(name)
        if not key:
            return ""
        if key not in self._agencies:
            made = Agency(id=self._ledger.new_id(), name=name, **self._stamps())
            self._ledger.add(made)
            self._agencies[key] = made.id
        return self._agencies[key]

    def recruiter(self, name: str, agency: str, email: str) -> str:
        """The id of the recruiter of this name, at this agency if one is said."""
        key = name_key(name)
        if not key:
            return ""
        for id, at in self._recruiters.get(key, ()):
            if not agency or not at or at == agency:
                return id
        made = Recruiter(
            id=self._ledger.new_id(), name=name, agency=agency, email=email, **self._stamps()
        )
        self._ledger.add(made)
        self._recruiters.setdefault(key, []).append((made.id, agency))
        return made.id

    def _stamps(self) -> dict[str, Any]:
        return {"created": self._ledger.now, "changed": self._ledger.now}


def _stage(record: Record) -> str:
    return str(getattr(record, "stage", ""))


def keys_of(record: Record, workspace: Workspace) -> tuple[Key, ...]:
    """What a record is known by, the surest first; empty for one that has nothing of its own."""
    return tuple(
        key for key in _KEYS.get(record.kind, _no_keys)(record, workspace) if all(key[1:2])
    )


def _no_keys(_record: Any, _workspace: Workspace) -> Iterator[Key]:
    return iter(())


def _ad_keys(ad: Any, _workspace: Workspace) -> Iterator[Key]:
    day = ad.answered_on or ad.posted
    names = (name_key(ad.role), company_key(ad.employer))
    if ad.url:
        yield ("url", fold(ad.url).rstrip("/"), *names)
    yield ("named", *names, day.isoformat() if day else "")
    if ad.employer:
        yield ("names", *names)


def _recruiter_keys(person: Any, workspace: Workspace) -> Iterator[Key]:
    firm = workspace.title(person.agency) or person.employer
    if person.email:
        yield ("email", fold(person.email))
    yield ("named", name_key(person.name), company_key(firm))


def _agency_keys(agency: Any, _workspace: Workspace) -> Iterator[Key]:
    yield ("named", company_key(agency.name))


def _target_keys(target: Any, _workspace: Workspace) -> Iterator[Key]:
    yield ("named", company_key(target.company), target.campaign)


def _interview_keys(interview: Any, _workspace: Workspace) -> Iterator[Key]:
    yield ("at", company_key(interview.company), str(round(interview.starts.timestamp())))


def _search_keys(search: Any, _workspace: Workspace) -> Iterator[Key]:
    yield ("named", name_key(search.name), company_key(search.client), search.recruiter)


def _offer_keys(offer: Any, _workspace: Workspace) -> Iterator[Key]:
    day = offer.received.isoformat() if offer.received else ""
    yield ("named", company_key(offer.company), name_key(offer.role), day)


_KEYS: Final[Mapping[str, Callable[[Any, Workspace], Iterator[Key]]]] = {
    "ad": _ad_keys,
    "recruiter": _recruiter_keys,
    "agency": _agency_keys,
    "target": _target_keys,
    "interview": _interview_keys,
    "search": _search_keys,
    "offer": _offer_keys,
}


def labels(columns: Columns) -> Mapping[str, str]:
    """What each target of a kind is called, with the two that are no field."""
    return {**targets_of(columns.kind), NOTE: "into the note", LEFT_OUT: "left out"}
