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


def marginals(scores: Floats, lengths: Integers, transitions: Transitions) -> Floats:
    """The probability of each label at each word (batch, words, labels), all label sequences weighed.

    Forward and backward sums of the chain, scaled at each word; behind a window's length they mean nothing.
    """
    words = scores.shape[1]
    emit = np.exp(scores - scores.max(axis=2, keepdims=True))
    steps, end = np.exp(transitions.steps), np.exp(transitions.end)
    forward = np.empty_like(emit)
    now = _scaled(np.exp(transitions.start) * emit[:, 0])
    forward[:, 0] = now
    for t in range(1, words):
        now = _scaled((now @ steps) * emit[:, t])
        forward[:, t] = now
    out = np.empty_like(emit)
    back = np.broadcast_to(end, now.shape)
    out[:, -1] = _scaled(forward[:, -1] * back)
    for t in range(words - 2, -1, -1):
        inside = (lengths > t + 1)[:, None]
        back = np.where(inside, _scaled((emit[:, t + 1] * back) @ steps.T), end)
        out[:, t] = _scaled(forward[:, t] * back)
    return np.asarray(out, dtype=np.float32)


def _scaled(rows: Floats) -> Floats:
    """Rows that sum to one."""
    return np.asarray(rows / np.maximum(rows.sum(axis=-1, keepdims=True), 1e-30), dtype=np.float32)
