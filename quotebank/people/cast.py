"""The cast of an article: its people joined by name, its bodies joined by name, where each is seen.

Full names make people; shorter forms join them. Where two people share a surname, a form of address, a
title or the run of the text decides.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from quotebank.people import bodies, body_mentions
from quotebank.people.actors import Actor, Sighting
from quotebank.people.grammar import is_subject
from quotebank.people.impostors import NameMention
from quotebank.people.mentions import find_names
from quotebank.people.names import (
    PersonName,
    fold,
    gender_of,
    one_letter_off,
    part_of,
    person_name,
    same_full_name,
)
from quotebank.people.neighbours import give_roles
from quotebank.people.page import Page
from quotebank.people.roles import wording

MEMORY = 200
"""Sightings that count for what a word means: more cost time and mean another story."""


class Cast:
    """Everybody on the page: ``people``, ``bodies``, ``others``; and where, ``sightings``, in text order."""

    def __init__(self, page: Page, sources: Iterable[tuple[int, int]] = ()) -> None:
        self.page = page
        self.people: list[Actor] = []
        self.bodies: list[Actor] = []
        self.others: list[Actor] = []
        self._described: dict[tuple[str, str], Actor] = {}
        self.index = bodies.BodyIndex()
        self.sightings: list[Sighting] = []
        self._firsts: list[int] = []
        self._by_word: dict[str, list[Actor]] = {}
        mentions, firms = find_names(page, sources)
        # How often "Mr. Ruiz" and "Ms. Ruiz" stand in the text tells whom a bare "Ruiz" means.
        self._addressed = Counter(
            (one.name.surname, one.gender) for one in mentions if one.gender and len(one.name.keys) == 1
        )
        self._given = Counter(one.name.keys[0] for one in mentions if len(one.name.keys) == 1)
        self._introduce(mentions)
        pairs: list[tuple[NameMention, Actor]] = []
        covered = {index for one in mentions for index in range(one.first, one.last)}
        bare = deque(self._bare(covered))
        covered.update(bare)
        for mention in mentions:
            while bare and bare[0] < mention.first:
                self._meet_bare(bare.popleft())
            actor = self._recognise(mention)
            pairs.append((mention, actor))
            self._meet(mention, actor)
        for index in (*bare, *self._bare(covered)):
            self._meet_bare(index)
        give_roles(page, pairs)
        for actor in self.people:
            actor.name = max(actor.named, key=_fullness).text
        body_mentions.collect(page, self, firms)

    # Looking

    def before(self, index: int) -> Iterator[Sighting]:
        """Sightings that begin before a word, the nearest first, as far back as a reader remembers."""
        last = bisect_left(self._firsts, index)
        for at in range(last - 1, max(last - MEMORY, 0) - 1, -1):
            yield self.sightings[at]

    def after(self, index: int) -> list[Sighting]:
        """Sightings that begin at a word or later, as many as a reader would wait for."""
        at = bisect_left(self._firsts, index)
        return self.sightings[at : at + MEMORY]

    def within(self, first: int, last: int) -> list[Sighting]:
        """Sightings that begin at word ``first`` or later and before ``last``."""
        return self.sightings[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]

    def is_person(self, first: int, last: int) -> bool:
        """Whether words are known to mean a person, all of them."""
        return any(
            one.actor.kind == "person" and one.first <= first + 1 and one.last >= last
            for one in self.within(first, last)
        )

    def by_name(self, name: PersonName) -> list[Actor]:
        """People of whom this is a full or shorter form."""
        found = self._by_word.get(name.keys[-1], [])
        if len(name.keys) > 1:
            full = [one for one in found if any(same_full_name(name, other) for other in one.named)]
            if full:
                return full
        close = {"surname": [], "nickname": [], "given": []}  # type: dict[str, list[Actor]]
        for one in found:
            ways = {part_of(name, other) for other in one.named}
            for way, actors in close.items():
                if way in ways:
                    actors.append(one)
                    break
        return close["surname"] or close["nickname"] or close["given"]

    # Growing

    def described(self, kind: str, name: str) -> Actor | None:
        """A country, document, group or unnamed source of this name."""
        return self._described.get((kind, fold(name)))

    def describe(self, actor: Actor, *names: str) -> None:
        """Take in a country, document, group, unnamed source or joint speaker, under further names."""
        self.others.append(actor)
        for name in (actor.name, *names):
            self._described.setdefault((actor.kind, fold(name)), actor)

    def recent(self, kind: str) -> Iterator[Actor]:
        """The others of one kind, the latest first."""
        return (one for one in self.others[: -MEMORY - 1 : -1] if one.kind == kind)

    def see(self, first: int, last: int, actor: Actor, *, subject: bool = True) -> None:
        """Note that words mean an actor; the same words twice count once."""
        at = bisect_left(self._firsts, first)
        if at < len(self._firsts) and self._firsts[at] == first:
            old = self.sightings[at]
            same = old.actor is actor
            if (old.last <= last and not same) or (same and subject and not old.subject):
                self.sightings[at] = Sighting(first, last, actor, subject, self.page.quoted[first])
                actor.spans.add(self.page.span(first, last))
            return
        self._firsts.insert(at, first)
        self.sightings.insert(at, Sighting(first, last, actor, subject, self.page.quoted[first]))
        actor.spans.add(self.page.span(first, last))

    def person(self, name: PersonName, *, named: bool = False) -> Actor:
        """A new person of this name; ``named`` if a single word may be the given name."""
        actor = Actor(name.text, "person", gender=gender_of(name, alone=named))
        self.people.append(actor)
        self._learn(actor, name)
        return actor

    def _learn(self, actor: Actor, name: PersonName) -> None:
        if name in actor.named:
            return
        actor.named.append(name)
        for key in {*name.keys, fold(name.nickname)} - {""}:
            known = self._by_word.setdefault(key, [])
            if actor not in known:
                known.append(actor)

    def _introduce(self, mentions: list[NameMention]) -> None:
        """Make people of all full names before any shorter form is read: headlines come first."""
        seen: set[tuple[str, ...]] = set()
        for mention in sorted(mentions, key=lambda one: -len(one.name.keys)):
            name = mention.name
            if len(name.keys) < 2:
                break
            if (*name.keys, name.suffix) in seen:
                continue
            seen.add((*name.keys, name.suffix))
            actor = next(
                (
                    one
                    for one in self._by_word.get(name.keys[-1], [])
                    if all(same_full_name(name, other) for other in one.named)
                ),
                None,
            )
            if actor is None:
                self.person(name)
            else:
                self._learn(actor, name)

    def _recognise(self, mention: NameMention) -> Actor:
        found = self.by_name(mention.name) or self._misspelt(mention.name)
        if not found:
            return self.person(mention.name, named=not mention.addressed)
        if mention.gender:
            fitting = [one for one in found if one.gender in (mention.gender, "")]
            if not fitting and len(mention.name.keys) == 1:
                return self.person(mention.name)
            found = self._introduced(fitting, mention) or fitting or found
        return found[0] if len(found) == 1 else self.likeliest(found, mention.first)

    def _misspelt(self, name: PersonName) -> list[Actor]:
        """The one person whose surname a lone word misses by one letter: ``Bornsten`` after ``Bornstein``."""
        if len(name.keys) > 1 or len(name.surname) < _SAFE or len(self._by_word) > _MANY:
            return []
        near = [key for key in self._by_word if one_letter_off(name.surname, key)]
        found = self._by_word[near[0]] if len(near) == 1 else []
        return found if len(found) == 1 and any(one.surname == near[0] for one in found[0].named) else []

    def _introduced(self, fitting: list[Actor], mention: NameMention) -> list[Actor]:
        """Who of these ``Ms. Ruiz`` can mean: named before, of that gender, not called Mrs. Ruiz."""
        if len(mention.name.keys) > 1 or len(fitting) < 2:
            return [one for one in fitting if one.gender]
        known = [one for one in fitting if one.spans] or fitting
        style = self.page.lower[mention.front].rstrip(".")
        same = [one for one in known if style in one.styles]
        found = same or [one for one in known if not one.styles] or known
        return [one for one in found if one.gender] or found

    def likeliest(self, found: list[Actor], index: int) -> Actor:
        """Whom a shared surname means: who has lately been what sentences are about."""
        here = self.page.sentence[index]
        weights = {id(one): 0.0 for one in found}
        full = {id(one): 0 for one in found}
        kept = {id(one): 0 for one in found}
        surname = found[0].named[0].surname if found[0].named else ""
        for one in found:
            weights[id(one)] += 0.2 * min(5, self._addressed.get((surname, one.gender), 0))
        for sighting in self.before(index):
            distance = here - self.page.sentence[sighting.first]
            key = id(sighting.actor)
            if distance > 40:
                break
            if key in weights:
                alone = sighting.last - sighting.first == 1
                full[key] += not alone
                called = 1.0  # by the given name alone: then a surname alone means somebody else
                if alone:
                    called = 2.0 if fold(self.page.words[sighting.first]) == surname else 0.3
                    kept[key] += called > 1
                weights[key] += (3 if sighting.subject else 1) * called * 0.92**distance
        for one in found:
            weights[id(one)] += 0.8 * min(6, kept[id(one)])
            full[id(one)] += 2 * min(2, sum(self._given[name.keys[0]] for name in one.named))
        # Whoever keeps being named in full, or by the given name, shares a surname with somebody who is not.
        return max(found, key=lambda one: weights[id(one)] * 0.8 ** full[id(one)])

    def _meet(self, mention: NameMention, actor: Actor) -> None:
        self.see(
            mention.first, mention.last, actor, subject=is_subject(self.page, mention.front, mention.last)
        )
        if len(mention.name.keys) == 1 and not actor.named:
            self._learn(actor, mention.name)
        if mention.gender and not actor.gender:
            actor.gender = mention.gender
        for index in range(mention.front, mention.first):
            actor.styles.add(self.page.lower[index].rstrip("."))
        actor.forms.setdefault(mention.name.text)
        text = wording(self.page, mention.first, mention.last)
        if text.casefold() != mention.name.text.casefold():
            actor.forms.setdefault(text)

    def _bare(self, covered: set[int]) -> list[int]:
        """Words that are names known so far, which neither the reader nor a title gave away."""
        page = self.page
        found: list[int] = []
        for index, word in enumerate(page.words):
            if not word[0].isupper() or index in covered or len(word) < 2 or fold(word) not in self._by_word:
                continue
            following = page.entity[index + 1] if index + 1 < len(page.words) else -1
            inside = following == page.entity[index] or (
                index and page.entity[index - 1] == page.entity[index]
            )
            if not (inside and page.labels[index] in ("ORG", "GPE", "MISC")):
                found.append(index)
        return found

    def _meet_bare(self, index: int) -> None:
        """Note a lone word as somebody's surname, if it is one."""
        name = person_name([self.page.words[index]])
        people = self.by_name(name)
        surnamed = [one for one in people if any(part_of(name, n) == "surname" for n in one.named)]
        if surnamed:
            actor = surnamed[0] if len(surnamed) == 1 else self.likeliest(surnamed, index)
            self.see(index, index + 1, actor, subject=is_subject(self.page, index, index + 1))
            actor.forms.setdefault(name.text)


_SAFE = 6
"""Letters from which a surname one letter off is a slip of the pen and not another surname."""


_MANY = 500
"""Names in one text above which slips of the pen are not looked for: each would be held against all."""


def _fullness(name: PersonName) -> tuple[int, int, int]:
    """Order among the forms of one name: most words, then spelt out rather than initials."""
    return len(name.keys), bool(name.suffix), sum(map(len, name.keys)) if len(name.keys) > 1 else 0
