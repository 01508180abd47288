"""A source that is a body or a country: by its name, by a description of it, by its capital."""

from __future__ import annotations

from collections import Counter

from quotebank.people import bodies
from quotebank.people.actors import Actor
from quotebank.people.by_pronoun import SINGULAR, candidates
from quotebank.people.grammar import is_subject
from quotebank.people.names import fold
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables, wordset

_REACH = 30  # sentences
_WINDOW = 1500  # words
_ANY = wordset(
    "company firm agency group organization organisation body outlet paper newspaper daily magazine website "
    "network bank retailer manufacturer maker carmaker automaker brand giant team club airline broadcaster "
    "channel station publisher insurer operator charity business lender watchdog start-up startup store "
    "producer publication restaurant supermarket service show site regulator military navy police"
)
"""Nouns for bodies whose names seldom hold them; ``the ministry`` is one called so, or nobody known."""


def by_country(scene: Scene, phrase: Phrase) -> Decision | None:
    """``Beijing said``: the country, when the phrase is its name or capital and nothing else."""
    page = scene.page
    core = phrase.core
    while core > phrase.begin and page.lower[core - 1] in ("'s", "'", "’"):
        core -= 1
    lists = tables()
    key = " ".join(page.lower[phrase.begin : core])
    country = lists.places.get(key)
    if not page.capital(phrase.begin) or key in lists.adjectives:
        return None
    if country is None:
        return _place(scene, phrase, core)
    form = page.text[slice(*page.span(phrase.begin, core))]
    actor = scene.cast.described("country", country)
    if actor is None:
        actor = Actor(form if key not in lists.capitals else country, "country", country=country)
        scene.cast.describe(actor, country)
    actor.forms.setdefault(form)
    scene.cast.see(phrase.begin, core, actor)
    return decided(actor, "country", 0.9, f"“{form}” speaks for the government of {country}.")


def _place(scene: Scene, phrase: Phrase, core: int) -> Decision | None:
    """A town, state or region that speaks is its administration, a body."""
    page = scene.page
    if any(page.labels[i] != "GPE" for i in range(phrase.begin, core)):
        return None
    actor = bodies.body(page, scene.cast, phrase.begin, core, subject=True)
    return decided(actor, "place", 0.6, f"“{actor.name}” speaks for who governs it.")


def by_body(scene: Scene, phrase: Phrase) -> Decision | None:
    """The body that the phrase names."""
    page = scene.page
    span = _named(scene, phrase) or _apposed(page, phrase)
    if span is None:
        return None
    actor = bodies.body(page, scene.cast, *span, subject=True)
    role = _role_before(page, phrase, span[0])
    if role and all(role != old.text for old in actor.roles):
        actor.roles.append(Role(role, "before", 1.0))
    return decided(actor, "body", 0.92, f"The source names {actor.name}.", role)


def _apposed(page: Page, phrase: Phrase) -> tuple[int, int] | None:
    """The name in ``The owners, Falk Lines,``: a body's, in apposition to a common noun."""
    first = phrase.core + 1
    if phrase.determiner != "the" or first >= phrase.last or page.words[phrase.core] != ",":
        return None
    if page.capital(phrase.head) or any(page.words[i] == "," for i in range(first, phrase.last)):
        return None
    name = range(first, phrase.last)
    if any(page.labels[i] == "ORG" for i in name) and all(page.capital(i) for i in name):
        return first, phrase.last
    return None


def _role_before(page: Page, phrase: Phrase, first: int) -> str | None:
    """``the event organizer Alliance to …``: what a body is called right before its name."""
    if first > phrase.begin and is_role(page, first - 1) and not page.capital(first - 1):
        return wording(page, phrase.begin, first)
    return None


def _named(scene: Scene, phrase: Phrase) -> tuple[int, int] | None:
    """The words of the phrase that are a body's name."""
    page = scene.page
    lists = tables()
    first, last = phrase.begin, phrase.core
    while last > first and page.lower[last - 1] in ("'s", "'", "’"):
        last -= 1
    if first >= last:
        return None
    key = " ".join(page.lower[first:last])
    if key in lists.known_bodies and page.capital(first):
        return first, last
    head = phrase.head
    text = wording(page, first, last)
    if page.capital(first) and scene.cast.index.form(text) is not None:
        return first, last
    if is_role(page, head) and page.lower[head] not in lists.bodies:
        return None
    for one in scene.cast.within(first, last):
        if (
            one.actor.kind == "organization"
            and one.first <= head < one.last
            and (one.last - one.first > 1 or one.first == first)
        ):
            return one.first, one.last
    low = page.lower[head].rstrip(".")
    capital = page.capital(head) or (page.words[head][-1:].isupper())
    if page.labels[head] == "ORG" and capital:
        if low in lists.documents and not any(page.lower[i] in lists.bodies for i in range(first, last)):
            return None
        begin, end = head, head + 1
        while end < last and (page.entity[end] == page.entity[head] or page.words[end] in ("&",)):
            end += 1
        while begin > first and (
            page.entity[begin - 1] == page.entity[head]
            or page.capital(begin - 1)
            or (
                page.lower[begin - 1] in ("of", "for", "and", "'s", "&")
                and begin - 2 >= first
                and page.capital(begin - 2)
            )
        ):
            begin -= 1
        if (
            end < last
            and all(
                page.capital(i) or page.lower[i] in ("of", "for", "the", "and", "on", "at")
                for i in range(end, last)
            )
        ) or (end < last and page.lower[end] in ("of", "for", "at", "on", "in")):
            end = last
        return begin, end
    if low in lists.bodies and (capital or _owned(page, first, head)):
        return first, last
    if (
        head == first
        and capital
        and last - first == 1
        and not page.begins(first)
        and page.tags[head] == "NNP"
        and page.labels[head] in ("", "MISC")
        and low not in lists.roles
        and low not in lists.adjectives
    ):
        return first, last
    return None


