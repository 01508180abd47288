"""Documents to labelled windows: one row of numbers a word, -100 where nothing is known."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from quotebank.core.span import Segments
from quotebank.reader.labels import DECISIONS, ENTITY_TAGS, PART_LABELS, POS_TAGS
from quotebank.reader.mentions import head_of
from quotebank.reader.windows import LIMIT, Window, Windower
from quotebank.training.documents import Document
from quotebank.training.restyle import restyled

UNKNOWN = -100
NO_SPEECH = len(DECISIONS)
"""A decision that is only half known: a thought or nothing, not speech."""

_PART = {label: number for number, label in enumerate(PART_LABELS)}
_TAG = {label: number for number, label in enumerate(POS_TAGS)}
_ENTITY = {label: number for number, label in enumerate(ENTITY_TAGS)}
_DECISION = {**{label: number for number, label in enumerate(DECISIONS)}, "no speech": NO_SPEECH}

Numbers = npt.NDArray[np.int64]


@dataclass(slots=True)
class Example:
    """A window and, word by word: part label, link target (a word), tag, entity, sentence start, decision,
    role label, the name that a role belongs to (a word); ``mentions`` are (head word, chain) pairs in text
    order, ``place`` counts the windows of the document."""

    window: Window
    document: str
    place: int
    parts: Numbers
    links: Numbers
    tags: Numbers
    entities: Numbers
    sentences: Numbers
    decisions: Numbers
    roles: Numbers
    role_names: Numbers
    mentions: list[tuple[int, int]] = field(default_factory=list)


def examples(
    documents: Sequence[Document], windower: Windower, *, dice: random.Random | None = None
) -> list[Example]:
    """Every window of the documents; with ``dice`` windows are cut elsewhere and styles vary."""
    return [one for document in documents for one in document_examples(document, windower, dice=dice)]


def document_examples(
    document: Document, windower: Windower, *, dice: random.Random | None = None
) -> list[Example]:
    """The windows of one document, in order."""
    found: list[Example] = []
    first = None
    if dice is not None:
        document = restyled(document, dice)
        first = dice.randint(LIMIT // 3, LIMIT)
    for window in windower.cut(document.text, convention=document.convention, first_limit=first):
        if document.discard and any(
            a <= window.starts[0] and window.ends[-1] <= b for a, b in document.discard
        ):
            continue
        found.append(_label(window, document, len(found)))
    return found


def _label(window: Window, document: Document, place: int) -> Example:
    words = len(window.starts)

    def blank(value: int = UNKNOWN) -> Numbers:
        return np.full(words, value, dtype=np.int64)

    example = Example(
        window, document.id, place,
        blank(), blank(), blank(), blank(), blank(), blank(), blank(), blank(),
    )  # fmt: skip
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
    if document.decided is not None:
        if document.decided_elsewhere:
            example.decisions[:] = 0
        for one in document.decided:
            low, high = covered(window, one.start, one.end)
            example.decisions[low:high] = UNKNOWN if one.label is None else _DECISION[one.label]
    if document.roles is not None:
        _label_roles(example, window, document)
    if document.chains is not None:
        example.mentions = _mentions(window, document)
    return example


def covered(window: Window, start: int, end: int) -> tuple[int, int]:
    """The words (half-open) of a window that share a character with a span; empty where none does."""
    low = max(bisect_right(window.starts, start) - 1, 0)
    if window.ends[low] <= start:
        low += 1
    return low, max(low, bisect_right(window.starts, end - 1))


def _label_quote(
    example: Example, window: Window, source: Segments, cue: Segments, content: Segments
) -> None:
    spans: list[tuple[int, int]] = []
    target: int | None = None
    for part, segments in (("cue", cue), ("content", content), ("source", source)):
        for start, end in segments:
            low, high = covered(window, start, end)
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


def _label_roles(example: Example, window: Window, document: Document) -> None:
    """Roles over what is known to be none, over what is not known, over what stands elsewhere."""
    if document.roles_elsewhere:
        example.roles[:] = 0
    for role in sorted(document.roles or (), key=lambda role: (role.name is not None, not role.none)):
        low, high = covered(window, role.start, role.end)
        if low >= high:
            continue
        if role.name is None or role.none:
            example.roles[low:high] = UNKNOWN if role.name is None else 0
            continue
        example.roles[low] = 1
        example.roles[low + 1 : high] = 2
        name, end = covered(window, role.name, role.name + 1)
        example.role_names[low:high] = name if name < end else UNKNOWN


def _mentions(window: Window, document: Document) -> list[tuple[int, int]]:
    found: dict[int, int] = {}
    for number, chain in enumerate(document.chains or ()):
        for start, end in chain:
            low, high = covered(window, start, end)
            # a mention that the window cuts has lost its head
            if low < high and window.starts[low] >= start and window.ends[high - 1] <= end:
                words = [document.text[window.starts[i] : window.ends[i]] for i in range(low, high)]
                found.setdefault(low + head_of(words), number)
    return sorted(found.items())


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
