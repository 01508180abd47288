"""Who is met on a page: its people joined by name, then its bodies, in one index.

Full names make people; shorter forms join them, headlines and bare surnames included.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from quotebank.core import RoleSpan
from quotebank.lexicon.letters import fold, one_letter_off
from quotebank.lexicon.person_names import PersonName, person_name
from quotebank.people.entities import Entity
from quotebank.people.entity_index import EntityIndex
from quotebank.people.false_person_names import NameMention
from quotebank.people.grammar import is_subject
from quotebank.people.name_matching import same_full_name
from quotebank.people.name_mentions import find_names
from quotebank.people.organization_mentions import find_organizations
from quotebank.people.page import Page
from quotebank.people.read_roles import give_read_roles
from quotebank.people.role_attachment import give_roles
from quotebank.people.roles import wording


def find_entities(
    page: Page, sources: Iterable[tuple[int, int]] = (), roles: Sequence[RoleSpan] = ()
) -> EntityIndex:
    """Everybody on a page.

    ``sources`` are the word ranges of the quotes' sources, ``roles`` what the reader saw of roles.
    """
    mentions, firms = find_names(page, sources)
    entities = EntityIndex(page, mentions)
    pairs = _recognise_all(entities, mentions)
    give_roles(page, pairs)
    give_read_roles(page, pairs, roles)
    for entity in entities.people:
        entity.name = max(entity.named, key=_fullness).text
    find_organizations(page, entities, firms)
    return entities


def _recognise_all(entities: EntityIndex, mentions: list[NameMention]) -> list[tuple[NameMention, Entity]]:
    """Each name with its person; lone surnames that nothing gave away are met in passing, in text order."""
    _introduce(entities, mentions)
    pairs: list[tuple[NameMention, Entity]] = []
    covered = {index for one in mentions for index in range(one.first, one.last)}
    bare = deque(_bare(entities, covered))
    covered.update(bare)
    for mention in mentions:
        while bare and bare[0] < mention.first:
            _meet_bare(entities, bare.popleft())
        entity = _recognise(entities, mention)
        pairs.append((mention, entity))
        _meet(entities, mention, entity)
    for index in (*bare, *_bare(entities, covered)):
        _meet_bare(entities, index)
    return pairs


def _introduce(entities: EntityIndex, mentions: list[NameMention]) -> None:
    """Make people of all full names before any shorter form is read: headlines come first."""
    seen: set[tuple[str, ...]] = set()
    for mention in sorted(mentions, key=lambda one: -len(one.name.keys)):
        name = mention.name
        if len(name.keys) < 2:
            break
        if (*name.keys, name.suffix) in seen:
            continue
        seen.add((*name.keys, name.suffix))
        entity = next(
            (
                one
                for one in entities.by_key.get(name.keys[-1], [])
                if all(same_full_name(name, other) for other in one.named)
            ),
            None,
        )
        if entity is None:
            entities.person(name)
        else:
            entities.learn(entity, name)


def _recognise(entities: EntityIndex, mention: NameMention) -> Entity:
    found = entities.by_name(mention.name) or _misspelt(entities, mention.name)
    if not found:
        return entities.person(mention.name, named=not mention.addressed)
    if mention.gender:
        fitting = [one for one in found if one.gender in (mention.gender, "")]
        if not fitting and len(mention.name.keys) == 1:
            return entities.person(mention.name)
        found = _introduced(entities, fitting, mention) or fitting or found
    return found[0] if len(found) == 1 else entities.likeliest(found, mention.first)


def _misspelt(entities: EntityIndex, name: PersonName) -> list[Entity]:
    """The one person whose surname a lone word misses by one letter: ``Bornsten`` after ``Bornstein``."""
    if len(name.keys) > 1 or len(name.last) < _SAFE or len(entities.by_key) > _MANY:
        return []
    near = [
        key
        for key in entities.by_key
        if key != name.last and key[:1] == name.last[:1] and one_letter_off(name.last, key)
    ]
    found = entities.by_key[near[0]] if len(near) == 1 else []
    return found if len(found) == 1 and any(one.last == near[0] for one in found[0].named) else []


def _introduced(entities: EntityIndex, fitting: list[Entity], mention: NameMention) -> list[Entity]:
    """Who of these ``Ms. Ruiz`` can mean: named before, of that gender, not called Mrs. Ruiz."""
    if len(mention.name.keys) > 1 or len(fitting) < 2:
        return [one for one in fitting if one.gender]
    known = [one for one in fitting if one.spans] or fitting
    style = entities.page.lower[mention.front].rstrip(".")
    same = [one for one in known if style in one.styles]
    found = same or [one for one in known if not one.styles] or known
    return [one for one in found if one.gender] or found


def _meet(entities: EntityIndex, mention: NameMention, entity: Entity) -> None:
    entities.add_mention(
        mention.first, mention.last, entity, subject=is_subject(entities.page, mention.front, mention.last)
    )
    if len(mention.name.keys) == 1 and not entity.named:
        entities.learn(entity, mention.name)
    if mention.gender and not entity.gender:
        entity.gender = mention.gender
    for index in range(mention.front, mention.first):
        entity.styles.add(entities.page.lower[index].rstrip("."))
    entity.forms.setdefault(mention.name.text)
    text = wording(entities.page, mention.first, mention.last)
    if text.casefold() != mention.name.text.casefold():
        entity.forms.setdefault(text)


def _bare(entities: EntityIndex, covered: set[int]) -> list[int]:
    """Words that are names known so far, which neither the reader nor a title gave away."""
    page = entities.page
    found: list[int] = []
    for index, word in enumerate(page.words):
        if not word[0].isupper() or index in covered or len(word) < 2 or fold(word) not in entities.by_key:
            continue
        following = page.entity[index + 1] if index + 1 < len(page.words) else -1
        inside = following == page.entity[index] or (index and page.entity[index - 1] == page.entity[index])
        if not (inside and page.labels[index] in ("ORG", "GPE", "MISC")):
            found.append(index)
    return found


def _meet_bare(entities: EntityIndex, index: int) -> None:
    """Note a lone word as somebody's surname, if it is one."""
    name = person_name([entities.page.words[index]])
    surnamed = entities.by_surname(name)
    if surnamed:
        entity = surnamed[0] if len(surnamed) == 1 else entities.likeliest(surnamed, index)
        entities.add_mention(index, index + 1, entity, subject=is_subject(entities.page, index, index + 1))
        entity.forms.setdefault(name.text)


_SAFE = 6
"""Letters from which a surname one letter off is a slip of the pen and not another surname."""

_MANY = 500
"""Names in one text above which slips of the pen are not looked for: each would be held against all."""


def _fullness(name: PersonName) -> tuple[int, int, int]:
    """Order among the forms of one name: most words, then spelt out rather than initials."""
    return len(name.keys), bool(name.suffix), sum(map(len, name.keys)) if len(name.keys) > 1 else 0
