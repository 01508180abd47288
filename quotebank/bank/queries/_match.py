"""What people type, as full-text search understands it, and hits without any HTML."""

from __future__ import annotations

import re
import secrets
import unicodedata
from typing import TYPE_CHECKING, Any

from quotebank.bank.queries._rows import clean, tuples

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

MAX_QUERY = 1000
"""Characters of a query that are read."""

MAX_TERMS = 32
"""Words and phrases of a query that are read; SQLite's parser has a limit of its own."""

_EVERYWHERE = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "do", "for", "from", "had", "has", "have", "he",
    "her", "his", "i", "if", "in", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our",
    "she", "so", "that", "the", "their", "them", "there", "they", "this", "to", "us", "was", "we", "were",
    "what", "will", "with", "would", "you", "your",
))  # fmt: skip

_TERM = re.compile(r'["“”„]([^"“”„]*)["“”„]|([^\s"“”„]+)')


def match_of(query: str, *, prefix: bool = False) -> str | None:
    """A MATCH expression for words (all of them must occur) and ``"phrases"``; None without a word.

    Every term goes in as an FTS5 string, so no character of it is an operator. With ``prefix`` each
    term also matches longer words.
    """
    terms = _terms(query)
    return " ".join(f"{term}*" if prefix else term for term in terms) or None


def phrase_of(value: str) -> str | None:
    """A MATCH expression for a value as one phrase; None without a word."""
    # The tokenizer takes quotation marks for spaces, so the phrase is none the wider for it.
    inside = clean(value).replace('"', " ").replace("\0", " ")
    return f'"{inside}"' if _has_word(inside) and len(value) <= MAX_QUERY else None


def ranking_of(query: str) -> str | None:
    """The words of ``query``, those of its phrases too, without words that every text has; None without any.

    bm25 counts all hits of each term, and hits of a phrase are dear to find: "of the" in ten million quotes
    takes seconds. The order is much the same without.
    """
    words = [word for term in _terms(query) for word in term.strip('"').split()]
    telling = [f'"{word}"' for word in words if _has_word(word) and word.casefold() not in _EVERYWHERE]
    return " ".join(dict.fromkeys(telling[:MAX_TERMS])) or None


def snippets(conn: sqlite3.Connection, match: str, ids: Sequence[int]) -> dict[int, list[list[Any]]]:
    """Quote id → its best passage for ``match`` as ``[text, hit]`` pairs."""
    # Nobody who writes an article can guess these, so no text can fake a hit.
    opening, closing = secrets.token_hex(8), secrets.token_hex(8)
    marked = tuples(
        conn,
        f"""
        SELECT rowid, snippet(quotes_fts, 0, ?, ?, '…', 60), instr(text, char(0)) FROM quotes_fts
        WHERE quotes_fts MATCH ? AND rowid IN ({", ".join("?" * len(ids))})
        """,
        [opening, closing, match, *ids],
    )
    # SQLite's snippets lose what follows a NUL: such a text is shown as it is, without marks.
    return {number: _pairs(passage, opening, closing) for number, passage, nul in marked if not nul}


def _terms(query: str) -> list[str]:
    return [
        f'"{phrase or word}"'
        for phrase, word in _TERM.findall(clean(query[:MAX_QUERY]).replace("\0", " "))
        if _has_word(phrase or word)
    ][:MAX_TERMS]


def _has_word(term: str) -> bool:
    """Whether the tokenizer finds anything in it: a term of punctuation would match nothing."""
    return any(unicodedata.category(character)[0] in "LN" for character in term)


def _pairs(passage: str, opening: str, closing: str) -> list[list[Any]]:
    pairs: list[list[Any]] = []
    before, *hits = passage.split(opening)
    if before:
        pairs.append([before, False])
    for hit in hits:
        inside, _, after = hit.partition(closing)
        pairs.append([inside, True])
        if after:
            pairs.append([after, False])
    return pairs
