"""Who is quoted: the list of speakers, and one of them."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._match import match_of
from quotebank.bank.queries._rows import (
    EMPTY,
    Page,
    Row,
    capped_count,
    clean,
    dicts,
    tuples,
    within,
)
from quotebank.bank.queries._search import search

if TYPE_CHECKING:
    import sqlite3

_CURSOR = re.compile(r"(\d{1,17})-(\d{1,17})", re.ASCII)

_SPEAKER = """
    SELECT s.id, s.key, s.name, s.kind, s.quotes, s.attitudes, s.articles,
        (
            SELECT role FROM roles WHERE speaker = s.id
            ORDER BY last_date DESC, articles DESC, id LIMIT 1
        ) AS role
    FROM speakers s
"""


def speakers(
    conn: sqlite3.Connection,
    *,
    query: str | None = None,
    kind: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> Page:
    """The speakers, the most quoted first, each with their latest role.

    Of each word of ``query`` a name must have one that begins so. ``after`` is the ``next`` of
    the page before. As in ``search``, nothing that is typed raises.
    """
    match = match_of(query or "", prefix=True)
    if match is None and (query or "").strip():
        return EMPTY
    where, parameters = "WHERE 1", list[Any]()
    if match is not None:
        where += """
            AND s.id IN (
                SELECT n.speaker
                FROM speaker_names_fts f CROSS JOIN speaker_names n ON n.id = f.rowid
                WHERE f.speaker_names_fts MATCH ?
            )
        """
        parameters.append(match)
    if kind:
        where += " AND s.kind = ?"
        parameters.append(clean(kind))
    total, capped = capped_count(conn, f"SELECT 1 FROM speakers s {where}", parameters)
    if after:
        found = _CURSOR.fullmatch(after)
        if found is None:
            return EMPTY
        where += " AND (s.quotes, s.id) < (?, ?)"
        parameters += [int(found[1]), int(found[2])]
    limit = within(limit)
    rows = dicts(
        conn,
        f"{_SPEAKER} {where} ORDER BY s.quotes DESC, s.id DESC LIMIT ?",
        [*parameters, limit + 1],
    )
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, f"{rows[-1]['quotes']}-{rows[-1]['id']}" if more else None, total, capped)


def speaker(conn: sqlite3.Connection, id: int) -> Row | None:
    """One speaker with names, dated roles, quotes by month and the newest quotes; None for no one.

    ``names`` begins with the form that most articles use, ``roles`` with the latest. ``months``
    counts quotes without attitudes, in order, months with none left out. ``why`` says why these names are one
    speaker. ``newest`` is the first page of ``search(conn, "", speaker=id)`` as a dict.
    """
    found = dicts(conn, f"{_SPEAKER} WHERE s.id = ?", [id]) if 0 < id < 1 << 63 else []
    if not found:
        return None
    names = tuples(
        conn,
        """
        SELECT c.value, count(DISTINCT a.article) AS articles
        FROM appearances a CROSS JOIN claims c ON c.appearance = a.id AND c.what = 'name'
        WHERE a.speaker = ? GROUP BY c.value ORDER BY articles DESC, c.value
        """,
        [id],
    )
    roles = dicts(
        conn,
        """
        SELECT role, first_date AS first, last_date AS last, articles FROM roles WHERE speaker = ?
        ORDER BY last_date DESC, articles DESC, id
        """,
        [id],
    )
    months = dicts(
        conn,
        """
        SELECT substr(published, 1, 7) AS month, count(*) AS quotes FROM quotes
        WHERE speaker = ? AND published IS NOT NULL AND attitude = 0 GROUP BY month ORDER BY month
        """,
        [id],
    )
    return {
        **found[0],
        "names": [name for name, _ in names],
        "roles": roles,
        "months": months,
        "why": dicts(
            conn,
            """
            SELECT name, other, feature, score, sentence FROM joins
            WHERE speaker = ? ORDER BY name, other, sentence
            """,
            [id],
        ),
        "newest": asdict(search(conn, "", speaker=id, order="newest")),
    }


def role_articles(conn: sqlite3.Connection, id: int) -> dict[str, list[Row]]:
    """Role of a speaker → ``article_id``, ``title``, ``published`` of those who give it, oldest first."""
    found: dict[str, list[Row]] = {}
    for role, *article in tuples(
        conn,
        """
        SELECT DISTINCT c.value, r.name, r.title, r.published, r.id
        FROM appearances a CROSS JOIN claims c ON c.appearance = a.id AND c.what = 'role'
        CROSS JOIN articles r ON r.id = a.article
        WHERE a.speaker = ? ORDER BY r.id
        """,
        [id],
    ):
        row = dict(zip(("article_id", "title", "published"), article, strict=False))
        found.setdefault(role, []).append(row)
    return found
