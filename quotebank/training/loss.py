"""What the network is trained for: part labels as a chain, links, tags, entities, sentence starts."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quotebank.reader.chain import NEVER
from quotebank.training.batches import Batch
from quotebank.training.crf import CRF, Beliefs
from quotebank.training.examples import UNKNOWN

WEIGHTS = {
    "parts": 3.0, "links": 0.3, "tags": 0.3, "entities": 0.5, "sentences": 0.2,
    "heads": 0.3, "relations": 0.3, "taught": 3.0,
}  # fmt: skip
"""Weight of each question. Parts and links as measured; the rest are side questions and stay small."""


def within(batch: Batch) -> Tensor:
    """(batch, words) whether there is a word, not padding."""
    return torch.arange(batch.parts.shape[1])[None] < batch.words[:, None]


def losses(
    outputs: tuple[Tensor, ...], batch: Batch, crf: CRF, *, taught: Beliefs | None = None, trust: float = 0.0
) -> dict[str, Tensor]:
    """The weighted loss of each head, a mean over the words that it is known for.

    ``taught`` is what teachers believe of every word's part label, ``trust`` its share of that loss.
    """
    parts, tags, entities, sentences, links, heads, relations = (output.float() for output in outputs)
    known = (batch.parts != UNKNOWN).any(dim=1)
    found: dict[str, Tensor] = {}
    inside = within(batch)
    if known.any():
        words = batch.words[known].sum()
        found["parts"] = (1 - trust) * crf(parts[known], batch.parts[known], inside[known]) / words
    if taught is not None:
        found["taught"] = trust * crf.towards(taught, parts, inside) / batch.words.sum()
    outside = ~inside[:, None, :]
    for name, scores, labels in (
        ("links", links.masked_fill(outside, NEVER), batch.links),
        ("heads", heads.masked_fill(outside, NEVER), batch.heads),
        ("tags", tags, batch.tags),
        ("entities", entities, batch.entities),
        ("relations", relations, batch.relations),
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
