"""Whether two names in one article can be one person's, and how a shorter form lies in a full one.

Only forms are compared here; who is meant where two people share a form is decided elsewhere. Looser than
``quotebank.bank.identity.likenesses``: inside one article a shared surname already says much.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotebank.lexicon.person_names import PersonName
from quotebank.lexicon.persons import short_forms, usual_gender


def same_full_name(one: PersonName, other: PersonName) -> bool:
    """Whether two names of two or more words can be one person's.

    ``Joe Biden`` and ``Joseph R. Biden Jr.`` can; ``George W. Bush`` and ``George H. W. Bush`` or
    ``Donald Trump`` and ``Donald Trump Jr.`` cannot.
    """
    if one.keys == other.keys:
        return one.generation == other.generation
    short, long = sorted((one, other), key=lambda name: len(name.keys))
    if long.keys[-len(short.keys) :] == short.keys and len(short.keys[0]) > 1:
        return True  # Suu Kyi, Aung San Suu Kyi
    if one.last != other.last:
        return False
    if one.suffix and other.suffix and one.generation != other.generation:
        return False
    if not (
        _same_given(one.keys[0], other.keys[0])
        or one.keys[0] == other.nickname
        or other.keys[0] == one.nickname
    ):
        return False
    return not _clash(one.keys[1:-1], other.keys[1:-1])


def _same_given(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    return short_forms(one, other)


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
    if size == 1 and short.keys[0] == full.nickname:
        return "nickname"
    if size == 1 and short.keys[0] in full.keys[1:-1] and len(short.keys[0]) > 2:
        return "given"
    return ""


def gender_of(name: PersonName, *, alone: bool = False) -> str:
    """The usual gender of the given name, m or f; nothing where it is unknown.

    A single word is taken for a given name where ``alone`` says that it may be one.
    """
    if len(name.keys) < 2 and not alone:
        return ""
    return usual_gender(name.keys[:-1] or name.keys)
