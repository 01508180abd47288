"""A linear-chain conditional random field over the part labels, with BIO's impossible steps masked."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from quotebank.reader.labels import PART_LABELS, impossible

NEVER = -1e4


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
        start, steps, end = self.transitions()
        labels = labels.clamp(min=0)
        alpha = start + scores[:, 0]
        gold = start[labels[:, 0]] + scores[:, 0].gather(1, labels[:, :1])[:, 0]
        last = labels[:, 0]
        for t in range(1, scores.shape[1]):
            on = mask[:, t]
            step = torch.logsumexp(alpha[:, :, None] + steps[None], dim=1) + scores[:, t]
            alpha = torch.where(on[:, None], step, alpha)
            now = labels[:, t]
            gain = steps[last, now] + scores[:, t].gather(1, now[:, None])[:, 0]
            gold = gold + torch.where(on, gain, torch.zeros_like(gain))
            last = torch.where(on, now, last)
        total = torch.logsumexp(alpha + end, dim=1)
        return (total - gold - end[last]).sum()
