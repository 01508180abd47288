"""A linear-chain conditional random field over the part labels, with BIO's impossible steps masked."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from quotebank.reader.chain import NEVER
from quotebank.reader.labels import PART_LABELS, impossible


class CRF(nn.Module):
    """Learned transitions; ``forward`` is the negative log-likelihood summed over the batch."""

    allowed: Tensor

    def __init__(self) -> None:
        super().__init__()
        size = len(PART_LABELS)
        self.steps = nn.Parameter(torch.zeros(size, size))
        self.start = nn.Parameter(torch.zeros(size))
        self.end = nn.Parameter(torch.zeros(size))
        allowed = torch.tensor([[not impossible(a, b) for b in range(size)] for a in range(size)])
        self.register_buffer("allowed", allowed, persistent=False)

    def transitions(self) -> tuple[Tensor, Tensor, Tensor]:
        """(start, steps[from, to], end) with impossible steps at a very low score."""
        begin = torch.tensor([impossible(-1, b) for b in range(len(PART_LABELS))])
        return (
            self.start.masked_fill(begin, NEVER),
            self.steps.masked_fill(~self.allowed, NEVER),
            self.end,
        )

    def forward(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """``scores`` (batch, words, 7), ``labels`` (batch, words), ``mask`` (batch, words) bool."""
        return total(scores, mask, *self.transitions()) - self._gold(scores, labels.clamp(min=0), mask)

    def towards(self, beliefs: Beliefs, scores: Tensor, mask: Tensor) -> Tensor:
        """The negative log-likelihood that ``beliefs`` expects, summed over the batch: gold's, where every
        labelling is gold as often as the beliefs say."""
        start, steps, end = self.transitions()
        expected = (scores * beliefs.labels).sum() + (steps * beliefs.steps).sum()
        expected = expected + (start * beliefs.start).sum() + (end * beliefs.end).sum()
        return total(scores, mask, start, steps, end) - expected

    def _gold(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """The score of the given labels, summed over the batch."""
        start, steps, end = self.transitions()
        chosen = scores.gather(2, labels[:, :, None])[:, :, 0] * mask
        stepped = steps[labels[:, :-1], labels[:, 1:]] * mask[:, 1:]
        last = labels.gather(1, mask.sum(dim=1, keepdim=True) - 1)[:, 0]
        return chosen.sum() + stepped.sum() + (start[labels[:, 0]] + end[last]).sum()


@dataclass(frozen=True, slots=True)
class Beliefs:
    """How often each label and each step is expected, all labellings weighed.

    ``labels`` (batch, words, 7) are chances; ``start`` (7,), ``steps`` (7, 7), ``end`` (7,) are sums over
    the batch.
    """

    labels: Tensor
    start: Tensor
    steps: Tensor
    end: Tensor


def beliefs(scores: Tensor, mask: Tensor, start: Tensor, steps: Tensor, end: Tensor) -> Beliefs:
    """What a chain believes: the gradient of its log sum over all labellings."""
    given = [t.detach().requires_grad_() for t in (scores, start, steps, end)]
    with torch.enable_grad():
        labels, first, step, last = torch.autograd.grad(total(given[0], mask, *given[1:]), given)
    return Beliefs(labels, first, step, last)


def total(scores: Tensor, mask: Tensor, start: Tensor, steps: Tensor, end: Tensor) -> Tensor:
    """The log sum over all labellings, summed over the batch."""
    alpha = start + scores[:, 0]
    for t in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + steps[None], dim=1) + scores[:, t]
        alpha = torch.where(mask[:, t, None], step, alpha)
    return torch.logsumexp(alpha + end, dim=1).sum()
