"""How sure the speaker is: by what decided, by its score, by the source; where the weights are from."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import Evidence
from quotebank.people import resolve
from quotebank.people.confidence import FEATURES, WEIGHTS, features, speaker_confidence
from tests.people.cases import article_of, lines, quotes_of, reading_of

ROWS = lines("people.jsonl")
DECIDING = ("name", "body", "pronoun", "nominal", "description", "document", "first-person", "turn")

scores = st.floats(0, 1)
kinds = st.sampled_from(DECIDING)


@given(kinds, scores, scores, st.none() | scores)
def test_more_evidence_is_never_less_sure(kind: str, low: float, high: float, source: float | None) -> None:
    low, high = sorted((low, high))
    less, more = (speaker_confidence(Evidence(kind, score, "Why."), source) for score in (low, high))
    assert 0 < less <= more < 1


@given(kinds, scores, scores, scores)
def test_a_doubtful_source_makes_a_doubtful_speaker(kind: str, score: float, low: float, high: float) -> None:
    low, high = sorted((low, high))
    evidence = Evidence(kind, score, "Why.")
    less, more, given = (speaker_confidence(evidence, one) for one in (low, high, None))
    assert less <= more <= given


def test_a_name_is_surer_than_a_pronoun_than_a_description_than_a_writer() -> None:
    order = [
        speaker_confidence(Evidence(kind, 0.7, "Why."), 0.9)
        for kind in ("name", "pronoun", "description", "first-person")
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)


@pytest.mark.parametrize("row", ROWS, ids=[row["what"] for row in ROWS])
def test_whoever_is_named_has_the_confidence_of_the_last_evidence(row: dict[str, Any]) -> None:
    quotes, _ = resolve(reading_of(row), quotes_of(row), article_of(row))
    for quote in quotes:
        worth = speaker_confidence(quote.evidence[-1], quote.source_confidence)
        assert quote.speaker_confidence == (None if quote.speaker is None else worth)


def test_the_weights_say_what_they_were_fitted_on() -> None:
    text = files("quotebank.people").joinpath("data", WEIGHTS).read_text("utf-8")
    told = json.loads(text)
    assert tuple(told["weights"]) == FEATURES
    assert len(features(Evidence("name", 0.9, "Why."), None)) == len(FEATURES)
    assert "calibrate-speakers" in told["made by"]
    assert "articles" in told["fitted on"]
    for name in ("given", "found"):
        unseen = told["each by a fit that has not seen its article"]
        assert unseen[f"{name}: a right one above a wrong one"] > 0.65
        assert unseen[f"{name}: expected calibration error"] < 0.05
