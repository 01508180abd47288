"""``the minister``, ``the former president``, ``the 26-year-old``: a person meant by a description.

The description's head must be a role that the article gives somebody, or say so little (``the woman``)
that only gender and the run of the text decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotebank.people.actors import Actor
from quotebank.people.by_pronoun import SINGULAR
from quotebank.people.fit import meets
from quotebank.people.joint import combine
from quotebank.people.late_roles import RUNNERS, running
from quotebank.people.names import fold
from quotebank.people.neighbours import gender_of_role
from quotebank.people.phrases import Phrase
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.salience import candidates
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.tables import tables

_DEFINITE = frozenset(("the", "this", "that", "his", "her", "their", ""))
_OPENING = 4  # sentences, headline included, in which somebody may be described before being named
_AHEAD = 8  # sentences in which a story's opening "a judge" gets a name


def by_nominal(scene: Scene, phrase: Phrase) -> Decision | None:
    """The person of the cast whom a singular description fits best; None if it fits nobody."""
    page = scene.page
    head = page.lower[phrase.head].rstrip(".")
    if page.tags[phrase.head] in ("NNS", "NNPS"):
        return _several(scene, phrase, head)
    aged = next((w for w in page.lower[phrase.begin : phrase.core] if w.endswith("-year-old")), "")
    lists = tables()
    plain = head.removeprefix("ex-") in lists.relations
    if not (aged or plain or is_role(page, phrase.head) or head in lists.ranks):
        return None
    words = [word.rstrip(".") for word in page.lower[phrase.begin : phrase.core] if word[0].isalnum()]
    text = phrase.description(page)
    if is_role(page, phrase.head):
        fitting = _fitting(scene, phrase, head, words)
        if fitting is not None:
            actor, score = fitting
            scene.cast.see(phrase.first, phrase.core, actor)
            return decided(actor, "nominal", score, f"“{text}” fits the role of {actor.name}.")
    if phrase.determiner == "the" and phrase.core - phrase.begin == 1:
        for sighting in scene.cast.before(phrase.first):
            if head in sighting.actor.styles:
                scene.cast.see(phrase.first, phrase.core, sighting.actor)
                return decided(
                    sighting.actor, "nominal", 0.75, f"“the {text}” fits the rank of {sighting.actor.name}."
                )
    if plain and phrase.determiner in SINGULAR and phrase.core - phrase.begin == 1:
        for sighting in scene.cast.before(phrase.first):
            if head.removeprefix("ex-") in sighting.actor.relations:
                return decided(
                    sighting.actor,
                    "relation",
                    0.7,
                    f"The article calls {sighting.actor.name} a {head}.",
                    head,
                )
        kin = _relative(scene, phrase, head)
        if kin is not None:
            scene.cast.see(phrase.first, phrase.core, kin)
            return decided(kin, "relation", 0.6, f"{kin.name} is the only {head} whom the article names.")
    if phrase.determiner not in ("the", "this", "that"):
        return None
    if not plain and not aged:
        return _only_one(scene, phrase, text)
    if phrase.core - phrase.begin > 3 and not aged and not plain:
        return None
    if aged or (plain and phrase.core - phrase.begin <= 2):
        return _by_gender(scene, phrase, aged, lists.relations.get(head, ""), text)
    return None


_KIN = frozenset(("brother", "sister", "father", "mother", "son", "daughter", "husband", "wife"))


def _relative(scene: Scene, phrase: Phrase, head: str) -> Actor | None:
    """``her brother``: the one man who shares her surname, where the article names just one."""
    kin = head.removeprefix("ex-")
    if kin not in _KIN:
        return None
    owners = candidates(scene, phrase.first, SINGULAR[phrase.determiner])
    if not owners or not owners[0][0].named:
        return None
    owner = owners[0][0]
    surnames = {name.surname for name in owner.named if len(name.keys) > 1}
    found = [
        one
        for one in scene.cast.people
        if one is not owner
        and one.gender == tables().relations[kin]
        and any(len(name.keys) > 1 and name.surname in surnames for name in one.named)
        and not (one.relations & _KIN - {kin})
    ]
    return found[0] if len(found) == 1 else None


def _several(scene: Scene, phrase: Phrase, head: str) -> Decision | None:
    """``the two senators``: those who hold that role, where the article has just so many."""
    page = scene.page
    number = {"two": 2, "three": 3, "four": 4}.get(page.lower[phrase.begin])
    if phrase.determiner not in ("the", "both", "these") and not number:
        return None
    if phrase.core - phrase.begin > (3 if number else 1):
        return None
    single = tables().roles.get(head, head)
    holders = list(
        dict.fromkeys(
            sighting.actor
            for sighting in scene.cast.before(phrase.first)
            if any(single in role.text.lower().replace(",", " ").split() for role in sighting.actor.roles)
            and sighting.actor.kind == "person"
        )
    )[::-1]
    if len(holders) != (number or 2) and number:
        holders = [one for one in _just_named(scene, phrase.first) if _may_be(one, single)]
    if len(holders) != (number or 2):
        return None
    together = combine(scene, holders, phrase)
    if together is None or not number or not is_role(page, phrase.head) or phrase.core - phrase.begin < 3:
        return together
    return replace(together, role=wording(page, phrase.begin + 1, phrase.core))


def _may_be(actor: Actor, noun: str) -> bool:
    """Whether nothing that is known of somebody speaks against a description: a director is no lawmaker."""
    if noun in ("man", "men") or noun in ("woman", "women"):
        return actor.gender != ("f" if noun in ("man", "men") else "m")
    roles = [role for role in actor.roles if role.score >= 0.5]
    return not roles or noun not in tables().roles or any(meets(noun, [noun], one.text) for one in roles)


def _just_named(scene: Scene, index: int) -> list[Actor]:
    """The people named in the sentence before a word, in order: ``The two men`` are they."""
    page = scene.page
    here = page.sentence[index]
    start = page.sentence_starts[max(0, here - 1)]
    return list(
        dict.fromkeys(
            one.actor
            for one in scene.cast.within(start, page.sentence_starts[here])
            if one.actor.kind == "person" and not one.quoted and not one.actor.members
        )
    )


_SHORT = 3
"""Words of a role that may be said of somebody to whom the article gave none: more tell of another person."""


def _only_one(scene: Scene, phrase: Phrase, text: str) -> Decision | None:
    """``The senator`` of somebody whose office the article never gave, where nobody else can be meant."""
    page = scene.page
    if page.lower[phrase.head] in RUNNERS:
        free = {one for one in scene.cast.people if all(role.score < 0.5 for role in one.roles)}
        runner = running(scene, free)
        if runner is not None:
            scene.cast.see(phrase.first, phrase.core, runner)
            return decided(
                runner, "nominal", 0.5, f"“the {text}” may be {runner.name}, whom the article is about."
            )
        return None
    if not page.begins(phrase.first) or phrase.core - phrase.begin > _SHORT:
        return None
    if "'s" in page.lower[phrase.begin : phrase.core]:
        return None
    ranked = [
        (actor, score)
        for actor, score in candidates(scene, phrase.first, gender_of_role(text))
        if actor.kind == "person" and all(role.score < 0.5 for role in actor.roles)
    ]
    if not ranked or ranked[0][1] < 0.75 or (len(ranked) > 1 and ranked[1][1] > 0.6 * ranked[0][1]):
        return None
    actor = ranked[0][0]
    actor.roles.append(Role(text, "nominal", 0.3))
    scene.cast.see(phrase.first, phrase.core, actor)
    return decided(actor, "nominal", 0.45, f"“the {text}” may be {actor.name}, of whom the article tells.")


def _by_gender(scene: Scene, phrase: Phrase, aged: str, gender: str, text: str) -> Decision | None:
    page = scene.page
    ranked = candidates(scene, phrase.first, gender)
    if aged:
        years = aged.split("-")[0]
        known = [pair for pair in ranked if pair[0].age == years]
        ranked = known or [pair for pair in ranked if not pair[0].age]
    if not ranked:
        return None
    actor = ranked[0][0]
    scene.cast.see(phrase.first, phrase.core, actor)
    if gender and not actor.gender:
        actor.gender = gender
    return decided(
        actor,
        "nominal",
        0.6,
        f"“{page.lower[phrase.first]} {text}” most likely means {actor.name}.".replace("the the", "the"),
    )


def _fitting(scene: Scene, phrase: Phrase, head: str, words: list[str]) -> tuple[Actor, float] | None:
    """The person whose roles meet the description best, by head, by further words, by nearness."""
    page = scene.page
    definite = phrase.determiner in _DEFINITE and (bool(phrase.determiner) or page.capital(phrase.first))
    here = page.sentence[phrase.first]
    owner = _owner(scene, phrase)
    best: tuple[float, Actor] | None = None
    for actor, known in _nearby(scene, phrase.first, definite=definite):
        if owner is not None and (actor is owner or _serves_another(scene, actor, owner)):
            continue
        score = max((meets(head, words, role.text) for role in actor.roles), default=0.0)
        if not score:
            continue
        if "former" in words and any("former" in role.text.lower() for role in actor.roles):
            score += 0.3
        if known is not None:
            score += 0.6 * 0.9 ** (here - known)
        if best is None or score > best[0]:
            best = (score, actor)
    if best is None:
        return None
    return best[1], min(0.9, 0.5 + 0.25 * best[0])


def _owner(scene: Scene, phrase: Phrase) -> Actor | None:
    """Whose ``his lawyer`` or ``Ruiz’s lawyer`` is; None where nobody's or it is not known."""
    page = scene.page
    if phrase.determiner in SINGULAR:
        ranked = candidates(scene, phrase.first, SINGULAR[phrase.determiner])
        return ranked[0][0] if ranked else None
    for one in scene.cast.within(phrase.first, phrase.head):
        if one.actor.kind == "person" and page.lower[one.last] in ("'s", "'", "’"):
            return one.actor
    return None