def _owned(page: Page, first: int, head: int) -> bool:
    """``the Clinton campaign``, ``Obama administration``: a common noun made a name by what stands before."""
    return page.tags[head] in ("NN", "NNP") and any(page.capital(i) for i in range(first, head))


_OWNED = wordset("maker manufacturer producer publisher operator")


def by_body_noun(scene: Scene, phrase: Phrase) -> Decision | None:
    """``the ministry``, ``the bank``, ``her campaign``: the body meant by a common noun."""
    page = scene.page
    lists = tables()
    word = page.lower[phrase.head]
    if word not in lists.bodies or (page.capital(phrase.head) and not page.begins(phrase.head)):
        return None
    if page.tags[phrase.head] in ("NNS",) or phrase.determiner not in (
        "the",
        "its",
        "this",
        "that",
        "her",
        "his",
        "their",
        "our",
        "",
    ):
        return None
    if phrase.determiner in ("his", "her", "their"):
        return _of_owner(scene, phrase)
    if phrase.determiner == "its" and word in _OWNED:
        return None  # "its maker" is whoever made it
    if any(page.tags[i] == "POS" for i in range(phrase.begin, phrase.head)):
        return None  # "the growers’ association" is a body of its own, though without a name
    found = recall(scene, phrase.head, word)
    if found is None:
        return None
    scene.cast.see(phrase.first, phrase.core, found)
    return decided(found, "body-noun", 0.75, f"“{phrase.description(page)}” most likely means {found.name}.")


def recall(scene: Scene, index: int, word: str) -> Actor | None:
    """The body sighted last before a word whose name has this noun, or that could be called so."""
    page = scene.page
    here = page.sentence[index]
    fallback: Actor | None = None
    lists = tables()
    if word not in _ANY and (named := _spelt(scene, index, word)) is not None:
        return named
    count: Counter[int] = Counter()
    for sighting in scene.cast.before(index):
        actor = sighting.actor
        if actor.kind != "organization" or here - page.sentence[sighting.first] > _REACH:
            if actor.kind != "organization":
                continue
            break
        if fold(word) in actor.words or any(role.text.lower().endswith(word) for role in actor.roles):
            return actor
        if word in _ANY and not (actor.words & lists.bodies) and actor.name.replace(" ", "").isalpha():
            # A company whose name does not say what it is: the one the story is about.
            count[id(actor)] += 1 + sighting.subject
            if fallback is None or count[id(actor)] > count[id(fallback)]:
                fallback = actor
        if (
            fallback is None
            and word in ("agency", "department", "group", "body")
            and sighting.subject
            and here - page.sentence[sighting.first] <= 2
        ):
            fallback = actor
    if fallback is None:
        return scene.cast.index.with_word(fold(word))
    return fallback


def _spelt(scene: Scene, index: int, word: str) -> Actor | None:
    """A body with this noun in its name where the reader saw another kind of name: ``Corona Theater``."""
    page = scene.page
    if scene.cast.index.with_word(fold(word)) is not None:
        return None
    for at in range(index - 3, max(index - _WINDOW, 0), -1):
        if page.lower[at] != word or not page.capital(at):
            continue
        if page.lower[at + 1] == "of" and page.capital(at + 2):
            last = at + 3
            while last < index and page.capital(last):
                last += 1
            return bodies.body(page, scene.cast, at, last)
        if (
            page.capital(at - 1)
            and page.sentence[at] == page.sentence[at - 1]
            and page.labels[at] in ("GPE", "MISC", "ORG")
            and page.entity[at] == page.entity[at - 1]
        ):
            first = at - 1
            while first and page.entity[first - 1] == page.entity[at]:
                first -= 1
            return bodies.body(page, scene.cast, first, at + 1)
    return None


def _of_owner(scene: Scene, phrase: Phrase) -> Decision | None:
    """``her campaign``: a body named by the person whose it is."""
    page = scene.page
    if phrase.determiner not in SINGULAR:
        return None
    ranked = candidates(scene, phrase.first, SINGULAR[phrase.determiner])
    if not ranked:
        return None
    owner = ranked[0][0]
    noun = phrase.description(page)
    surname = owner.named[0].tokens[-1] if owner.named else owner.name
    known = scene.cast.index.find([surname, *noun.split()], f"{surname} {noun}")
    if known is not None:
        return decided(
            known, "body-noun", 0.7, f"“{phrase.determiner} {noun}” most likely means {known.name}."
        )
    actor = Actor(f"{owner.name}'s {noun}", "organization", words=frozenset({fold(noun), fold(surname)}))
    actor.forms.setdefault(actor.name)
    scene.cast.bodies.append(actor)
    scene.cast.index.learn(actor, actor.name)
    scene.cast.see(phrase.first, phrase.core, actor, subject=is_subject(page, phrase.first, phrase.core))
    return decided(
        actor, "body-noun", 0.7, f"“{phrase.determiner} {noun}” most likely means that of {owner.name}."
    )
