"""What the pages of the site read instead of counting, for a bank that has none of it yet.

A step of ``migrations``. Who fills a bank past its writer calls ``fill_site_tables`` at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank._derived import count_names
from quotebank.bank._keys import echo_of
from quotebank.bank._months import count_months

if TYPE_CHECKING:
    import sqlite3

_STATEMENTS = (
    """
    CREATE TABLE months (
        month TEXT PRIMARY KEY,
        articles INTEGER NOT NULL,
        quotes INTEGER NOT NULL,
        attitudes INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE speaker_months (
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        month TEXT NOT NULL,
        quotes INTEGER NOT NULL,
        PRIMARY KEY (speaker, month)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE speaker_words (
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        word TEXT NOT NULL,
        score REAL NOT NULL,
        quotes INTEGER NOT NULL,
        PRIMARY KEY (speaker, word)
    ) WITHOUT ROWID
    """,
    "ALTER TABLE speaker_names ADD COLUMN articles INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE quotes ADD COLUMN echo INTEGER",
    "CREATE INDEX quotes_echo ON quotes(echo) WHERE echo IS NOT NULL",
)


def create_site_tables(conn: sqlite3.Connection) -> None:
    """The tables, columns and their index, empty."""
    for statement in _STATEMENTS:
        conn.execute(statement)


def fill_site_tables(conn: sqlite3.Connection) -> None:
    """Computes all of it, but for the words of speakers, from the rows that are there."""
    conn.create_function("echo_of", 1, echo_of, deterministic=True)
    conn.execute("UPDATE quotes SET echo = echo_of(text)")
    count_months(conn)
    count_names(conn, "SELECT id FROM speakers")
