"""The layout of a text: what each rule reads instead of looking again."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import Reading
from quotebank.core.layout import Layout
from quotebank.core.marks import scan
from quotebank.core.paragraphs import paragraphs

LINES = (Path(__file__).parents[1] / "cases" / "datelines.jsonl").read_text(encoding="utf8").splitlines()
CASES = [json.loads(line) for line in LINES]

PIECES = [
    "“",
    "”",
    '"',
    "'",
    "’",
    "``",
    "''",
    " ",
    "\n",
    "\n\n",
    "a",
    "Wind",
    ".",
    ",",
    "LIMA, May 14 (AP) — ",
    "\u2028",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text()

SPLIT = "“One.\n“Two.\n“Three,” she said. A “stray mark and a “whole” one. It ended” here."


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_dateline(case: dict[str, Any]) -> None:
    layout = Layout.of(case["text"])
    line = layout.datelines[0]
    assert (case["text"][line.start : line.end] if line else "") == case["dateline"]
    assert (case["text"][slice(*layout.day)] if layout.day else None) == case["day"]


def test_regions_tell_how_they_end() -> None:
    layout = Layout.of(SPLIT)
    found = [(SPLIT[slice(*region.span)], region.closed, region.open_ended) for region in layout.regions]
    assert found == [
        ("“One.", False, True),
        ("“Two.", False, True),
        ("“Three,”", True, False),
        ("“stray mark and a ", False, False),
        ("“whole”", True, False),
    ]
    assert [region.paragraph for region in layout.regions] == [0, 1, 2, 2, 2]
    assert [region.words for region in layout.regions] == [1, 1, 1, 4, 1]
    assert [SPLIT[at] for at in layout.unpaired] == ["“", "“", "“", "”"]


def test_a_character_is_in_its_paragraph_and_touches_its_regions() -> None:
    layout = Layout.of(SPLIT)
    assert [layout.paragraph(SPLIT.index(word)) for word in ("One", "Two", "Three", "here")] == [0, 1, 2, 2]
    at = SPLIT.index("whole")
    assert [SPLIT[slice(*region.span)] for region in layout.touching((at, at + 1))] == ["“whole”"]
    assert layout.touching((SPLIT.index("here"), len(SPLIT))) == []


def test_the_words_behind_a_dateline() -> None:
    text = "LIMA — Rain.\nQUITO — Sun."
    layout = Layout.of(text)
    assert layout.behind_dateline(0) == layout.behind_dateline(5) == text.index("Rain")
    assert layout.behind_dateline(text.index("in.")) == text.index("in.")
    assert layout.behind_dateline(text.index("QUITO")) == text.index("Sun")


@pytest.mark.parametrize("text", ["", " \n\u2028 "])
def test_a_text_of_nothing(text: str) -> None:
    layout = Layout.of(text)
    assert layout == Layout(text, (), (), (), (), (), None, (), ())
    assert layout.paragraph(0) == layout.behind_dateline(0) == 0
    assert layout.touching((0, len(text))) == []


@given(TEXTS)
def test_paragraphs_hold_marks_and_regions_in_order(text: str) -> None:
    layout = Layout.of(text)
    assert list(layout.paragraphs) == paragraphs(text)
    assert len(layout.marks) == len(layout.datelines) == len(layout.paragraphs)
    assert all(one[1] <= other[0] for one, other in pairwise(layout.paragraphs))
    for span, marks, line in zip(layout.paragraphs, layout.marks, layout.datelines, strict=True):
        assert list(marks) == scan(text, *span)
        if line is not None:
            assert span[0] == line.start < line.end <= span[1]
            assert line.day is None or line.start <= line.day[0] < line.day[1] <= line.end
    for one, other in pairwise(layout.regions):
        assert one.end <= other.start and one.paragraph <= other.paragraph
    for region in layout.regions:
        start, end = layout.paragraphs[region.paragraph]
        assert start <= region.start < region.end <= end
        own = layout.marks[region.paragraph]
        assert any(mark.position == region.start and mark.role == "open" for mark in own)
        assert region.closed == any(mark.end == region.end and mark.partner == region.start for mark in own)
        assert region.open_ended == (not region.closed and region.end == end)
        assert region.closed or region.start in layout.unpaired
        assert region in layout.touching((region.start, region.start + 1))


@given(TEXTS)
def test_a_reading_has_the_layout_of_its_own_text(text: str) -> None:
    reading = Reading(text, [], [], [], [])
    assert reading.layout == Layout.of(text)
    assert Reading(text, [], [], [], [], layout=reading.layout).layout is reading.layout
    assert Reading(text + "!", [], [], [], [], layout=reading.layout).layout == Layout.of(text + "!")


@pytest.mark.parametrize(
    "pattern",
    ["“ ", '" ', "“x” ", "“\n", "K", "KYIV ", "KYIV, A", "A.", "LIMA (AP) — Rain.\n", "The Times: "],
)
def test_time_grows_with_the_length_only(pattern: str) -> None:
    """Quadratic work on 100,000 of them would take minutes."""
    start = time.process_time()
    layout = Layout.of(pattern * 100_000)
    assert layout.paragraphs
    assert time.process_time() - start < 20


def test_space_in_a_dateline_costs_no_time() -> None:
    start = time.process_time()
    assert Layout.of("KYIV" + " " * 10_000 + "x").datelines == (None,)
    assert time.process_time() - start < 1
