"""The chain over part labels against every path written out."""

from __future__ import annotations

from itertools import pairwise, product
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from quotebank.reader.labels import PART_LABELS, impossible  # noqa: E402
from quotebank.reader.viterbi import Transitions, marginals, viterbi  # noqa: E402
from quotebank.training.crf import CRF  # noqa: E402
from quotebank.training.measure import transitions_of  # noqa: E402

SIZE = len(PART_LABELS)
LENGTHS = [4, 1, 3, 2]


def chain(seed: int) -> CRF:
    torch.manual_seed(seed)
    crf = CRF()
    for parameter in crf.parameters():
        torch.nn.init.normal_(parameter)
    return crf


def paths(words: int) -> list[tuple[int, ...]]:
    """Every label sequence that BIO allows."""
    return [
        path
        for path in product(range(SIZE), repeat=words)
        if not any(impossible(a, b) for a, b in zip((-1, *path), path, strict=False))
    ]


def value(scores: Any, path: tuple[int, ...], transitions: Transitions) -> float:
    total = transitions.start[path[0]] + transitions.end[path[-1]]
    total += sum(scores[at, label] for at, label in enumerate(path))
    return float(total + sum(transitions.steps[a, b] for a, b in pairwise(path)))


@pytest.mark.parametrize("seed", range(3))
def test_the_best_path_is_the_best_of_all(seed: int) -> None:
    transitions = transitions_of(chain(seed))
    scores = np.random.default_rng(seed).normal(size=(len(LENGTHS), max(LENGTHS), SIZE)).astype(np.float32)
    found = viterbi(scores, np.array(LENGTHS), transitions)
    for row, words in enumerate(LENGTHS):
        best = max(paths(words), key=lambda path: value(scores[row], path, transitions))
        assert tuple(found[row, :words]) == best
        assert not found[row, words:].any()


@pytest.mark.parametrize("seed", range(3))
def test_the_loss_is_that_of_all_paths_summed(seed: int) -> None:
    crf = chain(seed)
    transitions = transitions_of(crf)
    dice = np.random.default_rng(seed)
    scores = dice.normal(size=(len(LENGTHS), max(LENGTHS), SIZE)).astype(np.float32)
    labels = np.full((len(LENGTHS), max(LENGTHS)), -100)
    expected = 0.0
    for row, words in enumerate(LENGTHS):
        allowed = paths(words)
        gold = allowed[dice.integers(len(allowed))]
        labels[row, :words] = gold
        everything = np.logaddexp.reduce([value(scores[row], path, transitions) for path in allowed])
        expected += everything - value(scores[row], gold, transitions)
    mask = torch.arange(max(LENGTHS))[None] < torch.tensor(LENGTHS)[:, None]
    loss = crf(torch.from_numpy(scores), torch.from_numpy(labels), mask)
    assert loss.item() == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_the_marginals_weigh_all_paths(seed: int) -> None:
    transitions = transitions_of(chain(seed))
    scores = np.random.default_rng(seed).normal(size=(len(LENGTHS), max(LENGTHS), SIZE)).astype(np.float32)
    found = marginals(scores, np.array(LENGTHS), transitions)
    for row, words in enumerate(LENGTHS):
        allowed = paths(words)
        weights = np.exp([value(scores[row], path, transitions) for path in allowed])
        expected = np.zeros((words, SIZE))
        for path, weight in zip(allowed, weights / weights.sum(), strict=True):
            expected[range(words), path] += weight
        assert np.allclose(found[row, :words], expected, atol=1e-4)


def test_marginals_of_far_apart_scores_are_still_probabilities() -> None:
    scores = np.random.default_rng(1).normal(scale=50, size=(2, 3, SIZE)).astype(np.float32)
    found = marginals(scores, np.array([3, 3]), transitions_of(chain(1)))
    assert np.allclose(found.sum(axis=-1), 1, atol=1e-5)
