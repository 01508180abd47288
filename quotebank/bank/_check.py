"""Refuses an analysis that would make the bank lie: offsets outside the text, unknown words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotebank.core import ACTS, KINDS, TYPES
from quotebank.errors import BankError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotebank.core import Analysis, Quote, Span


def check(analysis: Analysis) -> None:
    """Raises BankError naming the article and the first thing that is wrong with its analysis."""
    reason = _first_wrong(analysis)
    if reason:
        raise BankError(f"article {analysis.article.id!r}: {reason}")


def _first_wrong(analysis: Analysis) -> str | None:
    text = analysis.article.text
    for number, quote in enumerate(analysis.quotes, start=1):
        if reason := _quote_wrong(quote) or _spans_wrong(_spans(quote), len(text)):
            return f"quote {number}: {reason}"
    for speaker in analysis.speakers:
        if speaker.kind not in KINDS:
            return f"speaker {speaker.name!r}: there is no kind {speaker.kind!r}"
        if reason := _spans_wrong(speaker.mentions, len(text)):
            return f"speaker {speaker.name!r}: {reason}"
    return None


def _quote_wrong(quote: Quote) -> str | None:
    if not quote.content:
        return "it has no content"
    if quote.type not in TYPES:
        return f"there is no type {quote.type!r}"
    if quote.speaker_kind is not None and quote.speaker_kind not in KINDS:
        return f"there is no kind {quote.speaker_kind!r}"
    if quote.act is not None and quote.act not in ACTS:
        return f"there is no act {quote.act!r}"
    if not 0 <= quote.confidence <= 1:
        return f"confidence {quote.confidence} is not between 0 and 1"
    if quote.speaker_confidence is not None and not 0 <= quote.speaker_confidence <= 1:
        return f"speaker_confidence {quote.speaker_confidence} is not between 0 and 1"
    for evidence in quote.evidence:
        if not 0 <= evidence.score <= 1:
            return f"evidence {evidence.feature!r}: score {evidence.score} is not between 0 and 1"
    return None


def _spans(quote: Quote) -> Iterable[Span]:
    yield from quote.content
    yield from quote.cue
    yield from quote.source
    if quote.venue:
        yield quote.venue
    if quote.addressee:
        yield quote.addressee


def _spans_wrong(spans: Iterable[Span], length: int) -> str | None:
    for start, end in spans:
        if not 0 <= start < end <= length:
            return f"characters {start} to {end} are not in a text of {length}"
    return None
