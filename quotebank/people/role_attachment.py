"""Roles, genders and ages that the words on either side of a name give its bearer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people import apposed, apposition, title
from quotebank.people.entities import Entity
from quotebank.people.false_person_names import NameMention
from quotebank.people.page import Page
from quotebank.people.roles import LINKS, Role


def give_roles(page: Page, pairs: Iterable[tuple[NameMention, Entity]]) -> None:
    """Read the words on either side of each name and keep what roles they give its bearer."""
    shared: Role | None = None
    previous = -1
    row: list[Entity] = []
    for mention, entity in pairs:
        given = title.before(page, mention.front)
        if given is None:
            given = apposed.before_comma(page, mention.front)
        if given is None:
            given = apposition.written_for(page, mention.front)
        behind, party = apposition.after(page, mention.last)
        if given is None and shared is not None and _joined(page, previous, mention.front):
            given = shared
        shared = given if given is not None and _is_plural(given.text) else None
        if shared is not None:
            given = Role(_singular(shared.text), shared.how, shared.score)
        row = [*row, entity] if _joined(page, previous, mention.front) else [entity]
        every = apposition.of_all(page, mention.last) if len(row) > 1 else None
        if every is not None:
            for one in row:
                add_role(one, replace(every, text=_singular(every.text)))
        for role in compose(given, behind, party):
            add_role(entity, role)
        if given and not entity.gender:
            entity.gender = gender_of_role(given.text)
        for role in behind:
            entity.gender = entity.gender or gender_of_role(role.text)
        _read_neighbours(page, mention, entity)
        previous = mention.last


def add_role(entity: Entity, role: Role) -> None:
    """Take in a role, unless it stands there already."""
    if all(role.text.casefold() != old.text.casefold() for old in entity.roles):
        entity.roles.append(role)


def _read_neighbours(page: Page, mention: NameMention, entity: Entity) -> None:
    """``his wife Ana`` tells a gender, ``, 34,`` an age."""
    before = mention.front - 1
    while before > 0 and page.words[before] == ",":
        before -= 1
    relation = page.lower[before].removeprefix("ex-") if before >= 0 else ""
    if relation in noun_lists().relations:
        entity.relations.add(relation)
        entity.gender = entity.gender or noun_lists().relations[relation]
    at = mention.last
    if at + 1 < len(page.words) and page.words[at] == "," and page.words[at + 1].isdigit():
        entity.age = page.words[at + 1]


def compose(given: Role | None, behind: list[Role], party: str) -> list[Role]:
    """The roles of one mention, the fullest first.

    A bare title (``Rep.``) says little, so what follows the name is put after it: ``Rep., top Democrat on
    the committee``; without that, the party tag, which names the seat: ``Sen. (D-Mont.)``.
    """
    out: list[Role] = []
    if given is not None and given.how == "before" and " " not in given.text:
        if behind and behind[0].how == "after":
            return [Role(f"{given.text}, {behind[0].text}", "before", 1.0), given, *behind]
        if party and given.text.rstrip(".").lower() in _SEATS:
            return [Role(f"{given.text} {party}", "before", 1.0), given]
    if given is not None:
        out.append(given)
    out.extend(behind)
    return out


_SEATS = wordset("sen sens rep reps senator senators representative representatives gov governor")


def _is_plural(text: str) -> bool:
    """Whether a title is in the plural; then it goes on to the next name: ``Sens. Ruiz and Ali``."""
    words = text.split()
    end = next((i for i, word in enumerate(words) if word in LINKS), len(words)) or len(words)
    word = words[end - 1].rstrip(".").lower()
    return end == len(words) and role_lists().roles.get(word, word) != word


def _singular(text: str) -> str:
    words = text.split()
    bare = words[-1].rstrip(".")
    single = role_lists().roles.get(bare.lower()) or role_lists().crafts.get(bare.lower(), bare)
    words[-1] = (single.capitalize() if bare[0].isupper() else single) + (
        "." if words[-1].endswith(".") else ""
    )
    return " ".join(words)


def _joined(page: Page, previous: int, front: int) -> bool:
    """Whether only commas, "and", a party tag or a short apposition stand between two names."""
    if previous < 0 or front - previous > 9 or page.sentence[previous - 1] != page.sentence[front]:
        return False
    between = range(previous, front)
    return any(page.lower[i] in ("and", ",") for i in between) and not any(
        page.words[i][0].islower() and page.lower[i] not in ("and", "of", "the") for i in between
    )


def gender_of_role(text: str) -> str:
    """The gender that a role tells: spokesman m, chairwoman f; nothing for most."""
    for word in text.lower().split():
        if word.endswith("woman") or word in ("lady", "actress", "queen", "princess"):
            return "f"
        if word in ("king", "prince", "pope", "businessman"):
            return "m"
    return ""
