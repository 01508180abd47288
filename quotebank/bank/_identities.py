"""Bringing identity up to date: which appearances a change concerns, and what comes of them.

Every change leaves the blocks that it concerns in ``pending``. ``settle`` takes these with everything that
hangs together with them, resolves it, and writes the speakers; the rest of the bank is not touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from quotebank.bank._appearances import CHANGED, write_blocks
from quotebank.bank._derived import write_identity
from quotebank.bank._ids import FIRST_DATED
from quotebank.bank._judgements import judgements, subjects_blocks, write_states
from quotebank.bank._keys import article_key
from quotebank.bank.identity import Appearance, Judgement, Subject, resolve, rules_version

if TYPE_CHECKING:
    import sqlite3

AT_ONCE = 2000
"""Pending blocks that are taken together: enough to be quick, few enough to stay small."""

_CHUNK = 500
"""Parameters of one statement."""

_Column: TypeAlias = Literal["appearance", "block"]


def settle(conn: sqlite3.Connection) -> bool:
    """Computes the speakers of some pending blocks in the caller's transaction; whether more are pending."""
    seeds = [block for (block,) in conn.execute("SELECT block FROM pending LIMIT ?", [AT_ONCE])]
    if not seeds:
        return False
    decided = [*judgements(conn), *_implied(conn)]
    changed = [int(block.removeprefix(CHANGED)) for block in seeds if block.startswith(CHANGED)]
    blocks, numbers = _closure(conn, seeds, decided)
    concerned = [one for one in decided if subjects_blocks(one) & blocks]
    appearances = list(_loaded(conn, numbers))
    identity = resolve(appearances, concerned)
    write_identity(conn, identity, appearances, changed=changed)
    write_states(conn, identity.states)
    conn.executemany("DELETE FROM pending WHERE block = ?", [(one,) for one in blocks])
    return conn.execute("SELECT 1 FROM pending LIMIT 1").fetchone() is not None


def is_outdated(conn: sqlite3.Connection) -> bool:
    """Whether the speakers were computed by other rules than those of this version."""
    (version,) = conn.execute("PRAGMA user_version").fetchone()
    return bool(version != rules_version())


def begin_anew(conn: sqlite3.Connection) -> None:
    """Marks everything as pending, in the blocks of these rules."""
    conn.execute("DELETE FROM blocks")
    conn.execute("DELETE FROM pending")
    last = -1
    while True:
        rows = conn.execute("SELECT id FROM appearances WHERE id > ? ORDER BY id LIMIT 20000", [last])
        numbers = [number for (number,) in rows]
        if not numbers:
            break
        write_blocks(conn, _loaded(conn, numbers))
        last = numbers[-1]
    conn.execute("INSERT INTO pending SELECT DISTINCT block FROM blocks")
    conn.executemany(
        "INSERT OR IGNORE INTO pending (block) VALUES (?)",
        [(block,) for one in judgements(conn) for block in sorted(subjects_blocks(one))],
    )
    conn.execute(f"PRAGMA user_version = {rules_version()}")


def _implied(conn: sqlite3.Connection) -> list[Judgement]:
    """What corrections say: who is named by one is the speaker that its author chose."""
    rows = conn.execute(
        """
        SELECT a.key, a.kind, a.name, r.key, a.role, a.named_in
        FROM appearances a JOIN articles r ON r.id = a.article
        WHERE a.corrected = 1 AND (a.role IS NOT NULL OR a.named_in IS NOT NULL)
        """
    )
    return [
        Judgement(
            key=f"correction {key}",
            verdict="same",
            one=Subject(kind, name, article=article),
            other=Subject(kind, name, role, article_key(named_in) if named_in else None),
        )
        for key, kind, name, article, role, named_in in rows
    ]


def _closure(
    conn: sqlite3.Connection, seeds: Iterable[str], decided: Sequence[Judgement]
) -> tuple[set[str], set[int]]:
    """The blocks that hang together with some, over appearances and judgements; and everybody in them."""
    ties = [subjects_blocks(one) for one in decided]
    asked = frozenset[str]().union(*ties)
    blocks: set[str] = set()
    numbers: set[int] = set()
    upcoming = set(seeds)
    while upcoming:
        blocks |= upcoming
        fresh: set[int] = _met(conn, "appearance", "block", upcoming) - numbers
        numbers |= fresh
        near: set[str] = _met(conn, "block", "appearance", fresh) - blocks
        # blocks that no judgement is about go on only where they tie their members together
        near = (near & asked) | _met(conn, "block", "block", near, anchored=True)
        for tie in ties:
            if tie & (upcoming | near):
                near |= tie
        upcoming = near - blocks
    return blocks, numbers


def _met(
    conn: sqlite3.Connection,
    column: _Column,
    given: _Column,
    values: Collection[Any],
    *,
    anchored: bool = False,
) -> set[Any]:
    """What stands in one column of ``blocks`` where another holds one of some values."""
    only = " AND anchor = 1" if anchored else ""
    return {
        value
        for chunk in _chunks(sorted(values))
        for (value,) in conn.execute(
            f"SELECT DISTINCT {column} FROM blocks WHERE {given} IN ({_marks(chunk)}){only}", chunk
        )
    }


def _loaded(conn: sqlite3.Connection, numbers: Collection[int]) -> Iterator[Appearance]:
    """The appearances of these numbers as identity takes them."""
    for chunk in _chunks(sorted(numbers)):
        marks = _marks(chunk)
        said: dict[tuple[int, str], list[str]] = defaultdict(list)
        for number, what, value in conn.execute(
            f"SELECT appearance, what, value FROM claims WHERE appearance IN ({marks}) ORDER BY value", chunk
        ):
            said[number, what].append(value)
        quotes = dict(
            conn.execute(
                f"SELECT appearance, count(*) FROM quotes WHERE appearance IN ({marks}) GROUP BY appearance",
                chunk,
            ).fetchall()
        )
        for number, key, article, day, kind, name, role in conn.execute(
            f"""
            SELECT a.id, a.key, r.key, CASE WHEN r.id > {FIRST_DATED} THEN substr(r.published, 1, 10) END,
                a.kind, a.name, a.role
            FROM appearances a JOIN articles r ON r.id = a.article WHERE a.id IN ({marks})
            """,
            chunk,
        ):
            yield Appearance(
                id=number,
                key=key,
                article=article,
                day=day,
                kind=kind,
                name=name,
                names=tuple(said[number, "name"]),
                roles=(*said[number, "role"], *((role,) if role else ())),
                quotes=quotes.get(number, 0),
            )


def _chunks(values: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _CHUNK):
        yield list(values[start : start + _CHUNK])


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
