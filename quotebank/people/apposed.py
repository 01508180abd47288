"""The role before a comma: ``the agency’s head, Ana Ruiz,``."""

from __future__ import annotations

from quotebank.lexicon.word_lists import wordset
from quotebank.people.apposition import STOPS, head_of, strength
from quotebank.people.page import Page
from quotebank.people.roles import DETERMINERS, LINKS, POSSESSIVES, Role, wording


def before_comma(page: Page, front: int) -> Role | None:
    """The role in ``China’s top diplomat, Wang Yi,``: a noun phrase that a comma parts from the name."""
    comma = front - 1
    if comma < 2 or page.words[comma] != "," or page.sentence[comma] != page.sentence[front]:
        return None
    start = page.sentence_starts[page.sentence[front]]
    first = comma
    while first > start and comma - first < 18:
        low, word, tag = page.lower[first - 1], page.words[first - 1], page.tags[first - 1]
        if low in DETERMINERS or low in POSSESSIVES:
            if first - 2 >= start and page.lower[first - 2] in ("as", "like", "with"):
                return None  # "As a student at the college, Ruiz said": not now
            if first - 2 > start and page.words[first - 2] == "," and _ends_name(page, first - 2):
                return None  # "Ruiz, the mayor, Ali and others": the mayor is Ruiz
            role = _apposed(page, first, comma)
            if role is not None or first - 2 < start or page.lower[first - 2] not in LINKS:
                return role
            first -= 2
            continue
        if low in _NUMBERS:
            return _apposed(page, first - 1, comma)
        if not word[0].isalnum() and low not in ("'s", "'", "’", "&"):
            break
        if tag in ("VBD", "VBZ", "VBP", "MD", "VB", "WDT", "WP", "CC") or (low in STOPS):
            break
        first -= 1
    owned = [i for i in range(first, comma) if page.lower[i] in ("'s", "’s")]
    if owned and owned[0] > first and page.capital(owned[0] - 1):
        begin = owned[0] - 1
        while begin > first and page.capital(begin - 1) and page.labels[begin - 1] == page.labels[begin]:
            begin -= 1
        return _apposed(page, begin, comma)
    return None


def _ends_name(page: Page, comma: int) -> bool:
    """Whether a person's name, perhaps with a party or age in brackets, stands right before a comma."""
    return page.labels[comma - 1] == "PERSON" or page.words[comma - 1] == ")"


_NUMBERS = wordset("two three four five both")


def _apposed(page: Page, first: int, comma: int) -> Role | None:
    determined = False
    head = head_of(page, first, comma)
    if head < 0:
        return None
    if page.tags[head] in ("NNS", "NNPS"):
        # "two developers, Ana Ruiz and Bo Ali": only a count makes it more than a list
        while first < head and page.lower[first] in _NUMBERS:
            first += 1
            determined = True
        if not determined:
            return None
    if head + 1 < comma and page.lower[head + 1] not in LINKS:
        return None
    return Role(wording(page, first, comma), "apposed", strength(page, first, head, 0.9))
