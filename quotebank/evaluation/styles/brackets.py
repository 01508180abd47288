"""What an editor puts into brackets inside somebody's words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from quotebank.core import Span
from quotebank.core.marks import scan
from quotebank.core.paragraphs import paragraphs
from quotebank.evaluation.edits import Edit
from quotebank.evaluation.styles.known import Known

_SHARE = 0.5
"""The share of the quoted stretches that get brackets."""

_SENTENCE = 30
"""A quoted stretch of so many characters may be a sentence that the editor shortened at its start."""

_BRACKETED = re.compile(r"\b(?:he|she|they|it|we|his|her|their|our|this|that|the|a)\b(?=[ ,.])", re.I)
_EXPLAINED = re.compile(r"\b(?:he|she|they|it|them|him|this|that|there|those)\b(?=[ ,.])", re.I)
_PAUSE = re.compile(r"(?<=[.?!,] )(?=[^\W_])")
_MEANT = {
    "they": ("the police", "the companies", "lawmakers", "the voters"),
    "them": ("the prisoners", "the refugees", "our opponents"),
    "there": ("in Geneva", "at the border"),
    "those": ("people",),
    "he": ("the president", "the minister", "my father"),
    "him": ("the president", "the suspect"),
    "she": ("the chancellor", "the governor", "the judge"),
}
_THINGS = ("the bill", "the agreement", "the strike", "the virus")
_TITLES = ("President", "Mr.", "Governor", "US", "former", "Prime Minister", "Sen.")


def brackets(text: str, known: Known, dice: random.Random) -> list[Edit]:
    """``[he]``, ``he [the minister]``, ``[T]hey``, ``[President] Diaz``, ``[…]`` inside quotation marks.

    Nothing is put at a known quote's border, for there nobody can say on which side of it it stands.
    """
    borders = known.borders()
    people = sorted(known.people or ())
    edits: list[Edit] = []
    for start, end in _quoted(text):
        if dice.random() >= _SHARE or "[" in text[start:end]:
            continue
        ways = [
            *_around(text, start, end),
            *_explained(text, start, end, dice),
            *_first_letter(text, start, end),
            *((Edit(a, a, f"[{dice.choice(_TITLES)}] "),) for a, b in people if start <= a and b <= end),
            *((Edit(found.start(), found.start(), "[...] "),) for found in _PAUSE.finditer(text, start, end)),
        ]
        ways = [
            way for way in ways if not any(at in borders for edit in way for at in (edit.start, edit.end))
        ]
        if ways:
            edits += dice.choice(ways)
    return edits


def _quoted(text: str) -> Iterator[Span]:
    """Inside the outermost marks, paragraph by paragraph; a quote never closed ends at the next one."""
    for start, end in paragraphs(text):
        opened = [mark for mark in scan(text, start, end) if mark.role == "open" and mark.depth == 1]
        limits = [*(mark.position for mark in opened[1:]), end]
        for mark, limit in zip(opened, limits, strict=False):
            yield mark.end, mark.partner if mark.partner >= 0 else limit


def _around(text: str, start: int, end: int) -> Iterator[tuple[Edit, ...]]:
    for found in _BRACKETED.finditer(text, start, end):
        yield Edit(found.start(), found.start(), "["), Edit(found.end(), found.end(), "]")


def _explained(text: str, start: int, end: int, dice: random.Random) -> Iterator[tuple[Edit, ...]]:
    for found in _EXPLAINED.finditer(text, start, end):
        meant = dice.choice(_MEANT.get(found.group().lower(), _THINGS))
        form = dice.choice((" [{}]", " [{}]", " ({})"))
        yield (Edit(found.end(), found.end(), form.format(meant)),)


def _first_letter(text: str, start: int, end: int) -> Iterator[tuple[Edit, ...]]:
    if end - start >= _SENTENCE and text[start : start + 2].isalpha():
        yield Edit(start, start, "["), Edit(start + 1, start + 1, "]")
