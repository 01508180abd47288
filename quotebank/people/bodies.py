"""Bodies: ministries, companies, parties, papers; one actor each under all names the article uses.

``China’s Foreign Ministry``, ``the Chinese Foreign Ministry`` and ``Ministry of Foreign Affairs of China``
meet in a key: the country, and the words that are neither articles nor links. Acronyms meet their
expansion.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotebank.people.actors import Actor
from quotebank.people.grammar import is_subject
from quotebank.people.names import fold
from quotebank.people.page import Page
from quotebank.people.roles import wording
from quotebank.people.tables import tables, wordset

if TYPE_CHECKING:
    from quotebank.people.cast import Cast

LINKS = wordset("the a an of for and & 's ' on in to at s")
_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "affairs": "",
    "labour": "labor",
    "theatre": "theater",
    "team": "campaign",
    "camp": "campaign",
}


def key_of(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The country in a body's name, or nothing, and the words that tell it from others."""
    places = tables().places
    country = ""
    rest: set[str] = set()
    size = len(words)
    at = 0
    while at < size:
        for width in (3, 2, 1):
            name = " ".join(words[at : at + width]).lower().replace("’", "'")
            if at + width <= size and name in places and size != width:
                country = country or places[name]
                at += width
                break
        else:
            low = fold(words[at])
            low = _SPELLINGS.get(low, low)
            if low and low not in LINKS and low[0].isalnum():
                rest.add(low)
            at += 1
    return country, frozenset(rest)


class BodyIndex:
    """The bodies of one article by everything under which they may be met again."""

    def __init__(self) -> None:
        self._forms: dict[str, Actor] = {}
        self._known: dict[str, Actor] = {}
        self._acronyms: dict[str, Actor] = {}
        self._keys: dict[frozenset[str], list[Actor]] = {}
        self._openings: dict[str, list[Actor]] = {}
        self._words: dict[str, Actor] = {}

    def form(self, text: str) -> Actor | None:
        """The body that goes by exactly this name."""
        return self._forms.get(text)

    def with_word(self, word: str) -> Actor | None:
        """The first body with a folded word in its name."""
        return self._words.get(word)

    def learn(self, actor: Actor, text: str) -> None:
        """Note a further name of a body."""
        if text in self._forms:
            return
        self._forms[text] = actor
        if known := known_body(text):
            self._known.setdefault(known, actor)
        if text.replace(".", "").isupper():
            self._acronyms.setdefault(fold(text), actor)
        for letters in initials(text):
            self._acronyms.setdefault(letters, actor)
        self._keys.setdefault(actor.words, []).append(actor)
        self._openings.setdefault(text.split()[0], []).append(actor)
        for word in actor.words:
            self._words.setdefault(word, actor)

    def find(self, words: Sequence[str], text: str) -> Actor | None:
        """The body that goes by this name: the same words, a known other name, an acronym, a longer name."""
        if found := self._forms.get(text) or self._known.get(known_body(text)):
            return found
        if text.replace(".", "").isupper() and (found := self._acronyms.get(fold(text))):
            return found
        country, rest = key_of(words)
        for actor in self._keys.get(rest, ()) if rest else ():
            if not country or not actor.country or country == actor.country:
                return actor
        for letters in initials(text):
            found = self._acronyms.get(letters)
            if found is not None and any(fold(form) == letters for form in found.forms):
                return found
        if len(rest) > 1:
            longer = {
                id(one): one
                for one in self._openings.get(words[0], ())[:_OPENINGS]
                if rest < one.words and next(iter(one.forms)).startswith(text)
            }
            if len(longer) == 1:
                return next(iter(longer.values()))
        return None


_OPENINGS = 20
"""Bodies whose names begin alike that are tried for a longer form of a name."""


def known_body(text: str) -> str:
    """The usual name of a well-known body, nothing for others."""
    low = text.lower().replace("’", "'")
    known = tables().known_bodies
    return known.get(low) or known.get(low.removeprefix("us ").removeprefix("u.s. "), "")


def body(page: Page, cast: Cast, first: int, last: int, *, subject: bool | None = None) -> Actor:
    """The body that words name, an old or a new one."""
    first = _whole_name(page, cast, first, last)
    words = [word for word in page.words[first:last] if word != "."]
    text = name_of(page, first, last)
    actor = cast.index.find(words, text)
    if actor is None:
        actor = _new(page, words, text)
        cast.bodies.append(actor)
    _rename(actor, words, text)
    for form in (text, wording(page, first, last), *actor.forms):
        actor.forms.setdefault(form)
        cast.index.learn(actor, form)
    if subject is None:
        subject = is_subject(page, first, last)
    cast.see(first, last, actor, subject=subject)
    return actor


def _whole_name(page: Page, cast: Cast, first: int, last: int) -> int:
    """Where ``Holm Ferries`` begins of which the reader saw only ``Ferries``, if it is known in full."""
    if first == 0 or not page.capital(first - 1) or page.labels[first - 1] == "PERSON":
        return first
    text = wording(page, first - 1, last)
    return first - 1 if cast.index.form(text) is not None or known_body(text) else first


def _new(page: Page, words: Sequence[str], text: str) -> Actor:
    known = known_body(text)
    country, rest = key_of(words)
    country = country or tables().countries_of_bodies.get(known, "")
    if known and known != text and known in page.text:
        # The article spells it out somewhere, perhaps where the reader saw no name.
        actor = Actor(known, "organization", country=country, words=key_of(known.split())[1])
        actor.forms.setdefault(known)
        return actor
    return Actor(text, "organization", country=country, words=rest)


def name_of(page: Page, first: int, last: int) -> str:
    """A body's name without its article; ``China’s Foreign Ministry`` is ``Chinese Foreign Ministry``."""
    lists = tables()
    if last - first > 2 and page.lower[first + 1] in ("'s", "'"):
        adjective = lists.adjective_of.get(lists.places.get(page.lower[first], ""), "")
        if adjective and page.lower[first] not in lists.adjectives:
            return f"{adjective} {wording(page, first + 2, last)}".strip(" ,")
    text = wording(page, first, last).strip(" ,")
    if last - first == 1 and page.begins(first) and page.lower[first] in lists.bodies and text.istitle():
        return text.lower() if text.lower() in page.words else text  # "Police" opens a sentence
    return text


def initials(text: str) -> set[str]:
    """The acronyms that a name could have: of all its words, of its capitalised ones, of all but links."""
    words = text.replace("-", " ").replace("/", " ").split()
    if len(words) < 2:
        return set()
    capital = "".join(word[0] for word in words if word[0].isupper()).lower()
    every = "".join(word[0] for word in words).lower()
    return {capital, every} - {""}


def _rename(actor: Actor, words: Sequence[str], text: str) -> None:
    """Keep the fullest name, but a well-known short one (``Pentagon``) before its descriptions."""
    lists = tables()
    if not actor.forms:
        return
    known = lists.known_bodies.get(text.lower().replace("’", "'"))
    if known == actor.name:
        return
    country, rest = key_of(words)
    if known == text or (len(rest), bool(country)) > (len(actor.words), bool(actor.country)):
        current = lists.known_bodies.get(actor.name.lower())
        if current == actor.name and known != text:
            return
        actor.name = text
        actor.words = actor.words | rest if len(rest) > len(actor.words) else actor.words
        actor.country = actor.country or country
