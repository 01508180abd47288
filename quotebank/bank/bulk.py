"""Filling a new bank past its writer: for banks that are made up, where nobody's identity is computed.

Who is who is given, so millions of quotes are minutes of work: rows go in without indexes and triggers, which
come when the tables are full. The bank is like any other to readers. It has no blocks, so a writer who opens
it later first computes every speaker anew.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from quotebank.bank._bulk_rows import (
    BulkAppearance,
    BulkArticle,
    BulkQuote,
    BulkSpeaker,
    Filling,
)
from quotebank.bank._derived import count_names
from quotebank.bank._months import count_months
from quotebank.bank.database import Bank
from quotebank.bank.migrations import rebuild_text
from quotebank.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["BulkAppearance", "BulkArticle", "BulkQuote", "BulkSpeaker", "fill_new_bank"]

AT_ONCE = 1000
"""Articles whose rows are inserted together."""

_SAFE_AT_THE_END = ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -800000")


def fill_new_bank(
    path: Path,
    speakers: Sequence[BulkSpeaker],
    articles: Iterable[BulkArticle],
    *,
    model: str,
    texts: bool = True,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Makes a bank at ``path``, where nothing may be, of articles and speakers that are given; its counts.

    ``progress`` is told how many quotes there are after each batch. Raises BankError where a file is there.
    """
    if path.exists():
        raise BankError(f"{path}: there is a file already")
    Bank(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for pragma in _SAFE_AT_THE_END:
            conn.execute(f"PRAGMA {pragma}")
        conn.execute("BEGIN")
        later = _without_indexes(conn)
        filling = Filling(conn, speakers, model=model, texts=texts)
        batch: list[BulkArticle] = []
        for article in articles:
            batch.append(article)
            if len(batch) == AT_ONCE:
                done = filling.add(batch)
                batch.clear()
                if progress is not None:
                    progress(done)
        filling.add(batch)
        filling.finish()
        rebuild_text(conn)
        for statement in later:
            conn.execute(statement)
        conn.execute("PRAGMA analysis_limit = 1000")
        conn.execute("ANALYZE")
        count_months(conn)
        count_names(conn, "SELECT id FROM speakers")
        conn.execute("COMMIT")
        conn.execute("PRAGMA user_version = 0")
        conn.execute("PRAGMA journal_mode = DELETE")
    return filling.counts


def _without_indexes(conn: sqlite3.Connection) -> list[str]:
    """Drops indexes and triggers, which are dear to keep up to date; the statements that make them again."""
    found = conn.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        "AND tbl_name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY type, name"
    ).fetchall()
    for kind, name, _ in found:
        conn.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in found]
