"""Names as letters: one spelling for comparing, and how alike two spellings are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPECIAL = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ə": "a",
        "Ə": "A", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th", "‐": "-",
        "‑": "-", "–": "-", "ʼ": "'", "ʻ": "'", "`": "'", "´": "'", "’": "'",
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


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower case without accents, dots and apostrophes; ``ø`` and its like become plain letters."""
    word = word.translate(_SPECIAL)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.casefold().replace(".", "").replace("'", "")


@lru_cache(maxsize=200_000)
def consonants(word: str) -> str:
    """The key under which spellings of one name meet: ``Gaddafi`` and ``Gadhafi``, ``Sergei`` and ``Sergey``.

    A word without consonants is its own key.
    """
    out = word
    for written, heard in _SOUNDS:
        out = written.sub(heard, out)
    return out or word


def spelt_alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name.

    The same consonants, and for short words hardly a letter's difference: ``Li`` is not ``Lu``.
    """
    if consonants(one) != consonants(other):
        return False
    shorter = min(len(one), len(other))
    if shorter < 4:
        return one == other
    return len(consonants(one)) > 2 or one_letter_off(undoubled(one), undoubled(other))


def one_letter_off(one: str, other: str) -> bool:
    """Whether a letter put in, left out, changed or swapped with the next makes one word the other.

    Two equal words are.
    """
    if abs(len(one) - len(other)) > 1:
        return False
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest, others = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped == others


def undoubled(word: str) -> str:
    """A word with each doubled letter once: ``Moammar`` as ``Moamar``."""
    return _DOUBLED.sub(r"\1", word)
