"""Rows as JSON-ready dicts, from any connection whatever its row factory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

Row: TypeAlias = dict[str, Any]
"""Values that ``json.dumps`` takes."""

CAP = 10_000
"""Nothing is counted beyond this number."""

MAX_LIMIT = 1000
"""The most rows of one page."""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a longer list.

    ``next`` goes into ``after`` for the rows that follow, None at the end. ``total`` counts the
    whole list, up to 10,000; ``capped`` says that there may be more.
    """

    rows: list[Row]
    next: str | None
    total: int
    capped: bool


EMPTY = Page([], None, 0, False)


def tuples(conn: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows as tuples."""
    cursor = conn.cursor()
    # The connection may be Datasette's, sqlite-utils' or anybody's: the row factory is theirs.
    cursor.row_factory = None
    return cursor.execute(sql, parameters).fetchall()


def dicts(conn: sqlite3.Connection, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """All rows as dicts by column name."""
    cursor = conn.cursor()
    cursor.row_factory = None
    cursor.execute(sql, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def capped_count(conn: sqlite3.Connection, selection: str, parameters: Sequence[Any]) -> tuple[int, bool]:
    """How many rows a SELECT has, up to ``CAP``, and whether there are more."""
    ((found,),) = tuples(conn, f"SELECT count(*) FROM ({selection} LIMIT {CAP + 1})", parameters)
    return min(found, CAP), found > CAP


def clean(text: str) -> str:
    """Text that SQLite takes as a parameter: without half surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")


def within(limit: int) -> int:
    """A page's size, at least 1 and at most ``MAX_LIMIT``."""
    return max(1, min(limit, MAX_LIMIT))


_QUOTE = """
    SELECT q.id, q.key, q.text, q.type,
        coalesce(s.name, q.speaker_name) AS speaker, q.speaker AS speaker_id, q.speaker_kind,
        q.role, q.said_on, q.venue, q.addressee,
        a.published, q.publisher, a.name AS article_id, a.title AS article_title, a.url,
        q.attitude, q.act, q.confidence, q.speaker_confidence
    FROM quotes q JOIN articles a ON a.id = q.article LEFT JOIN speakers s ON s.id = q.speaker
"""


def quotes_by_id(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """The quotes of these ids, in this order, as every list of quotes shows them."""
    rows = dicts(conn, f"{_QUOTE} WHERE q.id IN ({', '.join('?' * len(ids))})", ids)
    found = {row.pop("id"): row for row in rows}
    for row in found.values():
        row["attitude"] = bool(row["attitude"])
        row["snippet"] = [[row["text"], False]]
    return [found[one] for one in ids if one in found]


def segments_of(
    conn: sqlite3.Connection, where: str, parameters: Sequence[Any]
) -> dict[int, dict[str, list[list[int]]]]:
    """Quote id → part → its segments, for the quotes ``q`` that ``where`` selects."""
    found: dict[int, dict[str, list[list[int]]]] = {}
    for quote, part, start, end in tuples(
        conn,
        f"""
        SELECT g.quote, g.part, g.start, g.end FROM quotes q JOIN segments g ON g.quote = q.id
        WHERE {where} ORDER BY g.quote, g.part, g.number
        """,
        parameters,
    ):
        parts = found.setdefault(
            quote, {"content": [], "cue": [], "source": [], "venue": [], "addressee": []}
        )
        parts[part].append([start, end])
    return found


def parsed(text: str) -> Any:
    """The value of a JSON column."""
    return json.loads(text)
