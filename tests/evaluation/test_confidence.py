"""What a confidence is worth: known judgements give known figures, and the plots show them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import MIN_CONFIDENCE, Analysis, Article, Quote
from quotebank.evaluation import (
    Confidence,
    JudgedSpeakers,
    SpeakerConfidence,
    judge,
    judge_speakers,
    write_plots,
)
from quotebank.evaluation.confidence import bins, brier, coverage, expected_error, kept, ranking
from quotebank.evaluation.gold import GoldArticle, GoldQuote

CASES = Path(__file__).parents[1] / "cases" / "evaluation_confidence.jsonl"
ROWS = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
SVG = "{http://www.w3.org/2000/svg}"

judgements = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1)


@pytest.mark.parametrize("case", [pytest.param(row, id=row["case"]) for row in ROWS])
def test_known_judgements_give_known_figures(case: dict[str, Any]) -> None:
    judged = [(confidence, right) for confidence, right in case["judged"]]
    assert expected_error(judged) == pytest.approx(case["error"])
    got = [[one.low, one.count, one.confidence, one.right] for one in bins(judged)]
    assert got == [pytest.approx(row) for row in case["bins"]]
    cuts = [[one.threshold, one.kept, one.right, one.lost] for one in kept(judged, (0, 0.5))]
    assert cuts == [pytest.approx(row, abs=1e-4) for row in case["kept"]]
    curve = [list(point) for point in coverage(judged)]
    assert curve == [pytest.approx(point, abs=1e-4) for point in case["coverage"]]
    assert ranking(judged) == pytest.approx(case["ranking"])
    assert brier(judged) == pytest.approx(case["brier"])


@given(judgements)
def test_the_ranking_is_the_share_of_pairs_in_order(judged: list[tuple[float, bool]]) -> None:
    pairs = [
        (one > other) + (one == other) / 2
        for one, right in judged
        for other, too in judged
        if right and not too
    ]
    assert ranking(judged) == pytest.approx(sum(pairs) / len(pairs) if pairs else 0.5)
    assert 0 <= brier(judged) <= 1


def test_quotes_without_a_speaker_are_never_kept() -> None:
    some = JudgedSpeakers([(0.99, True), (0.97, True), (0.6, False)], 6)
    told = SpeakerConfidence.of(some)
    assert (told.quotes, told.answers, told.ranking) == (6, 3, 1)
    cuts = {one.threshold: (one.kept, one.right) for one in told.kept}
    assert cuts[0] == pytest.approx((1 / 2, 2 / 3))
    assert cuts[0.9] == pytest.approx((1 / 3, 1))
    assert coverage(some.judged, of=some.quotes)[-1] == pytest.approx((1 / 2, 2 / 3))


@given(judgements)
def test_every_answer_is_in_one_bin_and_at_the_end_of_the_curve(judged: list[tuple[float, bool]]) -> None:
    right = sum(one for _, one in judged)
    found = bins(judged)
    assert sum(one.count for one in found) == len(judged)
    assert sum(one.count * one.right for one in found) == pytest.approx(right)
    assert 0 <= expected_error(judged) <= 1
    curve = coverage(judged)
    assert curve[-1] == (1, right / len(judged))
    assert [share for share, _ in curve] == sorted({share for share, _ in curve})


def test_answers_are_judged_by_source_and_by_speaker() -> None:
    text = "“It will rain,” Anna Ray said. She said that it was cold. “Go,” he said. “No, never again.”"

    def span(part: str) -> tuple[int, int]:
        return text.index(part), text.index(part) + len(part)

    content = [span("“It will rain,”"), span("it was cold")]
    source = [span("Anna Ray"), span("She")]
    gold = GoldArticle(
        Article(text, "rain"),
        tuple(
            GoldQuote((a,), source=(b,), names=("Anna Ray",)) for a, b in zip(content, source, strict=True)
        ),
    )
    answers = (
        Quote(
            "direct",
            (content[0],),
            source=(source[0],),
            speaker="Bo",
            confidence=0.9,
            speaker_confidence=0.7,
        ),
        Quote(
            "indirect",
            (content[1],),
            source=(source[0],),
            speaker="Anna Ray",
            confidence=0.6,
            speaker_confidence=0.8,
        ),
        Quote("direct", ((text.index("“No"), len(text)),), confidence=0.1),
    )
    linked, spoken = judge([(gold, Analysis(gold.article, answers))])
    assert linked == [(0.9, True), (0.6, False), (0.1, False)]
    assert spoken == [(0.9, False), (0.6, True), (0.1, False)]
    # the quote that is nobody's in gold is not asked for its speaker
    assert judge_speakers([(gold, Analysis(gold.article, answers))]) == JudgedSpeakers(
        [(0.7, False), (0.8, True)], 2
    )
    unsure = Analysis(gold.article, (replace(answers[0], speaker=None, speaker_confidence=None), answers[1]))
    assert judge_speakers([(gold, unsure)]) == JudgedSpeakers([(0.8, True)], 2)
    nameless = GoldArticle(gold.article, tuple(GoldQuote(quote.content) for quote in gold.quotes))
    assert judge([(nameless, Analysis(gold.article, answers))])[1] is None


@pytest.mark.parametrize("spoken", [True, False])
def test_the_plots_are_drawings_that_tell_the_figures(tmp_path: Path, *, spoken: bool) -> None:
    judged = [(number / 100, number % 3 > 0) for number in range(100)]
    speakers = {"given": JudgedSpeakers(judged, 125), "found": JudgedSpeakers(judged[:50], 50)}
    paths = write_plots(tmp_path / "new", judged, *((judged, speakers) if spoken else ()))
    reliability, curves, *third = (ElementTree.parse(path).getroot() for path in paths)
    names = ["confidence-reliability.svg", "confidence-coverage.svg", "confidence-speakers.svg"]
    assert [path.name for path in paths] == (names if spoken else names[:2])
    for one in third:
        (cut,) = kept(judged, [0.9], of=125)
        texts = [text.text or "" for text in one.iter(f"{SVG}text")]
        assert sum(f"{cut.kept:.1%} kept, {cut.right:.1%}" in text for text in texts) == 1
        assert any(text == "found" for text in texts)  # none of which reaches the threshold
    words = [one.text or "" for one in reliability.iter(f"{SVG}text")]
    assert any(f"{Confidence.of(judged).error:.3f}" in text for text in words)
    assert words.count("10") == 10  # ten answers in each of ten bins
    assert len(reliability.findall(f"{SVG}rect")) == 1 + 10
    lines = [one for one in curves.iter(f"{SVG}path") if (one.get("class") or "").startswith("line")]
    assert len(lines) == 1 + spoken
    (cut,) = kept(judged, [MIN_CONFIDENCE])
    told = [one.text or "" for one in curves.iter(f"{SVG}text") if f"{cut.kept:.1%} kept" in (one.text or "")]
    assert len(told) == 1 + spoken
    sizes = [path.stat().st_size for path in paths]
    assert max(sizes) < 20_000


def test_plots_of_no_answer_are_drawings_too(tmp_path: Path) -> None:
    for path in write_plots(tmp_path, [], []):
        assert ElementTree.parse(path).getroot().tag == f"{SVG}svg"


@pytest.mark.parametrize("page", ["model.md", "python.md", "spacy.md"])
def test_the_pages_tell_the_threshold_that_is_used(page: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    assert re.search(rf"(?:under \*\*|stands for ){re.escape(f'{MIN_CONFIDENCE:g}')}\b", text)
