"""Where a person's name may stand: word ranges, roughly cut.

The reader's PERSON entities are where it starts; forms of address and titles before a capital letter are
a second sign, a source that is nothing but capitals a third, names in other entities a fourth. So a
missed or mislabelled entity costs little.
"""

from __future__ import annotations

from collections.abc import Iterable

from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.letters import fold
from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.person_names import is_initial
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page


def find_name_candidates(page: Page, sources: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Word ranges, half-open, that may overlap; ``sources`` are those of the quotes' sources."""
    candidates: list[tuple[int, int]] = []
    count = len(page.words)
    index = 0
    labels, entity = page.labels, page.entity
    acronyms = {
        page.words[i]
        for i in range(1, count - 1)
        if page.words[i - 1] == "("
        and page.words[i + 1] == ")"
        and page.words[i].isupper()
        and len(page.words[i]) > 1
    }
    while index < count:
        if labels[index] == "PERSON":
            last = index + 1
            while last < count and (
                entity[last] == entity[index] or (labels[last] == "PERSON" and _adjoins(page, last))
            ):
                last += 1
            if last - index > 1 or page.words[index] not in acronyms:
                candidates.append((index, last))
            index = last
            continue
        word = page.lower[index]
        stem = word.rstrip(".")
        if (
            (stem in person_lists().honorifics or (stem in role_lists().titles and page.capital(index)))
            and index + 1 < count
            and page.capital(index)
            and labels[index + 1] not in ("PERSON", "DATE")
            and (labels[index + 1] != "ORG" or fold(page.words[index + 1]) in person_lists().genders)
            and _name_like(page, index + 1)
        ):
            last = index + 2
            while (
                last < count
                and last < index + 5
                and labels[last] in ("", labels[index + 1], "PERSON")
                and (_name_like(page, last) or is_initial(page.words[last]))
            ):
                last += 1
            if stem in person_lists().honorifics or word.endswith(".") or page.tags[index + 1] == "NNP":
                candidates.append((index + 1, last))
                index = last
                continue
        index += 1
    candidates.extend(_mislabelled(page, candidates))
    for first, last in sources:
        if last - first == 1 and page.words[first] in acronyms:
            continue
        turn = last < count and page.words[last] == ":"
        if first < last <= first + 4 and all(
            (not labels[i] or turn) and _name_like(page, i) for i in range(first, last)
        ):
            candidates.append((first, last))
    return candidates


def _adjoins(page: Page, index: int) -> bool:
    """Whether only a space or an editor's bracket parts a word from the one before: ``[Ana] Ruiz``."""
    gap = page.text[page.ends[index - 1] : page.starts[index]]
    return not gap.strip(" \u00a0[]") and page.sentence[index] == page.sentence[index - 1]


def _mislabelled(page: Page, candidates: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Entities of another label that are names of people all the same.

    Two or three words that begin with a given name, follow a title or end in a surname which stands
    alone elsewhere; and
    a given name with such a surname at the head of something longer (``Ana Ruiz Foundation``).
    """
    alone = {fold(page.words[first]) for first, last in candidates if last - first == 1}
    found: list[tuple[int, int]] = []
    index, count = 0, len(page.words)
    while index < count:
        if page.entity[index] < 0 or page.labels[index] in ("PERSON", "DATE"):
            index += 1
            continue
        last = index + 1
        while last < count and page.entity[last] == page.entity[index]:
            last += 1
        if (
            last - index > 2
            and fold(page.words[index]) in person_lists().genders
            and fold(page.words[index + 1]) in alone
        ):
            found.append((index, index + 2))
        elif (
            last - index == 2
            and page.lower[index].rstrip(".") in role_lists().titles
            and fold(page.words[index + 1]) in alone
        ):
            found.append((index + 1, last))
        elif (
            2 <= last - index <= 3
            and (
                fold(page.words[index]) in person_lists().genders
                or fold(page.words[last - 1]) in alone
                or (index and page.lower[index - 1].rstrip(".") in role_lists().roles)
            )
            and all(_name_like(page, i) or is_initial(page.words[i]) for i in range(index, last))
        ):
            found.append((index, last))
        index = last
    return found


def _name_like(page: Page, index: int) -> bool:
    """Whether a word could belong to a name that the reader missed."""
    word, low = page.words[index], page.lower[index].rstrip(".")
    if page.sentence[index] != page.sentence[max(index - 1, 0)] and index and not page.begins(index):
        return False
    return (
        word[0].isupper()
        and low not in role_lists().roles
        and low not in organization_lists().nouns
        and low not in noun_lists().documents
        and low not in country_lists().places
        and low not in organization_lists().known
        and low not in person_lists().ranks
        and low not in noun_lists().relations
        and low not in NEVER
        and page.tags[index][:3] in ("NNP", "NN", "", "FW", "JJ", "VB")
        and (page.tags[index][:3] == "NNP" or not page.begins(index) or page.words[index].isupper())
    )


NEVER = wordset(
    "i we he she they it you who which that the a an this these those his her their its our my "
    "your one some many most all both others everyone everybody anyone nobody people there what "
    "when and or monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december not no yes house senate congress "
    "state street god"
)
