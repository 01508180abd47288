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

_LINKS = wordset("the a an of for and & 's ' on in to at s")
_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "affairs": "",
    "labour": "labor",
    "theatre": "theater",
}


def collect(page: Page, cast: Cast) -> None:
    """Make actors of the page's ORG entities, and of names that an acronym in brackets follows."""
    index, count = 0, len(page.words)
    for at in range(2, count - 1):
        if (
            page.words[at - 1] == "("
            and page.words[at + 1] == ")"
            and page.words[at].replace(".", "").isupper()
        ):
            first = _spelt_out(page, at)
            if first is not None:
                actor = body(page, cast, first, at - 1)
                actor.forms.setdefault(page.words[at])
    while index < count:
        if page.labels[index] != "ORG":
            index += 1
            continue
        last = index + 1
        while last < count and page.entity[last] == page.entity[index]:
            last += 1
        first, end = widen(page, index, last)
        if end > first and not cast.is_person(index, last):
            body(page, cast, first, end)
        index = max(last, end)


def _spelt_out(page: Page, at: int) -> int | None:
    """Where the name begins whose acronym stands in brackets at ``at``; None if the letters do not fit."""
    letters = fold(page.words[at])
    first = at - 1
    start = page.sentence_starts[page.sentence[at]]
    left = len(letters)
    while left and first > start:
        first -= 1
        word = page.lower[first]
        if page.capital(first) and word[0] == letters[left - 1]:
            left -= 1
        elif (word not in _LINKS and word[0].isalnum() and not page.capital(first)) or not word[0].isalnum():
            if word != "-" and word[0] != letters[left - 1]:
                return None
            left -= word[0] == letters[left - 1]
    return first if left == 0 and len(letters) > 1 and page.capital(first) else None


def widen(page: Page, first: int, last: int) -> tuple[int, int]:
    """Take in the country before a body (``China’s``, ``Chinese``), let go of articles and possessives."""
    while first < last and (page.lower[first] in ("the", "a", "an") or not page.words[first][0].isalnum()):
        first += 1
    while last > first and (page.lower[last - 1] in ("'s", "'") or not page.words[last - 1][0].isalnum()):
        last -= 1
    if first == last:
        return first, last
    places = tables().places
    start = page.sentence_starts[page.sentence[first]]
    while (
        last - first < 4
        and page.lower[last - 1] in tables().bodies
        and first > start
        and (
            page.capital(first - 1)
            and page.labels[first - 1] in ("", "ORG", "GPE")
            and page.tags[first - 1] == "NNP"
        )
    ):
        first -= 1  # the reader saw only the end of "Foreign Ministry"
    at = first - 1
    if at >= start and page.lower[at] in ("'s", "'") and at - 1 >= start and page.lower[at - 1] in places:
        return at - 1, last
    if at >= start and page.lower[at] in places and page.capital(at):
        return at, last
    return first, last


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
            if low and low not in _LINKS and low[0].isalnum():
                rest.add(low)
            at += 1
    return country, frozenset(rest)


def body(page: Page, cast: Cast, first: int, last: int, *, subject: bool | None = None) -> Actor:
    """The body that words name, an old or a new one."""
    words = [word for word in page.words[first:last] if word != "."]
    text = name_of(page, first, last)
    actor = find(cast, words, text)
    if actor is None:
        country, rest = key_of(words)
        known = tables().known_bodies.get(text.lower().replace("’", "'"))
        country = country or tables().countries_of_bodies.get(known or "", "")
        if known and known != text and known in page.text:
            actor = Actor(known, "organization", country=country, words=key_of(known.split())[1])
            actor.forms.setdefault(known)
        else:
            actor = Actor(text, "organization", country=country, words=rest)
        cast.bodies.append(actor)
    _rename(actor, words, text)
    actor.forms.setdefault(text)
    actor.forms.setdefault(wording(page, first, last))
    if subject is None:
        subject = is_subject(page, first, last)
    cast.see(first, last, actor, subject=subject)
    return actor


def name_of(page: Page, first: int, last: int) -> str:
    """A body's name without its article; ``China’s Foreign Ministry`` is ``Chinese Foreign Ministry``."""
    lists = tables()
    if last - first > 2 and page.lower[first + 1] in ("'s", "'"):
        adjective = lists.adjective_of.get(lists.places.get(page.lower[first], ""), "")
        if adjective and page.lower[first] not in lists.adjectives:
            return f"{adjective} {wording(page, first + 2, last)}".strip(" ,")
    return wording(page, first, last).strip(" ,")


def find(cast: Cast, words: Sequence[str], text: str) -> Actor | None:
    """The body of the cast that goes by this name; None if it is new."""
    lists = tables()
    low = text.lower().replace("’", "'")
    known = lists.known_bodies.get(low) or lists.known_bodies.get(
        low.removeprefix("us ").removeprefix("u.s. ")
    )
    country, rest = key_of(words)
    acronym = fold(text) if len(words) == 1 and text.replace(".", "").isupper() and len(text) > 1 else ""
    for actor in cast.bodies:
        if known and any(
            lists.known_bodies.get(form.lower().replace("’", "'")) == known for form in actor.forms
        ):
            return actor
        if text in actor.forms or (acronym and any(fold(form) == acronym for form in actor.forms)):
            return actor
        if rest and rest == actor.words and (not country or not actor.country or country == actor.country):
            return actor
        if acronym and any(acronym in initials(form) for form in actor.forms):
            return actor
        if len(words) > 1 and any(
            fold(form) in initials(text) for form in actor.forms if form.replace(".", "").isupper()
        ):
            return actor
    if len(rest) > 1:
        longer = [a for a in cast.bodies if rest < a.words and next(iter(a.forms)).startswith(text)]
        if len(longer) == 1:
            return longer[0]
    return None


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
