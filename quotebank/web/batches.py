"""What reconciliation clients send: batches of names, and requests for what is known of speakers. Bounded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quotebank.web.bodies import FORM, fields_of, received
from quotebank.web.refusal import RefusalError

MOST_BYTES = 200_000
"""The most bytes of what is posted."""

MOST_QUERIES = 25
"""The most names of one batch."""

MOST_CANDIDATES = 25
"""The most candidates of one name."""

CANDIDATES = 5
"""Candidates of one name where the client does not say."""

MOST_IDS = 50
"""The most speakers of one request for what is known of them."""

MOST_VALUES = 20
"""The most values, types or properties of one thing that are read."""

MOST_CHARACTERS = 500
"""The most characters of one value."""

ROLE = "role"
"""The property that counts: what the speaker is."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One name and what else is known of whom it means."""

    query: str
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    limit: int = CANDIDATES


@dataclass(frozen=True, slots=True)
class Extension:
    """Which properties of which speakers a client wants."""

    ids: tuple[str, ...]
    properties: tuple[str, ...]


def sought(raw: str) -> dict[str, Sought]:
    """A query batch: query name → query. Raises RefusalError, 413 where the batch is too large."""
    batch = _object(raw, "queries")
    if len(batch) > MOST_QUERIES:
        raise RefusalError(413, f"A batch may have at most {MOST_QUERIES} queries.", parameter="queries")
    return {name: _sought(one) for name, one in batch.items()}


def extension(raw: str) -> Extension:
    """A request for what is known of speakers. Raises RefusalError."""
    asked = _object(raw, "extend")
    ids: Any = asked.get("ids")
    properties: Any = asked.get("properties")
    if not _are(ids, str) or not _are(properties, dict):
        raise _wrong("extend", "“ids” must be a list of strings, “properties” one of objects.")
    if len(ids) > MOST_IDS or len(properties) > MOST_VALUES:
        raise RefusalError(
            413, f"At most {MOST_IDS} ids and {MOST_VALUES} properties at once.", parameter="extend"
        )
    names = [one.get("id") for one in properties]
    if not _are(names, str):
        raise _wrong("extend", "Each of “properties” must have an “id”.")
    return Extension(tuple(ids), tuple(names))


async def form(request: Any) -> dict[str, str]:
    """The fields of what was posted. Raises RefusalError, 413 where it is too large."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM:
        raise RefusalError(415, f"Post a form: {FORM}.")
    body = await received(request.receive, most=MOST_BYTES) or b""
    if len(body) > MOST_BYTES:
        raise RefusalError(413, f"At most {MOST_BYTES:,} bytes can be posted.")
    try:
        return fields_of(body)
    except ValueError as error:
        raise RefusalError(400, "What was posted is no form.") from error


def _sought(one: Any) -> Sought:
    if not isinstance(one, dict):
        raise _wrong("queries", "Each query must be an object.")
    query = one.get("query", "")
    if not isinstance(query, str) or len(query) > MOST_CHARACTERS:
        raise _wrong("queries", f"“query” must be a string of at most {MOST_CHARACTERS} characters.")
    properties = one.get("properties", [])
    if not _are(properties, dict) or not all(
        isinstance(each.get("pid"), str) and "v" in each for each in properties
    ):
        raise _wrong("queries", "“properties” must be a list of objects with “pid” and “v”.")
    given = [(each["pid"], _values(each["v"])) for each in properties]
    if "query" not in one and not properties:
        raise _wrong("queries", "Each query must have a “query” or “properties”.")
    if one.get("type_strict", "any") not in ("any", "should", "all"):
        raise _wrong("queries", "“type_strict” must be any, should or all.")
    return Sought(
        query,
        _kinds(one.get("type", [])),
        tuple(word for pid, words in given[:MOST_VALUES] if pid == ROLE for word in words),
        _limit(one.get("limit", CANDIDATES)),
    )


def _kinds(raw: Any) -> tuple[str, ...]:
    """The types of a query: one or a list, by their ids."""
    given = raw if isinstance(raw, list) else [raw]
    ids = [one.get("id") if isinstance(one, dict) else one for one in given[:MOST_VALUES]]
    if not _are(ids, str):
        raise _wrong("queries", "“type” must be a string or a list of strings.")
    return tuple(one for one in ids if one)


def _values(raw: Any) -> list[str]:
    """The words of a property: a value, an entity with its name, or a list of such."""
    given = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, str | int | float) or _is_entity(one) for one in given):
        raise _wrong("queries", "“v” must be a string, a number, a truth, an object with “id”, or a list.")
    named = [one.get("name", "") if isinstance(one, dict) else one for one in given[:MOST_VALUES]]
    return [str(one)[:MOST_CHARACTERS] for one in named if one != ""]


def _is_entity(one: Any) -> bool:
    return isinstance(one, dict) and isinstance(one.get("id"), str) and isinstance(one.get("name", ""), str)


def _limit(raw: Any) -> int:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 1:
        raise _wrong("queries", "“limit” must be a whole number from 1.")
    return min(raw, MOST_CANDIDATES)


def _object(raw: str, name: str) -> Mapping[str, Any]:
    if len(raw) > MOST_BYTES:
        raise RefusalError(413, f"“{name}” may have at most {MOST_BYTES:,} characters.", parameter=name)
    try:
        value = json.loads(raw, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise _wrong(name, "It is not JSON.") from error
    if not isinstance(value, dict):
        raise _wrong(name, "It must be a JSON object.")
    return value


def _no_number(name: str) -> float:
    """Python reads NaN and its kin, which are not JSON."""
    raise ValueError(name)


def _are(values: Any, kind: type) -> bool:
    return isinstance(values, list) and all(isinstance(one, kind) for one in values)


def _wrong(name: str, sentence: str) -> RefusalError:
    return RefusalError(400, f"“{name}” cannot be understood. {sentence}", parameter=name)
