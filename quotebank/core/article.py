"""What comes in: one article, its text never changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came.

    ``text`` is kept to the character: every offset of quotebank counts in it. ``published`` is an
    ISO 8601 date or date-time, or None when it is not known. ``id`` names the article for its user
    (a file's stem, a JSON line's ``id``); the same id again means the same article again.
    """

    text: str
    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
