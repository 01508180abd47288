"""Spans in, quotes out: each line of ``tests/cases/quotes.jsonl`` is one phenomenon."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotebank.core import Reading, ReadQuote
from quotebank.core.span import hull
from quotebank.quotes import assemble
from tests.quotes.hand import reading, words_of

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "quotes.jsonl").read_text(encoding="utf8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    quotes, notes = assemble(reading(text, case["read"], case.get("tags"), case.get("people", ())))
    found = [
        {
            "type": quote.type,
            "content": words_of(text, quote.content),
            "cue": words_of(text, quote.cue),
            "source": words_of(text, quote.source),
            "attitude": quote.attitude,
        }
        for quote in quotes
    ]
    wanted = [{"cue": [], "source": [], "attitude": False, **quote} for quote in case["quotes"]]
    assert found == wanted
    assert len(notes) == case.get("notes", 0)


MARKS = ["“", "”", '"', "'", "‘", "’", "«", "»", "''", " ", " ", "\n", ".", ",", ":", "—"]
WORDS = ["that", "said", "He", "adding", "U.S.", "OSTERBY", "(Wire)", "\u00a0", "🎈", "\u202e", "e\u0301"]
PIECES = st.sampled_from([*MARKS, *WORDS])


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = "".join(draw(st.lists(PIECES, max_size=60)))
    plain = reading(text, [])

    def segments() -> tuple[tuple[int, int], ...]:
        ends = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
        return tuple((a, b) for a, b in zip(ends[::2], ends[1::2], strict=False))

    quotes = tuple(ReadQuote(segments(), segments(), segments()) for _ in range(draw(st.integers(0, 4))))
    return Reading(text, plain.starts, plain.ends, plain.tags, plain.sentences, quotes=quotes)


@given(readings())
def test_any_spans_give_quotes_that_share_no_character(some: Reading) -> None:
    quotes, _ = assemble(some)
    taken: set[int] = set()
    for quote in quotes:
        assert quote.content
        last = 0
        for start, end in quote.content:
            assert last <= start < end <= len(some.text)
            assert taken.isdisjoint(range(start, end))
            taken.update(range(start, end))
            last = end
        assert 0 <= quote.confidence <= 1
        for start, end in (*quote.cue, *quote.source):
            assert 0 <= start < end <= len(some.text)
    assert [hull(quote.content) for quote in quotes] == sorted(hull(quote.content) for quote in quotes)
