"""The chain over part labels, and the spans taken from it, against every path written out."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from quotebank.reader.chain import Transitions, messages, viterbi
from quotebank.reader.decode import Run, labelled, likeliest, runs
from quotebank.reader.labels import PARTS
from tests.reader.every_path import LENGTHS, SIZE, paths, scored, spans, transitions, value


def weighed(scores: Any, words: int, steps: Transitions) -> dict[tuple[int, ...], float]:
    """Every path of a window with its chance."""
    allowed = paths(words)
    weights = np.exp([value(scores, path, steps) for path in allowed])
    return dict(zip(allowed, (weights / weights.sum()).tolist(), strict=True))


@pytest.mark.parametrize("seed", range(3))
def test_the_best_path_is_the_best_of_all(seed: int) -> None:
    steps, scores = transitions(seed), scored(seed)
    found = viterbi(scores, np.array(LENGTHS), steps)
    for row, words in enumerate(LENGTHS):
        best = max(paths(words), key=lambda path: value(scores[row], path, steps))
        assert tuple(found[row, :words]) == best
        assert not found[row, words:].any()


@pytest.mark.parametrize("seed", range(3))
def test_chances_of_labels_and_spans_weigh_all_paths(seed: int) -> None:
    steps, scores = transitions(seed), scored(seed)
    for row, found in enumerate(messages(scores, np.array(LENGTHS), steps)):
        words = LENGTHS[row]
        labels = np.zeros((words, SIZE))
        expected: defaultdict[tuple[int, int, int], float] = defaultdict(float)
        for path, chance in weighed(scores[row], words, steps).items():
            labels[range(words), path] += chance
            for span in spans(path):
                expected[span] += chance
        assert np.allclose(found.labels(), labels, atol=1e-4)
        for first in (1, 3, 5):
            got = {span[:2]: span[2] for span in found.spans(first, steps, least=0.001)}
            for low, high in combinations(range(words + 1), 2):
                assert got.get((low, high), 0.0) == pytest.approx(expected[first, low, high], abs=1.1e-3)


def test_chances_of_far_apart_scores_are_still_chances() -> None:
    scores = scored(1, windows=2, words=3, scale=50)
    for found in messages(scores, np.array([3, 3]), transitions(1)):
        assert np.allclose(found.labels().sum(axis=-1), 1, atol=1e-5)


def test_labels_spell_runs() -> None:
    assert runs([0, 0]) == []
    assert runs([1, 2, 2, 0, 3, 5, 6, 5]) == [
        Run("source", 0, 3, 1.0, 1.0),
        Run("cue", 4, 5, 1.0, 1.0),
        Run("content", 5, 7, 1.0, 1.0),
        Run("content", 7, 8, 1.0, 1.0),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_best_labelling_says_how_sure_each_span_is(seed: int) -> None:
    steps, scores = transitions(seed), scored(seed, windows=1, words=5)
    (path,) = viterbi(scores, np.array([5]), steps)
    found = labelled(path.tolist(), messages(scores, np.array([5]), steps)[0], steps)
    assert [(2 * PARTS.index(run.part) + 1, run.low, run.high) for run in found] == spans(tuple(path))
    assert found
    chances = weighed(scores[0], 5, steps)
    for run in found:
        first = 2 * PARTS.index(run.part) + 1
        exact = sum(chance for one, chance in chances.items() if (first, run.low, run.high) in spans(one))
        words = range(run.low, run.high)
        sure = [sum(chances[one] for one in chances if one[at] in (first, first + 1)) for at in words]
        assert run.exact == pytest.approx(exact, abs=1e-4)
        assert run.probability == pytest.approx(np.mean(sure), abs=1e-4)


def test_spans_taken_do_not_overlap_and_gain_most() -> None:
    steps = transitions(2)
    found = messages(scored(2, windows=1, words=5), np.array([5]), steps)[0]
    labels = found.labels()
    worth = 0.3
    gains = {
        (low, high, first): chance + labels[low:high, first : first + 2].sum(axis=1).mean() - worth
        for first in (1, 3, 5)
        for low, high, chance in found.spans(first, steps, least=0.03)
    }

    def gain(some: tuple[tuple[int, int, int], ...]) -> float:
        ordered = sorted(some)
        if any(before[1] > after[0] for before, after in pairwise(ordered)):
            return -1.0
        return float(sum(gains[span] for span in some))

    good = [span for span, value in gains.items() if value > 0]
    best = max(gain(some) for size in range(6) for some in combinations(good, size))
    taken = likeliest(found, steps, worth=worth)
    assert all(before.high <= after.low for before, after in pairwise(taken))
    assert sum(run.exact + run.probability - worth for run in taken) == pytest.approx(best, rel=1e-4)
