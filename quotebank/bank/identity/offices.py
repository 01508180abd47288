"""Roles as articles word them, taken apart, and what two of them say about two people.

A role is a claim of one article. Two wordings may be one office (``Pentagon press secretary`` and ``spokesman
for the Defense Department``), may just not contradict each other, or may be so far apart that one
person is hardly both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product

from quotebank.bank.identity.letters import american, plain, stem
from quotebank.bank.identity.lists import lists
from quotebank.people.tables import tables, wordset


class Accord(IntEnum):
    """What the roles of two speakers say: the same office, or nothing, or two people."""

    CLASH = 0
    SILENT = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4


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
        return self.head in lists().single

    @property
    def telling(self) -> bool:
        """Whether it says so much that a surname with it is one person."""
        return bool(
            self.head and (self.named or (self.single and self.places) or self.head in lists().unique)
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
            word = stem(plain(piece))
            if word and plain(piece) not in _EMPTY:
                rest.add(word)
                if piece[0].isupper() or piece[0].isdigit():
                    named.add(word)
        at += 1
    return Office(head, tuple(sorted(rest | named)), tuple(sorted(named)), tuple(sorted(places)))


def _heads(words: list[str]) -> list[tuple[int, int, str]]:
    """Nouns of role with where they stand and their group."""
    groups, roles, walks = lists().offices, tables().roles, lists().domains
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for width in (3, 2, 1):
            key = "_".join(american(plain(word)) for word in words[at : at + width]).replace("-", "_")
            known = key in groups or (width == 1 and (key in roles or key in walks))
            if at + width <= len(words) and known:
                noun = roles.get(key, key)
                found.append((at, at + width, groups.get(key) or groups.get(noun, noun)))
                at += width
                break
        else:
            at += 1
    return found


def _known(words: list[str], at: int, limit: int) -> tuple[int, str, str]:
    """How many words from here name a well-known body or a country, with its usual name."""
    known = tables()
    if not words[at][0].isupper():
        return 0, "", ""
    for width in range(min(6, limit - at), 0, -1):
        name = " ".join(words[at : at + width]).lower().replace("’", "'")
        if body := known.known_bodies.get(name):
            return width, body, known.countries_of_bodies.get(body, "")
        if name in known.places and name not in known.capitals:
            return width, "", known.places[name]
    return 0, "", ""


def accord(one: tuple[Office, ...], other: tuple[Office, ...]) -> Accord:
    """What two people's offices say: one that agrees outweighs those that exclude each other.

    Nothing where one of them has none.
    """
    found = {_accord(a, b) for a, b in product(one, other)} or {Accord.SILENT}
    best = max(found)
    return best if best > Accord.SILENT or Accord.CLASH not in found else Accord.CLASH


@lru_cache(maxsize=500_000)
def _accord(one: Office, other: Office) -> Accord:
    if one.head == other.head and one.head in lists().unique:
        return Accord.STRONG
    near = set(one.places) & set(other.places)
    if one.head != other.head or not one.head:
        apart = one.places and other.places and not near
        return Accord.CLASH if apart and {one.head, other.head} <= lists().sole else _walks(one, other)
    if one.places and other.places and not near:
        return Accord.CLASH
    words, others = set(one.words), set(other.words)
    if words and others:
        return _shared(one, other, placed=bool(near))
    if words or others:
        return Accord.FAIR if one.head in lists().sole else Accord.WEAK
    if near:
        return Accord.STRONG if one.single else Accord.FAIR
    placed = bool(one.places or other.places)
    return Accord.FAIR if one.head in lists().sole or (one.single and placed) else Accord.WEAK


def _shared(one: Office, other: Office, *, placed: bool) -> Accord:
    """Two offices of one head that both have words: how much these agree."""
    words, others = set(one.words), set(other.words)
    shared = words & others
    if not shared:
        return Accord.SILENT
    if not (words <= others or others <= words or 2 * len(shared) >= len(words | others)):
        return Accord.WEAK
    if placed or shared & set(one.named) & set(other.named):
        return Accord.STRONG
    return Accord.FAIR


def _walks(one: Office, other: Office) -> Accord:
    """Two offices of different heads: a shared body, or walks of life that exclude each other."""
    if set(one.named) & set(other.named):
        return Accord.WEAK
    known = lists()
    walks = {_walk(one), _walk(other)}
    if "" in walks or frozenset(walks) in known.near:
        return Accord.SILENT
    return Accord.SILENT if len(walks) == 1 and not walks <= known.one else Accord.CLASH


def _walk(office: Office) -> str:
    """The walk of life of an office, which the words beside its noun may tell; nothing where they do not."""
    known = lists()
    if found := known.domains.get(office.head):
        return found
    return next((known.about[word] for word in office.words if word in known.about), "")
