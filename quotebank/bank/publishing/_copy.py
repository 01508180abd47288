"""A copy of a bank for everybody: made from a bank that may be in use, redacted, compact, checked."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from quotebank.bank import _identities, queries
from quotebank.bank.database import Bank
from quotebank.bank.migrations import TEXT_INDEXES, migrations, rebuild_text
from quotebank.bank.publishing._redact import EMPTIED, KEPT, redact, tables_of
from quotebank.bank.serving import checked
from quotebank.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_CHANGED = frozenset({"corrections", "speaker_words"})
"""Tables of which a publication may have fewer rows than its bank, or more."""

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Copied:
    """What went into a copy: rows by table, tables that were not a bank's own and stayed behind.

    ``looks`` hidden quotes stay behind until somebody looks, ``lost`` corrections found no quote.
    """

    rows: dict[str, int]
    strangers: tuple[str, ...]
    looks: int
    lost: int


def copy_bank(
    source: Path, target: Path, *, texts: bool, prepare: Callable[[Path], None] | None = None
) -> Copied:
    """Makes ``target``, which must not exist, a copy of the bank ``source`` for everybody.

    ``source`` is only read, and may be written by others meanwhile. ``prepare`` may add to a working copy
    beside ``target``, which is removed. Raises ServeError where the source is no bank, PublishError where the
    copy is not what it should be.
    """
    work = target.with_name(f"{target.name}.work")
    try:
        before = _copied(source, work)
        if _brought_up_to_date(work):
            with closing(sqlite3.connect(work)) as conn:
                computed = _counted(conn)
            before = computed | {name: before[name] for name in ("articles", "quotes")}
        if prepare is not None:
            prepare(work)
        with closing(sqlite3.connect(work, isolation_level=None)) as conn:
            conn.execute("PRAGMA journal_mode = OFF")
            conn.execute("PRAGMA synchronous = OFF")
            adrift = queries.adrift(conn)
            strangers = redact(conn, texts=texts)
            rebuild_text(conn)
            conn.execute("PRAGMA analysis_limit = 1000")
            conn.execute("ANALYZE")
            # a new file, not VACUUM in place: nothing that was taken out can be in it
            conn.execute("VACUUM INTO ?", [str(target)])
        work.unlink()
        rows = check_copy(target, before, texts=texts)
    except sqlite3.Error as error:
        raise PublishError(f"{source}: {error}") from error
    return Copied(rows, tuple(strangers), **adrift)


def check_copy(path: Path, expected: dict[str, int], *, texts: bool) -> dict[str, int]:
    """The rows of a copy by table. Raises PublishError where it is damaged or has not the rows it should."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        problems = [row[0] for row in conn.execute("PRAGMA integrity_check(3)") if row[0] != "ok"]
        problems += [
            f"a row of {row[0]} points to nothing in {row[2]}"
            for row in conn.execute("PRAGMA foreign_key_check").fetchmany(3)
        ]
        for index in TEXT_INDEXES:
            # raises where the index differs from its table
            conn.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        rows = _counted(conn)
    empty = EMPTIED if texts else EMPTIED | {"texts"}
    for table, number in expected.items():
        wanted = 0 if table in empty or table not in KEPT else number
        if table not in _CHANGED and rows.get(table, 0) != wanted:
            problems.append(f"{table} has {rows.get(table, 0):,} rows where {wanted:,} should be")
    if problems:
        raise PublishError(f"the copy failed its check: {'; '.join(problems)}")
    return rows


def inspected(path: Path) -> dict[str, Any]:
    """What ``datasette inspect`` says of a database: hash, size, and how many rows each table has."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: {"count": _count(conn, name)} for name in sorted(names)}
    return {
        path.stem: {
            "hash": digest.hexdigest(),
            "size": path.stat().st_size,
            "file": path.name,
            "tables": counts,
        }
    }


def _copied(source: Path, work: Path) -> dict[str, int]:
    """Copies a bank as it is at one moment; how many rows it has then."""
    path = checked(source)
    with (
        closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as reading,
        closing(sqlite3.connect(work)) as writing,
    ):
        reading.execute("BEGIN")  # so that what is counted is what is copied
        counts = _counted(reading)
        reading.backup(writing)
        reading.execute("COMMIT")
    return counts


def _brought_up_to_date(work: Path) -> bool:
    """Migrates a copy, computes the speakers of what a run has not yet looked at; whether that was needed."""
    with closing(sqlite3.connect(work)) as conn:
        older = bool(migrations.pending(Database(conn)))
    with Bank(work, create=False) as bank:
        conn = bank.connection
        unsettled = more = conn.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is not None
        while more:
            with conn:
                more = _identities.settle(conn)
    return older or unsettled


def _counted(conn: sqlite3.Connection) -> dict[str, int]:
    return {name: _count(conn, name) for name in sorted(tables_of(conn))}


def _count(conn: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    (number,) = conn.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return int(number)
