"""Roles that an article gives away from the name: ``The director said`` of a woman named before.

Only people for whom no role stands at a name are looked at, and only a role that nobody else holds: so
``the president`` in passing makes nobody president who is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.entities import Entity
from quotebank.people.page import Page
from quotebank.people.resolution_state import ResolutionState
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.salience import rank_antecedents

_PLAIN = wordset("member people person man woman star host expert critic worker supporter rival")


def find_nominal_roles(state: ResolutionState, entities: set[Entity]) -> None:
    """Give roles to those of the entities that have none, from ``the <role>`` later in the text."""
    wanting = {
        one
        for one in entities
        if one.kind == "person" and not one.members and all(role.score < 0.5 for role in one.roles)
    }
    if not wanting:
        return
    page = state.page
    held = _held(state)
    _find_lead(state, wanting)
    by_name = {one.entity for one in state.entities.mentions if page.tags[one.first].startswith("NNP")}
    told = {one.first: one.entity for one in state.entities.mentions}
    for index, low in enumerate(page.lower):
        if low not in ("the", "as") or page.quoted[index]:
            continue
        if low == "as" and not _owned(state, index + 1):
            continue
        found = _role_at(state, index)
        if found is None:
            continue
        last, head = found
        if held.get(head, index) < index or head in _PLAIN:
            continue
        if index in told and told[index] not in wanting:
            continue
        opens = page.begins(index)
        placed = low == "as" or (index > 0 and page.lower[index - 1] == "as")
        if not opens and not placed:
            continue
        ranked = rank_antecedents(state, index, "")
        if not ranked or ranked[0][0] not in wanting:
            continue
        if len(ranked) > 1 and ranked[1][1] > 0.7 * ranked[0][1]:
            continue
        entity = ranked[0][0]
        if entity not in by_name:
            continue
        entity.roles.append(Role(wording(page, index + 1, last), "nominal", 0.55))
        held[head] = index
        wanting.discard(entity)
        if not wanting:
            return
    _find_runners(state, wanting, held)


_LEAD = 3
"""Sentences in which whom a story opens with, ``A former clerk``, gets a name and an age."""


def _find_lead(state: ResolutionState, wanting: set[Entity]) -> None:
    """``A former clerk went on trial. Ana Ruiz, 47, …``: an opening that names nobody, then an age."""
    page = state.page
    for sentence, opener in enumerate(page.sentence_first_words[:_LEAD]):
        opener = page.at(page.layout.behind_dateline(page.starts[opener]))
        if opener == len(page.words) or page.lower[opener] not in ("a", "an"):
            continue
        found = _role_at(state, opener)
        if found is None:
            continue
        for mention in state.entities.after(opener):
            if page.sentence[mention.first] > sentence + _LEAD or mention.entity.kind != "person":
                continue
            aged = page.words[mention.last : mention.last + 1] == [","] and mention.entity.age
            if (
                mention.entity in wanting
                and aged
                and page.lower[mention.last + 1 : mention.last + 2] == [aged]
            ):
                mention.entity.roles.append(Role(wording(page, opener + 1, found[0]), "nominal", 0.55))
                wanting.discard(mention.entity)
            break
        return


RUNNERS = wordset("nominee candidate contender")
"""Offices sought, not held: one who seeks one is seldom told of without being what the story is about."""


def running(state: ResolutionState, people: set[Entity]) -> Entity | None:
    """Whom ``the candidate`` means where nobody is called so: whom the article tells of most by far."""
    named = (one for one in state.entities.mentions if state.page.tags[one.first].startswith("NNP"))
    told = Counter(one.entity for one in named if one.entity.kind == "person")
    most = told.most_common(1)
    if not most or most[0][0] not in people or most[0][1] < _MOST:
        return None
    rivals = [times for one, times in told.items() if one in people and one is not most[0][0]]
    return most[0][0] if most[0][1] >= 1.5 * max(rivals, default=0) else None


_MOST = 4
"""Mentions that make somebody what an article is about."""


def _find_runners(state: ResolutionState, wanting: set[Entity], held: Mapping[str, int]) -> None:
    """``the party’s nominee`` anywhere in the text, of the one person whom the article is about."""
    if not wanting or RUNNERS & held.keys():
        return
    page = state.page
    for index, low in enumerate(page.lower):
        if low != "the" or page.quoted[index]:
            continue
        found = _role_at(state, index)
        if found is None or found[1] not in RUNNERS or found[0] - index < 3:
            continue
        entity = running(state, wanting)
        if entity is not None:
            entity.roles.append(Role(wording(page, index + 1, found[0]), "nominal", 0.55))
        return


def _owned(state: ResolutionState, index: int) -> bool:
    """Whether a possessive name begins at a word: ``as Peru’s first president``."""
    page = state.page
    return index + 1 < len(page.words) and page.capital(index) and page.lower[index + 1] in ("'s", "'", "’")


def _held(state: ResolutionState) -> dict[str, int]:
    """The words of all roles that somebody holds at a name, with the word at which that holder appears."""
    singular = role_lists().roles
    seen: dict[int, int] = {}
    for mention in state.entities.mentions:
        seen.setdefault(id(mention.entity), mention.first)
    held: dict[str, int] = {}
    for one in state.entities.people:
        for role in one.roles:
            for word in (w.strip(".,()").lower() for w in role.text.split()):
                word = singular.get(word, word)
                held[word] = min(held.get(word, len(state.page.words)), seen.get(id(one), 0))
    return held


def _with_aim(page: Page, last: int) -> int:
    """The end of ``for president`` after a runner; else where it would begin."""
    if last + 1 < len(page.words) and page.lower[last] == "for" and is_role(page, last + 1):
        return last + 2
    return last


def _role_at(state: ResolutionState, index: int) -> tuple[int, str] | None:
    """The end and head of a short singular role after ``the``; None for other phrases."""
    page = state.page
    at = index + 1
    while at < len(page.words) and at < index + 6:
        if is_role(page, at) and page.tags[at] in ("NN", "NNP"):
            following = at + 1
            if (
                following < len(page.words)
                and page.lower[at] == "attorney"
                and page.lower[following] == "general"
            ):
                at, following = following, following + 1
            if following < len(page.words) and role_lists().roles.get(page.lower[at]) in RUNNERS:
                return _with_aim(page, following), role_lists().roles[page.lower[at]]
            if following < len(page.words) and (
                page.tags[following][:2] in ("NN", "PO") or page.labels[following] == "PERSON"
            ):
                at += 1
                continue
            word = page.lower[at]
            return at + 1, role_lists().roles.get(word, word)
        if (
            page.tags[at][:2] not in ("NN", "JJ", "PO", "FW", "IN", "CD")
            or page.lower[at] in ("of", "for", "in", "to")
            or page.labels[at] == "PERSON"
        ):
            return None
        at += 1
    return None
