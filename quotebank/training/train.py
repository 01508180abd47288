"""The training loop: one resumable command, a log, a checkpoint whenever it says so.

A run lives in one folder: ``log.jsonl`` (a line a report), ``last.pt`` (everything needed to go on),
``best.pt`` (the averaged weights of the best epoch).
"""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from quotebank.reader.windows import Windower
from quotebank.training.batches import collate, shuffled
from quotebank.training.corpora import Document, conllu, polnear, wikigold
from quotebank.training.examples import Example, examples
from quotebank.training.loss import losses, within
from quotebank.training.measure import measure
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
    corpora = _Corpora(plan)
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
        figures = measure(state.averaged_network, state.averaged_crf, corpora.held)
        web = measure(state.averaged_network, state.averaged_crf, corpora.held_web)
        log.write(epoch=epoch + 1, dev=figures, web_tags=web["tags"], web_sentences=web["sentences"])
        state.save_best(figures, epoch=epoch + 1)
        state.save()


def _step(state: State, some: Sequence[Example], teachers: Teachers | None) -> dict[str, float]:
    """One batch; the weighted loss of each head."""
    batch = collate(some)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        outputs = state.network(batch.features, batch.mask, batch.first)
        taught = teachers(batch, within(batch)) if teachers else None
    trust = state.plan.trust if teachers else 0.0
    parts = losses(outputs, batch, state.crf, taught=taught, trust=trust)
    state.descend(torch.stack(list(parts.values())).sum())
    return {name: float(value.detach()) for name, value in parts.items()}


class _Corpora:
    """Training and held-out windows of a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._windower = Windower(Tokenizer.from_file(str(plan.tokenizer)))
        self._main: list[Document] = polnear(plan.data, "train")[: plan.limit]
        self._side: list[Document] = [
            *conllu(plan.data / "ewt.train.conllu.gz"),
            *conllu(plan.data / "gum.train.conllu.gz"),
            *wikigold(plan.data / "wikigold.conll.gz", held=False),
        ][: plan.limit]
        self.held = examples(polnear(plan.data, "dev")[: plan.limit], self._windower)
        self.held_web = examples(conllu(plan.data / "ewt.dev.conllu.gz")[: plan.limit], self._windower)

    def epoch(self, number: int) -> list[list[Example]]:
        """An epoch's batches; seed and number alone decide, so a resumed run sees the same ones."""
        dice = random.Random(self._plan.seed * 1000 + number)
        some = dice.sample(self._side, int(len(self._side) * self._plan.extra))
        windows = examples(self._main, self._windower, dice=dice)
        others = examples(some, self._windower, dice=dice)
        return list(shuffled(windows, others, size=self._plan.size, dice=dice))


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
