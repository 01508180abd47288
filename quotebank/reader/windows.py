"""Text to windows: whole paragraphs packed up to what the encoder reads at once.

A window is a run of consecutive paragraphs of at most ``LIMIT`` pieces. A longer paragraph is cut, behind
a sentence's end where one is near. Inference and training cut with this same code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Encoding, Tokenizer

from quotebank.core.layout import Layout
from quotebank.core.marks import Mark
from quotebank.errors import ReaderError
from quotebank.reader.labels import CONVENTIONS
from quotebank.reader.surface import CANONICAL, OTHER, ROLE_SHAPES, Quoting, shape

LIMIT = 254
"""Pieces in one window, without the two that frame it."""

FEATURES = 6
"""Rows of a window's feature table: piece, shape, inside, paragraph start, space before, convention."""

_STOPS = frozenset(".!?")
_CHUNK = 20_000
"""Characters tokenized at once: bounds the memory that a text of one paragraph takes."""

_shape = lru_cache(maxsize=65_536)(shape)


@dataclass(slots=True)
class Window:
    """One run of pieces; ``starts``/``ends`` are the words' character offsets in the whole text.

    ``features`` has ``FEATURES`` lists as long as the pieces, the frame included; ``first[i]`` is the
    index of word ``i``'s first piece; ``paragraphs[i]`` counts the paragraphs of the window from 0.
    """

    features: list[list[int]]
    first: list[int]
    starts: list[int]
    ends: list[int]
    paragraphs: list[int]


@dataclass(slots=True)
class _Paragraph:
    pieces: list[list[int]]  # FEATURES lists but the last, the convention, which is the window's
    first: list[int]
    starts: list[int]
    ends: list[int]


