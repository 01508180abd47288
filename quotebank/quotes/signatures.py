"""Quotes whose speaker stands beside them without a verb: signed with a dash, or named before a colon.

``“I would close it.” — Amara Devlin, baker`` (the signature may stand on a line of its own) and
``Amara Devlin, baker: “I would close it.”``, as lists of statements and interviews are set.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from quotebank.core import Evidence
from quotebank.core.layout import Layout, Region
from quotebank.core.span import Segments, Span, inside
from quotebank.quotes.continuations import Piece

_SIGNED = re.compile(r"[\s.,]*(?P<cue>[―—–~]|--?)\s*(?P<who>[^\W\d_][^.!?“”\"\n]{1,100}?)[\s.]*$")
_LABEL = re.compile(r"[\s•*-]*(?P<who>[A-Z][^.!?:“”\"\n]{1,100}?)\s*(?P<cue>:)\s*$")
_SPACE = re.compile(r"\s*")
_ASIDE = re.compile(r",\s+(?:who|which|whose)\b")

SHARE = 0.95
"""How sure a signature is: all 19 on PolNeAR dev were right."""


@dataclass(frozen=True, slots=True)
class _Signature:
    quoted: Span
    cue: Segments
    who: Span
    reason: str


def signed(page: Layout, pieces: list[Piece]) -> list[Piece]:
    """Give each quote that fills a signed or labelled paragraph its speaker's phrase as source.

    What the reader made of a signature otherwise gives way; a label only serves where no source was read.
    """
    signatures = [s for region in page.regions if (s := _signature(page, region)) is not None]
    if not signatures:
        return pieces
    starts = [one.quoted[0] for one in signatures]
    for piece in pieces:
        for segment in piece.content:
            at = bisect_right(starts, segment[0]) - 1
            if at >= 0 and inside(segment, signatures[at].quoted):
                _sign(page.text, piece, signatures[at])
                break
    return pieces


def _sign(text: str, piece: Piece, signature: _Signature) -> None:
    if text[signature.cue[0][0]] == ":" and piece.source:
        return
    piece.content = [segment for segment in piece.content if inside(segment, signature.quoted)]
    piece.cue, piece.source = signature.cue, (signature.who,)
    piece.source_confidence = SHARE
    piece.evidence.append(Evidence("signature", SHARE, signature.reason))


def _signature(page: Layout, region: Region) -> _Signature | None:
    """The signature or label of a region that fills its paragraph, if it has one."""
    start, end = page.paragraphs[region.paragraph]
    if not region.closed or region.words < 2:
        return None
    heads, tails = _blank(page.text, start, region.start), _blank(page.text, region.end, end)
    if heads:
        found = _SIGNED.match(page.text, region.end, end)
        if tails and region.paragraph + 1 < len(page.paragraphs):
            found = _SIGNED.match(page.text, *page.paragraphs[region.paragraph + 1])
        reason = "A dash and a name sign the quoted paragraph."
    elif tails:
        found = _LABEL.match(page.text, start, region.start)
        reason = "A name and a colon stand before the quoted paragraph."
    else:
        found = None
    if found is None:
        return None
    who = found.span("who")
    aside = _ASIDE.search(page.text, *who)
    return _Signature(region.span, (found.span("cue"),), (who[0], aside.start() if aside else who[1]), reason)


def _blank(text: str, start: int, end: int) -> bool:
    """Whether only white space stands there; looks no further than its first letter."""
    found = _SPACE.match(text, start, end)
    return found is not None and found.end() == end
