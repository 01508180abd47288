"""The same words in other articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank.queries._rows import CAP, EMPTY, Page, capped_count, quotes_by_id, tuples, within

if TYPE_CHECKING:
    import sqlite3


def elsewhere(conn: sqlite3.Connection, key: str, *, limit: int = 20) -> Page:
    """Quotes of the same words in other articles, the oldest first; ``next`` is always None.

    Case, spacing and marks do not count; a quote of fewer than five words has none. Attitudes are among
    them.
    """
    found = tuples(conn, "SELECT echo, article FROM quotes WHERE key = ? AND echo IS NOT NULL", [key])
    if not found:
        return EMPTY
    echo, article = found[0]
    everywhere, capped = capped_count(conn, "SELECT 1 FROM quotes WHERE echo = ?", [echo])
    if everywhere == 1:
        return EMPTY
    # A plus hides a column from the planner, which must take the index of the words.
    ((here,),) = tuples(conn, "SELECT count(*) FROM quotes WHERE article = ? AND +echo = ?", [article, echo])
    ids = tuples(
        conn,
        "SELECT id FROM quotes WHERE echo = ? AND +article != ? ORDER BY id LIMIT ?",
        [echo, article, within(limit)],
    )
    rows = quotes_by_id(conn, [number for (number,) in ids])
    return Page(rows, None, CAP if capped else everywhere - here, capped)
