"""Which records of a kind are shown, and in which order: a value that can say what it is.

``now`` is an aware datetime in the user's zone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from jobsearch_tui.domain.fields import Field, field_named
from jobsearch_tui.domain.haystacks import Haystacks, untouched
from jobsearch_tui.domain.records import EPOCH, Activity, Ad, Interview, Record
from jobsearch_tui.domain.spec import FieldKind
from jobsearch_tui.domain.stages import stages_of
from jobsearch_tui.domain.text import fold, visible
from jobsearch_tui.domain.workspace import Workspace
from jobsearch_tui.value import dataclass

SPECIAL: Final = ("contact", "next", "searches", "created", "changed")
"""What can be sorted by besides a record's fields: the last contact, the next follow-up, the
number of live searches that a recruiter told of or that are noted, stamps."""

_OF_ALL: Final = ("contact", "next", "searches")

LIVELINESS: Final = ("active", "contacted", "queued", "dormant", "closed")
"""The stages of agencies and recruiters, those that need attention first."""

_Key = Callable[[Record], Any]


class Catalogue:
    """Remembers the order and the full text of records while they do not change.

    One may be kept as long as the program runs and asked about any workspace: what it remembers
    is bound to the identity of the records, which are frozen. Typing on in a filter then costs
    one look at each text.
    """

    def __init__(self) -> None:
        self.haystacks = Haystacks()
        self._orders: dict[tuple[str, str, bool], _Order] = {}

    def ordered(self, selection: Selection, workspace: Workspace, now: datetime) -> _Records:
        """All records of the selection's kind in its order, whatever its words are."""
        key = (selection.kind, selection.sort, selection.downwards)
        known = self._orders.get(key)
        if known is None or not known.holds(selection, workspace, now):
            known = _Order(workspace, now.date(), in_order(selection, workspace, now))
            self._orders[key] = known
        return known.records


_Records = tuple[Record, ...]


@dataclass(frozen=True)
class _Order:
    workspace: Workspace
    today: date
    records: _Records

    def holds(self, selection: Selection, workspace: Workspace, now: datetime) -> bool:
        """Whether the order would come out the same now."""
        if self.today != now.date():
            return False
        if selection.sort in _OF_ALL:  # these follow from the log, not from the record alone
            return self.workspace is workspace
        return untouched(selection.kind, self.workspace, workspace)


@dataclass(frozen=True)
class Selection:
    """The records of a kind in whose text each of ``words`` occurs, in an order.

    ``sort`` is the name of a field or one of :data:`SPECIAL`; empty is the order that suits the
    kind. ``downwards`` puts the greatest first. Records that have nothing in that field come
    last either way.
    """

    kind: str
    words: str = ""
    sort: str = ""
    downwards: bool = False

    def rows(
        self, workspace: Workspace, now: datetime, catalogue: Catalogue | None = None
    ) -> tuple[Record, ...]:
        """The records that are selected.

        Raises :class:`~jobsearch_tui.domain.fields.FieldError` when ``sort`` is no field.
        """
        remembered = catalogue or Catalogue()
        records = remembered.ordered(self, workspace, now)
        wanted = fold(self.words).split()
        if not wanted:
            return records
        texts = remembered.haystacks.texts(self.kind, workspace)
        for word in wanted:
            records = tuple([record for record in records if word in texts[record.id]])
        return records

    def describe(self) -> str:
        """What a title says of it: ``/ops``, ``by company ▼``; empty for all in usual order."""
        parts = []
        if self.words.strip():
            parts.append(f"/{visible(' '.join(self.words.split()))}")
        if self.sort:
            label = self.sort
            if self.sort not in SPECIAL:
                label = field_named(self.kind, self.sort).label.lower()
            parts.append(f"by {label} {'▼' if self.downwards else '▲'}")
        return " ".join(parts)


def in_order(selection: Selection, workspace: Workspace, now: datetime) -> _Records:
    """All records of the selection's kind in its order."""
    records = _usual_order(selection.kind, workspace.of_kind(selection.kind), now)
    if not selection.sort:
        return records
    key = _key(selection.kind, selection.sort, workspace, now)
    filled: list[tuple[Any, Record]] = []
    empty: list[Record] = []
    for record in records:
        value = key(record)
        if value is None:
            empty.append(record)
        else:
            filled.append((value, record))
    filled.sort(key=_first, reverse=selection.downwards)
    return (*(record for _, record in filled), *empty)


def _first(pair: tuple[Any, Record]) -> Any:
    return pair[0]


# --- the usual orders --------------------------------------------------------------------------


def _usual_order(kind: str, records: Iterable[Record], now: datetime) -> _Records:
    if kind == "interview":
        return _interviews(records, now)
    return tuple(sorted(records, key=_USUAL.get(kind, _by_stage_and_title)))


def _by_liveliness(record: Any) -> tuple[int, str]:
    return _rank(LIVELINESS, record.stage), fold(record.name)


