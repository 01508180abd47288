"""Chances to spans: which spans of a window are given, and its entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotebank.core import Entity
from quotebank.reader.chain import Messages, Transitions
from quotebank.reader.labels import ENTITY_TAGS, PARTS
from quotebank.reader.windows import Window

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


def entities(window: Window, labels: Sequence[int]) -> list[Entity]:
    """Entities of one window from greedy labels; an I- that continues nothing begins."""
    found: list[Entity] = []
    kind = 0
    for number, label in enumerate(labels):
        if label == 0:
            kind = 0
            continue
        inner = label if label % 2 == 0 else label + 1
        same = (
            kind == inner
            and label == inner
            and (number == 0 or window.paragraphs[number] == window.paragraphs[number - 1])
        )
        if same:
            found[-1] = Entity(found[-1].start, window.ends[number], found[-1].label)
        else:
            name = ENTITY_TAGS[inner].partition("-")[2]
            found.append(Entity(window.starts[number], window.ends[number], name))
        kind = inner
    return found
