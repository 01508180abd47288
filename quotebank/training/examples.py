"""Documents to labelled windows: one row of numbers a word, -100 where nothing is known."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from quotebank.core.marks import scan
from quotebank.core.span import Segments
from quotebank.reader.labels import ENTITY_TAGS, PART_LABELS, POS_TAGS
from quotebank.reader.windows import LIMIT, Window, Windower
from quotebank.training.corpora import Document

UNKNOWN = -100
_PART = {label: number for number, label in enumerate(PART_LABELS)}
_TAG = {label: number for number, label in enumerate(POS_TAGS)}
_ENTITY = {label: number for number, label in enumerate(ENTITY_TAGS)}

Numbers = npt.NDArray[np.int64]


@dataclass(slots=True)
class Example:
    """A window and, word by word: part label, link target (a word), tag, entity, sentence start."""

    window: Window
    document: str
    parts: Numbers
    links: Numbers
    tags: Numbers
    entities: Numbers
    sentences: Numbers


def examples(
    documents: Sequence[Document], windower: Windower, *, dice: random.Random | None = None
) -> list[Example]:
    """Every window of the documents; with ``dice`` windows are cut elsewhere and styles vary."""
    found = []
    for document in documents:
        first = None
        if dice is not None:
            document = restyled(document, dice)
            first = dice.randint(LIMIT // 3, LIMIT)
        for window in windower.cut(document.text, first_limit=first):
            if document.discard and any(
                a <= window.starts[0] and window.ends[-1] <= b for a, b in document.discard
            ):
                continue
            found.append(_label(window, document))
    return found


def _label(window: Window, document: Document) -> Example:
    words = len(window.starts)

    def blank(value: int = UNKNOWN) -> Numbers:
        return np.full(words, value, dtype=np.int64)

    example = Example(window, document.id, blank(), blank(), blank(), blank(), blank())
    if document.quotes is not None:
        example.parts[:] = 0
        for quote in document.quotes:
            _label_quote(example, window, quote.source, quote.cue, quote.content)
    if document.tags is not None:
        labels = [(a, b, _TAG.get(tag, UNKNOWN)) for a, b, tag in document.tags]
        _project(window, labels, example.tags)
    if document.entities is not None:
        names = [(a, b, UNKNOWN if e is None else _ENTITY[e]) for a, b, e in document.entities]
        _project(window, names, example.entities)
        _mend(example.entities)
    if document.sentences is not None:
        example.sentences[:] = [int(at in document.sentences) for at in window.starts]
    return example


def _label_quote(
    example: Example, window: Window, source: Segments, cue: Segments, content: Segments
) -> None:
    spans: list[tuple[int, int]] = []
    target: int | None = None
    for part, segments in (("cue", cue), ("content", content), ("source", source)):
        for start, end in segments:
            low = max(bisect_right(window.starts, start) - 1, 0)
            if low < len(window.starts) and window.ends[low] <= start:
                low += 1
            high = bisect_right(window.starts, end - 1)
            if low >= high:
                continue
            example.parts[low] = _PART[f"B-{part}"]
            example.parts[low + 1 : high] = _PART[f"I-{part}"]
            spans.append((low, high))
            if target is None and part != "source":
                target = low
    if target is not None:
        for low, high in spans:
            example.links[low:high] = target


def _project(window: Window, labels: list[tuple[int, int, int]], out: Numbers) -> None:
    """Give each word the label of the token in which it starts."""
    starts = [start for start, _, _ in labels]
    for number, at in enumerate(window.starts):
        token = bisect_right(starts, at) - 1
        if token >= 0 and at < labels[token][1]:
            out[number] = labels[token][2]


def _mend(entities: Numbers) -> None:
    """Words inside one token share its label: only the first may begin an entity."""
    for i in range(1, len(entities)):
        if entities[i] > 0 and entities[i] % 2 == 1 and entities[i - 1] in (entities[i], entities[i] + 1):
            # B-X right after X came from one token cut into words, or from two names side by side;
            # the corpora hold far more of the former
            entities[i] += 1


def restyled(document: Document, dice: random.Random) -> Document:
    """The same article in another newsroom's style, by edits that move no offset."""
    text = document.text
    if dice.random() < 0.15:
        text = _single_marks(text)
    out = []
    for paragraph in text.split("\n"):
        roll = dice.random()
        if roll < 0.015 and len(upper := paragraph.upper()) == len(paragraph):
            paragraph = upper
        elif roll < 0.03 and len(lower := paragraph.lower()) == len(paragraph):
            paragraph = lower
        elif roll < 0.06 and paragraph.endswith(("”", '"', "’")):
            paragraph = paragraph[:-1] + " "
        out.append(paragraph)
    edited = "\n".join(out)
    assert len(edited) == len(text)  # offsets must not move
    return replace(document, text=edited)


def _single_marks(text: str) -> str:
    """Double marks become single ones and the other way round, as British newsrooms write them."""
    chars = list(text)
    start = 0
    for paragraph in text.split("\n"):
        for mark in scan(text, start, start + len(paragraph)):
            if mark.role in ("open", "close") and text[mark.position] in '"“”':
                chars[mark.position] = "‘" if mark.role == "open" else "’"
            elif mark.role in ("open", "close") and mark.depth > 1:
                chars[mark.position] = "“" if mark.role == "open" else "”"
        start += len(paragraph) + 1
    return "".join(chars)
