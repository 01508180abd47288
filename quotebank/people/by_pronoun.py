"""``he said``, ``it said``, ``they said``: whom a pronoun means."""

from __future__ import annotations

from quotebank.lexicon.nouns import noun_lists
from quotebank.people.entities import Entity
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.salience import rank_antecedents

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


def by_pronoun(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The antecedent of a phrase that is a pronoun; None for other phrases or where nobody fits."""
    page = state.page
    word = page.lower[phrase.first]
    if phrase.core - phrase.first > 1 and not (word in _SUBJECTS and _goes_on(page, phrase.first + 1)):
        return None
    if word in SINGULAR:
        return person(state, phrase.first, SINGULAR[word], page.words[phrase.first])
    if word in NEUTRAL:
        return _body(state, phrase.first)
    if word in PLURAL:
        return _many(state, phrase.first)
    return None


_SUBJECTS = frozenset(("they", "both", "he", "she"))


def _goes_on(page: Page, index: int) -> bool:
    """Whether what follows a pronoun only stresses it or is its verb: ``they all``, ``he’s been``."""
    stress = ("all", "both", "themselves", "himself", "herself")
    return page.lower[index] in stress or page.tags[index][:2] in ("VB", "MD")


def person(
    state: ResolutionState, index: int, gender: str, word: str, *, feature: str = "pronoun"
) -> Decision | None:
    """The person of this gender (m, f or nothing) whom the text before a word is about."""
    ranked = rank_antecedents(state, index, gender)
    if not ranked:
        return None
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = min(0.95, 0.55 + 0.4 * (score - second) / max(score, 0.1))
    if gender and not best.gender and score - second > 0.8:
        best.gender = gender
    return decided(best, feature, sure, f"“{word}” most likely means {best.name}.")


def _body(state: ResolutionState, index: int) -> Decision | None:
    """``it``: the body, country or document that spoke last, or that the sentences are about."""
    page = state.page
    here = page.sentence[index]
    topic = _topic(state, index)
    if topic is not None:
        state.entities.add_mention(index, index + 1, topic)
        return decided(topic, "pronoun", 0.65, f"“it” most likely means {topic.name}, named just before.")
    last = state.last_speaker(kinds=("organization", "country", "document", "group"))
    if last is not None and here - page.sentence[last[0]] <= 4:
        return decided(last[1], "pronoun", 0.75, f"“it” most likely means {last[1].name}, who spoke before.")
    for mention in state.entities.before(index):
        if here - page.sentence[mention.first] > 3:
            break
        if mention.entity.kind in ("organization", "country", "document") and mention.subject:
            return decided(mention.entity, "pronoun", 0.6, f"“it” most likely means {mention.entity.name}.")
    return None


def _topic(state: ResolutionState, index: int) -> Entity | None:
    """What an ``It`` that opens a sentence takes up from the one before, where that is plain.

    The body that opens that sentence comes first, then a document in it: ``He wrote a memo. It warned``.
    """
    page = state.page
    here = page.sentence[index]
    if not here or not page.begins(index):
        return None
    start, opener = page.sentence_starts[here - 1], page.sentence_first_words[here - 1]
    seen = [one for one in state.entities.within(start, index) if not one.quoted]
    things = [one for one in seen if one.entity.kind in ("organization", "country", "document")]
    for one in things:
        if one.first <= opener + 2 and one.subject and one.entity.kind != "country":
            return one.entity
    if any(one.entity.kind == "document" for one in things):
        return next(one.entity for one in things if one.entity.kind == "document")
    if seen and seen[0].entity.kind != "person":
        return None
    return _document(state, start, index)


def _document(state: ResolutionState, first: int, last: int) -> Entity | None:
    """The one document that words speak of by a common noun: an object, not what something is of."""
    page = state.page
    found = [
        at
        for at in range(first + 1, last)
        if page.lower[at] in noun_lists().documents
        and page.tags[at] == "NN"
        and page.lower[at - 1] in ("a", "an", "the")
        and not page.quoted[at]
        and page.tags[at - 2][:2] == "VB"
    ]
    if len(found) != 1:
        return None
    noun = noun_lists().documents[page.lower[found[0]]]
    old = next((one for one in state.entities.recent("document") if noun in one.words), None)
    if old is not None:
        return old
    entity = Entity(noun, "document", words=frozenset((noun,)))
    entity.forms.setdefault(noun)
    state.entities.describe(entity)
    return entity


def _many(state: ResolutionState, index: int) -> Decision | None:
    """``they``: several speakers of before, a group, a body; one person where nobody else fits."""
    page = state.page
    here = page.sentence[index]
    for position, decision in state.decisions[:-20:-1]:
        entity = decision.entity
        if here - page.sentence[position] > 6:
            break
        if entity is not None and (entity.plural or entity.kind in ("organization", "group")):
            return decided(
                entity, "pronoun", 0.7, f"“they” most likely means {entity.name}, who spoke before."
            )
    for mention in state.entities.before(index):
        if here - page.sentence[mention.first] > 3:
            break
        if mention.entity.plural or (mention.entity.kind == "organization" and mention.subject):
            return decided(
                mention.entity, "pronoun", 0.55, f"“they” most likely means {mention.entity.name}."
            )
    last = state.last_speaker(kinds=("person",))
    if last is not None and here - page.sentence[last[0]] <= 2:
        return decided(last[1], "pronoun", 0.4, f"“they” may mean {last[1].name}, who spoke before.")
    return None
