"""Words for a day, turned into a date: ``Monday``, ``yesterday``, ``last Friday``, ``Feb. 14``.

A day without a year, and a day of the week, is the last such day on or before the day the article came
out. Nothing is guessed: without a day to count from there is no date, except for one with its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_DAY_NAME = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.(?=\s)"
)
_MONTH_NAME = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_EXPRESSION = re.compile(
    rf"(?P<ahead>\b(?:next|until|till|since|by|through|before|after|coming|for|from|every|each|past)\s+(?:the\s+)?)?"
    rf"(?:(?P<last>\b[Ll]ast\s+)?\b(?P<weekday>{_DAY_NAME})"
    rf"|\b(?P<relative>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"
    rf"|\b(?P<month>{_MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–]\s*\d|:)(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH_NAME})\b(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<ago>two|three|four|five|six|\d)\s+days\s+(?:ago|earlier)\b)"
    rf"(?P<part>\s+(?:morning|afternoon|evening|night))?(?P<owner>['’]s?\b)?"
)
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True)
class Day:
    """One expression in the text, characters ``start`` to ``end``, and the date that it means."""

    start: int
    end: int
    date: date


def days(text: str, start: int, end: int, base: date | None) -> Iterator[Day]:
    """The days named in ``text[start:end]``, counted from ``base``.

    A day ahead (``next Friday``, ``until Monday``) and one that only names an event (``Monday’s
    debate``) are left out, as is what ``base`` is missing for.
    """
    for found in _EXPRESSION.finditer(text, start, end):
        if found["ahead"] or found["owner"]:
            continue
        when = _date(found, base)
        if when is not None:
            yield Day(found.start(), found.end(), when)


def _date(found: re.Match[str], base: date | None) -> date | None:
    month = found["month"] or found["month2"]
    if month:
        number = next(
            n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.rstrip(".").lower()[:3])
        )
        return _calendar(number, int(found["day"] or found["day2"]), found["year"] or found["year2"], base)
    if base is None:
        return None
    if found["weekday"]:
        prefix = found["weekday"][:3].lower()
        target = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(prefix))
        back = (base.weekday() - target) % 7
        return _back(base, back or 7 if found["last"] else back)
    if found["relative"]:
        return _back(base, 1 if found["relative"].lower() == "yesterday" else 0)
    return _back(base, _COUNTS.get(found["ago"]) or int(found["ago"]))


def _calendar(month: int, day: int, year: str | None, base: date | None) -> date | None:
    try:
        if year:
            return date(int(year), month, day)
        if base is None:
            return None
        this_year = date(base.year, month, day)
        return this_year if this_year <= base else date(base.year - 1, month, day)
    except ValueError:  # 31 June, 29 February of a common year, the year 0
        return None


def _back(base: date, count: int) -> date | None:
    try:
        return base - timedelta(days=count)
    except OverflowError:  # before the year 1
        return None


_DATELINE = re.compile(
    rf"(?:^|\n)[ \t]*[A-Z][A-Z .,'’/-]{{2,40}}[^\n]{{0,30}}?[,(]\s*(?:{_DAY_NAME},?\s+)?"
    rf"(?P<span>(?:{_MONTH_NAME})\s+\d{{1,2}}(?:,?\s+(?:19|20)\d\d)?|\d{{1,2}}\s+(?:{_MONTH_NAME})(?:\s+(?:19|20)\d\d)?)"
    rf"[^\n]{{0,14}}?(?:/|\(|-|–|—|\.)"
)


def base_day(text: str, published: str | None) -> date | None:
    """The day from which an article counts: its dateline's, else the day it was published; or None.

    A dateline without a year needs the day of publication, and is left aside when it is more than a week
    away from it.
    """
    day = _iso(published)
    found = _DATELINE.search(text, 0, 2000)
    if found:
        line = next(days(text, *found.span("span"), day), None)
        if line is not None and (day is None or timedelta(0) <= day - line.date <= timedelta(days=7)):
            return line.date
    return day


def dateline_span(text: str) -> tuple[int, int]:
    """Where the dateline's day stands; two zeros where there is none."""
    found = _DATELINE.search(text, 0, 2000)
    return found.span("span") if found else (0, 0)


def _iso(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published.strip()[:10])
    except ValueError:
        return None
