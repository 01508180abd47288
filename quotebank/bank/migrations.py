"""The schema, step by step. ``docs/schema.md`` says what every table and column means.

Whoever adds a migration: ``transform()``, ``add_foreign_key()`` and ``extract()`` of sqlite-utils
drop the triggers of a table, and full-text search then goes stale without a word. So a migration
that changes ``quotes`` or ``speaker_names`` ends with ``index_text(db)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from quotebank.bank._keys import appearance_key
from quotebank.core import ACTS, KINDS, TYPES

if TYPE_CHECKING:
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


def index_text(db: Database) -> None:
    """Builds the full-text indexes with the triggers that keep them in step.

    What is not in an index does not touch it: another speaker of a quote is no work for its words.
    """
    db.table("quotes").enable_fts(
        ["text", "speaker_name"],
        tokenize="porter unicode61 remove_diacritics 2",
        create_triggers=True,
        replace=True,
    )
    db.table("speaker_names").enable_fts(
        ["name"], tokenize="unicode61 remove_diacritics 2", create_triggers=True, replace=True
    )
    for table, columns in (("quotes", "text, speaker_name"), ("speaker_names", "name")):
        trigger = next(one for one in db.table(table).triggers if one.name == f"{table}_au")
        db.execute(f"DROP TRIGGER {trigger.name}")
        db.execute(trigger.sql.replace("AFTER UPDATE ON", f"AFTER UPDATE OF {columns} ON", 1))


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


_IDENTITY_TABLES = (
    # Everybody in one article: what speakers are computed from.
    f"""
    CREATE TABLE appearances (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles(id),
        name TEXT NOT NULL,
        kind TEXT CHECK (kind IN {_one_of(KINDS)}),
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

_IDENTITY_INDEXES = (
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


@migrations()
def identity(db: Database) -> None:
    """Speakers are computed from appearances, one for everybody in an article; people can judge and correct.

    The speakers that are there stay until the next writer computes them anew.
    """
    for statement in _IDENTITY_TABLES:
        db.execute(statement)
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
    db.execute("ALTER TABLE quotes ADD COLUMN appearance INTEGER REFERENCES appearances(id)")
    index_text(db)
    db.execute(
        """
        UPDATE quotes SET appearance = (
            SELECT id FROM appearances WHERE article = quotes.article AND speaker = quotes.speaker
        )
        WHERE speaker IS NOT NULL
        """
    )
    db.execute("DROP INDEX appearances_old")
    for statement in _IDENTITY_INDEXES:
        db.execute(statement)
