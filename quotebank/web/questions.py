"""The questions of ``quotebank.bank.questions`` on Datasette's own pages, without any configuration.

0.65 asks ``canned_queries`` each time; 1.0 stores queries when it starts. Each line ignores the other's hook.
A query of the same name in the operator's configuration stays.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl

from quotebank.bank.questions import QUESTIONS
from quotebank.web.banks import bank_names


@hookimpl  # type: ignore[untyped-decorator]
def canned_queries(datasette: Any, database: str) -> Callable[[], Awaitable[dict[str, Any]]]:
    """For Datasette 0.65: name → query."""

    async def found() -> dict[str, Any]:
        if database not in await bank_names(datasette):
            return {}
        theirs = datasette.metadata("queries", database=database, fallback=False) or {}
        return {
            one.name: {
                "sql": one.sql.strip(),
                "title": one.title,
                "description": one.description,
                "params": list(one.asks),
                "hide_sql": True,
            }
            for one in QUESTIONS
            if one.name not in theirs
        }

    return found


@hookimpl  # type: ignore[untyped-decorator]
def startup(datasette: Any) -> Callable[[], Awaitable[None]] | None:
    """For Datasette 1.0: stores the queries, which may run where visitors may not send SQL."""
    if not hasattr(datasette, "add_query"):
        return None

    async def store() -> None:
        for database in await bank_names(datasette):
            for one in QUESTIONS:
                theirs = await datasette.get_query(database, one.name)
                if theirs is not None and theirs.source == "config":
                    continue
                await datasette.add_query(
                    database,
                    one.name,
                    one.sql.strip(),
                    title=one.title,
                    description=one.description,
                    parameters=one.asks,
                    hide_sql=True,
                    is_trusted=True,
                    source="plugin",
                )

    return store
