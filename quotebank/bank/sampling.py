"""Things picked at random from a bank, to ask a site about them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotebank.bank._ids import FIRST_DATED
from quotebank.bank.queries._rows import tuples

if TYPE_CHECKING:
    import sqlite3

_WORD = re.compile(r"[a-z]{4,}")
_BEYOND = 200
"""Quotes of one day that may be chosen."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Identifiers as addresses have them, and words that occur."""

    quotes: tuple[str, ...]
    quote_ids: tuple[int, ...]
    articles: tuple[str, ...]
    speakers: tuple[int, ...]
    speaker_names: tuple[str, ...]
    most_quoted: tuple[int, ...]
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    publishers: tuple[str, ...]
    days: tuple[str, ...]


def samples(conn: sqlite3.Connection, number: int, *, seed: int = 0) -> Samples:
    """So many of each; quoted speakers as often as they are quoted, words as often as they are said.

    Raises ValueError where the bank has no dated quotes, or none with a speaker.
    """
    rng = random.Random(seed)
    ((low, high),) = tuples(conn, "SELECT min(id), max(id) FROM quotes WHERE id > ?", [FIRST_DATED])
    if low is None:
        raise ValueError("a bank without quotes of a known day")
    rows = [_row(conn, rng.randint(low, high), rng.randrange(_BEYOND)) for _ in range(number)]
    speakers = [row[3] for row in rows if row[3] is not None]
    if not speakers:
        raise ValueError("a bank without speakers")
    said = [_WORD.findall(row[2].lower()) for row in rows]
    ids = tuple(rng.choice(speakers) for _ in range(number))
    names = {one: tuples(conn, "SELECT name FROM speakers WHERE id = ?", [one])[0][0] for one in set(ids)}
    return Samples(
        quotes=tuple(row[1] for row in rows),
        quote_ids=tuple(row[0] for row in rows),
        articles=tuple(row[4] for row in rows),
        speakers=ids,
        speaker_names=tuple(names[one] for one in ids),
        most_quoted=tuple(
            one for (one,) in tuples(conn, "SELECT id FROM speakers ORDER BY quotes DESC LIMIT 10")
        ),
        words=tuple(rng.choice(words) if words else "the" for words in said),
        phrases=tuple(" ".join(words[:2]) or "the" for words in said),
        publishers=tuple(row[5] or "" for row in rows),
        days=tuple(row[6] or "2020-01-01" for row in rows),
    )


def _row(conn: sqlite3.Connection, near: int, beyond: int) -> tuple[Any, ...]:
    """A quote: so many after the first from a number on, for numbers leave large gaps between days."""
    found = tuples(conn, _QUOTE.format("WHERE q.id >= ? ORDER BY q.id LIMIT 1 OFFSET ?"), [near, beyond])
    return (found or tuples(conn, _QUOTE.format("ORDER BY q.id DESC LIMIT 1")))[0]


_QUOTE = """
    SELECT q.id, q.key, q.text, q.speaker, a.name, q.publisher, a.published
    FROM quotes q JOIN articles a ON a.id = q.article {}
"""
