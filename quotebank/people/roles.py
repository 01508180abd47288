"""The role that an article gives somebody right at the name: before it, after it, around a comma.

A role keeps the article's words. Ranks (``Brig. Gen.``) and forms of address are not part of it.
Each reader returns None where the words next to the name are something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotebank.people.page import Page
from quotebank.people.tables import tables

_DETERMINERS = frozenset("a an the this that these those some another each every any no".split())
_POSSESSIVES = frozenset("his her their its my our your".split())
_SKIPPED = frozenset("current now currently then formerly also long-time".split())
_PARTICIPLES = frozenset(
    "acting retired elected appointed incoming outgoing designated leading ruling exiled jailed "
    "disgraced deposed ousted retiring managing founding commanding presiding visiting sitting".split()
)
_LINKS = frozenset("of for to at on in".split())
_STOPS = frozenset("who which that whose whom where when while as but because after before if though".split())
_PARTY = re.compile(r"\s*\(\s*(?:[DRIL]|Con|Lab|Lib Dem|SNP|DUP)\s*[-–,.]?\s*[\w .'’-]{0,24}\)")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as worded, how it was given, and how strong that is (1 is a full title at the name)."""

    text: str
    how: str
    score: float


def wording(page: Page, first: int, last: int) -> str:
    """The article's words from ``first`` up to ``last``, brackets and line breaks taken out."""
    if first >= last:
        return ""
    start, end = page.span(first, last)
    text = page.text[start:end].replace("[", "").replace("]", "")
    return " ".join(text.split())


def is_role(page: Page, index: int) -> bool:
    """Whether a word is a noun that heads a role."""
    word = page.lower[index].rstrip(".")
    lists = tables()
    if word in lists.roles:
        return True
    if "-" in word:
        return word.rsplit("-", 1)[-1] in lists.roles
    return (
        len(word) > 6
        and word.endswith(("ist", "ologist", "woman", "sman", "person"))
        and page.tags[index].startswith("NN")
        and word not in lists.relations
    )


def before(page: Page, front: int) -> Role | None:
    """The role that stands right before a name, rank or form of address at ``front``."""
    first = _walk_left(page, front, page.sentence_starts[page.sentence[front]])
    if first == front:
        return None
    while first < front and (page.lower[first] in _SKIPPED or not page.words[first][0].isalnum()):
        first += 1
    if page.words[front - 1].endswith("."):
        # "running mate Gov. Ruiz": a noun in lower case before a short title is not part of it
        for at in range(front - 2, first - 1, -1):
            if page.words[at].islower() and page.tags[at] == "NN" and not is_role(page, at) and page.lower[at] != "state":
                first = at + 1
                break
    heads = [i for i in range(first, front) if is_role(page, i)]
    if not heads:
        return _affiliation_before(page, first, front)
    tail = heads[-1]
    # What follows the last head must hang on it: "Secretary of State", not "lawyer friend".
    if tail + 1 < front and page.lower[tail + 1] not in _LINKS and page.lower[tail + 1] != "general":
        earlier = [i for i in heads if i + 1 < front and page.lower[i + 1] in _LINKS]
        if not earlier:
            return None
    text = wording(page, first, front)
    for prefix in ("then-", "Then-"):
        text = text.removeprefix(prefix)
    return Role(text.strip(" ,-–"), "before", 1.0)


def _walk_left(page: Page, front: int, start: int) -> int:
    """The first word of the title that ends at ``front``; ``front`` itself if there is none."""
    lists = tables()
    first = front
    owner = False
    while first > start and front - first < 16:
        at = first - 1
        word, low, tag = page.words[at], page.lower[at], page.tags[at]
        gap = page.text[page.ends[at] : page.starts[first]]
        if "\n" in gap:
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
        if low in _DETERMINERS or low in _POSSESSIVES or page.labels[at] == "DATE":
            break
        if low in _LINKS or low in ("and", "&"):
            if first == front or not _reaches_head(page, at, start, joins=low in ("and", "&")):
                break
            first = at
            continue
        if page.labels[at] == "PERSON" and (first == front or not _modifies(page, at)):
            break
        if owner and not (word[0].isupper() or tag in ("JJ", "NN", "NNS") and at == first - 1):
            break
        if not (
            word[0].isupper()
            or tag[:2] in ("NN", "JJ")
            or low in _PARTICIPLES
            or low.rstrip(".") in lists.roles
        ):
            break
        if tag[:2] == "VB" and low not in _PARTICIPLES and not word[0].isupper() and low not in lists.roles:
            break
        if page.begins(at) and tag[:2] in ("IN", "RB", "CC", "VB", "WR", "WP", "DT", "EX", "PR", "MD") and low not in lists.roles:
            break
        first = at
    return first


