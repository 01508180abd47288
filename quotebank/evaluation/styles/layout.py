"""Styles of what stands around the words: headlines, datelines, dashes, spaces, a text that breaks off."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from quotebank.core import Span
from quotebank.core.datelines import dateline as dateline_of
from quotebank.core.marks import MARK
from quotebank.core.paragraphs import paragraphs
from quotebank.core.span import hull, overlaps
from quotebank.evaluation.edits import Edit, rewrite
from quotebank.evaluation.styles.known import Known

_HEADLINE, _SHORT = 200, 100
"""At most so many characters: a first paragraph that is a headline, a later one that is a subheading."""

_LEAD = 80
"""A first paragraph of text has at least so many characters."""

_STOPS = ".?!:;,…”\"'’»"
_DASH = re.compile(r"(?P<before>[ \u00a0]*)(?P<dash>—|―|--|–|-)(?P<after>[ \u00a0]*)")
_DASHES = (("—", ""), ("—", " "), ("--", " "), ("--", ""), ("–", " "), ("-", " "))
_ASIDE = 80
_ASIDE_AFTER = re.compile(r"\w, |,[”\"’'] ")
_TRIES = 8


def capitals(text: str, _known: Known, _dice: random.Random) -> list[Edit]:
    """HEADLINES IN CAPITALS."""
    return cased(text, headlines(text), upper=True)


def lower(text: str, _known: Known, _dice: random.Random) -> list[Edit]:
    """Headlines without any capital."""
    return cased(text, headlines(text), upper=False)


def headlines(text: str) -> list[Span]:
    """The first paragraph, and each short one without a stop at its end."""
    return [
        (start, end)
        for number, (start, end) in enumerate(paragraphs(text))
        if (end - start <= _HEADLINE and number == 0)
        or (end - start <= _SHORT and text[end - 1] not in _STOPS)
    ]


def cased(text: str, spans: Iterable[Span], *, upper: bool) -> list[Edit]:
    """The spans in one case; characters that would become two (ß) stay."""
    change = str.upper if upper else str.lower
    edits = []
    for start, end in spans:
        new = "".join(c if len(change(c)) != 1 else change(c) for c in text[start:end])
        if new != text[start:end]:
            edits.append(Edit(start, end, new))
    return edits


def dateline(text: str, _known: Known, dice: random.Random) -> list[Edit]:
    """A place, often an agency or a day, before the first paragraph of text."""
    for start, end in paragraphs(text):
        if end - start >= _LEAD and (text[start].isupper() or MARK.match(text, start)):
            if dateline_of(text, (start, end)) is not None:
                return []
            return [Edit(start, start, _dateline(dice))]
    return []


def _dateline(dice: random.Random) -> str:
    table = _datelines()
    form = dice.choice(table["form"])
    day = f"{dice.choice(table['month'])} {dice.randint(1, 31)}"
    return form.format(place=dice.choice(table["place"]), agency=dice.choice(table["agency"]), day=day) + " "


@cache
def _datelines() -> dict[str, list[str]]:
    lines = files("quotebank.evaluation").joinpath("data", "datelines.tsv").read_text(encoding="utf-8")
    table: dict[str, list[str]] = {}
    for line in lines.splitlines():
        if not line.startswith("#"):
            kind, _, value = line.partition("\t")
            table.setdefault(kind, []).append(value)
    return table


def dashes(text: str, known: Known, dice: random.Random) -> list[Edit]:
    """Another newsroom's dash, and some attributions between dashes rather than commas."""
    dash, space = dice.choice(_DASHES)
    edits = []
    for start, end in paragraphs(text):
        for found in _DASH.finditer(text, start, end):
            if start < found.start() and found.end() < end:
                new = _dash(text, found, dash, space)
                if new != found.group():
                    edits.append(Edit(*found.span(), new))
    last = -1
    for a, b in sorted(_asides(text, known)):
        if a - 2 > last and dice.random() < 0.5 and text[b + 2 : b + 3] not in "-–—―":
            # behind a closing mark the comma has its place before the mark
            start = a - 2 if text[a - 2] == "," else a - 1
            edits += Edit(start, a, f" {dash} "), Edit(b, b + 2, f" {dash} ")
            last = b + 2
    return edits


def _dash(text: str, found: re.Match[str], dash: str, space: str) -> str:
    """The dash in its new form; the old one where it is a hyphen, a range or a rule."""
    before, old, after = found.group("before", "dash", "after")
    left, right = text[found.start() - 1], text[found.end()]
    if left in "-–—" or right in "-–—":
        return found.group()
    if (old == "-" and not (before and after)) or (old != "—" and left.isdigit() and right.isdigit()):
        return found.group()
    if (MARK.match(right) and not after) or (MARK.match(left) and not before):
        # a space beside a mark would turn it round
        return before + ("—" if dash == "—" else "--") + after
    return space + dash + space


def _asides(text: str, known: Known) -> Iterator[Span]:
    """``he said`` between commas, or between a closing mark and a comma."""
    for quote in known.quotes:
        if not quote.cue:
            continue
        a, b = hull((*quote.cue, *quote.source))
        if (
            b - a <= _ASIDE
            and "\n" not in text[a:b]
            and text[b : b + 2] == ", "
            and _ASIDE_AFTER.fullmatch(text, max(a - 3, 0), a)
            and not any(overlaps((a, b), segment) for segment in quote.content)
        ):
            yield a, b


def spaces(text: str, _known: Known, dice: random.Random) -> list[Edit]:
    """Some spaces are no-break or thin ones, or two stand behind each stop."""
    kind = dice.choice("\u00a0\u00a0\u2009 ")
    if kind == " ":
        return [Edit(m.start(), m.end(), "  ") for m in re.finditer(r"(?<=[.?!]) (?=[^\s])", text)]
    return [Edit(m.start(), m.end(), kind) for m in re.finditer(" ", text) if dice.random() < 0.1]


def cut(text: str, known: Known, dice: random.Random) -> list[Edit]:
    """The text breaks off in mid sentence, somewhere in its last third, with or without an ellipsis.

    No place is taken at which a quote would keep its source or cue and lose all that is said.
    """
    places = [found.end() for found in re.finditer(r"[\w,](?= \w)", text) if found.end() > 2 * len(text) // 3]
    for _ in range(_TRIES if places else 0):
        at = dice.choice(places)
        edits = [Edit(at, len(text), ""), Edit(len(text), len(text), dice.choice(("", "", "…", "...")))]
        moved = rewrite(text, edits)
        if all(
            moved.segments(quote.content) or not moved.segments((*quote.cue, *quote.source))
            for quote in known.quotes
        ):
            return edits
    return []
