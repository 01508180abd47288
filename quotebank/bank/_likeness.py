"""How alike two pieces of text are, as folded words: for telling an edited quote from another one."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

PART_WORDS = 4
"""A piece of a quote is told from a common phrase by at least so many words."""


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of words that both have in the same order.

    A word that was spelt otherwise still counts by its letters, but only as far as they agree more than
    those of any two English sentences do, which is by about half. Two empty texts are alike: they are
    both at the border of an article.
    """
    if one == other:
        return 1.0
    by_words = Indel.normalized_similarity(_words(one), _words(other))
    # what could not be more is not computed to the end
    by_letters = 2 * Indel.normalized_similarity(one, other, score_cutoff=(by_words + 1) / 2) - 1
    # 1 is for what is the same: a comma counts
    return min(max(by_words, by_letters, 0.0), 0.999)


def contained(one: str, other: str) -> float:
    """From 0 to 1: how much of the shorter text stands in one piece in the longer; 0 under four words."""
    if min(len(_words(one)), len(_words(other))) < PART_WORDS:
        return 0.0
    return fuzz.partial_ratio(one, other) / 100


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
