"""Which quotation marks open, close and pair."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core.marks import MARK, scan

LINES = (Path(__file__).parents[1] / "cases" / "marks.jsonl").read_text(encoding="utf-8").splitlines()
ROWS = [json.loads(line) for line in LINES]
PARAGRAPHS = st.text(alphabet="\"“”„‟«»‹›＂'‘’‚‛`´ aSt90.,!?—([é\u0301") | st.text()


@pytest.mark.parametrize("row", [pytest.param(row, id=row["case"]) for row in ROWS])
def test_each_mark_has_its_role_depth_and_partner(row: dict[str, Any]) -> None:
    found = [[mark.position, mark.role, mark.depth, mark.partner] for mark in scan(row["text"])]
    assert found == row["marks"]


@given(PARAGRAPHS)
def test_marks_are_in_order_and_partners_know_each_other(text: str) -> None:
    marks = scan(text)
    by_position = {mark.position: mark for mark in marks}
    assert [mark.position for mark in marks] == [found.start() for found in MARK.finditer(text)]
    for one, other in pairwise(marks):
        assert one.position < one.end <= other.position
    for mark in marks:
        if mark.partner < 0:
            assert mark.role != "close"
            continue
        partner = by_position[mark.partner]
        assert partner.partner == mark.position
        assert {mark.role, partner.role} == {"open", "close"}
        assert mark.depth == partner.depth >= 1
        assert (mark.role == "open") == (mark.position < partner.position)


@given(PARAGRAPHS)
def test_pairs_never_cross(text: str) -> None:
    pairs = [
        (mark.position, mark.partner) for mark in scan(text) if mark.role == "open" and mark.partner >= 0
    ]
    for a, b in pairs:
        for c, d in pairs:
            assert not a < c < b < d


@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_only_the_paragraph_is_looked_at(before: str, text: str, after: str) -> None:
    start = len(before)
    moved = [
        mark._replace(
            position=mark.position + start, partner=mark.partner + start if mark.partner >= 0 else -1
        )
        for mark in scan(text)
    ]
    assert scan(before + text + after, start, start + len(text)) == moved


@pytest.mark.parametrize("pattern", ["“ ", '" ', "' ", "s' ", "‘x ", "('a' ", "“‘ ", "“x” "])
def test_time_grows_with_the_length_only(pattern: str) -> None:
    """Quadratic work on 100,000 marks would take minutes."""
    start = time.process_time()
    assert len(scan(pattern * 100_000)) >= 100_000
    assert time.process_time() - start < 20
