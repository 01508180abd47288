"""Spans to quotes: quotation marks, borders, continuations, type, attitude, when and where."""

from __future__ import annotations

from quotebank.quotes.assemble import assemble
from quotebank.quotes.when import situate

__all__ = ["assemble", "situate"]
