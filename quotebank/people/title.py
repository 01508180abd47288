"""The role right before a name: ``Prime Minister Ana Ruiz``, ``China’s Minister of Defense Bo Li``."""

from __future__ import annotations

from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.roles import role_lists
from quotebank.people.page import Page
from quotebank.people.roles import (
    DETERMINERS,
    HONOURS,
    LINKS,
    PARTICIPLES,
    POSSESSIVES,
    SKIPPED,
    Role,
    is_role,
    wording,
)


def before(page: Page, front: int) -> Role | None:
    """The role that stands right before a name, rank or form of address at ``front``."""
    first = _walk_left(page, front, page.sentence_starts[page.sentence[front]])
    if first == front:
        return _in_marks(page, front)
    while first < front and (page.lower[first] in SKIPPED or not page.words[first][0].isalnum()):
        first += 1
    if page.words[front - 1].endswith("."):
        # "running mate Gov. Ruiz": a noun in lower case before a short title is not part of it
        at = front - 2
        if (
            at >= first
            and page.words[at].islower()
            and page.tags[at] == "NN"
            and not is_role(page, at)
            and page.lower[at] != "state"
        ):
            first = front - 1
    if first + 1 < front and page.lower[first].endswith(_ABSTRACT) and page.words[first].islower():
        first += page.capital(first + 1)  # "on the recommendation, Attorney General Ruiz" without its comma
    heads = [i for i in range(first, front) if is_role(page, i)]
    if not heads:
        return _affiliation_before(page, first, front)
    tail = heads[-1]
    # What follows the last head must hang on it: "Secretary of State", not "lawyer friend".
    if tail + 1 < front and page.lower[tail + 1] not in LINKS and page.lower[tail + 1] != "general":
        earlier = [i for i in heads if i + 1 < front and page.lower[i + 1] in LINKS]
        if not earlier:
            return None
    text = wording(page, first, front)
    for prefix in ("then-", "Then-"):
        text = text.removeprefix(prefix)
    return Role(text.strip(" ,-–"), "before", 0.3 if page.lower[tail] in HONOURS else 1.0)


_ABSTRACT = ("tion", "sion", "ment", "ness")
_CLOSING = frozenset('"”’»')
_OPENING = frozenset('"“‘«')


def _in_marks(page: Page, front: int) -> Role | None:
    """``its “chief night reporter” Ana Ruiz``: a title that the article only quotes."""
    if front < 3 or page.words[front - 1] not in _CLOSING:
        return None
    first = front - 2
    while first > max(0, front - 8) and page.words[first] not in _OPENING:
        first -= 1
    if page.words[first] not in _OPENING or not is_role(page, front - 2):
        return None
    return Role(wording(page, first + 1, front - 1), "before", 0.9)


def _walk_left(page: Page, front: int, start: int) -> int:
    """The first word of the title that ends at ``front``; ``front`` itself if there is none."""
    first = front
    owner = False
    while first > start and front - first < 16:
        at = first - 1
        word, low, tag = page.words[at], page.lower[at], page.tags[at]
        gap = page.text[page.ends[at] : page.starts[first]]
        if page.paragraph[at] != page.paragraph[first]:
            break
        if low in ("'s", "'") or (word == "’" and gap):
            if owner or at == start or not page.words[at - 1][0].isalnum():
                break
            if page.labels[at - 1] == "DATE":
                break
            owner = True
            first = at
            continue
        if not word[0].isalnum():
            break
        if low in DETERMINERS or low in POSSESSIVES or page.labels[at] == "DATE":
            break
        if low in LINKS or low in ("and", "&"):
            if first == front or not _reaches_head(page, at, start, joins=low in ("and", "&")):
                break
            first = at
            continue
        if (
            page.labels[at] == "PERSON"
            and not is_role(page, at)
            and (first == front or not _modifies(page, at))
        ):
            break
        if owner and not (word[0].isupper() or (tag in ("JJ", "NN", "NNS") and at == first - 1)):
            break
        if not (
            word[0].isupper()
            or tag[:2] in ("NN", "JJ")
            or low in PARTICIPLES
            or low.rstrip(".") in role_lists().roles
        ):
            break
        if (
            tag[:2] == "VB"
            and low not in PARTICIPLES
            and not word[0].isupper()
            and low not in role_lists().roles
        ):
            break
        if (
            page.begins(at)
            and tag[:2] in ("IN", "RB", "CC", "VB", "WR", "WP", "DT", "EX", "PR", "MD")
            and low not in role_lists().roles
        ):
            break
        first = at
    return first


def _modifies(page: Page, at: int) -> bool:
    """Whether a person's name goes on to a noun: ``Ruiz’s lawyer``, ``Ruiz campaign manager``."""
    following = page.lower[at + 1]
    return (
        following in ("'s", "'", "’")
        or page.labels[at + 1] == "PERSON"
        or following in organization_lists().nouns
        or is_role(page, at + 1)
    )


def _reaches_head(page: Page, at: int, start: int, *, joins: bool) -> bool:
    """Whether, going left from a preposition or "and", a role's head comes soon.

    "and" counts inside a department's name and between two bare nouns of role, not between people.
    """
    left = at - 1
    if left < start or page.labels[left] == "PERSON":
        return False
    if is_role(page, left):
        return not joins or not page.capital(left) or page.capital(at + 1) or page.begins(left)
    for _ in range(5):
        if left <= start or not (page.capital(left) or page.lower[left] in ("of", "for", "and", "&")):
            return False
        if page.labels[left] == "PERSON":
            return False
        if is_role(page, left):
            return page.lower[left + 1] in LINKS
        left -= 1
    return False


def _affiliation_before(page: Page, first: int, front: int) -> Role | None:
    """``NBC’s Dante Chinni``: the body that owns the name, where no head says more."""
    if page.lower[front - 1] not in ("'s", "'", "’") or front - 2 < first:
        return None
    if page.labels[front - 2] not in ("ORG", "MISC"):
        return None
    begin = front - 2
    while begin > first and page.entity[begin - 1] == page.entity[front - 2]:
        begin -= 1
    return Role(wording(page, begin, front - 1), "affiliation", 0.5)