class Windower:
    """Cuts texts into windows with one tokenizer (BERT's: uncased, cut at spaces and punctuation)."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._cls, self._sep = _known(tokenizer, "[CLS]"), _known(tokenizer, "[SEP]")
        self._canonical = {key: _known(tokenizer, mark) for key, mark in CANONICAL.items()}

    def cut(
        self, text: str, *, convention: str = "news", limit: int = LIMIT, first_limit: int | None = None
    ) -> list[Window]:
        """The windows of one text, in order; ``first_limit`` makes the first one shorter (training)."""
        return self.along(Layout.of(text), convention=convention, limit=limit, first_limit=first_limit)

    def along(
        self,
        layout: Layout,
        *,
        convention: str = "news",
        limit: int = LIMIT,
        first_limit: int | None = None,
    ) -> list[Window]:
        """The same for a text whose layout is known. ``convention`` is one of ``CONVENTIONS``."""
        style = CONVENTIONS.index(convention)
        windows: list[Window] = []
        held: list[_Paragraph] = []
        size, room = 0, first_limit or limit
        for paragraph in self._paragraphs(layout, limit):
            length = len(paragraph.pieces[0])
            if held and size + length > room:
                windows.append(self._pack(held, style))
                held, size, room = [], 0, limit
            held.append(paragraph)
            size += length
        if held:
            windows.append(self._pack(held, style))
        return windows

    def _paragraphs(self, layout: Layout, limit: int) -> Iterator[_Paragraph]:
        text = layout.text
        chunks = [
            (chunk, marks)
            for paragraph, marks in zip(layout.paragraphs, layout.marks, strict=True)
            for chunk in _chunks(text, *paragraph)
        ]
        batch = 64
        for at in range(0, len(chunks), batch):
            some = chunks[at : at + batch]
            encoded = self._tokenizer.encode_batch(
                [text[start:end] for (start, end), _ in some], add_special_tokens=False
            )
            for ((start, _), marks), encoding in zip(some, encoded, strict=True):
                if encoding.ids:
                    yield from _split(self._paragraph(text, start, marks, encoding), text, limit)

    def _paragraph(self, text: str, start: int, marks: Sequence[Mark], encoding: Encoding) -> _Paragraph:
        quoting = Quoting(marks)
        ids: list[int] = encoding.ids
        shapes: list[int] = []
        inside: list[int] = []
        spaces: list[int] = []
        first: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        previous_word: int | None = -1
        previous_end, depth = -1, 0
        has_marks = bool(marks)
        for at, ((a, b), word) in enumerate(zip(encoding.offsets, encoding.word_ids, strict=True)):
            begin, stop = start + a, start + b
            kind = _shape(text[begin:stop])
            if word != previous_word:
                previous_word = word
                first.append(at)
                starts.append(begin)
                ends.append(stop)
                spaces.append(int(begin != previous_end))
                if has_marks:
                    depth = quoting.depth(begin)
                    mark = quoting.mark(begin) if kind == OTHER else None
                    if mark is not None:
                        ids[at] = self._canonical[mark.role, 2 if mark.depth > 1 else 1]
                        kind = ROLE_SHAPES[mark.role]
            else:
                ends[-1] = stop
                spaces.append(0)
            previous_end = stop
            shapes.append(kind)
            inside.append(depth)
        heads = [1, *([0] * (len(ids) - 1))]
        return _Paragraph([ids, shapes, inside, heads, spaces], first, starts, ends)

    def _pack(self, paragraphs: Sequence[_Paragraph], style: int) -> Window:
        features: list[list[int]] = [[] for _ in range(FEATURES)]
        window = Window(features, [], [], [], [])
        frame = [self._cls, 0, 0, 0, 0, style]
        for row, value in zip(features, frame, strict=True):
            row.append(value)
        for number, paragraph in enumerate(paragraphs):
            base = len(features[0])
            for row, values in zip(features[:-1], paragraph.pieces, strict=True):
                row.extend(values)
            features[-1].extend([style] * len(paragraph.pieces[0]))
            window.first.extend(base + at for at in paragraph.first)
            window.starts.extend(paragraph.starts)
            window.ends.extend(paragraph.ends)
            window.paragraphs.extend([number] * len(paragraph.first))
        frame[0] = self._sep
        for row, value in zip(features, frame, strict=True):
            row.append(value)
        return window


def _known(tokenizer: Tokenizer, token: str) -> int:
    """The number of a token. Raises ReaderError where the tokenizer is another one."""
    number = tokenizer.token_to_id(token)
    if number is None:
        raise ReaderError(f"the tokenizer does not know {token!r}")
    return number


def _chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _CHUNK:
        at = text.rfind(" ", start + _CHUNK // 2, start + _CHUNK)
        at = start + _CHUNK if at < 0 else at + 1
        yield start, at
        start = at
    yield start, end


def _split(paragraph: _Paragraph, text: str, limit: int) -> Iterator[_Paragraph]:
    """Pieces of a paragraph that is longer than a window, cut behind a stop in the last third if any."""
    total = len(paragraph.pieces[0])
    if total <= limit:
        yield paragraph
        return
    first = paragraph.first
    words, low = len(first), 0
    while low < words:
        high, room = low, first[low] + limit
        while high < words and (first[high + 1] if high + 1 < words else total) <= room:
            high += 1
        if high == low:  # one word longer than a window: its first pieces stand for it
            yield _slice(paragraph, low, low + 1, first[low] + limit)
            low += 1
            continue
        if high < words:
            for at in range(high, low + 2 * (high - low) // 3, -1):
                if text[paragraph.starts[at - 1]] in _STOPS:
                    high = at
                    break
        yield _slice(paragraph, low, high, first[high] if high < words else total)
        low = high


def _slice(paragraph: _Paragraph, low: int, high: int, stop: int) -> _Paragraph:
    base = paragraph.first[low]
    return _Paragraph(
        [row[base:stop] for row in paragraph.pieces],
        [at - base for at in paragraph.first[low:high]],
        paragraph.starts[low:high],
        paragraph.ends[low:high],
    )
