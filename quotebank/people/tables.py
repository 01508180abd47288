"""The word lists of ``data/``, read once and kept as sets and maps in lower case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FOLD = str.maketrans("’‘ʼ", "'''")


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that the rules look up. Keys are in lower case with straight apostrophes.

    ``roles`` maps a noun, singular or plural, to its singular; ``titles`` are those that stand right
    before a name; ``crafts`` are roles that are surnames too; ``same_roles`` gives the groups of nouns
    that may mean one office, ``same_documents`` those that may mean one document; ``voices`` are what
    somebody says or speaks with, ``things`` what says nothing at all. ``places`` maps a country, its
    adjectives and its capital to the country; ``capitals`` are the places that stand for a government,
    ``adjectives`` the words that name no place, ``adjective_of`` the usual one of a country.
    ``known_bodies`` maps each name of a well-known body to its usual one.
    """

    ranks: frozenset[str]
    honorifics: Mapping[str, str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    roles: Mapping[str, str]
    same_roles: Mapping[str, frozenset[int]]
    titles: frozenset[str]
    crafts: Mapping[str, str]
    relations: Mapping[str, str]
    bodies: frozenset[str]
    documents: Mapping[str, str]
    same_documents: Mapping[str, frozenset[int]]
    voices: frozenset[str]
    things: frozenset[str]
    unnamed: frozenset[str]
    genders: Mapping[str, str]
    nicknames: Mapping[str, frozenset[int]]
    places: Mapping[str, str]
    capitals: frozenset[str]
    adjectives: frozenset[str]
    adjective_of: Mapping[str, str]
    known_bodies: Mapping[str, str]
    countries_of_bodies: Mapping[str, str]


@cache
def tables() -> Tables:
    """The lists; they take a few milliseconds to read, once a process."""
    roles: dict[str, str] = {}
    titles: set[str] = set()
    for line in _lines("roles.txt"):
        word = line.rstrip("*")
        for form in (word, plural(word)):
            roles.setdefault(form, word)
            if line.endswith("*"):
                titles.add(form)
    documents: dict[str, str] = {}
    for word in _lines("documents.txt"):
        documents[plural(word)] = documents[word] = word
        if word.endswith("is"):
            documents[word[:-2] + "es"] = word  # analyses
    places: dict[str, str] = {}
    capitals: set[str] = set()
    adjectives: set[str] = set()
    adjective_of: dict[str, str] = {}
    for country, forms, cities in _rows("countries.csv", 3):
        places[country.lower()] = country
        for form in filter(None, forms.split("|")):
            key = form.lower().translate(FOLD)
            places[key] = country
            if form not in NAMES_OF_COUNTRIES:
                adjectives.add(key)
                adjective_of.setdefault(country, form)
        for city in filter(None, cities.split("|")):
            places[city.lower()] = country
            capitals.add(city.lower())
    known: dict[str, str] = {}
    countries: dict[str, str] = {}
    for name, country, forms in _rows("bodies_known.csv", 3):
        for form in (name, *filter(None, forms.split("|"))):
            known[form.lower().translate(FOLD)] = name
        if country:
            countries[name] = country
    bodies = frozenset(_lines("bodies.txt"))
    return Tables(
        ranks=frozenset(_lines("ranks.txt")),
        honorifics={word: (rest or [""])[0] for word, *rest in map(str.split, _lines("honorifics.txt"))},
        suffixes=frozenset(_lines("suffixes.txt")),
        particles=frozenset(_lines("particles.txt")),
        roles=roles,
        same_roles=_groups("same_roles.txt"),
        titles=frozenset(titles),
        crafts={form: word for word in _lines("crafts.txt") for form in (word, plural(word))},
        relations={word: (rest or [""])[0] for word, *rest in map(str.split, _lines("relations.txt"))},
        bodies=bodies | {plural(word) for word in bodies},
        documents=documents,
        same_documents=_groups("same_documents.txt"),
        voices=frozenset(form for word in _lines("voices.txt") for form in (word, plural(word))),
        things=frozenset(form for word in _lines("things.txt") for form in (word, plural(word))),
        unnamed=frozenset(_lines("unnamed.txt")),
        genders=dict(_rows("given_names.csv", 2)),
        nicknames=_groups("nicknames.txt"),
        places=places,
        capitals=frozenset(capitals),
        adjectives=frozenset(adjectives),
        adjective_of=adjective_of,
        known_bodies=known,
        countries_of_bodies=countries,
    )


def wordset(text: str) -> frozenset[str]:
    """The words of a short list that belongs to one rule and is no table."""
    return frozenset(text.split())


NAMES_OF_COUNTRIES = wordset(
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


def plural(word: str) -> str:
    """The regular plural of a noun, with ``-man`` and its like."""
    if word.endswith(("man", "men")):
        return word[:-3] + "men"
    if word.endswith("person"):
        return word[:-6] + "people"
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "ch", "sh", "x")) else "s")


def _groups(name: str) -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(_lines(name)):
        for word in line.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def _lines(name: str) -> Iterator[str]:
    text = files("quotebank.people").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.split("#")[0].rstrip()
        if line:
            yield line


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    for line in _lines(name):
        row = line.split(",")
        yield row + [""] * (columns - len(row))
