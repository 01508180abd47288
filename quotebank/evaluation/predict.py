"""The analyzer's answers on gold articles, from the text alone or with gold's own spans given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotebank.analyzer import Analyzer, attributed
from quotebank.core import TYPES, Analysis, Failure, Quote
from quotebank.core.quote import QuoteType
from quotebank.errors import InputError
from quotebank.evaluation.gold import GoldArticle, GoldQuote


def predict(
    gold: Iterable[GoldArticle], *, analyzer: Analyzer, gold_quotes: bool = False
) -> Iterator[tuple[GoldArticle, Analysis]]:
    """Each gold article with its analysis, in order.

    With ``gold_quotes`` content, cue, source, type and attitude are gold's, and only who and when are
    found: the figures then tell of ``people`` and the dates alone. Raises InputError where a text cannot be
    analysed.
    """
    held = list(gold)
    if gold_quotes:
        readings = analyzer.readings(one.article.text for one in held)
        for one, reading in zip(held, readings, strict=True):
            given = tuple(as_given(quote) for quote in one.quotes if quote.content)
            quotes, speakers = attributed(reading, given, one.article)
            yield one, Analysis(one.article, quotes, speakers, model=analyzer.model)
        return
    for one, answer in zip(held, analyzer.pipe(one.article for one in held), strict=True):
        if isinstance(answer, Failure):
            raise InputError(answer.where, answer.reason)
        yield one, answer


def as_given(quote: GoldQuote) -> Quote:
    """A quote of gold as the analyzer gets it: its spans, type and attitude; who and when are not told."""
    kinds: dict[str | None, QuoteType] = {name: name for name in TYPES}
    return Quote(
        type=kinds.get(quote.type, "indirect"),
        content=quote.content,
        cue=quote.cue,
        source=quote.source,
        attitude=bool(quote.attitude),
        confidence=1.0,
    )
