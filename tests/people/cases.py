"""Cases as data: a line holds a text, what the reader saw in it, gold spans, and what is expected.

``words`` are start and end of each word in one flat list; ``tags`` are parted by spaces; ``roles`` are start
and end of a role and of the name that the reader tied it to.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from quotebank.core import Article, Entity, Quote, Reading, RoleSpan
from quotebank.core.span import as_segments

CASES = Path(__file__).parents[1] / "cases"


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of one file of cases."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def reading_of(row: dict[str, Any]) -> Reading:
    """What the reader saw."""
    flat = row["words"]
    return Reading(
        text=row["text"],
        starts=flat[::2],
        ends=flat[1::2],
        tags=row["tags"].split(),
        sentences=row["sentences"],
        entities=tuple(Entity(*entity) for entity in row["entities"]),
        roles=tuple(RoleSpan(a, b, (c, d), 1.0) for a, b, c, d in row.get("roles", ())),
    )


def quotes_of(row: dict[str, Any]) -> list[Quote]:
    """The gold spans as quotes without a speaker."""
    return [
        Quote(
            type="direct",
            content=as_segments(quote["content"]),
            cue=as_segments(quote["cue"]),
            source=as_segments(quote["source"]),
        )
        for quote in row["quotes"]
    ]


def article_of(row: dict[str, Any]) -> Article:
    """The article around the text."""
    return Article(text=row["text"], id=row["what"], published=row.get("published"), author=row.get("author"))
