"""What reconciliation clients can fetch of speakers: new columns for a table, and a preview of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotebank.bank import queries
from quotebank.web.answers import as_json, only_reading, or_refusal
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.batches import Extension
from quotebank.web.links import number_of

PROPERTIES: Mapping[str, str] = {
    "name": "Name",
    "names": "All names",
    "kind": "Kind",
    "role": "Latest role",
    "roles": "All roles",
    "quotes": "Quotes",
    "attitudes": "Thoughts and wishes",
    "articles": "Articles",
    "page": "Page",
}
"""What can be fetched of a speaker, and in words."""


async def extended(bank: ServedBank, request: Any, asked: Extension) -> dict[str, Any]:
    """The properties of some speakers; a property or a speaker that is not known has no values."""

    def found(connection: Any) -> dict[str, dict[str, list[Any]]]:
        people = queries.speakers_by_id(connection, [number_of(one) for one in asked.ids])
        rows = {str(row["id"]): row for row in people}
        return {
            one: {
                name: _values(bank, request, connection, rows[one], name) if one in rows else []
                for name in asked.properties
            }
            for one in asked.ids
        }

    return {
        "meta": [{"id": name, "name": PROPERTIES.get(name, name)} for name in asked.properties],
        "rows": await bank.ask(found),
    }


async def properties(datasette: Any, request: Any) -> Any:
    """``/reconcile/properties``: what can be fetched, the same for every kind of speaker."""

    async def answer() -> Any:
        only_reading(request)
        await find_bank(datasette, request)
        known = [{"id": one, "name": name} for one, name in PROPERTIES.items()]
        kind = request.args.get("type")
        return as_json(datasette, {"properties": known, **({"type": kind} if kind else {})}, status=200)

    return await or_refusal(datasette, request, answer)


def _values(
    bank: ServedBank, request: Any, connection: Any, row: Mapping[str, Any], name: str
) -> list[dict[str, Any]]:
    match name:
        case "quotes" | "attitudes" | "articles":
            return [{"int": row[name]}]
        case "name" | "kind" | "role":
            return [{"str": row[name]}] if row[name] else []
        case "names":
            return [{"str": one} for one in queries.names_of(connection, row["id"])]
        case "roles":
            return [{"str": one} for one in queries.roles_of(connection, row["id"])]
        case "page":
            return [{"str": str(bank.datasette.absolute_url(request, bank.links.speaker(row["id"])))}]
    return []
