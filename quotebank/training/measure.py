"""Figures on held-out windows while training runs: exact spans, tags, entities, sentence starts.

They choose the epoch. What is published is measured with the scorer on the exported model instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from quotebank.core.span import Span
from quotebank.reader.chain import NEVER, Floats, Transitions, messages
from quotebank.reader.decode import Run, likeliest, runs
from quotebank.reader.labels import PARTS
from quotebank.reader.links import linked
from quotebank.training.batches import Mentions, collate
from quotebank.training.crf import CRF
from quotebank.training.examples import NO_SPEECH, UNKNOWN, Example, Numbers
from quotebank.training.loss import antecedent_scores
from quotebank.training.model import Network


def transitions_of(crf: CRF) -> Transitions:
    """The transitions as the reader uses them."""
    start, steps, end = (t.detach().float().numpy() for t in crf.transitions())
    return Transitions(start, steps, end)


def f1(right: int, predicted: int, gold: int) -> float:
    """F1 in percent."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


@torch.no_grad()
def measure(network: Network, crf: CRF, held: Sequence[Example], *, size: int = 16) -> dict[str, float]:
    """F1 of source, cue and content spans, link accuracy (of contents found exactly), tag accuracy, F1 of
    words in names, of sentence starts, of words said or thought, of words in roles; and how often the highest
    antecedent of a mention that has one is right; all in percent."""
    network.eval()
    n: Counter[Any] = Counter()
    transitions = transitions_of(crf)
    ordered = sorted(held, key=lambda e: len(e.window.features[0]))
    for at in range(0, len(ordered), size):
        some = ordered[at : at + size]
        batch = collate(some)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            outputs = network(batch.features, batch.mask, batch.first)
        parts, tags, entities, sentences, links, decisions, roles, vectors = (o.float() for o in outputs)
        _count_antecedents(n, vectors, batch.mentions)
        parts, tags, entities, sentences, links, decisions, roles = (
            one.numpy() for one in (parts, tags, entities, sentences, links, decisions, roles)
        )
        sums = messages(parts, batch.words.numpy(), transitions)
        for row, example in enumerate(some):
            words = len(example.parts)
            _count(n, "tags", tags[row, :words].argmax(-1), example.tags)
            _count(n, "entities", entities[row, :words].argmax(-1), example.entities)
            half = example.decisions == NO_SPEECH
            _count(
                n, "decisions", decisions[row, :words].argmax(-1), np.where(half, UNKNOWN, example.decisions)
            )
            _count(n, "roles", roles[row, :words].argmax(-1), example.roles)
            _count(n, "sentences", (sentences[row, :words] > 0).astype(np.int64), example.sentences)
            if (example.parts == UNKNOWN).all():
                continue
            gold = runs(example.parts.tolist())
            got = likeliest(sums[row], transitions)
            for part in PARTS:
                mine, theirs = _spans(got, part), _spans(gold, part)
                n[part, "right"] += len(mine & theirs)
                n[part, "predicted"] += len(mine)
                n[part, "gold"] += len(theirs)
            _count_links(n, example, gold, links[row])
    out = {part: f1(n[part, "right"], n[part, "predicted"], n[part, "gold"]) for part in PARTS}
    out["links"] = 100 * n["link right"] / max(n["links"], 1)
    out["tags"] = 100 * n["tags", "same"] / max(n["tags", "known"], 1)
    out["antecedents"] = 100 * n["antecedent right"] / max(n["anaphors"], 1)
    for name in ("entities", "sentences", "decisions", "roles"):
        out[name] = f1(n[name, "right"], n[name, "predicted"], n[name, "gold"])
    network.train()
    return {name: round(value, 2) for name, value in out.items()}


def _spans(found: Sequence[Run], part: str) -> set[Span]:
    return {(run.low, run.high) for run in found if run.part == part}


def _count(n: Counter[Any], name: str, got: Numbers, gold: Numbers) -> None:
    known = gold != UNKNOWN
    got, gold = got[known], gold[known]
    n[name, "same"] += int((got == gold).sum())
    n[name, "known"] += int(known.sum())
    n[name, "right"] += int(((got == gold) & (gold > 0)).sum())
    n[name, "predicted"] += int((got > 0).sum())
    n[name, "gold"] += int((gold > 0).sum())


def _count_antecedents(n: Counter[Any], vectors: Tensor, mentions: Mentions) -> None:
    """Of the mentions with an antecedent in the same batch: how many choose one of their own chain."""
    if len(mentions.rows) < 2:
        return
    earlier = torch.ones(len(mentions.rows), len(mentions.rows), dtype=torch.bool).tril(-1)
    earlier &= mentions.documents[:, None] == mentions.documents[None]
    right = earlier & (mentions.chains[:, None] == mentions.chains[None])
    best = antecedent_scores(vectors, mentions).masked_fill(~earlier, NEVER).argmax(dim=1)
    anaphors = right.any(dim=1)
    n["anaphors"] += int(anaphors.sum())
    n["antecedent right"] += int(right[torch.arange(len(best)), best][anaphors].sum())


def _count_links(n: Counter[Any], example: Example, gold: Sequence[Run], links: Floats) -> None:
    """With gold runs given: how many contents the link head ties to their own cue."""
    for quote in linked(example.window, gold, links, np.cumsum(example.sentences > 0)):
        if not quote.content:
            continue
        first = example.window.starts.index(quote.content[0][0])
        target = example.links[first]
        anchor = quote.cue[0][0] if quote.cue else quote.content[0][0]
        n["links"] += 1
        n["link right"] += int(example.window.starts.index(anchor) == target)
