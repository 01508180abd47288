"""A source phrase that ends in a person's name, whatever office stands before it: that person."""

from __future__ import annotations

from quotebank.lexicon.word_lists import wordset
from quotebank.people.name_mentions import is_address
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided

_OF_OTHERS = wordset(
    "of for to with by from about against like including than and or nor named after before under over "
    "behind such as unlike except toward towards"
)
"""Before a name: it is somebody's whom the phrase only mentions."""


def by_full_name(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The bearer of a name of two words or more that closes the phrase or its apposition; None for others.

    ``Minister in the Ministry of Finance Brian Manning``: the name was printed to say who it is. So nothing
    that the office fits better may overrule it.
    """
    page = state.page
    if page.tags[phrase.head] in ("NNS", "NNPS"):
        return None
    names = [
        one
        for one in state.entities.within(phrase.first, phrase.last)
        if one.entity.kind == "person" and not one.entity.members and one.last - one.first > 1
    ]
    # of two full names one is somebody whom the phrase only mentions
    for one in names if len(names) == 1 else ():
        closes = one.last >= phrase.last or page.words[one.last] in (",", "(")
        before = one.first - 1
        while before > phrase.first and is_address(page, before):
            before -= 1
        if closes and before > phrase.first and page.lower[before] not in _OF_OTHERS:
            return decided(one.entity, "name", 0.98, f"The source names {one.entity.name}.")
    return None
