"""Scores never fall: each row of cases/floors.json is a figure, the least it may be, and what it once was.

Rows with ``"by": "evaluate"`` are measured with ``quotebank.evaluation`` on the project's own articles. Rows
``"by": "score.py"`` are measured with the scorer and the data that lie beside a developer's checkout, and
are passed over where they do not. ``python -m tests.test_scores`` prints what each figure is now.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quotebank.core import Analysis
from quotebank.evaluation import gold_articles, score

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
ROWS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests" / "cases" / "floors.json").read_text(encoding="utf-8")
)


def gold_of(row: dict[str, Any]) -> Path:
    """The gold file of a row."""
    return (ROOT if row["by"] == "evaluate" else SHARED) / str(row["gold"])


def name_of(row: dict[str, Any]) -> str:
    return " ".join([row["by"], Path(row["gold"]).name, *row["extract"], *row["score"], row["key"]])


def measured(row: dict[str, Any]) -> float:
    """The figure as it is now, in percent."""
    value = _result(row["by"], gold_of(row), tuple(row["extract"]), tuple(row["score"]))
    for name in row["key"].split("."):
        value = value[name]
    return float(value)


@cache
def _result(by: str, gold: Path, extract: tuple[str, ...], score: tuple[str, ...]) -> Any:
    if by == "evaluate":
        return json.loads(_said("-m", "quotebank", "evaluate", str(gold), *score, "--json"))
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        answers.write_text(_said("-m", "quotebank", "extract", str(gold), *extract), encoding="utf-8")
        return json.loads(_said(str(SCORER), str(gold), str(answers), *score, "--json"))


def _said(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, *args], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


@pytest.mark.parametrize("row", [pytest.param(row, id=name_of(row)) for row in ROWS])
def test_no_figure_is_below_its_floor(row: dict[str, Any]) -> None:
    if row["by"] == "score.py" and not (SCORER.is_file() and gold_of(row).is_file()):
        pytest.skip("needs the data beside the checkout")
    assert measured(row) >= row["floor"]


@pytest.mark.parametrize("row", [pytest.param(row, id=name_of(row)) for row in ROWS])
def test_a_floor_is_not_far_below_what_was_measured(row: dict[str, Any]) -> None:
    """A floor that nothing could fall through holds nothing."""
    assert row["measured"] - 5 <= row["floor"] <= row["measured"]


@pytest.mark.parametrize("speech_only", [True, False])
def test_our_scores_are_those_of_the_scorer(speech_only: bool, tmp_path: Path) -> None:
    """On the same answers, to one decimal place; but the scorer does not know a possessive’s curly mark."""
    if not SCORER.is_file():
        pytest.skip("needs the scorer beside the checkout")
    gold = ROOT / "tests" / "cases" / "seeds.jsonl"
    answers = tmp_path / "answers.jsonl"
    answers.write_text(_said("-m", "quotebank", "extract", str(gold)), encoding="utf-8")
    options = ["--speech-only"] if speech_only else []
    theirs = json.loads(_said(str(SCORER), str(gold), str(answers), *options, "--json"))
    analyses = [
        Analysis.from_json(json.loads(line)) for line in answers.read_text("utf-8").split("\n") if line
    ]
    ours = score(zip(gold_articles(gold), analyses, strict=True), speech_only=speech_only)
    assert ours.speaker is not None
    for figures, name, room in (
        (ours.found, "found", 0.06),
        (ours.linked, "linked_lenient", 0.06),
        (ours.speaker, "speaker", 1.0),
    ):
        got = {"p": figures.precision, "r": figures.recall, "f": figures.f1}
        assert got == pytest.approx(theirs[name], abs=room)
    for name in ("type", "role", "kind", "date", "attitude"):
        assert getattr(ours, name) == pytest.approx(theirs[name], abs=0.06)


if __name__ == "__main__":
    for one in ROWS:
        if gold_of(one).is_file():
            print(
                f"{measured(one):6.1f}  (floor {one['floor']}, was {one['measured']})  {name_of(one)}",
                flush=True,
            )
