"""How often a linked quote is right: two logistic curves over what the network was sure of.

Label and link probabilities of a network are too sure of themselves, and a quote is right only when all
of them are. One curve is for the content, one for the source where the content is right. The weights are
fitted on held-out articles by ``python -m quotebank.training calibrate`` and ship in the manifest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotebank.core import ReadQuote
from quotebank.core.chances import logistic, odds

FEATURES = ("always", "labels", "exact", "link", "source link", "has a cue", "has a source")


def features(quote: ReadQuote) -> list[float]:
    """One number for each of ``FEATURES``; probabilities as log-odds, at most 7 either way."""
    return [
        1.0,
        odds(quote.labels),
        odds(quote.exact),
        odds(quote.link),
        odds(quote.source_link),
        float(bool(quote.cue)),
        float(bool(quote.source)),
    ]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted curves; each has one weight for each of ``FEATURES``."""

    content: Sequence[float]
    source: Sequence[float]

    @classmethod
    def from_json(cls, row: Mapping[str, Mapping[str, float]]) -> Calibration:
        """The value whose ``to_json`` gave ``row``; KeyError, TypeError or ValueError on another shape."""
        content, source = ([float(row[part][name]) for name in FEATURES] for part in ("content", "source"))
        return cls(content, source)

    def to_json(self) -> dict[str, dict[str, float]]:
        """The weights by curve and feature, to four places."""
        curves = {"content": self.content, "source": self.source}
        return {
            part: {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)}
            for part, weights in curves.items()
        }

    def content_confidence(self, quote: ReadQuote) -> float:
        """The chance, 0 to 1, that a quote's content is right; 0 where it has none."""
        return logistic(self.content, features(quote)) if quote.content else 0.0

    def source_confidence(self, quote: ReadQuote) -> float:
        """The chance, 0 to 1, that a quote's source is right where its content is."""
        return logistic(self.source, features(quote))


UNFITTED = Calibration((0.0, 0.5, 0.0, 0.5, 0.0, 0.0, 0.0), (0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 1.0))
"""What stands in before the first fit."""
