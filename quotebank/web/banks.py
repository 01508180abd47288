"""Which of the served databases is a bank, who may see it, and how it is asked."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet

from datasette import Forbidden
from datasette.database import QueryInterrupted
from datasette.utils import sqlite_timelimit
from datasette.utils.sqlite import sqlite3

from quotebank.bank import Bank, has_newest_schema
from quotebank.bank.serving import BANK_TABLES
from quotebank.errors import BankError, BusyError
from quotebank.web.links import Links
from quotebank.web.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Callable

Answer = TypeVar("Answer")

_log = logging.getLogger(__name__)

NO_BANK = "None of the databases served here is a bank of quotes."
OLD_BANK = (
    "This bank was made by an earlier version of quotebank. Any quotebank command that opens it, such as "
    "`quotebank serve`, brings it up to date."
)
BUSY = "Somebody else is writing to this bank. Nothing was changed: go back and try again in a moment."
UNWRITABLE = "This bank cannot be written just now. Nothing was changed."
PATIENCE = 5.0
"""For how many seconds a request waits for another writer."""
ASKED_AGAIN = 5.0
"""For how many seconds it holds what Datasette shows to everybody."""
TOO_LONG = "This took too long. Ask for something narrower, or try again."


_banks: WeakSet[Any] = WeakSet()
"""Databases that were banks when they were looked at: they will not cease to be."""

_current: WeakSet[Any] = WeakSet()
"""Banks that had the newest schema when they were looked at."""

_public: WeakKeyDictionary[Any, dict[str, tuple[bool, float]]] = WeakKeyDictionary()
"""Whether everybody may see a bank, by Datasette and name, and until when that holds."""


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

    async def change(self, work: Callable[[Bank], Answer]) -> Answer:
        """What ``work`` answers when it has written to the bank, in a thread, on a connection of its own.

        Raises RefusalError (503) where another writer does not stop in time, or where the file cannot be
        written.
        """

        def written() -> Answer:
            with Bank(self.database.path, create=False, patience=PATIENCE) as bank:
                return work(bank)

        try:
            return await asyncio.to_thread(written)
        except BusyError as error:
            raise RefusalError(503, BUSY) from error
        except BankError as error:
            _log.exception("cannot write")
            raise RefusalError(503, UNWRITABLE) from error


async def is_bank(database: Any) -> bool:
    """Whether one of Datasette's databases is a bank."""
    if database in _banks:
        return True
    if database.name.startswith("_") or not set(await database.table_names()) >= BANK_TABLES:
        return False
    _banks.add(database)
    return True


async def bank_names(datasette: Any) -> list[str]:
    """The names of the served databases that are banks, in Datasette's order."""
    try:
        return [name for name, database in datasette.databases.items() if await is_bank(database)]
    except QueryInterrupted as error:
        raise RefusalError(503, TOO_LONG) from error


async def find_bank(datasette: Any, request: Any) -> ServedBank:
    """The bank that a request means: that of ``?db=``, or the first that its actor may see.

    Raises RefusalError (404) where there is none, Datasette's Forbidden where there is one that
    this actor may not see, RefusalError (503) for a bank of an earlier schema.
    """
    names = await bank_names(datasette)
    asked = request.args.get("db")
    if asked:
        names = [name for name in names if name == asked]
    if not names:
        raise RefusalError(404, "There is no bank of quotes by that name here." if asked else NO_BANK)
    for name in names:
        if await _may_see(datasette, request.actor, name):
            database = datasette.get_database(name)
            if database not in _current:
                if not await database.execute_fn(has_newest_schema):
                    raise RefusalError(503, OLD_BANK)
                _current.add(database)
            return ServedBank(
                datasette=datasette,
                database=database,
                links=Links(datasette, database=name if asked else None),
            )
    raise Forbidden("view-database")


async def _may_see(datasette: Any, actor: Any, name: str) -> bool:
    """Whether Datasette would show this actor every table that our pages read.

    It asks its plugins and itself some twenty questions, which is a fifth of the time of a page. So what
    holds for everybody who is not signed in is asked once in ``ASKED_AGAIN`` seconds.
    """
    if actor is not None:
        return await _is_shown(datasette, actor, name)
    known = _public.setdefault(datasette, {})
    answer, until = known.get(name, (False, 0.0))
    if time.monotonic() >= until:
        answer = await _is_shown(datasette, None, name)
        known[name] = answer, time.monotonic() + ASKED_AGAIN
    return answer


async def _is_shown(datasette: Any, actor: Any, name: str) -> bool:
    """The same, asked.

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
