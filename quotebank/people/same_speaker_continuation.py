"""A quote with neither source nor cue: the speaker goes on.

Wire style lets a second quoted sentence follow without a cue; then the speaker of the quote before goes on.
"""

from __future__ import annotations

from quotebank.core.quote import Quote
from quotebank.people.resolution_state import Decision, ResolutionState, decided

_MARKS = tuple("\"“‘'«„")


def same_speaker_continuation(state: ResolutionState, quote: Quote) -> Decision:
    """Who goes on speaking; an honest nobody where the text does not tell."""
    if not quote.content:
        return decided(None, "turn", 0.5, "The quote has neither words nor a source.")
    page = state.page
    start = quote.content[0][0]
    if not state.article.text[start : start + 1].startswith(_MARKS):
        return decided(None, "turn", 0.5, "No source is given.")
    index = min(page.at(start), len(page.words) - 1)
    last = state.last_speaker()
    if last is None or index < 0:
        return decided(None, "turn", 0.5, "No source is given and nobody has spoken before.")
    gap = page.paragraph[index] - page.paragraph[last[0]]
    if gap == 0:
        return decided(last[1], "turn", 0.85, f"{last[1].name} goes on speaking in the same paragraph.")
    if gap == 1 and page.sentence[index] - page.sentence[last[0]] <= 6:
        return decided(last[1], "turn", 0.6, f"{last[1].name} spoke in the paragraph before.")
    return decided(None, "turn", 0.4, "No source is given and the last speaker is too far away.")
