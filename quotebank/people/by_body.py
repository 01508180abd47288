"""A source that is a body or a country: by its name, by a description of it, by its capital."""

from __future__ import annotations

import re

from quotebank.people import bodies
from quotebank.people.actors import Actor
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables


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
    whole = _with_parent(page, span[1], phrase.core)
    if whole > span[1]:
        actor.name = bodies.name_of(page, span[0], whole)
        actor.forms.setdefault(actor.name)
        scene.cast.index.learn(actor, actor.name)
    role = _role_before(page, phrase, span[0]) or _role_after(page, phrase, span[1])
    if role and all(role != old.text for old in actor.roles):
        actor.roles.append(Role(role, "before", 1.0))
    return decided(actor, "body", 0.95, f"The source names {actor.name}.", role)


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


def _is_document(page: Page, last: int, actor: Actor) -> bool:
    """Whether a name without an acronym ends as a document's does: ``Gazette/Harbor TV Poll``."""
    lists = tables()
    if page.lower[last] not in lists.documents or page.lower[last] in lists.bodies:
        return False
    return not any(form.isupper() and len(form) > 1 for form in actor.forms)


def _role_after(page: Page, phrase: Phrase, last: int) -> str | None:
    """``Harbor Watch, a charity that cleans beaches,``: what a source calls a body right after its name."""
    if last + 2 >= phrase.last or page.words[last] != "," or page.lower[last + 1] not in ("a", "an", "the"):
        return None
    inner = read_phrase(page, last + 1, phrase.last)
    if inner is None or page.lower[inner.head] not in tables().bodies:
        return None
    return wording(page, inner.begin, phrase.last).rstrip(" ,")


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
    known = scene.cast.index.form(text)
    if page.capital(first) and known is not None and not _is_document(page, last - 1, known):
        return first, last
    if is_role(page, head) and page.lower[head] not in lists.bodies:
        return None
    for one in scene.cast.within(first, last):
        if (
            one.actor.kind == "organization"
            and one.first <= head < one.last
            and not _is_document(page, one.last - 1, one.actor)
            and (one.last - one.first > 1 or one.first == first)
        ):
            begin = one.first
            while begin > first and page.labels[begin - 1] == "GPE" and page.capital(begin - 1):
                begin -= 1
            return begin, one.last
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
        many = any(page.tags[i] == "NNS" and page.lower[i + 1] == "and" for i in range(first, last - 1))
        return None if many else (first, last)  # "neighbours and the Harbor Watch" are no body
    if head == first and last - first == 1 and _CAMEL.match(page.words[first]):
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


def _with_parent(page: Page, end: int, last: int) -> int:
    """The end of ``Tax Center at the City Institute``: a body named with the body that it belongs to."""
    if (
        end + 1 < last
        and page.lower[end] == "at"
        and all(
            page.capital(i) or page.lower[i] in ("the", "of", "and", "for", "&") for i in range(end + 1, last)
        )
    ):
        return last  # but "the embassy at a time of" is only the embassy
    return end


_CAMEL = re.compile(r"(?!Ma?c[A-Z]|De[A-Z]|Fitz[A-Z])[A-Z][a-z]+[A-Z][a-z]")
"""A name such as ``RealClearPolitics``, which nothing but a brand has."""


def _owned(page: Page, first: int, head: int) -> bool:
    """``the Clinton campaign``, ``Obama administration``: a common noun made a name by what stands before."""
    return page.tags[head] in ("NN", "NNP") and any(page.capital(i) for i in range(first, head))
