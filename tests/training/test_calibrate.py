"""The curves are fitted on what came true, and written where the analyzer finds them."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from quotebank.quotes.acceptance import FEATURES, SOURCE_FEATURES, Acceptance
from quotebank.reader import SHIPPED
from quotebank.reader.manifest import MANIFEST, load_manifest
from quotebank.training.calibrate import calibrate, fit, fold_rows

TEXT = "“It will rain again,” Anna Ray said on Monday.\n\nShe added that the harbor was closed to all ships."
QUOTES = [
    {"content": [[0, 21]], "cue": [[31, 35]], "source": [[22, 30]], "attitude": False},
    {"content": [[63, 98]], "cue": [[52, 57]], "source": [[48, 51]], "attitude": True},
]


def gold(path: Path, quotes: list[list[dict[str, object]]]) -> None:
    with gzip.open(path, "wt", encoding="utf8") as lines:
        for number, some in enumerate(quotes):
            lines.write(json.dumps({"id": str(number), "text": TEXT, "quotes": some}) + "\n")


def test_a_curve_is_found_again_from_what_it_decided() -> None:
    dice = np.random.default_rng(1)
    x = np.stack([np.ones(20_000), dice.normal(size=20_000)], axis=1)
    weights = np.array([-0.5, 1.5])
    y = (dice.random(20_000) < 1 / (1 + np.exp(-x @ weights))).astype(np.float64)
    assert fit(x, y) == pytest.approx(weights, abs=0.1)


def test_the_fit_is_written_and_its_error_told(tmp_path: Path) -> None:
    folder, fold = tmp_path / "model", tmp_path / "fold"
    for copy in (folder, fold):
        shutil.copytree(SHIPPED, copy)
    gold(tmp_path / "open-news.train.jsonl.gz", [QUOTES] * 9 + [[]] * 3)
    figures = calibrate(folder, tmp_path, [fold] * 5)
    assert figures["candidates"] == 24
    assert figures["content right"] == 0.75
    assert all(0 <= value <= 1 for name, value in figures.items() if "error" in name)
    fitted = Acceptance.from_json(load_manifest(folder).calibration)
    before = json.loads((SHIPPED / MANIFEST).read_text("utf8"))["calibration"]
    assert fitted.to_json() != before
    assert set(fitted.to_json()["content"]) == set(FEATURES)
    assert set(fitted.to_json()["source"]) == set(SOURCE_FEATURES)


def test_each_article_is_read_by_the_model_that_did_not_see_it(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    optional = [{**quote, "core": False} for quote in QUOTES]
    gold(path, [QUOTES, [], optional])
    rows = fold_rows([SHIPPED] * 5, path)
    assert len(rows) == 6
    assert [row.fold for row in rows] == sorted(row.fold for row in rows)
    assert sorted(str(row.found) for row in rows) == ["False"] * 2 + ["None"] * 2 + ["True"] * 2
    assert {row.attitude for row in rows if row.found} == {True, False}
