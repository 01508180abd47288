"""What of a bank is for everybody: the rest is taken out of the copy before anybody sees it.

Everything that is not named here goes. A table that a later version adds is left out until somebody has
thought about it (``tests/bank/test_publishing.py`` asks), and so are tables and views that others made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from quotebank.bank._keys import digest
from quotebank.bank.migrations import migrations
from quotebank.bank.tables import PRIVATE

if TYPE_CHECKING:
    import sqlite3

KEPT = frozenset(
    {
        "_sqlite_migrations",
        "appearances",
        "articles",
        "claims",
        "corrections",
        "joins",
        "mentions",
        "months",
        "quotes",
        "roles",
        "runs",
        "segments",
        "speaker_months",
        "speaker_names",
        "speaker_words",
        "speakers",
        "texts",
    }
)
"""Tables whose rows are published, some of them without what tells of people or folders."""

EMPTIED = PRIVATE - KEPT
"""Tables of which only the columns stay.

``failures`` names files and folders. ``originals`` and ``surroundings`` hold quotes that are hidden.
``judgements`` say who decided what; what came of them is in ``speakers`` and ``joins``. ``candidates`` are
open questions about people, and ``blocks`` and ``pending`` are for writers only.
"""


def redact(conn: sqlite3.Connection, *, texts: bool) -> list[str]:
    """Takes out what is not for everybody; the names of tables and views that are not a bank's own.

    ``conn`` is the working copy. Freed pages still hold what was taken out: only a copy made by VACUUM is
    without it.
    """
    strangers = _drop_strangers(conn)
    for table in sorted(tables_of(conn)):
        if table in EMPTIED or table not in KEPT or (table == "texts" and not texts):
            conn.execute(f'DELETE FROM "{table}"')
    conn.execute("UPDATE runs SET command = ''")
    if not texts:
        # whoever guesses a text could see by its hash that the guess is right
        conn.execute("UPDATE articles SET content_hash = ''")
    _redact_corrections(conn)
    # whoever writes into this copy computes speakers anew, because the blocks have gone
    conn.execute("PRAGMA user_version = 0")
    return strangers


def tables_of(conn: sqlite3.Connection) -> set[str]:
    """The tables of a bank, without those that SQLite makes for itself."""
    return {
        name
        for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_") and "_fts" not in name
    }


def _drop_strangers(conn: sqlite3.Connection) -> list[str]:
    """Removes tables, views and triggers that no bank has; the names of tables and views."""
    own = Database(memory=True)
    migrations.apply(own)
    expected = {name for (name,) in own.conn.execute("SELECT name FROM sqlite_master")}
    own.close()
    found = conn.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger', 'table') "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type DESC, sql LIKE 'CREATE VIRTUAL%' DESC, name"
    ).fetchall()
    strangers = []
    for kind, name in found:
        # with a virtual table go the tables in which it keeps its rows
        there = conn.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [name]).fetchone()
        if name in expected or not there:
            continue
        conn.execute(f'DROP {kind} "{name.replace(chr(34), chr(34) * 2)}"')
        if kind != "trigger":
            strangers.append(name)
    return strangers


def _redact_corrections(conn: sqlite3.Connection) -> None:
    """Leaves what holds of quotes that are shown, and nothing of who said so.

    The key of a correction is a hash of its author among others, so it becomes another one.
    """
    kept = conn.execute(
        """
        SELECT key, holds_for, field FROM corrections c WHERE withdrawn = 0 AND field != 'hidden'
            AND EXISTS (SELECT 1 FROM quotes q WHERE q.key = c.holds_for)
            AND NOT EXISTS (
                SELECT 1 FROM corrections l
                WHERE l.holds_for = c.holds_for AND l.field = c.field AND (l.at, l.key) > (c.at, c.key)
            )
        """
    ).fetchall()
    conn.execute("CREATE TEMP TABLE kept (key TEXT PRIMARY KEY)")
    conn.executemany("INSERT INTO temp.kept VALUES (?)", [(key,) for key, _, _ in kept])
    conn.execute("DELETE FROM corrections WHERE key NOT IN (SELECT key FROM temp.kept)")
    conn.execute("DROP TABLE temp.kept")
    conn.executemany(
        "UPDATE corrections SET key = ?, quote = ?, author = '', article = NULL, words = NULL, "
        "surroundings = NULL WHERE key = ?",
        [(digest("published", quote, field), quote, key) for key, quote, field in kept],
    )
