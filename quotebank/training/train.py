"""The training loop: one resumable command, a log, a checkpoint whenever it says so.

A run lives in one folder: ``log.jsonl`` (a line a report), ``last.pt`` (everything needed to go on),
``best.pt`` (the averaged weights of the best epoch).
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from quotebank.training.batches import collate
from quotebank.training.examples import Example
from quotebank.training.loss import losses, within
from quotebank.training.measure import measure
from quotebank.training.mixture import Mixture
from quotebank.training.plan import Plan
from quotebank.training.state import State
from quotebank.training.teachers import Teachers

REPORT, SAVE = 50, 100
"""Steps between two lines of the log, between two checkpoints."""


def train(plan: Plan) -> None:
    """Run the plan, or go on with it where ``plan.out`` holds a checkpoint."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    corpora = Mixture(plan)
    # windows are cut anew in each epoch, so their number varies a little: the last steps may run at rate 0
    state = State(plan, total=len(corpora.epoch(0)) * plan.epochs)
    state.restore()
    log = _Log(plan.out / "log.jsonl")
    log.write(plan={name: str(value) for name, value in asdict(plan).items()}, steps=state.total)
    teachers = Teachers(plan.teachers) if plan.teachers else None
    done = 0
    for epoch in range(plan.epochs):
        torch.manual_seed(plan.seed * 1000 + epoch)
        batches = corpora.epoch(epoch)
        before, done = done, done + len(batches)
        if state.step >= done:
            continue
        for some in batches[state.step - before :]:
            log.add(_step(state, some, teachers))
            if state.step % REPORT == 0:
                log.report(step=state.step, of=state.total)
            if state.step % SAVE == 0:
                state.save()
        state.save()
        if plan.fold is None:
            figures = {
                name: measure(state.averaged_network, state.averaged_crf, held)
                for name, held in corpora.held.items()
            }
            log.write(epoch=epoch + 1, dev=figures)
            state.save_best(figures, epoch=epoch + 1)
    if plan.fold is not None:
        # what is measured on a fold is not chosen on development articles
        state.write_best({}, epoch=plan.epochs)


def _step(state: State, some: Sequence[Example], teachers: Teachers | None) -> dict[str, float]:
    """One batch; the weighted loss of each head."""
    batch = collate(some)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = state.network(batch.features, batch.mask, batch.first)
        taught = teachers(batch, within(batch)) if teachers and batch.polnear.any() else None
    trust = state.plan.trust if taught is not None else 0.0
    parts = losses(outputs, batch, state.crf, taught=taught, trust=trust)
    state.descend(torch.stack(list(parts.values())).sum())
    return {name: float(value.detach()) for name, value in parts.items()}


class _Log:
    """Reports to a file and to the terminal; losses are means since the last report."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._started = time.monotonic()
        self._sums: defaultdict[str, float] = defaultdict(float)
        self._count = 0

    def add(self, parts: dict[str, float]) -> None:
        for name, value in parts.items():
            self._sums[name] += value
        self._count += 1

    def report(self, **row: Any) -> None:
        loss = {name: round(total / self._count, 4) for name, total in self._sums.items()}
        self.write(**row, seconds=round(time.monotonic() - self._started), loss=loss)
        self._sums.clear()
        self._count = 0

    def write(self, **row: Any) -> None:
        with self._path.open("a", encoding="utf8") as log:
            log.write(json.dumps(row) + "\n")
        print(row, flush=True)