def _modifies(page: Page, at: int) -> bool:
    """Whether a person's name goes on to a noun: ``Ruiz’s lawyer``, ``Ruiz campaign manager``."""
    following = page.lower[at + 1]
    return (
        following in ("'s", "'", "’")
        or page.labels[at + 1] == "PERSON"
        or following in tables().bodies
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
        return not joins or not page.capital(left) or page.capital(at + 1)
    for _ in range(5):
        if left <= start or not (page.capital(left) or page.lower[left] in ("of", "for", "and", "&")):
            return False
        if page.labels[left] == "PERSON":
            return False
        if is_role(page, left):
            return page.lower[left + 1] in _LINKS
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


def after(page: Page, last: int) -> tuple[list[Role], str]:
    """Roles after a name that ends before ``last``, and a party tag such as ``(D-Mont.)``."""
    count = len(page.words)
    party = ""
    at = last
    if at < count and page.words[at] == "(":
        found = _PARTY.match(page.text, page.ends[at - 1])
        close = page.at(found.end() - 1) if found else _closing(page, at)
        if close < 0:
            return [], ""
        if found:
            party = found.group().strip()
        at = close + 1
    if at >= count or page.sentence[at] != page.sentence[last - 1]:
        return [], party
    if page.words[at] in ("-", "–", "—") or page.words[at] == ",":
        if page.words[at] != ",":
            return [], party
        at += 1
        if at + 1 < count and page.lower[at].isdigit() and page.words[at + 1] == ",":
            at += 2
        found_roles = _apposition(page, at)
        return found_roles, party
    if page.lower[at] in ("at", "of", "from", "with") and at + 1 < count:
        begin = min(at + 1 + (page.lower[at + 1] == "the"), count - 1)
        label = page.labels[begin]
        if page.capital(begin) and (label == "ORG" or (page.lower[at] == "at" and label != "GPE")):
            end = begin + 1
            while end < count and (page.capital(end) if label != "ORG" else page.entity[end] == page.entity[begin]):
                end += 1
            return [Role(wording(page, begin, end), "affiliation", 0.5)], party
    return [], party


def _closing(page: Page, at: int) -> int:
    for index in range(at + 1, min(at + 8, len(page.words))):
        if page.words[index] == ")":
            return index
    return -1


def _apposition(page: Page, at: int) -> list[Role]:
    """The role in ``, a senior adviser to the campaign,`` that begins at word ``at``."""
    count = len(page.words)
    if at >= count:
        return []
    if page.lower[at] == "who":
        return _relative(page, at + 1)
    first, determined = at, False
    while first < count and (
        page.lower[first] in _DETERMINERS or page.lower[first] in _SKIPPED
    ):
        determined = determined or page.lower[first] in _DETERMINERS
        first += 1
    if first >= count or page.lower[first] in _STOPS or page.tags[first] in ("VBD", "VBZ", "VBP", "MD"):
        return []
    last = phrase_end(page, first)
    head = _head_of_apposition(page, first, last)
    if head < 0:
        return []
    follower = head + 1
    if follower < last and page.labels[follower] == "PERSON" and page.words[follower][0].isupper():
        return []  # "Ruiz, President Ali and others": the next in a list
    if not determined and last < count and page.lower[last] == "and" and page.labels[first] == "PERSON":
        return []
    return [Role(wording(page, first, last).rstrip(" ,"), "after", 0.95)]


def _head_of_apposition(page: Page, first: int, last: int) -> int:
    """The role's head in a noun phrase: the first head before any preposition that it does not own."""
    head = -1
    for index in range(first, last):
        if page.lower[index] in _LINKS or page.lower[index] in ("with", "from", "under"):
            return head
        if is_role(page, index):
            head = index
            continue
        if head >= 0 and page.lower[index] in ("and", ","):
            return head
    return head


def phrase_end(page: Page, first: int) -> int:
    """Where a noun phrase that begins at ``first`` stops: at a comma, a finite verb, a relative clause."""
    count = len(page.words)
    end = first
    limit = min(count, first + 40)
    while end < limit and page.sentence[end] == page.sentence[first]:
        word, low, tag = page.words[end], page.lower[end], page.tags[end]
        if low in ("'s", "'") or word in ("&", "/", "-") or low == "’":
            end += 1
            continue
        if not word[0].isalnum() and word != "$":
            if word == "." and end + 1 < count and page.text[page.ends[end] : page.starts[end + 1]] == "":
                end += 1
                continue
            break
        if low in _STOPS and (tag in ("WP", "WDT", "WP$", "WRB") or low != "that") and low not in ("as",):
            break
        if tag in ("VBD", "VBZ", "VBP", "MD") and not (word[0].isupper() and page.labels[end]) and end > first:
            break
        if low in ("said", "says", "told"):
            break
        if low == "and" and end + 1 < count and page.tags[end + 1][:2] in ("VB", "RB", "MD"):
            break
        end += 1
    while end > first and page.lower[end - 1] in ("and", "or", "but", "also", "has", "had"):
        end -= 1
    return end


_HOLDS = frozenset("serves served works acts doubles".split())
_HEADS = {
    "heads": "head",
    "headed": "head",
    "leads": "leader",
    "led": "leader",
    "chairs": "chair",
    "chaired": "chair",
    "directs": "director",
    "edits": "editor",
    "founded": "founder",
    "owns": "owner",
    "runs": "head",
    "manages": "manager",
}


def _relative(page: Page, at: int) -> list[Role]:
    """``who heads the agency`` and ``who served as ambassador to Peru``; ``at`` follows "who"."""
    count = len(page.words)
    while at < count and page.lower[at] in ("has", "had", "have", "also", "once", "previously", "currently", "long"):
        at += 1
    if at + 1 >= count:
        return []
    if page.lower[at] == "as":
        # "who as a captain was the doctor of …"
        at = next((i for i in range(at, min(at + 8, count - 1)) if page.lower[i] in ("is", "was")), at)
    verb = page.lower[at]
    if verb in _HOLDS and page.lower[at + 1] == "as":
        return _apposition(page, at + 2)
    if verb in ("is", "was", "'s") and (page.lower[at + 1] in _DETERMINERS or is_role(page, at + 1)):
        return _apposition(page, at + 1)
    if verb in _HEADS:
        last = phrase_end(page, at + 1)
        body = wording(page, at + 1, last)
        if body and any(page.capital(i) or page.lower[i] in tables().bodies for i in range(at + 1, last)):
            return [Role(f"{_HEADS[verb]} of {body}", "relative", 0.8)]
    return []


def apposed_before(page: Page, front: int) -> Role | None:
    """The role in ``China’s top diplomat, Wang Yi,``: a noun phrase that a comma parts from the name."""
    comma = front - 1
    if comma < 2 or page.words[comma] != "," or page.sentence[comma] != page.sentence[front]:
        return None
    start = page.sentence_starts[page.sentence[front]]
    first = comma
    while first > start and comma - first < 18:
        low, word, tag = page.lower[first - 1], page.words[first - 1], page.tags[first - 1]
        if low in _DETERMINERS or low in _POSSESSIVES:
            role = _apposed(page, first, comma)
            if role is not None or first - 2 < start or page.lower[first - 2] not in _LINKS:
                return role
            first -= 2
            continue
        if low in _NUMBERS:
            return _apposed(page, first - 1, comma)
        if not word[0].isalnum() and low not in ("'s", "'", "’", "&"):
            break
        if tag in ("VBD", "VBZ", "VBP", "MD", "VB", "WDT", "WP", "CC") or (low in _STOPS):
            break
        first -= 1
    owned = [i for i in range(first, comma) if page.lower[i] in ("'s", "’s")]
    if owned and owned[0] > first and page.capital(owned[0] - 1):
        begin = owned[0] - 1
        while begin > first and page.capital(begin - 1) and page.labels[begin - 1] == page.labels[begin]:
            begin -= 1
        return _apposed(page, begin, comma)
    return None


_NUMBERS = frozenset("two three four five both".split())


def _apposed(page: Page, first: int, comma: int) -> Role | None:
    determined = False
    head = _head_of_apposition(page, first, comma)
    if head < 0:
        return None
    if page.tags[head] in ("NNS", "NNPS"):
        # "two developers, Ana Ruiz and Bo Ali": only a count makes it more than a list
        while first < head and page.lower[first] in _NUMBERS:
            first += 1
            determined = True
        if not determined:
            return None
    if head + 1 < comma and page.lower[head + 1] not in _LINKS:
        return None
    return Role(wording(page, first, comma), "apposed", 0.9)
