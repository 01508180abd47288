"""Which document is meant, and who speaks through it: titles, authors, the one spoken of last."""

from __future__ import annotations

import re

from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.by_description import by_description
from quotebank.people.entities import Entity
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import ResolutionState

_REACH = 900  # words
_NEAR = 8  # sentences
_LONGEST = 12  # words of a title
_QUOTED = re.compile(r"\s*,?\s*[\"“‘'«„]+\s*([^\"”’»\n]{2,80}?)[\s.,]*[\"”’'»]")
_OPENING = re.compile(r"(?<!\w)[\"“‘'«„]+\s*([^\"”’»\n]{2,80}?)[\s.,]*[\"”’'»]*$")


def same_document(one: str, other: str) -> bool:
    """Whether two nouns in the singular may mean one document: ``film`` and ``documentary``."""
    groups = noun_lists().same_documents
    return one == other or bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def latest(state: ResolutionState, phrase: Phrase, noun: str) -> Entity | None:
    """The document spoken of last that a noun may mean, the very noun before one like it."""
    alike: Entity | None = None
    for mention in state.entities.before(phrase.first):
        if mention.entity.kind != "document":
            continue
        if noun in mention.entity.words:
            return mention.entity
        if alike is None and any(same_document(noun, word) for word in mention.entity.words):
            alike = mention.entity
    return alike


def title_of(page: Page, phrase: Phrase, noun: str) -> str:
    """The title under which ``the film`` was brought in: ``her documentary “Salt”``; nothing if none was."""
    documents = noun_lists().documents
    for at in range(phrase.first - 2, max(-1, phrase.first - _REACH), -1):
        found = documents.get(page.lower[at])
        if found is None or not same_document(noun, found) or page.tags[at] not in ("NN", "NNP"):
            continue
        title = _QUOTED.match(page.text, page.ends[at], page.ends[at] + 120)
        if title and title.group(1)[0].isalnum() and not title.group(1)[0].islower():
            return " ".join(title.group(1).split())
    return ""


def quoted_title(page: Page, phrase: Phrase) -> str:
    """The title that ends a source, ``Ruiz’s “Salt”``, if the text calls it a film, book or the like."""
    start, end = page.span(phrase.first, phrase.last)
    found = _OPENING.search(page.text, start, min(end + 1, len(page.text)))
    if found is None:
        return ""
    title = " ".join(found.group(1).split())
    if len(title.split()) > _LONGEST:
        return ""
    before = 0
    for _ in range(4):
        at = page.text.find(title, before)
        if at < 0:
            return ""
        word = page.at(at) - 1
        while word >= 0 and not page.words[word][0].isalnum():
            word -= 1
        if word >= 0 and page.lower[word] in noun_lists().same_documents:
            return title
        before = at + len(title)
    return ""


_PERSONAL = wordset(
    "letter email e-mail message memo memorandum memoir book autobiography essay op-ed column note missive "
    "novel tweet post diary"
)
"""Documents in which somebody speaks in person, so that ``the letter says`` is as good as a name."""


def author_of(state: ResolutionState, phrase: Phrase, noun: str) -> tuple[Entity, str] | None:
    """Who wrote ``the letter``, where a sentence before tells (``Ruiz sent a note``), and the noun there."""
    page = state.page
    here = page.sentence[phrase.first]
    for at in range(phrase.first - 2, 1, -1):
        if here - page.sentence[at] > _NEAR:
            return None
        if page.quoted[at] or not same_document(noun, page.lower[at]) or page.tags[at] != "NN":
            continue
        verb = at - 1
        while verb > 1 and page.tags[verb][:2] in ("JJ", "NN", "DT", "PR", "CD", "PO"):
            verb -= 1
        if page.lower[verb] in _WRITES and page.lower[verb + 1] in ("a", "an", "his", "her", "their", "its"):
            subject = _subject(state, verb)
            return (subject, page.lower[at]) if subject is not None else None
    return None


def publisher_of(state: ResolutionState, phrase: Phrase) -> Entity | None:
    """The body that brings out ``a report``: ``Harbor Watch published a report that says``."""
    verb = phrase.first - 1
    if verb < 1 or state.page.lower[verb] not in _WRITES:
        return None
    found = _subject(state, verb)
    return found if found is not None and found.kind == "organization" else None


def is_personal(noun: str) -> bool:
    """Whether somebody speaks in person in such a document: ``the letter says`` is as good as a name."""
    return noun in _PERSONAL


_WRITES = wordset(
    "wrote writes written sent sends penned published signed authored posted released issued drafted "
    "circulated ran printed carried aired"
)


def _subject(state: ResolutionState, verb: int) -> Entity | None:
    """Who is what a verb is about, as far as the words before it in its sentence tell."""
    page = state.page
    start = page.sentence_starts[page.sentence[verb]]
    for one in reversed(state.entities.within(start, verb)):
        if one.subject and one.entity.kind in ("person", "group", "anonymous", "organization"):
            return one.entity
    first = start
    for index in range(start, verb):
        if page.words[index] == ",":
            first = index + 1
    phrase = read_phrase(page, first, verb)
    if phrase is None or phrase.determiner not in ("a", "an") or page.lower[phrase.head] not in _MANY:
        return None
    found = by_description(state, phrase)
    return found.entity if found is not None else None


_MANY = wordset("group coalition number handful dozen pair team couple family crowd")
