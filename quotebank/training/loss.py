"""What the network is trained for: part labels as a chain, links, tags, entities, sentence starts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quotebank.training.batches import Batch
from quotebank.training.crf import CRF
from quotebank.training.examples import UNKNOWN

WEIGHTS = {"parts": 3.0, "links": 0.3, "tags": 0.3, "entities": 0.5, "sentences": 0.2}
"""Weight of each question. Parts and links as measured; the rest are side questions and stay small."""


def losses(outputs: tuple[Tensor, ...], batch: Batch, crf: CRF) -> dict[str, Tensor]:
    """The weighted loss of each head, each a mean over the words (parts: over words) it is known for."""
    parts, tags, entities, sentences, links = (output.float() for output in outputs)
    known = (batch.parts != UNKNOWN).any(dim=1)
    found: dict[str, Tensor] = {}
    inside = torch.arange(parts.shape[1])[None] < batch.words[:, None]
    if known.any():
        words = batch.words[known].sum()
        found["parts"] = crf(parts[known], batch.parts[known], inside[known]) / words
        if (batch.links != UNKNOWN).any():
            masked = links.masked_fill(~inside[:, None, :], -1e4)
            found["links"] = functional.cross_entropy(
                masked.flatten(0, 1), batch.links.flatten(), ignore_index=UNKNOWN
            )
    for name, scores, labels in (
        ("tags", tags, batch.tags),
        ("entities", entities, batch.entities),
    ):
        if (labels != UNKNOWN).any():
            found[name] = functional.cross_entropy(
                scores.flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN
            )
    if (told := batch.sentences != UNKNOWN).any():
        found["sentences"] = functional.binary_cross_entropy_with_logits(
            sentences[told], batch.sentences[told].float()
        )
    return {name: WEIGHTS[name] * value for name, value in found.items()}
