"""One analysis into rows: what is the same stays, what is gone goes, what is new comes."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from quotebank.bank._check import check
from quotebank.bank._ids import PER_DAY, base_of, day_of
from quotebank.bank._keys import article_key, content_hash, matching_words, quote_key
from quotebank.bank._speakers import (
    Cast,
    Claim,
    change_claims,
    change_quote_counts,
    remove_orphans,
)
from quotebank.core.span import hull
from quotebank.errors import BankError

if TYPE_CHECKING:
    import sqlite3

    from quotebank.core import Analysis, Article, Quote

Outcome: TypeAlias = Literal["added", "replaced", "unchanged"]

Segment: TypeAlias = tuple[str, int, int, int]
"""Part, number within the part, start, end."""

_QUOTE_COLUMNS = (
    "start",
    "type",
    "text",
    "speaker",
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
)
_QuoteRow: TypeAlias = tuple[tuple[Any, ...], tuple[Segment, ...]]
"""The values of ``_QUOTE_COLUMNS``, and the segments."""


def is_current(conn: sqlite3.Connection, article: Article, model: str) -> bool:
    """Whether this very article, analysed by this model, is in the bank."""
    row = conn.execute(
        "SELECT content_hash, model FROM articles WHERE key = ?", [article_key(article.id)]
    ).fetchone()
    return row is not None and tuple(row) == (content_hash(article), model)


def write(conn: sqlite3.Connection, analysis: Analysis, *, run: int, model: str) -> Outcome:
    """Writes one analysis inside the caller's transaction.

    ``model`` stands for an analysis that names none. Raises BankError where the analysis is broken;
    the caller then rolls back.
    """
    check(analysis)
    article, model = analysis.article, analysis.model or model
    if is_current(conn, article, model):
        return "unchanged"
    key, day = article_key(article.id), day_of(article.published)
    row = conn.execute("SELECT id FROM articles WHERE key = ?", [key]).fetchone()
    old = _Stored(conn, row[0] if row else None)
    # The cast comes before anything is removed, so that its speakers keep their numbers.
    cast = Cast(conn, analysis, key)
    rows = _quote_rows(analysis, cast, key, day)
    moved = old.id is not None and not base_of(day) < old.id < base_of(day) + PER_DAY
    if old.id is not None and moved:
        # A number says the day. Another day, another number; the keys stay as they are.
        _delete_quotes(conn, [identity for identity, _ in old.quotes.values()])
        change_claims(conn, old.id, old=old.claims, new=set())
        conn.execute("DELETE FROM articles WHERE id = ?", [old.id])
    fresh = old.id is None or moved
    number = _next_id(conn, "articles", day) if old.id is None or moved else old.id
    _write_article(conn, number, analysis, key, run=run, model=model)
    conn.execute("DELETE FROM mentions WHERE article = ?", [number])
    conn.executemany(
        "INSERT INTO mentions (speaker, article, start, end) VALUES (?, ?, ?, ?)",
        [(one, number, start, end) for one, start, end in sorted(cast.mentions, key=_by_place)],
    )
    _write_quotes(conn, number, day, old={} if fresh else old.quotes, new=rows)
    change_claims(conn, number, old=set() if fresh else old.claims, new=cast.claims)
    counts = _counted(row for row, _ in rows.values())
    counts.subtract(_counted(row for _, (row, _) in old.quotes.values()))
    change_quote_counts(
        conn,
        [(0, n, one) if attitude else (n, 0, one) for (one, attitude), n in counts.items() if n],
    )
    remove_orphans(conn, {claim.speaker for claim in old.claims - cast.claims})
    return "added" if row is None else "replaced"


class _Stored:
    """What the bank holds of an article now: empty where it holds none."""

    def __init__(self, conn: sqlite3.Connection, number: int | None) -> None:
        self.id = number
        self.claims = {
            Claim(*claim)
            for claim in conn.execute("SELECT speaker, what, value FROM claims WHERE article = ?", [number])
        }
        segments: dict[int, list[Segment]] = defaultdict(list)
        for quote, *segment in conn.execute(
            """
            SELECT quote, part, number, segments.start, segments.end
            FROM quotes JOIN segments ON segments.quote = quotes.id WHERE quotes.article = ?
            """,
            [number],
        ):
            part, index, start, end = segment
            segments[quote].append((part, index, start, end))
        self.quotes: dict[str, tuple[int, _QuoteRow]] = {
            key: (identity, (tuple(values), tuple(sorted(segments[identity]))))
            for identity, key, *values in conn.execute(
                f"SELECT id, key, {', '.join(_QUOTE_COLUMNS)} FROM quotes WHERE article = ?",
                [number],
            )
        }


def _quote_rows(analysis: Analysis, cast: Cast, article: str, day: str | None) -> dict[str, _QuoteRow]:
    """The quotes in text order by key."""
    seen: Counter[str] = Counter()
    rows: dict[str, _QuoteRow] = {}
    for quote in sorted(analysis.quotes, key=lambda quote: hull(quote.content)):
        text = analysis.text_of(quote)
        words = matching_words(text)
        key = quote_key(article, words, seen[words])
        seen[words] += 1
        rows[key] = _quote_row(analysis, quote, cast, text, day)
    return rows


def _quote_row(analysis: Analysis, quote: Quote, cast: Cast, text: str, day: str | None) -> _QuoteRow:
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
    values = (
        hull(quote.content)[0],
        quote.type,
        text,
        cast.speaker_of(quote),
        quote.speaker,
        cast.kind_of(quote),
        quote.role,
        quote.date,
        article.text[slice(*quote.venue)] if quote.venue else None,
        article.text[slice(*quote.addressee)] if quote.addressee else None,
        int(quote.attitude),
        float(quote.confidence),
        json.dumps(evidence, ensure_ascii=False),
        day,
        article.publisher,
    )
    return values, segments


def _write_article(
    conn: sqlite3.Connection, number: int, analysis: Analysis, key: str, *, run: int, model: str
) -> None:
    article = analysis.article
    values = {
        "id": number,
        "key": key,
        "name": article.id,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "publisher": article.publisher,
        "author": article.author,
        "quotes": len(analysis.quotes),
        "notes": json.dumps(analysis.notes, ensure_ascii=False),
        "content_hash": content_hash(article),
        "model": model,
        "run": run,
    }
    # ON CONFLICT, not OR REPLACE: a replaced row would take everything that refers to it along.
    conn.execute(
        f"""
        INSERT INTO articles ({", ".join(values)}) VALUES ({", ".join("?" * len(values))})
        ON CONFLICT (id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in values)}
        """,
        list(values.values()),
    )
    conn.execute(
        """
        INSERT INTO texts (article, text) VALUES (?, ?)
        ON CONFLICT (article) DO UPDATE SET text = excluded.text
        """,
        [number, article.text],
    )


def _write_quotes(
    conn: sqlite3.Connection,
    article: int,
    day: str | None,
    *,
    old: dict[str, tuple[int, _QuoteRow]],
    new: dict[str, _QuoteRow],
) -> None:
    _delete_quotes(conn, [identity for key, (identity, _) in old.items() if key not in new])
    names = ", ".join(_QUOTE_COLUMNS)
    marks = ", ".join("?" * len(_QUOTE_COLUMNS))
    setters = ", ".join(f"{name} = ?" for name in _QUOTE_COLUMNS)
    number = _next_id(conn, "quotes", day)
    for key, (values, segments) in new.items():
        identity, stored = old.get(key, (number, None))
        if stored == (values, segments):
            continue
        if stored is None:
            number += 1
            conn.execute(
                f"INSERT INTO quotes (id, key, article, {names}) VALUES (?, ?, ?, {marks})",
                [identity, key, article, *values],
            )
        else:
            conn.execute(f"UPDATE quotes SET {setters} WHERE id = ?", [*values, identity])
            conn.execute("DELETE FROM segments WHERE quote = ?", [identity])
        conn.executemany(
            "INSERT INTO segments (quote, part, number, start, end) VALUES (?, ?, ?, ?, ?)",
            [(identity, *segment) for segment in segments],
        )


def _delete_quotes(conn: sqlite3.Connection, quotes: list[int]) -> None:
    conn.executemany("DELETE FROM quotes WHERE id = ?", [(one,) for one in quotes])


def _next_id(conn: sqlite3.Connection, table: str, day: str | None) -> int:
    base = base_of(day)
    (last,) = conn.execute(
        f"SELECT max(id) FROM {table} WHERE id > ? AND id < ?", [base, base + PER_DAY]
    ).fetchone()
    number: int = (last or base) + 1
    if number >= base + PER_DAY - 1:
        raise BankError(f"{day or 'the day that is not known'} is full")
    return number


def _counted(rows: Any) -> Counter[tuple[int, bool]]:
    """How many quotes (and attitudes) each speaker has in these rows."""
    speaker, attitude = _QUOTE_COLUMNS.index("speaker"), _QUOTE_COLUMNS.index("attitude")
    return Counter((row[speaker], bool(row[attitude])) for row in rows if row[speaker] is not None)


def _by_place(mention: tuple[int, int, int]) -> tuple[int, int, int]:
    speaker, start, end = mention
    return start, end, speaker
