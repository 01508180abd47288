"""What a training run does: files, lengths, rates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The defaults are a good single run; LOG.md says how the shipped one came about.

    ``data``, ``base``, ``tokenizer``: the corpora's folder, BERT weights as safetensors, its tokenizer.json.
    ``silver`` is the model folder that tags the texts which have no tags. ``news``, ``polnear`` are how often
    an epoch sees open-news's and PolNeAR's training articles, ``extra`` multiplies the shares of the side
    corpora; ``fold`` is the one of open-news that is left out (to measure on). ``average`` is how much of the
    averaged weights a step keeps. ``start`` is the folder of an earlier run whose best weights are gone on
    from, ``teachers`` are those of runs to learn PolNeAR's convention from and ``trust`` their share of its
    loss. ``only`` names the parameters, by how they begin, that learn while all others stay as they are.
    ``limit`` cuts every corpus to so many documents (to try the command out).
    """

    data: Path
    base: Path
    tokenizer: Path
    silver: Path
    out: Path
    epochs: int = 4
    size: int = 16
    encoder_rate: float = 1.0e-4
    head_rate: float = 1e-3
    chain_rate: float = 1e-2
    decay: float = 0.01
    warmup: float = 0.1
    average: float = 0.998
    news: float = 3.0
    polnear: float = 1.0
    extra: float = 1.0
    fold: int | None = None
    start: Path | None = None
    teachers: tuple[Path, ...] = ()
    trust: float = 0.5
    only: tuple[str, ...] = ()
    seed: int = 1
    threads: int = 2
    limit: int | None = None
