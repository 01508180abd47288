"""The best label sequence of a batch of windows under learned transitions, and how sure each label is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

NEVER = -1e4
"""The score of a label that cannot be."""


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of a first label, of label to label (rows: from), of a last label."""

    start: Floats
    steps: Floats
    end: Floats


def viterbi(scores: Floats, lengths: Integers, transitions: Transitions) -> Integers:
    """Labels (batch, words) for ``scores`` (batch, words, labels); behind a window's length they are 0.

    One loop over words for the whole batch; windows of all lengths run side by side.
    """
    batch, words, labels = scores.shape
    best = scores[:, 0] + transitions.start
    back = np.zeros((words, batch, labels), dtype=np.int8)
    steps = transitions.steps[None]
    finals = np.array(best)
    for t in range(1, words):
        table = best[:, :, None] + steps
        choice = table.argmax(axis=1)
        back[t] = choice
        best = np.take_along_axis(table, choice[:, None, :], axis=1)[:, 0] + scores[:, t]
        on = lengths > t
        finals[on] = best[on]
    path = np.zeros((batch, words), dtype=np.int64)
    rows = np.arange(batch)
    now = (finals + transitions.end).argmax(axis=1)
    for t in range(words - 1, -1, -1):
        path[:, t] = np.where(lengths > t, now, 0)
        now = np.where(lengths > t, back[t, rows, now], now)
    return path


def label_probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)
