"""Fit the confidence of the speaker decision on articles whose speakers are annotated.

Every quote of gold is decided twice: with gold's own spans given, and as the analyzer finds it. Quotes for
which no speaker is told are left out: no answer has no confidence. Right is what ``quotebank evaluate``
counts as the right speaker.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Quote, Reading
from quotebank.core.chances import logistic
from quotebank.evaluation.confidence import Judged, brier, expected_error, ranking
from quotebank.evaluation.gold import GoldArticle, gold_articles
from quotebank.evaluation.predict import as_given
from quotebank.evaluation.scores import decisions
from quotebank.people import resolve
from quotebank.people.confidence import FEATURES, WEIGHTS, features
from quotebank.quotes import assemble
from quotebank.quotes.acceptance import Acceptance
from quotebank.training.calibrate import fit

GOLD = "speakers.dev.jsonl.gz"


@dataclass(frozen=True, slots=True)
class _Row:
    """A speaker that was told: the number of its article, whether its spans were given, what was known, and
    whether it was right."""

    article: int
    given: bool
    features: list[float]
    right: bool


def calibrate_speakers(folder: Path, data: Path) -> dict[str, float]:
    """Fit on ``data/speakers.dev.jsonl.gz`` and write the weights into ``folder``.

    Returns, for quotes that were given and for those found, how many there are and how many are right; and
    for fits that have not seen the quote's article: the chance that a right decision has more confidence than
    a wrong one, the Brier score and the expected calibration error.
    """
    analyzer = Analyzer(min_confidence=0.0)
    gold = list(gold_articles(data / GOLD))
    readings = analyzer.readings(one.article.text for one in gold)
    rows = [
        row
        for number, (one, reading) in enumerate(zip(gold, readings, strict=True))
        for row in _rows(number, one, reading, analyzer.acceptance)
    ]
    unseen = _unseen(rows)
    figures: dict[str, float] = {}
    for name, given in (("given", True), ("found", False)):
        judged = [one for row, one in zip(rows, unseen, strict=True) if row.given == given]
        figures |= _figures(name, judged)
    told = {
        "made by": "python -m quotebank.training calibrate-speakers quotebank/people/data DATA",
        "fitted on": f"{GOLD}: {len(gold)} articles, {len(rows)} speakers told",
        "model": analyzer.model,
        "weights": dict(zip(FEATURES, (round(one, 4) for one in _fitted(rows)), strict=True)),
        "each by a fit that has not seen its article": {
            name: round(value, 4) for name, value in figures.items()
        },
    }
    (folder / WEIGHTS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf8")
    return figures


def _rows(number: int, gold: GoldArticle, reading: Reading, acceptance: Acceptance) -> list[_Row]:
    given = [as_given(quote) for quote in gold.quotes if quote.content]
    found, _ = assemble(reading, acceptance)
    return [*_decided(number, gold, reading, given, True), *_decided(number, gold, reading, found, False)]


def _decided(
    number: int, gold: GoldArticle, reading: Reading, quotes: Sequence[Quote], given: bool
) -> list[_Row]:
    resolved, speakers = resolve(reading, quotes, gold.article)
    return [
        _Row(
            number,
            given,
            features(one.answer.evidence[-1], one.answer.source_confidence),
            one.speaker,
        )
        for one in decisions(gold, Analysis(gold.article, resolved, speakers))
        if one.found and one.answer.speaker is not None
    ]


def _fitted(rows: Sequence[_Row]) -> list[float]:
    x = np.array([row.features for row in rows])
    weights: list[float] = fit(x, np.array([float(row.right) for row in rows])).tolist()
    return weights


def _unseen(rows: Sequence[_Row]) -> list[tuple[float, bool]]:
    """Each row judged by the fit of all other articles."""
    fits = {
        article: _fitted([row for row in rows if row.article != article])
        for article in {row.article for row in rows}
    }
    return [(logistic(fits[row.article], row.features), row.right) for row in rows]


def _figures(name: str, judged: Judged) -> dict[str, float]:
    return {
        f"{name}: speakers told": len(judged),
        f"{name}: right": sum(right for _, right in judged),
        f"{name}: a right one above a wrong one": ranking(judged),
        f"{name}: Brier score": brier(judged),
        f"{name}: expected calibration error": expected_error(judged),
    }
