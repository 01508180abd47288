"""The role after a comma: ``Ana Ruiz, the head of the agency,``; ``who heads the agency``."""

from __future__ import annotations

import re
from dataclasses import replace

from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.word_lists import wordset
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

STOPS = wordset("who which that whose whom where when while as but because after before if though")
_PRESENT = 1.3
"""The strength of ``now the mayor``: it says that what was told before is past."""
_PARTY = re.compile(r"\s*\(\s*(?:[DRIL]|Con|Lab|Lib Dem|SNP|DUP)\s*[-–,.]?\s*[\w .'’-]{0,24}\)")


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
        if page.lower[at : at + 2] == ["now", "the"]:
            found_roles = [replace(role, score=_PRESENT) for role in found_roles]
        return found_roles, party
    if page.lower[at] in ("is", "was", "served", "serves"):
        return [replace(role, how="said", score=0.6) for role in _relative(page, at)], party
    near = page.lower[max(0, last - 4) : last] + page.lower[at : at + 6]
    wrote = page.lower[at] == "for" and not _WROTE.isdisjoint(near)
    if (wrote or page.lower[at] in ("at", "of", "from", "with")) and at + 1 < count:
        begin = min(at + 1 + (page.lower[at + 1] == "the"), count - 1)
        label = page.labels[begin]
        if page.capital(begin) and (label == "ORG" or (page.lower[at] == "at" and label != "GPE")):
            end = begin + 1
            while end < count and (
                page.capital(end) if label != "ORG" else page.entity[end] == page.entity[begin]
            ):
                end += 1
            return [Role(wording(page, begin, end), "affiliation", 0.5)], party
    return [], party


def of_all(page: Page, last: int) -> Role | None:
    """The role in ``Ruiz and Ali, both sailors,``, in the plural; None where nothing is said of all."""
    at = last + 2
    if at >= len(page.words) or page.words[last] != "," or page.lower[last + 1] not in ("both", "all"):
        return None
    end = phrase_end(page, at)
    head = next((i for i in range(at, end) if is_role(page, i) and page.tags[i] in ("NNS", "NNPS")), -1)
    if head < 0 or (head + 1 < end and page.lower[head + 1] not in LINKS):
        return None
    return Role(wording(page, at, head + 1), "after", 0.95)


_WROTE = wordset("wrote writes writing reported reports")


def written_for(page: Page, front: int) -> Role | None:
    """``Writing for the Arden Times, Ana Ruiz``: the paper, where a sentence opens so."""
    start = page.sentence_first_words[page.sentence[front]]
    if page.lower[start] not in ("writing", "speaking", "reporting") or page.words[front - 1] != ",":
        return None
    for at in range(start + 1, front):
        if page.labels[at] == "ORG":
            end = at + 1
            while page.entity[end] == page.entity[at]:
                end += 1
            return (
                Role(wording(page, at, end), "affiliation", 0.5) if page.lower[start + 1] in _PLACED else None
            )
    return None


_PLACED = wordset("for in at")


def _closing(page: Page, at: int) -> int:
    for index in range(at + 1, min(at + 8, len(page.words))):
        if page.words[index] == ")":
            return index
    return -1


_PRAISE = wordset(
    "highest-ranking generous close renowned famous famed beloved popular outspoken staunch "
    "fierce rising best-known well-known influential leading prominent"
)


def _apposition(page: Page, at: int) -> list[Role]:
    """The role in ``, a senior adviser to the campaign,`` that begins at word ``at``."""
    count = len(page.words)
    if at >= count:
        return []
    if page.lower[at] == "who":
        return _relative(page, at + 1)
    first, determined = at, False
    while first < count and (page.lower[first] in DETERMINERS | SKIPPED | POSSESSIVES):
        determined = determined or page.lower[first] not in SKIPPED
        first += 1
    if first >= count or page.lower[first] in STOPS:
        return []
    if page.tags[first] in ("VBD", "VBZ", "VBP", "MD", "CC") and page.lower[first] != "retired":
        return []
    if page.tags[first] == "VBG" and page.lower[first] not in PARTICIPLES:
        return []  # "Ruiz, casting herself as a champion,"
    last = phrase_end(page, first)
    head = head_of(page, first, last)
    if head >= 0 and last + 2 < count and page.lower[last] == "who" and page.lower[last + 1] in _HELD:
        last = _through_offices(page, last)
    if head < 0 or page.tags[head] in ("NNS", "NNPS"):
        return []
    follower = head + 1
    if follower < last and page.labels[follower] == "PERSON" and page.words[follower][0].isupper():
        return []  # "Ruiz, President Ali and others": the next in a list
    if not determined and last < count and page.lower[last] == "and" and page.labels[first] == "PERSON":
        return []
    return [Role(wording(page, first, last).rstrip(" ,"), "after", strength(page, first, head, 0.95))]


