"""A quoted paragraph signed with a dash: ``“I would close it.” — Amara Devlin, baker``."""

from __future__ import annotations

import re

from quotebank.core import Evidence
from quotebank.core.span import Span
from quotebank.quotes.continuations import Piece
from quotebank.quotes.regions import Layout

_SIGNED = re.compile(r"[\s.,]*(?P<dash>[―—–~]|--?)\s*(?P<who>[^\W\d_][^.!?“”\"\n]{1,100}?)[\s.]*$")

SHARE = 0.95
"""How sure a signature is: all 19 on PolNeAR dev were right."""


def signed(page: Layout, pieces: list[Piece]) -> list[Piece]:
    """Give each quote that fills its paragraph up to a dash the name behind the dash as its source.

    The dash is the cue. What the reader made of the signature otherwise gives way.
    """
    signatures = _signatures(page)
    if not signatures:
        return pieces
    out = []
    for piece in pieces:
        spot = next(
            (s for s in signatures if any(s[0][0] <= a and b <= s[0][1] for a, b in piece.content)), None
        )
        if spot is not None:
            quoted, dash, who = spot
            piece.content = [(max(a, quoted[0]), min(b, quoted[1])) for a, b in piece.content]
            piece.cue, piece.source = (dash,), (who,)
            piece.confidence = max(piece.confidence, SHARE)
            piece.evidence.append(
                Evidence("signature", SHARE, "A dash and a name sign the quoted paragraph.")
            )
        out.append(piece)
    return out


def _signatures(page: Layout) -> list[tuple[Span, Span, Span]]:
    """(quoted words, dash, name) of every paragraph that is one quote and a signature."""
    found = []
    for region in page.regions:
        start, end = page.paragraphs[region.paragraph]
        if not region.closed or page.text[start : region.start].strip() or region.words < 2:
            continue
        signature = _SIGNED.match(page.text, region.end, end)
        if signature:
            found.append((region.span, signature.span("dash"), signature.span("who")))
    return found
