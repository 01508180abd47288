"""Rows of the named queries, arranged for reading: a text with its quotes, a quote in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quotebank.web.marks import Mark, Piece, paragraphs

COLOURS = 8
"""How many speakers of one article are told apart by colour."""

UNKNOWN = "unknown"
"""The style of a quote whose speaker is not known."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of an article and the style in which the quotes of that speaker appear."""

    name: str | None
    speaker_id: int | None
    style: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """The label of a marked piece of an article: which quote it is, whose, in which style."""

    key: str
    speaker: str | None
    style: str


def voices(article: dict[str, Any]) -> list[Voice]:
    """The speakers that an article quotes, in the order of their first quote."""
    counted: dict[tuple[str | None, int | None], int] = {}
    for quote in article["quotes"]:
        who = quote["speaker"], quote["speaker_id"]
        counted[who] = counted.get(who, 0) + 1
    found = []
    known = 0
    for (name, speaker_id), quotes in counted.items():
        style = UNKNOWN
        if name is not None:
            style = f"c{known % COLOURS}"
            known += 1
        found.append(Voice(name, speaker_id, style, quotes))
    return found


def spoken_text(article: dict[str, Any]) -> list[list[Piece[Spoken]]]:
    """The text of an article with every quote marked; empty where the bank has no text."""
    styles = {(voice.name, voice.speaker_id): voice.style for voice in voices(article)}
    marks: list[Mark[Spoken]] = []
    for quote in article["quotes"]:
        style = styles[quote["speaker"], quote["speaker_id"]]
        label = Spoken(quote["key"], quote["speaker"], style)
        marks.extend(Mark(start, end, label) for start, end in quote["segments"]["content"])
    return paragraphs(article["text"] or "", marks)


def quote_in_paragraph(quote: dict[str, Any]) -> list[list[Piece[str]]]:
    """The paragraph of a quote with its ``content``, ``cue`` and ``source`` marked by these words.

    Empty where the bank has no text. The cue and source of a quote may lie inside another's
    content, so the smaller parts win.
    """
    paragraph = quote["paragraph"]
    if paragraph is None:
        return []
    marks = [
        Mark(start, end, part)
        for part in ("cue", "source", "content")
        for start, end in paragraph["segments"][part]
    ]
    return paragraphs(paragraph["text"], marks)
