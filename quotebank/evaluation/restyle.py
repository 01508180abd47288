"""Gold in another style: the text rewritten, all spans moved along."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from quotebank.core import Segments
from quotebank.core.span import as_segments
from quotebank.errors import InputError
from quotebank.evaluation.edits import Rewritten, rewrite
from quotebank.evaluation.gold import GoldArticle
from quotebank.evaluation.styles import STYLES, Cast, Known

_MANY, _ONE = ("content", "cue", "source"), ("venue", "addressee")
"""Fields of a quote that hold a list of spans, one span."""

_UNMOVED = ("speakers", "notes")
"""Fields of an article that tell of the old text."""


def restyled(gold: GoldArticle, style: str, *, seed: int = 0) -> GoldArticle:
    """A gold article in one of ``STYLES``, the same object where the style changes nothing.

    Quotes of which a cut leaves no content are gone. Names in ``names`` are changed with the text's. The same
    seed gives the same article. Raises InputError where there is no such style.
    """
    moved, renamed = _rewriting(gold, style, seed)
    if moved.text == gold.article.text:
        return gold
    quotes = (
        replace(
            quote,
            content=moved.segments(quote.content),
            cue=moved.segments(quote.cue),
            source=moved.segments(quote.source),
            names=tuple(name and renamed(name) for name in quote.names),
        )
        for quote in gold.quotes
    )
    article = replace(gold.article, text=moved.text)
    return GoldArticle(article, tuple(quote for quote in quotes if quote.content))


def restyled_row(gold: GoldArticle, row: Mapping[str, Any], style: str, *, seed: int = 0) -> dict[str, Any]:
    """The line of a gold article as ``restyled`` would have it, with everything else that it tells.

    ``speakers`` and ``notes`` of the article are left out: they tell of the old text.
    """
    moved, renamed = _rewriting(gold, style, seed)
    if moved.text == gold.article.text:
        return dict(row)
    quotes = (_moved_quote(quote, moved, renamed) for quote in row["quotes"])
    out = {
        **row,
        "text": moved.text,
        "quotes": [quote for quote in quotes if quote["content"]],
    }
    if row.get("discard"):
        out["discard"] = _pairs(moved.segments(as_segments(row["discard"])))
    for name in _UNMOVED:
        out.pop(name, None)
    return out


def _rewriting(gold: GoldArticle, style: str, seed: int) -> tuple[Rewritten, Callable[[str], str]]:
    """The new text, and what becomes of a speaker's name."""
    if style not in STYLES:
        raise InputError(style, f"no such style; there are {', '.join(STYLES)}")
    text = gold.article.text
    # each article has dice of its own, so that its style does not hang on which ones stand before it
    dice = random.Random(f"{seed} {style} {gold.article.id}")
    known = Known(gold.quotes)
    if style == "names":
        cast = Cast(dice)
        return rewrite(text, cast.edits(text, known)), cast.renamed
    return rewrite(text, STYLES[style](text, known, dice)), str


def _moved_quote(quote: Mapping[str, Any], moved: Rewritten, renamed: Callable[[str], str]) -> dict[str, Any]:
    out = dict(quote)
    for name in _MANY:
        if quote.get(name):
            out[name] = _pairs(moved.segments(as_segments(quote[name])))
    for name in _ONE:
        if isinstance(span := quote.get(name), list):
            kept = moved.span(*span)
            out[name] = list(kept) if kept else None
    if quote.get("speaker"):
        out["speaker"] = renamed(quote["speaker"])
    if quote.get("aliases"):
        out["aliases"] = [renamed(name) for name in quote["aliases"]]
    return out


def _pairs(segments: Segments) -> list[list[int]]:
    return [list(span) for span in segments]
