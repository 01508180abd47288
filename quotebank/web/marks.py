"""A text with marked spans as paragraphs of pieces, ready for a template.

Nothing here makes HTML: a piece is the words as they came and the label of what they belong to, so
that the template's own escaping holds for every character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Label = TypeVar("Label")

_BLANK_LINE = re.compile(r"\r?\n[^\S\n]*\n\s*|\u2029\s*")
_LINE = re.compile(r"\r?\n")


@dataclass(frozen=True, slots=True)
class Mark(Generic[Label]):
    """Characters ``start`` to ``end`` (half-open) of a text belong to ``label``."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Piece(Generic[Label]):
    """Words of one paragraph that share one label, None where nothing is marked."""

    text: str
    label: Label | None


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text, without the white space between them.

    Blank lines part paragraphs; where a text has none, each line is one.
    """
    border = _BLANK_LINE if _BLANK_LINE.search(text) else _LINE
    spans = []
    start = 0
    for gap in border.finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    spans.append((start, len(text)))
    return [(start, end) for start, end in spans if text[start:end].strip()]


def paragraphs(text: str, marks: Iterable[Mark[Label]]) -> list[list[Piece[Label]]]:
    """The paragraphs of ``text`` as pieces in order.

    Where marks overlap the earlier one in ``marks`` wins. Marks outside the text are cut to it:
    offsets in a database may be anything.
    """
    ordered = _flattened(marks, len(text))
    found = []
    position = 0
    for start, end in paragraph_spans(text):
        while position < len(ordered) and ordered[position].end <= start:
            position += 1
        found.append(_cut(text, start, end, ordered, position))
    return found


def _flattened(marks: Iterable[Mark[Label]], length: int) -> list[Mark[Label]]:
    """Marks in text order that share no character: where two overlap, the earlier one keeps it.

    A sweep over the borders with a heap of the open marks: an article of a megabyte may have
    thousands.
    """
    # Ranks differ, so that labels are never compared.
    ranked = sorted(
        (max(mark.start, 0), rank, min(mark.end, length), mark.label)
        for rank, mark in enumerate(marks)
        if max(mark.start, 0) < min(mark.end, length)
    )
    borders = sorted({border for start, _, end, _ in ranked for border in (start, end)})
    opened: list[tuple[int, int, Label]] = []
    flat: list[tuple[int, Mark[Label]]] = []
    position = 0
    for left, right in pairwise(borders):
        while position < len(ranked) and ranked[position][0] <= left:
            _, rank, end, label = ranked[position]
            heappush(opened, (rank, end, label))
            position += 1
        while opened and opened[0][1] <= left:
            heappop(opened)
        if not opened:
            continue
        rank, _, label = opened[0]
        if flat and flat[-1][0] == rank and flat[-1][1].end == left:
            left = flat.pop()[1].start
        flat.append((rank, Mark(left, right, label)))
    return [mark for _, mark in flat]


def _cut(text: str, start: int, end: int, marks: Sequence[Mark[Label]], position: int) -> list[Piece[Label]]:
    pieces: list[Piece[Label]] = []
    here = start
    while position < len(marks) and marks[position].start < end:
        mark = marks[position]
        if here < mark.start:
            pieces.append(Piece(text[here : mark.start], None))
        here = min(mark.end, end)
        pieces.append(Piece(text[max(mark.start, start) : here], mark.label))
        position += 1
    if here < end:
        pieces.append(Piece(text[here:end], None))
    return pieces
