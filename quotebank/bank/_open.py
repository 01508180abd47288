"""Opening a file as a bank: what it must be, and how the connection behaves."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlite_utils import Database

from quotebank.bank.migrations import migrations
from quotebank.errors import BankError

if TYPE_CHECKING:
    from pathlib import Path

BUSY_SECONDS = 30.0
"""How long a writer waits for another one."""


def open_bank(path: Path, *, create: bool) -> Database:
    """The file at ``path`` with the newest schema; raises BankError naming it and what is wrong."""
    if not create and not path.is_file():
        raise BankError(f"{path}: there is no such file")
    conn = None
    try:
        conn = sqlite3.connect(path, timeout=BUSY_SECONDS)
        conn.execute("PRAGMA foreign_keys = ON")
        database = Database(conn)
        _migrate(path, database, create=create)
        return database
    except sqlite3.Error as error:
        if conn is not None:
            conn.close()
        raise BankError(f"{path}: {error}") from error
    except BankError:
        if conn is not None:
            conn.close()
        raise


def _migrate(path: Path, database: Database, *, create: bool) -> None:
    known = {migration.name for migration in migrations.pending(Database(memory=True))}
    applied = {migration.name for migration in migrations.applied(database)}
    if unknown := applied - known:
        raise BankError(
            f"{path}: this bank has a newer schema ({', '.join(sorted(unknown))}); it needs a newer quotebank"
        )
    if not applied and (database.table_names() or not create):
        raise BankError(f"{path}: this is not a bank of quotebank")
    if known - applied:
        migrations.apply(database)


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
