"""What somebody speaks about: the key terms of many quotes, ranked by textacy's TextRank.

textacy takes seconds to import, so it is loaded when the first topics are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from quotebank.errors import InputError

if TYPE_CHECKING:
    import os

    from spacy.language import Language

MOST = 200_000
"""Characters that are read: far more than any list of topics gains from."""

MOST_OF_ONE = 10_000
"""Characters of one speaker that are read for the words of a page: less than a second of work."""

WORDS = 20
"""Words of one speaker that are kept."""

_AT_ONCE = 20
"""Speakers of one transaction: what is killed has lost no more."""

_WITHOUT_BRACKETS = str.maketrans("", "", "[]")
"""``[T]here`` and ``the [US] secretary`` are read as words."""


def topics(texts: Iterable[str], *, limit: int = 20, most: int = MOST) -> list[tuple[str, float]]:
    """The key terms of some texts, lower-cased, with their weights; the heaviest first.

    Of the texts ``most`` characters are read. Source: TextRank (Mihalcea and Tarau 2004) as textacy
    implements it, over nouns, names and adjectives.
    """
    from textacy.extract.keyterms.textrank import textrank

    held: list[str] = []
    size = 0
    for text in texts:
        held.append(text.translate(_WITHOUT_BRACKETS))
        size += len(text)
        if size > most:
            break
    doc = _pipeline()("\n\n".join(held)[:most])
    if not any(token.is_alpha for token in doc):
        return []
    found = textrank(doc, normalize="lower", topn=limit)
    return [(str(term), float(weight)) for term, weight in found]


def store_words(
    bank: str | os.PathLike[str],
    *,
    least: int = 5,
    most: int | None = None,
    anew: bool = False,
    tell: Callable[[int, int], object] | None = None,
) -> int:
    """Computes what the speakers of the bank at a path speak about, for its pages; how many speakers.

    That is for speakers of at least ``least`` quotes who have no words yet or other quotes than when these
    were computed; with ``anew`` for all. ``most`` bounds how many, the most quoted first. A speaker takes
    less than a second; what is computed is kept when the work is broken off. ``tell`` is called with how
    many are done, of how many. Raises BankError where there is no bank.
    """
    from quotebank.bank import Bank

    with Bank(bank, create=False) as opened:
        speakers = opened.without_words(least=least, anew=anew)[:most]
        for start in range(0, len(speakers), _AT_ONCE):
            some = speakers[start : start + _AT_ONCE]
            opened.keep_words({one: _words_of(opened.texts_of(one, most=MOST_OF_ONE)) for one in some})
            if tell is not None:
                tell(start + len(some), len(speakers))
    return len(speakers)


def _words_of(texts: Iterable[str]) -> list[tuple[str, float]]:
    try:
        found = topics(texts, limit=WORDS, most=MOST_OF_ONE)
    except InputError:
        # A text that cannot be analysed has no words; those of others do not depend on it.
        return []
    kept: list[tuple[str, float]] = []
    for term, weight in found:
        words = set(term.split())
        # what a heavier term says already ("secretary austin" after "defense secretary austin") adds nothing
        if any(map(str.isalpha, term)) and not any(words < set(heavier.split()) for heavier, _ in kept):
            kept.append((term, weight))
    return kept


@cache
def _pipeline() -> Language:
    from quotebank.pipeline import load

    return load()
