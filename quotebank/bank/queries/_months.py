"""Numbers by month: of the bank, and of what a search finds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quotebank.bank._ids import month_of
from quotebank.bank.queries._rows import CAP, EMPTY, Page, Row, dicts, within
from quotebank.bank.queries._search import marked_rows, newest_numbers, search
from quotebank.bank.queries._selection import Sought, selection

if TYPE_CHECKING:
    import sqlite3


def months(conn: sqlite3.Connection) -> list[Row]:
    """``month``, ``articles``, ``quotes`` and ``attitudes``, in order; what has no day is left out."""
    return dicts(
        conn, "SELECT month, articles, quotes, attitudes FROM months WHERE month != '' ORDER BY month"
    )


def found_in_time(conn: sqlite3.Connection, sought: Sought, *, limit: int = 20) -> tuple[Page, list[Row]]:
    """The newest of what a search finds, and its ``month`` and ``quotes`` in order.

    One pass over the hits serves the rows, their total and the months, so these agree: the newest 10,000
    are counted. Everything that one speaker said is counted by month to the last quote.
    """
    if sought == Sought(speaker=sought.speaker) and sought.speaker is not None:
        page = search(conn, "", speaker=sought.speaker, order="newest", limit=limit)
        return page, dicts(
            conn,
            "SELECT month, quotes FROM speaker_months WHERE speaker = ? ORDER BY month",
            [sought.speaker if 0 < sought.speaker < 1 << 63 else -1],
        )
    chosen = selection(conn, sought)
    if chosen is None:
        return EMPTY, []
    numbers = newest_numbers(conn, chosen, CAP + 1)
    shown = numbers[: within(limit)]
    following = f"n{shown[-1]}" if len(numbers) > len(shown) else None
    # A number says its day: no row is read.
    counted = Counter(map(month_of, numbers[:CAP]))
    counted.pop("", None)
    months = [{"month": month, "quotes": counted[month]} for month in sorted(counted)]
    return Page(
        marked_rows(conn, chosen, shown), following, min(len(numbers), CAP), len(numbers) > CAP
    ), months
