"""The tables of identity and of decisions, and how a bank from before them comes by its appearances.

A step of ``migrations``: it stays as it is, whatever later steps change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank._keys import appearance_key

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = (
    # Everybody in one article: what speakers are computed from.
    """
    CREATE TABLE appearances (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles(id),
        name TEXT NOT NULL,
        kind TEXT CHECK (kind IN ('person', 'organization', 'country', 'group', 'anonymous', 'document')),
        role TEXT,
        named_in TEXT,
        corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1)),
        speaker INTEGER REFERENCES speakers(id)
    )
    """,
    """
    CREATE TABLE blocks (
        block TEXT NOT NULL,
        appearance INTEGER NOT NULL REFERENCES appearances(id) ON DELETE CASCADE,
        anchor INTEGER NOT NULL CHECK (anchor IN (0, 1)),
        PRIMARY KEY (block, appearance)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE pending (block TEXT PRIMARY KEY) WITHOUT ROWID",
    """
    CREATE TABLE joins (
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        other TEXT NOT NULL,
        feature TEXT NOT NULL,
        sentence TEXT NOT NULL,
        score REAL NOT NULL,
        PRIMARY KEY (speaker, name, other, feature, sentence)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE candidates (
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        feature TEXT NOT NULL,
        score REAL NOT NULL,
        sentence TEXT NOT NULL,
        quotes INTEGER NOT NULL,
        alike INTEGER NOT NULL,
        PRIMARY KEY (speaker, other)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE judgements (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'rename', 'kind', 'withdraw')),
        kind TEXT,
        name TEXT,
        role TEXT,
        article TEXT,
        other_kind TEXT,
        other_name TEXT,
        other_role TEXT,
        other_article TEXT,
        value TEXT,
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        note TEXT,
        state TEXT
    )
    """,
    """
    CREATE TABLE corrections (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        quote TEXT NOT NULL,
        field TEXT NOT NULL CHECK (field IN ('speaker', 'type', 'hidden', 'note')),
        value TEXT NOT NULL,
        kind TEXT,
        role TEXT,
        named_in TEXT,
        withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
        author TEXT NOT NULL,
        at TEXT NOT NULL,
        article TEXT,
        words TEXT
    )
    """,
    # What analysis found of each quote that a correction changes.
    """
    CREATE TABLE originals (
        quote TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        found TEXT NOT NULL
    ) WITHOUT ROWID
    """,
)

_INDEXES = (
    "CREATE INDEX appearances_article ON appearances(article)",
    "CREATE INDEX appearances_speaker ON appearances(speaker, article)",
    "CREATE INDEX appearances_corrected ON appearances(corrected) WHERE corrected = 1",
    "CREATE INDEX blocks_appearance ON blocks(appearance)",
    "CREATE INDEX candidates_other ON candidates(other)",
    "CREATE INDEX candidates_quotes ON candidates(quotes)",
    "CREATE INDEX corrections_quote ON corrections(quote)",
    "CREATE INDEX originals_article ON originals(article)",
    "CREATE INDEX quotes_appearance ON quotes(appearance)",
    "CREATE INDEX mentions_article ON mentions(article, start)",
    "CREATE INDEX mentions_appearance ON mentions(appearance)",
)


def create_tables(db: Database) -> None:
    """Everything that is new, but for the tables that are changed."""
    for statement in _TABLES:
        db.execute(statement)


def create_indexes(db: Database) -> None:
    """The indexes, when the tables are full."""
    for statement in _INDEXES:
        db.execute(statement)


def take_over_claims(db: Database) -> None:
    """Makes an appearance of each speaker of each article, and hangs claims and mentions on it."""
    rows = db.execute(
        """
        SELECT c.article, c.speaker, a.key, s.kind, coalesce(
            (
                SELECT speaker_name FROM quotes
                WHERE speaker = c.speaker AND article = c.article ORDER BY start LIMIT 1
            ),
            (
                SELECT value FROM claims
                WHERE speaker = c.speaker AND article = c.article AND what = 'name'
                ORDER BY length(value) DESC, value LIMIT 1
            ),
            s.name
        )
        FROM (SELECT DISTINCT article, speaker FROM claims) c
        JOIN articles a ON a.id = c.article JOIN speakers s ON s.id = c.speaker
        """
    ).fetchall()
    db.conn.executemany(
        "INSERT INTO appearances (key, article, name, kind, speaker) VALUES (?, ?, ?, ?, ?)",
        [
            (appearance_key(key, kind, f"{name} {speaker}"), article, name, kind, speaker)
            for article, speaker, key, kind, name in rows
        ],
    )
    db.execute("CREATE INDEX appearances_old ON appearances(article, speaker)")
    db.execute("ALTER TABLE claims RENAME TO old_claims")
    db.execute("ALTER TABLE mentions RENAME TO old_mentions")
    db.execute(
        """
        CREATE TABLE claims (
            appearance INTEGER NOT NULL REFERENCES appearances(id) ON DELETE CASCADE,
            what TEXT NOT NULL CHECK (what IN ('name', 'role')),
            value TEXT NOT NULL,
            PRIMARY KEY (appearance, what, value)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE mentions (
            id INTEGER PRIMARY KEY,
            appearance INTEGER NOT NULL REFERENCES appearances(id) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            start INTEGER NOT NULL,
            end INTEGER NOT NULL
        )
        """
    )
    db.execute(
        """
        INSERT INTO claims SELECT a.id, c.what, c.value FROM old_claims c
        JOIN appearances a ON a.article = c.article AND a.speaker = c.speaker
        """
    )
    db.execute(
        """
        INSERT INTO mentions SELECT m.id, a.id, m.article, m.start, m.end FROM old_mentions m
        JOIN appearances a ON a.article = m.article AND a.speaker = m.speaker
        """
    )
    db.execute("DROP TABLE old_claims")
    db.execute("DROP TABLE old_mentions")


def take_over_quotes(db: Database) -> None:
    """Gives each quote the appearance of its speaker."""
    db.execute(
        """
        UPDATE quotes SET appearance = (
            SELECT id FROM appearances WHERE article = quotes.article AND speaker = quotes.speaker
        )
        WHERE speaker IS NOT NULL
        """
    )
    db.execute("DROP INDEX appearances_old")
