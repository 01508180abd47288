"""Fit the confidence of linked quotes on held-out articles and write it into a model's manifest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quotebank.core import ReadQuote
from quotebank.core.span import Segments
from quotebank.reader import Reader
from quotebank.reader.calibration import FEATURES, features
from quotebank.reader.manifest import MANIFEST
from quotebank.training.corpora import Document, polnear

Floats = npt.NDArray[np.float64]


def calibrate(folder: Path, data: Path) -> dict[str, float]:
    """Fit on PolNeAR dev and write the weights into ``folder/manifest.json``.

    Returns the number of quotes, how many are right, and the expected calibration error in ten bins.
    """
    documents = polnear(data, "dev")
    readings = Reader(folder).read_many([document.text for document in documents])
    rows: list[list[float]] = []
    right: list[bool] = []
    for document, reading in zip(documents, readings, strict=True):
        quotes = [quote for quote in reading.quotes if quote.content]
        rows += [features(quote) for quote in quotes]
        right += _right(document, quotes)
    x, y = np.array(rows), np.array(right, dtype=np.float64)
    weights = fit(x, y)
    path = folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf8"))
    manifest["calibration"] = {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")
    error = expected_error(1 / (1 + np.exp(-x @ weights)), y)
    return {"quotes": len(y), "right": float(y.mean()), "expected calibration error": error}


def fit(x: Floats, y: Floats, *, ridge: float = 1.0, steps: int = 50) -> Floats:
    """Logistic regression by Newton's method: ``x`` (rows, features), ``y`` (rows,) 0 or 1."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - chance) - ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def expected_error(chance: Floats, y: Floats, *, bins: int = 10) -> float:
    """Mean distance between confidence and share right over equally wide bins, weighted by their size."""
    homes = np.minimum((chance * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        here = homes == number
        if here.any():
            total += here.sum() * abs(float(chance[here].mean()) - float(y[here].mean()))
    return total / len(y)


def _right(document: Document, quotes: Sequence[ReadQuote]) -> list[bool]:
    """Right is a content that shares half its characters with a gold one and touches its source."""
    gold = [(_chars(q.content), _chars(q.source)) for q in document.quotes or ()]
    out = []
    for quote in quotes:
        content, source = _chars(quote.content), _chars(quote.source)
        best = max(gold, key=lambda g: len(g[0] & content) / len(g[0] | content), default=None)
        out.append(
            best is not None
            and 2 * len(best[0] & content) >= len(best[0] | content)
            and (bool(best[1] & source) or not (best[1] or source))
        )
    return out


def _chars(segments: Segments) -> frozenset[int]:
    return frozenset(at for start, end in segments for at in range(start, end))
