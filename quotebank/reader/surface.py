"""What the uncased pieces do not tell: letter shape, quotation state, paragraph and space before.

The encoder is uncased and has one vocabulary entry for each style of quotation mark. Here the case comes
back as a feature, and all styles of marks become one: an outermost opening mark reads the same whether the
newsroom writes “, ", ‘ or «. So a restyled article is the same article to the model.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotebank.core.marks import Mark

SHAPES = (
    "pad",
    "lower",
    "Title",
    "UPPER",
    "mixed",
    "digit",
    "open",
    "close",
    "apostrophe",
    "other",
)
INSIDE = ("outside", "inside", "nested")

OTHER = SHAPES.index("other")
ROLE_SHAPES = {
    "open": SHAPES.index("open"),
    "close": SHAPES.index("close"),
    "stray": SHAPES.index("close"),
    "apostrophe": SHAPES.index("apostrophe"),
}
"""The shape of a mark by its role."""

CANONICAL = {
    ("open", 1): "“",
    ("close", 1): "”",
    ("open", 2): "‘",
    ("close", 2): "’",
    ("stray", 1): "”",
    ("stray", 2): "’",
    ("apostrophe", 1): "'",
    ("apostrophe", 2): "'",
}
"""The one mark that stands for all styles, by role and depth (2 = nested)."""


def shape(piece: str) -> int:
    """The index in ``SHAPES`` of a piece as it stands in the text."""
    if piece.isalpha():
        if piece.islower():
            return 1
        if piece.isupper():
            return 3 if len(piece) > 1 else 2
        return 2 if piece[:1].isupper() and piece[1:].islower() else 4
    return 5 if piece.isdigit() else 9


class Quoting:
    """The quotation state along one paragraph, from its marks."""

    __slots__ = ("_depths", "_marks", "_turns")

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = {mark.position: mark for mark in marks}
        turns: list[int] = []
        depths: list[int] = []
        for mark in marks:
            if mark.role == "open":
                turns.append(mark.position)
                depths.append(min(mark.depth, 2))
            elif mark.role == "close":
                turns.append(mark.end)
                depths.append(min(mark.depth - 1, 2))
        self._turns = turns
        self._depths = depths

    def mark(self, position: int) -> Mark | None:
        """The mark at a character, if one stands there."""
        return self._marks.get(position)

    def depth(self, position: int) -> int:
        """0 outside quotation marks, 1 inside, 2 nested; the marks themselves are inside."""
        at = bisect_right(self._turns, position) - 1
        return self._depths[at] if at >= 0 else 0
