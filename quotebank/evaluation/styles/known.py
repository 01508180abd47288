"""What a style may know of a text besides its characters."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from quotebank.core import Segments, Span
from quotebank.evaluation.edits import Edit


class Spans(Protocol):
    """The three span lists of a quote, whichever value holds them."""

    @property
    def content(self) -> Segments: ...

    @property
    def cue(self) -> Segments: ...

    @property
    def source(self) -> Segments: ...


@dataclass(frozen=True, slots=True)
class Known:
    """Quotes, and the names of people (None: nobody looked, so a style that needs them looks itself)."""

    quotes: Sequence[Spans] = ()
    people: Sequence[Span] | None = None

    def borders(self) -> set[int]:
        """Every offset at which a span of a quote begins or ends."""
        return {
            at
            for quote in self.quotes
            for segments in (quote.content, quote.cue, quote.source)
            for span in segments
            for at in span
        }


Style: TypeAlias = Callable[[str, Known, random.Random], list[Edit]]
"""Text, what is known of it, dice → edits of it, none where the style has nothing to change."""
