"""Known answers to a small gold file give known figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotebank.core import Analysis
from quotebank.core.analysis import quote_from_json
from quotebank.evaluation import Score, gold_articles, score

CASES = Path(__file__).parents[1] / "cases"
GOLD = json.loads((CASES / "evaluation_gold.jsonl").read_text(encoding="utf-8"))
ROWS = [json.loads(line) for line in (CASES / "evaluation.jsonl").read_text(encoding="utf-8").splitlines()]


def changed(quotes: list[dict[str, Any]], change: dict[str, Any]) -> list[dict[str, Any]]:
    """Quotes by number with other fields; None takes one out."""
    edits = {int(number): edit for number, edit in change.items()}
    return [
        {**quote, **edits.get(number, {})}
        for number, quote in enumerate(quotes)
        if edits.get(number, {}) is not None
    ]


def scored(case: dict[str, Any], folder: Path) -> Score:
    quotes = changed(GOLD["quotes"], case.get("gold", {}))
    path = folder / "gold.jsonl"
    path.write_text(json.dumps({**GOLD, "quotes": quotes}) + "\n", encoding="utf-8")
    (gold,) = gold_articles(path)
    answers = [*changed(quotes, case.get("change", {})), *case.get("more", ())]
    analysis = Analysis(gold.article, tuple(quote_from_json(quote) for quote in answers))
    return score([(gold, analysis)], speech_only=case.get("speech_only", False))


@pytest.mark.parametrize("case", [pytest.param(row, id=row["case"]) for row in ROWS])
def test_known_answers_give_known_figures(case: dict[str, Any], tmp_path: Path) -> None:
    result = scored(case, tmp_path)
    for name in ("found", "linked", "speaker"):
        figures = getattr(result, name)
        got = [round(figures.precision, 1), round(figures.recall, 1), round(figures.f1, 1)]
        assert (name, got) == (name, case.get(name, [100, 100, 100]))
    for name in ("type", "role", "kind", "date", "attitude"):
        assert (name, getattr(result, name)) == (name, case.get(name, 100))


def test_without_speakers_in_gold_there_is_no_figure_for_them(tmp_path: Path) -> None:
    bare = [{"content": quote["content"]} for quote in GOLD["quotes"]]
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**GOLD, "quotes": bare}), encoding="utf-8")
    (gold,) = gold_articles(path)
    answers = tuple(quote_from_json({**quote, "source": []}) for quote in GOLD["quotes"])
    result = score([(gold, Analysis(gold.article, answers))])
    assert (result.found.f1, result.linked.f1) == (100, 100)
    assert (result.speaker, result.type, result.role, result.kind) == (None, None, None, None)
    assert (result.date, result.attitude) == (None, None)
