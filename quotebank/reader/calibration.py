"""How often a linked quote is right: a logistic curve over what the network was sure of.

Label and link probabilities of a network are too sure of themselves, and a quote is right only when all
of them are. The weights are fitted on held-out articles by ``python -m quotebank.training calibrate`` and
ship in the manifest.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quotebank.core import ReadQuote

FEATURES = ("always", "labels", "weakest", "link", "source link", "has a cue", "has a source")


def features(quote: ReadQuote) -> list[float]:
    """One number for each of ``FEATURES``; probabilities as log-odds, at most 7 either way."""
    return [
        1.0,
        _odds(quote.labels),
        _odds(quote.weakest),
        _odds(quote.link),
        _odds(quote.source_link),
        float(bool(quote.cue)),
        float(bool(quote.source)),
    ]


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.001), 0.999)
    return math.log(chance / (1 - chance))


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted curve; ``weights`` has one number for each of ``FEATURES``."""

    weights: Sequence[float]

    def confidence(self, quote: ReadQuote) -> float:
        """The chance, 0 to 1, that a quote's content and source are both right."""
        if not quote.content:
            return 0.0
        total = sum(w * x for w, x in zip(self.weights, features(quote), strict=True))
        return 1.0 / (1.0 + math.exp(-max(min(total, 30.0), -30.0)))


UNFITTED = Calibration((0.0, 0.5, 0.0, 0.5, 0.0, 0.0, 0.0))
"""What stands in before the first fit."""
