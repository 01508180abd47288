"""``the minister``, ``the former president``, ``the 26-year-old``: a person meant by a description.

The description's head must be a role that the article gives somebody, or say so little (``the woman``)
that only gender and the run of the text decide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quotebank.lexicon.letters import fold
from quotebank.lexicon.nouns import noun_lists
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.roles import role_lists
from quotebank.people.by_pronoun import SINGULAR
from quotebank.people.coordination import make_group
from quotebank.people.entities import Entity
from quotebank.people.nominal_roles import RUNNERS, running
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.role_attachment import gender_of_role
from quotebank.people.role_compatibility import roles_compatible
from quotebank.people.roles import Role, is_role, wording
from quotebank.people.salience import rank_antecedents

_DEFINITE = frozenset(("the", "this", "that", "his", "her", "their", ""))
_OPENING = 4  # sentences, headline included, in which somebody may be described before being named
_AHEAD = 8  # sentences in which a story's opening "a judge" gets a name


def nominal_person(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """The person on the page whom a singular description fits best; None if it fits nobody."""
    page = state.page
    head = page.lower[phrase.head].rstrip(".")
    if page.tags[phrase.head] in ("NNS", "NNPS"):
        return _several(state, phrase, head)
    aged = next((w for w in page.lower[phrase.begin : phrase.core] if w.endswith("-year-old")), "")
    plain = head.removeprefix("ex-") in noun_lists().relations
    if not (aged or plain or is_role(page, phrase.head) or head in person_lists().ranks):
        return None
    words = [word.rstrip(".") for word in page.lower[phrase.begin : phrase.core] if word[0].isalnum()]
    text = phrase.description(page)
    if is_role(page, phrase.head):
        fitting = _fitting(state, phrase, head, words)
        if fitting is not None:
            entity, score = fitting
            state.entities.add_mention(phrase.first, phrase.core, entity)
            return decided(entity, "nominal", score, f"“{text}” fits the role of {entity.name}.")
    if phrase.determiner == "the" and phrase.core - phrase.begin == 1:
        for mention in state.entities.before(phrase.first):
            if head in mention.entity.styles:
                state.entities.add_mention(phrase.first, phrase.core, mention.entity)
                return decided(
                    mention.entity, "nominal", 0.75, f"“the {text}” fits the rank of {mention.entity.name}."
                )
    if plain and phrase.determiner in SINGULAR and phrase.core - phrase.begin == 1:
        for mention in state.entities.before(phrase.first):
            if head.removeprefix("ex-") in mention.entity.relations:
                return decided(
                    mention.entity,
                    "relation",
                    0.7,
                    f"The article calls {mention.entity.name} a {head}.",
                    head,
                )
        kin = _relative(state, phrase, head)
        if kin is not None:
            state.entities.add_mention(phrase.first, phrase.core, kin)
            return decided(kin, "relation", 0.6, f"{kin.name} is the only {head} whom the article names.")
    if phrase.determiner not in ("the", "this", "that"):
        return None
    if not plain and not aged:
        return _only_one(state, phrase, text)
    if phrase.core - phrase.begin > 3 and not aged and not plain:
        return None
    if aged or (plain and phrase.core - phrase.begin <= 2):
        return _by_gender(state, phrase, aged, noun_lists().relations.get(head, ""), text)
    return None


_KIN = frozenset(("brother", "sister", "father", "mother", "son", "daughter", "husband", "wife"))


def _relative(state: ResolutionState, phrase: Phrase, head: str) -> Entity | None:
    """``her brother``: the one man who shares her surname, where the article names just one."""
    kin = head.removeprefix("ex-")
    if kin not in _KIN:
        return None
    owners = rank_antecedents(state, phrase.first, SINGULAR[phrase.determiner])
    if not owners or not owners[0][0].named:
        return None
    owner = owners[0][0]
    surnames = {name.last for name in owner.named if len(name.keys) > 1}
    found = [
        one
        for one in state.entities.people
        if one is not owner
        and one.gender == noun_lists().relations[kin]
        and any(len(name.keys) > 1 and name.last in surnames for name in one.named)
        and not (one.relations & _KIN - {kin})
    ]
    return found[0] if len(found) == 1 else None


def _several(state: ResolutionState, phrase: Phrase, head: str) -> Decision | None:
    """``the two senators``: those who hold that role, where the article has just so many."""
    page = state.page
    number = {"two": 2, "three": 3, "four": 4}.get(page.lower[phrase.begin])
    if phrase.determiner not in ("the", "both", "these") and not number:
        return None
    if phrase.core - phrase.begin > (3 if number else 1):
        return None
    single = role_lists().roles.get(head, head)
    holders = list(
        dict.fromkeys(
            mention.entity
            for mention in state.entities.before(phrase.first)
            if any(single in role.text.lower().replace(",", " ").split() for role in mention.entity.roles)
            and mention.entity.kind == "person"
        )
    )[::-1]
    if len(holders) != (number or 2) and number:
        holders = [one for one in _just_named(state, phrase.first) if _may_be(one, single)]
    if len(holders) != (number or 2):
        return None
    together = make_group(state, holders, phrase)
    if together is None or not number or not is_role(page, phrase.head) or phrase.core - phrase.begin < 3:
        return together
    return replace(together, role=wording(page, phrase.begin + 1, phrase.core))


def _may_be(entity: Entity, noun: str) -> bool:
    """Whether nothing that is known of somebody speaks against a description: a director is no lawmaker."""
    if noun in ("man", "men") or noun in ("woman", "women"):
        return entity.gender != ("f" if noun in ("man", "men") else "m")
    roles = [role for role in entity.roles if role.score >= 0.5]
    return (
        not roles
        or noun not in role_lists().roles
        or any(roles_compatible(noun, [noun], one.text) for one in roles)
    )


def _just_named(state: ResolutionState, index: int) -> list[Entity]:
    """The people named in the sentence before a word, in order: ``The two men`` are they."""
    page = state.page
    here = page.sentence[index]
    start = page.sentence_starts[max(0, here - 1)]
    return list(
        dict.fromkeys(
            one.entity
            for one in state.entities.within(start, page.sentence_starts[here])
            if one.entity.kind == "person" and not one.quoted and not one.entity.members
        )
    )


_SHORT = 3
"""Words of a role that may be said of somebody to whom the article gave none: more tell of another person."""


def _only_one(state: ResolutionState, phrase: Phrase, text: str) -> Decision | None:
    """``The senator`` of somebody whose office the article never gave, where nobody else can be meant."""
    page = state.page
    if page.lower[phrase.head] in RUNNERS:
        free = {one for one in state.entities.people if all(role.score < 0.5 for role in one.roles)}
        runner = running(state, free)
        if runner is not None:
            state.entities.add_mention(phrase.first, phrase.core, runner)
            return decided(
                runner, "nominal", 0.5, f"“the {text}” may be {runner.name}, whom the article is about."
            )
        return None
    if not page.begins(phrase.first) or phrase.core - phrase.begin > _SHORT:
        return None
    if "'s" in page.lower[phrase.begin : phrase.core]:
        return None
    ranked = [
        (entity, score)
        for entity, score in rank_antecedents(state, phrase.first, gender_of_role(text))
        if entity.kind == "person" and all(role.score < 0.5 for role in entity.roles)
    ]
    if not ranked or ranked[0][1] < 0.75 or (len(ranked) > 1 and ranked[1][1] > 0.6 * ranked[0][1]):
        return None
    entity = ranked[0][0]
    entity.roles.append(Role(text, "nominal", 0.3))
    state.entities.add_mention(phrase.first, phrase.core, entity)
    return decided(entity, "nominal", 0.45, f"“the {text}” may be {entity.name}, of whom the article tells.")


def _by_gender(state: ResolutionState, phrase: Phrase, aged: str, gender: str, text: str) -> Decision | None:
    page = state.page
    ranked = rank_antecedents(state, phrase.first, gender)
    if aged:
        years = aged.split("-")[0]
        known = [pair for pair in ranked if pair[0].age == years]
        ranked = known or [pair for pair in ranked if not pair[0].age]
    if not ranked:
        return None
    entity = ranked[0][0]
    state.entities.add_mention(phrase.first, phrase.core, entity)
    if gender and not entity.gender:
        entity.gender = gender
    return decided(
        entity,
        "nominal",
        0.6,
        f"“{page.lower[phrase.first]} {text}” most likely means {entity.name}.".replace("the the", "the"),
    )


def _fitting(
    state: ResolutionState, phrase: Phrase, head: str, words: list[str]
) -> tuple[Entity, float] | None:
    """The person whose roles meet the description best, by head, by further words, by nearness."""
    page = state.page
    definite = phrase.determiner in _DEFINITE and (bool(phrase.determiner) or page.capital(phrase.first))
    here = page.sentence[phrase.first]
    owner = _owner(state, phrase)
    best: tuple[float, Entity] | None = None
    for entity, known in _nearby(state, phrase.first, definite=definite):
        if owner is not None and (entity is owner or _serves_another(state, entity, owner)):
            continue
        score = max((roles_compatible(head, words, role.text) for role in entity.roles), default=0.0)
        if not score:
            continue
        if "former" in words and any("former" in role.text.lower() for role in entity.roles):
            score += 0.3
        if known is not None:
            score += 0.6 * 0.9 ** (here - known)
        if best is None or score > best[0]:
            best = (score, entity)
    if best is None:
        return None
    return best[1], min(0.9, 0.5 + 0.25 * best[0])


def _owner(state: ResolutionState, phrase: Phrase) -> Entity | None:
    """Whose ``his lawyer`` or ``Ruiz’s lawyer`` is; None where nobody's or it is not known."""
    page = state.page
    if phrase.determiner in SINGULAR:
        ranked = rank_antecedents(state, phrase.first, SINGULAR[phrase.determiner])
        return ranked[0][0] if ranked else None
    for one in state.entities.within(phrase.first, phrase.head):
        if one.entity.kind == "person" and page.lower[one.last] in ("'s", "'", "’"):
            return one.entity
    return None


