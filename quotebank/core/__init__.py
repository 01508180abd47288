"""Values that every room shares; standard library only. All of them are frozen."""

from __future__ import annotations

from quotebank.core.analysis import Analysis
from quotebank.core.article import Article
from quotebank.core.failure import Failure
from quotebank.core.quote import ACTS, KINDS, MIN_CONFIDENCE, TYPES, Evidence, Quote
from quotebank.core.reading import Entity, Mentions, Reading, ReadQuote, RoleSpan
from quotebank.core.span import Segments, Span
from quotebank.core.speaker import Speaker

__all__ = [
    "ACTS",
    "KINDS",
    "MIN_CONFIDENCE",
    "TYPES",
    "Analysis",
    "Article",
    "Entity",
    "Evidence",
    "Failure",
    "Mentions",
    "Quote",
    "ReadQuote",
    "Reading",
    "RoleSpan",
    "Segments",
    "Span",
    "Speaker",
]
