"""In what two names of people differ, and whether they can be one person's at all."""

from __future__ import annotations

from functools import lru_cache

from quotebank.lexicon.letters import one_letter_off, spelt_alike, undoubled
from quotebank.lexicon.person_names import PersonName
from quotebank.lexicon.persons import person_lists, short_forms

MIDDLE = "middle name"
CUT = "middle initial"
TAIL = "last names only"
INITIAL = "initial"
STATED = "stated nickname"
SHORT = "short form"
SUFFIX = "suffix"
SPELLING = "spelling"
ORDER = "order"
"""The ways in which two forms of one name differ."""


@lru_cache(maxsize=300_000)
def differences(one: PersonName, other: PersonName) -> frozenset[str] | None:
    """How two full names differ; empty where they are the same, None where they are two people's."""
    if gender_clash(one, other):
        return None
    if one.letters == other.letters:
        return frozenset()
    found: set[str] = set()
    if one.generation != other.generation:
        if one.suffix and other.suffix:
            return None
        found.add(SUFFIX)
    if one.surname != other.surname:
        if _turned(one, other):
            return frozenset((ORDER, *found))
        if one.core != other.core and not spelt_alike(one.surname, other.surname):
            return None
        found.add(SPELLING)
    given = _given(one, other)
    return None if given is None else frozenset(found | given)


def gender_clash(one: PersonName, other: PersonName) -> bool:
    """Whether a form of address says that these are two people: ``Mr. Ruiz`` and Ana Ruiz."""
    return bool(
        (one.styled and other.gender and one.styled != other.gender)
        or (other.styled and one.gender and other.styled != one.gender)
    )


def _turned(one: PersonName, other: PersonName) -> bool:
    return len(one.given) == 1 and one.given[0] == other.surname and other.given == (one.surname,)


def _given(one: PersonName, other: PersonName) -> set[str] | None:
    """How the given names differ, None where they exclude each other."""
    a, b = one.given, other.given
    if a == b:
        return set()
    if one.family_first or other.family_first:
        # One syllable more or less is another name there.
        return {SPELLING} if len(a) == len(b) == 1 and _almost(a[0], b[0]) else None
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and long[-len(short) :] == short and len(short[0]) > 1:
        return {MIDDLE} if len(long[0]) == 1 else {TAIL}  # "E. Jean Carroll"; "Suu Kyi"
    first = _first(one, other)
    if first is None:
        return None
    middle = _middle(a[1:], b[1:])
    if middle is None:
        return None
    return first | middle


def _almost(one: str, other: str) -> bool:
    return one_letter_off(undoubled(one), undoubled(other))


def _first(one: PersonName, other: PersonName) -> set[str] | None:
    a, b = one.given[0], other.given[0]
    if a == b:
        return set()
    if a == other.nickname or b == one.nickname:
        return {STATED}
    if len(a) == 1 or len(b) == 1:
        return {INITIAL} if a[0] == b[0] else None
    if short_forms(a, b):
        return {SHORT}
    if any(short_forms(a, later) for later in other.given[1:]) and len(one.given) == 1:
        return {SHORT}  # "Ted Cruz", "Rafael Edward Cruz"
    if any(short_forms(b, later) for later in one.given[1:]) and len(other.given) == 1:
        return {SHORT}
    return {SPELLING} if _one_spelling(a, b) else None


def _one_spelling(one: str, other: str) -> bool:
    genders = person_lists().genders
    a, b = genders.get(one), genders.get(other)
    # Daniela and Daniele, Mario and Maria: a last vowel tells a woman from a man.
    ending = one[:-1] == other[:-1] and {one[-1], other[-1]} <= set("aeo")
    return (not a or not b or a == b) and not ending and spelt_alike(one, other)


def _middle(one: tuple[str, ...], other: tuple[str, ...]) -> set[str] | None:
    """Middle names may be left out or cut to initials; they may not differ."""
    for a, b in zip(one, other, strict=False):
        if a != b and not (a[0] == b[0] if len(a) == 1 or len(b) == 1 else spelt_alike(a, b)):
            return None
    if len(one) != len(other):
        return {MIDDLE}
    return {CUT} if one != other else set()
