"""The figures and plots of the documentation, measured anew: ``python -m tests.measured FOLDER...``.

Each row names its gold file and the command that measures it. A gold file is looked for in the checkout, then
in the folders given; a row whose file is nowhere keeps its figure. Most of the data are not part of the
project: docs/model.md says what they are.
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.pages import ROOT

PLOTS = {"open-news.dev.jsonl.gz": ROOT / "docs", "speakers.dev.jsonl.gz": ROOT / "docs" / "speakers"}
"""Where the plots of the confidence on a gold file are drawn."""

SCORES = ROOT / "docs" / "scores.json"


def rows() -> list[dict[str, Any]]:
    """What is measured, with the figures as they are written down."""
    found: list[dict[str, Any]] = json.loads(SCORES.read_text("utf-8"))
    return found


def measure(folders: list[Path]) -> None:
    """Writes the figures that can be measured with what is there."""
    updated = []
    for row in rows():
        gold = next(
            (path for path in (one / row["gold"] for one in [ROOT, *folders]) if path.is_file()), None
        )
        figure = row["figure"] if gold is None else _figure(row, gold)
        print(
            f"{row['gold']}: {row['what']}: {figure}{' (not measured)' if gold is None else ''}", flush=True
        )
        updated.append({**row, "figure": figure})
    for name, folder in PLOTS.items():
        for gold in [path for path in (one / name for one in folders) if path.is_file()][:1]:
            answer = _answer(("evaluate", str(gold), "--plots", str(folder)))
            print(f"{name}: expected calibration error: {answer['confidence']['error']:.3f}", flush=True)
            for which, one in answer.get("speaker_confidence", {}).items():
                print(f"{name}: speaker, {which}: expected calibration error: {one['error']:.3f}", flush=True)
    SCORES.write_text(json.dumps(updated, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _figure(row: dict[str, Any], gold: Path) -> float:
    value = _answer(tuple(part.format(gold=gold) for part in row["command"].split()))
    for name in row["key"].split("."):
        value = value[name]
    return round(float(value), 1)


@cache
def _answer(command: tuple[str, ...]) -> Any:
    """What a command of quotebank says as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", "quotebank", *command, "--json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return json.loads(done.stdout)


if __name__ == "__main__":
    measure([Path(folder) for folder in sys.argv[1:]])
