"""Earlier runs as teachers: what they believe of a batch, for a student to come near.

Annotators draw the borders of a content now here, now there; a network alone learns their slips by heart.
Several networks together are sure where the annotation is regular and in doubt where it is not, and they
have an answer for texts that nobody annotated.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from quotebank.training.batches import Batch
from quotebank.training.crf import CRF, Beliefs, beliefs
from quotebank.training.model import Network, Shape


class Teachers:
    """The best weights of some runs, read only. Raises what ``torch.load`` raises on other files."""

    def __init__(self, runs: Sequence[Path]) -> None:
        self._all = [_loaded(run) for run in runs]

    @torch.no_grad()
    def __call__(self, batch: Batch, inside: Tensor) -> Beliefs:
        """The beliefs of the chain whose scores are the mean of all teachers', of the windows that are read
        by PolNeAR's convention. ``inside`` (batch, words)."""
        rows = batch.polnear
        inputs = batch.features[rows], batch.mask[rows], batch.first[rows]
        scores = torch.stack([network(*inputs)[0].float() for network, _ in self._all])
        chains = zip(*(crf.transitions() for _, crf in self._all), strict=True)
        start, steps, end = (torch.stack(same).mean(dim=0) for same in chains)
        return beliefs(scores.mean(dim=0), inside[rows], start, steps, end)


def _loaded(run: Path) -> tuple[Network, CRF]:
    network, crf = Network(Shape()), CRF()
    saved = torch.load(run / "best.pt", weights_only=True)
    nn.ModuleList([network, crf]).load_state_dict(saved["weights"])
    return network.eval(), crf.eval()
