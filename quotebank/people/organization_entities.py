"""Bodies: ministries, companies, parties, papers; one entity each under all names the article uses."""

from __future__ import annotations

from collections.abc import Sequence

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.organization_names import country_and_words
from quotebank.lexicon.organizations import known_organization, organization_lists
from quotebank.lexicon.word_lists import lookup_key
from quotebank.people.entities import Entity
from quotebank.people.entity_index import EntityIndex
from quotebank.people.grammar import is_subject
from quotebank.people.page import Page
from quotebank.people.roles import wording


def add_organization(
    page: Page, entities: EntityIndex, first: int, last: int, *, subject: bool | None = None
) -> Entity:
    """The body that words name, an old or a new one."""
    first = _whole_name(page, entities, first, last)
    words = [word for word in page.words[first:last] if word != "."]
    text = name_of(page, first, last)
    entity = entities.organization_index.find(words, text)
    if entity is None:
        entity = _new(page, words, text)
        entities.organizations.append(entity)
    _rename(entity, words, text)
    for form in (text, wording(page, first, last), *entity.forms):
        entity.forms.setdefault(form)
        entities.organization_index.learn(entity, form)
    if subject is None:
        subject = is_subject(page, first, last)
    entities.add_mention(first, last, entity, subject=subject)
    return entity


def _whole_name(page: Page, entities: EntityIndex, first: int, last: int) -> int:
    """Where ``Holm Ferries`` begins of which the reader saw only ``Ferries``, if it is known in full."""
    if first == 0 or not page.capital(first - 1) or page.labels[first - 1] == "PERSON":
        return first
    text = wording(page, first - 1, last)
    return (
        first - 1 if entities.organization_index.form(text) is not None or known_organization(text) else first
    )


def _new(page: Page, words: Sequence[str], text: str) -> Entity:
    known = known_organization(text)
    country, rest = country_and_words(words)
    country = country or organization_lists().countries.get(known, "")
    if known and known != text and known in page.text:
        # The article spells it out somewhere, perhaps where the reader saw no name.
        entity = Entity(known, "organization", country=country, words=country_and_words(known.split())[1])
        entity.forms.setdefault(known)
        return entity
    return Entity(text, "organization", country=country, words=rest)


def name_of(page: Page, first: int, last: int) -> str:
    """A body's name without its article; ``China’s Foreign Ministry`` is ``Chinese Foreign Ministry``."""
    if last - first > 2 and page.lower[first + 1] in ("'s", "'"):
        adjective = country_lists().adjective_of.get(country_lists().places.get(page.lower[first], ""), "")
        if adjective and page.lower[first] not in country_lists().adjectives:
            return f"{adjective} {wording(page, first + 2, last)}".strip(" ,")
    text = wording(page, first, last).strip(" ,")
    if (
        last - first == 1
        and page.begins(first)
        and page.lower[first] in organization_lists().nouns
        and text.istitle()
    ):
        return text.lower() if text.lower() in page.words else text  # "Police" opens a sentence
    return text


def _rename(entity: Entity, words: Sequence[str], text: str) -> None:
    """Keep the fullest name, but a well-known short one (``Pentagon``) before its descriptions."""
    if not entity.forms:
        return
    known = organization_lists().known.get(lookup_key(text))
    if known == entity.name:
        return
    country, rest = country_and_words(words)
    if known == text or (len(rest), bool(country)) > (len(entity.words), bool(entity.country)):
        current = organization_lists().known.get(entity.name.lower())
        if current == entity.name and known != text:
            return
        entity.name = text
        entity.words = entity.words | rest if len(rest) > len(entity.words) else entity.words
        entity.country = entity.country or country
