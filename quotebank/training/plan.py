"""What a training run does: files, lengths, rates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The defaults are a good single run from the base weights; LOG.md says how the shipped ones came about.

    ``data``, ``base``, ``tokenizer``: the corpora's folder, BERT weights as safetensors, its tokenizer.json.
    ``extra`` is the share of the side corpora that one epoch sees, ``average`` how much of the averaged
    weights a step keeps. ``start`` is the folder of an earlier run whose best weights are gone on from,
    ``teachers`` are those of runs to learn from and ``trust`` their share of the part labels' loss.
    ``limit`` cuts every corpus to so many documents (to try the command out).
    """

    data: Path
    base: Path
    tokenizer: Path
    out: Path
    epochs: int = 7
    size: int = 16
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    chain_rate: float = 1e-2
    decay: float = 0.01
    warmup: float = 0.1
    average: float = 0.998
    extra: float = 0.3
    start: Path | None = None
    teachers: tuple[Path, ...] = ()
    trust: float = 0.5
    seed: int = 1
    threads: int = 2
    limit: int | None = None
