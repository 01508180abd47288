"""Chances to spans: which spans of a window are given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotebank.reader.chain import NEVER, Messages, Transitions
from quotebank.reader.labels import PARTS, impossible

Floats = npt.NDArray[np.float32]

WORTH = 1.2
"""What a span's chance of exactly its borders and the mean chance of its words' labels must come to together;
chosen on PolNeAR dev."""

_SEEN, _POSSIBLE = 0.001, 0.03
"""Chances below the first are given as it; spans under the second are no candidates."""


@dataclass(slots=True)
class Run:
    """A span of one part: first word, one past the last, the mean probability of its words' labels and
    the chance that a span has exactly these borders."""

    part: str
    low: int
    high: int
    probability: float
    exact: float


def runs(labels: Sequence[int]) -> list[Run]:
    """The spans that a labelling spells, in order and each taken for certain, as gold is."""
    found: list[Run] = []
    for at, label in enumerate(labels):
        if label % 2:
            found.append(Run(PARTS[label // 2], at, at + 1, 1.0, 1.0))
        elif label:
            found[-1].high = at + 1
    return found


def labelled(path: Sequence[int], messages: Messages, transitions: Transitions) -> list[Run]:
    """The spans of one window's best labelling: sources, cues and contents that make sense together."""
    labels = messages.labels()
    found = runs(path)
    for number, part in enumerate(PARTS):
        chances = {
            (low, high): chance
            for low, high, chance in messages.spans(2 * number + 1, transitions, least=_SEEN)
        }
        for run in found:
            if run.part == part:
                sure = labels[run.low : run.high, 2 * number + 1 : 2 * number + 3].sum(axis=1)
                run.probability = float(sure.mean())
                run.exact = chances.get((run.low, run.high), _SEEN)
    return found


def likeliest(messages: Messages, transitions: Transitions, *, worth: float = WORTH) -> list[Run]:
    """The spans of one window that, each by itself, are right most often, in order.

    The best labelling of a window is rarely right as a whole, and exact F1 counts spans. Here each span is
    weighed by its own chances, over all labellings, and those are taken that gain most over ``worth`` and do
    not overlap (minimum Bayes risk). Exact borders alone would lose a sure source between two likely borders,
    and with it its quote: so the mean chance of the labels counts as much.
    """
    labels = messages.labels()
    ending: defaultdict[int, list[Run]] = defaultdict(list)
    for number, part in enumerate(PARTS):
        sure = np.concatenate([[0.0], np.cumsum(labels[:, 2 * number + 1 : 2 * number + 3].sum(axis=1))])
        for low, high, chance in messages.spans(2 * number + 1, transitions, least=_POSSIBLE):
            run = Run(part, low, high, float(sure[high] - sure[low]) / (high - low), chance)
            if run.exact + run.probability > worth:
                ending[high].append(run)
    words = len(messages.scores)
    gained = [0.0] * (words + 1)
    chosen: list[Run | None] = [None] * (words + 1)
    for high in range(1, words + 1):
        gained[high] = gained[high - 1]
        for run in ending.get(high, ()):
            gain = gained[run.low] + run.exact + run.probability - worth
            if gain > gained[high]:
                gained[high], chosen[high] = gain, run
    found: list[Run] = []
    high = words
    while high > 0:
        if (best := chosen[high]) is None:
            high -= 1
            continue
        found.append(best)
        high = best.low
    return found[::-1]


def tagged(labels: Sequence[int]) -> list[tuple[int, int, int]]:
    """(low, high, kind) of the spans that possible BIO labels spell: words ``low`` to ``high``, one past the
    last; ``kind`` counts the B- labels from 0."""
    found: list[tuple[int, int, int]] = []
    for number, label in enumerate(labels):
        if label % 2:
            found.append((number, number + 1, label // 2))
        elif label:
            low, _, kind = found[-1]
            found[-1] = low, number + 1, kind
    return found


def bio(labels: Sequence[str]) -> Transitions:
    """A chain that forbids what BIO forbids and holds nothing against the rest."""
    size = len(labels)
    steps = np.array([[NEVER * impossible(a, b) for b in range(size)] for a in range(size)], dtype=np.float32)
    start = np.array([NEVER * impossible(-1, b) for b in range(size)], dtype=np.float32)
    return Transitions(start, steps, np.zeros(size, dtype=np.float32))
