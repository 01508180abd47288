"""Two or more who speak one quote: ``Ruiz and Ali said``, ``both ministries``."""

from __future__ import annotations

from itertools import pairwise

from quotebank.core.quote import SpeakerKind
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.people.entities import Entity
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import is_role


def parts(page: Page, phrase: Phrase) -> list[Phrase]:
    """The phrases that "and" joins at the top of a source; one or none where it joins nothing.

    "and" inside a body's name, inside an apposition or before a second noun of role joins nothing.
    """
    cuts = _cuts(page, phrase)
    if not cuts:
        return []
    borders = [phrase.first, *cuts, phrase.last]
    out: list[Phrase] = []
    for first, last in pairwise(borders):
        while first < last and (
            page.lower[first] in ("and", "or", "both") or not page.words[first][0].isalnum()
        ):
            first += 1
        one = read_phrase(page, first, last)
        if one is not None:
            out.append(one)
    return out


def _cuts(page: Page, phrase: Phrase) -> list[int]:
    people = _starts_of_people(page, phrase)
    for at in range(phrase.begin + 1, phrase.last - 1):
        if page.lower[at] != "and":
            continue
        if page.labels[at] == "ORG" and page.entity[at - 1] == page.entity[at + 1]:
            continue
        if _one_in_two_roles(page, phrase, at) or _one_body(page, phrase, at):
            continue
        left = _left_is_name(page, phrase, at)
        right = _right_is_name(page, at + 1, phrase.last)
        if left and right:
            commas = [i for i in range(phrase.begin + 1, at) if page.words[i] == "," and i + 1 in people]
            return [*commas, at]
    return []


def _one_body(page: Page, phrase: Phrase, at: int) -> bool:
    """``the Central and East European Coalition``: one determiner, and only the end says what it is."""
    last = phrase.core - 1
    return (
        (phrase.determiner == "the" or page.labels[at - 1] == page.labels[last] == "ORG")
        and page.labels[at - 1] not in ("PERSON", "GPE")
        and at - phrase.begin <= 3
        and page.lower[at - 1] not in organization_lists().nouns
        and page.lower[last] in organization_lists().nouns
        and page.lower[at + 1] != "the"
        and all(page.capital(i) for i in range(at + 1, last + 1))
    )


def _one_in_two_roles(page: Page, phrase: Phrase, at: int) -> bool:
    """``The head of the studio and Ruiz’s boss``: a second role without a determiner is the same person's."""
    last = phrase.last - 1
    if phrase.determiner != "the" or not is_role(page, phrase.head) or phrase.head > at:
        return False
    if page.tags[phrase.head] not in ("NN", "NNP") or page.capital(phrase.head):
        return False
    owned = any(page.tags[i] == "POS" or page.lower[i] in ("'s", "’s") for i in range(at + 1, last))
    return owned and is_role(page, last) and page.tags[last] == "NN" and page.tags[at + 1] != "DT"


def _starts_of_people(page: Page, phrase: Phrase) -> set[int]:
    """Words at which people are named; countries too where the whole phrase is a row of them."""
    row = all(
        page.labels[i] == "GPE" or not page.words[i][0].isalnum() or page.lower[i] in ("and", "the")
        for i in range(phrase.first, phrase.last)
    )
    named = ("PERSON", "GPE") if row else ("PERSON",)
    return {i for i in range(phrase.first, phrase.last) if page.labels[i] in named}


def _left_is_name(page: Page, phrase: Phrase, at: int) -> bool:
    """Whether the phrase up to "and" is a name, perhaps with a party tag or an apposition after it."""
    before = at - 1
    while before > phrase.begin and not page.words[before][0].isalnum():
        before -= 1
    if any(
        page.tags[i] in ("IN", "VBN", "VBG", "TO") and page.lower[i] != "of" for i in range(phrase.begin, at)
    ):
        return False
    if any(page.words[i] == "," for i in range(phrase.begin, at)) and not all(
        page.capital(i) or not page.words[i][0].isalnum() or page.lower[i] in ("of", "the", "d", "r")
        for i in range(phrase.begin, at)
    ):
        return False
    if page.words[before] in ("Mont", "D-Mont") or page.words[at - 1] == ")":
        return True
    return page.capital(before) and page.labels[before] in ("PERSON", "ORG", "GPE", "")


def _right_is_name(page: Page, first: int, last: int) -> bool:
    """Whether what follows "and" begins like a further speaker."""
    at = first
    while at < last and page.lower[at] in ("the", "both", "his", "her", "their", "other", "a", "an"):
        at += 1
    if at >= last:
        return False
    if at > first:
        head = page.lower[last - 1]
        return (
            page.capital(at)
            or head in organization_lists().nouns
            or page.tags[last - 1] == "NNS"
            or (is_role(page, at) and _closes_with_name(page, at, last))
        )
    low = page.lower[at].rstrip(".")
    return page.capital(at) and (
        low not in role_lists().roles or page.labels[min(at + 1, last - 1)] == "PERSON"
    )


def _closes_with_name(page: Page, first: int, last: int) -> bool:
    """Whether a phrase names in the end whom it describes first: ``mayor of the port, Ana Ruiz``."""
    while last > first and not page.words[last - 1][0].isalnum():
        last -= 1
    begin = last
    while begin > first and page.labels[begin - 1] == "PERSON":
        begin -= 1
    return first < begin < last and page.words[begin - 1] == ","


def _beside(first: Entity, one: Entity) -> str:
    """The name in a row: ``Ana Ruiz and her aides``, not ``Ana Ruiz and Ana Ruiz's aides``."""
    own = f"{first.name}'s "
    if one is first or not one.name.startswith(own):
        return one.name
    return f"{ {'m': 'his', 'f': 'her'}.get(first.gender, 'their') } {one.name.removeprefix(own)}"


def make_group(state: ResolutionState, members: list[Entity], phrase: Phrase) -> Decision | None:
    """The joint speaker of these members: persons together are a person, anything mixed is a group."""
    page = state.page
    distinct = list(dict.fromkeys(members))
    if len(distinct) < 2:
        return None
    key = tuple(sorted(id(one) for one in distinct))
    entity = state.groups.get(key)
    if entity is None:
        kinds = {one.kind for one in distinct}
        kind: SpeakerKind = distinct[0].kind if len(kinds) == 1 and "anonymous" not in kinds else "group"
        names = [_beside(distinct[0], one) for one in distinct]
        entity = Entity(
            f"{', '.join(names[:-1])} and {names[-1]}", kind, plural=True, members=tuple(distinct)
        )
        state.groups[key] = entity
        state.entities.describe(entity)
    text = page.text[slice(*page.span(phrase.first, phrase.last))]
    entity.forms.setdefault(" ".join(text.split()))
    entity.spans.add(page.span(phrase.first, phrase.last))
    return decided(entity, "joint", 0.85, f"{entity.name} speak together.")
