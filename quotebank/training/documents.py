"""What the corpora say of one text, in one form."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotebank.core import ReadQuote, Span


@dataclass(frozen=True, slots=True)
class Decided:
    """What the words of a span are: one of ``reader.labels.DECISIONS``, ``no speech`` (a thought or nothing),
    or None where careful people differ."""

    start: int
    end: int
    label: str | None


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """The words of a role and where the name that it belongs to begins; without one the words are not known
    to be a role of anybody or not; with ``none`` they are known to be no role."""

    start: int
    end: int
    name: int | None
    none: bool = False


@dataclass(slots=True)
class Document:
    """One training text. None means that the corpus says nothing of it: no loss there.

    ``convention`` is one of ``reader.labels.CONVENTIONS``. ``tags``, ``entities``: token start and end to
    label, sorted; an entity label is ``O``, ``B-X``, ``I-X`` or None where the corpus does not tell.
    ``sentences``: character offsets of first tokens. ``decided``: words outside these spans are nothing where
    ``decided_elsewhere``, else unknown. ``chains``: mentions of one thing each. ``roles``: words outside are
    none where ``roles_elsewhere``, else unknown. ``discard``: text without annotation.
    """

    id: str
    text: str
    convention: str = "news"
    quotes: list[ReadQuote] | None = None
    tags: list[tuple[int, int, str]] | None = None
    entities: list[tuple[int, int, str | None]] | None = None
    sentences: frozenset[int] | None = None
    decided: list[Decided] | None = None
    decided_elsewhere: bool = False
    chains: list[list[Span]] | None = None
    roles: list[RoleSpan] | None = None
    roles_elsewhere: bool = False
    discard: list[Span] = field(default_factory=list)

    def people(self) -> list[Span]:
        """The names of persons that the entity labels spell."""
        found: list[Span] = []
        for start, end, label in self.entities or ():
            if label == "B-PERSON":
                found.append((start, end))
            elif label == "I-PERSON" and found:
                found[-1] = found[-1][0], end
        return found
