"""How good and how fast: scores against gold, and words per second."""

from __future__ import annotations

from quotebank.evaluation.benchmark import Speed, benchmark
from quotebank.evaluation.gold import GoldArticle, GoldQuote, gold_articles
from quotebank.evaluation.predict import predict
from quotebank.evaluation.scores import Figures, Score, score

__all__ = [
    "Figures",
    "GoldArticle",
    "GoldQuote",
    "Score",
    "Speed",
    "benchmark",
    "gold_articles",
    "predict",
    "score",
]
