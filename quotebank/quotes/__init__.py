"""Spans to quotes: quotation marks, borders, continuations, type, attitude, when and where."""

from __future__ import annotations

from quotebank.quotes.when import situate

from quotebank.quotes.assemble import assemble

__all__ = ["assemble", "situate"]
