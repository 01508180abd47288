"""Nouns of bodies, well-known bodies under all their names, acronyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotebank.lexicon.spellings import plural
from quotebank.lexicon.word_lists import lines, lookup_key, rows, words


@dataclass(frozen=True, slots=True)
class OrganizationLists:
    """``nouns`` head the name or the description of a body, in lower case.

    ``known`` maps each name of a well-known body, in lower case, to its usual one, and ``countries`` that to
    its country. ``general_words`` name no body by themselves, besides ``nouns`` and roles.
    """

    nouns: frozenset[str]
    known: Mapping[str, str]
    countries: Mapping[str, str]
    general_words: frozenset[str]


@cache
def organization_lists() -> OrganizationLists:
    """The lists, read once a process."""
    known: dict[str, str] = {}
    countries: dict[str, str] = {}
    for name, country, forms in rows("known_organizations.csv", 3):
        for form in (name, *filter(None, forms.split("|"))):
            known[lookup_key(form)] = name
        if country:
            countries[name] = country
    nouns = frozenset(lines("organization_nouns.txt"))
    return OrganizationLists(
        nouns=nouns | {plural(word) for word in nouns},
        known=known,
        countries=countries,
        general_words=words("general_organization_words.txt"),
    )


def known_organization(text: str) -> str:
    """The usual name of a well-known body, nothing for others."""
    low = lookup_key(text)
    known = organization_lists().known
    return known.get(low) or known.get(low.removeprefix("us ").removeprefix("u.s. "), "")


def acronym(text: str) -> str:
    """The letters of a name that is an acronym, in lower case; nothing for another name."""
    letters = text.replace(".", "").replace("-", "")
    return letters.lower() if letters.isupper() and letters.isalpha() and 1 < len(letters) < 9 else ""


def acronyms_of(text: str) -> set[str]:
    """The acronyms that a longer name could have: the first letters of all words, of those in capitals."""
    split = text.replace("-", " ").replace("/", " ").split()
    if len(split) < 2:
        return set()
    capital = "".join(word[0] for word in split if word[0].isupper()).lower()
    every = "".join(word[0] for word in split).lower()
    return {capital, every} - {""}
