"""Searching quotes: by words, by who, what, where and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeAlias

from quotebank.bank.queries._match import snippets
from quotebank.bank.queries._rows import (
    EMPTY,
    Page,
    Row,
    quotes_by_id,
    tuples,
    within,
)
from quotebank.bank.queries._selection import Attitudes, Selection, Sought, selection

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

Order: TypeAlias = Literal["relevance", "newest", "oldest"]

RANKED = 2000
"""So many of the newest hits are ranked by relevance; the time for it grows with their number."""

_CURSOR = re.compile(r"([rno])(\d{1,17})", re.ASCII)


def search(
    conn: sqlite3.Connection,
    query: str,
    *,
    speaker: int | None = None,
    by: str | None = None,
    role: str | None = None,
    kind: str | None = None,
    type: str | None = None,
    act: str | None = None,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    attitudes: Attitudes = False,
    order: Order = "relevance",
    limit: int = 20,
    after: str | None = None,
) -> Page:
    """The quotes with all words and phrases of ``query`` in their text or their speaker's name.

    An empty query stands for all quotes, newest first. ``speaker`` is the number of one; ``by`` are words
    that one form of a speaker's name must have, ``role`` words that the role must have as the article
    words it. ``since`` and ``until`` are days (or months, or years) of publication, both included.
    Attitudes are left out unless asked for: True for these too, ``"only"`` for nothing else. Newest and
    oldest go by the day of publication, articles without one being the oldest; relevance ranks the newest
    2,000 hits only. ``after`` is the ``next`` of the page before. Nothing that is typed raises: what cannot
    be understood (a query without a word, a day that is none, a cursor of another order) finds nothing.
    """
    sought = Sought(query, speaker, by, role, kind, type, act, publisher, since, until, attitudes)
    chosen = selection(conn, sought)
    return EMPTY if chosen is None else page_of(conn, chosen, order=order, limit=limit, after=after)


def page_of(
    conn: sqlite3.Connection,
    chosen: Selection,
    *,
    order: Order,
    limit: int,
    after: str | None,
    newest: Sequence[int] | None = None,
) -> Page:
    """A page of a selection; ``newest`` are its newest numbers, one more than ``RANKED``, where known."""
    limit = within(limit)
    if order == "relevance" and chosen.words is not None:
        if newest is None:
            newest = newest_numbers(conn, chosen, RANKED + 1)
        ids, following = _ranked(conn, chosen, newest[:RANKED], limit, after)
    else:
        ids, following = _dated(conn, chosen, limit, after, newest=order != "oldest")
    if newest is None or len(newest) > RANKED:
        total, capped = chosen.counted(conn)
        # what was found on another way than by counting is there as well
        total = max(total, len(ids), 0 if newest is None else RANKED)
    else:
        total, capped = len(newest), False
    return Page(marked_rows(conn, chosen, ids), following, total, capped)


def marked_rows(conn: sqlite3.Connection, chosen: Selection, ids: Sequence[int]) -> list[Row]:
    """Some quotes of a selection, with its words marked in their snippets."""
    rows = quotes_by_id(conn, ids)
    if chosen.words is not None:
        marked = snippets(conn, chosen.words, ids)
        for number, row in zip(ids, rows, strict=True):
            row["snippet"] = marked.get(number, row["snippet"])
    return rows


def newest(conn: sqlite3.Connection, limit: int = 20) -> list[Row]:
    """The quotes of the latest publication days, attitudes left out."""
    return search(conn, "", order="newest", limit=limit).rows


def listed(
    conn: sqlite3.Connection, sought: Sought, *, limit: int, after: str | None = None
) -> tuple[list[Row], str | None]:
    """What ``search`` gives newest first, without counting and marking: for reading all of it.

    Some rows, and the ``after`` for those that follow.
    """
    chosen = selection(conn, sought)
    if chosen is None:
        return [], None
    ids, following = _dated(conn, chosen, within(limit), after, newest=True)
    return quotes_by_id(conn, ids), following


def newest_numbers(conn: sqlite3.Connection, chosen: Selection, limit: int) -> list[int]:
    """The numbers of the newest quotes of a selection, the newest first."""
    sql, parameters = chosen.numbers()
    found = tuples(conn, f"{sql} ORDER BY {chosen.order} DESC LIMIT ?", [*parameters, limit])
    return [number for (number,) in found]


def _dated(
    conn: sqlite3.Connection, chosen: Selection, limit: int, after: str | None, *, newest: bool
) -> tuple[list[int], str | None]:
    letter = "n" if newest else "o"
    last = _position(after, letter)
    if last is None and after:
        return [], None
    sql, parameters = chosen.numbers(low=None if newest else last, high=last if newest else None)
    ids = [
        number
        for (number,) in tuples(
            conn,
            f"{sql} ORDER BY {chosen.order} {'DESC' if newest else 'ASC'} LIMIT ?",
            [*parameters, limit + 1],
        )
    ]
    return ids[:limit], f"{letter}{ids[limit - 1]}" if len(ids) > limit else None


def _ranked(
    conn: sqlite3.Connection, chosen: Selection, newest: Sequence[int], limit: int, after: str | None
) -> tuple[list[int], str | None]:
    skip = _position(after, "r")
    if skip is None and after:
        return [], None
    skip = skip or 0
    ids = list(newest)
    if chosen.ranking is not None and ids:
        # In a step of its own: bm25 would count all hits of every filter. The plus keeps SQLite from
        # asking once for each number.
        scores = dict(
            tuples(
                conn,
                # A hit in the speaker's name says less of what the quote is about than one in its words.
                f"""
                SELECT rowid, bm25(quotes_fts, 1.0, 0.5) FROM quotes_fts
                WHERE quotes_fts MATCH ? AND rowid >= ? AND rowid <= ?
                    AND +rowid IN ({", ".join("?" * len(ids))})
                """,
                [chosen.ranking, ids[-1], ids[0], *ids],
            )
        )
        # Sorting is stable: the newer of two equals comes first.
        ids.sort(key=lambda number: scores[number])
    page = ids[skip : skip + limit]
    return page, f"r{skip + limit}" if len(ids) > skip + limit else None


def _position(after: str | None, letter: str) -> int | None:
    found = _CURSOR.fullmatch(after or "")
    return int(found[2]) if found and found[1] == letter else None
