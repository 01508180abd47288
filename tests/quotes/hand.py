"""Readings made by hand: a text and the spans that a reader would have linked, written as words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quotebank.core import Entity, Reading, ReadQuote, Segments

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?:^|[.!?][\"”’»']?\s+|\n\s*)(?=\S)")


def reading(
    text: str,
    read: Sequence[Mapping[str, Sequence[str]]],
    tags: Mapping[str, str] | None = None,
    people: Sequence[str] = (),
) -> Reading:
    """``read`` has ``content``, ``cue`` and ``source`` as words of the text, each searched after the last one
    of its kind; ``tags`` gives words their tag, all others are nouns; every place of a name in ``people`` is
    a person's."""
    spans = [found.span() for found in _WORD.finditer(text)]
    words = [text[a:b] for a, b in spans]
    begins = {found.end() for found in _SENTENCE.finditer(text)}
    starts = [start for start, _ in spans]
    after: dict[str, int] = {"content": 0, "cue": 0, "source": 0}

    def locate(part: str, wanted: Sequence[str]) -> Segments:
        found = []
        for phrase in wanted:
            at = text.index(phrase, after[part])
            after[part] = at + 1
            found.append((at, at + len(phrase)))
        return tuple(found)

    quotes = tuple(
        ReadQuote(
            content=locate("content", one.get("content", ())),
            cue=locate("cue", one.get("cue", ())),
            source=locate("source", one.get("source", ())),
        )
        for one in read
    )
    return Reading(
        text,
        starts,
        [end for _, end in spans],
        [(tags or {}).get(word, "NN") for word in words],
        [number for number, start in enumerate(starts) if start in begins],
        entities=tuple(
            sorted(
                (
                    Entity(*found.span(), "PERSON")
                    for name in people
                    for found in re.finditer(re.escape(name), text)
                ),
                key=lambda one: one.start,
            )
        ),
        quotes=quotes,
    )


def words_of(text: str, segments: Segments) -> list[Any]:
    """The segments as words."""
    return [text[start:end] for start, end in segments]