def _serves_another(state: ResolutionState, entity: Entity, owner: Entity) -> bool:
    """Whether somebody's role names another person than the owner: ``Ali’s lawyer`` is not Ruiz's."""
    own = {name.last for name in owner.named}
    words = {
        fold(word.removesuffix("'s").removesuffix("’s"))
        for role in entity.roles
        for word in role.text.split()
    }
    others = {name.last for one in state.entities.people for name in one.named if one is not entity}
    return not words & own and bool(words & others)


def _nearby(state: ResolutionState, index: int, *, definite: bool) -> Iterator[tuple[Entity, int | None]]:
    """People a description at a word may mean, with the sentence in which each was seen last, if any was.

    "The judge" was named before. "A judge", or "Judge" in a headline, opens a story and is named soon
    after.
    """
    page = state.page
    here = page.sentence[index]
    seen: dict[Entity, int] = {}
    named: set[Entity] = set()
    for mention in state.entities.before(index):
        if mention.entity.kind == "person":
            seen.setdefault(mention.entity, page.sentence[mention.first])
            if page.labels[mention.first] == "PERSON":
                named.add(mention.entity)
    if definite:
        yield from seen.items()
    if here <= _OPENING:
        later = dict.fromkeys(
            mention.entity
            for mention in state.entities.after(index)
            if page.sentence[mention.first] - here <= _AHEAD and mention.entity.kind == "person"
        )
        for entity in later:
            if entity not in named and not (definite and entity in seen):
                yield entity, None
