"""What corrections find their quotes by when an article comes again in another form.

A step of ``migrations``: it stays as it is, whatever later steps change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_STATEMENTS = (
    """
    CREATE TABLE surroundings (
        surroundings TEXT NOT NULL,
        number INTEGER NOT NULL,
        quote TEXT NOT NULL,
        words TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        PRIMARY KEY (surroundings, number)
    ) WITHOUT ROWID
    """,
    "ALTER TABLE corrections ADD COLUMN surroundings TEXT",
    "ALTER TABLE corrections ADD COLUMN holds_for TEXT",
    "ALTER TABLE originals ADD COLUMN look TEXT",
    # Corrections that are there hold for the quote of their key; they get surroundings when their article is
    # next written, from the form that it has until then.
    """
    UPDATE corrections SET holds_for = quote
    WHERE EXISTS (SELECT 1 FROM quotes q WHERE q.key = corrections.quote)
        OR EXISTS (SELECT 1 FROM originals o WHERE o.quote = corrections.quote)
    """,
    "CREATE INDEX corrections_holds_for ON corrections(holds_for, field, at, key)",
    "CREATE INDEX corrections_article ON corrections(article)",
    "CREATE INDEX originals_look ON originals(look) WHERE look IS NOT NULL",
)


def keep_surroundings(db: Database) -> None:
    """Adds the table and the columns."""
    for statement in _STATEMENTS:
        db.execute(statement)
