"""Where bodies are named on the page: the reader's entities, acronyms with their expansions, campaigns."""

from __future__ import annotations

from collections.abc import Iterable

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.organization_names import LINKS
from quotebank.lexicon.organizations import acronym, organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.entity_index import EntityIndex
from quotebank.people.organization_entities import add_organization
from quotebank.people.page import Page
from quotebank.people.roles import is_role


def find_organizations(page: Page, entities: EntityIndex, firms: Iterable[tuple[int, int]] = ()) -> None:
    """Make entities of the page's ORG entities and further firms, and of names that an acronym follows.

    So too of ``the Ruiz campaign``, whose name the reader takes for the man's.
    """
    index, count = 0, len(page.words)
    for begin, border in firms:
        add_organization(page, entities, begin, border)
    for at in range(1, count):
        if page.lower[at] in _CAMPS and page.labels[at - 1] == "PERSON" and page.capital(at - 1):
            add_organization(page, entities, at - 1, at + 1)
    for at in range(2, count - 1):
        if page.words[at - 1] == "(" and page.words[at + 1] == ")" and acronym(page.words[at]):
            first = _spelt_out(page, at)
            if first is not None:
                entity = add_organization(page, entities, first, at - 1)
                entity.forms.setdefault(page.words[at])
                entities.organization_index.learn(entity, page.words[at])
    while index < count:
        if page.labels[index] != "ORG":
            index += 1
            continue
        last = index + 1
        while last < count and page.entity[last] == page.entity[index]:
            last += 1
        first, end = widen(page, index, last)
        if end > first and not entities.is_person(index, last) and not _people(page, end - 1):
            add_organization(page, entities, _past_verb(page, first, end), end)
        index = max(last, end)


def _past_verb(page: Page, first: int, last: int) -> int:
    """The first word of the body in a headline's ``Ruiz Slams Velo Bank``, if the text names it elsewhere."""
    if page.sentence[first] > 1 or last - first < 2 or not first or page.labels[first - 1] != "PERSON":
        return first
    rest = page.words[first + 1 : last]
    told = (
        page.words[at : at + len(rest)] == rest and page.words[at - 1] != page.words[first]
        for at in range(last, len(page.words))
    )
    return first + any(told)


_CAMPS = wordset("campaign administration team camp")


def _spelt_out(page: Page, at: int) -> int | None:
    """Where the name begins whose acronym stands in brackets at ``at``; None if the letters do not fit."""
    letters = acronym(page.words[at])
    first = at - 1
    start = page.sentence_starts[page.sentence[at]]
    left = len(letters)
    while left and first > start:
        first -= 1
        word = page.lower[first]
        if page.capital(first) and word[0] == letters[left - 1]:
            left -= 1
        elif (word not in LINKS and word[0].isalnum() and not page.capital(first)) or not word[0].isalnum():
            if word != "-" and word[0] != letters[left - 1]:
                return None
            left -= word[0] == letters[left - 1]
    return first if left == 0 and page.capital(first) else None


def _people(page: Page, index: int) -> bool:
    """Whether an entity's last word makes it people: ``House Republicans``, ``Former Palace Doctor``."""
    word = page.lower[index]
    if is_role(page, index) and page.lower[_opening(page, index)] in ("former", "ex", "retired"):
        return True
    return role_lists().roles.get(word, word) != word and word not in organization_lists().nouns


def _opening(page: Page, index: int) -> int:
    """The first word of the entity that a word is in."""
    while index and page.entity[index - 1] == page.entity[index]:
        index -= 1
    return index


def widen(page: Page, first: int, last: int) -> tuple[int, int]:
    """Take in the country before a body (``China’s``, ``Chinese``), let go of articles and possessives."""
    while first < last and (page.lower[first] in ("the", "a", "an") or not page.words[first][0].isalnum()):
        first += 1
    while last > first and (page.lower[last - 1] in ("'s", "'") or not page.words[last - 1][0].isalnum()):
        last -= 1
    if first == last:
        return first, last
    places = country_lists().places
    start = page.sentence_starts[page.sentence[first]]
    while (
        last - first < 4
        and page.lower[last - 1] in organization_lists().nouns
        and first > start
        and (
            page.capital(first - 1)
            and page.labels[first - 1] in ("", "ORG", "GPE")
            and (page.tags[first - 1] == "NNP" or page.words[first - 1].isupper())
        )
    ):
        first -= 1  # the reader saw only the end of "Foreign Ministry"
    at = first - 1
    if at >= start and page.lower[at] in ("'s", "'") and at - 1 >= start and page.lower[at - 1] in places:
        return at - 1, last
    if at >= start and page.lower[at] in places and page.capital(at):
        return at, last
    return first, last
