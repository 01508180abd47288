"""What a strategy may look at, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotebank.core.article import Article
from quotebank.core.quote import Evidence, Quote
from quotebank.people.actors import Actor
from quotebank.people.cast import Cast
from quotebank.people.page import Page


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks, and why. ``actor`` None says that nobody can be named, which is an answer too.

    ``role`` is what the source phrase itself says, where it says one.
    """

    actor: Actor | None
    evidence: Evidence
    role: str | None = None


_MEMORY = 40
"""Quotes that count for who spoke last."""


@dataclass(slots=True)
class Scene:
    """The article while its quotes are resolved, in text order.

    ``decisions`` holds what was decided so far, as (first word of the source or content, decision).
    ``current`` is the quote in hand. ``followed`` is the first word whose pronouns are not settled yet;
    ``asked`` the first question of an interview, once it has been looked for;
    ``reserved`` are the first words of sources, which are not settled in passing.
    """

    page: Page
    cast: Cast
    article: Article
    quotes: Sequence[Quote]
    decisions: list[tuple[int, Decision]] = field(default_factory=list)
    joints: dict[tuple[int, ...], Actor] = field(default_factory=dict)
    current: Quote | None = None
    followed: int = 0
    asked: int | None = None
    reserved: frozenset[int] = frozenset()

    def last_speaker(
        self, *, kinds: Sequence[str] = (), plural: bool | None = None
    ) -> tuple[int, Actor] | None:
        """The latest decision with a speaker of one of the kinds, and where it stood."""
        for position, decision in self.decisions[: -_MEMORY - 1 : -1]:
            actor = decision.actor
            if actor is None or (kinds and actor.kind not in kinds):
                continue
            if plural is not None and actor.plural != plural:
                continue
            return position, actor
        return None


def decided(
    actor: Actor | None, feature: str, score: float, sentence: str, role: str | None = None
) -> Decision:
    """A decision with its evidence."""
    return Decision(actor, Evidence(feature, score, sentence), role)
