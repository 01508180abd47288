"""``A: I think``: who says ``I`` in an interview or transcript, whose turns begin with a name or letter."""

from __future__ import annotations

import re
from collections import Counter

from quotebank.lexicon.person_names import person_name
from quotebank.people.entities import Entity
from quotebank.people.first_person import FIRST
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided

_QUESTION = re.compile(r"(?:Q|Question)(?:[:.]|(?=[A-Z]))")
_ANSWER = re.compile(r"(?:A|Answer)[:.]\s")
_LONGEST = 4  # words of a name before the colon


def by_interview(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The person in whose turn ``I`` or ``we`` stands; None outside interviews and transcripts."""
    page = state.page
    if page.lower[phrase.first] not in FIRST or phrase.last - phrase.first > 1:
        return None
    opening = page.paragraph_words(page.paragraph[phrase.first])[0]
    entity = _named(state, opening)
    if entity is None and _ANSWER.match(page.text, page.starts[opening]):
        entity = _answering(state)
    if entity is None:
        return None
    entity.spans.add(page.span(phrase.first, phrase.last))
    return decided(
        entity, "interview", 0.8, f"“{page.words[phrase.first]}” stands in a turn of {entity.name}."
    )


def _named(state: ResolutionState, opening: int) -> Entity | None:
    """Whose name and a colon open a paragraph: ``RUIZ: I think``."""
    page = state.page
    words = page.words[opening : opening + _LONGEST + 1]
    if ":" not in words[1:] or not all(word[0].isupper() for word in words[: words.index(":")]):
        return None
    found = state.entities.by_name(person_name(words[: words.index(":")]))
    return found[0] if len(found) == 1 else None


def _answering(state: ResolutionState) -> Entity | None:
    """Who is interviewed: the person whom the text before the first question names most."""
    if state.first_question is None:
        page = state.page
        starts = (i for i in range(len(page.words)) if i == 0 or page.paragraph[i] != page.paragraph[i - 1])
        state.first_question = next((i for i in starts if _QUESTION.match(page.text, page.starts[i])), 0)
    told = Counter(
        one.entity for one in state.entities.within(0, state.first_question) if one.entity.kind == "person"
    )
    return max(told, key=lambda one: told[one]) if told else None
