"""Which of the served databases is a bank, who may see it, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import Forbidden
from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.sqlite import sqlite3

from quotebank.bank.serving import BANK_TABLES
from quotebank.web.links import Links
from quotebank.web.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

NO_BANK = "None of the databases served here is a bank of quotes."
TOO_LONG = "This took too long. Ask for something narrower, or try again."


@dataclass(frozen=True, slots=True)
class ServedBank:
    """One bank that Datasette serves, and the addresses of its pages."""

    datasette: Any
    database: Any
    links: Links

    async def ask(self, query: Callable[[Any], Answer]) -> Answer:
        """What ``query`` answers on a read-only connection, within Datasette's time limit.

        Raises RefusalError (503) when the time is up.
        """
        limit = self.datasette.setting("sql_time_limit_ms")

        def timed(connection: Any) -> Answer:
            with sqlite_timelimit(connection, limit):
                return query(connection)

        try:
            answer: Answer = await self.database.execute_fn(timed)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            raise RefusalError(503, TOO_LONG) from error
        return answer


async def bank_names(datasette: Any) -> list[str]:
    """The names of the served databases that are banks, in Datasette's order."""
    try:
        return [
            name
            for name, database in datasette.databases.items()
            if not name.startswith("_") and set(await database.table_names()) >= BANK_TABLES
        ]
    except QueryInterrupted as error:
        raise RefusalError(503, TOO_LONG) from error


async def find_bank(datasette: Any, request: Any) -> ServedBank:
    """The bank that a request means: that of ``?db=``, or the first that its actor may see.

    Raises RefusalError (404) where there is none, Datasette's Forbidden where there is one that
    this actor may not see.
    """
    names = await bank_names(datasette)
    asked = request.args.get("db")
    if asked:
        names = [name for name in names if name == asked]
    if not names:
        raise RefusalError(404, "There is no bank of quotes by that name here." if asked else NO_BANK)
    for name in names:
        if await _may_see(datasette, request.actor, name):
            return ServedBank(
                datasette=datasette,
                database=datasette.get_database(name),
                links=Links(datasette, database=name if asked else None),
            )
    raise Forbidden("view-database")


async def _may_see(datasette: Any, actor: Any, name: str) -> bool:
    """Whether Datasette would show this actor every table that our pages read.

    ``ensure_permissions`` is 0.65's way and gone in 1.0, where ``allowed`` asks the same of one
    table and of what stands above it.
    """
    if hasattr(datasette, "allowed"):
        from datasette.resources import TableResource

        for table in sorted(BANK_TABLES):
            resource = TableResource(database=name, table=table)
            if not await datasette.allowed(action="view-table", resource=resource, actor=actor):
                return False
        return True
    try:
        for table in sorted(BANK_TABLES):
            await datasette.ensure_permissions(
                actor,
                [("view-table", (name, table)), ("view-database", name), "view-instance"],
            )
    except Forbidden:
        return False
    return True
