"""What a merge could not settle alone is shown: a list of its own, and a line in the record's log.

Both are records of the mirror, made from what was merged alone and not from the moment, so that
they are the same on whichever machine the merge was made, and there once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from jobsearch_tui.domain.clock import moment
from jobsearch_tui.domain.merging import Json, Key, Merged, State, Twice
from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES, SUBJECTS
from jobsearch_tui.domain.spec import Spec
from jobsearch_tui.domain.text import one_line
from jobsearch_tui.value import dataclass

CONFLICTS: Final = "conflicts"
"""The table of the mirror in which they stand; the store has none of this name."""

KEPT: Final = "kept"
"""The name of the attribute in a conflict about a whole record, which one side had deleted."""

_KINDS: Final = {plural: kind for kind, plural in PLURALS.items()}
_LONGEST: Final = 200


@dataclass(frozen=True)
class Conflict:
    """One thing that two machines did without knowledge of one another.

    ``at`` tells when the value that counts was written (ISO 8601). ``title`` is what the record
    was called then. With the name :data:`KEPT` the record was deleted on one machine and kept;
    ``kept`` and ``other`` are then empty.
    """

    id: str
    table: str
    record: str
    title: str
    name: str
    kept: Json
    other: Json
    at: str

    @property
    def words(self) -> str:
        """In one sentence, as in the log of the record."""
        if self.name == KEPT:
            return "Deleted on one machine; kept, because it was changed or needed on another."
        return (
            f"Changed on two machines: {label(self.table, self.name)} is {shown(self.kept)}, "
            f"which is the later; the other was {shown(self.other)}."
        )

    @classmethod
    def of(cls, told: Mapping[str, Json]) -> Conflict | None:
        """The conflict that a state of the mirror tells; None for anything else."""
        texts = [told.get(name) for name in ("id", "table", "record", "title", "name", "at")]
        if not all(isinstance(text, str) for text in texts):
            return None
        id, table, record, title, name, at = map(str, texts)
        return cls(id, table, record, title, name, told.get("kept"), told.get("other"), at)


def conflicts_in(states: Iterable[State]) -> tuple[Conflict, ...]:
    """The conflicts that states of the mirror tell, newest first; other states tell none."""
    found = (Conflict.of(state.fields) for state in states)
    return tuple(sorted((one for one in found if one), key=lambda one: one.at, reverse=True))


def label(table: str, name: str) -> str:
    """What an attribute is called on the screen, in small letters."""
    kind = RECORD_TYPES.get(_KINDS.get(table, ""))
    attribute = kind.__dataclass_fields__.get(name) if kind else None
    spec: Spec | None = attribute.metadata.get("spec") if attribute else None
    return (spec.label if spec else name.replace("_", " ")).lower()


def shown(value: Json) -> str:
    """A value in quotation marks; *empty* for none."""
    if value in (None, "", []):
        return "empty"
    if isinstance(value, bool):
        return "“yes”" if value else "“no”"
    text = one_line(value if isinstance(value, str) else str(value))
    return f"“{text[:_LONGEST]}{'…' if len(text) > _LONGEST else ''}”"


def told(merge: Merged) -> dict[Key, State]:
    """The records of the mirror that show what a merge decided: conflicts, and entries of the log.

    None where nothing was decided.
    """
    found: dict[Key, State] = {}
    for clash in merge.twice:
        found |= _of_clash(clash, merge)
    for key in merge.kept:
        found |= _of_kept(key, merge)
    return found


def _of_clash(clash: Twice, merge: Merged) -> dict[Key, State]:
    state = merge.states[clash.key]
    id = _id(*clash.key, clash.name, *sorted((clash.kept_at, clash.other_at)))
    titles = {key.id: title_of(key, one) for key, one in merge.states.items()}
    kept, other = (_named(value, titles) for value in (clash.kept, clash.other))
    return _records(clash.key, state, id, clash.name, kept, other, clash.kept_at)


def _of_kept(key: Key, merge: Merged) -> dict[Key, State]:
    state = merge.states[key]
    id = _id(*key, KEPT, max(state.gone.values(), default=""))
    return _records(key, state, id, KEPT, None, None, state.latest)


def _named(value: Json, titles: Mapping[str, str]) -> Json:
    """A value as a person reads it: the title of a record instead of its id."""
    if isinstance(value, list):
        return [_named(one, titles) for one in value]
    return titles.get(value) or value if isinstance(value, str) else value


def _id(*words: str) -> str:
    text = "\x1f".join(words).encode("utf-8", "surrogatepass")
    return f"sy-{hashlib.blake2b(text, digest_size=8).hexdigest()}"


def _records(
    key: Key, state: State, id: str, name: str, kept: Json, other: Json, stamp: str
) -> dict[Key, State]:
    at = moment(stamp).isoformat().replace("+00:00", "Z")
    conflict = Conflict(id, *key, title_of(key, state), name, kept, other, at)
    fields: dict[str, Any] = {
        "id": id,
        "table": key.table,
        "record": key.id,
        "title": conflict.title,
        "name": name,
        "kept": kept,
        "other": other,
        "at": at,
    }
    found = {Key(CONFLICTS, id): _state(fields, stamp)}
    if about := _about(key, state):
        entry: dict[str, Any] = {
            "id": id,
            "created": at,
            "changed": at,
            "at": at,
            "type": "note",
            "about": about,
            "summary": conflict.words,
        }
        found[Key("activities", id)] = _state(entry, stamp)
    return found


def _state(fields: Mapping[str, Json], stamp: str) -> State:
    return State(fields, dict.fromkeys(fields, stamp))


def _about(key: Key, state: State) -> list[str]:
    """The records whose log tells of this one: itself, or those that it is about."""
    if _KINDS.get(key.table) in SUBJECTS:
        return [key.id]
    about = state.fields.get("about") or state.fields.get("interview")
    if key.table in ("promises", "assignments", "activities") and about:
        return about if isinstance(about, list) else [about]
    return []


def title_of(key: Key, state: State) -> str:
    """What a person calls a record that is known as a state."""
    if key.table == "activities":
        return "an entry of the log"
    names = ("name", "role", "company", "what", "employer")
    found = (state.fields.get(name) for name in names)
    return next((one for one in found if isinstance(one, str) and one), _KINDS.get(key.table, ""))
