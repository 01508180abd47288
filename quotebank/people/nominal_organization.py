"""``the ministry``, ``the bank``, ``her campaign``: a body meant by a common noun."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from quotebank.lexicon.letters import fold
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.word_lists import wordset
from quotebank.people.by_pronoun import SINGULAR
from quotebank.people.entities import Entity
from quotebank.people.grammar import is_subject
from quotebank.people.organization_entities import add_organization
from quotebank.people.phrases import Phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.salience import rank_antecedents

_REACH = 30  # sentences
_WINDOW = 1500  # words
_FADING = 0.95  # for each sentence
_SPOKE = 3.0  # for the body that was quoted last
_AIR = wordset("network broadcaster channel station")
_PRESS = wordset("outlet paper newspaper daily magazine website publisher publication site")
_FIRMS = wordset(
    "company firm retailer manufacturer maker carmaker automaker brand giant airline insurer operator bank "
    "business lender start-up startup store producer restaurant supermarket contractor"
)
_AGENCIES = wordset("agency regulator watchdog department bureau")
_GROUPS = wordset("group organization organisation body charity club team nonprofit think-tank")
_OTHERS = wordset("service show military navy police")
_ANY = _AIR | _PRESS | _FIRMS | _AGENCIES | _GROUPS | _OTHERS
"""Nouns for bodies whose names seldom hold them; ``the ministry`` is one called so, or nobody known."""
_PRESS_NAMES = wordset(
    "times post journal news herald tribune guardian gazette chronicle magazine telegraph mail press "
    "observer independent inquirer globe sun star mirror today"
)
_AIR_NAMES = wordset("news radio tv television broadcasting network channel")
_STATE_NAMES = wordset(
    "city town county state legislature assembly treasury "
    "agency bureau office administration service services commission authority department ministry court "
    "centers council senate house congress parliament government party army navy police"
)
_AGENCY_NAMES = wordset(
    "agency bureau office administration service services commission authority department ministry centers "
    "board enforcement investigations directorate institute institutes"
)
_SOCIETIES = wordset(
    "association coalition alliance federation institute foundation league society union committee "
    "campaign network project fund center centre trust council"
)


def _could_be(word: str, entity: Entity) -> bool:
    """Whether a body whose name does not hold a noun may be called so all the same."""
    words = entity.words
    acronym = entity.name.isupper() and len(entity.name) <= 6
    press = bool(words & _PRESS_NAMES)
    if word in _AIR:
        return acronym or bool(words & _AIR_NAMES)
    if word in _PRESS:
        return press or not words & (_STATE_NAMES | _SOCIETIES)
    if word in _AGENCIES:
        return acronym or bool(words & _AGENCY_NAMES)
    if press or words & _STATE_NAMES:
        return False
    if word in _FIRMS:
        return not words & _SOCIETIES
    return acronym or bool(words & _SOCIETIES) or not words & organization_lists().nouns


_OWNED = wordset("maker manufacturer producer publisher operator")


def nominal_organization(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``the ministry``, ``the bank``, ``her campaign``: the body meant by a common noun."""
    page = state.page
    word = page.lower[phrase.head]
    if word not in organization_lists().nouns or (page.capital(phrase.head) and not page.begins(phrase.head)):
        return None
    if page.tags[phrase.head] in ("NNS",) or phrase.determiner not in (
        "the",
        "its",
        "this",
        "that",
        "her",
        "his",
        "their",
        "our",
        "",
    ):
        return None
    if phrase.determiner in ("his", "her", "their"):
        return _of_owner(state, phrase)
    if phrase.determiner == "its" and word in _OWNED:
        return None  # "its maker" is whoever made it
    if any(page.tags[i] == "POS" for i in range(phrase.begin, phrase.head)) or phrase.core > phrase.head + 1:
        return None  # "the growers’ association", "the union for crews": bodies of their own, without a name
    if page.lower[phrase.begin] in ("one", "two") or (not phrase.determiner and phrase.begin < phrase.head):
        return None
    if word == "campaign" and phrase.core - phrase.begin == 1:
        running = _of_runner(state, phrase)
        if running is not None:
            return running
    told = [
        fold(page.lower[i])
        for i in range(phrase.begin, phrase.head)
        if page.tags[i][:2] == "NN" and not (page.capital(i) and page.labels[i] in ("GPE", "MISC"))
    ]
    found = recall(state, phrase.head, word, told if word not in _ANY else ())
    if found is None:
        return None
    state.entities.add_mention(phrase.first, phrase.core, found)
    return decided(found, "body-noun", 0.75, f"“{phrase.description(page)}” most likely means {found.name}.")


