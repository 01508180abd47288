"""Names that look like people's and are none: papers, brands, halls, families.

The reader is right about most names; what the rest of the article says of one is right about the others.
``Velo’s chief executive`` tells that Velo is a firm, ``Ana Ruiz University`` that nobody spoke.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotebank.lexicon.letters import fold
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.person_names import PersonName, person_name
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page
from quotebank.people.roles import is_role


@dataclass(frozen=True, slots=True)
class NameMention:
    """One name on the page: words ``first`` to ``last`` (half-open) are the name with its suffix.

    ``front`` is where ranks and forms of address before it begin; ``gender`` what they tell (m, f or
    nothing); ``addressed`` whether there is such a form (``Mr.``, ``Gen.``).
    """

    front: int
    first: int
    last: int
    name: PersonName
    gender: str = ""
    addressed: bool = False


_PAPERS = wordset(
    "times post journal news herald tribune guardian gazette chronicle magazine telegraph observer "
    "independent inquirer watch review digest weekly broadcasting television radio"
)
_FIRMS = wordset(
    "ferries airlines airways railways motors foods mills shipyards breweries industries holdings"
)
_PRESENTED = wordset("newspaper daily weekly magazine broadcaster airline carmaker automaker retailer bank")
"""Nouns right before a body's name: ``the daily Le Phare``."""
_TRADE = wordset(
    "shares stock headquarters revenue revenues profit profits customers employees staff investors products "
    "board shareholders subsidiary factory factories plant plants stores"
)
_BODYLIKE = wordset("inc corp co ltd plc llc gmbh")


def without_false_person_names(
    page: Page, found: Sequence[NameMention]
) -> tuple[list[NameMention], list[tuple[int, int]]]:
    """The mentions that can be people's, and the words of those that are firms' and papers'.

    A place that ran into a name is cut off.
    """
    forms = {one.name.keys for one in found if len(one.name.keys) > 1}
    full = Counter(keys[-1] for keys in forms)
    addressed = {one.name.last for one in found if one.addressed or _is_titled(page, one.front)}
    halls = {one.first for one in found if _names_a_body(page, one)}
    alone = {one.name.last for one in found if one.first not in halls}
    trade = Counter(
        one.name.last for one in found if len(one.name.keys) == 1 and _is_told_of_a_firm(page, one)
    )
    places = {fold(page.words[i]) for i, label in enumerate(page.labels) if label == "GPE"}
    out: list[NameMention] = []
    firms: list[tuple[int, int]] = []
    for one in found:
        single = len(one.name.keys) == 1
        known = one.name.last in full or one.name.last in addressed
        if one.first in halls and one.name.last not in alone:
            continue
        if (single and not known and trade[one.name.last]) or (
            not single and _is_trade_name(one.name) and not one.addressed
        ):
            firms.append((one.first, one.last))
        elif not known and (start := _presented(page, one)) >= 0:
            firms.append((start, one.last))
        elif not single or known or page.tags[one.first] != "NNPS":
            out.append(_without_place(one, full, places))
    return out, firms


def _is_titled(page: Page, front: int) -> bool:
    return front > 0 and is_role(page, front - 1) and page.sentence[front - 1] == page.sentence[front]


def _names_a_body(page: Page, one: NameMention) -> bool:
    """Whether a full name goes on to a body's noun: ``Ana Ruiz Foundation``."""
    return (
        len(one.name.keys) > 1
        and one.last < len(page.words)
        and page.capital(one.last)
        and page.lower[one.last] in organization_lists().nouns
        and not page.begins(one.last)
    )


def _is_told_of_a_firm(page: Page, one: NameMention) -> bool:
    """Whether the words after a lone name are said of firms: ``’s shares``, ``’s chief executive``."""
    at = one.last
    if at + 1 >= len(page.words):
        return False
    if page.lower[at].rstrip(".") in _BODYLIKE or page.lower[at] in _TRADE:
        return True
    if page.words[at] == "," and page.lower[at + 1] in ("a", "an"):
        return _is_body_in_apposition(page, at + 2)
    if page.lower[at] not in ("'s", "'", "’"):
        return page.lower[at] in ("spokesman", "spokeswoman", "executives") and not page.capital(at)
    if page.lower[at + 1] in _TRADE:
        return True
    words = page.lower[at + 1 : at + 4]
    return (
        words[:2] == ["chief", "executive"]
        or words[:1] == ["ceo"]
        or (words[:1] == ["founder"] and is_role(page, at + 1))
    )


def _is_body_in_apposition(page: Page, at: int) -> bool:
    """``Velo, a maker of lamps,``: the first noun of the apposition is a body's and nobody's role."""
    for index in range(at, min(at + 6, len(page.words))):
        if is_role(page, index) or not page.words[index][0].isalnum():
            return False
        if page.lower[index] in organization_lists().nouns:
            return index + 1 < len(page.words) and page.tags[index + 1] in (
                "IN",
                ",",
                "WDT",
                ".",
                ":",
                "VBN",
                "VBG",
            )
    return False


def _is_trade_name(name: PersonName) -> bool:
    """Whether a name ends as papers' or firms' do and begins with no given name: ``Arden Observer``."""
    return name.last in _PAPERS | _FIRMS and name.keys[0] not in person_lists().genders


def _presented(page: Page, one: NameMention) -> int:
    """The first word of a name that a noun calls a body's, ``the daily Le Phare``; -1 for other names."""
    at = one.front
    while at > 1 and page.capital(at - 1) and page.words[at - 1].isalpha() and not page.begins(at - 1):
        at -= 1
    if at < 2 or page.lower[at - 1] not in _PRESENTED or page.lower[at - 2] not in ("the", "a", "an"):
        return -1
    return -1 if page.capital(at - 1) or one.name.keys[0] in person_lists().genders else at


def _without_place(one: NameMention, full: Counter[str], places: set[str]) -> NameMention:
    """``In New Arden Ruiz spoke``: Ruiz, if the text knows Ruiz under another name and the place."""
    keys = one.name.keys
    if len(keys) < 2 or keys[0] in person_lists().genders or full[keys[-1]] < 2:
        return one
    if not places.issuperset(keys[:-1]):
        return one
    return replace(one, name=person_name(one.name.tokens[-1:]), first=one.last - 1, front=one.last - 1)
