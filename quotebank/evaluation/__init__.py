"""How good and how fast: scores against gold, and words per second."""

from __future__ import annotations

from quotebank.evaluation.benchmark import Speed, benchmark
from quotebank.evaluation.confidence import (
    Confidence,
    JudgedSpeakers,
    Kept,
    SpeakerConfidence,
    judge,
    judge_speakers,
)
from quotebank.evaluation.gold import GoldArticle, GoldQuote, gold_articles, gold_rows
from quotebank.evaluation.plots import write_plots
from quotebank.evaluation.predict import predict
from quotebank.evaluation.restyle import restyled, restyled_row
from quotebank.evaluation.robustness import Robustness, SpanScore, exact_spans, robustness
from quotebank.evaluation.scores import Figures, Score, score
from quotebank.evaluation.styles import STYLES

__all__ = [
    "STYLES",
    "Confidence",
    "Figures",
    "GoldArticle",
    "GoldQuote",
    "JudgedSpeakers",
    "Kept",
    "Robustness",
    "Score",
    "SpanScore",
    "SpeakerConfidence",
    "Speed",
    "benchmark",
    "exact_spans",
    "gold_articles",
    "gold_rows",
    "judge",
    "judge_speakers",
    "predict",
    "restyled",
    "restyled_row",
    "robustness",
    "score",
    "write_plots",
]
