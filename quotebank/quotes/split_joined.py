"""Quotes that the network read as one: a reported clause and the quoted sentence behind it, two clauses of
two sentences, a source that runs into the next sentence.

A sentence's end is where one quote stops and another begins, but for a quotation that its cue interrupts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from quotebank.core import Reading, ReadQuote
from quotebank.core.layout import Layout
from quotebank.core.span import Segments, Span, hull
from quotebank.quotes.told import TELLING

_END = re.compile(r"[.!?…][\"”’'»)\]]*\s+(?=[\"“‘«'(\[]*[A-Z0-9])|\n")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Hon|St|Jr|Sr|No|vs|[A-Z](?:\.[A-Z])*)\.\s+$"
)
_STOPS = frozenset(".!?…")
_BESIDE = 3
"""Characters between a source and the cue right behind it."""
_NEAR = 60
"""Characters between a content and the cue or source that was left without one and is taken for its own."""


def split_joined(reading: Reading) -> list[ReadQuote]:
    """The quotes, each in one sentence; cues and sources without a content go to what was cut off beside
    them."""
    page = reading.layout
    begins = frozenset(reading.starts[word] for word in reading.sentences)
    whole: list[ReadQuote] = []
    loose: list[ReadQuote] = []
    rest: list[ReadQuote] = []
    for quote in reading.quotes:
        kept, cut = _source_in_one_sentence(page.text, _with_subject(reading, quote), begins)
        loose += cut
        if not kept.content:
            if kept.cue or kept.source:
                loose.append(kept)
            continue
        first, *others = _groups(page, kept)
        whole.append(first)
        rest += others
    left = _Loose(loose)
    for quote in rest:
        own = left.nearest(page.text, quote.content)
        if own is not None:
            quote = replace(quote, cue=own.cue, source=own.source, source_link=own.source_link)
        whole.append(quote)
    return [_with_loose_source(page.text, quote, left) for quote in whole]


class _Loose:
    """Cues and sources without a content, found by where they stand: each is looked at by its neighbours
    only."""

    def __init__(self, quotes: Sequence[ReadQuote]) -> None:
        self._all = sorted(quotes, key=_place)
        self._starts = [_place(one)[0] for one in self._all]
        self._longest = max((end - start for start, end in map(_place, self._all)), default=0)
        self._taken: set[int] = set()

    def nearest(self, text: str, content: Segments) -> ReadQuote | None:
        """Takes the nearest one beside a content in its sentence; None where none is near."""
        whole = hull(content)
        gaps = [(_gap(text, whole, _place(self._all[at])), at) for at in self._within(*whole, _NEAR)]
        gap, at = min(gaps, default=(_NEAR + 1, -1))
        if gap > _NEAR:
            return None
        self._taken.add(at)
        return self._all[at]

    def before(self, at: int, reach: int) -> list[ReadQuote]:
        """Those that stand up to ``reach`` characters before a character."""
        return [self._all[number] for number in self._within(at, at, reach)]

    def _within(self, start: int, end: int, reach: int) -> Iterator[int]:
        low = bisect_left(self._starts, start - reach - self._longest)
        for at in range(low, bisect_right(self._starts, end + reach)):
            if at not in self._taken and _place(self._all[at])[1] >= start - reach:
                yield at


def _place(quote: ReadQuote) -> Span:
    return hull(quote.cue or quote.source)


def _with_subject(reading: Reading, quote: ReadQuote) -> ReadQuote:
    """Who was told is not who said it: ``He informed Wang Yi that …`` is his who stands before the verb."""
    if len(quote.cue) != 1 or len(quote.source) != 1 or quote.source[0][0] < quote.cue[0][1]:
        return quote
    start, end = quote.cue[0]
    word = bisect_left(reading.starts, start) - 1
    if word < 0 or start - reading.ends[word] > 1 or not TELLING.search(reading.text[start:end]):
        return quote
    if reading.tags[word] == "PRP":
        return replace(quote, source=((reading.starts[word], reading.ends[word]),))
    at = bisect_left(reading.entities, reading.ends[word], key=lambda one: one.end)
    named = at < len(reading.entities) and reading.entities[at].end == reading.ends[word]
    if named and reading.entities[at].label in ("PERSON", "ORG"):
        return replace(quote, source=((reading.entities[at].start, reading.entities[at].end),))
    return quote


def _source_in_one_sentence(
    text: str, quote: ReadQuote, begins: Set[int]
) -> tuple[ReadQuote, list[ReadQuote]]:
    """A source that goes over a sentence's end loses the part away from its cue, which is somebody else's."""
    if len(quote.source) != 1 or not quote.cue:
        return quote, []
    start, end = quote.source[0]
    at = next((one for one in _ends(text, start, end) if one[1] in begins), None)
    if at is None:
        return quote, []
    parts = (start, at[0]), (at[1], end)
    own, other = parts if abs(quote.cue[0][0] - start) < abs(quote.cue[0][0] - end) else parts[::-1]
    return replace(quote, source=(own,)), [ReadQuote((), (), (other,))]


def _groups(page: Layout, quote: ReadQuote) -> list[ReadQuote]:
    """The quote's contents by sentence, the one that its cue belongs to first."""
    segments = [part for segment in quote.content for part in _cut(page, segment)]
    groups: list[list[Span]] = [segments[:1]]
    for segment in segments[1:]:
        before = groups[-1][-1]
        quoted = _is_quoted(page, before) and _is_quoted(page, segment)
        if not quoted and next(_ends(page.text, before[1] - 1, segment[0] + 2), None) is not None:
            groups.append([segment])
        else:
            groups[-1].append(segment)
    anchor = quote.cue or quote.source
    if len(groups) == 1 or not anchor:
        return [quote] if len(groups) == 1 else [replace(quote, content=tuple(one)) for one in groups]
    place = hull(anchor)
    near = min(groups, key=lambda group: _gap(page.text, hull(tuple(group)), place))
    return [
        replace(quote, content=tuple(near)),
        *(replace(quote, content=tuple(one), cue=(), source=()) for one in groups if one is not near),
    ]


