"""Two quotes that the reader took for one: ``expressed “solemn protest,” warning China “reserves …”``."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotebank.core import Evidence, Reading
from quotebank.core.span import Span
from quotebank.quotes.attitude import is_speech
from quotebank.quotes.continuations import Piece

_NEXT = re.compile(r"(?P<quoted>,[\"”’'»])\s+(?P<cue>[a-z]+ing)\s+")
"""A quoted stretch that ends in a comma, then a participle: of saying, or it is no cut."""


def cut_run_ons(reading: Reading, pieces: list[Piece]) -> list[Piece]:
    """Cut a content where, after a closing mark, another verb of saying begins the next one."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        for number, (start, end) in enumerate(piece.content):
            found = _next(reading, (start, end))
            if found is None:
                continue
            rest = piece.content[number + 1 :]
            piece.content = [*piece.content[:number], (start, found.end("quoted"))]
            out.append(
                Piece(
                    content=[(found.end(), end), *rest],
                    cue=(found.span("cue"),),
                    read=piece.read,
                    source_confidence=piece.source_confidence,
                    evidence=[
                        *piece.evidence,
                        Evidence("run-on", 0.8, "A closing mark and a verb of saying begin another quote."),
                    ],
                )
            )
            break
    return out


def _next(reading: Reading, segment: Span) -> re.Match[str] | None:
    """Where inside a content the next verb of saying stands."""
    for found in _NEXT.finditer(reading.text, *segment):
        word = bisect_left(reading.starts, found.start("cue"))
        if word < len(reading.tags) and reading.tags[word] == "VBG" and is_speech(found["cue"]):
            return found
    return None
