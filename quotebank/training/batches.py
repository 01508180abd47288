"""Examples to tensors: padded batches, the corpora mixed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from quotebank.reader.labels import CONVENTIONS
from quotebank.reader.session import padded
from quotebank.reader.windows import LIMIT
from quotebank.training.examples import UNKNOWN, Example, Numbers

TOGETHER = 4
"""Windows of one document, one after the other, that stay in one batch: mentions meet across them."""

_POLNEAR = CONVENTIONS.index("polnear")


@dataclass(slots=True)
class Mentions:
    """The mentions of a batch, in text order within each document, each (mentions,).

    ``rows``, ``words`` say where a mention's head stands, ``documents`` and ``chains`` what it belongs to.
    """

    rows: Tensor
    words: Tensor
    documents: Tensor
    chains: Tensor


@dataclass(slots=True)
class Batch:
    """One padded batch. ``words`` (batch,) are lengths; label rows hold -100 where nothing is known;
    ``polnear`` (batch,) bool says which windows are read by PolNeAR's convention."""

    features: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor
    polnear: Tensor
    parts: Tensor
    links: Tensor
    tags: Tensor
    entities: Tensor
    sentences: Tensor
    decisions: Tensor
    roles: Tensor
    role_names: Tensor
    mentions: Mentions


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
        torch.from_numpy(features[:, -1, 0] == _POLNEAR),
        rows([example.parts for example in some]),
        rows([example.links for example in some]),
        rows([example.tags for example in some]),
        rows([example.entities for example in some]),
        rows([example.sentences for example in some]),
        rows([example.decisions for example in some]),
        rows([example.roles for example in some]),
        rows([example.role_names for example in some]),
        _mentions(some),
    )


def _mentions(some: Sequence[Example]) -> Mentions:
    documents: dict[str, int] = {}
    found = [
        (documents.setdefault(example.document, len(documents)), example.place, word, row, chain)
        for row, example in enumerate(some)
        for word, chain in example.mentions
    ]
    table = torch.tensor(sorted(found), dtype=torch.int64).reshape(-1, 5)
    return Mentions(table[:, 3], table[:, 2], table[:, 0], table[:, 4])


def shuffled(
    documents: Sequence[Sequence[Example]], *, size: int, dice: random.Random
) -> list[list[Example]]:
    """Lists of about as many pieces as ``size`` full windows have, windows of like length together.

    Up to ``TOGETHER`` neighbours of one document stay in one list where names run through the document.
    """
    units: list[list[Example]] = []
    for windows in documents:
        step = TOGETHER if any(w.mentions for w in windows) and not _is_polnear(windows[0]) else 1
        units += [list(windows[at : at + step]) for at in range(0, len(windows), step)]
    dice.shuffle(units)
    # sorting inside large pools wastes little on padding and keeps the order random
    lists: list[list[Example]] = []
    pool, room = size * 12, size * LIMIT
    for at in range(0, len(units), pool):
        held: list[Example] = []
        longest = 0
        for unit in sorted(units[at : at + pool], key=_longest):
            longest = max(longest, _longest(unit))
            if held and (len(held) + len(unit)) * longest > room:
                lists.append(held)
                held, longest = [], _longest(unit)
            held = [*held, *unit]
        if held:
            lists.append(held)
    dice.shuffle(lists)
    return lists


def _is_polnear(example: Example) -> bool:
    return example.window.features[-1][0] == _POLNEAR


def _longest(unit: Sequence[Example]) -> int:
    return max(len(example.window.features[0]) for example in unit)
