"""What is open and what was decided: candidates for review, judgements, corrections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._rows import EMPTY, Page, Row, capped_count, dicts, within

if TYPE_CHECKING:
    import sqlite3

_CURSOR = re.compile(r"(\d{1,17})-(\d{1,17})-(\d{1,17})", re.ASCII)


def candidates(conn: sqlite3.Connection, *, limit: int = 20, after: str | None = None) -> Page:
    """Pairs of speakers who may be one, those on which most quotes hang first.

    Each row has ``feature``, ``score`` and ``sentence``: what speaks for it and what is missing;
    ``quotes``, how many the one of them has who has fewer; ``alike``, how many speakers of that name, each
    of one article, the question is about; ``speaker`` and ``other``, the two with ``id``, ``name``,
    ``kind``, ``quotes`` and latest ``role``. ``after`` is the ``next`` of the page before; nothing that is
    typed raises.
    """
    where, parameters = "", list[Any]()
    total, capped = capped_count(conn, "SELECT 1 FROM candidates", [])
    if after:
        found = _CURSOR.fullmatch(after)
        if found is None:
            return EMPTY
        where = "WHERE (-c.quotes, c.speaker, c.other) > (-?, ?, ?)"
        parameters = [int(one) for one in found.groups()]
    limit = within(limit)
    rows = dicts(
        conn,
        f"""
        SELECT c.quotes, c.alike, c.feature, c.score, c.sentence, {_person("a")}, {_person("b")}
        FROM candidates c JOIN speakers a ON a.id = c.speaker JOIN speakers b ON b.id = c.other {where}
        ORDER BY c.quotes DESC, c.speaker, c.other LIMIT ?
        """,
        [*parameters, limit + 1],
    )
    more = len(rows) > limit
    shown = [_nested(row) for row in rows[:limit]]
    last = shown[-1] if more else None
    following = None
    if last is not None:
        following = f"{last['quotes']}-{last['speaker']['id']}-{last['other']['id']}"
    return Page(shown, following, total, capped)


_FIELDS = ("id", "name", "kind", "quotes", "role")


def _person(table: str) -> str:
    columns = ", ".join(f"{table}.{field} AS {table}_{field}" for field in _FIELDS[:-1])
    return f"""
        {columns}, (
            SELECT role FROM roles WHERE speaker = {table}.id
            ORDER BY last_date DESC, articles DESC, id LIMIT 1
        ) AS {table}_role
    """


def _nested(row: Row) -> Row:
    found = {name: row[name] for name in ("quotes", "alike", "feature", "score", "sentence")}
    for name, table in (("speaker", "a"), ("other", "b")):
        found[name] = {field: row[f"{table}_{field}"] for field in _FIELDS}
    return found


def judgements(conn: sqlite3.Connection) -> list[Row]:
    """Every judgement, oldest first; ``state``: in force, withdrawn, overruled, orphan or unclear."""
    return dicts(
        conn,
        """
        SELECT key, verdict, kind, name, role, article,
            other_kind, other_name, other_role, other_article, value, author, at, note,
            CASE
                WHEN EXISTS (
                    SELECT 1 FROM judgements w WHERE w.verdict = 'withdraw' AND w.value = judgements.key
                ) THEN 'withdrawn'
                WHEN verdict = 'withdraw' THEN 'in force'
                ELSE coalesce(state, 'orphan')
            END AS state
        FROM judgements ORDER BY at, key
        """,
    )


def corrections(conn: sqlite3.Connection, *, quote: str | None = None) -> list[Row]:
    """Every correction, or those of one quote, oldest first, with its ``state``.

    That is in force, withdrawn, overruled (a newer one is there for the field) or orphan: the bank has no
    such quote now.
    """
    rows = dicts(
        conn,
        f"""
        SELECT c.key, c.quote, c.field, c.value, c.kind, c.role, c.named_in, c.withdrawn, c.author, c.at,
            c.article, c.words,
            EXISTS (SELECT 1 FROM quotes q WHERE q.key = c.quote)
                OR EXISTS (SELECT 1 FROM originals o WHERE o.quote = c.quote) AS there
        FROM corrections c {"" if quote is None else "WHERE c.quote = ?"} ORDER BY c.at, c.key
        """,
        [] if quote is None else [quote],
    )
    newest = {(row["quote"], row["field"]): row for row in rows}
    for row in rows:
        last = newest[row["quote"], row["field"]]
        row["withdrawn"] = bool(row["withdrawn"])
        there = row.pop("there")
        if row is not last:
            row["state"] = "withdrawn" if last["withdrawn"] else "overruled"
        else:
            row["state"] = "in force" if there else "orphan"
    return rows
