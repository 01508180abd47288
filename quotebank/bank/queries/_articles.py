"""One quote in its surroundings, one article with its quotes, and how much there is."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING

from quotebank.bank._keys import article_key
from quotebank.bank.queries._decisions import corrections
from quotebank.bank.queries._echoes import elsewhere
from quotebank.bank.queries._rows import (
    Row,
    clean,
    dicts,
    parsed,
    quotes_by_id,
    segments_of,
    tuples,
)

if TYPE_CHECKING:
    import sqlite3

MARGIN = 2000
"""Characters on either side of a quote that its paragraph may have at most."""

_BREAK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\u2029")


def quote(conn: sqlite3.Connection, key: str) -> Row | None:
    """One quote with everything known of it; None where there is none of this key.

    The fields of a search row, and ``segments`` (part → spans in the article's text), ``evidence``,
    ``corrections`` (those in force: ``field``, ``value``, ``at``), ``article`` (its metadata),
    ``paragraph`` (``text``, ``start`` in the article, ``segments`` relative to it; None where the bank does
    not hold the article's text), ``elsewhere`` (the same words in other articles, as ``elsewhere`` gives
    them) and ``run`` (what decided it, and when).
    """
    found = tuples(conn, "SELECT id, evidence, article FROM quotes WHERE key = ?", [clean(key)])
    if not found:
        return None
    number, evidence, article_number = found[0]
    (row,) = quotes_by_id(conn, [number])
    segments = segments_of(conn, "q.id = ?", [number])[number]
    (metadata,) = dicts(conn, f"{_ARTICLE} WHERE a.id = ?", [article_number])
    run = _decided(conn, metadata)
    text = _text(conn, article_number)
    return {
        **row,
        "segments": segments,
        "evidence": parsed(evidence),
        "corrections": [
            {name: one[name] for name in ("field", "value", "at")}
            for one in corrections(conn, quote=row["key"])
            if one["state"] == "in force" and one["holds_for"] == row["key"] and not one["withdrawn"]
        ],
        "article": metadata,
        "paragraph": None if text is None else _paragraph(text, segments),
        "elsewhere": {
            name: value for name, value in asdict(elsewhere(conn, row["key"])).items() if name != "next"
        },
        "run": run,
    }


_ARTICLE = """
    SELECT a.name AS article_id, a.key, a.title, a.published, a.url, a.publisher, a.author,
        a.quotes, a.model, a.run
    FROM articles a
"""


def article(conn: sqlite3.Connection, id: str) -> Row | None:
    """The article that its user calls ``id``; None where there is none.

    Its metadata, ``text`` (None where the bank does not hold it), ``notes``, ``run``, ``quotes``
    in text order (the fields of a search row, ``segments``, ``evidence``), attitudes among them,
    and ``speakers``: everybody it speaks of, quoted or not, with their ``mentions``.
    """
    found = tuples(conn, "SELECT id, notes FROM articles WHERE key = ?", [article_key(id)])
    if not found:
        return None
    number, notes = found[0]
    (metadata,) = dicts(conn, f"{_ARTICLE} WHERE a.id = ?", [number])
    run = _decided(conn, metadata)
    listed = tuples(conn, "SELECT id, evidence FROM quotes WHERE article = ? ORDER BY start, id", [number])
    segments = segments_of(conn, "q.article = ?", [number])
    ids = [one for one, _ in listed]
    return {
        **metadata,
        "text": _text(conn, number),
        "notes": parsed(notes),
        "run": run,
        "quotes": [
            {**row, "segments": segments[one], "evidence": parsed(evidence)}
            for row, (one, evidence) in zip(quotes_by_id(conn, ids), listed, strict=True)
        ],
        "speakers": _cast(conn, number),
    }


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """How many articles, quotes (attitudes among them), speakers, runs and failures there are."""
    (row,) = dicts(
        conn,
        """
        SELECT coalesce(sum(articles), 0) AS articles, coalesce(sum(quotes + attitudes), 0) AS quotes,
            coalesce(sum(attitudes), 0) AS attitudes,
            (SELECT count(*) FROM speakers) AS speakers,
            (SELECT count(*) FROM runs) AS runs,
            (SELECT count(*) FROM failures) AS failures
        FROM months
        """,
    )
    return row


def _decided(conn: sqlite3.Connection, metadata: Row) -> Row:
    """Takes run and model out of ``metadata``: what wrote the article last, and when."""
    (run,) = dicts(
        conn,
        "SELECT id, started, finished, version, command FROM runs WHERE id = ?",
        [metadata.pop("run")],
    )
    return {**run, "model": metadata.pop("model")}


def _text(conn: sqlite3.Connection, article: int) -> str | None:
    found = tuples(conn, "SELECT text FROM texts WHERE article = ?", [article])
    return found[0][0] if found else None


def _cast(conn: sqlite3.Connection, article: int) -> list[Row]:
    rows = dicts(
        conn,
        """
        SELECT DISTINCT s.id, s.name, s.kind
        FROM appearances a CROSS JOIN speakers s ON s.id = a.speaker WHERE a.article = ? ORDER BY s.name, s.id
        """,
        [article],
    )
    mentions: dict[int, list[list[int]]] = {row["id"]: [] for row in rows}
    for speaker, start, end in tuples(
        conn,
        """
        SELECT a.speaker, m.start, m.end FROM mentions m CROSS JOIN appearances a ON a.id = m.appearance
        WHERE m.article = ? AND a.speaker IS NOT NULL ORDER BY m.start
        """,
        [article],
    ):
        mentions[speaker].append([start, end])
    return [{**row, "mentions": mentions[row["id"]]} for row in rows]


def _paragraph(text: str, segments: dict[str, list[list[int]]]) -> Row:
    """The paragraphs that the quote lies in, cut where they run on for too long."""
    spans = [span for spans in segments.values() for span in spans]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    floor, ceiling = max(0, first - MARGIN), min(len(text), last + MARGIN)
    start = max((found.end() for found in _BREAK.finditer(text, floor, first)), default=floor)
    after = _BREAK.search(text, last, ceiling)
    end = after.start() if after else ceiling
    return {
        "text": text[start:end],
        "start": start,
        "segments": {
            part: [[one - start, other - start] for one, other in spans] for part, spans in segments.items()
        },
    }
