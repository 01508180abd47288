"""Quotes whose cue has no subject of its own: ``He argued that …, adding that …``; ``… and said …``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quotebank.core import Evidence, Reading
from quotebank.core.span import Span
from quotebank.quotes.continuations import Piece

_OWN_SUBJECT = re.compile(
    r"^(?:it|there)\b|^according|^[:―—–-]|\b(?:am|is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?\w+(?:ed|wn|en)\b"
    r"|^(?:seem|appear|looks?\b)",
    re.I,
)
"""Cues that stand without a subject: impersonal, passive, ``according to``, a colon or dash."""

SHARE = 0.9
"""How often a shared subject was the right one on PolNeAR dev, where the content was right."""
_REASON = "The cue has no subject of its own: one that stands with another cue serves both."


def elliptical(reading: Reading, pieces: Sequence[Piece]) -> list[Piece]:
    """Give a cue without a source the nearest source before it in the same sentence.

    A participle that opens the sentence (``Citing the report, Ms. Ray said``) takes the first one behind it.
    """
    starts = [reading.starts[first] for first in reading.sentences]
    sources: dict[int, list[Span]] = {}
    for piece in pieces:
        for source in piece.source[:1]:
            sources.setdefault(bisect_right(starts, source[0]), []).append(source)
    for piece in pieces:
        if piece.source or not piece.cue:
            continue
        cue = piece.cue[0]
        words = reading.text[cue[0] : cue[1]]
        if _OWN_SUBJECT.search(words):
            continue
        home = bisect_right(starts, cue[0])
        near = sources.get(home, ())
        before = [source for source in near if source[1] <= cue[0]]
        opens = bool(home) and cue[0] == starts[home - 1] and words.split()[0].endswith("ing")
        behind = [source for source in near if source[0] >= cue[1]] if opens else []
        if before or behind:
            piece.source = (max(before) if before else min(behind),)
            piece.source_confidence = SHARE
            piece.evidence.append(Evidence("shared subject", SHARE, _REASON))
    return list(pieces)
