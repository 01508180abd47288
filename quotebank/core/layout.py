"""How a text is laid out: paragraphs, their quotation marks, what stands inside those, the dateline.

It is made once for a text, before the reader's pass; the reader cuts its windows along it, and every rule
that asks where a paragraph ends or whether a word is quoted reads the same answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotebank.core.datelines import Dateline, credited_day, dateline
from quotebank.core.marks import Mark, scan
from quotebank.core.paragraphs import paragraphs
from quotebank.core.span import Span

_WORD = re.compile(r"\w+")

_HEAD = 2_000
"""Characters at the head of a text in which the article's own dateline stands."""

_STORY = 200
"""A paragraph longer than this is neither headline nor byline: the story has begun."""


@dataclass(frozen=True, slots=True)
class Region:
    """An outermost stretch in quotation marks: ``start`` at the opening mark, ``end`` behind the closing one.

    ``closed`` is False where no mark closes it: then it ends before the next outermost opening mark, or with
    its paragraph, in that case it is ``open_ended``. ``words`` counts words inside.
    """

    start: int
    end: int
    closed: bool
    words: int
    paragraph: int
    open_ended: bool = False

    @property
    def span(self) -> Span:
        """Both marks included."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraphs, marks, quoted regions and datelines of one text, all in order.

    ``marks[i]`` and ``datelines[i]`` belong to ``paragraphs[i]``; ``unpaired`` are positions of marks whose
    partner is missing; ``day`` is where the article's dateline tells its day, None where none does.
    ``starts`` and ``region_starts`` repeat the first column of paragraphs and regions, for searching.
    """

    text: str
    paragraphs: tuple[Span, ...]
    marks: tuple[tuple[Mark, ...], ...]
    regions: tuple[Region, ...]
    unpaired: tuple[int, ...]
    datelines: tuple[Dateline | None, ...]
    day: Span | None
    starts: tuple[int, ...]
    region_starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Layout:
        """The layout of a text; linear in its length, never fails."""
        spans = tuple(paragraphs(text))
        marks = tuple(tuple(scan(text, *span)) for span in spans)
        regions = tuple(
            region
            for number, (span, own) in enumerate(zip(spans, marks, strict=True))
            for region in _regions(text, number, span[1], own)
        )
        datelines = tuple(dateline(text, span) for span in spans)
        return cls(
            text,
            spans,
            marks,
            regions,
            tuple(_unpaired(marks)),
            datelines,
            _day(text, spans, datelines),
            tuple(start for start, _ in spans),
            tuple(region.start for region in regions),
        )

    def paragraph(self, at: int) -> int:
        """The index of the paragraph in which a character stands."""
        return max(bisect_right(self.starts, at) - 1, 0)

    def touching(self, span: Span) -> list[Region]:
        """The regions that share a character with a span."""
        low = max(bisect_right(self.region_starts, span[0]) - 1, 0)
        found = []
        for at in range(low, len(self.regions)):  # a slice would copy all that follows
            region = self.regions[at]
            if region.start >= span[1]:
                break
            if region.end > span[0]:
                found.append(region)
        return found

    def behind_dateline(self, at: int) -> int:
        """A character, or the first one behind its paragraph's dateline where it stands in that."""
        line = self.datelines[self.paragraph(at)] if self.datelines else None
        return at if line is None else max(at, line.end)


def _regions(text: str, number: int, end: int, marks: Sequence[Mark]) -> Iterator[Region]:
    """The quoted regions of one paragraph."""
    closing = {mark.partner: mark.end for mark in marks if mark.role == "close"}
    outermost = [mark for mark in marks if mark.role == "open" and mark.depth == 1]
    stops = [*(mark.position for mark in outermost[1:]), end]
    for mark, stop in zip(outermost, stops, strict=False):
        closed = mark.partner >= 0
        close = closing[mark.position] if closed else stop
        words = sum(1 for _ in _WORD.finditer(text, mark.position, close))
        yield Region(mark.position, close, closed, words, number, not closed and close == end)


def _unpaired(marks: Iterable[Iterable[Mark]]) -> Iterator[int]:
    for own in marks:
        for mark in own:
            opens = mark.role == "open" and mark.depth == 1 and mark.partner < 0
            if opens or mark.role == "stray":
                yield mark.position


def _day(text: str, spans: Sequence[Span], datelines: Sequence[Dateline | None]) -> Span | None:
    """The first day that a dateline gives at the text's head, else the first that stands with a paper's name.

    A paragraph that is nothing but a day counts only above the story: in it, it heads an entry of a list.
    """
    told = False
    for span, line in zip(spans, datelines, strict=True):
        if span[0] >= _HEAD:
            break
        if line is not None and line.day is not None and not (told and line.end == span[1]):
            return line.day
        told = told or span[1] - span[0] > _STORY
    return next((day for span in spans if (day := credited_day(text, span)) is not None), None)
