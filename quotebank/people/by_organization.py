"""A source that is a body or a country: by its name, by a description of it, by its capital."""

from __future__ import annotations

import re

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.people.entities import Entity
from quotebank.people.organization_entities import add_organization, name_of
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import Role, is_role, wording


def by_country(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``Beijing said``: the country, when the phrase is its name or capital and nothing else."""
    page = state.page
    core = phrase.core
    while core > phrase.begin and page.lower[core - 1] in ("'s", "'", "’"):
        core -= 1
    key = " ".join(page.lower[phrase.begin : core])
    country = country_lists().places.get(key)
    if not page.capital(phrase.begin) or key in country_lists().adjectives:
        return None
    if country is None:
        return _place(state, phrase, core)
    form = page.text[slice(*page.span(phrase.begin, core))]
    entity = state.entities.described("country", country)
    if entity is None:
        entity = Entity(form if key not in country_lists().capitals else country, "country", country=country)
        state.entities.describe(entity, country)
    entity.forms.setdefault(form)
    state.entities.add_mention(phrase.begin, core, entity)
    return decided(entity, "country", 0.9, f"“{form}” speaks for the government of {country}.")


def _place(state: ResolutionState, phrase: Phrase, core: int) -> Decision | None:
    """A town, state or region that speaks is its administration, a body."""
    page = state.page
    if any(page.labels[i] != "GPE" for i in range(phrase.begin, core)):
        return None
    entity = add_organization(page, state.entities, phrase.begin, core, subject=True)
    return decided(entity, "place", 0.6, f"“{entity.name}” speaks for who governs it.")


def by_organization(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The body that the phrase names."""
    page = state.page
    span = _named(state, phrase) or _apposed(page, phrase)
    if span is None:
        return None
    entity = add_organization(page, state.entities, *span, subject=True)
    whole = _with_parent(page, span[1], phrase.core)
    if whole > span[1]:
        entity.name = name_of(page, span[0], whole)
        entity.forms.setdefault(entity.name)
        state.entities.organization_index.learn(entity, entity.name)
    role = _role_before(page, phrase, span[0]) or _role_after(page, phrase, span[1])
    if role and all(role != old.text for old in entity.roles):
        entity.roles.append(Role(role, "before", 1.0))
    return decided(entity, "body", 0.95, f"The source names {entity.name}.", role)


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


def _is_document(page: Page, last: int, entity: Entity) -> bool:
    """Whether a name without an acronym ends as a document's does: ``Gazette/Harbor TV Poll``."""
    if page.lower[last] not in noun_lists().documents or page.lower[last] in organization_lists().nouns:
        return False
    return not any(form.isupper() and len(form) > 1 for form in entity.forms)


def _role_after(page: Page, phrase: Phrase, last: int) -> str | None:
    """``Harbor Watch, a charity that cleans beaches,``: what a source calls a body right after its name."""
    if last + 2 >= phrase.last or page.words[last] != "," or page.lower[last + 1] not in ("a", "an", "the"):
        return None
    inner = read_phrase(page, last + 1, phrase.last)
    if inner is None or page.lower[inner.head] not in organization_lists().nouns:
        return None
    return wording(page, inner.begin, phrase.last).rstrip(" ,")


def _named(state: ResolutionState, phrase: Phrase) -> tuple[int, int] | None:
    """The words of the phrase that are a body's name."""
    page = state.page
    first, last = phrase.begin, phrase.core
    while last > first and page.lower[last - 1] in ("'s", "'", "’"):
        last -= 1
    if first >= last:
        return None
    key = " ".join(page.lower[first:last])
    if key in organization_lists().known and page.capital(first):
        return first, last
    head = phrase.head
    text = wording(page, first, last)
    known = state.entities.organization_index.form(text)
    if page.capital(first) and known is not None and not _is_document(page, last - 1, known):
        return first, last
    if is_role(page, head) and page.lower[head] not in organization_lists().nouns:
        return None
    for one in state.entities.within(first, last):
        if (
            one.entity.kind == "organization"
            and one.first <= head < one.last
            and not _is_document(page, one.last - 1, one.entity)
            and (one.last - one.first > 1 or one.first == first)
        ):
            begin = one.first
            while begin > first and page.labels[begin - 1] == "GPE" and page.capital(begin - 1):
                begin -= 1
            return begin, one.last
    low = page.lower[head].rstrip(".")
    capital = page.capital(head) or (page.words[head][-1:].isupper())
    if page.labels[head] == "ORG" and capital:
        if low in noun_lists().documents and not any(
            page.lower[i] in organization_lists().nouns for i in range(first, last)
        ):
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
    if low in organization_lists().nouns and (capital or _owned(page, first, head)):
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
        and low not in role_lists().roles
        and low not in country_lists().adjectives
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
