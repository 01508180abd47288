"""Examples to tensors: padded batches, the corpora mixed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quotebank.reader.session import padded
from quotebank.training.examples import UNKNOWN, Example, Numbers


@dataclass(slots=True)
class Batch:
    """One padded batch. ``words`` (batch,) are lengths; label rows hold -100 where nothing is known."""

    features: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    parts: Tensor
    links: Tensor
    tags: Tensor
    entities: Tensor
    sentences: Tensor
    heads: Tensor
    relations: Tensor


def collate(some: Sequence[Example]) -> Batch:
    """Pad some examples to the longest."""
    features, mask, first, lengths = padded([example.window for example in some])

    def rows(values: Sequence[Numbers]) -> Tensor:
        out = np.full((len(some), first.shape[1]), UNKNOWN, dtype=np.int64)
        for row, value in enumerate(values):
            out[row, : len(value)] = value
        return torch.from_numpy(out)

    return Batch(
        torch.from_numpy(features),
        torch.from_numpy(mask),
        torch.from_numpy(first),
        torch.from_numpy(lengths),
        rows([example.parts for example in some]),
        rows([example.links for example in some]),
        rows([example.tags for example in some]),
        rows([example.entities for example in some]),
        rows([example.sentences for example in some]),
        rows([example.heads for example in some]),
        rows([example.relations for example in some]),
    )


def shuffled(
    main: Sequence[Example], extra: Sequence[Example], *, size: int, dice: random.Random
) -> Iterator[list[Example]]:
    """Lists of ``size`` examples, main and extra corpora mixed, windows of like length together."""
    everything = [*main, *extra]
    dice.shuffle(everything)
    # sorting inside large pools wastes little on padding and keeps the order random
    pool = size * 12
    lists = []
    for at in range(0, len(everything), pool):
        some = sorted(everything[at : at + pool], key=lambda e: len(e.window.features[0]))
        lists += [some[i : i + size] for i in range(0, len(some), size)]
    dice.shuffle(lists)
    yield from lists
