"""What articles that came again left to people: hidden quotes to look at, corrections without a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank.queries._rows import Row, clean, dicts, tuples, within

if TYPE_CHECKING:
    import sqlite3


def looks(conn: sqlite3.Connection, *, limit: int = 20) -> list[Row]:
    """Hidden quotes that are not as they were when somebody hid them, and stay hidden until somebody looks.

    ``quote`` is the key, ``text`` what it says now, ``article`` the id of its article; ``words`` is the
    beginning of what was hidden, by ``author``, ``at``, with the ``decision`` of this key.
    """
    return dicts(
        conn,
        """
        SELECT o.quote, json_extract(o.found, '$[1].text') AS text, a.name AS article,
            c.words, c.author, c.at, c.key AS decision
        FROM originals o JOIN articles a ON a.id = o.article JOIN corrections c ON c.key = o.look
        WHERE o.look IS NOT NULL ORDER BY c.at DESC, a.name, json_extract(o.found, '$[1].start') LIMIT ?
        """,
        [within(limit)],
    )


def adrift(conn: sqlite3.Connection) -> dict[str, int]:
    """How many hidden quotes wait for somebody to look (``looks``), and how many corrections found no quote
    in their article as it is now (``lost``)."""
    (row,) = dicts(
        conn,
        """
        SELECT (SELECT count(*) FROM originals WHERE look IS NOT NULL) AS looks, count(*) AS lost
        FROM corrections c WHERE c.holds_for IS NULL AND c.withdrawn = 0
            AND EXISTS (SELECT 1 FROM articles WHERE name = c.article)
            AND NOT EXISTS (
                SELECT 1 FROM corrections n WHERE n.quote = c.quote AND n.field = c.field
                    AND n.holds_for IS NULL AND n.surroundings IS c.surroundings
                    AND (n.at, n.key) > (c.at, c.key)
            )
        """,
    )
    return row


def may_be_corrected(conn: sqlite3.Connection, key: str) -> bool:
    """Whether there is something to correct by this key: a quote, shown or hidden, or one that was there."""
    found = tuples(
        conn,
        """
        SELECT 1 FROM quotes WHERE key = ?1 UNION SELECT 1 FROM originals WHERE quote = ?1
        UNION SELECT 1 FROM corrections WHERE quote = ?1
        """,
        [clean(key)],
    )
    return bool(found)
