"""JSON schemas, written in few words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]


def ref(name: str) -> Schema:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(meaning: str, fields: Mapping[str, Schema], *, optional: tuple[str, ...] = ()) -> Schema:
    """An object with these fields, of which only ``optional`` ones may be missing."""
    return {
        "type": "object",
        "description": meaning,
        "required": [name for name in fields if name not in optional],
        "properties": dict(fields),
    }


def many(items: Schema, meaning: str = "") -> Schema:
    """A list."""
    return {"type": "array", "items": items} | ({"description": meaning} if meaning else {})


def text(meaning: str = "", *, null: bool = False) -> Schema:
    """A string, or null."""
    return {"type": ["string", "null"] if null else "string"} | ({"description": meaning} if meaning else {})


def count(meaning: str) -> Schema:
    """A whole number from 0."""
    return {"type": "integer", "minimum": 0, "description": meaning}


def one_of(values: tuple[str, ...], meaning: str, *, null: bool = False) -> Schema:
    """One of some words, or null."""
    if null:
        return {"type": ["string", "null"], "enum": [*values, None], "description": meaning}
    return {"type": "string", "enum": list(values), "description": meaning}


def flag(meaning: str) -> Schema:
    """True or false."""
    return {"type": "boolean", "description": meaning}
