"""A source that is a document: a report, a poll, a court filing; also whom it belongs to."""

from __future__ import annotations

from quotebank.lexicon.letters import fold
from quotebank.lexicon.nouns import noun_lists
from quotebank.people.by_pronoun import SINGULAR, person
from quotebank.people.documents import author_of, is_personal, latest, publisher_of, quoted_title, title_of
from quotebank.people.entities import Entity
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import wording


def by_document(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The document that the phrase names, an old one for ``the poll``; a person where it is hers."""
    page = state.page
    inner = _one_of(page, phrase)
    if inner is not None:
        one = noun_lists().documents[page.lower[inner.head]]
        name = _named_later(state, phrase, one) or wording(page, phrase.begin, phrase.core)
        return _document(state, phrase, one, name)
    head = page.lower[phrase.head]
    if phrase.last - phrase.first == 1 and page.capital(phrase.head) and not page.begins(phrase.head):
        return None
    noun = noun_lists().documents.get(head)
    if noun is None and head not in noun_lists().speech:
        return None
    if phrase.determiner in SINGULAR and phrase.head - phrase.begin <= 2:
        owned = person(
            state,
            phrase.first,
            SINGULAR[phrase.determiner],
            page.words[phrase.first],
            feature="document-owner",
        )
        if owned is not None:
            return owned
    if noun is None:
        return None
    if phrase.determiner in ("the", "this", "that", "its") and phrase.core - phrase.begin <= 2:
        return _known(state, phrase, noun)
    name = _description(page, phrase)
    if phrase.determiner in ("a", "an") or _opens_headline(page, phrase):
        publisher = publisher_of(state, phrase) if phrase.core - phrase.begin == 1 else None
        later = f"{publisher.name} {noun}" if publisher is not None else _named_later(state, phrase, noun)
        return _document(state, phrase, noun, later or name)
    if phrase.head + 1 < phrase.core and page.lower[phrase.head + 1] == "from":
        name = _of_survey(page, phrase) or name
    return _document(state, phrase, noun, name)


def _known(state: ResolutionState, phrase: Phrase, noun: str) -> Decision:
    """``the report``: its writer, the document spoken of before, its title, or whose it is."""
    name = _description(state.page, phrase)
    wrote = author_of(state, phrase, noun)
    if wrote is not None and is_personal(noun) and wrote[0].kind != "organization":
        state.entities.add_mention(phrase.first, phrase.core, wrote[0])
        return decided(wrote[0], "document-author", 0.7, f"{wrote[0].name} wrote the {noun}.")
    old = latest(state, phrase, noun)
    if old is not None:
        state.entities.add_mention(phrase.first, phrase.core, old)
        return decided(old, "document", 0.75, f"“{name}” most likely means the {old.name}.")
    title = title_of(state.page, phrase, noun)
    if not title and wrote is not None and wrote[0].kind == "organization":
        title = f"{wrote[0].name} {wrote[1]}"
    return _document(state, phrase, noun, title or name)


def _description(page: Page, phrase: Phrase) -> str:
    """The document's name as worded; with the name of who made it, what it is about is left out."""
    if phrase.head > phrase.begin and page.capital(phrase.head - 1) and not page.begins(phrase.head - 1):
        return wording(page, phrase.begin, phrase.head + 1)  # "a Gallup poll of 900 voters"
    return phrase.description(page)


def by_title(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``Ruiz’s “Salt” shows``: a film, book or the like under its title."""
    title = quoted_title(state.page, phrase)
    return _document(state, phrase, "", title) if title else None


def _document(state: ResolutionState, phrase: Phrase, noun: str, name: str) -> Decision:
    """The document of this name, an old or a new one."""
    entity = state.entities.described("document", name)
    if entity is None:
        entity = Entity(name, "document", words=frozenset((noun, *map(fold, name.split()))) - {""})
        state.entities.describe(entity)
    entity.forms.setdefault(name)
    state.entities.add_mention(phrase.first, phrase.core, entity)
    bare = name == noun or not any(word[0].isupper() for word in name.split())
    return decided(entity, "document", 0.65 if bare else 0.85, f"“{name}” is a document.")


def _one_of(page: Page, phrase: Phrase) -> Phrase | None:
    """The documents of which ``one of the first polls`` is one; None for other phrases."""
    at = phrase.begin
    if (
        page.lower[at] not in ("one", "two", "several", "some")
        or at + 2 >= phrase.core
        or page.lower[at + 1] != "of"
    ):
        return None
    inner = read_phrase(page, at + 2, phrase.core)
    if (
        inner is None
        or page.tags[inner.head] != "NNS"
        or page.lower[inner.head] not in noun_lists().documents
    ):
        return None
    return inner


def _opens_headline(page: Page, phrase: Phrase) -> bool:
    """Whether a bare noun, ``Poll``, ``New Poll``, stands in the headline or first sentence of a piece."""
    bare = not phrase.determiner and not any(page.labels[i] for i in range(phrase.begin, phrase.core))
    if phrase.core - phrase.begin == 1:
        return bare
    return bare and phrase.head == phrase.core - 1 and page.sentence[phrase.first] == 0


def _of_survey(page: Page, phrase: Phrase) -> str:
    """``Data from the 2020 Household Survey``: the survey, if its name says that it is one."""
    inner = read_phrase(page, phrase.head + 2, phrase.core)
    if inner is None or page.lower[inner.head] not in noun_lists().documents or not page.capital(inner.head):
        return ""
    return wording(page, inner.begin, inner.core)


_AHEAD = 150


def _named_later(state: ResolutionState, phrase: Phrase, noun: str) -> str:
    """The fuller name that a headline's or opening's ``a new poll`` gets within a few sentences."""
    page = state.page
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
