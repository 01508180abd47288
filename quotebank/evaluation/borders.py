"""Spans as they are compared: annotators differ on marks, stops and ``that``, so these do not count."""

from __future__ import annotations

import re

from quotebank.core.span import Segments, Span

_EDGE = frozenset(" \t\r\n\u00a0\"'“”‘’„«»‹›`.,;:!?…-–—()[]")
_THAT = re.compile(r"that\b[\s,]*", re.I)


def comparable(text: str, segments: Segments, *, content: bool) -> Segments:
    """Segments without white space, marks and punctuation at their ends; a content also without ``that``.

    What was nothing but trimmings is gone.
    """
    cut = (_trimmed(text, segment, content=content) for segment in segments)
    return tuple((start, end) for start, end in cut if start < end)


def _trimmed(text: str, segment: Span, *, content: bool) -> Span:
    start, end = _stripped(text, *segment)
    while content and (that := _THAT.match(text, start, end)) and that.end() < end:
        start, end = _stripped(text, that.end(), end)
    return start, end


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def shared(one: Segments, other: Segments) -> int:
    """How many characters two lists of disjoint segments have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def agreement(one: Segments, other: Segments) -> float:
    """Intersection over union of the characters, 0 to 1."""
    common = shared(one, other)
    together = sum(b - a for a, b in one) + sum(b - a for a, b in other) - common
    return common / together if together else 0.0
