"""Half-open character offsets into an article's text exactly as it came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
"""``(start, end)``: ``text[start:end]`` is what is meant."""

Segments: TypeAlias = tuple[Span, ...]
"""The contiguous pieces of one content, cue or source, in order; may be empty."""


def as_segments(pairs: Iterable[Sequence[int]]) -> Segments:
    """Segments from pairs of integers, as JSON holds them."""
    return tuple((int(start), int(end)) for start, end in pairs)


def joined(text: str, segments: Segments, *, gap: str = " … ") -> str:
    """The words of the segments, with ``gap`` where the article says something else in between."""
    return gap.join(text[start:end] for start, end in segments)


def hull(segments: Segments) -> Span:
    """From the first start to the last end of at least one segment."""
    return min(start for start, _ in segments), max(end for _, end in segments)


def overlaps(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def inside(inner: Span, outer: Span) -> bool:
    """Whether ``inner`` lies within ``outer``, borders included."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
