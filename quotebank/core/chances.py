"""Chances and their log-odds: the arithmetic of every confidence that is fitted."""

from __future__ import annotations

import math
from collections.abc import Sequence


def odds(chance: float, *, least: float = 0.001) -> float:
    """The log-odds of a chance, which counts as no less than ``least`` and no more than 1 - ``least``."""
    chance = min(max(chance, least), 1 - least)
    return math.log(chance / (1 - chance))


def logistic(weights: Sequence[float], features: Sequence[float]) -> float:
    """The chance, 0 to 1, whose log-odds are the weighted sum of some features."""
    total = sum(weight * one for weight, one in zip(weights, features, strict=True))
    return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))
