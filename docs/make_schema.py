"""Writes docs/store.schema.json, the JSON Schema of ``jobsearch export --as json``.

Run it from anywhere after a change to ``records.py``: ``python docs/make_schema.py``.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jobsearch_tui.domain.records import PLURALS, RECORD_TYPES
from jobsearch_tui.domain.spec import FieldKind, Spec
from jobsearch_tui.storage.migrations import FORMAT

FILE: Final = Path(__file__).with_name("store.schema.json")

_ID: Final = {"type": "string", "minLength": 1}
_TEXT: Final = {"type": "string"}
_DATE: Final = {"type": "string", "format": "date"}
_MOMENT: Final = {"type": "string", "format": "date-time"}
_LIMIT: Final = {
    "type": "object",
    "properties": {"week": _DATE, "interviews": {"type": "integer", "minimum": 0}},
    "required": ["week", "interviews"],
}
_VALUES: Final[dict[FieldKind, dict[str, Any]]] = {
    FieldKind.URL: _TEXT,
    FieldKind.DATE: _DATE,
    FieldKind.TIME: {"type": "string", "format": "time"},
    FieldKind.MOMENT: _MOMENT,
    FieldKind.MINUTES: {"type": "integer"},
    FieldKind.NUMBER: {"type": "integer"},
    FieldKind.MONEY: {"type": "integer"},
    FieldKind.YESNO: {"type": "boolean"},
    FieldKind.REFERENCES: {"type": "array", "items": _ID},
    FieldKind.LIMITS: {"type": "array", "items": _LIMIT},
}


def schema() -> dict[str, Any]:
    """The schema, from the declarations of the records."""
    tables = {PLURALS[kind]: _table(kind) for kind in RECORD_TYPES}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A job search, as jobsearch export --as json writes it",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "program": {"const": "jobsearch-tui"},
            **tables,
            "others": {
                "description": "Documents by table and number that are no record to this version.",
                "type": "object",
                "additionalProperties": {"type": "object"},
            },
        },
        "required": ["format", "program"],
        "additionalProperties": False,
        "$defs": {kind: _record(kind) for kind in RECORD_TYPES},
    }


def _table(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}


def _record(kind: str) -> dict[str, Any]:
    """A record; attributes of a newer version may stand in it besides."""
    about = (RECORD_TYPES[kind].__doc__ or "").partition("\n")[0]
    attributes = dataclasses.fields(RECORD_TYPES[kind])
    needed = [one.name for one in attributes if _is_needed(one)]
    return {
        "description": about,
        "type": "object",
        "properties": {one.name: _attribute(one) for one in attributes},
        "required": ["id", *(name for name in needed if name != "id")],
    }


def _is_needed(attribute: dataclasses.Field[Any]) -> bool:
    spec: Spec | None = attribute.metadata.get("spec")
    return bool(spec and spec.required and attribute.default in ("", None, ()))


def _attribute(attribute: dataclasses.Field[Any]) -> dict[str, Any]:
    spec: Spec | None = attribute.metadata.get("spec")
    if spec is None:
        return _bare(attribute)
    told = dict(_value(spec, attribute.default))
    if attribute.default is None:
        told["type"] = [told["type"], "null"]
    return {"description": spec.label, **told}


def _bare(attribute: dataclasses.Field[Any]) -> dict[str, Any]:
    """An attribute that the program keeps for itself."""
    if attribute.name == "id":
        return dict(_ID)
    if isinstance(attribute.default, datetime):
        return dict(_MOMENT)
    return {"type": ["string", "null"], "format": "date"} if attribute.default is None else _TEXT


def _value(spec: Spec, default: object) -> dict[str, Any]:
    if spec.kind is FieldKind.CHOICE:
        empty = [""] if default == "" else []
        return {"type": "string", "enum": [*spec.choices, *empty]}
    if spec.kind in (FieldKind.NUMBER, FieldKind.MINUTES, FieldKind.MONEY):
        return {"type": "integer", "minimum": spec.low, "maximum": spec.high}
    return _VALUES.get(spec.kind, _TEXT)


def written() -> str:
    """The file as it should be."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def main() -> None:
    """Write the file anew."""
    FILE.write_text(written(), "utf-8")
    print(f"Wrote {FILE}.", file=sys.stderr)


if __name__ == "__main__":
    main()
