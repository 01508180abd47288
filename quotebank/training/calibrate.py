"""Fit the curves of ``quotes.acceptance`` on articles that the network has not seen.

The five networks of ``train --fold`` each answer for the fold that they left out; together they answer for
every training article of open-news as the shipped network, which saw them all, answers for a new one. What is
fitted are the candidates as they are published, after the rules: right is what ``quotebank evaluate`` counts
as found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Failure, Quote
from quotebank.errors import InputError
from quotebank.evaluation.borders import shared
from quotebank.evaluation.confidence import expected_error
from quotebank.evaluation.gold import GoldArticle, gold_articles
from quotebank.evaluation.scores import LEAST, comparable_answer, comparable_gold, paired
from quotebank.quotes.acceptance import FEATURES, Acceptance, Candidate, source_row
from quotebank.quotes.assemble import candidates
from quotebank.reader import Reader
from quotebank.reader.manifest import annotate
from quotebank.training.open_news import fold_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate: the fold of its article, its features, and what came of it.

    ``found`` and ``linked`` (with its source right) are None where gold is optional, ``attitude`` where it
    was not found. ``ruled`` is how sure a rule is of the source that it found.
    """

    fold: int
    features: list[float]
    source_features: list[float]
    found: bool | None
    attitude: bool | None
    linked: bool | None
    ruled: float | None


def calibrate(folder: Path, data: Path, folds: Sequence[Path]) -> dict[str, float]:
    """Fit on open-news.train by the model folders of the five folds; write the curves into ``folder``'s
    manifest, and into each fold's own those that have not seen its articles.

    Returns the number of candidates, the share that is right, and expected calibration errors in ten bins: of
    the fit, and of fits that have not seen the candidate's fold.
    """
    rows = fold_rows(folds, data / "open-news.train.jsonl.gz")
    fitted = fit_curves(rows)
    annotate(folder, calibration=fitted.to_json())
    unseen = _Judged([], [])
    for fold, model in enumerate(folds):
        curves = fit_curves([row for row in rows if row.fold != fold])
        annotate(model, calibration=curves.to_json())
        one = _judged(curves, [row for row in rows if row.fold == fold])
        unseen.contents.extend(one.contents)
        unseen.wholes.extend(one.wholes)
    whole = _judged(fitted, rows)
    return {
        "candidates": len(rows),
        "content right": float(np.mean([row.found for row in rows if row.found is not None])),
        "expected calibration error": expected_error(whole.wholes),
        "expected calibration error of the content": expected_error(whole.contents),
        "cross-validated expected calibration error": expected_error(unseen.wholes),
        "cross-validated expected calibration error of the content": expected_error(unseen.contents),
    }


def fold_analyses(folds: Sequence[Path], paths: Sequence[Path]) -> Iterator[Analysis]:
    """The articles of some gold files, each as the model says that has not seen its fold."""
    articles = [one.article for path in paths for one in gold_articles(path)]
    for fold, model in enumerate(folds):
        for answer in Analyzer(model=model).pipe(one for one in articles if fold_of(one.id) == fold):
            if isinstance(answer, Failure):
                raise InputError(answer.where, answer.reason)
            yield answer


def fold_rows(folds: Sequence[Path], path: Path) -> list[Row]:
    """The candidates of a gold file, each article read by the model that left its fold out."""
    articles = list(gold_articles(path))
    rows: list[Row] = []
    for fold, model in enumerate(folds):
        rows += rows_of(model, [one for one in articles if fold_of(one.article.id) == fold])
    return rows


def rows_of(model: Path, articles: Sequence[GoldArticle]) -> list[Row]:
    """The candidates that a model finds in some articles, and what came of each."""
    reader = Reader(model)
    rows: list[Row] = []
    for one in articles:
        some = candidates(reader.read(one.article.text))
        rows += _rows(one, [candidate for candidate, _ in some], [known for _, known in some])
    return rows


def _rows(
    gold: GoldArticle, some: Sequence[Candidate], features: Sequence[dict[str, float]]
) -> Iterator[Row]:
    text = gold.article.text
    known = [comparable_gold(text, quote) for quote in gold.quotes]
    answers = [comparable_answer(text, Quote(one.type, one.content, source=one.source)) for one in some]
    pairs = {other: (known[number], value) for number, other, value in paired(known, answers)}
    core = [quote for quote in known if quote.core]
    strict = {other: core[number] for number, other, value in paired(core, answers) if value >= LEAST}
    for number, (candidate, numbers) in enumerate(zip(some, features, strict=True)):
        quote = strict.get(number)
        optional = quote is None and number in pairs and not pairs[number][0].core
        source = answers[number].source
        linked = quote is not None and (bool(shared(quote.source, source)) or not (quote.source or source))
        yield Row(
            fold=fold_of(gold.article.id),
            features=[numbers[name] for name in FEATURES],
            source_features=source_row(numbers, candidate.source_link),
            found=None if optional else quote is not None,
            attitude=None if quote is None else bool(quote.attitude),
            linked=None if optional else linked,
            ruled=candidate.source_confidence,
        )


def fit_curves(rows: Sequence[Row]) -> Acceptance:
    """The three curves: of the content over all candidates that count, of attitude and source over those
    found."""
    content = [(row.features, row.found) for row in rows if row.found is not None]
    attitude = [(row.features, row.attitude) for row in rows if row.attitude is not None]
    source = [(row.source_features, row.linked) for row in rows if row.found and row.ruled is None]
    return Acceptance(
        *(
            fit(np.array([x for x, _ in some]), np.array([y for _, y in some], dtype=np.float64)).tolist()
            for some in (content, attitude, source)
        )
    )


def fit(x: Floats, y: Floats, *, ridge: float = 1.0, steps: int = 50) -> Floats:
    """Logistic regression by Newton's method: ``x`` (rows, features), ``y`` (rows,) 0 or 1."""
    weights = np.zeros(x.shape[1])
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - chance) - ridge * weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def chances(weights: Sequence[float], x: Floats) -> Floats:
    """(rows,) the chance of each row of features."""
    found: Floats = 1 / (1 + np.exp(-np.clip(x @ np.array(weights), -30, 30)))
    return found


@dataclass(frozen=True, slots=True)
class _Judged:
    """Confidences with what came true: of contents, and of contents with their sources."""

    contents: list[tuple[float, bool]]
    wholes: list[tuple[float, bool]]


def _judged(curves: Acceptance, rows: Sequence[Row]) -> _Judged:
    some = [row for row in rows if row.found is not None]
    contents = chances(curves.content, np.array([row.features for row in some])).tolist()
    sources = chances(curves.source, np.array([row.source_features for row in some])).tolist()
    return _Judged(
        [(one, bool(row.found)) for one, row in zip(contents, some, strict=True)],
        [
            (one * (other if row.ruled is None else row.ruled), bool(row.linked))
            for one, other, row in zip(contents, sources, some, strict=True)
        ],
    )