def _cut(page: Layout, segment: Span) -> Iterator[Span]:
    """A content in plain words, and the quoted sentence that begins behind it."""
    start, end = segment
    if not _is_quoted(page, (start, start + 1)):
        for region in page.touching(segment):
            before = page.text[start : region.start].rstrip()
            # an abbreviation before an opening mark and a capital ends its sentence too
            if start < region.start < end and before[-1:] in _STOPS and _begins(page.text, region.start):
                yield start, start + len(before)
                start = region.start
                break
    yield start, end


def _begins(text: str, at: int) -> bool:
    """Whether a sentence may begin behind an opening mark."""
    return text[at + 1 : at + 2].isupper() or text[at + 1 : at + 2].isdigit()


def _ends(text: str, start: int, end: int) -> Iterator[Span]:
    """Where sentences end between two characters: the end of one, the start of the next."""
    for found in _END.finditer(text, start, end):
        if found.end() < end and not _ABBREVIATED.search(text, max(start, found.end() - 12), found.end()):
            yield found.start(), found.end()


def _is_quoted(page: Layout, segment: Span) -> bool:
    return any(region.start <= segment[0] and segment[1] <= region.end for region in page.touching(segment))


def _gap(text: str, one: Span, other: Span) -> int:
    """Characters between two spans of one sentence; very many where a sentence ends in between."""
    low, high = min(one[1], other[1]), max(one[0], other[0])
    ends = next(_ends(text, max(low - 1, 0), high + 1), None) is not None
    return max(high - low, 0) + (10_000 if ends and low < high else 0)


def _with_loose_source(text: str, quote: ReadQuote, loose: _Loose) -> ReadQuote:
    """A cue without a source takes a loose one right before it."""
    if quote.source or not quote.cue:
        return quote
    at = quote.cue[0][0]
    for one in loose.before(at, _BESIDE):
        end = one.source[0][1] if one.source else at
        if not one.cue and 0 < at - end <= _BESIDE and "\n" not in text[end:at]:
            return replace(quote, source=one.source)
    return quote
