"""Names as letters: one spelling for comparing, and how alike two spellings are."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from quotebank.people.names import fold

_SPECIAL = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ə": "a",
        "Ə": "A", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "‐": "-",
        "‑": "-", "–": "-", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
"""Letters that Unicode does not take apart, and the hyphens and apostrophes of all keyboards."""

_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        ("x", "ks"), ("ph", "f"), ("dzh|zh|dj", "j"), ("tsch|tch", "ch"), ("sch", "sh"), ("kh|gh|ck", "k"),
        ("c(?!h)|q|g", "k"), ("w|v", "f"), ("z", "s"), (r"(.)\1+", r"\1"), ("[aeiouy]", ""), ("(?!^)h", ""),
    )
)  # fmt: skip
"""What other ways of writing a language keep of a name: its consonants."""

_DOUBLED = re.compile(r"(.)\1+")

_BRITISH = {"defence": "defense", "centre": "center", "theatre": "theater", "programme": "program"}


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """Lower case without accents, dots and apostrophes; ``ø`` and its like become plain letters."""
    return fold(word.translate(_SPECIAL))


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """The key under which spellings of one name meet: ``Gaddafi`` and ``Gadhafi``, ``Sergei`` and ``Sergey``.

    A word without consonants is its own key.
    """
    out = word
    for written, heard in _SOUNDS:
        out = written.sub(heard, out)
    return out or word


def american(word: str) -> str:
    """A common word in American spelling: ``harbor``, ``defense``."""
    if len(word) > 4 and word.endswith("our"):
        return word[:-3] + "or"
    return _BRITISH.get(word, word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A common word for comparing: American spelling, no plural."""
    word = american(word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    return word


def spelt_alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name.

    The same consonants, and for short words hardly a letter's difference: ``Li`` is not ``Lu``.
    """
    if consonants(one) != consonants(other):
        return False
    shorter = min(len(one), len(other))
    if shorter < 4:
        return one == other
    return len(consonants(one)) > 2 or one_letter_off(one, other)


def one_letter_off(one: str, other: str) -> bool:
    """Whether one letter added, left out, changed or swapped with the next makes one word the other.

    Doubled letters count once.
    """
    return OSA.distance(_DOUBLED.sub(r"\1", one), _DOUBLED.sub(r"\1", other), score_cutoff=1) < 2


def likeness(one: str, other: str) -> float:
    """How alike two whole names are, 0 to 1 (Jaro-Winkler)."""
    return float(JaroWinkler.similarity(one, other))
