"""The schema, step by step. ``docs/schema.md`` says what every table and column means.

Whoever adds a migration: ``transform()``, ``add_foreign_key()`` and ``extract()`` of sqlite-utils
drop the triggers of a table, and full-text search then goes stale without a word. So a migration
that changes ``quotes`` or ``speaker_names`` ends with ``index_text(db)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from quotebank.bank._appearance_tables import (
    create_indexes,
    create_tables,
    take_over_claims,
    take_over_quotes,
)
from quotebank.bank._correction_tables import keep_surroundings
from quotebank.bank._site_tables import create_site_tables, fill_site_tables
from quotebank.core import ACTS, KINDS, TYPES

if TYPE_CHECKING:
    import sqlite3

    from sqlite_utils import Database

migrations = Migrations("quotebank")

PARTS = ("content", "cue", "source", "venue", "addressee")
"""What a segment of a quote can be."""


def _one_of(values: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


_TABLES = (
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        model TEXT NOT NULL,
        version TEXT NOT NULL,
        command TEXT NOT NULL,
        added INTEGER NOT NULL DEFAULT 0,
        replaced INTEGER NOT NULL DEFAULT 0,
        unchanged INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        quotes INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE failures (
        id INTEGER PRIMARY KEY,
        run INTEGER NOT NULL REFERENCES runs(id),
        place TEXT NOT NULL,
        name TEXT,
        reason TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE articles (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL UNIQUE,
        title TEXT,
        published TEXT,
        url TEXT,
        publisher TEXT,
        author TEXT,
        quotes INTEGER NOT NULL,
        notes TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        model TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id)
    )
    """,
    """
    CREATE TABLE texts (
        article INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
        text TEXT NOT NULL
    )
    """,
    # AUTOINCREMENT: the number of a speaker who is gone must not come back as somebody else.
    f"""
    CREATE TABLE speakers (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT CHECK (kind IN {_one_of(KINDS)}),
        quotes INTEGER NOT NULL DEFAULT 0,
        attitudes INTEGER NOT NULL DEFAULT 0,
        articles INTEGER NOT NULL DEFAULT 0
    )
    """,
    """
    CREATE TABLE speaker_names (
        id INTEGER PRIMARY KEY,
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        UNIQUE (speaker, name)
    )
    """,
    """
    CREATE TABLE roles (
        id INTEGER PRIMARY KEY,
        speaker INTEGER NOT NULL REFERENCES speakers(id) ON DELETE CASCADE,
        role TEXT NOT NULL,
        first_date TEXT,
        last_date TEXT,
        articles INTEGER NOT NULL,
        UNIQUE (speaker, role)
    )
    """,
    """
    CREATE TABLE claims (
        speaker INTEGER NOT NULL REFERENCES speakers(id),
        what TEXT NOT NULL CHECK (what IN ('name', 'role')),
        value TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES articles(id),
        PRIMARY KEY (speaker, what, value, article)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE mentions (
        id INTEGER PRIMARY KEY,
        speaker INTEGER NOT NULL REFERENCES speakers(id),
        article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL
    )
    """,
    f"""
    CREATE TABLE quotes (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles(id),
        start INTEGER NOT NULL,
        type TEXT NOT NULL CHECK (type IN {_one_of(TYPES)}),
        text TEXT NOT NULL,
        speaker INTEGER REFERENCES speakers(id),
        speaker_name TEXT,
        speaker_kind TEXT CHECK (speaker_kind IN {_one_of(KINDS)}),
        role TEXT,
        said_on TEXT,
        venue TEXT,
        addressee TEXT,
        attitude INTEGER NOT NULL CHECK (attitude IN (0, 1)),
        confidence REAL NOT NULL,
        evidence TEXT NOT NULL,
        published TEXT,
        publisher TEXT
    )
    """,
    f"""
    CREATE TABLE segments (
        quote INTEGER NOT NULL REFERENCES quotes(id) ON DELETE CASCADE,
        part TEXT NOT NULL CHECK (part IN {_one_of(PARTS)}),
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        PRIMARY KEY (quote, part, number)
    ) WITHOUT ROWID
    """,
)

# Every index ends in the rowid, which is the publication order: (speaker) serves "newest of a
# speaker".
_INDEXES = (
    "CREATE INDEX quotes_article ON quotes(article, start)",
    "CREATE INDEX quotes_speaker ON quotes(speaker)",
    "CREATE INDEX quotes_timeline ON quotes(speaker, published, attitude)",
    "CREATE INDEX quotes_publisher ON quotes(publisher)",
    "CREATE INDEX quotes_published ON quotes(published)",
    "CREATE INDEX quotes_kind ON quotes(speaker_kind)",
    "CREATE INDEX quotes_type ON quotes(type)",
    "CREATE INDEX quotes_attitude ON quotes(attitude)",
    "CREATE INDEX articles_publisher ON articles(publisher)",
    "CREATE INDEX articles_published ON articles(published)",
    "CREATE INDEX articles_run ON articles(run)",
    "CREATE INDEX speakers_quoted ON speakers(quotes)",
    "CREATE INDEX speakers_kind ON speakers(kind, quotes)",
    "CREATE INDEX claims_article ON claims(article, speaker)",
    "CREATE INDEX mentions_article ON mentions(article, start)",
    "CREATE INDEX mentions_speaker ON mentions(speaker)",
    "CREATE INDEX failures_run ON failures(run)",
)


