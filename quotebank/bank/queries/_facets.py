"""What the quotes of a search are: how many of each type, act, kind, publisher, and of whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._rows import EMPTY, Page, Row, tuples
from quotebank.bank.queries._search import RANKED, Order, newest_numbers, page_of
from quotebank.bank.queries._selection import Sought, selection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

TOP = 8
"""So many publishers and speakers are named."""

FACETS = ("type", "act", "kind", "publisher", "speaker")
"""What is counted."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over the newest ``of`` quotes of a search; ``capped`` says that there are more quotes.

    ``counts`` has for each of ``FACETS`` rows of ``value``, ``name`` (what to call it) and ``quotes``, most
    first. The value of a speaker is a number. Quotes without a value are in no row.
    """

    of: int
    capped: bool
    counts: dict[str, list[Row]]


def explore(
    conn: sqlite3.Connection,
    sought: Sought,
    *,
    order: Order = "relevance",
    limit: int = 20,
    after: str | None = None,
) -> tuple[Page, Facets]:
    """What ``search`` finds, and counts over the newest 2,000 of it for narrowing the search.

    The time for the counts does not grow with the bank.
    """
    chosen = selection(conn, sought)
    if chosen is None:
        return EMPTY, Facets(0, False, {name: [] for name in FACETS})
    newest = newest_numbers(conn, chosen, RANKED + 1)
    page = page_of(conn, chosen, order=order, limit=limit, after=after, newest=newest)
    return page, _facets(conn, newest)


def _facets(conn: sqlite3.Connection, newest: Sequence[int]) -> Facets:
    ids = newest[:RANKED]
    # Grouping in SQL would sort once for each facet; this looks at each quote once, in an index that has
    # all that is asked: a row is mostly text, and each lies on another page of the file.
    rows = tuples(
        conn,
        f"""
        SELECT type, act, speaker_kind, publisher, speaker FROM quotes INDEXED BY quotes_facets
        WHERE id IN ({", ".join("?" * len(ids))})
        """,
        ids,
    )
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) or [()] * len(FACETS)
    counts = {
        name: [
            {"value": value, "name": value, "quotes": quotes}
            for value, quotes in Counter(values).most_common(TOP + 1)
            if value not in (None, "")
        ][:TOP]
        for name, values in zip(FACETS, columns, strict=True)
    }
    for row in counts["speaker"]:
        ((row["name"],),) = tuples(conn, "SELECT name FROM speakers WHERE id = ?", [row["value"]])
    return Facets(len(ids), len(newest) > RANKED, counts)
