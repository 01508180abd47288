"""From what an editor types or chooses to whom a decision means, and where that speaker is afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank._keys import article_key
from quotebank.bank.queries._rows import Page, Row, dicts, quotes_by_id, tuples, within
from quotebank.bank.queries._speakers import numbered, speakers
from quotebank.bank.queries._subjects import subject

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def called(conn: sqlite3.Connection, name: str, *, kind: str | None = None, limit: int = 8) -> Page:
    """Whom somebody may mean by a number or any part of a name.

    The one who is called exactly so, letters' case aside; else everybody whom it fits.
    """
    if name.isascii() and name.isdigit():
        found = numbered(conn, int(name[:18]))
        return Page(found, None, len(found), False)
    page = speakers(conn, query=name, kind=kind, limit=limit)
    same = [row for row in page.rows if row["name"].casefold() == name.strip().casefold()]
    return Page(same, None, 1, False) if len(same) == 1 else page


def last_words(conn: sqlite3.Connection, ids: Iterable[int]) -> dict[int, Row]:
    """Speaker → their newest quote that was voiced, for those who have one."""
    found: dict[int, Row] = {}
    for speaker in dict.fromkeys(ids):
        # A plus hides a column from the planner, which must take the index that ends in publication order.
        newest = tuples(
            conn,
            "SELECT id FROM quotes WHERE speaker = ? AND +attitude = 0 ORDER BY id DESC LIMIT 1",
            [speaker],
        )
        if newest:
            (found[speaker],) = quotes_by_id(conn, [newest[0][0]])
    return found


def named_so(conn: sqlite3.Connection, name: str, *, kind: str | None = None) -> Row:
    """Whom a correction means by this name, as its ``value``, ``kind``, ``role`` and ``named_in``.

    The one speaker of the bank who is called exactly so, letters' case aside; somebody new where there is
    none, or more than one.
    """
    rows = speakers(conn, query=name, kind=kind).rows
    found = [row for row in rows if row["name"].casefold() == name.casefold()]
    known = subject(conn, found[0]["id"]) if len(found) == 1 else None
    if known is None:
        return {"value": name, "kind": kind, "role": None, "named_in": None}
    return as_correction(known)


def as_correction(known: Row) -> Row:
    """A subject in the words of a correction."""
    return {"value": known["name"], **{to: known[of] for to, of in _CORRECTED}}


_CORRECTED = (("kind", "kind"), ("role", "role"), ("named_in", "article"))


def cast(conn: sqlite3.Connection, article: str, *, limit: int = 60) -> list[Row]:
    """Whom an article (by its id) speaks of, the most quoted first: whom a quote of it may be by.

    ``key``, ``speaker`` (its number), ``name`` as the bank has it, ``quotes`` in this article; and
    ``value``, ``kind``, ``role``, ``named_in``, by which a correction means them.
    """
    return dicts(
        conn,
        """
        SELECT a.key, a.speaker, coalesce(s.name, a.name) AS name,
            a.name AS value, a.kind, a.role, a.named_in,
            (SELECT count(*) FROM quotes q WHERE q.appearance = a.id) AS quotes
        FROM appearances a JOIN articles r ON r.id = a.article LEFT JOIN speakers s ON s.id = a.speaker
        WHERE r.key = ? ORDER BY quotes DESC, name, a.id LIMIT ?
        """,
        [article_key(article), within(limit)],
    )


def standing_for(conn: sqlite3.Connection, id: int) -> str | None:
    """The key of somebody in one article who is this speaker; None for no one.

    A judgement may give a speaker another number; ``standing_of`` finds where this key has gone.
    """
    meant = subject(conn, id)
    if meant is None:
        return None
    found = tuples(
        conn,
        "SELECT key FROM appearances WHERE speaker = ? ORDER BY kind IS NOT ?, name != ?, id LIMIT 1",
        [id, meant["kind"], meant["name"]],
    )
    return str(found[0][0])


def standing_of(conn: sqlite3.Connection, key: str) -> int | None:
    """The number of the speaker for whom this key stands now; None where it is gone."""
    found = tuples(conn, "SELECT speaker FROM appearances WHERE key = ?", [key])
    return found[0][0] if found else None
