"""Everything that changes while a run goes on, and its checkpoint."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor, nn

from quotebank.errors import ReaderError
from quotebank.reader.labels import PARTS
from quotebank.reader.manifest import sha256
from quotebank.training.crf import CRF
from quotebank.training.model import BASE_SHA256, HEADS, Network, Shape, load_base
from quotebank.training.plan import Plan


class State:
    """Weights, their average, optimizer, schedule, step and best score of a run of ``total`` steps."""

    def __init__(self, plan: Plan, *, total: int) -> None:
        self.plan = plan
        self.total = total
        self.step = 0
        self.best = -1.0
        if sha256(plan.base) != BASE_SHA256:
            raise ReaderError(f"{plan.base}: not the published weights of all-MiniLM-L6-v2")
        self.network, self.crf = Network(Shape()), CRF()
        load_base(self.network, plan.base)
        if plan.start is not None:
            saved = torch.load(plan.start / "best.pt", weights_only=True)
            nn.ModuleList([self.network, self.crf]).load_state_dict(saved["weights"])
        for name, parameter in (*self.network.named_parameters(), *self.crf.named_parameters("crf")):
            parameter.requires_grad_(not plan.only or name.startswith(plan.only))
        self.averaged_network, self.averaged_crf = copy.deepcopy(self.network), copy.deepcopy(self.crf)
        self._weights = nn.ModuleList([self.network, self.crf])
        self._averaged = nn.ModuleList([self.averaged_network, self.averaged_crf])
        named = list(self.network.named_parameters())
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [p for n, p in named if not n.startswith(HEADS)], "lr": plan.encoder_rate},
                {"params": [p for n, p in named if n.startswith(HEADS)], "lr": plan.head_rate},
                {"params": list(self.crf.parameters()), "lr": plan.chain_rate, "weight_decay": 0.0},
            ],
            weight_decay=plan.decay,
        )
        self._schedule = torch.optim.lr_scheduler.LambdaLR(self._optimizer, self._rate)

    def _rate(self, step: int) -> float:
        """Linear warm-up, then linear decay to nothing."""
        warm = self.plan.warmup * self.total
        return min((step + 1) / warm, max(0.0, (self.total - step) / (self.total - warm)))

    def descend(self, loss: Tensor) -> None:
        """One step down the gradient; the average follows. A batch that says nothing of what learns is passed
        over."""
        if loss.requires_grad:
            torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self._weights.parameters(), 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)
        self.step += 1
        # a young average would remember the base weights: let it forget faster at first
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for mean, now in zip(self._averaged.parameters(), self._weights.parameters(), strict=True):
                mean.lerp_(now, 1 - keep)

    def save(self) -> None:
        """Write ``last.pt``, whole or not at all."""
        path = self.plan.out / "last.pt"
        torch.save(
            {
                "weights": self._weights.state_dict(),
                "averaged": self._averaged.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "schedule": self._schedule.state_dict(),
                "step": self.step,
                "best": self.best,
            },
            path.with_suffix(".new"),
        )
        path.with_suffix(".new").replace(path)

    def restore(self) -> None:
        """Go on from ``last.pt`` where there is one."""
        path = self.plan.out / "last.pt"
        if not path.exists():
            return
        saved: dict[str, Any] = torch.load(path, weights_only=True)
        self._weights.load_state_dict(saved["weights"])
        self._averaged.load_state_dict(saved["averaged"])
        self._optimizer.load_state_dict(saved["optimizer"])
        self._schedule.load_state_dict(saved["schedule"])
        self.step, self.best = saved["step"], saved["best"]

    def save_best(self, figures: dict[str, dict[str, float]], *, epoch: int) -> None:
        """Write the averaged weights to ``best.pt`` when their span scores, by both conventions, are the
        best."""
        score = sum(figures[name][part] for name in ("news", "polnear") for part in PARTS)
        if score > self.best:
            self.best = score
            self.write_best(figures, epoch=epoch)

    def write_best(self, figures: dict[str, dict[str, float]], *, epoch: int) -> None:
        """Write the averaged weights to ``best.pt`` with what was measured of them."""
        torch.save(
            {"weights": self._averaged.state_dict(), "dev": figures, "epoch": epoch},
            self.plan.out / "best.pt",
        )
