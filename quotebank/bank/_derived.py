"""The tables that are computed: speakers with their names, roles, counts, joins and open candidates.

Every number in them is made of content, so that two banks that know the same have the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotebank.bank._ids import FIRST_DATED
from quotebank.bank._keys import digest
from quotebank.bank._months import count_speaker_months
from quotebank.bank.identity.keys import numbers

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from quotebank.bank.identity import Appearance, Identity, ResolvedSpeaker

_TOUCHED = "SELECT id FROM temp.touched"

_NAMES = f"""
    SELECT a.speaker, c.value FROM appearances a JOIN claims c ON c.appearance = a.id
    WHERE c.what = 'name' AND a.speaker IN ({_TOUCHED})
    UNION SELECT id, name FROM speakers WHERE id IN ({_TOUCHED})
"""

_ROLES = f"""
    SELECT a.speaker, c.value,
        min(CASE WHEN r.id > {FIRST_DATED} THEN substr(r.published, 1, 10) END),
        max(CASE WHEN r.id > {FIRST_DATED} THEN substr(r.published, 1, 10) END),
        count(DISTINCT a.article)
    FROM appearances a JOIN claims c ON c.appearance = a.id JOIN articles r ON r.id = a.article
    WHERE c.what = 'role' AND a.speaker IN ({_TOUCHED}) GROUP BY a.speaker, c.value
