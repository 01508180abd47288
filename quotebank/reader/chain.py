"""What a linear chain of labels says of words and of whole spans.

The network scores each word's labels, the chain the steps from label to label. ``viterbi`` gives the one best
way to label a window. ``messages`` sums over every way to label the words before and behind a word; from
these come the chance of a label at a word and the chance that a span begins here and ends exactly there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

NEVER = -1e4
"""The score of what cannot be: of a label, a step or a link."""

_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class Transitions:
    """Scores of a first label, of label to label (rows: from), of a last label."""

    start: Floats
    steps: Floats
    end: Floats


@dataclass(frozen=True, slots=True)
class Messages:
    """Log sums over all label sequences of one window, each (words, labels) but ``total``.

    ``scores`` are the network's; ``before`` takes in the words up to and with each one, ``behind`` those
    after it; ``total`` is the log sum over everything.
    """

    scores: Doubles
    before: Doubles
    behind: Doubles
    total: float

    def labels(self) -> Floats:
        """The chance of each label at each word (words, labels)."""
        return np.exp(self.before + self.behind - self.total).astype(np.float32)

    def spans(self, first: int, transitions: Transitions, *, least: float) -> list[tuple[int, int, float]]:
        """Every (low, high, chance) of a span of words ``low`` to ``high`` (one past its last).

        ``first`` is the label that begins such a span, ``first + 1`` the one inside it; spans with a
        chance under ``least`` are left out. Overlapping spans are alternatives.
        """
        inside = first + 1
        starts = np.flatnonzero(self.before[:, first] + self.behind[:, first] - self.total > np.log(least))
        if not len(starts):
            return []
        going_on = np.cumsum(self.scores[:, inside] + transitions.steps[inside, inside])
        # a span that has words inside enters them by another step than it goes on with
        entering = transitions.steps[first, inside] - transitions.steps[inside, inside]
        alone, done = (self._stopping(label, inside, transitions) for label in (first, inside))
        found = []
        for low in starts.tolist():
            begun = float(self.before[low, first]) - self.total
            chances = begun + entering + going_on[low + 1 :] - going_on[low] + done[low + 1 :]
            ends = np.flatnonzero(chances > np.log(least)).tolist()
            found += [(low, low + 2 + end, float(np.exp(chances[end]))) for end in ends]
            if (single := begun + float(alone[low])) > np.log(least):
                found.append((low, low + 1, float(np.exp(single))))
        return found

    def _stopping(self, label: int, inside: int, transitions: Transitions) -> Doubles:
        """(words,) log sum of what may follow ``label`` at each word when the span ends with it."""
        steps = transitions.steps[label].astype(np.float64)
        steps[inside] = NEVER
        out = np.empty(len(self.scores))
        out[-1] = transitions.end[label]
        following = self.scores[1:] + self.behind[1:] + steps
        out[:-1] = np.logaddexp.reduce(following, axis=1)
        return out


def messages(scores: Floats, lengths: Integers, transitions: Transitions) -> list[Messages]:
    """One ``Messages`` for each window of a batch: ``scores`` (batch, words, labels), ``lengths`` (batch,).

    Two loops over words for the whole batch; sums are scaled at each word, so that nothing underflows.
    """
    batch, words, _ = scores.shape
    highest = scores.max(axis=2).astype(np.float64)
    emit = np.exp(scores - highest[:, :, None]).astype(np.float64)
    start, steps, end = (
        np.exp(t.astype(np.float64)) for t in (transitions.start, transitions.steps, transitions.end)
    )
    before, behind = np.empty(emit.shape), np.empty(emit.shape)
    scale = np.zeros((2, batch, words))
    now = start * emit[:, 0]
    for t in range(words):
        if t:
            now = (now @ steps) * emit[:, t]
        size = np.maximum(now.sum(axis=1), _TINY)
        now = now / size[:, None]
        before[:, t] = now
        scale[0, :, t] = np.log(size) + highest[:, t]
    back = np.broadcast_to(end, now.shape)
    for t in range(words - 1, -1, -1):
        if t < words - 1:
            back = (emit[:, t + 1] * back) @ steps.T
            size = np.maximum(back.sum(axis=1), _TINY)
            scale[1, :, t] = np.log(size) + highest[:, t + 1]
            last = lengths == t + 1
            back = np.where(last[:, None], end, back / size[:, None])
            scale[1, last, t:] = 0.0
        behind[:, t] = back
    before = np.log(np.maximum(before, _TINY)) + np.cumsum(scale[0], axis=1)[:, :, None]
    behind = np.log(np.maximum(behind, _TINY)) + np.cumsum(scale[1, :, ::-1], axis=1)[:, ::-1][:, :, None]
    out = []
    for row, length in enumerate(lengths.tolist()):
        # taken at the last word, where no scaling is left between the two
        total = float(np.logaddexp.reduce(before[row, length - 1] + behind[row, length - 1]))
        inside = scores[row, :length].astype(np.float64)
        out.append(Messages(inside, before[row, :length], behind[row, :length], total))
    return out


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
