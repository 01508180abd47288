"""Turns of an interview or a transcript: ``NAME, ROLE: words``, ``((Name)) words``, ``Q: words``.

What stands behind a printed name is what that person said, marks or none. One paragraph that begins so proves
nothing (``READ MORE: …``); several of them, with a label that comes again or names of people, are a
conversation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotebank.core import Evidence, Reading, Span
from quotebank.core.layout import Layout
from quotebank.core.span import Segments, hull, inside
from quotebank.quotes.continuations import Piece

_LABEL = re.compile(
    r"\(\((?P<double>[^()\n]{1,60})\)\)[ \t:]*"
    r"|(?P<letter>[QA])[.:][ \t]+"
    r"|(?P<capitals>[A-Z][A-Z.’'`-]+(?:[ ][A-Z][A-Z.’'`-]*){0,4})"
    r"(?P<rest>(?:,[^:\n]{1,120})?(?:[ ]\([^()\n]{1,60}\))?):[ \t]+"
    r"|(?P<name>(?:[A-Z][\w.’'-]*[ ]){0,3}[A-Z][\w.’'-]*):[ \t]+"
)
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]]\.?$")
"""A stage direction that fills its paragraph: ``(BEGIN VIDEO CLIP)``."""

_NOBODY = re.compile(
    r"\b(?:PHOTOS?|IMAGE|VIDEO|WATCH|LISTEN|READ|RELATED|UPDATE|TEXT|CAPTION|CREDIT|SOURCE|TAGS)\b"
)
"""What newsrooms print before a colon in capitals that is nobody's name."""

_FEWEST = 2
"""Turns of one kind that make a conversation."""


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: int
    kind: str
    label: str
    name: Span
    start: int


def with_turns(reading: Reading, page: Layout, pieces: list[Piece]) -> list[Piece]:
    """The pieces, and a quote for each turn; what was found inside a turn is a part of it."""
    turns = [turn for turn in _labels(page) if _said(page, turn)]
    if len(turns) < _FEWEST:
        return pieces
    people = {entity.start for entity in reading.entities if entity.label == "PERSON"}
    kept = _conversation(turns, people)
    if not kept:
        return pieces
    made = [_piece(page, turn, contents) for turn, contents in _contents(page, kept)]
    spans = [hull(tuple(piece.content)) for piece in made]
    return [*(piece for piece in pieces if not _inside(hull(tuple(piece.content)), spans)), *made]


def _labels(page: Layout) -> Iterator[_Turn]:
    for number, (start, end) in enumerate(page.paragraphs):
        if (found := _LABEL.match(page.text, start, end)) is not None:
            kind = found.lastgroup or ""
            kind = "capitals" if kind == "rest" else kind
            if not _NOBODY.search(found[kind]):
                yield _Turn(number, kind, found[kind], found.span(kind), found.end())


def _said(page: Layout, turn: _Turn) -> bool:
    return any(char.isalpha() for char in page.text[turn.start : page.paragraphs[turn.paragraph][1]])


def _conversation(turns: Sequence[_Turn], people: set[int]) -> list[_Turn]:
    """The turns whose label is a speaker's; none where the labels are of no conversation.

    A label that comes again is one, and one that is a person's name; ``TEXT:`` between them is neither. Names
    in small letters before a colon also head lists and captions: there one of them must come again.
    """
    kept: list[_Turn] = []
    for kind in ("double", "letter", "capitals", "name"):
        some = [turn for turn in turns if turn.kind == kind]
        times = Counter(turn.label for turn in some)
        again = any(count > 1 for count in times.values())
        named = [turn for turn in some if turn.name[0] in people]
        sure = kind == "double" or again or (kind == "capitals" and len(named) >= _FEWEST)
        if len(some) < _FEWEST or not sure:
            continue
        kept += [turn for turn in some if kind == "double" or times[turn.label] > 1 or turn.name[0] in people]
    return sorted(kept, key=lambda turn: turn.paragraph)


def _contents(page: Layout, turns: Sequence[_Turn]) -> Iterator[tuple[_Turn, Segments]]:
    """Each turn with its words, a segment a paragraph: paragraphs up to the next turn go on with it."""
    for number, turn in enumerate(turns):
        segments = [(turn.start, page.paragraphs[turn.paragraph][1])]
        if number + 1 < len(turns):
            for start, end in page.paragraphs[turn.paragraph + 1 : turns[number + 1].paragraph]:
                if _DIRECTION.match(page.text, start, end) or _LABEL.match(page.text, start, end):
                    break
                segments.append((start, end))
        yield turn, tuple(segments)


def _piece(page: Layout, turn: _Turn, contents: Segments) -> Piece:
    return Piece(
        content=list(contents),
        source=(turn.name,),
        source_confidence=1.0,
        turn=True,
        evidence=[
            Evidence(
                "turn",
                1.0,
                f"“{page.text[slice(*turn.name)]}” is printed before the words, as in a transcript.",
            )
        ],
    )


def _inside(piece: Span, turns: Sequence[Span]) -> bool:
    """Whether all of a piece lies between the first and last character of one of the turns, which are in
    order."""
    at = bisect_right(turns, piece[0], key=lambda turn: turn[0]) - 1
    return at >= 0 and inside(piece, turns[at])
