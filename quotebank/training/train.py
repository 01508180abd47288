"""The training loop: one resumable command, a log, a checkpoint whenever it says so.

A run lives in one folder: ``log.jsonl`` (a line a report), ``last.pt`` (everything needed to go on),
``best.pt`` (the averaged weights of the best epoch).
"""

from __future__ import annotations

import copy
import json
import random
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from quotebank.reader.windows import Windower
from quotebank.training.batches import collate, shuffled
from quotebank.training.corpora import Document, conllu, polnear, wikigold
from quotebank.training.crf import CRF
from quotebank.training.examples import examples
from quotebank.training.loss import losses
from quotebank.training.measure import measure
from quotebank.training.model import Network, Shape, load_base


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run does; the defaults are those of the shipped weights."""

    data: Path
    base: Path
    tokenizer: Path
    out: Path
    epochs: int = 7
    size: int = 16
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    chain_rate: float = 1e-2
    warmup: float = 0.1
    average: float = 0.998
    extra: float = 0.3
    seed: int = 1
    threads: int = 2
    limit: int | None = None


def train(plan: Plan) -> None:
    """Run the plan, or go on with it where ``plan.out`` holds a checkpoint."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    plan.out.mkdir(parents=True, exist_ok=True)
    windower = Windower(Tokenizer.from_file(str(plan.tokenizer)))
    main = polnear(plan.data, "train")[: plan.limit]
    extra = [
        *conllu(plan.data / "ewt.train.conllu.gz"),
        *conllu(plan.data / "gum.train.conllu.gz"),
        *wikigold(plan.data / "wikigold.conll.gz"),
    ][: plan.limit]
    held = examples(polnear(plan.data, "dev")[: plan.limit], windower)
    held_tags = examples(conllu(plan.data / "ewt.dev.conllu.gz")[: plan.limit], windower)

    network, crf = Network(Shape()), CRF()
    load_base(network, plan.base)
    averaged = copy.deepcopy(nn.ModuleList([network, crf]))
    both = nn.ModuleList([network, crf])
    steps_an_epoch = len(_epoch_lists(plan, 0, main, extra, windower))
    total = steps_an_epoch * plan.epochs
    heads = ("surfaces", "parts", "tags", "entities", "sentences", "link_")
    named = list(network.named_parameters())
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for n, p in named if not n.startswith(heads)], "lr": plan.encoder_rate},
            {"params": [p for n, p in named if n.startswith(heads)], "lr": plan.head_rate},
            {"params": list(crf.parameters()), "lr": plan.chain_rate, "weight_decay": 0.0},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min(
            (step + 1) / (plan.warmup * total),
            max(0.0, (total - step) / (total * (1 - plan.warmup))),
        ),
    )
    state: dict[str, Any] = {"step": 0, "best": -1.0}
    last = plan.out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        both.load_state_dict(saved["weights"])
        averaged.load_state_dict(saved["averaged"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        state = {"step": saved["step"], "best": saved["best"]}
    log = (plan.out / "log.jsonl").open("a", encoding="utf8")

    def report(**row: Any) -> None:
        log.write(json.dumps(row) + "\n")
        log.flush()
        print(row, flush=True)

    def save() -> None:
        torch.save(
            {
                "weights": both.state_dict(),
                "averaged": averaged.state_dict(),
                "optimizer": optimizer.state_dict(),
                "schedule": schedule.state_dict(),
                **state,
            },
            last.with_suffix(".new"),
        )
        last.with_suffix(".new").replace(last)

    report(plan={name: str(value) for name, value in asdict(plan).items()}, steps=total)
    step, started = 0, time.time()
    for epoch in range(plan.epochs):
        torch.manual_seed(plan.seed * 1000 + epoch)
        lists = _epoch_lists(plan, epoch, main, extra, windower)
        seen: defaultdict[str, float] = defaultdict(float)
        count = 0
        for some in lists:
            step += 1
            if step <= state["step"]:
                continue
            batch = collate(some)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = network(batch.features, batch.mask, batch.first)
            parts = losses(outputs, batch, crf)
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            if step < total:
                schedule.step()
            optimizer.zero_grad(set_to_none=True)
            with torch.no_grad():
                # a young average would remember the base weights: let it forget faster at first
                keep = min(plan.average, (1 + step) / (10 + step))
                for ours, now in zip(averaged.parameters(), both.parameters(), strict=True):
                    ours.lerp_(now, 1 - keep)
            for name, value in parts.items():
                seen[name] += float(value.detach())
            count += 1
            state["step"] = step
            if step % 50 == 0:
                report(
                    step=step, of=total, seconds=round(time.time() - started),
                    loss={name: round(value / count, 4) for name, value in seen.items()},
                )  # fmt: skip
                seen.clear()
                count = 0
            if step % 100 == 0:
                save()
        if state["step"] > step - len(lists) and state["step"] == step:
            figures = measure(averaged[0], averaged[1], held)
            web = measure(averaged[0], averaged[1], held_tags)
            report(
                epoch=epoch + 1, dev=figures, web_tags=web["tags"], web_sentences=web["sentences"]
            )
            score = figures["source"] + figures["cue"] + figures["content"]
            if score > state["best"]:
                state["best"] = score
                torch.save(
                    {"weights": averaged.state_dict(), "dev": figures, "epoch": epoch + 1},
                    plan.out / "best.pt",
                )
            save()
    log.close()


def _epoch_lists(
    plan: Plan, epoch: int, main: list[Document], extra: list[Document], windower: Windower
) -> list[list[Any]]:
    """An epoch's batches; they depend on the seed and the epoch alone, so a resumed run sees the same."""
    dice = random.Random(plan.seed * 1000 + epoch)
    some = dice.sample(extra, int(len(extra) * plan.extra))
    windows = examples(main, windower, dice=dice)
    others = examples(some, windower, dice=dice)
    return list(shuffled(windows, others, size=plan.size, dice=dice))
