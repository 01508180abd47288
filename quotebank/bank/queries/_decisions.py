"""What is open and what was decided: candidates for review, judgements, corrections, the journal of both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._rows import EMPTY, Page, Row, capped_count, clean, dicts, within

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_CURSOR = re.compile(r"(\d{1,17})-(\d{1,17})-(\d{1,17})", re.ASCII)


def candidates(
    conn: sqlite3.Connection, *, speaker: int | None = None, limit: int = 20, after: str | None = None
) -> Page:
    """Pairs of speakers who may be one, those on which most quotes hang first; all, or those of one speaker.

    Each row has ``feature``, ``score`` and ``sentence``: what speaks for it and what is missing;
    ``quotes``, how many the one of them has who has fewer; ``alike``, how many speakers of that name, each
    of one article, the question is about; ``speaker`` and ``other``, the two with ``id``, ``name``,
    ``kind``, ``quotes`` and latest ``role``. ``after`` is the ``next`` of the page before; nothing that is
    typed raises.
    """
    where, parameters = "WHERE 1", list[Any]()
    if speaker is not None:
        where, parameters = "WHERE (c.speaker = ? OR c.other = ?)", [speaker, speaker]
    total, capped = capped_count(conn, f"SELECT 1 FROM candidates c {where}", parameters)
    if after:
        found = _CURSOR.fullmatch(after)
        if found is None:
            return EMPTY
        # the first term is for the index, the second for the order among equals
        where += " AND c.quotes <= ? AND (-c.quotes, c.speaker, c.other) > (-?, ?, ?)"
        quotes, one, other = (int(group) for group in found.groups())
        parameters += [quotes, quotes, one, other]
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
    return dicts(conn, f"{_JUDGEMENT} ORDER BY j.at, j.key")


_JUDGEMENT = """
    SELECT j.key, j.verdict, j.kind, j.name, j.role, j.article,
        j.other_kind, j.other_name, j.other_role, j.other_article, j.value, j.author, j.at, j.note,
        CASE
            WHEN EXISTS (
                SELECT 1 FROM judgements w WHERE w.verdict = 'withdraw' AND w.value = j.key
            ) THEN 'withdrawn'
            WHEN j.verdict = 'withdraw' THEN 'in force'
            ELSE coalesce(j.state, 'orphan')
        END AS state
    FROM judgements j
"""


def corrections(conn: sqlite3.Connection, *, quote: str | None = None) -> list[Row]:
    """Every correction, or those of one quote (a key that it has or had), oldest first, with its ``state``.

    That is in force, withdrawn, overruled (a newer one is there for the field) or orphan: the bank has no
    such quote now. ``holds_for`` is the key of the quote that it is about now, None for an orphan.
    """
    where, parameters = ("", []) if quote is None else ("WHERE c.holds_for = ?1 OR c.quote = ?1", [quote])
    return _corrections(conn, f"{where} ORDER BY c.at, c.key", parameters)


def _corrections(conn: sqlite3.Connection, which: str, parameters: Sequence[Any]) -> list[Row]:
    # Several may be about one quote by different keys; what is about none now is told apart by what it was.
    newest = """
        CASE WHEN c.holds_for IS NULL THEN (
            SELECT {0} FROM corrections n WHERE n.quote = c.quote AND n.field = c.field
                AND n.holds_for IS NULL AND n.surroundings IS c.surroundings
            ORDER BY n.at DESC, n.key DESC LIMIT 1
        ) ELSE (
            SELECT {0} FROM corrections n WHERE n.holds_for = c.holds_for AND n.field = c.field
            ORDER BY n.at DESC, n.key DESC LIMIT 1
        ) END
    """
    rows = dicts(
        conn,
        f"""
        SELECT c.key, c.quote, c.field, c.value, c.kind, c.role, c.named_in, c.withdrawn, c.author, c.at,
            c.article, c.words, c.surroundings, c.holds_for,
            CASE
                WHEN c.key != ({newest.format("n.key")})
                THEN CASE ({newest.format("n.withdrawn")}) WHEN 1 THEN 'withdrawn' ELSE 'overruled' END
                WHEN c.holds_for IS NOT NULL THEN 'in force'
                ELSE 'orphan'
            END AS state
        FROM corrections c {which}
        """,
        parameters,
    )
    return [{**row, "withdrawn": bool(row["withdrawn"])} for row in rows]


def surroundings(conn: sqlite3.Connection) -> list[Row]:
    """The quotes of each article of which one was corrected, in order, as they stood then."""
    return dicts(
        conn,
        """
        SELECT surroundings, number, quote, words, before, after FROM surroundings
        WHERE surroundings IN (SELECT surroundings FROM corrections) ORDER BY surroundings, number
        """,
    )


def journal(conn: sqlite3.Connection, *, limit: int = 20, after: str | None = None) -> Page:
    """What people decided, the newest first: rows of ``judgements`` and of ``corrections``.

    ``what`` says which of the two a row is. ``after`` is the ``next`` of the page before; nothing that is
    typed raises.
    """
    counted = "SELECT 1 FROM judgements UNION ALL SELECT 1 FROM corrections"
    total, capped = capped_count(conn, f"SELECT * FROM ({counted})", [])
    where, parameters = "", list[Any]()
    if after:
        at, mark, key = clean(after).rpartition(_MARK)
        if not mark:
            return EMPTY
        where, parameters = "WHERE ({0}.at, {0}.key) < (?, ?)", [at, key]
    limit = within(limit)
    which = "{0} ORDER BY {1}.at DESC, {1}.key DESC LIMIT ?"
    parameters.append(limit + 1)
    judged = dicts(conn, _JUDGEMENT + which.format(where.format("j"), "j"), parameters)
    corrected = _corrections(conn, which.format(where.format("c"), "c"), parameters)
    rows = [{"what": "judgement", **row} for row in judged]
    rows += [{"what": "correction", **row} for row in corrected]
    rows.sort(key=lambda row: (row["at"], row["key"]), reverse=True)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, f"{rows[-1]['at']}{_MARK}{rows[-1]['key']}" if more else None, total, capped)


def decision(conn: sqlite3.Connection, key: str) -> Row | None:
    """The row of the journal that has this key; None where there is none."""
    judged = dicts(conn, f"{_JUDGEMENT} WHERE j.key = ?", [clean(key)])
    if judged:
        return {"what": "judgement", **judged[0]}
    corrected = _corrections(conn, "WHERE c.key = ?", [clean(key)])
    return {"what": "correction", **corrected[0]} if corrected else None


def may_be_withdrawn(row: Row) -> bool:
    """Whether a row of the journal can be taken back: it counts, or would if what it means came back.

    Of the corrections of one field the newest decides, so an older one cannot come to count again.
    """
    if row["what"] == "judgement":
        return bool(row["verdict"] != "withdraw" and row["state"] != "withdrawn")
    return bool(not row["withdrawn"] and row["state"] in ("in force", "orphan"))


_MARK = "~"
"""Between the two parts of a place in the journal."""
