"""What speakers speak about, as rows. Computed elsewhere: a bank knows nothing of grammar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

_QUOTES = 500
"""The newest quotes of a speaker that are looked at."""


def without_words(conn: sqlite3.Connection, *, least: int, anew: bool) -> list[int]:
    """The speakers of at least so many quotes whose words are to be computed, the most quoted first.

    That is those who have none, or another number of quotes than when theirs were computed; with ``anew``
    all of them.
    """
    rows = conn.execute(
        """
        SELECT s.id FROM speakers s WHERE s.quotes >= ? AND (? OR NOT EXISTS (
            SELECT 1 FROM speaker_words w WHERE w.speaker = s.id AND w.quotes = s.quotes
        ))
        ORDER BY s.quotes DESC, s.id
        """,
        [least, anew],
    )
    return [number for (number,) in rows]


def texts_of(conn: sqlite3.Connection, speaker: int, *, most: int) -> list[str]:
    """The newest quotes of a speaker, together not much more than so many characters; no attitudes."""
    found: list[str] = []
    size = 0
    for (text,) in conn.execute(
        "SELECT text FROM quotes WHERE speaker = ? AND +attitude = 0 ORDER BY id DESC LIMIT ?",
        [speaker, _QUOTES],
    ):
        found.append(text)
        size += len(text)
        if size >= most:
            break
    return found


def write_words(conn: sqlite3.Connection, words: Mapping[int, Iterable[tuple[str, float]]]) -> None:
    """Makes these the words of some speakers, with how many quotes they have now."""
    conn.executemany("DELETE FROM speaker_words WHERE speaker = ?", [(speaker,) for speaker in words])
    conn.executemany(
        "INSERT INTO speaker_words (speaker, word, score, quotes) "
        "SELECT id, ?, ?, quotes FROM speakers WHERE id = ?",
        [(word, score, speaker) for speaker, found in words.items() for word, score in found],
    )
