"""Shares of a group: ``52 percent of registered voters`` are registered voters.

A share alone (``73 percent said``) is of the group that the sentence or the poll before it spoke of.
"""

from __future__ import annotations

from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import ResolutionState
from quotebank.people.roles import wording

_SHARES = wordset(
    "percent majority minority plurality number chorus dozens hundreds thousands scores half "
    "third quarter lot lots plenty handful eight nine seven six five four three two one some all "
    "both most two-thirds three-quarters one-third majorities minorities"
)


_POLLED = wordset("voters adults respondents residents people americans workers parents")


def whole_group(state: ResolutionState, phrase: Phrase) -> str:
    """``52 percent of registered voters`` as ``registered voters``; nothing for other phrases.

    A share alone (``73 percent said``) is of the group that answered before, if one did.
    """
    page = state.page
    shares = [
        i for i in range(phrase.begin, phrase.core) if page.lower[i] in _SHARES or page.lower[i].isdigit()
    ]
    if not shares:
        return ""
    for at in range(shares[0] + 1, phrase.core - 1):
        if page.lower[at] in ("of", "in", "out"):
            first = at + 1
            while first < phrase.core - 1 and (
                page.lower[first] in ("the", "those", "these", "every", "of", "all")
                or page.words[first].isdigit()
            ):
                first += 1
            if page.lower[at] == "of" and page.tags[first] == "VBG":
                return _respondents(state)  # "42 percent of those responding"
            counted = page.lower[at] == "in" and page.words[first - 1].isdigit() and first - at == 2
            if (page.lower[at] == "of" or counted) and page.lower[phrase.begin] != "one":
                return wording(page, first, phrase.core)
            return ""
    if page.lower[phrase.core - 1] == "percent":
        among = _among(page, phrase)
        if among:
            return among
        last = state.last_speaker(kinds=("group",))
        if last is not None and last[1].name.split()[-1] in _POLLED:
            return last[1].name
        return _respondents(state)
    return ""


def _respondents(state: ResolutionState) -> str:
    polled = any("poll" in one.words or "survey" in one.words for one in state.entities.recent("document"))
    return "poll respondents" if polled else "respondents"


def _among(page: Page, phrase: Phrase) -> str:
    """``Among likely voters, 46 percent``: the group that the sentence is about."""
    start = page.sentence_starts[page.sentence[phrase.first]]
    for at in range(phrase.first - 1, start - 1, -1):
        if page.lower[at] == "among":
            group = read_phrase(page, at + 1, phrase.first)
            return wording(page, group.begin, group.head + 1) if group is not None else ""
    return ""
