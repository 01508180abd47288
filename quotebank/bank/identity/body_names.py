"""The name of a body, country, group or document, folded so that its wordings meet.

``Chinese Foreign Ministry``, ``China's Foreign Ministry`` and ``Ministry of Foreign Affairs of China`` have
one key; ``Apple Inc.`` has that of ``Apple``. A name that many bodies share (``city council``) is general: it
means one body inside an article only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from quotebank.bank.identity.letters import plain, stem
from quotebank.bank.identity.lists import words_of
from quotebank.people.bodies import initials, key_of, known_body
from quotebank.people.tables import tables, wordset


@dataclass(frozen=True, slots=True)
class BodyName:
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


@lru_cache(maxsize=100_000)
def body_name(text: str) -> BodyName | None:
    """The parts of a body's name; None where no word is in it."""
    text = re.sub(r"^(?:the|a|an)\s+", "", text.strip(), flags=re.IGNORECASE)
    words = [re.sub(r"['’]s?$", "", word) for word in _WORD.findall(text)][:_LONGEST]
    words = [word for word in words if word]
    while len(words) > 1 and plain(words[-1]) in _LEGAL | {"&", "and"}:
        words = words[:-1]
    if not words:
        return None
    spelt = [part for word in words for part in _spelt_out(word)]
    country, rest = key_of([word for word in spelt if word != "&"])
    folded = frozenset(stem(plain(word)) for word in rest)
    acronym, acronyms = _acronym(text), _acronyms(" ".join(words))
    known = known_body(text) or known_body(" ".join(words)) or _known_by_words().get((country, folded), "")
    home = _home(known)
    if known and (home or not country):
        general = not home and _is_general(known.split(), folded)
        return BodyName(f"={plain(known)}", home, folded, general, acronym, acronyms | _acronyms(known))
    content = [word for word in map(plain, words) if stem(word) in folded]
    twice = "2" if len(set(content)) < len(content) else ""  # "Johnson & Johnson"
    key = " ".join(filter(None, (plain(country), *sorted(folded), twice)))
    general = not country and _is_general(words, folded)
    return BodyName(key, country, folded, general, acronym, acronyms)


def _spelt_out(word: str) -> list[str]:
    """``UN`` inside a longer name as ``United Nations``."""
    known = tables().known_bodies.get(word.lower(), "") if word.isupper() and word.isalpha() else ""
    return known.split() or [word]


def _home(known: str) -> str:
    """The country of a well-known body, of which its name may tell."""
    return (tables().countries_of_bodies.get(known) or key_of(known.split())[0]) if known else ""


@cache
def _known_by_words() -> dict[tuple[str, frozenset[str]], str]:
    """Country and words of the well-known bodies that have both."""
    found: dict[tuple[str, frozenset[str]], str] = {}
    for name in sorted(set(tables().known_bodies.values())):
        country, rest = key_of(name.split())
        words = frozenset(stem(plain(word)) for word in rest)
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
    known = tables()
    words = {stem(plain(word)) for word in words_of("bodies.txt")}
    return frozenset(words | {stem(plain(word)) for word in known.bodies} | set(known.roles))


def _acronym(text: str) -> str:
    letters = text.replace(".", "").replace("-", "")
    return letters.lower() if letters.isupper() and letters.isalpha() and 1 < len(letters) < 9 else ""


def _acronyms(text: str) -> frozenset[str]:
    return frozenset(plain(one) for one in initials(text) if 1 < len(one) < 9)


@lru_cache(maxsize=10_000)
def country_name(text: str) -> str:
    """The key of a country, whichever of its names or capitals stands for it."""
    low = re.sub(r"^the ", "", text.strip().lower()).replace("’", "'")
    return plain(tables().places.get(low) or tables().places.get(low.replace(".", "")) or low)
