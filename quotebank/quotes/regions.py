"""What stands inside quotation marks: paragraphs and their outermost quoted stretches."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from quotebank.core.marks import scan
from quotebank.core.paragraphs import paragraphs
from quotebank.core.span import Span

MARKS = " \t\u00a0\"“”„‟«»‹›＂'‘’‚‛`´"
"""Quotation marks of all styles, and space."""

_WORD = re.compile(r"\w+")
_NAME_LIKE = re.compile(r"[A-Z0-9][\w’'.&-]*$")
_SMALL = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "at", "for", "to", "with", "by", "from", "&"]
)


@dataclass(frozen=True, slots=True)
class Region:
    """An outermost stretch in quotation marks: ``start`` at the opening mark, ``end`` behind the closing one.

    ``closed`` is False where the paragraph ends first; ``words`` counts words inside.
    """

    start: int
    end: int
    closed: bool
    words: int
    paragraph: int

    @property
    def span(self) -> Span:
        """Both marks included."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraph spans and quoted regions of one text, both in order."""

    text: str
    paragraphs: tuple[Span, ...]
    regions: tuple[Region, ...]
    unpaired: tuple[int, ...]
    starts: tuple[int, ...]
    region_starts: tuple[int, ...]

    def paragraph(self, at: int) -> int:
        """The index of the paragraph in which a character stands."""
        return max(bisect_right(self.starts, at) - 1, 0)

    def touching(self, span: Span) -> list[Region]:
        """The regions that share a character with a span."""
        low = max(bisect_right(self.region_starts, span[0]) - 1, 0)
        found = []
        for at in range(low, len(self.regions)):  # a slice would copy all that follows
            region = self.regions[at]
            if region.start >= span[1]:
                break
            if region.end > span[0]:
                found.append(region)
        return found


def layout(text: str) -> Layout:
    """Find the paragraphs and quoted regions of a text; linear in its length, never fails."""
    spans = paragraphs(text)
    regions: list[Region] = []
    unpaired: list[int] = []
    for number, (start, end) in enumerate(spans):
        marks = scan(text, start, end)
        closing = {mark.partner: mark.end for mark in marks if mark.role == "close"}
        outermost = [mark.position for mark in marks if mark.role == "open" and mark.depth == 1]
        # an unclosed region stops before the next outermost opening mark or at the paragraph's end
        stops = dict(zip(outermost, [*outermost[1:], end], strict=False))
        for mark in marks:
            if mark.role == "stray":
                unpaired.append(mark.position)
            if mark.role != "open" or mark.depth != 1:
                continue
            close = closing[mark.position] if mark.partner >= 0 else stops[mark.position]
            if mark.partner < 0:
                unpaired.append(mark.position)
            words = sum(1 for _ in _WORD.finditer(text, mark.position, close))
            regions.append(Region(mark.position, close, mark.partner >= 0, words, number))
    return Layout(
        text,
        tuple(spans),
        tuple(regions),
        tuple(unpaired),
        tuple(start for start, _ in spans),
        tuple(region.start for region in regions),
    )


def speech_like(text: str, region: Region) -> bool:
    """Whether a region reads as somebody's words, not as a title, nickname or scare quote.

    Long enough, or a whole sentence with its stop inside the marks.
    """
    inner = text[region.start : region.end].strip(MARKS)
    if not inner or title_like(inner):
        return False
    if region.words >= 8:
        return True
    return region.words >= 3 and inner[-1] in ".,!?…—-" and (inner[0].isupper() or inner[0] in "…[(")


def title_like(inner: str) -> bool:
    """Whether quoted words are all capitalised: a title or a name rather than speech."""
    words = inner.rstrip(".,").split()
    return (
        len(words) <= 10
        and not inner.endswith(("!", "?"))
        and all(word in _SMALL or _NAME_LIKE.match(word.strip("“”‘’'\"(),:")) for word in words)
    )
