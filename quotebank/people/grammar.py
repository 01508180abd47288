"""What little of grammar the rules need, read off tags: subjects, noun phrases."""

from __future__ import annotations

from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_JOINING = wordset(
    "that if because while as since although though whether when after before until unless once"
)
"""Words that open a clause although the tags call some of them prepositions."""

_WIDEST = 12
"""Words that a title before a name may have."""


def is_subject(page: Page, first: int, last: int) -> bool:
    """Whether a name could be what its sentence is about: no preposition before it, no noun after it."""
    count = len(page.words)
    if last < count and page.sentence[last] == page.sentence[first]:
        if page.lower[last] in ("'s", "'", "’"):
            return False
        if page.tags[last][:2] == "NN" and page.words[last][0].isalnum():
            return False
    before = first - 1
    while before >= max(0, first - _WIDEST) and page.sentence[before] == page.sentence[first]:
        tag = page.tags[before]
        if tag[:2] in ("NN", "JJ") or tag in ("DT", "PRP$", "POS", "VBN"):
            before -= 1
            continue
        if page.lower[before] in _JOINING:
            return _has_verb(page, last)
        if page.lower[before] in ("said", "says", "added", "asked", "wrote"):
            return before > 0 and not page.words[before - 1][0].isalnum()  # "…,” said Ruiz"
        return tag not in ("IN", "TO", "VB", "VBG") and not tag.startswith("VB")
    return True


def _has_verb(page: Page, last: int) -> bool:
    """Whether a finite verb follows, perhaps after an adverb."""
    at = last
    while at < min(last + 3, len(page.words)) and page.tags[at] == "RB":
        at += 1
    return at < len(page.words) and page.tags[at] in FINITE
