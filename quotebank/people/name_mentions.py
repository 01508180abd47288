"""The names of people on the page: which words are the name, which a rank, form of address or suffix."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.letters import fold
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.person_names import is_initial, person_name
from quotebank.lexicon.persons import GENERATIONS, person_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.false_person_names import NameMention, without_false_person_names
from quotebank.people.headlines import with_shared_surnames, without_headline_words
from quotebank.people.name_candidates import NEVER, find_name_candidates
from quotebank.people.page import Page
from quotebank.people.roles import is_role

_MARKS = frozenset("\"“”‘’'")
_LONGEST = 6


def find_names(
    page: Page, sources: Iterable[tuple[int, int]]
) -> tuple[list[NameMention], list[tuple[int, int]]]:
    """All names of people, in text order, without overlaps; and the words of names that turned out firms'.

    ``sources``: word ranges of quotes' sources.
    """
    found: list[NameMention] = []
    taken = -1
    for first, last in sorted(find_name_candidates(page, sources)):
        if first < taken:
            first = taken
        mention = _clean(page, first, last, max(taken, 0)) if first < last else None
        if mention is not None:
            found.append(mention)
            taken = mention.last
    people, firms = without_false_person_names(page, found)
    return with_shared_surnames(page, without_headline_words(page, people)), firms


def _clean(page: Page, first: int, last: int, floor: int) -> NameMention | None:
    """The name among these words, with what belongs to it on either side; None if there is none."""
    words, low = page.words, page.lower
    last = min(last, first + 8)
    while first < last and (
        not words[first][0].isalnum()
        or (last - first > 1 and is_address(page, first))
        or (
            last - first > 1
            and low[first].rstrip(".") in role_lists().roles
            and fold(words[first]) not in person_lists().genders
        )
        or (last - first > 1 and low[first] in ("the", "a", "an", "then"))
        or (last - first > 2 and low[first] in country_lists().adjectives)
        or (last - first > 1 and low[first] == "marine" and _goes_on(page, first + 1, last))
    ):
        first += 1
    stop = first
    while stop < last and (words[stop][0].isalnum() or words[stop] == "@"):
        stop += 1
    last = stop
    if first >= last or not (
        words[first][0].isupper() or low[first] in person_lists().particles or words[first][0] == "@"
    ):
        return None
    first = _leftward(page, first, floor)
    last, nickname, hole = _rightward(page, first, last)
    suffix, end = _suffix(page, last)
    tokens = [
        words[i]
        for i in range(first, last)
        if not (hole[0] <= i < hole[1]) and fold(words[i]) not in person_lists().suffixes
    ]
    inner = [words[i] for i in range(first, last) if fold(words[i]) in GENERATIONS and i > first]
    while len(tokens) > 1 and tokens[-1][0].islower():
        tokens.pop()
    single = fold(tokens[0]) if len(tokens) == 1 else ""
    if not tokens or not any(token[0].isupper() for token in tokens) or single in NEVER:
        return None
    if not (first > 0 and is_address(page, first - 1)) and (
        low[last - 1] in organization_lists().known or " ".join(low[first:last]) in organization_lists().known
    ):
        return None
    if single and (
        single in role_lists().roles
        or single in country_lists().places
        or single in person_lists().honorifics
    ):
        spoken = first > 0 and is_address(page, first - 1)
        if not spoken and (page.labels[first] != "PERSON" or single in country_lists().places):
            return None  # "Paris said" is France; a Ms. Paris named in full is found by her surname
        if single in role_lists().roles and not spoken and single not in ("king", "pope", "bishop", "dean"):
            return None
    front, gender = _front(page, first, floor)
    return NameMention(
        front=front,
        first=first,
        last=end,
        name=person_name(tokens[:_LONGEST], suffix=suffix or (inner[-1] if inner else ""), nickname=nickname),
        gender=gender,
        addressed=front < first,
    )


def _goes_on(page: Page, first: int, last: int) -> bool:
    """Whether a given name with more behind it stands at a word, perhaps a nickname: ``John “Bo” Ruiz``."""
    longer = last - first > 1 or page.words[min(last, len(page.words) - 1)] in _MARKS
    return longer and fold(page.words[first]) in person_lists().genders


def is_address(page: Page, index: int) -> bool:
    """Whether a word is a form of address or a rank. ``Private`` is one, ``private`` is not."""
    stem = page.lower[index].rstrip(".")
    return (stem in person_lists().honorifics or stem in person_lists().ranks) and page.words[index][
        0
    ].isupper()


def _leftward(page: Page, first: int, floor: int) -> int:
    """Take in a given name or initial that stands right before, as editors insert it in brackets."""
    while first > floor and first > page.sentence_starts[page.sentence[first]]:
        before = first - 1
        word = page.words[before]
        gap = page.text[page.ends[before] : page.starts[first]]
        if not word[0].isupper() or gap.strip(" \u00a0[]") or page.labels[before] in ("DATE", "PERSON"):
            break
        initial = is_initial(word)
        inserted = "]" in gap and page.lower[before - 1 if before else 0] != "of"
        given = page.lower[before] not in role_lists().roles and (
            fold(word) in person_lists().genders
            or (page.tags[before] == "NNP" and (_titled(page, before) or _set_off(page, before)))
        )
        family = (
            _KOREAN.fullmatch(page.words[first]) is not None and page.tags[before][:2] != "IN"
        ) or _behind_department(page, before)
        if not (initial or given or inserted or family) or is_address(page, before):
            break
        if inserted and (
            page.lower[before] in role_lists().roles or page.lower[before] in country_lists().places
        ):
            break
        first = before
    return first


def _behind_department(page: Page, index: int) -> bool:
    """Whether a word that the reader took for the end of a department is the name that follows it.

    ``Minister of Public Works Wei Lan``: what comes behind the department's own nouns.
    """
    if page.labels[index] != "ORG" or page.lower[index] in _DEPARTMENTS | organization_lists().nouns:
        return False
    first = index
    while first and page.entity[first - 1] == page.entity[index]:
        first -= 1
    return (
        any(page.lower[i] in _DEPARTMENTS for i in range(first, index))
        and first > 1
        and page.lower[first - 1] in ("of", "for")
        and page.lower[first - 2] in ("minister", "secretary")
    )


_DEPARTMENTS = wordset(
    "defense defence affairs state health labor labour interior justice finance education energy trade "
    "agriculture fisheries transport transportation commerce treasury security intelligence development "
    "culture sport sports environment industry planning works housing welfare information tourism science "
    "technology economy"
)
_KOREAN = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""The given name of ``Ban Ki-moon``, before which the family's name stands."""


