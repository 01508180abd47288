"""The confidence is fitted on what came true, and written where the reader finds it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from quotebank.core import ReadQuote
from quotebank.reader import SHIPPED
from quotebank.reader.calibration import FEATURES, UNFITTED, Calibration
from quotebank.reader.manifest import MANIFEST, load_manifest
from quotebank.training.calibrate import calibrate, fit

SURE = ReadQuote(((0, 4),), ((5, 9),), ((10, 14),), labels=0.99, exact=0.9, link=0.99, source_link=0.99)
UNSURE = ReadQuote(((0, 4),), ((5, 9),), (), labels=0.6, exact=0.2, link=0.4, source_link=1.0)


def test_a_curve_is_found_again_from_what_it_decided() -> None:
    dice = np.random.default_rng(1)
    x = np.stack([np.ones(20_000), dice.normal(size=20_000)], axis=1)
    weights = np.array([-0.5, 1.5])
    y = (dice.random(20_000) < 1 / (1 + np.exp(-x @ weights))).astype(np.float64)
    assert fit(x, y) == pytest.approx(weights, abs=0.1)


def test_curves_come_back_from_json() -> None:
    back = Calibration.from_json(UNFITTED.to_json())
    assert (back.content, back.source) == (list(UNFITTED.content), list(UNFITTED.source))
    assert set(UNFITTED.to_json()["source"]) == set(FEATURES)


def test_a_content_is_needed_to_be_right() -> None:
    empty = ReadQuote((), ((5, 9),), ())
    assert UNFITTED.content_confidence(empty) == 0
    assert 0 < UNFITTED.content_confidence(UNSURE) < UNFITTED.content_confidence(SURE) < 1


def test_the_fit_is_written_and_its_error_told(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    text = (
        "“It will rain again,” Anna Ray said on Monday.\n\nShe added that the harbor was closed to all ships."
    )
    quotes = [
        {"content": [[0, 21]], "cue": [[31, 35]], "source": [[22, 30]]},
        {"content": [[63, 98]], "cue": [[52, 57]], "source": [[48, 51]]},
    ]
    with gzip.open(tmp_path / "polnear.dev.jsonl.gz", "wt", encoding="utf8") as lines:
        for number in range(4):
            row = {"id": str(number), "text": text, "quotes": quotes if number < 3 else []}
            lines.write(json.dumps(row) + "\n")
    figures = calibrate(folder, tmp_path)
    assert figures["quotes"] == 8
    assert figures["content right"] == figures["content and source right"] == 0.75
    names = {name for name in figures if "expected calibration error" in name}
    assert len(names) == 6
    assert all(0 <= figures[name] <= 1 for name in names)
    fitted = load_manifest(folder).calibration
    before = json.loads((SHIPPED / MANIFEST).read_text("utf8"))["calibration"]
    assert fitted.to_json() != before
    assert fitted.source_confidence(SURE) > fitted.content_confidence(SURE) > 0.5
