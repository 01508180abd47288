"""Opening a file as a bank: what it must be, and how the connection behaves."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database

from quotebank.bank.migrations import migrations
from quotebank.errors import BankError, BusyError

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 30.0
"""How long a writer waits for another one, unless it is told otherwise."""


def open_bank(path: Path, *, create: bool, patience: float = BUSY_SECONDS) -> Database:
    """The file at ``path`` with the newest schema; raises BankError naming it and what is wrong.

    ``patience`` is for how many seconds the connection waits for another writer.
    """
    if not create and not path.is_file():
        raise BankError(f"{path}: there is no such file")
    conn = None
    try:
        conn = sqlite3.connect(path, timeout=patience)
        conn.execute("PRAGMA foreign_keys = ON")
        database = Database(conn)
        _migrate(path, database, create=create)
        return database
    except sqlite3.Error as error:
        if conn is not None:
            conn.close()
        raise translated(path, error) from error
    except BankError:
        if conn is not None:
            conn.close()
        raise


def has_newest_schema(conn: sqlite3.Connection) -> bool:
    """Whether a bank has the newest schema, which every named query asks for; writes nothing."""
    rows = conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'quotebank'")
    return _known() <= {row[0] for row in rows}


def _known() -> set[str]:
    return {migration.name for migration in migrations.pending(Database(memory=True))}


def _migrate(path: Path, database: Database, *, create: bool) -> None:
    known = _known()
    applied = {migration.name for migration in migrations.applied(database)}
    if unknown := applied - known:
        raise BankError(
            f"{path}: this bank has a newer schema ({', '.join(sorted(unknown))}); it needs a newer quotebank"
        )
    if not applied and (database.table_names() or not create):
        raise BankError(f"{path}: this is not a bank of quotebank")
    if known - applied:
        migrations.apply(database)


def translated(path: Path, error: sqlite3.Error) -> BankError:
    """What SQLite says of a bank, as an error of ours; one of its own for another writer's lock."""
    # Python 3.10 does not tell the code of the error.
    kind = BusyError if isinstance(error, sqlite3.OperationalError) and "locked" in str(error) else BankError
    return kind(f"{path}: {error}")


def begin_writing(conn: sqlite3.Connection) -> None:
    """Lets readers read on while we write."""
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = NORMAL")


def finish_writing(conn: sqlite3.Connection) -> None:
    """Brings everything into the one file, so that a reader who looks at nothing else sees it all.

    Where another process has the file open, that is left to whoever closes it last.
    """
    conn.execute("PRAGMA busy_timeout = 0")
    conn.execute("PRAGMA analysis_limit = 1000")
    try:
        conn.execute("ANALYZE")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
