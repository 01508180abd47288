"""``…, who said``: a relative pronoun means what stands right before it."""

from __future__ import annotations

from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.scene import Decision, Scene, decided

_LONGEST = 16
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


def antecedent(scene: Scene, phrase: Phrase) -> Phrase | None:
    """The noun phrase that a relative pronoun hangs on; None for other phrases."""
    page = scene.page
    word = page.lower[phrase.first]
    if word not in RELATIVES or phrase.last - phrase.first > 1:
        return None
    start = page.sentence_starts[page.sentence[phrase.first]]
    last = phrase.first
    while last > start and not page.words[last - 1][0].isalnum() and page.words[last - 1] not in (")", "."):
        last -= 1
    first = last
    while first > start and last - first < 14:
        low, tag = page.lower[first - 1], page.tags[first - 1]
        if tag in ("VBD", "VBZ", "VBP", "VB", "VBG", "MD", "CC", "TO", "RB", ":", "``", "''"):
            break
        if tag == "IN" and low != "of" and not page.labels[first - 1]:
            break
        if page.words[first - 1] == "," and first - 1 < last - 1:
            break
        first -= 1
        if tag == "DT" or tag == "PRP$":
            break
    return read_phrase(page, first, last)


def _bare(page: Page, phrase: Phrase) -> bool:
    """Whether nothing but a time follows the pronoun: ``who in 2010``."""
    return all(
        page.labels[i] == "DATE" or page.tags[i] in ("IN", "CD") for i in range(phrase.first + 1, phrase.last)
    )


def by_relative(scene: Scene, phrase: Phrase) -> Decision | None:
    """The person sighted last before "who", where the words between are none of somebody else."""
    page = scene.page
    if page.lower[phrase.first] not in ("who", "whom") or not _bare(page, phrase):
        return None
    for sighting in scene.cast.before(phrase.first):
        if page.sentence[sighting.first] != page.sentence[phrase.first]:
            return None
        between = range(sighting.last, phrase.first)
        if any(page.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in between):
            return None
        if sighting.actor.kind != "person":
            continue
        if len(between) <= 2 or (page.words[sighting.last] == "," and len(between) < _LONGEST):
            # "Ruiz, president of the college, who said": what a comma sets off hangs on her too
            return decided(sighting.actor, "relative", 0.85, f"“who” hangs on {sighting.actor.name}.")
        if any(page.tags[i] == "IN" for i in between):
            return None
    return None
