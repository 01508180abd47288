"""Two quotes that the reader took for one: ``expressed “solemn protest,” warning China “reserves …”``."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotebank.core import Evidence, Reading
from quotebank.core.span import Span
from quotebank.quotes.attitude import is_speech
from quotebank.quotes.continuations import Piece

_NEXT = re.compile(r",[\"”’'»]\s+(?P<cue>[a-z]+ing)\s+")
"""A quoted stretch that ends in a comma, then a participle: of saying, or it is no cut."""


def cut_run_ons(reading: Reading, pieces: list[Piece]) -> list[Piece]:
    """Cut a content where, after a closing mark, another verb of saying begins the next one."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        for number, (start, end) in enumerate(piece.content):
            cue = _cue(reading, (start, end))
            if cue is None:
                continue
            rest = piece.content[number + 1 :]
            piece.content = [*piece.content[:number], (start, _behind_mark(reading.text, cue[0]))]
            out.append(
                Piece(
                    content=[(_behind(reading.text, cue[1]), end), *rest],
                    cue=(cue,),
                    confidence=piece.confidence,
                    evidence=[
                        *piece.evidence,
                        Evidence("run-on", 0.8, "A closing mark and a verb of saying begin another quote."),
                    ],
                )
            )
            break
    return out


def _cue(reading: Reading, segment: Span) -> Span | None:
    for found in _NEXT.finditer(reading.text, *segment):
        cue = found.span("cue")
        word = bisect_left(reading.starts, cue[0])
        if word < len(reading.tags) and reading.tags[word] == "VBG" and is_speech(found["cue"]):
            return cue
    return None


def _behind_mark(text: str, at: int) -> int:
    """One past the closing mark before a cue."""
    return len(text[:at].rstrip()) if at < 64 else at - 64 + len(text[at - 64 : at].rstrip())


def _behind(text: str, at: int) -> int:
    """The first character of the next word."""
    while text[at].isspace():
        at += 1
    return at
