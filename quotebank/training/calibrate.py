"""Fit the confidence of quotes on held-out articles and write it into a model's manifest.

What is fitted are the quotes as they are published, after the rules: a rule that settles a border makes right
what the reader had nearly right. Right is what ``quotebank evaluate`` counts as found and as linked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quotebank.analyzer import Analyzer
from quotebank.core import Failure, Quote, Reading, ReadQuote
from quotebank.errors import InputError
from quotebank.evaluation.borders import shared
from quotebank.evaluation.confidence import expected_error
from quotebank.evaluation.gold import gold_articles
from quotebank.evaluation.scores import decisions
from quotebank.reader.calibration import Calibration, features
from quotebank.reader.manifest import MANIFEST

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Row:
    """A quote: the number of its article, what the reader was sure of, and what came true.

    ``source_confidence`` is that of a rule where a rule found the source, None where the reader did.
    """

    article: int
    features: list[float]
    source_confidence: float | None
    found: bool
    linked: bool


def calibrate(folder: Path, data: Path) -> dict[str, float]:
    """Fit on PolNeAR dev and write the weights into ``folder/manifest.json``.

    Returns the number of quotes, the shares that are right, and expected calibration errors in ten bins: of
    the fit, and of fits on half of the articles measured on the other half (each quote by the fit that has
    not seen its article).
    """
    rows = _rows(folder, data / "polnear.dev.jsonl.gz")
    fitted = fit_rows(rows)
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf8"))
    manifest["calibration"] = fitted.to_json()
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
    unseen: list[tuple[_Row, float, float]] = []
    for half in (0, 1):
        known = [row for row in rows if row.article % 2 != half]
        unseen += _chances(fit_rows(known), [row for row in rows if row.article % 2 == half])
    return {
        "quotes": len(rows),
        "content right": float(np.mean([row.found for row in rows])),
        "content and source right": float(np.mean([row.linked for row in rows])),
        **_errors(_chances(fitted, rows), "expected calibration error"),
        **_errors(unseen, "cross-validated expected calibration error"),
    }


def fit_rows(rows: Sequence[_Row]) -> Calibration:
    """The two curves: the content over all quotes, the source over those whose content is right and whose
    source the reader found."""
    own = [row for row in rows if row.found and row.source_confidence is None]
    content, source = (
        fit(np.array([row.features for row in some]), np.array(right, dtype=np.float64))
        for some, right in ((rows, [row.found for row in rows]), (own, [row.linked for row in own]))
    )
    return Calibration(content.tolist(), source.tolist())


def fit(x: Floats, y: Floats, *, ridge: float = 1.0, steps: int = 50) -> Floats:
    """Logistic regression by Newton's method: ``x`` (rows, features), ``y`` (rows,) 0 or 1."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - chance) - ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _rows(folder: Path, path: Path) -> list[_Row]:
    gold = list(gold_articles(path))
    analyzer = Analyzer(model=folder, min_confidence=0.0)
    rows: list[_Row] = []
    answers = analyzer.pipe_with_readings(one.article for one in gold)
    for number, (one, answer) in enumerate(zip(gold, answers, strict=True)):
        if isinstance(answer, Failure):
            raise InputError(answer.where, answer.reason)
        analysis, reading = answer
        for decision in decisions(one, analysis):
            read = _origin(reading, decision.answer)
            if read is not None:
                given = decision.answer.source_confidence
                own = given == read.source_confidence
                rows.append(
                    _Row(number, features(read), None if own else given, decision.found, decision.linked)
                )
    return rows


def _origin(reading: Reading, quote: Quote) -> ReadQuote | None:
    """The reader's quote that one after the rules was made from: its content shares most with it."""
    best = max(reading.quotes, key=lambda read: shared(read.content, quote.content), default=None)
    return best if best is not None and shared(best.content, quote.content) else None


def _chances(curves: Calibration, rows: Sequence[_Row]) -> list[tuple[_Row, float, float]]:
    """Each row with the chance of its content and that of its source where the content is right."""
    x = np.array([row.features for row in rows])
    content, source = (
        1 / (1 + np.exp(-np.clip(x @ np.array(weights), -30, 30)))
        for weights in (curves.content, curves.source)
    )
    return [
        (row, float(one), float(other) if row.source_confidence is None else row.source_confidence)
        for row, one, other in zip(rows, content, source, strict=True)
    ]


def _errors(rows: Sequence[tuple[_Row, float, float]], name: str) -> dict[str, float]:
    whole = [(content * source, row.linked) for row, content, source in rows]
    contents = [(content, row.found) for row, content, _ in rows]
    sources = [(source, row.linked) for row, _, source in rows if row.found]
    return {
        name: expected_error(whole),
        f"{name} of the content": expected_error(contents),
        f"{name} of the source": expected_error(sources),
    }
