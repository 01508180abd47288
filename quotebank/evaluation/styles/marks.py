"""Styles of quotation marks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TypeAlias

from quotebank.core.marks import Mark, scan
from quotebank.core.paragraphs import paragraphs
from quotebank.evaluation.edits import Edit
from quotebank.evaluation.styles.known import Known

_DOUBLE = frozenset('"“”„‟«»＂')
_Pair: TypeAlias = tuple[str, str]
_DOUBLE_PAIR, _SINGLE_PAIR = ("“", "”"), ("‘", "’")
_INNER_SPACES = ("", "", "\u00a0", "\u202f", " ")
_UNCLOSED = 0.5
"""The share of the paragraphs ending in a mark that lose it."""


def straight(text: str, _known: Known, _dice: random.Random) -> list[Edit]:
    """Typewriter marks and apostrophes."""
    return _written(text, [(mark, '"' if _is_double(text, mark) else "'") for mark in _marks(text)])


def curly(text: str, _known: Known, _dice: random.Random) -> list[Edit]:
    """Typographic marks and apostrophes."""
    return _written(text, [(mark, _curly(text, mark)) for mark in _marks(text)])


def single(text: str, _known: Known, _dice: random.Random) -> list[Edit]:
    """British: ‘…’ outside, “…” inside; apostrophes stay as they are."""
    return _written(text, [(mark, _by_depth(mark, _SINGLE_PAIR, _DOUBLE_PAIR)) for mark in _quoting(text)])


def guillemets(text: str, _known: Known, dice: random.Random) -> list[Edit]:
    """«…» outside, with or without spaces within, “…” inside."""
    space = dice.choice(_INNER_SPACES)
    pair = "«" + space, space + "»"
    return _written(text, [(mark, _by_depth(mark, pair, _DOUBLE_PAIR)) for mark in _quoting(text)])


def unclosed(text: str, _known: Known, dice: random.Random, *, share: float = _UNCLOSED) -> list[Edit]:
    """Some closing marks at a paragraph's end are missing."""
    edits = []
    for start, end in paragraphs(text):
        marks = scan(text, start, end)
        if marks and marks[-1].role == "close" and marks[-1].end == end and dice.random() < share:
            edits.append(Edit(marks[-1].position, end, ""))
    return edits


def _marks(text: str) -> Iterator[Mark]:
    for start, end in paragraphs(text):
        yield from scan(text, start, end)


def _quoting(text: str) -> Iterator[Mark]:
    return (mark for mark in _marks(text) if mark.role in ("open", "close"))


def _is_double(text: str, mark: Mark) -> bool:
    return mark.width == 2 or text[mark.position] in _DOUBLE


def _curly(text: str, mark: Mark) -> str:
    opening, closing = _DOUBLE_PAIR if _is_double(text, mark) else _SINGLE_PAIR
    return opening if mark.role == "open" else closing


def _by_depth(mark: Mark, outer: _Pair, inner: _Pair) -> str:
    opening, closing = outer if mark.depth % 2 else inner
    return opening if mark.role == "open" else closing


def _written(text: str, marks: list[tuple[Mark, str]]) -> list[Edit]:
    return [
        Edit(mark.position, mark.end, new) for mark, new in marks if text[mark.position : mark.end] != new
    ]
