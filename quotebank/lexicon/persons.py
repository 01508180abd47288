"""What persons' names are made of: given names and their short forms, forms of address, ranks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from quotebank.lexicon.word_lists import groups, headed, lines, pairs, rows, words


@dataclass(frozen=True, slots=True)
class PersonLists:
    """Words in lower case.

    ``honorifics`` maps a form of address to the gender that it tells, ``genders`` a given name to its usual
    one: m, f or nothing. ``nicknames`` gives the groups of given names that may stand for one another.
    ``common_given`` and ``common_surnames`` are names that many people bear, ``family_first`` the family
    names of Chinese, Korean and Vietnamese.
    """

    honorifics: Mapping[str, str]
    ranks: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    genders: Mapping[str, str]
    nicknames: Mapping[str, frozenset[int]]
    common_given: frozenset[str]
    common_surnames: frozenset[str]
    family_first: frozenset[str]


@cache
def person_lists() -> PersonLists:
    """The lists, read once a process."""
    common: dict[str, set[str]] = {"given": set(), "surname": set()}
    for part, names in headed("common_names.txt"):
        common[part].update(names)
    return PersonLists(
        honorifics=pairs("honorifics.txt"),
        ranks=frozenset(lines("ranks.txt")),
        suffixes=frozenset(lines("name_suffixes.txt")),
        particles=frozenset(lines("name_particles.txt")),
        genders=dict(rows("given_names.csv", 2)),
        nicknames=groups("nicknames.txt"),
        common_given=frozenset(common["given"]),
        common_surnames=frozenset(common["surname"]),
        family_first=words("family_first.txt"),
    )


GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
"""Suffixes that tell people of one name apart; the others are honours."""


def short_forms(one: str, other: str) -> bool:
    """Whether two folded given names may stand for one another, as Bill and William."""
    nicknames = person_lists().nicknames
    return bool(nicknames.get(one, frozenset()) & nicknames.get(other, frozenset()))


def usual_gender(given: Iterable[str]) -> str:
    """The usual gender of the first folded given name that has one, m or f; nothing where none has."""
    genders = person_lists().genders
    return next((found for one in given if (found := genders.get(one))), "")
