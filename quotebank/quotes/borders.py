"""Where a content begins and ends: quotation marks are hard evidence, the model's labels soft.

Each function takes one segment and gives the segment as it should stand.
"""

from __future__ import annotations

import re
from itertools import pairwise

from quotebank.core.layout import Layout, Region
from quotebank.core.marks import MARK
from quotebank.core.span import Span

_THAT = re.compile(r"that\b[\s,]*", re.I)
_EDGE = " \t\r\n\u00a0\u200b"
_STOPS = ".,;:"
_OPENING = frozenset("\"“‘«„‹'")


def settle(layout: Layout, segment: Span) -> Span:
    """Let the marks decide: a quoted stretch belongs to a content as a whole or not at all.

    A border that lies inside a quoted region moves to the region's edge: outwards where most of the
    region was labelled, else inwards.
    """
    start, end = segment
    for region in layout.touching(segment):
        shared = min(end, region.end) - max(start, region.start)
        most = shared * 2 >= region.end - region.start
        if region.start < start < region.end:
            start = region.start if most else (region.end if region.closed else start)
        if region.start < end < region.end:
            outward = region.end if region.closed else end
            end = outward if most else region.start
    return (start, end) if start < end else segment


def split_at_regions(layout: Layout, segment: Span) -> list[Span]:
    """Two quoted stretches with nothing between them are two segments (``“… talking.” “We …”``)."""
    cuts = [segment[0]]
    regions = [r for r in layout.touching(segment) if r.closed]
    for one, other in pairwise(regions):
        between = layout.text[one.end : other.start]
        if not between.strip(_EDGE) and segment[0] < one.end < segment[1] and _whole(layout, one):
            cuts.append(one.end)
    cuts.append(segment[1])
    pieces = [trimmed_space(layout.text, (a, b)) for a, b in pairwise(cuts)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _whole(layout: Layout, region: Region) -> bool:
    """Whether a region closes a sentence: its stop stands inside the marks."""
    return layout.text[region.end - 2 : region.end - 1] in {".", "!", "?", "…", "’", "'", "”"}


def split_at_paragraphs(layout: Layout, segment: Span) -> list[Span]:
    """A content ends with its paragraph; what goes on in the next one is another piece."""
    if not layout.paragraphs:
        return []  # a text of nothing but space
    first, last = layout.paragraph(segment[0]), layout.paragraph(segment[1] - 1)
    if first == last:
        return [segment]
    pieces = []
    for number in range(first, last + 1):
        start, end = layout.paragraphs[number]
        piece = max(start, segment[0]), min(end, segment[1])
        if piece[0] < piece[1]:
            pieces.append(piece)
    return pieces


def without_dateline(layout: Layout, segment: Span) -> Span:
    """Less the dateline of its paragraph; empty when nothing else is left."""
    start = layout.behind_dateline(segment[0])
    return start, max(segment[1], start)


def trimmed_space(text: str, segment: Span) -> Span:
    """Without white space at the ends."""
    start, end = segment
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def trimmed(text: str, segment: Span) -> Span:
    """By the convention: no complementizer, no stop outside the marks, no lone bracket or mark.

    A content in quotation marks keeps both; may be empty when nothing but trimmings stood there.
    """
    start, end = trimmed_space(text, segment)
    while start < end and (text[start] in _STOPS or text[start] in "—–)]"):
        start, end = trimmed_space(text, (start + 1, end))
    if (that := _THAT.match(text, start, end)) and that.end() < end:
        start = that.end()
    if text[start : start + 1] in _OPENING and _closes_nowhere(text, start, end):
        return start, end  # a quotation that goes on in the next paragraph keeps its stop
    while (
        start < end
        and (text[end - 1] in _STOPS or text[end - 1] in "—–([")
        and not _abbreviated(text, start, end)
    ):
        start, end = trimmed_space(text, (start, end - 1))
    return start, end


def _closes_nowhere(text: str, start: int, end: int) -> bool:
    """Whether what opens with a mark ends in a sentence's stop with no mark behind it."""
    return start < end and text[end - 1] in ".!?…" and not MARK.search(text, start + 1, end)


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the final stop belongs to an abbreviation such as ``U.S.``."""
    return (
        text[end - 1] == "."
        and re.search(r"\b(?:[A-Za-z]\.){2,}$", text[max(start, end - 12) : end]) is not None
    )


def trimmed_phrase(text: str, segment: Span) -> Span:
    """A cue or source without punctuation, marks or space at its ends."""
    start, end = segment
    while start < end and (text[start] in _EDGE or text[start] in ".,;:)]—–-" or MARK.match(text, start)):
        start += 1
    while start < end and (
        text[end - 1] in _EDGE
        or text[end - 1] in ",;:([—–-"
        or (MARK.match(text, end - 1) and text[end - 1] not in "'’")
    ):
        end -= 1
    return start, end
