"""Words that a line of its own signs: an embedded post, a pull quote.

``We will rebuild. pic.example/x`` / ``— Ann Ray (@annray) March 3, 2024``: the paragraph before the dash and
the name is what that person wrote, marks or none.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from quotebank.core import Evidence, Reading
from quotebank.core.layout import Layout
from quotebank.core.span import Span
from quotebank.quotes.continuations import Piece

_SIGNED = re.compile(
    r"\s*(?:[―—–]|--?)\s*(?P<who>[^\W\d_][^\n@()]{1,80}?)\s*"
    r"(?P<handle>\(@\w{1,30}\))?(?P<day>[\s,·|]*[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})?[\s.]*$"
)
_BULLETS = frozenset("-–—•»*·")
_MOST = 5
"""Paragraphs of one post before its last."""
_FEWEST = 3
"""Words of a paragraph that somebody can have signed."""


def with_signed_lines(reading: Reading, page: Layout, pieces: list[Piece]) -> list[Piece]:
    """The pieces, and a quote for each paragraph without marks that the next one signs."""
    made: list[Piece] = []
    quoted = {
        one.paragraph
        for one in page.regions
        if 2 * (one.end - one.start) > page.paragraphs[one.paragraph][1] - page.paragraphs[one.paragraph][0]
    }
    for number, (start, end) in enumerate(page.paragraphs[1:]):
        found = _SIGNED.match(page.text, start, end) if end - start < 160 else None
        if found is None or number in quoted or not (found["handle"] or _is_name(reading, found.span("who"))):
            continue
        if page.text[page.paragraphs[number][0]] in _BULLETS:
            continue  # items of a list
        content = _signed(reading, page, number)
        if len(page.text[slice(*content[-1])].split()) < _FEWEST:
            continue
        made.append(
            Piece(
                content=content,
                source=(found.span("who"),),
                source_confidence=1.0,
                turn=True,
                evidence=[
                    Evidence("signed line", 1.0, "A dash and a name on a line of their own sign the words.")
                ],
            )
        )
    if not made:
        return pieces
    signed = {page.paragraph(start) for piece in made for start, _ in piece.content}
    return [*(piece for piece in pieces if not _stands_in(page, piece, signed)), *made]


def _signed(reading: Reading, page: Layout, last: int) -> list[Span]:
    """The paragraph before a signature, and those before it that the network takes for said as well."""
    first = last
    while first > max(last - _MOST, 0) and _said(reading, page.paragraphs[first - 1]) > 0.5:
        first -= 1
    return list(page.paragraphs[first : last + 1])


def _said(reading: Reading, paragraph: Span) -> float:
    """The mean chance of a paragraph's words to be somebody's; 0 where nobody was asked."""
    low, high = (bisect_left(reading.starts, at) for at in paragraph)
    some = reading.speech[low:high]
    return sum(some) / len(some) if some else 0.0


def _is_name(reading: Reading, who: Span) -> bool:
    """Whether a signature is a person's name, with a title of a word or two before it or a role behind a
    comma."""
    at = bisect_left(reading.entities, who[0], key=lambda one: one.start)
    for one in reading.entities[at : at + 1]:
        before = reading.text[who[0] : one.start].split()
        behind = reading.text[one.end : who[1]].strip()
        return one.label == "PERSON" and len(before) <= 2 and one.end <= who[1] and behind[:1] in ("", ",")
    return False


def _stands_in(page: Layout, piece: Piece, paragraphs: set[int]) -> bool:
    """Whether a piece has words in one of some paragraphs."""
    return any(
        number in paragraphs
        for start, end in piece.content
        for number in range(page.paragraph(start), page.paragraph(end - 1) + 1)
    )
