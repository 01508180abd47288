"""What the reader saw in one text, before any rule: layout, words, tags, entities, linked spans.

A ``Reading`` is columns, not objects, because there is one entry a word: ``starts[i]``, ``ends[i]`` and
``tags[i]`` belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from quotebank.core.layout import Layout
from quotebank.core.span import Segments, Span

ENTITY_LABELS = ("PERSON", "ORG", "GPE", "DATE", "MISC")
"""GPE stands for every place, MISC for nationalities, events, works, as in CoNLL-2003."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name or date: characters ``start`` to ``end``, one of ``ENTITY_LABELS``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class ReadQuote:
    """One content with its cue and source as the model linked them; no rule has touched it.

    What the network is sure of, 0 to 1 and as it says so itself: ``labels`` (mean probability of the
    content's labels), ``exact`` (the least chance that a part of it has exactly its borders), ``link``
    (probability of the content's tie to its cue) and ``source_link`` (the same of the source's).
    """

    content: Segments
    cue: Segments
    source: Segments
    labels: float = 1.0
    exact: float = 1.0
    link: float = 1.0
    source_link: float = 1.0


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """What somebody is, in the article's words: characters ``start`` to ``end``.

    ``name`` is the name that the network ties it to, None where the window has no name of a person;
    ``confidence`` is how sure it is of that tie, 0 to 1.
    """

    start: int
    end: int
    name: Span | None
    confidence: float


class Mentions(Protocol):
    """What the network knows of who is meant, by pairs of words: the heads of two mentions."""

    def score(self, later: int, earlier: int) -> float | None:
        """How much the mention at word ``later`` looks as if it meant what the one at ``earlier`` does:
        log-odds against its meaning something new; None for a word without a vector."""
        ...


_BLANK = Layout.of("")


@dataclass(frozen=True, slots=True)
class Reading:
    """The reader's answer for one text.

    ``starts``/``ends``: half-open character offsets of the words (cut at white space and around each
    punctuation mark: ``don't`` is three words). ``tags``: Penn Treebank tag of each word, same length.
    ``sentences``: index of the first word of each sentence, ascending. ``entities``, ``quotes`` and
    ``roles``: in text order. ``speech`` and ``thought``: the chance of each word, 0 to 1, to belong to what
    somebody voiced, or only thought or wanted; empty where no network was asked. ``mentions``: who is meant.
    ``layout`` is the one that the reader cut its windows along; where none of this very text is given, it is
    made here.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    tags: Sequence[str]
    sentences: Sequence[int]
    entities: tuple[Entity, ...] = ()
    quotes: tuple[ReadQuote, ...] = ()
    roles: tuple[RoleSpan, ...] = ()
    speech: Sequence[float] = ()
    thought: Sequence[float] = ()
    mentions: Mentions | None = None
    layout: Layout = field(default=_BLANK, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.layout.text != self.text:
            object.__setattr__(self, "layout", Layout.of(self.text))

    def word(self, index: int) -> str:
        """The word at an index, as it stands in the text."""
        return self.text[self.starts[index] : self.ends[index]]

    def span(self, first: int, last: int) -> Span:
        """Characters from word ``first`` up to and with word ``last``."""
        return self.starts[first], self.ends[last]
