"""Everybody in one article, as rows: their names, roles, mentions, and the blocks in which identity meets
them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotebank.bank._keys import appearance_key
from quotebank.bank.identity import Appearance, blocks_of

if TYPE_CHECKING:
    import sqlite3

    from quotebank.core import Analysis, Quote


CHANGED = "speaker number "
"""Before the number of a speaker, in ``pending``: one of whose appearances was written anew or has gone."""


@dataclass(slots=True)
class Local:
    """One speaker of one article.

    Who is there by a correction only is ``corrected``; ``role`` and ``named_in`` (the id of an article)
    tell then which speaker of that name it is.
    """

    key: str
    name: str
    kind: str | None
    names: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    mentions: set[tuple[int, int]] = field(default_factory=set)
    role: str | None = None
    named_in: str | None = None
    corrected: bool = False


class Cast:
    """Everybody whom an analysis speaks of, by key."""

    def __init__(self, analysis: Analysis, article: str) -> None:
        self._article = article
        self._kinds = {one.name: one.kind for one in reversed(analysis.speakers)}
        self.locals: dict[str, Local] = {}
        for one in analysis.speakers:
            local = self._local(one.name, one.kind)
            local.names.update(one.names)
            local.roles.update(one.roles)
            local.mentions.update(one.mentions)

    def speaker_of(self, quote: Quote) -> str | None:
        """The key of who said it; their role in the quote is a claim like any other."""
        if quote.speaker is None:
            return None
        local = self._local(quote.speaker, self.kind_of(quote))
        if quote.role:
            local.roles.add(quote.role)
        return local.key

    def kind_of(self, quote: Quote) -> str | None:
        """The kind that the quote tells, or else that of the listed speaker of this name."""
        if quote.speaker_kind is not None or quote.speaker is None:
            return quote.speaker_kind
        return self._kinds.get(quote.speaker)

    def _local(self, name: str, kind: str | None) -> Local:
        key = appearance_key(self._article, kind, name)
        if key not in self.locals:
            self.locals[key] = Local(key, name, kind, {name})
        return self.locals[key]


def stored(conn: sqlite3.Connection, article: int) -> dict[str, tuple[int, Local]]:
    """The appearances of an article by key, with their numbers."""
    found = {
        number: Local(key, name, kind, role=role, named_in=named_in, corrected=bool(corrected))
        for number, key, name, kind, role, named_in, corrected in conn.execute(
            "SELECT id, key, name, kind, role, named_in, corrected FROM appearances WHERE article = ?",
            [article],
        )
    }
    for number, what, value in conn.execute(
        "SELECT c.appearance, c.what, c.value FROM appearances a JOIN claims c ON c.appearance = a.id "
        "WHERE a.article = ?",
        [article],
    ):
        (found[number].names if what == "name" else found[number].roles).add(value)
    for number, start, end in conn.execute(
        "SELECT appearance, start, end FROM mentions WHERE article = ?", [article]
    ):
        found[number].mentions.add((start, end))
    return {local.key: (number, local) for number, local in found.items()}


def write_appearances(
    conn: sqlite3.Connection,
    article: int,
    key: str,
    new: Iterable[Local],
    *,
    old: dict[str, tuple[int, Local]],
) -> dict[str, int]:
    """Adds and changes the appearances of an article; key → number. Those that are gone stay for now.

    All blocks of what was and what is are pending afterwards.
    """
    wait_for(conn, (number for number, _ in old.values()))
    numbers: dict[str, int] = {}
    for local in new:
        if local.key in old:
            numbers[local.key], before = old[local.key]
            if before == local:
                continue
        (number,) = conn.execute(
            """
            INSERT INTO appearances (key, article, name, kind, role, named_in, corrected)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (key) DO UPDATE SET
                role = excluded.role, named_in = excluded.named_in, corrected = excluded.corrected
            RETURNING id
            """,
            [
                local.key,
                article,
                local.name,
                local.kind,
                local.role,
                local.named_in,
                int(local.corrected),
            ],
        ).fetchone()
        numbers[local.key] = number
        _write_parts(conn, number, article, key, local)
    wait_for(conn, numbers.values())
    return numbers


def _write_parts(conn: sqlite3.Connection, number: int, article: int, key: str, local: Local) -> None:
    for table in ("claims", "mentions", "blocks"):
        conn.execute(f"DELETE FROM {table} WHERE appearance = ?", [number])
    conn.executemany(
        "INSERT INTO claims (appearance, what, value) VALUES (?, ?, ?)",
        [(number, "name", name) for name in sorted(local.names)]
        + [(number, "role", role) for role in sorted(local.roles)],
    )
    conn.executemany(
        "INSERT INTO mentions (appearance, article, start, end) VALUES (?, ?, ?, ?)",
        [(number, article, start, end) for start, end in sorted(local.mentions)],
    )
    one = Appearance(number, local.key, key, None, local.kind, local.name, tuple(sorted(local.names)))
    write_blocks(conn, [one])


def write_blocks(conn: sqlite3.Connection, appearances: Iterable[Appearance]) -> None:
    """Notes in which blocks some appearances are."""
    conn.executemany(
        """
        INSERT INTO blocks (block, appearance, anchor) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET anchor = max(anchor, excluded.anchor)
        """,
        [
            (block.removesuffix("?"), one.id, int(not block.endswith("?")))
            for one in appearances
            for block in sorted(blocks_of(one))
        ],
    )


def remove_appearances(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Removes appearances to which nothing refers any more, with their claims, mentions and blocks.

    They must have been marked by ``wait_for`` before.
    """
    conn.executemany("DELETE FROM appearances WHERE id = ?", [(one,) for one in numbers])


def wait_for(conn: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Marks the blocks of some appearances as pending: who they are must be computed.

    Their speakers of now wait as well: what is counted of them may change, and this may be all that they
    have.
    """
    for number in numbers:
        conn.execute(
            "INSERT OR IGNORE INTO pending (block) SELECT block FROM blocks WHERE appearance = ?", [number]
        )
        conn.execute(
            """
            INSERT OR IGNORE INTO pending (block)
            SELECT ? || speaker FROM appearances WHERE id = ? AND speaker IS NOT NULL
            """,
            [CHANGED, number],
        )
