"""Each style on sentences of our own, and on the example articles."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest

from quotebank.core import Span
from quotebank.evaluation import STYLES, GoldQuote, gold_articles
from quotebank.evaluation.edits import Rewritten, rewrite
from quotebank.evaluation.styles import Known

CASES = Path(__file__).parents[1] / "cases"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (CASES / "styles.jsonl").read_text("utf-8").split("\n") if line
]
SEEDS = range(400)
"""Enough that every way of a style comes up."""


def spans_of(text: str, words: list[str]) -> list[Span]:
    return [(text.index(one), text.index(one) + len(one)) for one in words]


def outcomes(row: dict[str, Any]) -> list[Rewritten]:
    text = row["text"]
    parts = row.get("quote", {})
    content, cue, source = (
        tuple(spans_of(text, parts.get(part, []))) for part in ("content", "cue", "source")
    )
    known = Known([GoldQuote(content, cue, source)] if parts else ())
    return [rewrite(text, STYLES[row["style"]](text, known, random.Random(seed))) for seed in SEEDS]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['style']}-{n}") for n, row in enumerate(ROWS)])
def test_a_style_writes_as_it_should(row: dict[str, Any]) -> None:
    found = outcomes(row)
    texts = {one.text for one in found}
    if "becomes" in row:
        assert texts == set(row["becomes"])
    assert texts >= set(row.get("reaches", ()))
    for one in found:
        moved = [one.span(*span) for span in spans_of(row["text"], row.get("spans", []))]
        assert [span and one.text[slice(*span)] for span in moved] == row.get("moved", [])


def test_every_style_has_a_case() -> None:
    assert {row["style"] for row in ROWS} == set(STYLES)


NAMED = (
    "Hillary R. Clinton lost. Mrs. Clinton’s aides said CLINTON rang Mr. Sanders, and that Sanders’ phone, "
    "not Clinton-owned, was off. “Hillary!” the Clintons said. The Clinton Foundation was open."
)
RENAMED = (
    r"{} lost\. Mrs\. (?P=family)’s aides said (?P<capitals>.+) rang Mr\. (?P<other>.+), and that "
    r"(?P=other)(?:(?<!s)’s|(?<=s)’) phone, not (?P=family)-owned, was off\. “(?P=given)!” the (?P=family)s "
    r"said\. The Clinton Foundation was open\."
)
ORDERS = ("(?P<given>.+) (?P<family>.+)", "(?P<family>.+) (?P<given>.+)")


@pytest.mark.parametrize("given", [True, False])
def test_a_person_has_one_new_name(given: bool) -> None:
    people = spans_of(NAMED, ["Hillary R. Clinton", "CLINTON", "Mr. Sanders", "Sanders"])
    known = Known(people=people) if given else Known()
    seen = set()
    for seed in range(60):
        text = rewrite(NAMED, STYLES["names"](NAMED, known, random.Random(seed))).text
        read = [found for order in ORDERS if (found := re.fullmatch(RENAMED.format(order), text))]
        assert read, text
        assert read[0]["capitals"] == read[0]["family"].upper()
        seen.add(read[0]["family"])
    assert len(seen) > 20


def test_the_same_dice_give_the_same_edits_and_edits_never_overlap() -> None:
    for gold in gold_articles(CASES / "seeds.jsonl"):
        text, known = gold.article.text, Known(gold.quotes)
        for name, style in STYLES.items():
            edits = style(text, known, random.Random(name))
            assert edits == style(text, known, random.Random(name))
            moved = rewrite(text, edits)  # refuses edits that overlap
            assert (moved.text == text) == (not edits)


@pytest.mark.parametrize("style", sorted(STYLES.keys() - {"names", "cut", "brackets"}))
def test_words_stay_the_same(style: str) -> None:
    for gold in gold_articles(CASES / "seeds.jsonl"):
        text = gold.article.text
        moved = rewrite(text, STYLES[style](text, Known(gold.quotes), random.Random(3)))
        for quote in gold.quotes:
            for start, end in (*quote.content, *quote.cue, *quote.source):
                span = moved.span(start, end)
                assert span is not None
                assert words(moved.text[slice(*span)]) == words(text[start:end])


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