TEXT_INDEXES = ("quotes_fts", "speaker_names_fts")
"""The full-text indexes."""

_SEARCHED = ("text", "speaker_name", "role", "type", "act", "speaker_kind", "publisher", "attitude")
"""What full-text search of quotes knows: the words, and what they are filtered by."""


def index_text(db: Database) -> None:
    """Builds the full-text indexes with the triggers that keep them in step.

    What is not in an index does not touch it: another speaker of a quote is no work for its words.
    """
    there = db.table("quotes").columns_dict
    searched = [column for column in _SEARCHED if column in there]
    db.table("quotes").enable_fts(
        searched,
        tokenize="porter unicode61 remove_diacritics 2",
        create_triggers=True,
        replace=True,
    )
    db.table("speaker_names").enable_fts(
        ["name"], tokenize="unicode61 remove_diacritics 2", create_triggers=True, replace=True
    )
    for table, columns in (("quotes", ", ".join(searched)), ("speaker_names", "name")):
        trigger = next(one for one in db.table(table).triggers if one.name == f"{table}_au")
        db.execute(f"DROP TRIGGER {trigger.name}")
        db.execute(trigger.sql.replace("AFTER UPDATE ON", f"AFTER UPDATE OF {columns} ON", 1))


def rebuild_text(conn: sqlite3.Connection) -> None:
    """Builds the full-text indexes from their tables again, compact.

    For rows that were written past the triggers, and for rows that are taken out for good: a deleted one may
    leave its words in an index.
    """
    for index in TEXT_INDEXES:
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        conn.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")


@migrations()
def first_schema(db: Database) -> None:
    """Articles, quotes, speakers, runs."""
    for statement in (*_TABLES, *_INDEXES):
        db.execute(statement)
    index_text(db)


@migrations()
def acts(db: Database) -> None:
    """What is done by saying a quote; articles that are there already are read anew when they come again."""
    db.execute(f"ALTER TABLE quotes ADD COLUMN act TEXT CHECK (act IN {_one_of(ACTS)})")
    db.execute("CREATE INDEX quotes_act ON quotes(act)")
    # without its hash an article is not current, so the next run that meets it analyses it
    db.execute("UPDATE articles SET content_hash = ''")


@migrations()
def identity(db: Database) -> None:
    """Speakers are computed from appearances, one for everybody in an article; people can judge and correct.

    The speakers that are there stay until the next writer computes them anew.
    """
    create_tables(db)
    take_over_claims(db)
    db.execute("ALTER TABLE quotes ADD COLUMN appearance INTEGER REFERENCES appearances(id)")
    index_text(db)
    take_over_quotes(db)
    create_indexes(db)


@migrations()
def site(db: Database) -> None:
    """What the site's pages read without counting: months, words, the same quote elsewhere."""
    create_site_tables(db.conn)
    fill_site_tables(db.conn)


@migrations()
def speaker_confidence(db: Database) -> None:
    """How sure the speaker of a quote is; NULL until an article that is there already is analysed again."""
    db.execute("ALTER TABLE quotes ADD COLUMN speaker_confidence REAL")
    # as with acts: the next run that meets an article analyses it
    db.execute("UPDATE articles SET content_hash = ''")


@migrations()
def journal(db: Database) -> None:
    """The journal, newest first, and the state of each decision in it, without reading all of them."""
    db.execute("CREATE INDEX judgements_at ON judgements(at, key)")
    db.execute("CREATE INDEX judgements_withdrawn ON judgements(value) WHERE verdict = 'withdraw'")
    db.execute("CREATE INDEX corrections_at ON corrections(at, key)")
    db.execute("CREATE INDEX corrections_newest ON corrections(quote, field, at, key)")
    db.execute("DROP INDEX corrections_quote")


@migrations()
def filters_in_search(db: Database) -> None:
    """Search knows what quotes are filtered by; ``_selection.py`` and ``_facets.py`` of queries say why."""
    index_text(db)
    db.execute("CREATE INDEX quotes_facets ON quotes(id, type, act, speaker_kind, publisher, speaker)")


@migrations()
def questions(db: Database) -> None:
    """Who was quoted most in a month, and which roles are new, off an index: for ``questions.py``."""
    db.execute("CREATE INDEX speaker_months_month ON speaker_months(month, quotes)")
    db.execute("CREATE INDEX roles_first ON roles(first_date)")


@migrations()
def voiced(db: Database) -> None:
    """What a speaker voiced, newest first and counted, without reading a row."""
    db.execute("CREATE INDEX quotes_voiced ON quotes(speaker, attitude)")


@migrations()
def surroundings(db: Database) -> None:
    """A correction stays with its quote when its article has another form."""
    keep_surroundings(db)
