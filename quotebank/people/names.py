"""A person's name: its parts, and whether two of them can be one person's.

Only forms are compared here; who is meant where two people share a form is decided elsewhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from quotebank.people.tables import tables


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without rank, title, honorific: ``tokens`` as written, ``keys`` folded for comparing.

    ``suffix`` is ``Jr.``, ``III`` or nothing; ``nickname`` what stood in quotation marks inside it.
    """

    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    suffix: str = ""
    nickname: str = ""

    @property
    def text(self) -> str:
        """The name as one string; a name all in capitals is put into usual case."""
        words = [*self.tokens, self.suffix] if self.suffix else list(self.tokens)
        return " ".join(cased(word) for word in words)

    @property
    def surname(self) -> str:
        """The folded last token."""
        return self.keys[-1]


def person_name(tokens: Sequence[str], *, suffix: str = "", nickname: str = "") -> PersonName:
    """The name made of these tokens."""
    return PersonName(tuple(tokens), tuple(fold(token) for token in tokens), suffix, nickname)


def fold(word: str) -> str:
    """Lower case without accents, dots and apostrophes: the key under which names meet."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return word.casefold().replace(".", "").replace("’", "").replace("'", "")


def cased(word: str) -> str:
    """``WALLACE`` as ``Wallace``, ``O'NEILL`` as ``O'Neill``; other words and initials as they are."""
    if len(word) < 3 or not word.isupper() or "." in word or fold(word) in tables().suffixes:
        return word
    return "-".join(
        "'".join(bit.capitalize() for bit in part.replace("’", "'").split("'")) for part in word.split("-")
    )


def same_full_name(one: PersonName, other: PersonName) -> bool:
    """Whether two names of two or more words can be one person's.

    ``Joe Biden`` and ``Joseph R. Biden Jr.`` can; ``George W. Bush`` and ``George H. W. Bush`` or
    ``Donald Trump`` and ``Donald Trump Jr.`` cannot.
    """
    if one.keys == other.keys:
        return fold(one.suffix) == fold(other.suffix)
    short, long = sorted((one, other), key=lambda name: len(name.keys))
    if long.keys[-len(short.keys) :] == short.keys and len(short.keys[0]) > 1:
        return True  # Suu Kyi, Aung San Suu Kyi
    if one.surname != other.surname:
        return False
    if one.suffix and other.suffix and fold(one.suffix) != fold(other.suffix):
        return False
    if not (
        _same_given(one.keys[0], other.keys[0])
        or one.keys[0] == fold(other.nickname)
        or other.keys[0] == fold(one.nickname)
    ):
        return False
    return not _clash(one.keys[1:-1], other.keys[1:-1])


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    nicknames = tables().nicknames
    return bool(nicknames.get(one, frozenset()) & nicknames.get(other, frozenset()))


def _clash(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether both have middle names and the first of each begin differently."""
    return bool(one and other) and one[0][:1] != other[0][:1]


def part_of(short: PersonName, full: PersonName) -> str:
    """How a shorter form lies in a full name: ``surname``, ``given``, ``nickname`` or nothing."""
    size = len(short.keys)
    if full.keys[-size:] == short.keys:
        return "surname"
    if full.keys[:size] == short.keys:
        return "given"
    if size == 1 and short.keys[0] == fold(full.nickname):
        return "nickname"
    if size == 1 and short.keys[0] in full.keys[1:-1] and len(short.keys[0]) > 2:
        return "given"
    return ""


def one_letter_off(one: str, other: str) -> bool:
    """Whether two words with one first letter differ by a letter put in, left out, changed or moved."""
    if abs(len(one) - len(other)) > 1 or one == other or one[:1] != other[:1]:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, others = one[start:], other[start:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == others[1:] or rest[1:] == others or rest == others[1:] or swapped == others


def gender_of(name: PersonName, *, alone: bool = False) -> str:
    """The usual gender of the given name, m or f; nothing where it is unknown.

    A single word is taken for a given name where ``alone`` says that it may be one.
    """
    if len(name.keys) < 2 and not alone:
        return ""
    genders = tables().genders
    for key in name.keys[:-1] or name.keys:
        if found := genders.get(key):
            return found
    return ""