def _rightward(page: Page, first: int, last: int) -> tuple[int, str, tuple[int, int]]:
    """Take in ``“Bill” Smith`` and the surname that a lone given name lacks.

    Returns the new end, the nickname, and which words it takes.
    """
    words, count = page.words, len(page.words)
    for size in (1, 2):
        close = last + 1 + size
        if (
            close + 1 < count
            and words[last] in _MARKS
            and words[close] in _MARKS
            and words[close + 1][0].isupper()
            and all(words[i][0].isalnum() for i in range(last + 1, close))
            and page.sentence[close + 1] == page.sentence[first]
        ):
            end = close + 2
            return end, " ".join(words[last + 1 : close]), (last, close + 1)
    if page.capital(first) and (end := _past_particles(page, last)) > last:
        return end, "", (0, 0)
    while (
        last < count
        and last - first < 3
        and (last - first == 1 or is_initial(words[last - 1]))
        and page.sentence[last] == page.sentence[first]
        and (fold(words[first]) in person_lists().genders or _titled(page, first))
        and words[last][0].isupper()
        and page.labels[last] not in ("DATE", "MISC", "PERSON")
        and (page.tags[last] == "NNP" or is_initial(words[last]))
        and not page.text[page.ends[last - 1] : page.starts[last]].strip(" \u00a0[]")
        and page.lower[last] not in role_lists().roles
        and page.lower[last] not in organization_lists().nouns
        and fold(words[last]) not in person_lists().suffixes
    ):
        last += 1
    return last, "", (0, 0)


def _titled(page: Page, index: int) -> bool:
    """Whether a title in capitals stands right before a word: ``Mayor Ines``."""
    return (
        index > 0
        and page.lower[index - 1].rstrip(".") in role_lists().titles
        and page.sentence[index - 1] == page.sentence[index]
        and page.lower[index].rstrip(".") not in role_lists().roles
    )


def _set_off(page: Page, index: int) -> bool:
    """Whether a comma stands before an unlabelled word that is nothing but a name: ``, Tove [Rask]``."""
    low = page.lower[index]
    return (
        index > 1
        and page.words[index - 1] == ","
        and is_role(page, index - 2)
        and not page.labels[index]
        and low.rstrip(".") not in role_lists().roles
        and low not in organization_lists().nouns
        and low not in country_lists().places
    )


def _past_particles(page: Page, last: int) -> int:
    """The end of ``van der Velde`` that begins at a word; that word itself for anything else."""
    at = last
    while at < last + 3 and at < len(page.words) and page.words[at] in _INNER:
        at += 1
    if last < at < len(page.words) and page.capital(at) and page.sentence[at] == page.sentence[last]:
        return at + 1
    return last


_INNER = wordset("van von der den de del della di da das dos du la le bin bint ibn al ter ten zu af av")


def _suffix(page: Page, last: int) -> tuple[str, int]:
    """A suffix after the name, with or without a comma, and where the name then ends."""
    words, count = page.words, len(page.words)
    at = last + 1 if last < count and words[last] == "," else last
    if at < count and fold(words[at]) in GENERATIONS and words[at][0].isupper():
        return words[at], at + 1
    while last < count and words[last].isupper() and fold(words[last]) in person_lists().suffixes:
        last += 1  # "Ana Ruiz KC": an honour is no part of the name
    return "", last


def _front(page: Page, first: int, floor: int) -> tuple[int, str]:
    """Where ranks and forms of address before the name begin, and the gender they tell."""
    front, gender, ranked = first, "", False
    start = page.sentence_starts[page.sentence[first]]
    while front > max(floor, start):
        before = front - 1
        stem = page.lower[before].rstrip(".")
        if not page.words[before][0].isupper() or not is_address(page, before):
            break
        if stem == "general" and before > start and page.lower[before - 1] in _CIVIL_GENERALS:
            break
        if (
            stem in ("staff", "chief", "private", "specialist", "vice", "first", "second", "senior", "field")
            and not ranked
        ):
            break
        if (
            stem == "vice"
            and page.lower[front] in role_lists().roles
            and page.lower[front].rstrip(".") not in person_lists().ranks
        ):
            break
        gender = gender or person_lists().honorifics.get(stem, "")
        ranked = ranked or stem in person_lists().ranks
        front = before
    return front, gender


_CIVIL_GENERALS = wordset(
    "attorney solicitor surgeon inspector secretary director consul governor auditor postmaster comptroller"
)
