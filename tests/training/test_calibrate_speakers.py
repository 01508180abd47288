"""The confidence of speakers is fitted on what came true, and written where the rules find it."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

from quotebank.core import Evidence
from quotebank.core.chances import logistic
from quotebank.people.confidence import FEATURES, WEIGHTS, features
from quotebank.training.calibrate_speakers import GOLD, calibrate_speakers

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "“It will rain again,” Anna Ray said on Monday.\n\nShe added that the harbor was closed to all ships."


def test_the_fit_is_written_with_where_it_is_from(tmp_path: Path) -> None:
    spans = [
        {"content": [[0, 21]], "cue": [[31, 35]], "source": [[22, 30]]},
        {"content": [[63, 98]], "cue": [[52, 57]], "source": [[48, 51]]},
    ]
    with gzip.open(tmp_path / GOLD, "wt", encoding="utf8") as lines:
        for number in range(30):
            # in this world a pronoun is somebody else every other time
            names = ["Anna Ray", "Anna Ray" if number % 2 else "Bo Roth"]
            quotes = [{**one, "speaker": name} for one, name in zip(spans, names, strict=True)]
            lines.write(json.dumps({"id": str(number), "text": TEXT, "quotes": quotes}) + "\n")
    figures = calibrate_speakers(tmp_path, tmp_path)
    for kind in ("given", "found"):
        assert figures[f"{kind}: speakers told"] == 60
        assert figures[f"{kind}: right"] == 45
        assert figures[f"{kind}: a right one above a wrong one"] > 0.6
        assert 0 < figures[f"{kind}: Brier score"] < 0.25
    told = json.loads((tmp_path / WEIGHTS).read_text("utf-8"))
    assert told["fitted on"] == f"{GOLD}: 30 articles, 120 speakers told"
    weights = [told["weights"][name] for name in FEATURES]
    name, pronoun = (
        logistic(weights, features(Evidence(kind, 0.9, "Why."), None)) for kind in ("name", "pronoun")
    )
    assert name > 0.85 > 0.7 > pronoun > 0.3
