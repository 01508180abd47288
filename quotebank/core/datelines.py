"""The dateline before a paragraph's first words: ``WASHINGTON, February 14. /TASS/.`` is nobody's quote.

What is cut from a quote, the day from which an article counts and the word with which a story opens all
follow from it. A paragraph of nothing but a day (``Monday, January 28, 2019``) is a dateline too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotebank.core.span import Span

DAY_NAME = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.(?=\s)"
)
"""A day of the week, as a pattern."""

MONTH_NAME = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
"""A month, as a pattern."""

_WEEKDAY = rf"(?:(?:{DAY_NAME}),?[ ])?"
_DATE = rf"(?:(?:{MONTH_NAME})[ ]\d{{1,2}}|\d{{1,2}}[ ](?:{MONTH_NAME}))"
_YEAR = r",?[ ](?:19|20)\d\d\b"
_PLACE = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+){0,3}"  # KYIV, NEW YORK
_REGION = r"(?:,[ ][A-Z][\w.]+(?:[ ][A-Z][\w.]+)?)?"  # , Mich. / , Ukraine
_PAPER = r"The(?:[ ][A-Z][\w.’'&-]{1,30}){1,4}"  # The Japan Times
_TOWN = r"[A-Z][\w.’'-]{1,30}(?:[ ][A-Z][\w.’'-]{1,30}){0,3}"  # Cape Canaveral

# spaces are bounded: three unbounded runs of them in a row would cost the cube of their length
_OPENING = re.compile(
    rf"{_PLACE}{_REGION}"
    rf"(?:[,.]?[ ]{_WEEKDAY}(?P<day>{_DATE}(?:{_YEAR})?))?"  # , Feb. 14
    r"[.,:]?[ ]{0,4}"
    rf"(?:\([A-Za-z][\w &./-]{{1,30}}(?:,[ ](?P<inner>{_DATE}(?:{_YEAR})?))?\)"  # (Reuters), (AP, May 14)
    r"|/[A-Z][\w ./-]{1,30}/)?"  # /TASS/
    r"[ ]{0,4}\.?[ ]{0,4}"
    r"(?:--?|[―—–]|(?<=[/)])"  # a dash, or the agency was the end
    r"|(?(day)(?<=\d)(?=\.)|(?!)))\.?"  # or the day was, with a stop
    r"[ \u00a0]*(?=[\w“\"‘'«\[])"
)
_ALONE = re.compile(
    rf"(?:(?:Published|Posted|Updated):?[ ](?:on[ ])?|{_PAPER}:[ ]"
    rf"|{_TOWN}[ ]\([A-Z]{{2,10}}\)[ ]|{_PLACE}{_REGION},?[ ])?"
    rf"{_WEEKDAY}(?P<day>{_DATE}{_YEAR})\.?"
)
_CREDIT = re.compile(rf"(?<=[.!?\"”’'][ ]){_PAPER}:[ ](?P<day>{_DATE}{_YEAR})\Z")
_CREDITED = 200
"""Characters at a paragraph's end in which a paper's name and day are looked for."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """Characters ``start`` to ``end``, the space behind included; ``day`` is where its day stands."""

    start: int
    end: int
    day: Span | None = None


def dateline(text: str, paragraph: Span) -> Dateline | None:
    """The dateline at the head of a paragraph, or the one that is all of it; None where there is none."""
    found = _OPENING.match(text, *paragraph)
    if found:
        named = "day" if found["day"] else "inner"
        return Dateline(*found.span(), found.span(named) if found[named] else None)
    alone = _ALONE.fullmatch(text, *paragraph)
    return Dateline(*alone.span(), alone.span("day")) if alone else None


def credited_day(text: str, paragraph: Span) -> Span | None:
    """The day that a paragraph ends with, behind a paper's name: ``The Japan Times: Nov. 12, 2004``."""
    start, end = paragraph
    if not text[end - 4 : end].isdigit():
        return None
    found = _CREDIT.search(text, max(start, end - _CREDITED), end)
    return found.span("day") if found else None
