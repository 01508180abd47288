"""What little of grammar the rules need, read off tags: subjects, noun phrases."""

from __future__ import annotations

from quotebank.people.page import Page

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
        return tag not in ("IN", "TO", "VB", "VBG") and not tag.startswith("VB")
    return True
