"""Two or more who speak one quote: ``Ruiz and Ali said``, ``both ministries``."""

from __future__ import annotations

from itertools import pairwise

from quotebank.core.quote import SpeakerKind
from quotebank.people.actors import Actor
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables


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
        left = _left_is_name(page, phrase, at)
        right = _right_is_name(page, at + 1, phrase.last)
        if left and right:
            commas = [i for i in range(phrase.begin + 1, at) if page.words[i] == "," and i + 1 in people]
            return [*commas, at]
    return []


def _starts_of_people(page: Page, phrase: Phrase) -> set[int]:
    return {i for i in range(phrase.first, phrase.last) if page.labels[i] == "PERSON"}


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
        return page.capital(at) or head in tables().bodies or page.tags[last - 1] == "NNS"
    low = page.lower[at].rstrip(".")
    return page.capital(at) and (low not in tables().roles or page.labels[min(at + 1, last - 1)] == "PERSON")


def combine(scene: Scene, members: list[Actor], phrase: Phrase) -> Decision | None:
    """The joint speaker of these members: persons together are a person, anything mixed is a group."""
    page = scene.page
    distinct = list(dict.fromkeys(members))
    if len(distinct) < 2:
        return None
    key = tuple(sorted(id(one) for one in distinct))
    actor = scene.joints.get(key)
    if actor is None:
        kinds = {one.kind for one in distinct}
        kind: SpeakerKind = distinct[0].kind if len(kinds) == 1 and "anonymous" not in kinds else "group"
        names = [one.name for one in distinct]
        actor = Actor(f"{', '.join(names[:-1])} and {names[-1]}", kind, plural=True, members=tuple(distinct))
        scene.joints[key] = actor
        scene.cast.describe(actor)
    text = page.text[slice(*page.span(phrase.first, phrase.last))]
    actor.forms.setdefault(" ".join(text.split()))
    actor.spans.add(page.span(phrase.first, phrase.last))
    return decided(actor, "joint", 0.85, f"{actor.name} speak together.")
