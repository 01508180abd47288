"""Quotes that go on: over paragraphs under one opening mark, or as a sentence with no cue of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from quotebank.core import Evidence, ReadQuote
from quotebank.core.layout import Layout, Region
from quotebank.core.span import Segments, Span, overlaps
from quotebank.quotes.regions import speech_like


@dataclass(slots=True)
class Piece:
    """A quote in the making.

    ``read`` is what the network saw of it, None where only marks tell. ``source_confidence`` is how sure a
    rule is of the source that it found, None where the network found it, or nobody did. ``turn``: a printed
    name stands before it, so that it is direct without marks.
    """

    content: list[Span]
    cue: Segments = ()
    source: Segments = ()
    read: ReadQuote | None = None
    turn: bool = False
    source_confidence: float | None = None
    evidence: list[Evidence] = field(default_factory=list)


def continued(page: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """Join a quote that its paragraph's end leaves open with the next paragraph's opening quote.

    ``“One.`` / ``“Two.`` / ``“Three.”`` is one quote in one segment. The paragraphs in between belong to it
    whether or not the reader labelled them: the marks say so. Where both ends have a cue of their own (``Ray
    said: “One.`` / ``“Two,” he added.``), there are two.
    """
    runs = [part for chain in chains(page) for part in _by_cue(chain, pieces)]
    out: list[Piece] = []
    taken: set[int] = set()
    pieces = sorted(pieces, key=lambda piece: piece.content)
    for number, piece in enumerate(pieces):
        if number in taken:
            continue
        last = piece.content[-1]
        chain = next((c for c in runs if any(overlaps(last, r.span) for r in c[:-1])), None)
        if chain is not None:
            whole = chain[0].start, chain[-1].end
            for other in range(number + 1, len(pieces)):
                if pieces[other].content[0][0] >= whole[1]:
                    break
                if all(overlaps(segment, whole) for segment in pieces[other].content):
                    taken.add(other)
                    piece.cue = piece.cue or pieces[other].cue
                    piece.source = piece.source or pieces[other].source
            piece.content = [*(s for s in piece.content if not overlaps(s, whole)), whole]
            piece.content.sort()
            piece.evidence.append(
                Evidence(
                    "paragraphs",
                    1.0,
                    "Each paragraph opens with a mark and only the last one closes it.",
                )
            )
        out.append(piece)
    return out


def _by_cue(chain: list[Region], pieces: Sequence[Piece]) -> list[list[Region]]:
    """A chain, cut before its last paragraph where that one and an earlier one have cues."""
    whole = chain[0].start, chain[-1].end
    cued = [s for piece in pieces if piece.cue for s in piece.content if overlaps(s, whole)]
    told = [
        number
        for number, region in enumerate(chain)
        if any(overlaps(segment, region.span) for segment in cued)
    ]
    last = len(chain) - 1
    if len(told) < 2 or told[-1] != last:
        return [chain]
    return [chain[:last], chain[last:]]


def chains(page: Layout) -> list[list[Region]]:
    """Runs of regions, each left open at its paragraph's end, the next one opening the next paragraph."""
    found: list[list[Region]] = []
    open_chain: list[Region] = []
    for region in page.regions:
        start = page.starts[region.paragraph]
        goes_on = (
            bool(open_chain) and region.paragraph == open_chain[-1].paragraph + 1 and region.start == start
        )
        if open_chain and not goes_on and region.paragraph > open_chain[-1].paragraph:
            if len(open_chain) > 1:
                found.append(open_chain)
            open_chain = []
        if goes_on:
            open_chain.append(region)
            if region.closed:
                found.append(open_chain)
                open_chain = []
        elif region.open_ended and not open_chain:
            open_chain = [region]
    if len(open_chain) > 1:
        found.append(open_chain)
    return found


def follow_ons(page: Layout, pieces: Sequence[Piece]) -> list[Piece]:
    """Quoted sentences that no piece covers: speech with no cue of its own."""
    spans = sorted(segment for piece in pieces for segment in piece.content)
    found: list[Piece] = []
    at = 0
    for region in page.regions:
        while at < len(spans) and spans[at][1] <= region.start:
            at += 1
        covered = at < len(spans) and spans[at][0] < region.end
        if covered or not speech_like(page.text, region) or not region.closed:
            continue
        found.append(
            Piece(
                content=[region.span],
                evidence=[Evidence("marks", 1.0, "A sentence in quotation marks with no cue of its own.")],
            )
        )
    return found