def recall(state: ResolutionState, index: int, word: str, told: Sequence[str] = ()) -> Entity | None:
    """The body before a word whose name has this noun, or that could be called so and is told of most.

    ``told``: further nouns of the description, which the name must have (``the appeals court``).
    """
    page = state.page
    here = page.sentence[index]
    if word not in _ANY and not told and (named := _spelt(state, index, word)) is not None:
        return named
    weights: dict[Entity, float] = {}
    inner: Entity | None = None
    spoke = state.last_speaker(kinds=("organization",))
    if spoke is not None and word in _ANY and _could_be(word, spoke[1]):
        weights[spoke[1]] = _SPOKE * _FADING ** max(0, here - page.sentence[spoke[0]])
    for mention in state.entities.before(index):
        entity = mention.entity
        if entity.kind != "organization":
            continue
        distance = here - page.sentence[mention.first]
        if distance > _REACH:
            break
        if entity.words.issuperset(told):
            if _is_headed(entity, word) or any(role.text.lower().endswith(word) for role in entity.roles):
                return entity
            if inner is None and fold(word) in entity.words:
                inner = entity
        if word in _ANY and _could_be(word, entity) and entity.name.replace(" ", "").isalpha():
            apt = 3 if word in _PRESS and entity.words & _PRESS_NAMES else 1
            weights[entity] = weights.get(entity, 0.0) + apt * (1 + mention.subject) * _FADING**distance
    if inner is not None or told:
        return inner
    if weights:
        return max(weights, key=lambda one: weights[one])
    return state.entities.organization_index.with_word(fold(word))


@cache
def _other_names() -> dict[str, tuple[str, ...]]:
    """The further names of well-known bodies: the Pentagon is a department too."""
    names: dict[str, tuple[str, ...]] = {}
    for form, name in organization_lists().known.items():
        names[name] = (*names.get(name, ()), form)
    return names


def _is_headed(entity: Entity, word: str) -> bool:
    """Whether a body's name says that it is a ``campaign``: ``Ruiz Campaign``, not ``Campaign Committee``."""
    noun = fold(word)
    for form in (*entity.forms, *_other_names().get(entity.name, ())):
        words = [fold(part) for part in form.split()]
        if words[-1] == noun or any(
            one == noun and after in ("of", "for", "on") for one, after in pairwise(words)
        ):
            return True
    return False


def _spelt(state: ResolutionState, index: int, word: str) -> Entity | None:
    """A body with this noun in its name where the reader saw another kind of name: ``Corona Theater``."""
    page = state.page
    if state.entities.organization_index.with_word(fold(word)) is not None:
        return None
    for at in range(index - 3, max(index - _WINDOW, 0), -1):
        if page.lower[at] != word or not page.capital(at):
            continue
        if page.lower[at + 1] == "of" and page.capital(at + 2):
            last = at + 3
            while last < index and page.capital(last):
                last += 1
            return add_organization(page, state.entities, at, last)
        if (
            page.capital(at - 1)
            and page.sentence[at] == page.sentence[at - 1]
            and page.labels[at] in ("GPE", "MISC", "ORG")
            and page.entity[at] == page.entity[at - 1]
        ):
            first = at - 1
            while first and page.entity[first - 1] == page.entity[at]:
                first -= 1
            return add_organization(page, state.entities, first, at + 1)
    return None


def _of_runner(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``The campaign`` of the person whom the paragraph is about, where it speaks of no campaign yet."""
    page = state.page
    ranked = rank_antecedents(state, phrase.first, "")
    if not ranked or not ranked[0][0].named or (len(ranked) > 1 and ranked[1][1] > 0.6 * ranked[0][1]):
        return None
    runner = ranked[0][0]
    paragraph = page.paragraph[phrase.first]
    for mention in state.entities.before(phrase.first):
        if page.paragraph[mention.first] < paragraph - 1:
            return None
        if "campaign" in mention.entity.words:
            return None
        if mention.entity is runner and mention.subject and not mention.quoted:
            break
    surname = runner.named[0].tokens[-1]
    known = state.entities.organization_index.find([surname, "campaign"], f"{surname} campaign")
    if known is None:
        return None
    state.entities.add_mention(phrase.first, phrase.core, known)
    return decided(known, "body-noun", 0.65, f"“the campaign” most likely means {known.name}.")


def _of_owner(state: ResolutionState, phrase: Phrase) -> Decision | None:
    """``her campaign``: a body named by the person whose it is."""
    page = state.page
    if phrase.determiner not in SINGULAR:
        return None
    ranked = rank_antecedents(state, phrase.first, SINGULAR[phrase.determiner])
    if not ranked:
        return None
    owner = ranked[0][0]
    noun = phrase.description(page)
    surname = owner.named[0].tokens[-1] if owner.named else owner.name
    known = state.entities.organization_index.find([surname, *noun.split()], f"{surname} {noun}")
    if known is not None:
        return decided(
            known, "body-noun", 0.7, f"“{phrase.determiner} {noun}” most likely means {known.name}."
        )
    entity = _body_of(state, owner, noun)
    state.entities.add_mention(
        phrase.first, phrase.core, entity, subject=is_subject(page, phrase.first, phrase.core)
    )
    return decided(
        entity, "body-noun", 0.7, f"“{phrase.determiner} {noun}” most likely means that of {owner.name}."
    )


def _body_of(state: ResolutionState, owner: Entity, noun: str) -> Entity:
    """A new body that is somebody's: ``Ana Ruiz's campaign``."""
    surname = owner.named[0].last if owner.named else fold(owner.name)
    entity = Entity(f"{owner.name}'s {noun}", "organization", words=frozenset({fold(noun), surname}))
    entity.forms.setdefault(entity.name)
    state.entities.organizations.append(entity)
    state.entities.organization_index.learn(entity, entity.name)
    return entity
