"""A source that is a document: a report, a poll, a court filing; also whom it belongs to."""

from __future__ import annotations

from quotebank.people.actors import Actor
from quotebank.people.by_pronoun import SINGULAR, person
from quotebank.people.names import fold
from quotebank.people.phrases import Phrase
from quotebank.people.roles import wording
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables


def by_document(scene: Scene, phrase: Phrase) -> Decision | None:
    """The document that the phrase names, an old one for ``the poll``; a person where it is hers."""
    page = scene.page
    head = page.lower[phrase.head]
    if phrase.last - phrase.first == 1 and page.capital(phrase.head) and not page.begins(phrase.head):
        return None
    noun = tables().documents.get(head)
    if noun is None:
        return None
    if phrase.determiner in SINGULAR and phrase.head - phrase.begin <= 2:
        owned = person(
            scene,
            phrase.first,
            SINGULAR[phrase.determiner],
            page.words[phrase.first],
            feature="document-owner",
        )
        if owned is not None:
            return owned
    name = phrase.description(page)
    if phrase.head > phrase.begin and page.capital(phrase.head - 1) and not page.begins(phrase.head - 1):
        # "a Gallup poll of 900 voters": whose it is tells it from others, what it is about is the story
        name = wording(page, phrase.begin, phrase.head + 1)
    if phrase.determiner in ("the", "this", "that", "its") and phrase.core - phrase.begin <= 2:
        for old in scene.cast.recent("document"):
            if noun in old.words:
                scene.cast.see(phrase.first, phrase.core, old)
                return decided(old, "document", 0.75, f"“{name}” most likely means the {old.name}.")
    if (phrase.core - phrase.begin == 1 and not phrase.determiner) or phrase.determiner in ("a", "an"):
        later = _named_later(scene, phrase, noun)
        if later:
            name = later
    actor = scene.cast.described("document", name)
    if actor is None:
        actor = Actor(name, "document", words=frozenset((noun, *map(fold, name.split()))))
        scene.cast.describe(actor)
    actor.forms.setdefault(name)
    scene.cast.see(phrase.first, phrase.core, actor)
    return decided(actor, "document", 0.8, f"“{name}” is a document.")


_AHEAD = 150


def _named_later(scene: Scene, phrase: Phrase, noun: str) -> str:
    """The fuller name that a headline's or opening's ``a new poll`` gets within a few sentences."""
    page = scene.page
    here = page.sentence[phrase.first]
    if here > 3:
        return ""
    stop = phrase.core
    while stop < min(len(page.words), phrase.core + _AHEAD) and page.sentence[stop] - here <= 6:
        if page.lower[stop] == noun:
            first = stop
            while (
                first > phrase.core
                and (
                    page.capital(first - 1)
                    or page.words[first - 1] in ("/", "-")
                    or page.tags[first - 1] in ("JJ", "NN")
                )
                and page.lower[first - 1] not in ("the", "a", "an")
            ):
                first -= 1
            while first < stop and not page.capital(first):
                first += 1
            if first < stop and any(page.labels[i] in ("ORG", "MISC") for i in range(first, stop)):
                return wording(page, first, stop + 1)
        stop += 1
    return ""
