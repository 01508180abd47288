"""Gold in other styles: what is printed, what is measured, what is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quotebank.analyzer import Analyzer
from quotebank.core import Analysis, Article, Quote
from quotebank.errors import InputError
from quotebank.evaluation import (
    STYLES,
    GoldArticle,
    GoldQuote,
    exact_spans,
    gold_articles,
    gold_rows,
    restyled,
    restyled_row,
    robustness,
)
from tests.cli.conftest import run

CASES = Path(__file__).parents[1] / "cases"
SEEDS = CASES / "seeds.jsonl"
SCORER = Path(__file__).parents[3] / "shared" / "tools" / "score.py"
LOST: dict[str, float] = json.loads((CASES / "style_losses.json").read_text("utf-8"))


@pytest.mark.parametrize("style", STYLES)
def test_a_line_and_its_article_are_restyled_alike(style: str, tmp_path: Path) -> None:
    rows = list(gold_rows(SEEDS))
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps(restyled_row(gold, row, style, seed=2)) for gold, row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert list(gold_articles(path)) == [restyled(gold, style, seed=2) for gold, _ in rows]


def test_the_command_prints_gold() -> None:
    lines = [json.loads(line) for line in run("restyle", SEEDS, "single").stdout.split("\n") if line]
    assert lines == [restyled_row(gold, row, "single") for gold, row in gold_rows(SEEDS)]
    assert any("‘" in line["text"] for line in lines)
    assert run("restyle", SEEDS, "names").stdout == run("restyle", SEEDS, "names").stdout
    assert run("restyle", SEEDS, "names").stdout != run("restyle", SEEDS, "names", "--seed", 1).stdout


def test_the_help_names_every_style() -> None:
    shown = run("restyle", "--help").stdout
    assert all(f"  {style}  " in shown for style in STYLES)


def test_a_style_that_is_none() -> None:
    result = run("restyle", SEEDS, "gothic")
    assert result.exit_code == 2
    assert "'gothic' is not one of straight, curly" in result.stderr
    with pytest.raises(InputError, match="no such style"):
        restyled(next(gold_articles(SEEDS)), "gothic")


def test_everything_else_of_a_line_goes_along(tmp_path: Path) -> None:
    text = "Hillary Clinton told “Today” in Ohio that it rains. Clinton left."
    row: dict[str, Any] = {
        "id": "rain",
        "text": text,
        "note": 3,
        "speakers": [{"name": "Hillary Clinton"}],
        "discard": [[text.index("Clinton left"), len(text)]],
        "quotes": [
            {
                "content": [[text.index("it rains"), text.index("it rains") + 8]],
                "source": [[0, 15]],
                "cue": [[16, 20]],
                "speaker": "Hillary Clinton",
                "aliases": ["Clinton", "Mrs. Clinton", "Ann Lee"],
                "addressee": [21, 28],
                "venue": "in Ohio",
            }
        ],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    ((gold, line),) = gold_rows(path)
    assert line == row
    moved = restyled_row(gold, row, "names")
    quote, new = moved["quotes"][0], moved["text"]
    assert (moved["note"], quote["venue"], "speakers" in moved) == (3, "in Ohio", False)
    assert new[slice(*quote["source"][0])] == quote["speaker"] != "Hillary Clinton"
    assert new[slice(*quote["addressee"])] == "“Today”"
    assert new[slice(*quote["content"][0])] == "it rains"
    assert new[slice(*moved["discard"][0])] == f"{quote['aliases'][0]} left."
    assert quote["aliases"][1:] == [f"Mrs. {quote['aliases'][0]}", "Ann Lee"]


def test_a_cut_text_has_no_quote_without_content() -> None:
    text = "It rained on and on and on, Ann Lee said. It would never stop again, Bob Ray said."
    second = text.index("It would")
    gold = GoldArticle(
        Article(text, "rain"),
        (
            GoldQuote(content=((0, 26),), cue=((36, 40),), source=((28, 35),)),
            GoldQuote(content=((second, second + 26),), source=((second + 28, second + 35),)),
        ),
    )
    for seed in range(50):
        cut = restyled(gold, "cut", seed=seed)
        assert text.startswith(cut.article.text.rstrip(".…"))
        assert all(quote.content for quote in cut.quotes)
        assert len(cut.article.text) < len(text)


def test_spans_are_compared_as_they_are() -> None:
    gold = GoldArticle(
        Article("It rains, Ann said, and Bob said that he knew.", "rain"),
        (
            GoldQuote(content=((0, 8),), cue=((14, 18),), source=((10, 13),)),
            GoldQuote(content=((38, 45),), cue=((28, 32),), source=((24, 27),), core=False),
        ),
    )
    answers = (
        Quote("indirect", content=((0, 9),), cue=((14, 18),), source=((10, 13),)),
        Quote("indirect", content=((33, 45),), cue=((28, 32),), source=((24, 27),)),
    )
    found = exact_spans([(gold, Analysis(gold.article, answers))])
    assert (found.source.f1, found.cue.f1, found.content.f1) == (100, 100, 0)
    assert (found.cue.precision, found.cue.recall) == (100, 100)


def test_exact_spans_are_those_of_the_scorer(tmp_path: Path) -> None:
    if not SCORER.is_file():
        pytest.skip("needs the scorer beside the checkout")
    answers = tmp_path / "answers.jsonl"
    answers.write_text(run("extract", SEEDS, "--reader").stdout, encoding="utf-8")
    command = [sys.executable, str(SCORER), str(SEEDS), str(answers), "--raw", "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["spans"]
    ours = json.loads(run("evaluate", SEEDS, "--reader", "--json").stdout)["original"]
    for part, figures in theirs.items():
        assert list(ours[part].values()) == pytest.approx([figures[name] for name in "prf"], abs=0.06)


def test_evaluate_says_what_a_style_costs() -> None:
    gold = CASES / "evaluation_gold.jsonl"
    row = json.loads(run("evaluate", gold, "--reader", "--styles", "--json").stdout)
    assert row["articles"] == 1
    assert list(row["styles"]) == list(STYLES)
    assert 0 <= row["styles"]["single"]["score"]["content"]["f1"] <= 100
    shown = run("evaluate", gold, "--reader", "--styles").stdout
    value = row["original"]["content"]["f1"]
    assert f"content    {row['original']['content']['precision']:9.1f}" in shown
    assert f"{value:8.1f}   +0.0" in shown
    assert "style" not in run("evaluate", gold, "--reader").stdout


@pytest.mark.parametrize(
    "options", [["--styles"], ["--reader", "--gold-quotes"], ["--reader", "--speech-only"]]
)
def test_questions_that_do_not_go_together(options: list[str]) -> None:
    assert run("evaluate", SEEDS, *options).exit_code == 2


def test_restyling_changes_few_decisions() -> None:
    """Content F1 of the reader alone on the example articles, against what each style may take away."""
    found = robustness(gold_articles(SEEDS), analyzer=Analyzer(raw=True), styles=tuple(STYLES))
    original = found.original.content.f1
    lost = {style: original - one.score.content.f1 for style, one in found.styles.items()}
    assert {style: loss for style, loss in lost.items() if loss > LOST.get(style, LOST["any other"])} == {}
    assert all(one.changed > 3 for one in found.styles.values())
