"""The name of a body, country, group or document, folded so that its wordings meet.

``Chinese Foreign Ministry``, ``China's Foreign Ministry`` and ``Ministry of Foreign Affairs of China`` have
one key; ``Apple Inc.`` has that of ``Apple``. A name that many bodies share (``city council``) is general: it
means one body inside an article only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.letters import fold
from quotebank.lexicon.organizations import (
    acronym,
    acronyms_of,
    known_organization,
    organization_lists,
)
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.spellings import AMERICAN, stem
from quotebank.lexicon.word_lists import lookup_key, wordset


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """``key`` under which all wordings meet; ``country`` and ``words`` that make it up, without that order.

    ``acronym`` is the name itself in lower case where it is one, ``acronyms`` those that the name could
    have.
    """

    key: str
    country: str
    words: frozenset[str]
    general: bool
    acronym: str = ""
    acronyms: frozenset[str] = frozenset()


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&-][^\W_]+)*|&")
_LEGAL = wordset(
    "inc incorporated corp corporation co company ltd limited llc llp plc ag gmbh se sa nv bv spa oyj "
    "ab asa kk pty"
)
"""What a company's legal form adds to its name."""

_LONGEST = 30

LINKS = wordset("the a an of for and & 's ' on in to at s")
"""Words of a body's name that come and go."""

_SYNONYMS = {**AMERICAN, "affairs": "", "team": "campaign", "camp": "campaign"}
"""Words that bodies have in common under another name, and one that comes and goes."""


def country_and_words(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The country in a body's name, or nothing, and the folded words that tell it from others."""
    places = country_lists().places
    country = ""
    rest: set[str] = set()
    size = len(words)
    at = 0
    while at < size:
        for width in (3, 2, 1):
            name = lookup_key(" ".join(words[at : at + width]))
            if at + width <= size and name in places and size != width:
                country = country or places[name]
                at += width
                break
        else:
            key = fold(words[at])
            key = _SYNONYMS.get(key, key)
            if key and key not in LINKS and key[0].isalnum():
                rest.add(key)
            at += 1
    return country, frozenset(rest)


@lru_cache(maxsize=100_000)
def organization_name(text: str) -> OrganizationName | None:
    """The parts of a body's name; None where no word is in it."""
    text = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    words = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text)][:_LONGEST]
    words = [word for word in words if word]
    while len(words) > 1 and fold(words[-1]) in _LEGAL | {"&", "and"}:
        words = words[:-1]
    if not words:
        return None
    spelt = [part for word in words for part in _spelt_out(word)]
    country, rest = country_and_words([word for word in spelt if word != "&"])
    folded = frozenset(stem(fold(word)) for word in rest)
    letters, acronyms = acronym(text), _acronyms(" ".join(words))
    known = (
        known_organization(text)
        or known_organization(" ".join(words))
        or _known_by_words().get((country, folded), "")
    )
    home = _home(known)
    if known and (home or not country):
        general = not home and _is_general(known.split(), folded)
        return OrganizationName(
            f"={fold(known)}", home, folded, general, letters, acronyms | _acronyms(known)
        )
    content = [word for word in map(fold, words) if stem(word) in folded]
    twice = "2" if len(set(content)) < len(content) else ""  # "Johnson & Johnson"
    key = " ".join(filter(None, (fold(country), *sorted(folded), twice)))
    general = not country and _is_general(words, folded)
    return OrganizationName(key, country, folded, general, letters, acronyms)


def _spelt_out(word: str) -> list[str]:
    """``UN`` inside a longer name as ``United Nations``."""
    known = organization_lists().known.get(word.lower(), "") if word.isupper() and word.isalpha() else ""
    return known.split() or [word]


def _home(known: str) -> str:
    """The country of a well-known body, of which its name may tell."""
    return (organization_lists().countries.get(known) or country_and_words(known.split())[0]) if known else ""


@cache
def _known_by_words() -> dict[tuple[str, frozenset[str]], str]:
    """Country and words of the well-known bodies that have both."""
    found: dict[tuple[str, frozenset[str]], str] = {}
    for name in sorted(set(organization_lists().known.values())):
        country, rest = country_and_words(name.split())
        words = frozenset(stem(fold(word)) for word in rest)
        if words and (country or len(words) > 1):
            found.setdefault((country, words), name)
    return found


def _is_general(words: list[str], folded: frozenset[str]) -> bool:
    """Whether a name is no name: all in small letters, or of words that many bodies have."""
    if all(word == word.lower() for word in words):
        return True
    return folded <= _general_words()


@cache
def _general_words() -> frozenset[str]:
    known = organization_lists()
    return frozenset(
        {stem(fold(word)) for word in known.general_words | known.nouns} | set(role_lists().roles)
    )


def _acronyms(text: str) -> frozenset[str]:
    return frozenset(fold(one) for one in acronyms_of(text) if 1 < len(one) < 9)
