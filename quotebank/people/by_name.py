"""A source that is a person's name, with or without a role on either side."""

from __future__ import annotations

from quotebank.people.actors import Sighting
from quotebank.people.mentions import is_address
from quotebank.people.names import part_of, person_name
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.roles import is_role
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables, wordset

_LISTING = wordset("like including except such unlike")


def by_name(scene: Scene, phrase: Phrase) -> Decision | None:
    """The person whose name is the phrase's head, or stands in apposition to it."""
    page = scene.page
    names = [
        one
        for one in scene.cast.within(phrase.first, phrase.last)
        if one.actor.kind == "person" and not one.actor.members
    ]
    if not names:
        return _surname(scene, phrase) or _handle(scene, phrase)
    found = _head(scene, phrase, names)
    if found is None:
        return None
    text = page.text[slice(*page.span(found.first, found.last))]
    if len(found.actor.named) and any(" " in form for form in found.actor.forms) and " " not in text:
        return decided(found.actor, "name", 0.95, f"“{text}” is {found.actor.name}.")
    return decided(found.actor, "name", 0.98, f"The source names {found.actor.name}.")


def _surname(scene: Scene, phrase: Phrase) -> Decision | None:
    """A word that is somebody's surname, where the reader took it for something else."""
    page = scene.page
    core = phrase.core - (page.lower[phrase.core - 1] in ("'s", "'", "’"))
    if core - phrase.begin != 1 or not page.capital(phrase.begin):
        return None
    name = person_name([page.words[phrase.begin]])
    found = [
        one
        for one in scene.cast.by_name(name)
        if any(part_of(name, other) == "surname" for other in one.named)
    ]
    if not found:
        return None
    actor = found[0] if len(found) == 1 else scene.cast.likeliest(found, phrase.begin)
    return decided(actor, "name", 0.8, f"“{page.words[phrase.begin]}” is the surname of {actor.name}.")


def _handle(scene: Scene, phrase: Phrase) -> Decision | None:
    """``one user, @anaruiz,``: somebody known only by the name of an account."""
    page = scene.page
    found = [page.words[i] for i in range(phrase.first, phrase.last) if page.words[i][0] == "@"]
    if len(found) != 1:
        return None
    name = person_name(found)
    known = scene.cast.by_name(name)
    actor = known[0] if known else scene.cast.person(name)
    actor.forms.setdefault(found[0])
    return decided(actor, "name", 0.85, f"The source names the account {found[0]}.")


def _past_title(page: Page, before: int, core: int, first: int) -> int:
    """The comma before a title of several words, ``, the radio host Ana Ruiz``; the word given for none."""
    at = before
    while at > core and page.tags[at][:2] in ("NN", "JJ", "DT"):
        at -= 1
    return at if page.words[at] == "," and any(is_role(page, i) for i in range(at, first)) else before


def _begins(page: Page, phrase: Phrase, one: Sighting) -> bool:
    """Whether a name, perhaps with a title before it, opens a phrase: ``Mrs. Ruiz’s plan``."""
    return one.first >= phrase.begin and all(
        is_address(page, i) or page.lower[i].rstrip(".") in tables().titles
        for i in range(phrase.begin, one.first)
    )


def _head(scene: Scene, phrase: Phrase, names: list[Sighting]) -> Sighting | None:
    page = scene.page
    opening = names[0]
    if (
        opening.first == phrase.begin
        and opening.last - opening.first > 1
        and not (
            opening.last < phrase.last
            and (page.lower[opening.last] in ("'s", "'", "’") or page.tags[opening.last] in ("NN", "NNS"))
        )
    ):
        return opening
    for one in names:
        owner = one.last < phrase.last and page.lower[one.last] in ("'s", "'", "’")
        if one.first <= phrase.head < one.last:
            return one
        if owner:
            # "Ruiz’s brief said": a person speaks through what is hers.
            head = page.lower[phrase.head]
            said = head in tables().documents or head in tables().voices
            if one.last == phrase.last - 1 or (said and _begins(page, phrase, one)):
                return one
            continue
    for one in names:
        # "A lawyer for the papers, Ana Ruiz," names in the end whom it describes first.
        before = one.first - 1
        while before > phrase.first and (
            is_address(page, before) or page.lower[before].rstrip(".") in tables().titles
        ):
            before -= 1
        before = _past_title(page, before, phrase.core, one.first)
        closes = one.last >= phrase.last or page.words[one.last] in (",", "(")
        if (
            before >= phrase.core
            and page.words[before] == ","
            and closes
            and not any(page.lower[i] in _LISTING for i in range(phrase.first, one.first))
            and page.tags[phrase.head] not in ("NNS", "NNPS")
            and page.labels[phrase.head] != "ORG"
        ):
            return one
    return None
