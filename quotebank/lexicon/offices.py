"""Roles as articles word them, taken apart: which office, of which body or country.

Two wordings may be one office: ``Pentagon press secretary`` and ``spokesman for the Defense Department``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.letters import fold
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.spellings import american, stem
from quotebank.lexicon.word_lists import headed, lookup_key, wordset


@dataclass(frozen=True, slots=True)
class OfficeLists:
    """``groups`` maps a word, or several joined by ``_``, to the name of its group, in lower case.

    ``single`` are the groups of which one person holds each at a time, ``sole`` those among them that need no
    further word, ``unique`` those of which the world has one. ``domains`` maps a group or a word to its walk
    of life, ``about`` a word beside it; ``near`` holds the pairs of walks that people move between, ``one``
    those in which they have one occupation.
    """

    groups: Mapping[str, str]
    single: frozenset[str]
    sole: frozenset[str]
    unique: frozenset[str]
    domains: Mapping[str, str]
    near: frozenset[frozenset[str]]
    one: frozenset[str]
    about: Mapping[str, str]


@cache
def office_lists() -> OfficeLists:
    """The lists, read once a process."""
    groups: dict[str, str] = {}
    single: set[str] = set()
    sole: set[str] = set()
    unique: set[str] = set()
    for name, words in headed("offices.txt"):
        group = name.lstrip("*")
        groups |= dict.fromkeys((group, *words), group)
        if name.startswith("*"):
            single.add(group)
        if name.startswith("**"):
            sole.add(group)
        if name.startswith("***"):
            unique.add(group)
    domains: dict[str, str] = {}
    near: set[frozenset[str]] = set()
    one: set[str] = set()
    about: dict[str, str] = {}
    for name, words in headed("domains.txt"):
        if name == "near":
            near.add(frozenset(words))
        elif name == "one":
            one.update(words)
        elif name.startswith("about "):
            about |= dict.fromkeys(words, name.removeprefix("about "))
        else:
            domains |= {groups.get(word, word): name for word in words}
    return OfficeLists(
        groups=groups,
        single=frozenset(single),
        sole=frozenset(sole),
        unique=frozenset(unique),
        domains=domains,
        near=frozenset(near),
        one=frozenset(one),
        about=about,
    )


@dataclass(frozen=True, slots=True, order=True)
class Office:
    """One office: ``head``, the group of its noun; ``words`` that narrow it; ``places``, countries.

    ``named`` are those words that are names: of a body, a town. A head of nothing is a role without a
    known noun.
    """

    head: str
    words: tuple[str, ...]
    named: tuple[str, ...]
    places: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether one person holds it at a time."""
        return self.head in office_lists().single

    @property
    def telling(self) -> bool:
        """Whether it says so much that a surname with it is one person."""
        return bool(
            self.head and (self.named or (self.single and self.places) or self.head in office_lists().unique)
        )


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[\w&]+(?:['’-]\w+)*")
_SPLIT = re.compile(r"\s*[,;/]\s*|\s+(?:and|who|&)\s+")
_EMPTY = wordset(
    "the a an of for at in on to and s his her its their our my this that with from by as is was who one & "
    "former ex then current outgoing incoming acting interim late retired senior top veteran longtime "
    "long-time once affairs designate elect"
)
"""Words of a role that tell nobody from others."""

_LINKS = wordset("of for at in on to with from")
_LONGEST = 40
"""Words of a role that are read."""


@lru_cache(maxsize=100_000)
def offices(role: str) -> tuple[Office, ...]:
    """The offices in a role's wording: ``chairman and CEO of Ford`` are two."""
    parts: list[str] = []
    for part in _SPLIT.split(role):
        if parts and not _heads(_WORD.findall(part)[:_LONGEST]):
            parts[-1] += " and " + part  # "Secretary of Housing and Urban Development"
        else:
            parts.append(part)
    found = (_office(_WORD.findall(part)[:_LONGEST]) for part in parts)
    return tuple(dict.fromkeys(one for one in found if one.head or one.words))


def _office(words: list[str]) -> Office:
    words = [re.sub(r"['’]s?$", "", word) for word in words]
    heads = _heads(words)
    # The head stands before the first link: "director of the museum", but "museum director".
    links = [at for at, word in enumerate(words) if word.lower() in _LINKS]
    before = [head for head in heads if not links or head[0] < links[0]]
    start, end, head = (before or heads or [(0, 0, "")])[-1]
    places: set[str] = set()
    named: set[str] = set()
    rest: set[str] = set()
    at = 0
    while at < len(words):
        if start <= at < end:
            at = end
            continue
        width, body, country = _known(words, at, start if at < start else len(words))
        if width:
            if body:
                named.add(body)
            if country:
                places.add(country)
            at += width
            continue
        for piece in words[at].split("-"):
            word = stem(fold(piece))
            if word and fold(piece) not in _EMPTY:
                rest.add(word)
                if piece[0].isupper() or piece[0].isdigit():
                    named.add(word)
        at += 1
    return Office(head, tuple(sorted(rest | named)), tuple(sorted(named)), tuple(sorted(places)))


def _heads(words: list[str]) -> list[tuple[int, int, str]]:
    """Nouns of role with where they stand and their group."""
    known, roles = office_lists(), role_lists().roles
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for width in (3, 2, 1):
            key = "_".join(american(fold(word)) for word in words[at : at + width]).replace("-", "_")
            listed = key in known.groups or (width == 1 and (key in roles or key in known.domains))
            if at + width <= len(words) and listed:
                noun = roles.get(key, key)
                found.append((at, at + width, known.groups.get(key) or known.groups.get(noun, noun)))
                at += width
                break
        else:
            at += 1
    return found


def _known(words: list[str], at: int, limit: int) -> tuple[int, str, str]:
    """How many words from here name a well-known body or a country, with its usual name."""
    organizations, countries = organization_lists(), country_lists()
    if not words[at][0].isupper():
        return 0, "", ""
    for width in range(min(6, limit - at), 0, -1):
        name = lookup_key(" ".join(words[at : at + width]))
        if body := organizations.known.get(name):
            return width, body, organizations.countries.get(body, "")
        if name in countries.places and name not in countries.capitals:
            return width, "", countries.places[name]
    return 0, "", ""
