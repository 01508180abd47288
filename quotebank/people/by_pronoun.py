"""``he said``, ``it said``, ``they said``: whom a pronoun means."""

from __future__ import annotations

from quotebank.people.actors import Actor
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.salience import candidates
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables

SINGULAR = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
NEUTRAL = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "both", "all", "themselves"))


def by_pronoun(scene: Scene, phrase: Phrase) -> Decision | None:
    """The antecedent of a phrase that is a pronoun; None for other phrases or where nobody fits."""
    page = scene.page
    word = page.lower[phrase.first]
    if phrase.core - phrase.first > 1 and not (word in _SUBJECTS and _goes_on(page, phrase.first + 1)):
        return None
    if word in SINGULAR:
        return person(scene, phrase.first, SINGULAR[word], page.words[phrase.first])
    if word in NEUTRAL:
        return _body(scene, phrase.first)
    if word in PLURAL:
        return _many(scene, phrase.first)
    return None


_SUBJECTS = frozenset(("they", "both", "he", "she"))


def _goes_on(page: Page, index: int) -> bool:
    """Whether what follows a pronoun only stresses it or is its verb: ``they all``, ``he’s been``."""
    stress = ("all", "both", "themselves", "himself", "herself")
    return page.lower[index] in stress or page.tags[index][:2] in ("VB", "MD")


def person(scene: Scene, index: int, gender: str, word: str, *, feature: str = "pronoun") -> Decision | None:
    """The person of this gender (m, f or nothing) whom the text before a word is about."""
    ranked = candidates(scene, index, gender)
    if not ranked:
        return None
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = min(0.95, 0.55 + 0.4 * (score - second) / max(score, 0.1))
    if gender and not best.gender and score - second > 0.8:
        best.gender = gender
    return decided(best, feature, sure, f"“{word}” most likely means {best.name}.")


def _body(scene: Scene, index: int) -> Decision | None:
    """``it``: the body, country or document that spoke last, or that the sentences are about."""
    page = scene.page
    here = page.sentence[index]
    topic = _topic(scene, index)
    if topic is not None:
        scene.cast.see(index, index + 1, topic)
        return decided(topic, "pronoun", 0.65, f"“it” most likely means {topic.name}, named just before.")
    last = scene.last_speaker(kinds=("organization", "country", "document", "group"))
    if last is not None and here - page.sentence[last[0]] <= 4:
        return decided(last[1], "pronoun", 0.75, f"“it” most likely means {last[1].name}, who spoke before.")
    for sighting in scene.cast.before(index):
        if here - page.sentence[sighting.first] > 3:
            break
        if sighting.actor.kind in ("organization", "country", "document") and sighting.subject:
            return decided(sighting.actor, "pronoun", 0.6, f"“it” most likely means {sighting.actor.name}.")
    return None


def _topic(scene: Scene, index: int) -> Actor | None:
    """What an ``It`` that opens a sentence takes up from the one before, where that is plain.

    The body that opens that sentence comes first, then a document in it: ``He wrote a memo. It warned``.
    """
    page = scene.page
    here = page.sentence[index]
    if not here or not page.begins(index):
        return None
    start, opener = page.sentence_starts[here - 1], page.openers[here - 1]
    seen = [one for one in scene.cast.within(start, index) if not one.quoted]
    things = [one for one in seen if one.actor.kind in ("organization", "country", "document")]
    for one in things:
        if one.first <= opener + 2 and one.subject and one.actor.kind != "country":
            return one.actor
    if any(one.actor.kind == "document" for one in things):
        return next(one.actor for one in things if one.actor.kind == "document")
    if seen and seen[0].actor.kind != "person":
        return None
    return _document(scene, start, index)


def _document(scene: Scene, first: int, last: int) -> Actor | None:
    """The one document that words speak of by a common noun: an object, not what something is of."""
    page = scene.page
    lists = tables()
    found = [
        at
        for at in range(first + 1, last)
        if page.lower[at] in lists.documents
        and page.tags[at] == "NN"
        and page.lower[at - 1] in ("a", "an", "the")
        and not page.quoted[at]
        and page.tags[at - 2][:2] == "VB"
    ]
    if len(found) != 1:
        return None
    noun = lists.documents[page.lower[found[0]]]
    old = next((one for one in scene.cast.recent("document") if noun in one.words), None)
    if old is not None:
        return old
    actor = Actor(noun, "document", words=frozenset((noun,)))
    actor.forms.setdefault(noun)
    scene.cast.describe(actor)
    return actor


def _many(scene: Scene, index: int) -> Decision | None:
    """``they``: several speakers of before, a group, a body; one person where nobody else fits."""
    page = scene.page
    here = page.sentence[index]
    for position, decision in scene.decisions[:-20:-1]:
        actor = decision.actor
        if here - page.sentence[position] > 6:
            break
        if actor is not None and (actor.plural or actor.kind in ("organization", "group")):
            return decided(actor, "pronoun", 0.7, f"“they” most likely means {actor.name}, who spoke before.")
    for sighting in scene.cast.before(index):
        if here - page.sentence[sighting.first] > 3:
            break
        if sighting.actor.plural or (sighting.actor.kind == "organization" and sighting.subject):
            return decided(
                sighting.actor, "pronoun", 0.55, f"“they” most likely means {sighting.actor.name}."
            )
    last = scene.last_speaker(kinds=("person",))
    if last is not None and here - page.sentence[last[0]] <= 2:
        return decided(last[1], "pronoun", 0.4, f"“they” may mean {last[1].name}, who spoke before.")
    return None
