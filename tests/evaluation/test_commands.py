"""``quotebank evaluate`` and ``quotebank benchmark`` through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotebank.analyzer import Analyzer
from quotebank.core import Article
from quotebank.evaluation import benchmark, gold_articles, predict
from tests.cli.conftest import run

GOLD = Path(__file__).parents[1] / "cases" / "evaluation_gold.jsonl"


def test_evaluate_prints_figures_and_json() -> None:
    shown = run("evaluate", GOLD)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("1 article, 2 quotes in gold, ")
    row = json.loads(run("evaluate", GOLD, "--speech-only", "--json").stdout)
    assert (row["articles"], row["gold"]) == (1, 2)
    assert 0 <= row["found"]["f1"] <= 100


def test_plots_come_with_what_each_threshold_keeps(tmp_path: Path) -> None:
    shown = run("evaluate", GOLD, "--plots", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "confidence-coverage.svg",
        "confidence-reliability.svg",
        "confidence-speakers.svg",
    }
    assert "expected calibration error" in shown.stdout
    assert "      0.00  100.0%" in shown.stdout
    row = json.loads(run("evaluate", GOLD, "--plots", tmp_path, "--min-confidence", 1, "--json").stdout)
    assert row["answers"] == 0  # the scores are of what reaches the threshold, the plots of everything
    assert row["confidence"]["answers"] > 0
    assert row["confidence"]["kept"][0]["threshold"] == 0
    given, found = (row["speaker_confidence"][name] for name in ("quotes given", "quotes found"))
    assert given["quotes"] == given["answers"] >= found["quotes"] >= found["answers"] > 0
    assert "speaker, quotes found: " in shown.stdout
    assert run("evaluate", GOLD, "--plots", tmp_path, "--gold-quotes").exit_code == 2


def test_given_gold_quotes_every_one_is_found() -> None:
    row = json.loads(run("evaluate", GOLD, "--gold-quotes", "--json").stdout)
    assert row["found"] == row["linked"] == {"precision": 100, "recall": 100, "f1": 100}
    assert row["speaker"]["f1"] == 100
    assert (row["type"], row["kind"], row["date"]) == (100, 100, 100)


def test_gold_that_is_broken_ends_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n")
    result = run("evaluate", path)
    assert result.exit_code == 1
    assert f"{path}:1: has no quotes" in result.stderr


def test_predictions_come_in_the_order_of_gold(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    texts = [f"“It will rain today and on day {number},” Anna Ray said." for number in range(5)]
    lines = [json.dumps({"id": str(n), "text": text, "quotes": []}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    pairs = list(predict(gold_articles(path), analyzer=Analyzer()))
    assert [gold.article.id for gold, _ in pairs] == ["0", "1", "2", "3", "4"]
    assert [analysis.article.text for _, analysis in pairs] == texts


def test_benchmark_measures_all_parts(tmp_path: Path) -> None:
    text = tmp_path / "rain.txt"
    text.write_text("“It will rain today,” Anna Ray said. She said it would stop.\n" * 5)
    row = json.loads(run("benchmark", text, "--repeats", 1, "--compare-spacy", "--json").stdout)
    assert (row["articles"], row["words"], row["threads"]) == (1, 60, 1)
    assert set(row["timings"]) == {"whole", "session", "people", "spacy", "small", "textacy"}
    assert all(one["words_per_second"] > 0 for one in row["timings"].values())
    assert row["peak_memory"] is None or row["peak_memory"] > 10
    assert row["startup"] > 0
    assert row["machine"]["spacy"][0].isdigit()
    shown = run("benchmark", text, "--repeats", 1)
    assert "whole / session" in shown.stdout
    assert "people / whole" in shown.stdout
    assert "one long text" not in shown.stdout


def test_benchmark_says_when_there_is_nothing_to_read(tmp_path: Path) -> None:
    result = run("benchmark", tmp_path)
    assert result.exit_code == 1
    assert "no article to measure with" in result.stderr


def test_the_ratio_is_that_of_the_words_per_second() -> None:
    speed = benchmark([Article("“It will rain,” Anna Ray said.", "rain")], repeats=1)
    rates = {name: timing.words_per_second for name, timing in speed.timings.items()}
    assert speed.ratio == pytest.approx(rates["session"] / rates["whole"])
    assert speed.people_share == pytest.approx(rates["whole"] / rates["people"])
    assert speed.words == 6
