"""Roles that an article gives away from the name: ``The director said`` of a woman named before.

Only people for whom no role stands at a name are looked at, and only a role that nobody else holds: so
``the president`` in passing makes nobody president who is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from quotebank.people.actors import Actor
from quotebank.people.page import Page
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.salience import candidates
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
    _find_lead(scene, wanting)
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
    _find_runners(scene, wanting, held)


_LEAD = 3
"""Sentences in which whom a story opens with, ``A former clerk``, gets a name and an age."""


def _find_lead(scene: Scene, wanting: set[Actor]) -> None:
    """``A former clerk went on trial. Ana Ruiz, 47, …``: an opening that names nobody, then an age."""
    page = scene.page
    for sentence, opener in enumerate(page.openers[:_LEAD]):
        opener = page.at(page.layout.behind_dateline(page.starts[opener]))
        if opener == len(page.words) or page.lower[opener] not in ("a", "an"):
            continue
        found = _role_at(scene, opener)
        if found is None:
            continue
        for sighting in scene.cast.after(opener):
            if page.sentence[sighting.first] > sentence + _LEAD or sighting.actor.kind != "person":
                continue
            aged = page.words[sighting.last : sighting.last + 1] == [","] and sighting.actor.age
            if (
                sighting.actor in wanting
                and aged
                and page.lower[sighting.last + 1 : sighting.last + 2] == [aged]
            ):
                sighting.actor.roles.append(Role(wording(page, opener + 1, found[0]), "nominal", 0.55))
                wanting.discard(sighting.actor)
            break
        return


RUNNERS = wordset("nominee candidate contender")
"""Offices sought, not held: one who seeks one is seldom told of without being what the story is about."""


def running(scene: Scene, people: set[Actor]) -> Actor | None:
    """Whom ``the candidate`` means where nobody is called so: whom the article tells of most by far."""
    named = (one for one in scene.cast.sightings if scene.page.tags[one.first].startswith("NNP"))
    told = Counter(one.actor for one in named if one.actor.kind == "person")
    most = told.most_common(1)
    if not most or most[0][0] not in people or most[0][1] < _MOST:
        return None
    rivals = [times for one, times in told.items() if one in people and one is not most[0][0]]
    return most[0][0] if most[0][1] >= 1.5 * max(rivals, default=0) else None


_MOST = 4
"""Sightings that make somebody what an article is about."""


def _find_runners(scene: Scene, wanting: set[Actor], held: Mapping[str, int]) -> None:
    """``the party’s nominee`` anywhere in the text, of the one person whom the article is about."""
    if not wanting or RUNNERS & held.keys():
        return
    page = scene.page
    for index, low in enumerate(page.lower):
        if low != "the" or page.quoted[index]:
            continue
        found = _role_at(scene, index)
        if found is None or found[1] not in RUNNERS or found[0] - index < 3:
            continue
        actor = running(scene, wanting)
        if actor is not None:
            actor.roles.append(Role(wording(page, index + 1, found[0]), "nominal", 0.55))
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


def _with_aim(page: Page, last: int) -> int:
    """The end of ``for president`` after a runner; else where it would begin."""
    if last + 1 < len(page.words) and page.lower[last] == "for" and is_role(page, last + 1):
        return last + 2
    return last


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
            if following < len(page.words) and lists.roles.get(page.lower[at]) in RUNNERS:
                return _with_aim(page, following), lists.roles[page.lower[at]]
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
