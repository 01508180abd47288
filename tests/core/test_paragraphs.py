"""Paragraphs: a line each, or wrapped lines together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core.paragraphs import paragraphs

LINES = (Path(__file__).parents[1] / "cases" / "paragraphs.jsonl").read_text(encoding="utf8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [text[start:end] for start, end in paragraphs(text)] == case["paragraphs"]


@given(st.text(alphabet="ab \n\r\u2028\t.A", max_size=200))
def test_every_character_but_space_is_in_one_paragraph(text: str) -> None:
    spans = paragraphs(text)
    covered = [at for start, end in spans for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
