"""Long texts: made of the articles' paragraphs, each read in a process of its own."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from quotebank.core import Article
from quotebank.evaluation.long_text import long_texts, of_length

ARTICLES = [
    Article("“It will rain,” Anna Ray said.\n\nNothing else happened.", "a"),
    Article("She added that it was cold.", "b"),
]


@pytest.mark.parametrize("words", [1, 14, 15, 100])
def test_paragraphs_come_round_until_there_are_words_enough(words: int) -> None:
    text = of_length(ARTICLES, words)
    assert words <= len(text.split()) < words + 6
    first = [part for one in ARTICLES for part in one.text.split("\n\n")]
    parts = text.split("\n\n")
    assert parts == [first[number % 3] for number in range(len(parts))]


def test_each_size_is_measured() -> None:
    small, large = long_texts(ARTICLES, sizes=(50, 500))
    assert [small.words, large.words] == [len(of_length(ARTICLES, size).split()) for size in (50, 500)]
    assert 0 < small.quotes < large.quotes
    assert small.words_per_second == pytest.approx(small.words / small.processor_seconds)
    if small.peak_memory is not None:
        assert small.loaded_memory is not None
        assert 10 < small.loaded_memory <= small.peak_memory


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system's own count is trusted")
def test_what_the_starting_process_holds_does_not_count() -> None:
    held = np.ones(60_000_000)
    (one,) = long_texts(ARTICLES, sizes=[50])
    assert one.peak_memory is not None
    assert 10 < one.peak_memory < held.nbytes / 1e6
