"""The heaviest chain of pairs in which rows and columns both rise, and what each other choice would cost."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Cell: TypeAlias = "tuple[int, int]"
"""A row and a column, from 0."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The best chain: its ``total`` weight, and ``column`` by row of the rows that are in it.

    ``through`` is the weight of the best chain through each pair, ``without`` that of the best one that
    leaves a row out, for the rows that were asked for.
    """

    total: float
    column: Mapping[int, int]
    through: Mapping[Cell, float]
    without: Mapping[int, float]


def best_path(weights: Mapping[Cell, float], columns: int, asked: Iterable[int]) -> Paths:
    """Finds the best chain of pairs with these positive weights.

    The cost grows with the pairs and with the columns times the rows asked for, not with all cells.
    """
    cells = sorted(weights)
    rows = set(asked)
    above, to_here, before = _swept(cells, weights, columns, rows)
    turned = {(-row, columns - 1 - column): weight for (row, column), weight in weights.items()}
    below, from_here, _ = _swept(sorted(turned), turned, columns, {-row for row in rows})
    through = {
        (row, column): to_here[row, column] + from_here[-row, columns - 1 - column] - weight
        for (row, column), weight in weights.items()
    }
    total = max(to_here.values(), default=0.0)
    # Up to a column above the row, from there on below it.
    without = {
        row: max(one + other for one, other in zip(above[row], reversed(below[-row]), strict=True))
        for row in rows
    }
    chain: dict[int, int] = {}
    at = min((cell for cell in cells if to_here[cell] == total), default=None)
    while at is not None:
        chain[at[0]] = at[1]
        at = before[at]
    return Paths(total, chain, through, without)


def _swept(
    cells: Sequence[Cell], weights: Mapping[Cell, float], columns: int, asked: set[int]
) -> tuple[dict[int, list[float]], dict[Cell, float], dict[Cell, Cell | None]]:
    """By asked row the best weight of chains above it that end before each column; the best chain that ends
    in each cell, and the cell before that one in it."""
    best = _Best(columns)
    above: dict[int, list[float]] = {}
    waiting = sorted(asked)
    ending: dict[Cell, float] = {}
    before: dict[Cell, Cell | None] = {}
    for row, group in groupby(cells, key=lambda cell: cell[0]):
        while waiting and waiting[0] <= row:
            above[waiting.pop(0)] = best.up_to_each()
        line = list(group)
        for cell in line:
            weight, last = best.before(cell[1])
            ending[cell], before[cell] = weight + weights[cell], last
        for cell in line:  # after all of the row: two of one row are in no chain together
            best.add(cell, ending[cell])
    above.update((row, best.up_to_each()) for row in waiting)
    return above, ending, before


class _Best:
    """The heaviest chain that ends before a column: a Fenwick tree of maxima."""

    def __init__(self, columns: int) -> None:
        self._tree: list[tuple[float, Cell | None]] = [(0.0, None)] * (columns + 1)
        self._ending = [0.0] * columns

    def before(self, column: int) -> tuple[float, Cell | None]:
        found: tuple[float, Cell | None] = (0.0, None)
        while column > 0:
            if self._tree[column][0] > found[0]:
                found = self._tree[column]
            column -= column & -column
        return found

    def add(self, cell: Cell, weight: float) -> None:
        at = cell[1]
        self._ending[at] = max(self._ending[at], weight)
        at += 1
        while at < len(self._tree):
            if weight > self._tree[at][0]:
                self._tree[at] = (weight, cell)
            at += at & -at

    def up_to_each(self) -> list[float]:
        return list(accumulate(self._ending, max, initial=0.0))


def rising(pairs: Sequence[Cell]) -> list[Cell]:
    """The most of some pairs, sorted by row, whose columns rise as well."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for at, (_, column) in enumerate(pairs):
        length = bisect.bisect_left(tails, column)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [column]
        ends[length : length + 1] = [at]
    kept: list[Cell] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(pairs[at])
        at = previous[at]
    return kept[::-1]
