"""``…, who said``: a relative pronoun means what stands right before it."""

from __future__ import annotations

from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import may_be_person

_LONGEST = 16
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))


def antecedent(state: ResolutionState, phrase: Phrase) -> Phrase | None:
    """The noun phrase that a relative pronoun hangs on; None for other phrases.

    "who" passes over things: ``callers to the show who said``. What stands in apposition to a name is
    that name: ``Fund Nine, a new committee that hopes``.
    """
    page = state.page
    word = page.lower[phrase.first]
    if word not in RELATIVES or phrase.last - phrase.first > 1:
        return None
    start = page.sentence_starts[page.sentence[phrase.first]]
    last = _back(page, phrase.first, start, over=False)
    nearest: Phrase | None = None
    for _ in range(_TRIES):
        while last > start and page.labels[last - 1] == "DATE":
            last -= 1  # "a feature Saturday that"
        first = _opening(page, last, start)
        found = read_phrase(page, first, last)
        if found is None:
            break
        if nearest is None:
            nearest = found
        if word not in ("who", "whom"):
            break
        if may_be_person(page, found.head):
            bearer = _predicated(state, found, start) if found.determiner in ("a", "an") else None
            if bearer is not None:
                return bearer
            if found.determiner or page.tags[found.head] != "NN" or page.tags[first - 1] != "IN":
                return found
            # "the nominee for president, who": the office sought is nobody
            return read_phrase(page, _opening(page, first - 1, start), last)
        last = _back(page, first, start, over=not page.quoted[phrase.first])
    return _named(page, nearest, start) if nearest is not None else None


_TRIES = 3


def _back(page: Page, last: int, start: int, *, over: bool) -> int:
    """Where the noun phrase before a word ends; commas, prepositions, with ``over`` quoted titles go."""
    while last > start and (
        not (page.words[last - 1][0].isalnum() or page.words[last - 1] in (")", "."))
        or page.tags[last - 1] in ("IN", "TO")
        or (over and page.quoted[last - 1])
    ):
        last -= 1
    return last


def _opening(page: Page, last: int, start: int) -> int:
    """The first word of the noun phrase that ends before a word."""
    first = last
    while first > start and last - first < 14:
        low, tag = page.lower[first - 1], page.tags[first - 1]
        inner = first < last and page.tags[first][:2] == "NN" and page.capital(first - 2)
        if tag == "VBG" and inner:
            first -= 1  # "the Gazette tracking poll"
            continue
        if tag in ("VBD", "VBZ", "VBP", "VB", "VBG", "MD", "CC", "TO", "RB", ":", "``", "''"):
            break
        if tag == "IN" and low != "of" and not page.labels[first - 1]:
            break
        if page.words[first - 1] == "," and first - 1 < last - 1:
            break
        first -= 1
        if tag == "DT" or tag == "PRP$":
            break
    return first


def _predicated(state: ResolutionState, phrase: Phrase, start: int) -> Phrase | None:
    """The person of whom ``Ruiz is a lawyer who`` says what she is; None for other phrases."""
    page = state.page
    verb = phrase.first - 1
    if verb <= start or page.lower[verb] not in ("is", "was", "became"):
        return None
    for one in state.entities.within(start, verb):
        if one.last == verb and one.entity.kind == "person":
            return read_phrase(page, one.first, one.last)
    return None


def _named(page: Page, phrase: Phrase, start: int) -> Phrase:
    """The name to which an indefinite phrase stands in apposition; else the phrase itself."""
    comma = phrase.first - 1
    if phrase.determiner not in ("a", "an") or comma <= start or page.words[comma] != ",":
        return phrase
    first = comma
    while first > start and (page.capital(first - 1) or page.words[first - 1].isdigit()):
        first -= 1
    if first == comma or page.labels[comma - 1] == "GPE":
        return phrase
    if page.labels[comma - 1] == "DATE" and (
        page.words[comma - 1].isalpha() or page.words[comma - 1].isdigit()
    ):
        return phrase
    return read_phrase(page, first, comma) or phrase


def _bare(page: Page, phrase: Phrase) -> bool:
    """Whether nothing but a time follows the pronoun: ``who in 2010``."""
    return all(
        page.labels[i] == "DATE" or page.tags[i] in ("IN", "CD") for i in range(phrase.first + 1, phrase.last)
    )


def by_relative(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The person sighted last before "who", where the words between are none of somebody else."""
    page = state.page
    if page.lower[phrase.first] not in ("who", "whom") or not _bare(page, phrase):
        return None
    for mention in state.entities.before(phrase.first):
        if page.sentence[mention.first] != page.sentence[phrase.first]:
            return None
        between = range(mention.last, phrase.first)
        if any(page.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in between):
            return None
        if mention.entity.kind != "person":
            continue
        if len(between) <= 2 or (page.words[mention.last] == "," and len(between) < _LONGEST):
            # "Ruiz, president of the college, who said": what a comma sets off hangs on her too
            return decided(mention.entity, "relative", 0.85, f"“who” hangs on {mention.entity.name}.")
        if any(page.tags[i] == "IN" for i in between):
            return None
    return None
