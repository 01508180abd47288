"""The entities of an article: its people and bodies by every name of theirs, and where each is seen.

It only keeps and finds; who is met is found by ``entity_detection`` and the strategies. Where
two people share a surname, a form of address or the run of the text decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from quotebank.lexicon.letters import fold
from quotebank.lexicon.person_names import PersonName
from quotebank.people.entities import Entity, Mention
from quotebank.people.false_person_names import NameMention
from quotebank.people.name_matching import gender_of, part_of, same_full_name
from quotebank.people.organization_index import OrganizationIndex
from quotebank.people.page import Page

MEMORY = 200
"""Mentions that count for what a word means: more cost time and mean another story."""


class EntityIndex:
    """Everybody on the page, ``people``, ``organizations`` and ``others``; and where: ``mentions``, in order.

    ``by_key`` holds the people by each folded word of their names, ``organization_index`` the bodies by
    theirs.
    """

    def __init__(self, page: Page, names: Iterable[NameMention] = ()) -> None:
        """``names``, the names of people on the page, tell which short forms are usual in it."""
        self.page = page
        self.people: list[Entity] = []
        self.organizations: list[Entity] = []
        self.others: list[Entity] = []
        self._described: dict[tuple[str, str], Entity] = {}
        self.organization_index = OrganizationIndex()
        self.mentions: list[Mention] = []
        self._firsts: list[int] = []
        self.by_key: dict[str, list[Entity]] = {}
        lone = [one for one in names if len(one.name.keys) == 1]
        # How often "Mr. Ruiz" and "Ms. Ruiz" stand in the text tells whom a bare "Ruiz" means.
        self._addressed = Counter((one.name.last, one.gender) for one in lone if one.gender)
        self._given = Counter(one.name.keys[0] for one in lone)

    # Looking

    def before(self, index: int) -> Iterator[Mention]:
        """Mentions that begin before a word, the nearest first, as far back as a reader remembers."""
        last = bisect_left(self._firsts, index)
        for at in range(last - 1, max(last - MEMORY, 0) - 1, -1):
            yield self.mentions[at]

    def after(self, index: int) -> list[Mention]:
        """Mentions that begin at a word or later, as many as a reader would wait for."""
        at = bisect_left(self._firsts, index)
        return self.mentions[at : at + MEMORY]

    def within(self, first: int, last: int) -> list[Mention]:
        """Mentions that begin at word ``first`` or later and before ``last``."""
        return self.mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def is_person(self, first: int, last: int) -> bool:
        """Whether words are known to mean a person, all of them."""
        return any(
            one.entity.kind == "person" and one.first <= first + 1 and one.last >= last
            for one in self.within(first, last)
        )

    def by_name(self, name: PersonName) -> list[Entity]:
        """People of whom this is a full or shorter form."""
        found = self.by_key.get(name.keys[-1], [])
        if len(name.keys) > 1:
            full = [one for one in found if any(same_full_name(name, other) for other in one.named)]
            if full:
                return full
        close = {"surname": [], "nickname": [], "given": []}  # type: dict[str, list[Entity]]
        for one in found:
            ways = {part_of(name, other) for other in one.named}
            for way, entities in close.items():
                if way in ways:
                    entities.append(one)
                    break
        return close["surname"] or close["nickname"] or close["given"]

    def by_surname(self, name: PersonName) -> list[Entity]:
        """People of whom this is the surname."""
        return [
            one for one in self.by_name(name) if any(part_of(name, other) == "surname" for other in one.named)
        ]

    def likeliest(self, found: list[Entity], index: int) -> Entity:
        """Whom a shared surname means: who has lately been what sentences are about."""
        here = self.page.sentence[index]
        weights = {id(one): 0.0 for one in found}
        full = {id(one): 0 for one in found}
        kept = {id(one): 0 for one in found}
        surname = found[0].named[0].last if found[0].named else ""
        for one in found:
            weights[id(one)] += 0.2 * min(5, self._addressed.get((surname, one.gender), 0))
        for mention in self.before(index):
            distance = here - self.page.sentence[mention.first]
            key = id(mention.entity)
            if distance > 40:
                break
            if key in weights:
                alone = mention.last - mention.first == 1
                full[key] += not alone
                called = 1.0  # by the given name alone: then a surname alone means somebody else
                if alone:
                    called = 2.0 if fold(self.page.words[mention.first]) == surname else 0.3
                    kept[key] += called > 1
                weights[key] += (3 if mention.subject else 1) * called * 0.92**distance
        for one in found:
            weights[id(one)] += 0.8 * min(6, kept[id(one)])
            full[id(one)] += 2 * min(2, sum(self._given[name.keys[0]] for name in one.named))
        # Whoever keeps being named in full, or by the given name, shares a surname with somebody who is not.
        return max(found, key=lambda one: weights[id(one)] * 0.8 ** full[id(one)])

    # Growing

    def described(self, kind: str, name: str) -> Entity | None:
        """A country, document, group or unnamed source of this name."""
        return self._described.get((kind, fold(name)))

    def describe(self, entity: Entity, *names: str) -> None:
        """Take in a country, document, group, unnamed source or joint speaker, under further names."""
        self.others.append(entity)
        for name in (entity.name, *names):
            self._described.setdefault((entity.kind, fold(name)), entity)

    def recent(self, kind: str) -> Iterator[Entity]:
        """The others of one kind, the latest first."""
        return (one for one in self.others[: -MEMORY - 1 : -1] if one.kind == kind)

    def add_mention(self, first: int, last: int, entity: Entity, *, subject: bool = True) -> None:
        """Note that words mean an entity; the same words twice count once."""
        at = bisect_left(self._firsts, first)
        if at < len(self._firsts) and self._firsts[at] == first:
            old = self.mentions[at]
            same = old.entity is entity
            if (old.last <= last and not same) or (same and subject and not old.subject):
                self.mentions[at] = Mention(first, last, entity, subject, self.page.quoted[first])
                entity.spans.add(self.page.span(first, last))
            return
        self._firsts.insert(at, first)
        self.mentions.insert(at, Mention(first, last, entity, subject, self.page.quoted[first]))
        entity.spans.add(self.page.span(first, last))

    def person(self, name: PersonName, *, named: bool = False) -> Entity:
        """A new person of this name; ``named`` if a single word may be the given name."""
        entity = Entity(name.text, "person", gender=gender_of(name, alone=named))
        self.people.append(entity)
        self.learn(entity, name)
        return entity

    def learn(self, entity: Entity, name: PersonName) -> None:
        """Note a further name of a person."""
        if name in entity.named:
            return
        entity.named.append(name)
        for key in {*name.keys, name.nickname} - {""}:
            known = self.by_key.setdefault(key, [])
            if entity not in known:
                known.append(entity)
