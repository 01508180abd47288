"""What the network is trained for: part labels as a chain, and each other question by itself."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from quotebank.reader.chain import NEVER
from quotebank.reader.labels import DECISIONS, VECTORS
from quotebank.training.batches import Batch, Mentions
from quotebank.training.crf import CRF, Beliefs
from quotebank.training.examples import NO_SPEECH, UNKNOWN

WEIGHTS = {
    "parts": 3.0, "links": 0.3, "tags": 0.3, "entities": 1.0, "sentences": 0.2,
    "decisions": 0.7, "roles": 1.0, "role names": 0.3, "mentions": 0.3, "taught": 3.0,
}  # fmt: skip
"""Weight of each question. Parts and links as measured; names and roles are few words of many."""

_SPEECH = DECISIONS.index("speech")


def within(batch: Batch) -> Tensor:
    """(batch, words) whether there is a word, not padding."""
    return torch.arange(batch.parts.shape[1])[None] < batch.words[:, None]


def losses(
    outputs: tuple[Tensor, ...], batch: Batch, crf: CRF, *, taught: Beliefs | None = None, trust: float = 0.0
) -> dict[str, Tensor]:
    """The weighted loss of each head, a mean over the words that it is known for.

    ``taught`` is what teachers believe of the part labels of the windows read by PolNeAR's convention,
    ``trust`` its share of their loss.
    """
    parts, tags, entities, sentences, links, decisions, roles, vectors = (o.float() for o in outputs)
    inside = within(batch)
    found: dict[str, Tensor] = {}
    known = (batch.parts != UNKNOWN).any(dim=1)
    if known.any():
        words = batch.words[known].sum()
        found["parts"] = _weighed(crf, parts, batch, inside, known, taught, trust) / words
    if taught is not None:
        rows = batch.polnear
        found["taught"] = trust * crf.towards(taught, parts[rows], inside[rows]) / batch.words[rows].sum()
    outside = ~inside[:, None, :]
    pointing = vectors[..., VECTORS["role"]] @ vectors[..., VECTORS["named"]].transpose(1, 2)
    for name, scores, labels in (
        ("links", links.masked_fill(outside, NEVER), batch.links),
        ("role names", pointing.masked_fill(outside, NEVER), batch.role_names),
        ("tags", tags, batch.tags),
        ("entities", entities, batch.entities),
        ("roles", roles, batch.roles),
    ):
        if (labels != UNKNOWN).any():
            found[name] = functional.cross_entropy(
                scores.flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN
            )
    if (told := batch.sentences != UNKNOWN).any():
        found["sentences"] = functional.binary_cross_entropy_with_logits(
            sentences[told], batch.sentences[told].float()
        )
    if (told := batch.decisions != UNKNOWN).any():
        found["decisions"] = _decided(decisions[told], batch.decisions[told])
    if (antecedents := antecedent_loss(vectors, batch.mentions)) is not None:
        found["mentions"] = antecedents
    return {name: WEIGHTS[name] * value for name, value in found.items()}


def _weighed(
    crf: CRF,
    parts: Tensor,
    batch: Batch,
    inside: Tensor,
    known: Tensor,
    taught: Beliefs | None,
    trust: float,
) -> Tensor:
    """The chain's loss; windows that teachers answer for as well count for what the teachers leave."""
    if taught is None:
        plain: Tensor = crf(parts[known], batch.parts[known], inside[known])
        return plain
    total = torch.zeros(())
    for rows, share in ((known & ~batch.polnear, 1.0), (known & batch.polnear, 1 - trust)):
        if rows.any():
            total = total + share * crf(parts[rows], batch.parts[rows], inside[rows])
    return total


def _decided(scores: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy; of a half known decision only that it is no speech."""
    half = labels == NO_SPEECH
    chances = functional.log_softmax(scores, dim=-1)
    sure = -chances.gather(1, labels.masked_fill(half, 0)[:, None])[:, 0]
    rest = [number for number in range(len(DECISIONS)) if number != _SPEECH]
    return torch.where(half, -torch.logsumexp(chances[:, rest], dim=-1), sure).mean()


def antecedent_loss(vectors: Tensor, mentions: Mentions) -> Tensor | None:
    """Of each mention the chance that an antecedent of its own chain is chosen, or none where it is the
    first.

    Candidates are all earlier mentions of the document in the batch; None where there are no two mentions.
    """
    if len(mentions.rows) < 2:
        return None
    scores = antecedent_scores(vectors, mentions)
    count = len(mentions.rows)
    earlier = torch.ones(count, count, dtype=torch.bool).tril(-1)
    same = mentions.documents[:, None] == mentions.documents[None]
    scores = scores.masked_fill(~(earlier & same), NEVER)
    right = earlier & same & (mentions.chains[:, None] == mentions.chains[None])
    new = vectors[mentions.rows, mentions.words][:, VECTORS["new"]]
    everything = torch.logsumexp(torch.cat([scores, new], dim=1), dim=1)
    best = torch.logsumexp(scores.masked_fill(~right, NEVER), dim=1)
    return (everything - torch.where(right.any(dim=1), best, new[:, 0])).mean()


def antecedent_scores(vectors: Tensor, mentions: Mentions) -> Tensor:
    """(mentions, mentions): row = the later one, column = its antecedent."""
    some = vectors[mentions.rows, mentions.words]
    return some[:, VECTORS["anaphor"]] @ some[:, VECTORS["antecedent"]].T
