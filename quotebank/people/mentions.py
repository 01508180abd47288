"""Where the page names a person, and which words of it are the name.

The reader's PERSON entities are where it starts; forms of address and titles before a capital letter are
a second sign, a source that is nothing but capitals a third. So a missed entity costs little.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quotebank.people.names import PersonName, fold, person_name
from quotebank.people.page import Page
from quotebank.people.tables import tables

_MARKS = frozenset("\"“”‘’'")
_LONGEST = 6


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


def find_names(page: Page, sources: Iterable[tuple[int, int]]) -> list[NameMention]:
    """All names of people, in text order, without overlaps. ``sources``: word ranges of quotes' sources."""
    found: list[NameMention] = []
    taken = -1
    for first, last in sorted(_seeds(page, sources)):
        if first < taken:
            first = taken
        mention = _clean(page, first, last, max(taken, 0)) if first < last else None
        if mention is not None:
            found.append(mention)
            taken = mention.last
    return found


def _seeds(page: Page, sources: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    seeds: list[tuple[int, int]] = []
    lists = tables()
    count = len(page.words)
    index = 0
    labels, entity = page.labels, page.entity
    while index < count:
        if labels[index] == "PERSON":
            last = index + 1
            while last < count and entity[last] == entity[index]:
                last += 1
            seeds.append((index, last))
            index = last
            continue
        word = page.lower[index]
        stem = word.rstrip(".")
        if (
            (stem in lists.honorifics or (stem in lists.titles and page.capital(index)))
            and index + 1 < count
            and page.capital(index)
            and labels[index + 1] not in ("PERSON", "DATE")
            and (labels[index + 1] != "ORG" or fold(page.words[index + 1]) in lists.genders)
            and _name_like(page, index + 1)
        ):
            last = index + 2
            while (
                last < count
                and last < index + 5
                and labels[last] in ("", labels[index + 1])
                and (_name_like(page, last) or _initial(page.words[last]))
            ):
                last += 1
            if stem in lists.honorifics or word.endswith(".") or page.tags[index + 1] == "NNP":
                seeds.append((index + 1, last))
                index = last
                continue
        index += 1
    seeds.extend(_mislabelled(page, seeds))
    for first, last in sources:
        turn = last < count and page.words[last] == ":"
        if first < last <= first + 4 and all(
            (not labels[i] or turn) and _name_like(page, i) for i in range(first, last)
        ):
            seeds.append((first, last))
    return seeds


def _mislabelled(page: Page, seeds: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Entities of another label that are names of people all the same.

    Two or three words that begin with a given name or end in a surname which stands alone elsewhere; and
    a given name with such a surname at the head of something longer (``Ana Ruiz Foundation``).
    """
    lists = tables()
    alone = {fold(page.words[first]) for first, last in seeds if last - first == 1}
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
            and fold(page.words[index]) in lists.genders
            and fold(page.words[index + 1]) in alone
        ):
            found.append((index, index + 2))
        elif (
            2 <= last - index <= 3
            and (fold(page.words[index]) in lists.genders or fold(page.words[last - 1]) in alone)
            and all(_name_like(page, i) or _initial(page.words[i]) for i in range(index, last))
        ):
            found.append((index, last))
        index = last
    return found


def _name_like(page: Page, index: int) -> bool:
    """Whether a word could belong to a name that the reader missed."""
    lists = tables()
    word, low = page.words[index], page.lower[index].rstrip(".")
    if page.sentence[index] != page.sentence[max(index - 1, 0)] and index and not page.begins(index):
        return False
    return (
        word[0].isupper()
        and low not in lists.roles
        and low not in lists.bodies
        and low not in lists.documents
        and low not in lists.places
        and low not in lists.known_bodies
        and low not in lists.ranks
        and low not in lists.relations
        and low not in _NEVER
        and page.tags[index][:3] in ("NNP", "NN", "", "FW", "JJ", "VB")
        and (page.tags[index][:3] == "NNP" or not page.begins(index) or page.words[index].isupper())
    )


_NEVER = frozenset(
    "i we he she they it you who which that the a an this these those his her their its our my your "
    "one some many most all both others everyone everybody anyone nobody people there what when and or "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december not no yes house senate congress state street god".split()
)


def _clean(page: Page, first: int, last: int, floor: int) -> NameMention | None:
    """The name among these words, with what belongs to it on either side; None if there is none."""
    lists = tables()
    words, low = page.words, page.lower
    last = min(last, first + 8)
    while first < last and (
        not words[first][0].isalnum()
        or (last - first > 1 and _is_address(page, first))
        or (last - first > 1 and low[first].rstrip(".") in lists.roles and fold(words[first]) not in lists.genders)
        or (last - first > 1 and low[first] in ("the", "a", "an", "then"))
        or (last - first > 2 and low[first] in lists.adjectives)
    ):
        first += 1
    stop = first
    while stop < last and (words[stop][0].isalnum() or words[stop] == "@"):
        stop += 1
    last = stop
    if first >= last or not (words[first][0].isupper() or low[first] in lists.particles or words[first][0] == "@"):
        return None
    first = _leftward(page, first, floor)
    last, nickname, hole = _rightward(page, first, last)
    suffix, end = _suffix(page, last)
    tokens = [
        words[i]
        for i in range(first, last)
        if not (hole[0] <= i < hole[1]) and fold(words[i]) not in lists.suffixes
    ]
    inner = [words[i] for i in range(first, last) if fold(words[i]) in lists.suffixes and i > first]
    while len(tokens) > 1 and tokens[-1][0].islower():
        tokens.pop()
    single = fold(tokens[0]) if len(tokens) == 1 else ""
    if not tokens or not any(token[0].isupper() for token in tokens) or single in _NEVER:
        return None
    if single and (single in lists.roles or single in lists.places or single in lists.honorifics):
        spoken = first > 0 and _is_address(page, first - 1)
        if not spoken and page.labels[first] != "PERSON":
            return None
        if single in lists.roles and not spoken and single not in ("king", "pope", "bishop", "dean"):
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


def _is_address(page: Page, index: int) -> bool:
    """Whether a word is a form of address or a rank. ``Private`` is one, ``private`` is not."""
    stem = page.lower[index].rstrip(".")
    lists = tables()
    return (stem in lists.honorifics or stem in lists.ranks) and page.words[index][0].isupper()


def _leftward(page: Page, first: int, floor: int) -> int:
    """Take in a given name or initial that stands right before, as editors insert it in brackets."""
    lists = tables()
    while first > floor and first > page.sentence_starts[page.sentence[first]]:
        before = first - 1
        word = page.words[before]
        gap = page.text[page.ends[before] : page.starts[first]]
        if not word[0].isupper() or gap.strip(" \u00a0[]") or page.labels[before] in ("DATE", "PERSON"):
            break
        initial = len(word) == 2 and word[1] == "."
        inserted = "]" in gap and page.lower[before - 1 if before else 0] != "of"
        given = fold(word) in lists.genders and page.lower[before] not in lists.roles
        if not (initial or given or inserted) or _is_address(page, before):
            break
        if inserted and (page.lower[before] in lists.roles or page.lower[before] in lists.places):
            break
        first = before
    return first


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
    lists = tables()
    while (
        last < count
        and last - first < 3
        and (last - first == 1 or _initial(words[last - 1]))
        and page.sentence[last] == page.sentence[first]
        and fold(words[first]) in lists.genders
        and words[last][0].isupper()
        and page.labels[last] not in ("DATE", "MISC", "PERSON")
        and (page.tags[last] == "NNP" or _initial(words[last]))
        and not page.text[page.ends[last - 1] : page.starts[last]].strip(" \u00a0[]")
        and page.lower[last] not in lists.roles
        and page.lower[last] not in lists.bodies
        and fold(words[last]) not in lists.suffixes
    ):
        last += 1
    return last, "", (0, 0)


def _initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "." and word[0].isupper()


def _suffix(page: Page, last: int) -> tuple[str, int]:
    """A suffix after the name, with or without a comma, and where the name then ends."""
    words, count = page.words, len(page.words)
    at = last + 1 if last < count and words[last] == "," else last
    if at < count and fold(words[at]) in ("jr", "sr", "ii", "iii", "iv") and words[at][0].isupper():
        return words[at], at + 1
    return "", last


def _front(page: Page, first: int, floor: int) -> tuple[int, str]:
    """Where ranks and forms of address before the name begin, and the gender they tell."""
    lists = tables()
    front, gender, ranked = first, "", False
    start = page.sentence_starts[page.sentence[first]]
    while front > max(floor, start):
        before = front - 1
        stem = page.lower[before].rstrip(".")
        if not page.words[before][0].isupper() or not _is_address(page, before):
            break
        if stem == "general" and before > start and page.lower[before - 1] in _CIVIL_GENERALS:
            break
        if stem in ("staff", "chief", "private", "specialist", "vice", "first", "second", "senior", "field") and not ranked:
            break
        if stem == "vice" and page.lower[front] in lists.roles and page.lower[front].rstrip(".") not in lists.ranks:
            break
        gender = gender or lists.honorifics.get(stem, "")
        ranked = ranked or stem in lists.ranks
        front = before
    return front, gender


_CIVIL_GENERALS = frozenset(
    "attorney solicitor surgeon inspector secretary director consul governor auditor postmaster "
    "comptroller".split()
)
