"""The mean of several runs' weights, as a run: to go on from or to ship.

Runs that began with the same weights lie in one basin; their mean errs less than most of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor


def average(shares: Mapping[Path, float], out: Path) -> None:
    """Write ``out/best.pt``: the best weights of each run in ``shares``, weighed by its share of their sum.

    Raises what ``torch.load`` raises on other files, KeyError where the runs are of different networks.
    """
    total = sum(shares.values())
    mean: dict[str, Tensor] = {}
    for number, (run, share) in enumerate(shares.items()):
        weights = torch.load(run / "best.pt", weights_only=True)["weights"]
        parts = {name: value * (share / total) for name, value in weights.items()}
        mean = {name: mean[name] + part for name, part in parts.items()} if number else parts
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": mean, "dev": {}, "epoch": 0}, out / "best.pt")
