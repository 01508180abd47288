"""Whom a speaker speaks of, and beside whom they are quoted: read off their newest quotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank.queries._rows import Row, dicts

if TYPE_CHECKING:
    import sqlite3

QUOTES = 500
"""So many of a speaker's newest quotes are read: somebody may have a hundred thousand."""

ARTICLES = 200
"""So many of the newest articles that quote a speaker are read."""

_IN_ARTICLES = 5000
"""Quotes of these articles that are read at most: an article may be a book."""


def spoken_of(conn: sqlite3.Connection, id: int, *, limit: int = 12) -> list[Row]:
    """Who is named inside the newest 500 quotes of a speaker: ``id``, ``name``, ``kind``, ``quotes``.

    ``quotes`` is in how many of them, most first. Unnamed sources are left out.
    """
    return dicts(
        conn,
        """
        SELECT s.id, s.name, s.kind, count(DISTINCT n.id) AS quotes
        FROM (SELECT id, article FROM quotes WHERE speaker = ?1 ORDER BY id DESC LIMIT ?2) n
        CROSS JOIN segments g ON g.quote = n.id AND g.part = 'content'
        CROSS JOIN mentions m ON m.article = n.article AND m.start >= g.start AND m.start < g.end
        CROSS JOIN appearances a ON a.id = m.appearance
        CROSS JOIN speakers s ON s.id = a.speaker
        WHERE s.id != ?1 AND s.kind IS NOT 'anonymous'
        GROUP BY s.id ORDER BY quotes DESC, s.name, s.id LIMIT ?3
        """,
        [id, QUOTES, limit],
    )


def quoted_with(conn: sqlite3.Connection, id: int, *, limit: int = 12) -> list[Row]:
    """Who is quoted in the newest 200 articles that quote someone: ``id``, ``name``, ``kind``, ``articles``.

    ``articles`` is in how many of them, most first. Unnamed sources are left out.
    """
    return dicts(
        conn,
        """
        SELECT s.id, s.name, s.kind, count(DISTINCT f.article) AS articles
        FROM (
            SELECT q.speaker, q.article FROM (
                SELECT DISTINCT article FROM (
                    SELECT article FROM quotes WHERE speaker = ?1 ORDER BY id DESC LIMIT ?2
                ) LIMIT ?3
            ) n CROSS JOIN quotes q ON q.article = n.article LIMIT ?4
        ) f CROSS JOIN speakers s ON s.id = f.speaker
        WHERE s.id != ?1 AND s.kind IS NOT 'anonymous'
        GROUP BY s.id ORDER BY articles DESC, s.name, s.id LIMIT ?5
        """,
        [id, QUOTES, ARTICLES, _IN_ARTICLES, limit],
    )


def words_of(conn: sqlite3.Connection, id: int, *, limit: int = 20) -> list[Row]:
    """What a speaker speaks about, ``word`` and ``score``, the heaviest first; empty until it is computed."""
    return dicts(
        conn,
        "SELECT word, score FROM speaker_words WHERE speaker = ? ORDER BY score DESC, word LIMIT ?",
        [id, limit],
    )
