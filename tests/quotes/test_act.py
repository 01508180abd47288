"""The act and the attitude of a quote: each line of ``tests/cases/acts.jsonl`` is one way to word it.

In a case ``<…>`` is the cue, ``{…}`` the content and ``[…]`` the source.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import ACTS, Quote, ReadQuote
from quotebank.quotes import assemble
from tests.quotes.hand import reading

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "acts.jsonl").read_text(encoding="utf8").splitlines()
]
TABLE = resources.files("quotebank.quotes").joinpath("data/acts.tsv").read_text(encoding="utf8")
ROWS = [line.split("\t") for line in TABLE.splitlines()[1:] if not line.startswith(("#", "<"))]
PARTS = {"<": "cue", "{": "content", "[": "source"}


def quotes_of(marked: str) -> tuple[Quote, ...]:
    """The quotes of a marked sentence, read as it is marked."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {part: [] for part in PARTS.values()}
    for found in re.finditer(r"([<{\[])(.*?)[>}\]]|[^<{\[]+", marked, re.DOTALL):
        start = len(text)
        text += found[2] if found[1] else found[0]
        if found[1]:
            spans[PARTS[found[1]]].append((start, len(text)))
    read = ReadQuote(tuple(spans["content"]), tuple(spans["cue"]), tuple(spans["source"]))
    return assemble(replace(reading(text, []), quotes=(read,)))[0]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    (quote,) = quotes_of(case["text"])
    assert (quote.act, quote.attitude) == (case["act"], case["attitude"]), case["why"]


@pytest.mark.parametrize(
    ("act", "example"), [(row[0], row[-1]) for row in ROWS], ids=[row[-1] for row in ROWS]
)
def test_each_row_does_what_its_example_shows(act: str, example: str) -> None:
    (quote,) = quotes_of(f"[Ms. Ray] <{example}> {{it would rain}}.")
    assert quote.act == (act if act in ACTS else None)


@pytest.mark.parametrize(
    ("marked", "reasons"),
    [
        ("[The mayor] <denied> that {it was missing}.", ["“denied” tells of a denial."]),
        ("{“Was it missing?”} [the mayor] <said>.", ["The words by themselves are a question."]),
        ("[The mayor] <said> that {it was missing}.", []),
    ],
)
def test_an_act_other_than_a_statement_has_its_reason(marked: str, reasons: list[str]) -> None:
    (quote,) = quotes_of(marked)
    assert [one.sentence for one in quote.evidence if one.feature == "act"] == reasons


WORDS = st.lists(
    st.sampled_from(["not", "denied", "vow", "asked", "whether", "to", "said", "May", *"“”?.,’\nÉ0"]),
    max_size=9,
).map(" ".join)


@given(WORDS, WORDS, WORDS)
def test_any_words_give_an_act_or_none_and_no_attitude_is_an_act(around: str, cue: str, content: str) -> None:
    for quote in quotes_of(f"{around} <{cue}> {{{content} so}} {around}"):
        assert quote.act is None or quote.act in ACTS
        assert not (quote.attitude and quote.act)
