"""One quote: a content, its cue, its source, and who that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from quotebank.core.span import Segments, Span

QuoteType: TypeAlias = Literal["direct", "indirect", "mixed"]
Act: TypeAlias = Literal["statement", "question", "denial", "accusation", "promise", "refusal"]
SpeakerKind: TypeAlias = Literal["person", "organization", "country", "group", "anonymous", "document"]

TYPES: tuple[QuoteType, ...] = ("direct", "indirect", "mixed")
ACTS: tuple[Act, ...] = ("statement", "question", "denial", "accusation", "promise", "refusal")
KINDS: tuple[SpeakerKind, ...] = (
    "person",
    "organization",
    "country",
    "group",
    "anonymous",
    "document",
)


MIN_CONFIDENCE = 0.3
"""Quotes whose content is less sure are left out unless told otherwise. Chosen on the curve in
docs/model.md."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was decided: a named feature, its score (0 to 1), one sentence."""

    feature: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Quote:
    """One attribution in an article.

    ``content``, ``cue`` and ``source`` are segments of the article's text; cue and source may be
    empty. The content of a direct quote keeps its quotation marks. ``speaker`` is the canonical name
    inside the article, None where it is unknown: an honest answer. ``role`` is worded as the article
    words it. ``date`` is the ISO day on which it was said, where the article tells. ``confidence`` is
    the chance, 0 to 1, that content and source are both right: ``content_confidence``, that the content is,
    times ``source_confidence``, that the source is where the content is; both None where only the whole is
    told. ``speaker_confidence`` is the chance that ``speaker`` is right where the content is; None without a
    speaker, and where nobody weighed it.
    ``attitude`` marks what was not voiced: a thought, a wish, an intention, a deed. ``act`` is what is done
    by saying it (``refusal``: to comment), None for an attitude and wherever it is not clear.
    ``evidence`` says, decision by decision, why.
    """

    type: QuoteType
    content: Segments
    cue: Segments = ()
    source: Segments = ()
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    role: str | None = None
    date: str | None = None
    venue: Span | None = None
    addressee: Span | None = None
    attitude: bool = False
    act: Act | None = None
    confidence: float = 0.0
    content_confidence: float | None = None
    source_confidence: float | None = None
    speaker_confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def content_chance(self) -> float:
        """How sure it is that this is a quote; where only the whole is told, how sure that is."""
        return self.confidence if self.content_confidence is None else self.content_confidence
