"""Documents to labelled windows: one row of numbers a word, -100 where nothing is known."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quotebank.core.span import Segments
from quotebank.reader.labels import ENTITY_TAGS, PART_LABELS, POS_TAGS
from quotebank.reader.windows import LIMIT, Window, Windower
from quotebank.training.corpora import RELATIONS, Document
from quotebank.training.restyle import restyled

UNKNOWN = -100
_PART = {label: number for number, label in enumerate(PART_LABELS)}
_TAG = {label: number for number, label in enumerate(POS_TAGS)}
_ENTITY = {label: number for number, label in enumerate(ENTITY_TAGS)}
_RELATION = {label: number for number, label in enumerate(RELATIONS)}

Numbers = npt.NDArray[np.int64]


@dataclass(slots=True)
class Example:
    """A window and, word by word: part label, link target (a word), tag, entity, sentence start,
    grammatical head (a word) and relation to it."""

    window: Window
    document: str
    parts: Numbers
    links: Numbers
    tags: Numbers
    entities: Numbers
    sentences: Numbers
    heads: Numbers
    relations: Numbers


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

    example = Example(window, document.id, *(blank() for _ in range(7)))
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
    if document.arcs is not None:
        _label_arcs(example, window, document.arcs)
    return example


def _label_arcs(example: Example, window: Window, arcs: Sequence[tuple[int, int, str | None]]) -> None:
    """Heads and relations of the words at which a token starts; a head outside the window is unknown."""
    places = {at: number for number, at in enumerate(window.starts)}
    for start, head, relation in arcs:
        if (word := places.get(start)) is None:
            continue
        example.heads[word] = places.get(head, UNKNOWN)
        if relation is not None:
            example.relations[word] = _RELATION.get(relation, UNKNOWN)


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
