"""How often a speaker decided in this way is right: a logistic curve over what was known when it was decided.

The scores of the evidence order decisions of one kind; what they are worth, and what a pronoun's is worth
beside a name's, is fitted on annotated articles by ``python -m quotebank.training calibrate-speakers``
and ships in ``data/speaker_confidence.json``, with where it comes from and how good it is.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from quotebank.core.chances import logistic, odds
from quotebank.core.quote import Evidence

FEATURES = ("always", "evidence", "named", "pronoun", "first person", "source")

WEIGHTS = "speaker_confidence.json"
"""The file in ``data/``; ``weights`` has one number for each of ``FEATURES``."""

_NAMED = frozenset(("name", "body", "country", "joint", "document-owner", "relative"))
_PRONOUN = frozenset(("pronoun", "relative"))
_FIRST = frozenset(("first-person", "interview"))
_LEAST = 0.02  # scores and confidences are round numbers: beyond this their odds say nothing


def features(evidence: Evidence, source_confidence: float | None) -> list[float]:
    """One number for each of ``FEATURES``.

    The score of the evidence and the confidence of the source as log-odds (a source that was given is sure),
    then whether the source names the speaker, is a pronoun, is the writer or an interview's "I".
    """
    return [
        1.0,
        odds(evidence.score, least=_LEAST),
        float(evidence.feature in _NAMED),
        float(evidence.feature in _PRONOUN),
        float(evidence.feature in _FIRST),
        odds(1.0 if source_confidence is None else source_confidence, least=_LEAST),
    ]


def speaker_confidence(evidence: Evidence, source_confidence: float | None) -> float:
    """The chance, 0 to 1, that the speaker decided by this evidence is right where the content is."""
    return logistic(_weights(), features(evidence, source_confidence))


@cache
def _weights() -> tuple[float, ...]:
    text = files("quotebank.people").joinpath("data", WEIGHTS).read_text("utf-8")
    weights = json.loads(text)["weights"]
    return tuple(float(weights.get(name, 0.0)) for name in FEATURES)  # a new one waits for its fit
