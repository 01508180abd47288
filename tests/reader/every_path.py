"""Every way to label a few words, written out one by one: what the chain's sums are held against."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np

from quotebank.reader.chain import NEVER, Transitions
from quotebank.reader.labels import PART_LABELS, impossible

SIZE = len(PART_LABELS)
LENGTHS = [4, 1, 3, 2]
"""The words of each window of a batch."""


def scored(seed: int, *, windows: int = len(LENGTHS), words: int = max(LENGTHS), scale: float = 1.0) -> Any:
    """A network's scores by chance (windows, words, labels)."""
    dice = np.random.default_rng(seed)
    return dice.normal(scale=scale, size=(windows, words, SIZE)).astype(np.float32)


def transitions(seed: int) -> Transitions:
    """Steps by chance; those that BIO forbids never."""
    dice = np.random.default_rng(1000 + seed)
    start, steps, end = (dice.normal(size=size).astype(np.float32) for size in (SIZE, (SIZE, SIZE), SIZE))
    start[[impossible(-1, after) for after in range(SIZE)]] = NEVER
    steps[[[impossible(before, after) for after in range(SIZE)] for before in range(SIZE)]] = NEVER
    return Transitions(start, steps, end)


def paths(words: int) -> list[tuple[int, ...]]:
    """Every label sequence that BIO allows."""
    return [
        path
        for path in product(range(SIZE), repeat=words)
        if not any(impossible(a, b) for a, b in zip((-1, *path), path, strict=False))
    ]


def value(scores: Any, path: tuple[int, ...], transitions: Transitions) -> float:
    """The score of one path over ``scores`` (words, labels)."""
    total = transitions.start[path[0]] + transitions.end[path[-1]]
    total += sum(scores[at, label] for at, label in enumerate(path))
    return float(total + sum(transitions.steps[a, b] for a, b in pairwise(path)))


def spans(path: tuple[int, ...]) -> list[tuple[int, int, int]]:
    """(label that begins it, first word, one past the last) of each span of a path."""
    found = []
    for low, first in enumerate(path):
        if first % 2:
            high = low + 1
            while high < len(path) and path[high] == first + 1:
                high += 1
            found.append((first, low, high))
    return found
