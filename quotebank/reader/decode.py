"""Labels to spans: runs of words with one label, entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotebank.core import Entity
from quotebank.reader.labels import ENTITY_TAGS, PART_LABELS
from quotebank.reader.windows import Window

Floats = npt.NDArray[np.float32]


@dataclass(slots=True)
class Run:
    """A run of words with one label: part name, first word, one past the last, mean and least probability."""

    part: str
    low: int
    high: int
    probability: float
    weakest: float


def runs(labels: Sequence[int], probabilities: Floats) -> list[Run]:
    """The labelled runs of one window; ``probabilities`` (words,) is that of each word's own label."""
    found: list[Run] = []
    at, words = 0, len(labels)
    while at < words:
        label = labels[at]
        if label == 0:
            at += 1
            continue
        low = at
        inner = label if label % 2 == 0 else label + 1
        at += 1
        while at < words and labels[at] == inner:
            at += 1
        part = PART_LABELS[inner].partition("-")[2]
        some = probabilities[low:at]
        found.append(Run(part, low, at, float(some.mean()), float(some.min())))
    return found


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