_HELD = wordset("served serves is has")


def _through_offices(page: Page, who: int) -> int:
    """The end of ``who served as director of the board and is now president of the club``; else of nothing.

    ``who`` is the word "who"; where the clause tells no office its index comes back.
    """
    at = who
    while at + 3 < len(page.words) and page.lower[at] in ("who", "and"):
        verb = at + 1 + (page.lower[at + 1] == "has")
        begin = verb + 1 + (page.lower[verb + 1] in ("as", "now"))
        if page.lower[verb] not in _HELD or begin == verb + 1 or begin >= len(page.words):
            break
        end = phrase_end(page, begin)
        if not any(is_role(page, i) for i in range(begin, end)):
            break
        at = who = end
    return who


def strength(page: Page, first: int, head: int, usual: float) -> float:
    """Weak for praise and honours, which are no office: ``2015 winner of the prize``."""
    weak = page.lower[head] in HONOURS or page.lower[first] in _PRAISE or page.words[first][0].isdigit()
    return 0.3 if weak else usual


def head_of(page: Page, first: int, last: int) -> int:
    """The role's head in a noun phrase: the first head before any preposition that it does not own."""
    head = -1
    for index in range(first, last):
        if page.lower[index] in LINKS or page.lower[index] in ("with", "from", "under"):
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
        if low in ("'s", "'", "’", "&") or (word in "/-" and page.text[page.ends[end] - 2] != " "):
            end += 1
            continue
        if not word[0].isalnum() and word != "$":
            if word == "." and page.text[page.ends[end] : page.ends[end] + 1].isalnum():
                end += 1
                continue
            break
        if low in STOPS and (tag in ("WP", "WDT", "WP$", "WRB") or low != "that") and low not in ("as",):
            break
        if (
            tag in ("VBD", "VBZ", "VBP", "MD")
            and not (word[0].isupper() and page.labels[end])
            and end > first
        ):
            break
        if low in ("said", "says", "told"):
            break
        if low == "and" and end + 1 < count and page.tags[end + 1][:2] in ("VB", "RB", "MD", "PR"):
            break
        end += 1
    while end > first and page.lower[end - 1] in ("and", "or", "but", "also", "has", "had"):
        end -= 1
    return end


_HOLDS = wordset("serves served works acts doubles")
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
    while at < count and page.lower[at] in (
        "has",
        "had",
        "have",
        "also",
        "once",
        "previously",
        "currently",
        "long",
    ):
        at += 1
    if at + 1 >= count:
        return []
    if page.lower[at] == "as":
        # "who as a captain was the doctor of …"
        at = next((i for i in range(at, min(at + 8, count - 1)) if page.lower[i] in ("is", "was")), at)
    verb = page.lower[at]
    if verb in _HOLDS and page.lower[at + 1] == "as":
        return _apposition(page, at + 2)
    if verb in ("is", "was", "'s") and (page.lower[at + 1] in (*DETERMINERS, "now") or is_role(page, at + 1)):
        return _apposition(page, at + 1)
    if verb in _HEADS:
        last = phrase_end(page, at + 1)
        body = wording(page, at + 1, last)
        if body and any(
            page.capital(i) or page.lower[i] in organization_lists().nouns for i in range(at + 1, last)
        ):
            return [Role(f"{_HEADS[verb]} of {body}", "relative", 0.8)]
    return []
