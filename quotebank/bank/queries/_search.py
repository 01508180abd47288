"""Searching quotes: by words, by who, what, where and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from quotebank.bank._ids import key_range
from quotebank.bank.queries._match import match_of, snippets
from quotebank.bank.queries._rows import (
    EMPTY,
    Page,
    Row,
    capped_count,
    clean,
    quotes_by_id,
    tuples,
    within,
)

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
    kind: str | None = None,
    type: str | None = None,
    act: str | None = None,
    publisher: str | None = None,
    since: str | None = None,
    until: str | None = None,
    attitudes: bool = False,
    order: Order = "relevance",
    limit: int = 20,
    after: str | None = None,
) -> Page:
    """The quotes with all words and phrases of ``query`` in their text or their speaker's name.

    An empty query stands for all quotes, newest first. ``since`` and ``until`` are days (or
    months, or years) of publication, both included. Attitudes are left out unless asked for.
    Newest and oldest go by the day of publication, articles without one being the oldest;
    relevance ranks the newest 2,000 hits only. ``after`` is the ``next`` of the page before.
    Nothing that is typed raises: what cannot be understood (a query without a word, a day that is
    none, a cursor of another order) finds nothing.
    """
    match = match_of(query)
    bounds = key_range(since, until)
    if bounds is None or (match is None and query.strip()):
        return EMPTY
    if match is None and order == "relevance":
        order = "newest"
    selection = _Selection(match, *bounds, _filters(speaker, publisher, act, kind, type, attitudes))
    limit = within(limit)
    if order == "relevance":
        ids, following = _ranked(conn, selection, limit, after)
    else:
        ids, following = _dated(conn, selection, limit, after, newest=order == "newest")
    total, capped = capped_count(conn, *selection.sql("q.id"))
    rows = quotes_by_id(conn, ids)
    if match is not None:
        marked = snippets(conn, match, ids)
        for number, row in zip(ids, rows, strict=True):
            row["snippet"] = marked.get(number, row["snippet"])
    return Page(rows, following, total, capped)


def newest(conn: sqlite3.Connection, limit: int = 20) -> list[Row]:
    """The quotes of the latest publication days, attitudes left out."""
    return search(conn, "", order="newest", limit=limit).rows


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which quotes: a MATCH expression, exclusive bounds of their ids, equalities."""

    match: str | None
    low: int
    high: int
    filters: Sequence[tuple[str, Any]]

    def sql(
        self, columns: str, *, low: int | None = None, high: int | None = None, tail: str = ""
    ) -> tuple[str, list[Any]]:
        """A SELECT of ``columns`` with its parameters; ``low`` and ``high`` narrow the bounds."""
        bounds = [max(self.low, self.low if low is None else low)]
        bounds.append(min(self.high, self.high if high is None else high))
        if self.match is None:
            # One index, the most selective, whatever SQLite's statistics say: a plus hides a column
            # from the planner. The rest is read off the rows, which come in the right order.
            source = "FROM quotes q WHERE q.id > ? AND q.id < ?"
            plus = ["", *["+"] * len(self.filters)]
            parameters: list[Any] = bounds
        else:
            source = (
                "FROM quotes_fts CROSS JOIN quotes q ON q.id = quotes_fts.rowid "
                "WHERE quotes_fts MATCH ? AND quotes_fts.rowid > ? AND quotes_fts.rowid < ?"
            )
            plus = ["+"] * len(self.filters)
            parameters = [self.match, *bounds]
        where = "".join(
            f" AND {sign}q.{column} = ?" for sign, (column, _) in zip(plus, self.filters, strict=False)
        )
        values = [value for _, value in self.filters]
        return f"SELECT {columns} {source}{where} {tail}", [*parameters, *values]

    @property
    def number(self) -> str:
        """The column that is in publication order, as the index in use knows it."""
        return "q.id" if self.match is None else "quotes_fts.rowid"


def _filters(
    speaker: int | None,
    publisher: str | None,
    act: str | None,
    kind: str | None,
    type: str | None,
    attitudes: bool,
) -> list[tuple[str, Any]]:
    """Columns that must equal a value, the most selective first."""
    wanted = [
        # A number beyond SQLite's nobody has: an id from a web address may be any.
        ("speaker", None if speaker is None else speaker if 0 < speaker < 1 << 63 else -1),
        ("publisher", publisher and clean(publisher)),
        ("act", act and clean(act)),
        ("speaker_kind", kind and clean(kind)),
        ("type", type and clean(type)),
    ]
    filters = [(column, value) for column, value in wanted if value not in (None, "")]
    return filters if attitudes else [*filters, ("attitude", 0)]


def _dated(
    conn: sqlite3.Connection, selection: _Selection, limit: int, after: str | None, *, newest: bool
) -> tuple[list[int], str | None]:
    letter = "n" if newest else "o"
    last = _position(after, letter)
    if last is None and after:
        return [], None
    sql, parameters = selection.sql(
        "q.id",
        low=None if newest else last,
        high=last if newest else None,
        tail=f"ORDER BY {selection.number} {'DESC' if newest else 'ASC'} LIMIT ?",
    )
    ids = [number for (number,) in tuples(conn, sql, [*parameters, limit + 1])]
    return ids[:limit], f"{letter}{ids[limit - 1]}" if len(ids) > limit else None


def _ranked(
    conn: sqlite3.Connection, selection: _Selection, limit: int, after: str | None
) -> tuple[list[int], str | None]:
    skip = _position(after, "r")
    if skip is None and after:
        return [], None
    skip = skip or 0
    # A hit in the speaker's name says less of what the quote is about than one in its words.
    inner, parameters = selection.sql(
        "q.id AS id, bm25(quotes_fts, 1.0, 0.5) AS score",
        tail=f"ORDER BY quotes_fts.rowid DESC LIMIT {RANKED}",
    )
    ids = [
        number
        for (number,) in tuples(
            conn,
            f"SELECT id FROM ({inner}) ORDER BY score, id DESC LIMIT ? OFFSET ?",
            [*parameters, limit + 1, skip],
        )
    ]
    return ids[:limit], f"r{skip + limit}" if len(ids) > limit else None


def _position(after: str | None, letter: str) -> int | None:
    found = _CURSOR.fullmatch(after or "")
    return int(found[2]) if found and found[1] == letter else None
