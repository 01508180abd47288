"""Edits of a text that take its offsets along.

A text is rewritten by a list of edits; whatever was known of the old text by its offsets is then known of the
new one. What an edit puts at a span's border stays outside the span; what is to be part of the span replaces
a character of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotebank.core import Segments, Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """``text[start:end]`` becomes ``text``: inserted where ``start == end``, a cut where it is empty."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A new ``text`` and where each offset of the old one went.

    ``starts[i]`` and ``ends[i]`` are what offset ``i`` becomes as the start and as the end of a span: the two
    differ where something was inserted. Inside a replacement offsets keep their distance from its start as
    far as the new text reaches.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span | None:
        """Where the characters of a span went; None where none of them is left."""
        moved = self.starts[start], self.ends[end]
        return moved if moved[0] < moved[1] else None

    def segments(self, segments: Segments) -> Segments:
        """The spans that are left of some."""
        moved = (self.span(start, end) for start, end in segments)
        return tuple(span for span in moved if span is not None)

    def then(self, other: Rewritten) -> Rewritten:
        """This rewriting and one of the text that it gave, as one."""
        return Rewritten(
            other.text, [other.starts[at] for at in self.starts], [other.ends[at] for at in self.ends]
        )


def unchanged(text: str) -> Rewritten:
    """The text as it is, every offset where it was."""
    return Rewritten(text, range(len(text) + 1), range(len(text) + 1))


def rewrite(text: str, edits: Iterable[Edit]) -> Rewritten:
    """Apply edits, in any order. Linear in the text's length.

    Raises ValueError where two edits overlap or insert at the same place, or where one lies outside the text.
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = [0]
    done = shift = 0
    inserted = -1
    for edit in sorted(edits):
        if not done <= edit.start <= edit.end <= len(text) or inserted == edit.start == edit.end:
            raise ValueError(f"{edit} overlaps another one or is not in a text of {len(text)}")
        at, length = edit.start + shift, len(edit.text)
        pieces += text[done : edit.start], edit.text
        starts.extend(range(done + shift, at))
        ends.extend(range(done + 1 + shift, at + 1))
        starts.extend(at + min(i, length) for i in range(edit.end - edit.start))
        if edit.start < edit.end:
            ends.extend(at + min(i, length) for i in range(1, edit.end - edit.start))
            ends.append(at + length)
        else:
            inserted = edit.start
        shift += length - (edit.end - edit.start)
        done = edit.end
    pieces.append(text[done:])
    starts.extend(range(done + shift, len(text) + shift + 1))
    ends.extend(range(done + 1 + shift, len(text) + shift + 1))
    return Rewritten("".join(pieces), starts, ends)
