"""Address books become recruiters and agencies: new ones, or those that are there already."""

from __future__ import annotations

import binascii
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import vobject
from humanize import intcomma

from jobsearch_tui.domain.companies import company_key, name_key
from jobsearch_tui.domain.fields import LONGEST
from jobsearch_tui.domain.records import Agency, Record, Recruiter
from jobsearch_tui.domain.text import clean, fold, one_line
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.errors import ImportFailedError
from jobsearch_tui.services.transfer.import_report import Problems, Report
from jobsearch_tui.services.transfer.ledger import Ledger, mark_id
from jobsearch_tui.services.transfer.recruiting import is_on_their_own, is_recruiting_firm
from jobsearch_tui.services.transfer.sheet_import import report
from jobsearch_tui.services.transfer.sources import Source
from jobsearch_tui.services.transfer.tables import decode, physical_lines
from jobsearch_tui.services.transfer.vcards import COMPANY_MARK, uid_of
from jobsearch_tui.value import dataclass

SOURCE: Final = "vcard"
MOST: Final = 20_000
"""Cards that one file may hold."""

_BEGIN: Final = re.compile(r"^BEGIN:VCARD\s*$", re.IGNORECASE)
_END: Final = re.compile(r"^END:VCARD\s*$", re.IGNORECASE)
_LONGEST_CARD: Final = 500_000
"""Characters that a card may hold besides its pictures."""

_DROPPED: Final = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "AGENT", "PROFILE"})
"""What no record has a place for, and may be large or a card itself."""

_VALUE: Final = r'(?:"[^"]*+"|[^";:,]*+)'
_HEAD: Final = re.compile(
    r"(?:[a-z0-9_-]++\.)?(?P<name>[a-z0-9_-]++)(?:;(?=[;:]))?"
    rf"(?:;[a-z0-9_-]++(?:={_VALUE})?+(?:,{_VALUE})*+)*+:",
    re.IGNORECASE | re.ASCII,
)
"""What stands before the value of a line. vobject's own pattern finds the same, but takes time that
doubles with each parameter of a line without a colon; this one never tries anything twice.
"""

_APPLE_KIND: Final = "x-addressbookserver-kind"

_UNREADABLE: Final = (
    *(vobject.base.VObjectError, ValueError, LookupError, AttributeError, TypeError),
    *(binascii.Error, UnicodeError),
)
"""All that vobject was seen to raise over damaged cards."""

# Lines that vobject leaves out would be told on stderr, over whatever is on the screen.
logging.getLogger("vobject.base").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Card:
    """What a card says, as far as a record has a place for it; each text may be empty."""

    name: str
    is_firm: bool
    uid: str = ""
    firm: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""
    url: str = ""
    location: str = ""
    note: str = ""


def read_cards(
    sources: Sequence[Source],
    workspace: Workspace,
    *,
    now: datetime,
    new_id: Callable[[], str],
) -> Report:
    """What importing the cards of these files into the workspace would do.

    Raises ImportFailedError when there is no card in them that can be read.
    """
    ledger = Ledger(workspace, now, new_id)
    problems = Problems()
    cards: list[Card] = []
    for source in sources:
        for line, text in _parts(decode(source.data)):
            try:
                card = _card(text)
            except _UNREADABLE as error:
                problems.add(source.label, line, f"is no card that can be read ({error})")
                continue
            if card is not None:
                cards.append(card)
            else:
                problems.add(source.label, line, "is a group; its members come in by themselves")
    if not cards:
        told = "; ".join(f"{one.place} {one.reason}" for one in problems.all()[:3])
        raise ImportFailedError(f"Nothing could be imported: {told or 'there is no card in it'}.")
    plan = _CardPlan(ledger)
    for card in sorted(cards, key=lambda card: not card.is_firm):
        plan.take(card)
    return report(ledger, problems, [source.label for source in sources], workspace)


