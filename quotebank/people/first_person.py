"""``I``, ``we``: outside quotation marks the writer speaks, inside them whoever is quoted."""

from __future__ import annotations

import re

from quotebank.lexicon.letters import fold
from quotebank.lexicon.person_names import person_name
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.entities import Entity
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided

FIRST = wordset("i me my mine myself we us our ours ourselves")
_BYLINE = re.compile(r"(?:^|\n)\s*(?:By|BY|by)\s+((?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w’'-]+)\s*(?:\n|,|$|\|)")


def by_first_person(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The writer of a piece that says ``I``; None where nobody signs it."""
    page = state.page
    word = page.lower[phrase.first]
    if word not in FIRST or phrase.last - phrase.first > 1:
        return None
    if page.words[phrase.first] == "us":
        return None
    if page.quoted[phrase.first]:
        last = state.last_speaker()
        if last is not None and page.sentence[phrase.first] - page.sentence[last[0]] <= 3:
            return decided(last[1], "first-person", 0.5, f"“{word}” stands inside words of {last[1].name}.")
        return decided(None, "first-person", 0.5, f"“{word}” stands inside a quote of an unknown speaker.")
    name = _signature(state, phrase.first) or _writer(state)
    if not name:
        return decided(
            None, "first-person", 0.5, "The writer speaks, and the article does not name its writer."
        )
    given = person_name(name.split())
    found = state.entities.by_name(given)
    entity: Entity
    if found:
        entity = found[0]
    else:
        entity = state.entities.person(given)
        entity.forms.setdefault(entity.name)
    entity.spans.add(page.span(phrase.first, phrase.last))  # no mention: the writer is never "he"
    return decided(
        entity, "first-person", 0.65, f"“{page.words[phrase.first]}” is the writer, {entity.name}."
    )


_SIGNED = re.compile(r"[—–-]?\s*((?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w’'-]+|@\w+)[.,]?$")
_LONGEST = 12
"""Words of a paragraph that is nothing but a name."""
_AHEAD = 8
"""Paragraphs in which a letter to the editor gets its writer's name."""


def _signature(state: ResolutionState, index: int) -> str:
    """The name that stands alone in a paragraph after a letter or a reader's comment; nothing for none."""
    page = state.page
    own = page.paragraph[index]
    for number in range(own + 1, min(own + 1 + _AHEAD, len(page.layout.paragraphs))):
        first, last = page.paragraph_words(number)
        if not 0 < last - first <= _LONGEST:
            continue
        found = _SIGNED.match(page.text[slice(*page.span(first, last))])
        if found and (
            found.group(1).startswith("@")
            or page.labels[first] == "PERSON"
            or fold(page.words[first]) in person_lists().genders
        ):
            return found.group(1)
    return ""


def _writer(state: ResolutionState) -> str:
    author = (state.article.author or "").strip()
    if author:
        author = re.split(r",|\band\b|;|\(", author.removeprefix("By ").removeprefix("by "))[0].strip()
        if author:
            return author
    text = state.article.text
    found = _BYLINE.search(text[:1500]) or _BYLINE.search(text[-600:])
    return " ".join(found.group(1).split()) if found else ""
