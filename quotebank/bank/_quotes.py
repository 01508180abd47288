"""The quotes of one article as rows: made from an analysis, read from the bank, written into it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from quotebank.bank._ids import PER_DAY, base_of
from quotebank.bank._keys import echo_of, matching_words, quote_key
from quotebank.core.span import hull
from quotebank.errors import BankError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from quotebank.bank._appearances import Cast
    from quotebank.core import Analysis, Quote

Segment: TypeAlias = tuple[str, int, int, int]
"""Part, number within the part, start, end."""

_COLUMNS = (
    "start",
    "type",
    "text",
    "speaker_name",
    "speaker_kind",
    "role",
    "said_on",
    "venue",
    "addressee",
    "attitude",
    "confidence",
    "evidence",
    "published",
    "publisher",
    "act",
    "speaker_confidence",
)


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote: ``speaker``, the key of an appearance, the other ``values`` by column, its segments."""

    speaker: str | None
    values: Mapping[str, Any]
    segments: tuple[Segment, ...]

    def to_json(self) -> str:
        """Everything, as the table of originals keeps it."""
        return json.dumps([self.speaker, dict(self.values), self.segments], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> QuoteRow:
        """The row whose ``to_json`` this is."""
        speaker, values, segments = json.loads(text)
        return cls(
            speaker,
            {**dict.fromkeys(_COLUMNS), **values},  # kept before a column was added, it has no value for it
            tuple((part, number, start, end) for part, number, start, end in segments),
        )


def quote_rows(analysis: Analysis, cast: Cast, article: str, day: str | None) -> dict[str, QuoteRow]:
    """The quotes in text order by key."""
    seen: Counter[str] = Counter()
    rows: dict[str, QuoteRow] = {}
    for quote in sorted(analysis.quotes, key=lambda quote: hull(quote.content)):
        text = analysis.text_of(quote)
        words = matching_words(text)
        key = quote_key(article, words, seen[words])
        seen[words] += 1
        rows[key] = _row(analysis, quote, cast, text, day)
    return rows


def _row(analysis: Analysis, quote: Quote, cast: Cast, text: str, day: str | None) -> QuoteRow:
    article = analysis.article
    whole = {
        "content": quote.content,
        "cue": quote.cue,
        "source": quote.source,
        "venue": (quote.venue,) if quote.venue else (),
        "addressee": (quote.addressee,) if quote.addressee else (),
    }
    segments = tuple(
        sorted(
            (part, number, start, end)
            for part, spans in whole.items()
            for number, (start, end) in enumerate(spans)
        )
    )
    evidence = [
        {"feature": one.feature, "score": one.score, "sentence": one.sentence} for one in quote.evidence
    ]
    values = {
        "start": hull(quote.content)[0],
        "type": quote.type,
        "text": text,
        "speaker_name": quote.speaker,
        "speaker_kind": cast.kind_of(quote),
        "role": quote.role,
        "said_on": quote.date,
        "venue": article.text[slice(*quote.venue)] if quote.venue else None,
        "addressee": article.text[slice(*quote.addressee)] if quote.addressee else None,
        "attitude": int(quote.attitude),
        "confidence": float(quote.confidence),
        "evidence": json.dumps(evidence, ensure_ascii=False),
        "published": day,
        "publisher": article.publisher,
        "act": quote.act,
        "speaker_confidence": quote.speaker_confidence,
    }
    return QuoteRow(cast.speaker_of(quote), values, segments)


def stored_quotes(conn: sqlite3.Connection, article: int) -> dict[str, tuple[int, QuoteRow]]:
    """The quotes that the bank shows of an article, by key, with their numbers, in text order."""
    segments: dict[int, list[Segment]] = defaultdict(list)
    for quote, part, number, start, end in conn.execute(
        """
        SELECT quote, part, number, segments.start, segments.end
        FROM quotes JOIN segments ON segments.quote = quotes.id WHERE quotes.article = ?
        """,
        [article],
    ):
        segments[quote].append((part, number, start, end))
    return {
        key: (
            identity,
            QuoteRow(speaker, dict(zip(_COLUMNS, values, strict=True)), tuple(sorted(segments[identity]))),
        )
        for identity, key, speaker, *values in conn.execute(
            f"""
            SELECT q.id, q.key, a.key, {", ".join(f"q.{name}" for name in _COLUMNS)}
            FROM quotes q LEFT JOIN appearances a ON a.id = q.appearance
            WHERE q.article = ? ORDER BY q.start, q.id
            """,
            [article],
        )
    }


def write_quotes(
    conn: sqlite3.Connection,
    article: int,
    *,
    old: Mapping[str, tuple[int, QuoteRow]],
    new: Mapping[str, QuoteRow],
    speakers: Mapping[str, int],
) -> None:
    """Makes the quotes of an article ``new``; ``speakers`` has the numbers of appearances.

    What is the same stays; the rest has no speaker until identity is computed.
    """
    delete_quotes(conn, [identity for key, (identity, _) in old.items() if key not in new])
    columns = ("appearance", *_COLUMNS, "echo")
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    setters = ", ".join(f"{name} = ?" for name in columns)
    number = 0
    for key, row in new.items():
        identity, stored = old.get(key, (0, None))
        if stored == row:
            continue
        values = [
            None if row.speaker is None else speakers[row.speaker],
            *(row.values[one] for one in _COLUMNS),
            echo_of(row.values["text"]),
        ]
        if stored is None:
            number = identity = number + 1 if number else next_id(conn, "quotes", row.values["published"])
            conn.execute(
                f"INSERT INTO quotes (id, key, article, {names}) VALUES (?, ?, ?, {marks})",
                [identity, key, article, *values],
            )
        else:
            conn.execute(f"UPDATE quotes SET {setters}, speaker = NULL WHERE id = ?", [*values, identity])
            conn.execute("DELETE FROM segments WHERE quote = ?", [identity])
        conn.executemany(
            "INSERT INTO segments (quote, part, number, start, end) VALUES (?, ?, ?, ?, ?)",
            [(identity, *segment) for segment in row.segments],
        )


def delete_quotes(conn: sqlite3.Connection, quotes: list[int]) -> None:
    """Removes quotes by number, with their segments."""
    conn.executemany("DELETE FROM quotes WHERE id = ?", [(one,) for one in quotes])


def next_id(conn: sqlite3.Connection, table: str, day: str | None) -> int:
    """The next free number of a day; raises BankError where it has none left."""
    base = base_of(day)
    (last,) = conn.execute(
        f"SELECT max(id) FROM {table} WHERE id > ? AND id < ?", [base, base + PER_DAY]
    ).fetchone()
    number: int = (last or base) + 1
    if number >= base + PER_DAY - 1:
        raise BankError(f"{day or 'the day that is not known'} is full")
    return number