def _parts(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines of each card by itself, with the one on which it begins: a bad one spoils no other.

    A card that is not closed ends where the next one begins, or the file.
    """
    lines: list[str] = []
    begun = number = 0
    for at, ended in enumerate(physical_lines(text), 1):
        line = ended.rstrip("\r\n")
        begins = bool(_BEGIN.match(line))
        if begins and begun:
            yield begun, lines
        if begins:
            lines, begun = [], at
        elif begun:
            lines.append(line)
        if begun and _END.match(line):
            yield begun, lines
            lines, begun, number = [], 0, number + 1
            if number >= MOST:
                return
    if any(line.strip() for line in lines):
        yield begun, lines


def _card(lines: Sequence[str]) -> Card | None:
    """What a card says; None for one that stands for a group of others."""
    if not lines or not _END.match(lines[-1]):
        raise ValueError("it has no end")
    text = "\r\n".join(("BEGIN:VCARD", *_needed(lines[:-1]), "END:VCARD", ""))
    read = vobject.readOne(text, allowQP=True, ignoreUnreadable=True)
    if "group" in {fold(_text(_first(read, mark))) for mark in ("kind", _APPLE_KIND)}:
        return None
    organisation = [one_line(part) for part in _list(_first(read, "org")) if one_line(part)]
    firm = organisation[0] if organisation else ""
    name = one_line(_text(_first(read, "fn"))) or _full_name(_first(read, "n"))
    is_firm = _is_firm(read, name, firm)
    name = (firm if is_firm and not name else name)[:LONGEST]
    if not name:
        raise ValueError("it has no name")
    emails, pages = (_several(read, kind) for kind in ("email", "url"))
    phones = _several(read, "tel", _is_for_voice)
    faxes = _several(read, "tel", _is_fax)
    extra = [
        *(f"Department: {unit}" for unit in organisation[1:]),
        *(f"Phone: {one}" for one in phones[1:]),
        *(f"Fax: {one}" for one in faxes),
        *(f"Email: {one}" for one in emails[1:]),
        *(f"Web: {one}" for one in pages[1:]),
        *(f"Role: {one}" for one in _several(read, "role")),
    ]
    city, address = _address(_first(read, "adr"))
    if address and not is_firm:
        extra.append(f"Address: {address}")
    notes = [clean(_text(line)).strip() for line in _lines(read, "note")]
    return Card(
        name=name,
        is_firm=is_firm,
        uid=one_line(_text(_first(read, "uid"))),
        firm=firm,
        position=one_line(_text(_first(read, "title"))),
        phone=phones[0] if phones else "",
        email=emails[0] if emails else "",
        url=pages[0] if pages else "",
        location=city or address,
        note="\n".join([*filter(None, notes), *extra])[:LONGEST],
    )


def _needed(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a card that vobject is to see, each unfolded; it takes for ever over others."""
    size = 0
    for line in _unfolded(lines):
        found = _HEAD.match(line)
        if found is None or found["name"].upper() in _DROPPED:
            continue
        if found["name"].upper() in ("BEGIN", "END"):
            raise ValueError("something else begins in it")
        size += len(line)
        if size > _LONGEST_CARD:
            raise ValueError(f"it holds more than {intcomma(_LONGEST_CARD)} characters")
        yield line


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Each line with those that go on with it: folded, or in 2.1 broken by an equals sign."""
    parts: list[str] = []
    is_quoted = False
    for line in lines:
        if is_quoted and parts[-1].endswith("=") and line.strip():
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line.startswith((" ", "\t")) and line.strip():
            parts.append(line[1:])
        else:
            yield from _joined(parts, is_quoted)
            parts = [line] if line.strip() else []
            is_quoted = "quoted-printable" in line.lower()
    yield from _joined(parts, is_quoted)


def _joined(parts: Sequence[str], is_quoted: bool) -> Iterator[str]:
    if parts:
        line = "".join(parts)
        yield line.rstrip("=") if is_quoted else line


def _lines(card: Any, name: str) -> list[Any]:
    """The lines of a name, the preferred ones first."""
    return sorted(card.contents.get(name, ()), key=_rank)


def _rank(line: Any) -> int:
    """1 to 100 as version 4 says it, or 1 for the preferred one of version 3 and 2.1."""
    number = str(next(iter(line.params.get("PREF", ())), ""))
    if number.isdecimal():
        return int(number)
    words = (*line.params.get("TYPE", ()), *line.singletonparams)
    return 1 if any("PREF" in str(word).upper() for word in words) else 101


def _first(card: Any, name: str) -> Any:
    return next(iter(_lines(card, name)), None)


def _text(line: Any) -> str:
    if line is None or line.value is None:
        return ""
    if isinstance(line.value, bytes):  # base64, in which some phones write letters, too
        with suppress(UnicodeDecodeError):
            return line.value.decode("utf-8")
        return ""
    return str(line.value)


def _list(line: Any) -> list[str]:
    if line is None:
        return []
    value = line.value
    parts = value if isinstance(value, list) else str(value).split(";")
    return [str(part) for part in parts]


def _any(_line: Any) -> bool:
    return True


def _several(card: Any, name: str, wanted: Callable[[Any], bool] = _any) -> list[str]:
    lines = [line for line in _lines(card, name) if wanted(line)]
    texts = (_READ.get(name, one_line)(one_line(_text(line))) for line in lines)
    return list(dict.fromkeys(text[:1000] for text in texts if text))


def _number(text: str) -> str:
    """A number as it is dialled; version 4 has it as an address, ``tel:+1-555;ext=12``."""
    scheme, _, rest = text.partition(":")
    if scheme.casefold() != "tel":
        return text
    number, *more = rest.split(";")
    extension = next((one[4:] for one in more if one.casefold().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _address_of_web(text: str) -> str:
    """An address without the backslash that telephones write before its colon."""
    return re.sub(r"\\([:;,])", r"\1", text)


def _mailbox(text: str) -> str:
    return re.sub(r"^mailto:", "", text, flags=re.IGNORECASE)


_READ: Final[Mapping[str, Callable[[str], str]]] = {
    "tel": _number,
    "email": _mailbox,
    "url": _address_of_web,
}


def _is_fax(line: Any) -> bool:
    words = (*line.params.get("TYPE", ()), *line.singletonparams)
    return any("FAX" in str(word).upper() for word in words)


def _is_for_voice(line: Any) -> bool:
    return not _is_fax(line)


def _full_name(line: Any) -> str:
    value = getattr(line, "value", None)
    parts = [getattr(value, part, "") for part in ("given", "additional", "family")]
    return one_line(" ".join(" ".join(p) if isinstance(p, list) else str(p) for p in parts))


def _address(line: Any) -> tuple[str, str]:
    """The city, and all of an address in one line."""
    value = getattr(line, "value", None)
    if value is None:
        return "", ""
    names = ("street", "city", "region", "code", "country")
    parts = [one_line(_flat(getattr(value, name, ""))) for name in names]
    return (parts[1] if not any(parts[:1]) else ""), ", ".join(filter(None, parts))


def _flat(part: Any) -> str:
    return ", ".join(map(str, part)) if isinstance(part, list) else str(part)


def _is_firm(card: Any, name: str, firm: str) -> bool:
    kinds = {fold(_text(_first(card, mark))) for mark in ("kind", COMPANY_MARK)}
    if kinds & {"org", "company"}:
        return True
    return bool(firm) and (not name or name_key(name) == name_key(firm))


class _CardPlan:
    """Works out, card by card, what an import does."""

    def __init__(self, ledger: Ledger) -> None:
        """Plan into ``ledger``."""
        self._ledger = ledger
        self._records: dict[str, Record] = {}
        self._by_key: dict[tuple[str, ...], str] = {}
        for record in (*ledger.workspace.all(Agency), *ledger.workspace.all(Recruiter)):
            self._index(record)

    def take(self, card: Card) -> None:
        """A card: what it fills in of a record that is there, or else a new record."""
        kind = "agency" if card.is_firm else "recruiter"
        counts = self._ledger.count(kind)
        identity = (card.uid,) if card.uid else (name_key(card.name), fold(card.email), card.phone)
        mark = mark_id(SOURCE, kind, *identity)
        if self._ledger.known(mark):
            counts.skipped += 1
            return
        record = self._find(card, kind)
        values = self._values(card, kind)
        if record is None:
            now = self._ledger.now
            types: dict[str, type[Any]] = {"agency": Agency, "recruiter": Recruiter}
            made = types[kind](
                id=self._ledger.new_id(), created=now, changed=now, name=card.name, **values
            )
            self._ledger.add(made)
            record = made
        else:
            counts.linked += 1
            record = self._filled(record, values)
        self._index(record)
        self._ledger.mark(mark, record.id, SOURCE)

    def _values(self, card: Card, kind: str) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: getattr(card, name) for name in ("phone", "email", "url", "note")
        }
        if kind == "agency":
            return {**values, "location": card.location}
        values["position"] = card.position
        if card.firm and not is_on_their_own(card.firm):
            agency = self._agency(card.firm)
            values.update({"agency": agency} if agency else {"employer": card.firm})
        return values

    def _agency(self, firm: str) -> str:
        """The id of the agency of this name, made for a firm that says it recruits."""
        key = ("agency", "name", company_key(firm))
        if key in self._by_key:
            return self._by_key[key]
        if not is_recruiting_firm(firm):
            return ""
        now = self._ledger.now
        made = Agency(id=self._ledger.new_id(), created=now, changed=now, name=firm)
        self._ledger.add(made)
        self._index(made)
        return made.id

    def _filled(self, record: Record, values: dict[str, Any]) -> Record:
        """The record with what it does not say yet; what it says stays."""
        new = {name: value for name, value in values.items() if value and not getattr(record, name)}
        firm = {"agency", "employer"}
        if any(getattr(record, name, "") for name in firm):
            new = {name: value for name, value in new.items() if name not in firm}
        if new:
            record = replace(record, changed=self._ledger.now, **new)
            self._ledger.put[record.id] = record
        return record

    def _find(self, card: Card, kind: str) -> Record | None:
        """By identity, then address, then number with the name, then name with the firm."""
        for key in self._keys(kind, card.uid, card.email, card.phone, card.name, card.firm):
            if id := self._by_key.get(key):
                return self._records[id]
        return None

    def _index(self, record: Any) -> None:
        self._records[record.id] = record
        firm = ""
        if isinstance(record, Recruiter):
            agency = self._records.get(record.agency)
            firm = agency.title if agency else record.employer
        for key in self._keys(
            record.kind, uid_of(record.id), record.email, record.phone, record.name, firm
        ):
            self._by_key.setdefault(key, record.id)

    def _keys(
        self, kind: str, uid: str, email: str, phone: str, name: str, firm: str
    ) -> Iterator[tuple[str, ...]]:
        if uid:
            yield kind, "uid", uid
        if kind == "agency":
            yield kind, "name", company_key(name)
            return
        if email:
            yield kind, "email", fold(email)
        digits = re.sub(r"\D", "", phone)[-9:]
        if digits:
            yield kind, "phone", digits, name_key(name)
        yield kind, "name", name_key(name), company_key(firm)
