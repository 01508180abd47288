"""Who is quoted: the list of speakers, and one of them."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._company import quoted_with, spoken_of, words_of
from quotebank.bank.queries._match import match_of
from quotebank.bank.queries._rows import (
    CAP,
    EMPTY,
    Page,
    Row,
    capped_count,
    clean,
    dicts,
    quotes_by_id,
    tuples,
    within,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

LISTED = 200
"""Names, roles and reasons of one speaker that are given: nobody reads more."""

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


def speakers_by_id(conn: sqlite3.Connection, ids: Sequence[int]) -> list[Row]:
    """The speakers of these numbers, in this order, as lists have them; what nobody has is left out."""
    asked = [one for one in ids if 0 < one < 1 << 63]
    rows = dicts(conn, f"{_SPEAKER} WHERE s.id IN ({', '.join('?' * len(asked))})", asked)
    found = {row["id"]: row for row in rows}
    return [found[one] for one in asked if one in found]


def speaker(conn: sqlite3.Connection, id: int) -> Row | None:
    """One speaker with names, dated roles, quotes by month and the newest quotes; None for no one.

    ``names`` begins with the form that most articles use, ``roles`` with the latest. ``months``
    counts quotes without attitudes, in order, months with none left out. ``words`` is what they speak
    about, ``about`` whom they speak of, ``with`` who is quoted beside them. ``why`` says why these names
    are one speaker. ``newest`` is the first page of ``search(conn, "", speaker=id)`` as a dict. Each
    list is bounded.
    """
    found = numbered(conn, id)
    if not found:
        return None
    names = tuples(
        conn,
        """
        SELECT name FROM speaker_names WHERE speaker = ? AND articles > 0
        ORDER BY articles DESC, name LIMIT ?
        """,
        [id, LISTED],
    )
    roles = dicts(
        conn,
        """
        SELECT role, first_date AS first, last_date AS last, articles FROM roles WHERE speaker = ?
        ORDER BY last_date DESC, articles DESC, id LIMIT ?
        """,
        [id, LISTED],
    )
    months = dicts(conn, "SELECT month, quotes FROM speaker_months WHERE speaker = ? ORDER BY month", [id])
    return {
        **found[0],
        "names": [name for (name,) in names],
        "roles": roles,
        "months": months,
        "words": words_of(conn, id),
        "about": spoken_of(conn, id),
        "with": quoted_with(conn, id),
        "why": dicts(
            conn,
            """
            SELECT name, other, feature, score, sentence FROM joins
            WHERE speaker = ? ORDER BY name, other, sentence LIMIT ?
            """,
            [id, LISTED],
        ),
        "newest": asdict(_newest(conn, id, found[0]["quotes"])),
    }


def _newest(conn: sqlite3.Connection, id: int, total: int) -> Page:
    """The first page of a search for everything that a speaker said; it is known how much there is."""
    limit = 20
    # A plus hides a column from the planner, which must take the index that ends in publication order.
    ids = [
        number
        for (number,) in tuples(
            conn,
            "SELECT id FROM quotes WHERE speaker = ? AND +attitude = 0 ORDER BY id DESC LIMIT ?",
            [id, limit + 1],
        )
    ]
    following = f"n{ids[limit - 1]}" if len(ids) > limit else None
    return Page(quotes_by_id(conn, ids[:limit]), following, min(total, CAP), total > CAP)


def numbered(conn: sqlite3.Connection, id: int) -> list[Row]:
    """The speaker of this number as lists have them; none for no one."""
    return speakers_by_id(conn, [id])


def role_articles(conn: sqlite3.Connection, id: int, *, newest: int | None = None) -> dict[str, list[Row]]:
    """Role of a speaker → ``article_id``, ``title``, ``published`` of those who give it, oldest first.

    With ``newest`` only so many of the newest articles that speak of them are read.
    """
    found: dict[str, list[Row]] = {}
    for role, *article in tuples(
        conn,
        """
        SELECT DISTINCT c.value, r.name, r.title, r.published, r.id
        FROM (SELECT id, article FROM appearances WHERE speaker = ? ORDER BY article DESC LIMIT ?) a
        CROSS JOIN claims c ON c.appearance = a.id AND c.what = 'role'
        CROSS JOIN articles r ON r.id = a.article ORDER BY r.id
        """,
        [id, -1 if newest is None else newest],
    ):
        row = dict(zip(("article_id", "title", "published"), article, strict=False))
        found.setdefault(role, []).append(row)
    return found
