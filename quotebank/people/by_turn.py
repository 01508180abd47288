"""A quote without a source: the speaker goes on, or the subject is left out.

Wire style lets a second quoted sentence follow without a cue; then the speaker of the quote before goes
on. A cue without a subject (``adding that …``) belongs to whoever speaks in its sentence. A passive
(``was accused of``) or a noun (``allegations of``) hides its speaker, and so do we.
"""

from __future__ import annotations

from quotebank.core.quote import Quote
from quotebank.core.span import hull
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import wordset

_MARKS = tuple("\"“‘'«„")
_BE = wordset("is are was were be been being 's")


def by_turn(scene: Scene, quote: Quote) -> Decision:
    """Who goes on speaking; an honest nobody where the text does not tell."""
    if quote.cue:
        return _elliptical(scene, quote)
    if not quote.content:
        return decided(None, "turn", 0.5, "The quote has neither words nor a source.")
    page = scene.page
    start = quote.content[0][0]
    if not scene.article.text[start : start + 1].startswith(_MARKS):
        return decided(None, "turn", 0.5, "No source is given.")
    index = min(page.at(start), len(page.words) - 1)
    last = scene.last_speaker()
    if last is None or index < 0:
        return decided(None, "turn", 0.5, "No source is given and nobody has spoken before.")
    gap = page.paragraph[index] - page.paragraph[last[0]]
    if gap == 0:
        return decided(last[1], "turn", 0.85, f"{last[1].name} goes on speaking in the same paragraph.")
    if gap == 1 and page.sentence[index] - page.sentence[last[0]] <= 6:
        return decided(last[1], "turn", 0.6, f"{last[1].name} spoke in the paragraph before.")
    return decided(None, "turn", 0.4, "No source is given and the last speaker is too far away.")


def _elliptical(scene: Scene, quote: Quote) -> Decision:
    page = scene.page
    first, last = page.range(hull(quote.cue))
    if first >= len(page.words):
        return decided(None, "ellipsis", 0.4, "No source is given.")
    tags = page.tags[first:last]
    hidden = (
        any(page.lower[i] in _BE for i in range(first, last)) and any(tag == "VBN" for tag in tags)
    ) or not any(tag in ("VBD", "VBZ", "VBP", "VBG", "VB") for tag in tags)
    if hidden:
        return decided(None, "ellipsis", 0.6, "The cue hides who said it.")
    sentence = page.sentence[first]
    previous = scene.last_speaker()
    if previous is not None and page.sentence[previous[0]] == sentence:
        return decided(previous[1], "ellipsis", 0.7, f"{previous[1].name} is who speaks in this sentence.")
    if tags and tags[0] in ("VBG", "VBD"):
        for sighting in scene.cast.before(first):
            if page.sentence[sighting.first] != sentence:
                break
            if sighting.subject and not sighting.quoted and sighting.actor.kind in ("person", "organization"):
                return decided(
                    sighting.actor, "ellipsis", 0.55, f"{sighting.actor.name} is what the sentence is about."
                )
        if previous is not None and sentence - page.sentence[previous[0]] <= 1 and tags[0] == "VBG":
            return decided(previous[1], "ellipsis", 0.5, f"{previous[1].name} spoke just before.")
    return decided(None, "ellipsis", 0.5, "No source is given.")