def _by_stage_and_title(record: Record) -> tuple[int, str]:
    return _rank(stages_of(record.kind), getattr(record, "stage", "")), fold(record.title)


def _ads(record: Any) -> tuple[int, int, float]:
    ad: Ad = record
    made = -ad.created.timestamp()
    newest = -ad.answered_on.toordinal() if ad.answered_on else 0
    return _rank(_OPENNESS, ad.stage), newest, made


_OPENNESS: Final = ("offered", "interviewing", "replied", "answered", "spotted")
"""The stages of an ad in which something is to be expected of it, the most pressing first."""


def _newest_entry(record: Any) -> float:
    entry: Activity = record
    return -entry.at.timestamp()


def _earliest_promised(record: Any) -> tuple[bool, date]:
    return record.stage != "open", record.by or date.max


_USUAL: Final[Mapping[str, _Key]] = {
    "agency": _by_liveliness,
    "recruiter": _by_liveliness,
    "ad": _ads,
    "promise": _earliest_promised,
    "activity": _newest_entry,
}


def _interviews(records: Iterable[Any], now: datetime) -> _Records:
    """Those to come, the next one first, then the others, the newest first.

    One of today that is over but still scheduled stays above: it waits to be told about.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    coming: list[tuple[float, Interview]] = []
    rest: list[tuple[float, Interview]] = []
    for record in records:
        starts = record.starts.timestamp()
        if record.stage == "scheduled" and starts >= midnight:
            coming.append((starts, record))
        else:
            rest.append((-starts, record))
    coming.sort(key=_first)
    rest.sort(key=_first)
    return tuple([record for _, record in (*coming, *rest)])


def _rank(order: tuple[str, ...], word: str) -> int:
    """The place of a word in an order; one that is not in it comes last."""
    return order.index(word) if word in order else len(order)


# --- by a field --------------------------------------------------------------------------------


def _key(kind: str, sort: str, workspace: Workspace, now: datetime) -> _Key:
    """What to compare for a sort; None for a record that has nothing there."""
    if sort == "contact":
        return _contacts(workspace)
    if sort == "next":
        return _follow_ups(workspace, now)
    if sort == "searches":
        return _live_searches(workspace, now)
    if sort in SPECIAL:
        return lambda record: _moment(getattr(record, sort))
    field = field_named(kind, sort)
    maker = _BY_KIND.get(field.spec.kind, _by_text)
    return maker(field, workspace)


def _contacts(workspace: Workspace) -> _Key:
    from jobsearch_tui.domain.contacts import last_contacts

    newest = last_contacts(workspace)
    return lambda record: newest[record.id].at.timestamp() if record.id in newest else None


def _follow_ups(workspace: Workspace, now: datetime) -> _Key:
    from jobsearch_tui.domain.followups import due

    today = now.date()
    ahead = (date.max - today).days
    found = due(workspace, today, now.tzinfo, within=ahead)  # type: ignore[arg-type]
    days = {one.record.id: one.due for one in found}
    return lambda record: days.get(record.id)


def _live_searches(workspace: Workspace, now: datetime) -> _Key:
    from jobsearch_tui.domain.ladder import searches_by_recruiter

    live = searches_by_recruiter(workspace, now.date())
    return lambda record: live[record.id] or None


def _moment(value: datetime) -> float | None:
    return None if value == EPOCH else value.timestamp()


def _by_text(field: Field, _workspace: Workspace) -> _Key:
    name = field.name
    return lambda record: fold(getattr(record, name)) or None


def _by_value(field: Field, _workspace: Workspace) -> _Key:
    name = field.name
    return lambda record: getattr(record, name)


def _by_moment(field: Field, _workspace: Workspace) -> _Key:
    name = field.name
    return lambda record: _moment(getattr(record, name))


def _by_choice(field: Field, _workspace: Workspace) -> _Key:
    name = field.name
    order = {choice: place for place, choice in enumerate(field.spec.choices)}

    def key(record: Record) -> int | None:
        value = getattr(record, name)
        return order.get(value, len(order)) if value else None

    return key


def _by_title(field: Field, workspace: Workspace) -> _Key:
    name = field.name

    def key(record: Record) -> str | None:
        value = getattr(record, name)
        first = value if isinstance(value, str) else next(iter(value), "")
        return fold(workspace.title(first)) or None

    return key


_BY_KIND: Final[Mapping[FieldKind, Callable[[Field, Workspace], _Key]]] = {
    FieldKind.CHOICE: _by_choice,
    FieldKind.DATE: _by_value,
    FieldKind.TIME: _by_value,
    FieldKind.MINUTES: _by_value,
    FieldKind.NUMBER: _by_value,
    FieldKind.MONEY: _by_value,
    FieldKind.YESNO: _by_value,
    FieldKind.MOMENT: _by_moment,
    FieldKind.REFERENCE: _by_title,
    FieldKind.REFERENCES: _by_title,
}
