"""What holds for any text, any spans, any answer of the reader, however odd."""

from __future__ import annotations

import re
from bisect import bisect_left

from hypothesis import given, settings
from hypothesis import strategies as st

from quotebank.core import Article, Entity, Quote, Reading
from quotebank.people import resolve
from quotebank.quotes.when import situate

PIECES = [
    "Ana Ruiz",
    "Mr. Ruiz",
    "Ruiz",
    "President",
    "Sen.",
    "Gen.",
    "the ministry",
    "China’s",
    "Foreign Ministry",
    "said",
    "told reporters",
    "on Monday",
    "Feb. 30",
    ", who",
    ", a lawyer for the miners,",
    "and",
    '"',
    "“",
    "”",
    "’",
    "[",
    "]",
    "(",
    ")",
    "(D-Ore.)",
    ".",
    ":",
    "\n\n",
    "\x00",
    "é",
    "🙂",
    "\u200f",
    "he",
    "she",
    "they",
    "I",
    "52 percent of voters",
    "a report",
    "the 26-year-old",
    "van der",
    "Jr.",
    "U.S.",
    "’s",
    "'",
    "-",
    "@x",
    "1",
    "according to",
]
TAGS = ("NNP", "NN", "NNS", "JJ", "DT", "VBD", "VBG", "VBN", "IN", "PRP", "PRP$", "CC", "POS", "WP", "")
LABELS = ("PERSON", "ORG", "GPE", "DATE", "MISC")


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Texts of news-like pieces and of anything at all, with tags and entities at random."""
    pieces = draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40))
    text = draw(st.sampled_from((" ", ""))).join(pieces)
    found = [match.span() for match in re.finditer(r"\w+|[^\w\s]", text)]
    count = len(found)
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=count, max_size=count))
    firsts = sorted(draw(st.sets(st.integers(0, max(count - 1, 0)), max_size=6)) | {0}) if count else []
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    entities = [
        Entity(start, end, draw(st.sampled_from(LABELS)))
        for start, end in zip(borders[::2], borders[1::2], strict=False)
    ]
    return Reading(text, [a for a, _ in found], [b for _, b in found], tags, firsts, tuple(entities))


@st.composite
def spans(draw: st.DrawFn, length: int) -> tuple[tuple[int, int], ...]:
    borders = sorted(draw(st.lists(st.integers(0, length), max_size=4)))
    return tuple(zip(borders[::2], borders[1::2], strict=False))


@st.composite
def cases(draw: st.DrawFn) -> tuple[Reading, list[Quote], Article]:
    reading = draw(readings())
    size = len(reading.text)
    quotes = [
        Quote("direct", draw(spans(size)), draw(spans(size)), draw(spans(size)))
        for _ in range(draw(st.integers(0, 5)))
    ]
    published = draw(st.sampled_from((None, "2024-05-16", "odd")))
    return reading, quotes, Article(text=reading.text, id="x", published=published, author="By A. B")


@settings(max_examples=300, deadline=None)
@given(cases())
def test_nothing_is_raised_and_nothing_is_lost(case: tuple[Reading, list[Quote], Article]) -> None:
    reading, quotes, article = case
    found, speakers = resolve(reading, quotes, article)
    assert [(q.content, q.cue, q.source) for q in found] == [(q.content, q.cue, q.source) for q in quotes]
    known = {(one.name, one.kind) for one in speakers}
    for quote in found:
        assert (quote.speaker is None) == (quote.speaker_kind is None)
        assert quote.speaker is None or (quote.speaker, quote.speaker_kind) in known
        assert quote.speaker is not None or quote.role is None
        assert quote.evidence
    for one in speakers:
        assert one.name
        assert all(0 <= start < end <= len(reading.text) for start, end in one.mentions)
    assert resolve(reading, quotes, article) == (found, speakers)


@settings(max_examples=300, deadline=None)
@given(cases())
def test_when_and_where_lie_outside_every_content(case: tuple[Reading, list[Quote], Article]) -> None:
    reading, quotes, article = case
    for quote in situate(reading, quotes, article):
        for span in (quote.venue, quote.addressee):
            if span is not None:
                start, end = span
                assert 0 <= start < end <= len(reading.text)
                inside = sorted(a for one in quotes for a, b in one.content if a < b)
                at = bisect_left(inside, start)
                assert at == len(inside) or inside[at] >= end
