"""Speakers across articles, and what each article claims of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quotebank.bank._ids import FIRST_DATED
from quotebank.bank._keys import speaker_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from quotebank.core import Analysis, Quote


class Claim(NamedTuple):
    """One article calls ``speaker`` (an id) by a name, or gives them a role."""

    speaker: int
    what: str
    value: str


class Cast:
    """Everybody in one article, each with their id in the bank; new speakers are added."""

    def __init__(self, conn: sqlite3.Connection, analysis: Analysis, article_key: str) -> None:
        self._conn = conn
        self._article_key = article_key
        self._kinds = {one.name: one.kind for one in reversed(analysis.speakers)}
        self._ids: dict[tuple[str, str | None], int] = {}
        self.claims: set[Claim] = set()
        self.mentions: set[tuple[int, int, int]] = set()
        for one in analysis.speakers:
            speaker = self._id(one.name, one.kind)
            self.claims.update(Claim(speaker, "name", name) for name in one.names)
            self.claims.update(Claim(speaker, "role", role) for role in one.roles)
            self.mentions.update((speaker, start, end) for start, end in one.mentions)

    def speaker_of(self, quote: Quote) -> int | None:
        """The id of who said it; their role in the quote is a claim like any other."""
        if quote.speaker is None:
            return None
        speaker = self._id(quote.speaker, self.kind_of(quote))
        if quote.role:
            self.claims.add(Claim(speaker, "role", quote.role))
        return speaker

    def kind_of(self, quote: Quote) -> str | None:
        """The kind that the quote tells, or else that of the listed speaker of this name."""
        if quote.speaker_kind is not None or quote.speaker is None:
            return quote.speaker_kind
        return self._kinds.get(quote.speaker)

    def _id(self, name: str, kind: str | None) -> int:
        known = self._ids.get((name, kind))
        if known is None:
            key = speaker_key(kind, name, self._article_key)
            # Not INSERT OR IGNORE: it would use up a number of the sequence each time.
            row = self._conn.execute("SELECT id FROM speakers WHERE key = ?", [key]).fetchone()
            if row is None:
                row = self._conn.execute(
                    "INSERT INTO speakers (key, name, kind) VALUES (?, ?, ?) RETURNING id",
                    [key, name, kind],
                ).fetchone()
            known = self._ids[name, kind] = int(row[0])
            self.claims.add(Claim(known, "name", name))
        return known


def change_claims(conn: sqlite3.Connection, article: int, *, old: set[Claim], new: set[Claim]) -> None:
    """Makes the claims of an article ``new``, and with them the names, roles and article counts."""
    gone, come = old - new, new - old
    conn.executemany(
        "DELETE FROM claims WHERE speaker = ? AND what = ? AND value = ? AND article = ?",
        [(*claim, article) for claim in gone],
    )
    conn.executemany(
        "INSERT INTO claims (speaker, what, value, article) VALUES (?, ?, ?, ?)",
        [(*claim, article) for claim in come],
    )
    conn.executemany(
        """
        DELETE FROM speaker_names WHERE speaker = :speaker AND name = :value AND NOT EXISTS (
            SELECT 1 FROM claims WHERE speaker = :speaker AND what = 'name' AND value = :value
        )
        """,
        [claim._asdict() for claim in gone if claim.what == "name"],
    )
    conn.executemany(
        "INSERT INTO speaker_names (speaker, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(claim.speaker, claim.value) for claim in come if claim.what == "name"],
    )
    _change_roles(conn, gone={c for c in gone if c.what == "role"}, come=come)
    _change_article_counts(conn, {c.speaker for c in old}, {c.speaker for c in new})


def _change_roles(conn: sqlite3.Connection, *, gone: set[Claim], come: set[Claim]) -> None:
    come = {claim for claim in come if claim.what == "role"}
    conn.executemany(
        "UPDATE roles SET articles = articles - 1 WHERE speaker = ? AND role = ?",
        [(claim.speaker, claim.value) for claim in gone],
    )
    conn.executemany(
        """
        INSERT INTO roles (speaker, role, articles) VALUES (?, ?, 1)
        ON CONFLICT (speaker, role) DO UPDATE SET articles = articles + 1
        """,
        [(claim.speaker, claim.value) for claim in come],
    )
    touched = [(claim.speaker, claim.value) for claim in gone | come]
    conn.executemany("DELETE FROM roles WHERE speaker = ? AND role = ? AND articles = 0", touched)
    # The keys of articles are in publication order, so the ends of the index are the first and
    # last day.
    conn.executemany(
        f"""
        UPDATE roles SET
            first_date = (
                SELECT substr(published, 1, 10) FROM articles WHERE id = (
                    SELECT min(article) FROM claims
                    WHERE speaker = roles.speaker AND what = 'role' AND value = roles.role
                    AND article >= {FIRST_DATED}
                )
            ),
            last_date = (
                SELECT substr(published, 1, 10) FROM articles WHERE id = (
                    SELECT max(article) FROM claims
                    WHERE speaker = roles.speaker AND what = 'role' AND value = roles.role
                    AND article >= {FIRST_DATED}
                )
            )
        WHERE speaker = ? AND role = ?
        """,
        touched,
    )


def _change_article_counts(conn: sqlite3.Connection, old: set[int], new: set[int]) -> None:
    conn.executemany(
        "UPDATE speakers SET articles = articles + ? WHERE id = ?",
        [(-1, one) for one in old - new] + [(1, one) for one in new - old],
    )


def change_quote_counts(conn: sqlite3.Connection, changes: Iterable[tuple[int, int, int]]) -> None:
    """Adds (quotes, attitudes, speaker id) to what is counted of each speaker."""
    conn.executemany(
        "UPDATE speakers SET quotes = quotes + ?, attitudes = attitudes + ? WHERE id = ?", changes
    )


def remove_orphans(conn: sqlite3.Connection, speakers: Iterable[int]) -> None:
    """Removes those of ``speakers`` whom no article speaks of any more."""
    conn.executemany("DELETE FROM speakers WHERE id = ? AND articles = 0", [(one,) for one in speakers])
