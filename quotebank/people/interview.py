"""``A: I think``: who says ``I`` in an interview or transcript, whose turns begin with a name or letter."""

from __future__ import annotations

import re
from collections import Counter

from quotebank.people.actors import Actor
from quotebank.people.first_person import FIRST
from quotebank.people.names import person_name
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.scene import Decision, Scene, decided

_QUESTION = re.compile(r"(?:Q|Question)(?:[:.]|(?=[A-Z]))")
_ANSWER = re.compile(r"(?:A|Answer)[:.]\s")
_LONGEST = 4  # words of a name before the colon


def by_interview(scene: Scene, phrase: Phrase) -> Decision | None:
    """The person in whose turn ``I`` or ``we`` stands; None outside interviews and transcripts."""
    page = scene.page
    if page.lower[phrase.first] not in FIRST or phrase.last - phrase.first > 1:
        return None
    opening = _paragraph(page, phrase.first)
    actor = _named(scene, opening)
    if actor is None and _ANSWER.match(page.text, page.starts[opening]):
        actor = _answering(scene)
    if actor is None:
        return None
    actor.spans.add(page.span(phrase.first, phrase.last))
    return decided(actor, "interview", 0.8, f"“{page.words[phrase.first]}” stands in a turn of {actor.name}.")


def _paragraph(page: Page, index: int) -> int:
    """The first word of the paragraph that a word is in."""
    while index and page.paragraph[index - 1] == page.paragraph[index]:
        index -= 1
    return index


def _named(scene: Scene, opening: int) -> Actor | None:
    """Whose name and a colon open a paragraph: ``RUIZ: I think``."""
    page = scene.page
    words = page.words[opening : opening + _LONGEST + 1]
    if ":" not in words[1:] or not all(word[0].isupper() for word in words[: words.index(":")]):
        return None
    found = scene.cast.by_name(person_name(words[: words.index(":")]))
    return found[0] if len(found) == 1 else None


def _answering(scene: Scene) -> Actor | None:
    """Who is interviewed: the person whom the text before the first question names most."""
    if scene.asked is None:
        page = scene.page
        starts = (i for i in range(len(page.words)) if i == 0 or page.paragraph[i] != page.paragraph[i - 1])
        scene.asked = next((i for i in starts if _QUESTION.match(page.text, page.starts[i])), 0)
    told = Counter(one.actor for one in scene.cast.within(0, scene.asked) if one.actor.kind == "person")
    return max(told, key=lambda one: told[one]) if told else None
