"""Roles that an article gives away from the name: ``The director said`` of a woman named before.

Only people for whom no role stands at a name are looked at, and only a role that nobody else holds: so
``the president`` in passing makes nobody president who is not.
"""

from __future__ import annotations

from quotebank.people.actors import Actor
from quotebank.people.by_pronoun import candidates
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.scene import Scene
from quotebank.people.tables import tables, wordset

_PLAIN = wordset("member people person man woman star host expert critic worker supporter rival")


def find_late_roles(scene: Scene, actors: set[Actor]) -> None:
    """Give roles to those of the actors that have none, from ``the <role>`` later in the text."""
    wanting = {
        one
        for one in actors
        if one.kind == "person" and not one.members and all(role.score < 0.5 for role in one.roles)
    }
    if not wanting:
        return
    page = scene.page
    held = _held(scene)
    by_name = {one.actor for one in scene.cast.sightings if page.tags[one.first].startswith("NNP")}
    told = {one.first: one.actor for one in scene.cast.sightings}
    for index, low in enumerate(page.lower):
        if low not in ("the", "as") or page.quoted[index]:
            continue
        if low == "as" and not _owned(scene, index + 1):
            continue
        found = _role_at(scene, index)
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
        ranked = candidates(scene, index, "")
        if not ranked or ranked[0][0] not in wanting:
            continue
        if len(ranked) > 1 and ranked[1][1] > 0.7 * ranked[0][1]:
            continue
        actor = ranked[0][0]
        if actor not in by_name:
            continue
        actor.roles.append(Role(wording(page, index + 1, last), "nominal", 0.55))
        held[head] = index
        wanting.discard(actor)
        if not wanting:
            return


def _owned(scene: Scene, index: int) -> bool:
    """Whether a possessive name begins at a word: ``as Peru’s first president``."""
    page = scene.page
    return index + 1 < len(page.words) and page.capital(index) and page.lower[index + 1] in ("'s", "'", "’")


def _held(scene: Scene) -> dict[str, int]:
    """The words of all roles that somebody holds at a name, with the word at which that holder appears."""
    singular = tables().roles
    seen: dict[int, int] = {}
    for sighting in scene.cast.sightings:
        seen.setdefault(id(sighting.actor), sighting.first)
    held: dict[str, int] = {}
    for one in scene.cast.people:
        for role in one.roles:
            for word in (w.strip(".,()").lower() for w in role.text.split()):
                word = singular.get(word, word)
                held[word] = min(held.get(word, len(scene.page.words)), seen.get(id(one), 0))
    return held


def _role_at(scene: Scene, index: int) -> tuple[int, str] | None:
    """The end and head of a short singular role after ``the``; None for other phrases."""
    page = scene.page
    lists = tables()
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
            if following < len(page.words) and (
                page.tags[following][:2] in ("NN", "PO") or page.labels[following] == "PERSON"
            ):
                at += 1
                continue
            word = page.lower[at]
            return at + 1, lists.roles.get(word, word)
        if (
            page.tags[at][:2] not in ("NN", "JJ", "PO", "FW", "IN", "CD")
            or page.lower[at] in ("of", "for", "in", "to")
            or page.labels[at] == "PERSON"
        ):
            return None
        at += 1
    return None
