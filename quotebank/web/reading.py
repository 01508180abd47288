"""Rows of the named queries, arranged for reading: a text with its quotes, a quote in its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quotebank.web.marks import Mark, Piece, paragraphs
from quotebank.web.timeline import Span, Timeline, timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLOURS = 8
"""How many speakers of one article are told apart by colour; all of them are by a letter."""

ROLES = 12
"""Roles on the time line of a speaker; those that remain follow in a list."""

SOURCES = 4
"""Articles that are named for one role."""

UNKNOWN = "unknown"
"""The style of a quote whose speaker is not known."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of an article, and the style and the letter with which their quotes appear.

    What nobody is known to have said has a question mark.
    """

    name: str | None
    speaker_id: int | None
    style: str
    letter: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """The label of a marked piece of an article: which quote it is, whose, with which signs.

    ``anchor`` is the name of the place, of the first piece of a quote only.
    """

    key: str
    speaker: str | None
    style: str
    letter: str
    anchor: str | None = None


def voices(article: dict[str, Any]) -> list[Voice]:
    """The speakers that an article quotes, in the order of their first quote."""
    counted: dict[tuple[str | None, int | None], int] = {}
    for quote in article["quotes"]:
        who = quote["speaker"], quote["speaker_id"]
        counted[who] = counted.get(who, 0) + 1
    found = []
    known = 0
    for (name, speaker_id), quotes in counted.items():
        style, letter = UNKNOWN, "?"
        if name is not None:
            style, letter = f"c{known % COLOURS}", _letter(known)
            known += 1
        found.append(Voice(name, speaker_id, style, letter, quotes))
    return found


def spoken_text(article: dict[str, Any]) -> list[list[Piece[Spoken]]]:
    """The text of an article with every quote marked; empty where the bank has no text."""
    signs = {(voice.name, voice.speaker_id): (voice.style, voice.letter) for voice in voices(article)}
    marks: list[Mark[Spoken]] = []
    for quote in article["quotes"]:
        label = Spoken(quote["key"], quote["speaker"], *signs[quote["speaker"], quote["speaker_id"]])
        marks.extend(Mark(start, end, label) for start, end in quote["segments"]["content"])
    return _anchored(paragraphs(article["text"] or "", marks))


def _anchored(pieces: list[list[Piece[Spoken]]]) -> list[list[Piece[Spoken]]]:
    """Gives the first piece of each quote the name under which it can be reached."""
    seen: set[str] = set()
    for paragraph in pieces:
        for number, piece in enumerate(paragraph):
            if piece.label and piece.label.key not in seen:
                seen.add(piece.label.key)
                label = replace(piece.label, anchor=f"q-{piece.label.key}")
                paragraph[number] = Piece(piece.text, label)
    return pieces


def _letter(number: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before, last = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


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


@dataclass(frozen=True, slots=True)
class Role:
    """A role as articles word it, its place on the time line, and some of the articles that give it."""

    role: str
    first: str | None
    last: str | None
    articles: int
    span: Span | None
    sources: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of a speaker, the latest first: ``shown`` on the time line, and the ``rest``."""

    line: Timeline | None
    shown: Sequence[Role]
    rest: Sequence[Role]


def roles(rows: Sequence[Mapping[str, Any]], articles: Mapping[str, Sequence[Mapping[str, Any]]]) -> Roles:
    """The roles of a speaker on one line of time; ``articles`` are those that give each."""
    line = timeline([(row["first"], row["last"]) for row in rows[:ROLES]])
    spans = line.spans if line else ()
    found = [
        Role(
            row["role"],
            row["first"],
            row["last"],
            row["articles"],
            spans[number] if number < len(spans) else None,
            _ends(articles.get(row["role"], ())),
        )
        for number, row in enumerate(rows)
    ]
    return Roles(line, found[:ROLES], found[ROLES:])


def _ends(articles: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The first and the last ones: they say since when and until when."""
    if len(articles) <= SOURCES:
        return articles
    return [*articles[: SOURCES // 2], *articles[-SOURCES // 2 :]]


def other_speakers(quote: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Whom other articles name as the speaker of the same words, each once: rows of their quotes.

    Empty where all agree. An article that names nobody contradicts nobody.
    """
    found: dict[Any, dict[str, Any]] = {}
    for row in quote["elsewhere"]["rows"]:
        if row["speaker"] and (row["speaker_id"], row["speaker"]) != (quote["speaker_id"], quote["speaker"]):
            found.setdefault(row["speaker_id"] or row["speaker"], row)
    return list(found.values())
