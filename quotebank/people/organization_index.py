"""The bodies of an article by everything under which they may be met again.

``China’s Foreign Ministry``, ``the Chinese Foreign Ministry`` and ``Ministry of Foreign Affairs of China``
meet in the country and the words that are neither articles nor links. Acronyms meet their expansion.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotebank.lexicon.letters import fold
from quotebank.lexicon.organization_names import country_and_words
from quotebank.lexicon.organizations import acronym, acronyms_of, known_organization
from quotebank.people.entities import Entity


class OrganizationIndex:
    """The bodies of one article by everything under which they may be met again."""

    def __init__(self) -> None:
        self._forms: dict[str, Entity] = {}
        self._known: dict[str, Entity] = {}
        self._acronyms: dict[str, Entity] = {}
        self._keys: dict[frozenset[str], list[Entity]] = {}
        self._openings: dict[str, list[Entity]] = {}
        self._words: dict[str, Entity] = {}

    def form(self, text: str) -> Entity | None:
        """The body that goes by exactly this name."""
        return self._forms.get(text)

    def with_word(self, word: str) -> Entity | None:
        """The first body with a folded word in its name."""
        return self._words.get(word)

    def learn(self, entity: Entity, text: str) -> None:
        """Note a further name of a body."""
        if text in self._forms:
            return
        self._forms[text] = entity
        if known := known_organization(text):
            self._known.setdefault(known, entity)
        if letters := acronym(text):
            self._acronyms.setdefault(letters, entity)
        for letters in acronyms_of(text):
            self._acronyms.setdefault(letters, entity)
        self._keys.setdefault(entity.words, []).append(entity)
        self._openings.setdefault(text.split()[0], []).append(entity)
        for word in entity.words:
            self._words.setdefault(word, entity)

    def find(self, words: Sequence[str], text: str) -> Entity | None:
        """The body that goes by this name: the same words, a known other name, an acronym, a longer name."""
        if found := self._forms.get(text) or self._known.get(known_organization(text)):
            return found
        if found := self._acronyms.get(acronym(text)):
            return found
        country, rest = country_and_words(words)
        for entity in self._keys.get(rest, ()) if rest else ():
            if not country or not entity.country or country == entity.country:
                return entity
        for letters in acronyms_of(text):
            found = self._acronyms.get(letters)
            if found is not None and any(fold(form) == letters for form in found.forms):
                return found
        if len(rest) > 1:
            longer = {
                id(one): one
                for one in self._openings.get(words[0], ())[:_OPENINGS]
                if rest < one.words and next(iter(one.forms)).startswith(text)
            }
            if len(longer) == 1:
                return next(iter(longer.values()))
        return None


_OPENINGS = 20
"""Bodies whose names begin alike that are tried for a longer form of a name."""
