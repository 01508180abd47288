"""A source that is a person's name, with or without a role on either side."""

from __future__ import annotations

from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.person_names import person_name
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.entities import Mention
from quotebank.people.name_mentions import is_address
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.roles import is_role

_LISTING = wordset("like including except such unlike")


def by_name(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The person whose name is the phrase's head, or stands in apposition to it."""
    page = state.page
    names = [
        one
        for one in state.entities.within(phrase.first, phrase.last)
        if one.entity.kind == "person" and not one.entity.members
    ]
    if not names:
        return _surname(state, phrase) or _handle(state, phrase)
    found = _head(state, phrase, names)
    if found is None:
        return None
    text = page.text[slice(*page.span(found.first, found.last))]
    if len(found.entity.named) and any(" " in form for form in found.entity.forms) and " " not in text:
        return decided(found.entity, "name", 0.95, f"“{text}” is {found.entity.name}.")
    return decided(found.entity, "name", 0.98, f"The source names {found.entity.name}.")


def _surname(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """A word that is somebody's surname, where the reader took it for something else."""
    page = state.page
    core = phrase.core - (page.lower[phrase.core - 1] in ("'s", "'", "’"))
    if core - phrase.begin != 1 or not page.capital(phrase.begin):
        return None
    name = person_name([page.words[phrase.begin]])
    found = state.entities.by_surname(name)
    if not found:
        return None
    entity = found[0] if len(found) == 1 else state.entities.likeliest(found, phrase.begin)
    return decided(entity, "name", 0.8, f"“{page.words[phrase.begin]}” is the surname of {entity.name}.")


def _handle(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``one user, @anaruiz,``: somebody known only by the name of an account."""
    page = state.page
    found = [page.words[i] for i in range(phrase.first, phrase.last) if page.words[i][0] == "@"]
    if len(found) != 1:
        return None
    name = person_name(found)
    known = state.entities.by_name(name)
    entity = known[0] if known else state.entities.person(name)
    entity.forms.setdefault(found[0])
    return decided(entity, "name", 0.85, f"The source names the account {found[0]}.")


def _past_title(page: Page, before: int, core: int, first: int) -> int:
    """The comma before a title of several words, ``, the radio host Ana Ruiz``; the word given for none."""
    at = before
    while at > core and page.tags[at][:2] in ("NN", "JJ", "DT"):
        at -= 1
    return at if page.words[at] == "," and any(is_role(page, i) for i in range(at, first)) else before


def _begins(page: Page, phrase: Phrase, one: Mention) -> bool:
    """Whether a name, perhaps with a title before it, opens a phrase: ``Mrs. Ruiz’s plan``."""
    return one.first >= phrase.begin and all(
        is_address(page, i) or page.lower[i].rstrip(".") in role_lists().titles
        for i in range(phrase.begin, one.first)
    )


def _head(state: ResolutionState, phrase: Phrase, names: list[Mention]) -> Mention | None:
    page = state.page
    opening = names[0]
    if (
        opening.first == phrase.begin
        and opening.last - opening.first > 1
        and not (
            opening.last < phrase.last
            and (page.lower[opening.last] in ("'s", "'", "’") or page.tags[opening.last] in ("NN", "NNS"))
        )
    ):
        return opening
    for one in names:
        owner = one.last < phrase.last and page.lower[one.last] in ("'s", "'", "’")
        if one.first <= phrase.head < one.last:
            return one
        if owner:
            # "Ruiz’s brief said": a person speaks through what is hers.
            head = page.lower[phrase.head]
            said = head in noun_lists().documents or head in noun_lists().speech
            if one.last == phrase.last - 1 or (said and _begins(page, phrase, one)):
                return one
            continue
    for one in names:
        # "A lawyer for the papers, Ana Ruiz," names in the end whom it describes first.
        before = one.first - 1
        while before > phrase.first and (
            is_address(page, before) or page.lower[before].rstrip(".") in role_lists().titles
        ):
            before -= 1
        before = _past_title(page, before, phrase.core, one.first)
        closes = one.last >= phrase.last or page.words[one.last] in (",", "(")
        if (
            before >= phrase.core
            and page.words[before] == ","
            and closes
            and not any(page.lower[i] in _LISTING for i in range(phrase.first, one.first))
            and page.tags[phrase.head] not in ("NNS", "NNPS")
            and page.labels[phrase.head] != "ORG"
        ):
            return one
    return None