"""


def write_identity(
    conn: sqlite3.Connection, identity: Identity, appearances: Sequence[Appearance], *, changed: Sequence[int]
) -> None:
    """Brings the speakers of some appearances into the tables.

    The appearances are whole groups: nobody else is concerned. ``changed`` are numbers of speakers of whom an
    appearance was written anew or has gone; others are only written where identity says something new.
    """
    for table in ("touched", "grouped"):
        conn.execute(f"CREATE TEMP TABLE IF NOT EXISTS {table} (id INTEGER PRIMARY KEY)")
        conn.execute(f"DELETE FROM temp.{table}")
    before = _speakers_of(conn, appearances)
    ids, renamed = _number(conn, identity.speakers)
    now = {member: ids[one.key] for one in identity.speakers for member in one.members}
    moved = {
        speaker for member, one in now.items() if before[member] != one for speaker in (one, before[member])
    }
    touched = {*changed, *renamed, *(one for one in moved if one is not None)}
    conn.executemany("INSERT OR IGNORE INTO temp.touched VALUES (?)", [(one,) for one in touched])
    grouped = {*touched, *ids.values(), *(one for one in before.values() if one is not None)}
    conn.executemany("INSERT OR IGNORE INTO temp.grouped VALUES (?)", [(one,) for one in grouped])
    kinds = {one.id: one.kind for one in appearances}
    _assign(
        conn,
        [
            (ids[one.key], one.kind if one.judged_kind else kinds[member], member)
            for one in identity.speakers
            if ids[one.key] in touched
            for member in one.members
        ],
    )
    _count(conn)
    _same_rows(conn, "speaker_names", ("speaker", "name"), conn.execute(_NAMES).fetchall(), keys=2)
    count_names(conn, _TOUCHED)
    count_speaker_months(conn, _TOUCHED)
    columns = ("speaker", "role", "first_date", "last_date", "articles")
    _same_rows(conn, "roles", columns, conn.execute(_ROLES).fetchall(), keys=2)
    _write_links(conn, identity, ids)


def _speakers_of(conn: sqlite3.Connection, appearances: Sequence[Appearance]) -> dict[int, int | None]:
    """Who appearances are until now."""
    return {
        one.id: conn.execute("SELECT speaker FROM appearances WHERE id = ?", [one.id]).fetchone()[0]
        for one in appearances
    }


def _number(
    conn: sqlite3.Connection, speakers: Sequence[ResolvedSpeaker]
) -> tuple[dict[str, int], list[int]]:
    """The numbers of speakers by key, new ones being added; and whose names or kinds are other ones now."""
    ids: dict[str, int] = {}
    renamed: list[int] = []
    for one in speakers:
        row = conn.execute("SELECT id, name, kind FROM speakers WHERE key = ?", [one.key]).fetchone()
        if row is None:
            ids[one.key] = _free(conn, "speakers", one.key)
            conn.execute(
                "INSERT INTO speakers (id, key, name, kind) VALUES (?, ?, ?, ?)",
                [ids[one.key], one.key, one.name, one.kind],
            )
            continue
        ids[one.key] = row[0]
        if tuple(row[1:]) != (one.name, one.kind):
            renamed.append(row[0])
            conn.execute("UPDATE speakers SET name = ?, kind = ? WHERE id = ?", [one.name, one.kind, row[0]])
    return ids, renamed


def _assign(conn: sqlite3.Connection, speakers: Sequence[tuple[int, str | None, int]]) -> None:
    """Gives appearances and their quotes these speakers: number, kind, appearance."""
    conn.executemany("UPDATE appearances SET speaker = ?1 WHERE id = ?3 AND speaker IS NOT ?1", speakers)
    conn.executemany(
        """
        UPDATE quotes SET speaker = ?1, speaker_kind = ?2
        WHERE appearance = ?3 AND (speaker IS NOT ?1 OR speaker_kind IS NOT ?2)
        """,
        speakers,
    )


def _count(conn: sqlite3.Connection) -> None:
    """Removes touched speakers whom nobody speaks of any more, and counts what the others have."""
    conn.execute(
        f"""
        DELETE FROM speakers WHERE id IN ({_TOUCHED})
            AND NOT EXISTS (SELECT 1 FROM appearances WHERE speaker = speakers.id)
        """
    )
    conn.execute(
        f"""
        UPDATE speakers SET
            quotes = (SELECT count(*) FROM quotes WHERE speaker = speakers.id AND attitude = 0),
            attitudes = (SELECT count(*) FROM quotes WHERE speaker = speakers.id AND attitude = 1),
            articles = (SELECT count(DISTINCT article) FROM appearances WHERE speaker = speakers.id)
        WHERE id IN ({_TOUCHED})
        """
    )


def count_names(conn: sqlite3.Connection, speakers: str) -> None:
    """Counts the articles that use each name of the speakers that a SELECT gives."""
    conn.execute(
        f"""
        UPDATE speaker_names SET articles = counted.articles FROM (
            SELECT n.id, coalesce(f.articles, 0) AS articles
            FROM speaker_names n LEFT JOIN (
                SELECT a.speaker, c.value, count(DISTINCT a.article) AS articles
                FROM appearances a CROSS JOIN claims c ON c.appearance = a.id AND c.what = 'name'
                WHERE a.speaker IN ({speakers}) GROUP BY a.speaker, c.value
            ) f ON f.speaker = n.speaker AND f.value = n.name
            WHERE n.speaker IN ({speakers})
        ) AS counted
        WHERE speaker_names.id = counted.id AND speaker_names.articles != counted.articles
        """
    )


def _same_rows(
    conn: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    *,
    keys: int,
) -> None:
    """Makes the rows of touched speakers these; what is the same is not written."""
    names = ", ".join(columns)
    there = {
        tuple(row[1:]): row[0]
        for row in conn.execute(f"SELECT id, {names} FROM {table} WHERE speaker IN ({_TOUCHED})")
    }
    wanted = {tuple(row) for row in rows}
    conn.executemany(
        f"DELETE FROM {table} WHERE id = ?", [(number,) for row, number in there.items() if row not in wanted]
    )
    for row in sorted(wanted - set(there), key=repr):
        number = _free(conn, table, digest(table, *map(str, row[:keys])))
        marks = ", ".join("?" * (len(columns) + 1))
        conn.execute(f"INSERT INTO {table} (id, {names}) VALUES ({marks})", [number, *row])


def _free(conn: sqlite3.Connection, table: str, key: str) -> int:
    """The first number of a key that nobody has."""
    for number in numbers(key):
        if conn.execute(f"SELECT 1 FROM {table} WHERE id = ?", [number]).fetchone() is None:
            return number
    raise AssertionError("eight numbers of 52 bits are all taken")


def _write_links(conn: sqlite3.Connection, identity: Identity, ids: dict[str, int]) -> None:
    """Writes why names are one, and who may be one, where it is not so written."""
    joins = {
        (ids[one.key], join.name, join.other, join.feature, join.score, join.sentence)
        for one in identity.speakers
        for join in one.joins
    }
    _same_links(conn, "joins", _JOINS, joins)
    candidates = {
        (
            *sorted((ids[one.one], ids[one.other])),
            one.join.feature,
            one.join.score,
            one.join.sentence,
            one.quotes,
            one.alike,
        )
        for one in identity.candidates
    }
    _same_links(conn, "candidates", _CANDIDATES, candidates)


_JOINS = ("speaker", "name", "other", "feature", "score", "sentence")
_CANDIDATES = ("speaker", "other", "feature", "score", "sentence", "quotes", "alike")


def _same_links(
    conn: sqlite3.Connection, table: str, columns: Sequence[str], wanted: set[tuple[Any, ...]]
) -> None:
    names = ", ".join(columns)
    selection = f"SELECT {names} FROM {table} WHERE speaker IN (SELECT id FROM temp.grouped)"
    there = {tuple(row) for row in conn.execute(selection)}
    conn.executemany(
        f"DELETE FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in columns)}", sorted(there - wanted)
    )
    conn.executemany(
        f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", sorted(wanted - there)
    )
