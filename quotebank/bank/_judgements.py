"""Judgements as rows: appended with author and time, taken back by another row, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.bank._keys import article_key, judgement_key
from quotebank.bank.identity import VERDICTS, Judgement, State, Subject, subject_blocks
from quotebank.core import KINDS
from quotebank.errors import BankError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

COLUMNS = (
    "verdict",
    "kind",
    "name",
    "role",
    "article",
    "other_kind",
    "other_name",
    "other_role",
    "other_article",
    "value",
    "author",
    "at",
    "note",
)
"""What a judgement says; its key is made of all of it but the note."""


def append(conn: sqlite3.Connection, row: Mapping[str, str | None]) -> str:
    """Adds a judgement, unless it is there, and marks whom it concerns as pending; its key.

    Raises BankError where it says nothing that can be understood.
    """
    check(row)
    values = [row.get(name) or None for name in COLUMNS]
    key = judgement_key(*values[:-1])
    if conn.execute("SELECT 1 FROM judgements WHERE key = ?", [key]).fetchone():
        return key
    conn.execute(
        f"INSERT INTO judgements (key, {', '.join(COLUMNS)}) VALUES ({', '.join('?' * (len(COLUMNS) + 1))})",
        [key, *values],
    )
    concerned = [row.get("value")] if row["verdict"] == "withdraw" else [key]
    for one in judgements(conn, keys=concerned, withdrawn=True):
        conn.executemany(
            "INSERT OR IGNORE INTO pending (block) VALUES (?)",
            [(block,) for block in sorted(subjects_blocks(one))],
        )
    return key


def check(row: Mapping[str, str | None]) -> None:
    """Raises BankError where a row says nothing that can be understood."""
    verdict = row.get("verdict")
    if verdict not in (*VERDICTS, "withdraw"):
        raise BankError(f"there is no verdict {verdict!r}")
    if not row.get("author") or not row.get("at"):
        raise BankError("a judgement needs an author and a time")
    if verdict == "withdraw":
        if not row.get("value"):
            raise BankError("a withdrawal needs the key of what it takes back")
        return
    names = ["name", "other_name"] if verdict in ("same", "different") else ["name", "value"]
    if missing := [name for name in names if not row.get(name)]:
        raise BankError(f"the verdict {verdict!r} needs {' and '.join(missing)}")
    kinds = [row.get("kind"), row.get("other_kind"), row.get("value") if verdict == "kind" else None]
    if unknown := [kind for kind in kinds if kind and kind not in KINDS]:
        raise BankError(f"there is no kind {unknown[0]!r}")


def judgements(
    conn: sqlite3.Connection, *, keys: Sequence[str | None] | None = None, withdrawn: bool = False
) -> list[Judgement]:
    """The judgements that nobody has taken back, oldest first; or those of some keys, taken back or not."""
    back = {key for (key,) in conn.execute("SELECT value FROM judgements WHERE verdict = 'withdraw'")}
    found: list[Judgement] = []
    for key, *values in conn.execute(
        f"SELECT key, {', '.join(COLUMNS)} FROM judgements WHERE verdict != 'withdraw' ORDER BY at, key"
    ):
        row = dict(zip(COLUMNS, values, strict=True))
        if (keys is not None and key not in keys) or (key in back and not withdrawn):
            continue
        other = _subject(row, "other_") if row["verdict"] in ("same", "different") else None
        found.append(Judgement(key, row["verdict"], _subject(row, ""), other, row["value"], row["at"]))
    return found


def _subject(row: Mapping[str, str], prefix: str) -> Subject:
    article = row[f"{prefix}article"]
    return Subject(
        kind=row[f"{prefix}kind"],
        name=row[f"{prefix}name"],
        role=row[f"{prefix}role"],
        article=article_key(article) if article else None,
    )


def subjects_blocks(judgement: Judgement) -> frozenset[str]:
    """All blocks that a judgement ties together."""
    return frozenset[str]().union(*map(subject_blocks, judgement.subjects))


def write_states(conn: sqlite3.Connection, states: Mapping[str, State]) -> None:
    """Notes what became of judgements."""
    conn.executemany(
        "UPDATE judgements SET state = ? WHERE key = ? AND state IS NOT ?",
        [(state, key, state) for key, state in sorted(states.items())],
    )
