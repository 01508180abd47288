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


def elliptical(reading: Reading, pieces: Sequence[Piece]) -> list[Piece]:
    """Give a cue without a source the source of the cue before it in the same sentence."""
    starts = [reading.starts[first] for first in reading.sentences]
    said: dict[int, list[tuple[int, Span]]] = {}
    for piece in pieces:
        if piece.cue and piece.source:
            spot = bisect_right(starts, piece.source[0][0])
            said.setdefault(spot, []).append((piece.cue[0][0], piece.source[0]))
    for piece in pieces:
        if piece.source or not piece.cue:
            continue
        at = piece.cue[0][0]
        if _OWN_SUBJECT.search(reading.text[at : piece.cue[0][1]]):
            continue
        before = [
            (cue, source)
            for cue, source in said.get(bisect_right(starts, at), ())
            if source[1] <= at and cue < at
        ]
        if before:
            piece.source = (max(before)[1],)
            piece.evidence.append(
                Evidence("ellipsis", 0.8, "The cue has no subject of its own: that of the cue before it stands for both.")
            )
    return list(pieces)
