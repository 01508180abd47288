"""What a strategy may look at, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotebank.core.article import Article
from quotebank.core.quote import Evidence, Quote
from quotebank.people.entities import Entity
from quotebank.people.entity_index import EntityIndex
from quotebank.people.page import Page


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks, and why. ``entity`` None says that nobody can be named, which is an answer too.

    ``role`` is what the source phrase itself says, where it says one.
    """

    entity: Entity | None
    evidence: Evidence
    role: str | None = None


_MEMORY = 40
"""Quotes that count for who spoke last."""


@dataclass(slots=True)
class ResolutionState:
    """The article while its quotes are resolved, in text order.

    ``decisions`` holds what was decided so far, as (first word of the source or content, decision).
    ``current`` is the quote in hand. ``resolved_until`` is the first word whose pronouns are not settled yet;
    ``first_question`` the first question of an interview, once it has been looked for;
    ``source_starts`` are the first words of sources, which are not settled in passing.
    """

    page: Page
    entities: EntityIndex
    article: Article
    quotes: Sequence[Quote]
    decisions: list[tuple[int, Decision]] = field(default_factory=list)
    groups: dict[tuple[int, ...], Entity] = field(default_factory=dict)
    current: Quote | None = None
    resolved_until: int = 0
    first_question: int | None = None
    source_starts: frozenset[int] = frozenset()

    def last_speaker(
        self, *, kinds: Sequence[str] = (), plural: bool | None = None
    ) -> tuple[int, Entity] | None:
        """The latest decision with a speaker of one of the kinds, and where it stood."""
        for position, decision in self.decisions[: -_MEMORY - 1 : -1]:
            entity = decision.entity
            if entity is None or (kinds and entity.kind not in kinds):
                continue
            if plural is not None and entity.plural != plural:
                continue
            return position, entity
        return None


def decided(
    entity: Entity | None, feature: str, score: float, sentence: str, role: str | None = None
) -> Decision:
    """A decision with its evidence."""
    return Decision(entity, Evidence(feature, score, sentence), role)