def _serves_another(scene: Scene, actor: Actor, owner: Actor) -> bool:
    """Whether somebody's role names another person than the owner: ``Ali’s lawyer`` is not Ruiz's."""
    own = {name.surname for name in owner.named}
    words = {
        fold(word.removesuffix("'s").removesuffix("’s")) for role in actor.roles for word in role.text.split()
    }
    others = {name.surname for one in scene.cast.people for name in one.named if one is not actor}
    return not words & own and bool(words & others)


def _nearby(scene: Scene, index: int, *, definite: bool) -> Iterator[tuple[Actor, int | None]]:
    """People a description at a word may mean, with the sentence in which each was seen last, if any was.

    "The judge" was named before. "A judge", or "Judge" in a headline, opens a story and is named soon
    after.
    """
    page = scene.page
    here = page.sentence[index]
    seen: dict[Actor, int] = {}
    named: set[Actor] = set()
    for sighting in scene.cast.before(index):
        if sighting.actor.kind == "person":
            seen.setdefault(sighting.actor, page.sentence[sighting.first])
            if page.labels[sighting.first] == "PERSON":
                named.add(sighting.actor)
    if definite:
        yield from seen.items()
    if here <= _OPENING:
        later = dict.fromkeys(
            sighting.actor
            for sighting in scene.cast.after(index)
            if page.sentence[sighting.first] - here <= _AHEAD and sighting.actor.kind == "person"
        )
        for actor in later:
            if actor not in named and not (definite and actor in seen):
                yield actor, None
