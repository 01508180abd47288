"""Roles that the reader saw: its spans, each tied to a name, given to the bearer of that name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set

from quotebank.core import RoleSpan
from quotebank.lexicon.word_lists import wordset
from quotebank.people.entities import Entity
from quotebank.people.false_person_names import NameMention
from quotebank.people.name_mentions import is_address
from quotebank.people.page import Page
from quotebank.people.roles import DETERMINERS, LINKS, PARTICIPLES, POSSESSIVES, Role, is_role, wording

SURE = 0.5
"""How sure the reader must be of whose role it is."""

_AGE = re.compile(r"^(?:aged )?\d+(?:-year-old|-years-old)?,?\s+")
_ASIDE = re.compile(r",\s+(?:an?|the|which|who|whose|where)\b.*$", re.S)
_KINDS = PARTICIPLES | wordset("former deputy vice assistant interim")
"""What makes of an office another one: a role without it would be wrong."""

_SKIPPED = DETERMINERS | POSSESSIVES | wordset("as and , other fellow")


def give_read_roles(
    page: Page, pairs: Sequence[tuple[NameMention, Entity]], roles: Sequence[RoleSpan]
) -> None:
    """Give each entity the roles that the reader tied to one of the entity's names; they stand before the
    others."""
    firsts = [mention.first for mention, _ in pairs]
    found: dict[Entity, list[Role]] = {}
    for first, last, name in _joined(page, roles):
        at = bisect_right(firsts, name) - 1
        # ranks that the reader took for a part of the name stand before it
        for mention, entity in pairs[max(at, 0) : at + 2]:
            if mention.front <= name < mention.last:
                some = found.setdefault(entity, [])
                for text in _texts(page, *_whole(page, first, last, mention)):
                    if all(text.casefold() != old.text.casefold() for old in some):
                        some.append(Role(text, "reader", 1.0))
                break
    for entity, some in found.items():
        entity.roles[:] = [*some, *(role for role in entity.roles if _is_new(role, some))]


def _joined(page: Page, roles: Sequence[RoleSpan]) -> Iterator[tuple[int, int, int]]:
    """(first, last, name) in words: the spans that are sure, those of one name with nothing between as
    one."""
    held: tuple[int, int, int] | None = None
    for role in roles:
        if role.name is None or role.confidence < SURE:
            continue
        first, last = page.range((role.start, role.end))
        name = page.at(role.name[0])
        if held is not None and held[2] == name and first - held[1] <= 1 and not _apart(page, held[1], first):
            held = held[0], last, name
            continue
        if held is not None:
            yield held
        held = first, last, name
    if held is not None:
        yield held


def _apart(page: Page, first: int, last: int) -> bool:
    return any(page.words[i] in ",;:()" or page.lower[i] == "and" for i in range(first, last))


def _whole(page: Page, first: int, last: int, mention: NameMention) -> tuple[int, int]:
    """The words of a role with the whole of each name that it begins or ends in: the body, the place."""

    def same(one: int, other: int) -> bool:
        return 0 <= one < len(page.words) and page.entity[one] == page.entity[other] != -1

    while same(first - 1, first):
        first -= 1
    while last < len(page.words) and (
        same(last, last - 1) or (page.lower[last - 1] in LINKS and page.labels[last] in ("ORG", "GPE"))
    ):
        last += 1
    before = first - 1
    if (
        before >= 0
        and page.labels[before] in ("ORG", "GPE", "MISC")
        and page.sentence[before] == page.sentence[first]
        and not mention.first <= before < mention.last
    ):
        first = before
        while same(first - 1, first):
            first -= 1
    while _is_proper(page, first - 1, first) and not mention.first <= first - 1 < mention.last:
        first -= 1
    while first and page.lower[first - 1] in _KINDS and page.sentence[first - 1] == page.sentence[first]:
        first -= 1
    return first, last


def _is_proper(page: Page, index: int, first: int) -> bool:
    """Whether a word before a role is a part of a name that the reader did not see: ``Throgs Neck
    resident``."""
    return (
        index >= 0
        and page.sentence[index] == page.sentence[first]
        and page.capital(index)
        and page.tags[index].startswith("NNP")
        and not page.text[page.ends[index] : page.starts[index + 1]].strip()
    )


def _texts(page: Page, first: int, last: int) -> Iterator[str]:
    """The role's words, two that ``and`` joins apart; without articles, ages and forms of address at the
    ends."""
    while first < last and page.lower[first] in _SKIPPED:
        first += 1
    while first < last and is_address(page, last - 1) and not _is_office(page, last - 1, first):
        last -= 1  # a rank or form of address is no role
    heads = {i for i in range(first, last) if is_role(page, i)}
    for at in range(first + 2, last - 1):
        # "former chancellor and chairman of the firm", but "president and chief executive of the firm"
        if page.lower[at] == "and" and heads & set(range(first, at)) and _headed(page, at + 1, last, heads):
            yield from _texts(page, first, at)
            yield from _texts(page, at + 1, last)
            return
    text = _ASIDE.sub("", _AGE.sub("", wording(page, first, last))).strip(" ,-–")
    if last > first and not text.endswith(("'s", "’s")) and _has_noun(page, first, last):
        yield text


def _is_office(page: Page, index: int, first: int) -> bool:
    """Whether a rank's word ends an office: ``Attorney General``, ``police captain``."""
    return index > first and not is_address(page, index - 1) and not page.words[index].endswith(".")


def _headed(page: Page, first: int, last: int, heads: Set[int]) -> bool:
    """Whether a role's head stands before anything that hangs on it."""
    for at in range(first, last):
        if at in heads:
            return True
        if page.lower[at] in LINKS:
            return False
    return False


def _has_noun(page: Page, first: int, last: int) -> bool:
    return any(page.tags[i].startswith("NN") or is_role(page, i) for i in range(first, last))


def _is_new(role: Role, known: Sequence[Role]) -> bool:
    """Whether a role that a rule found says anything that the reader's do not: fewer words of the same are
    nothing."""
    words = set(role.text.casefold().split())
    return not any(words <= set(old.text.casefold().split()) for old in known)
