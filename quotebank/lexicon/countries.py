"""Countries with their adjectives, other names and capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from quotebank.lexicon.letters import fold
from quotebank.lexicon.word_lists import lookup_key, rows, wordset


@dataclass(frozen=True, slots=True)
class CountryLists:
    """``places`` maps a country, its adjectives and its capital to the country's usual name.

    ``capitals`` are the places that stand for a government, ``adjectives`` the words that name no place;
    ``adjective_of`` gives the usual one of a country.
    """

    places: Mapping[str, str]
    capitals: frozenset[str]
    adjectives: frozenset[str]
    adjective_of: Mapping[str, str]


@cache
def country_lists() -> CountryLists:
    """The lists, read once a process."""
    places: dict[str, str] = {}
    capitals: set[str] = set()
    adjectives: set[str] = set()
    adjective_of: dict[str, str] = {}
    for country, forms, cities in rows("countries.csv", 3):
        places[country.lower()] = country
        for form in filter(None, forms.split("|")):
            key = lookup_key(form)
            places[key] = country
            if form not in _NAMES:
                adjectives.add(key)
                adjective_of.setdefault(country, form)
        for city in filter(None, cities.split("|")):
            places[city.lower()] = country
            capitals.add(city.lower())
    return CountryLists(places, frozenset(capitals), frozenset(adjectives), adjective_of)


_NAMES = wordset(
    "America Britain Burma Czechia DPRK EU Holland PRC Türkiye UAE U.A.E. UK U.K. US U.S. USA U.S.A."
) | {
    "Bosnia and Herzegovina",
    "Côte d’Ivoire",
    "Democratic Republic of Congo",
    "Democratic Republic of the Congo",
    "Great Britain",
    "Holy See",
    "Islamic Republic",
    "North Macedonia",
    "People’s Republic of China",
    "People's Republic of China",
    "Russian Federation",
    "United States of America",
    "Vatican City",
}
"""Forms in ``countries.csv`` that are names, not adjectives."""


@lru_cache(maxsize=10_000)
def country_key(text: str) -> str:
    """The key of a country, whichever of its names or capitals stands for it."""
    low = re.sub(r"^the ", "", lookup_key(text.strip()))
    places = country_lists().places
    return fold(places.get(low) or places.get(low.replace(".", "")) or low)
