"""The chain over part labels against every path written out."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from quotebank.reader.chain import Transitions, messages, viterbi  # noqa: E402
from quotebank.reader.decode import likeliest  # noqa: E402
from quotebank.reader.labels import PART_LABELS, impossible  # noqa: E402
from quotebank.training.crf import CRF, beliefs  # noqa: E402
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
def test_chances_of_labels_and_spans_weigh_all_paths(seed: int) -> None:
    transitions = transitions_of(chain(seed))
    scores = np.random.default_rng(seed).normal(size=(len(LENGTHS), max(LENGTHS), SIZE)).astype(np.float32)
    for row, found in enumerate(messages(scores, np.array(LENGTHS), transitions)):
        words = LENGTHS[row]
        allowed = paths(words)
        weights = np.exp([value(scores[row], path, transitions) for path in allowed])
        labels = np.zeros((words, SIZE))
        spans: Counter[tuple[int, int, int]] = Counter()
        for path, weight in zip(allowed, weights / weights.sum(), strict=True):
            labels[range(words), path] += weight
            for low, first in enumerate(path):
                if first % 2:
                    high = low + 1
                    while high < words and path[high] == first + 1:
                        high += 1
                    spans[first, low, high] += weight
        assert np.allclose(found.labels(), labels, atol=1e-4)
        for first in (1, 3, 5):
            got = {span[:2]: span[2] for span in found.spans(first, transitions, least=0.001)}
            for low, high in combinations(range(words + 1), 2):
                assert got.get((low, high), 0.0) == pytest.approx(spans[first, low, high], abs=1.1e-3)


def test_chances_of_far_apart_scores_are_still_chances() -> None:
    scores = np.random.default_rng(1).normal(scale=50, size=(2, 3, SIZE)).astype(np.float32)
    for found in messages(scores, np.array([3, 3]), transitions_of(chain(1))):
        assert np.allclose(found.labels().sum(axis=-1), 1, atol=1e-5)


def test_spans_taken_do_not_overlap_and_gain_most() -> None:
    transitions = transitions_of(chain(2))
    scores = np.random.default_rng(2).normal(size=(1, 5, SIZE)).astype(np.float32)
    found = messages(scores, np.array([5]), transitions)[0]
    labels = found.labels()
    worth = 0.3
    gains = {
        (low, high, first): chance + labels[low:high, first : first + 2].sum(axis=1).mean() - worth
        for first in (1, 3, 5)
        for low, high, chance in found.spans(first, transitions, least=0.03)
    }

    def gain(some: tuple[tuple[int, int, int], ...]) -> float:
        ordered = sorted(some)
        if any(before[1] > after[0] for before, after in pairwise(ordered)):
            return -1.0
        return float(sum(gains[span] for span in some))

    good = [span for span, value in gains.items() if value > 0]
    best = max(gain(some) for size in range(6) for some in combinations(good, size))
    taken = likeliest(found, transitions, worth=worth)
    assert all(before.high <= after.low for before, after in pairwise(taken))
    assert sum(run.exact + run.probability - worth for run in taken) == pytest.approx(best, rel=1e-4)


@pytest.mark.parametrize("seed", range(3))
def test_beliefs_are_those_of_all_paths_and_the_loss_towards_them_is_least_at_themselves(seed: int) -> None:
    crf = chain(seed)
    dice = np.random.default_rng(seed)
    scores = torch.from_numpy(dice.normal(size=(len(LENGTHS), max(LENGTHS), SIZE)).astype(np.float32))
    mask = torch.arange(max(LENGTHS))[None] < torch.tensor(LENGTHS)[:, None]
    believed = beliefs(scores, mask, *crf.transitions())
    for row, found in enumerate(messages(scores.numpy(), np.array(LENGTHS), transitions_of(crf))):
        assert np.allclose(believed.labels[row, : LENGTHS[row]], found.labels(), atol=1e-4)
    assert believed.steps.sum().item() == pytest.approx(sum(LENGTHS) - len(LENGTHS), rel=1e-4)
    assert believed.start.sum().item() == pytest.approx(len(LENGTHS), rel=1e-4)
    given = scores.clone().requires_grad_()
    loss = crf.towards(believed, given, mask)
    torch.autograd.backward(loss)
    assert given.grad is not None
    assert given.grad.abs().max().item() < 1e-4
    assert crf.towards(believed, scores + torch.randn_like(scores), mask).item() > loss.item()
