"""Words for a day, turned into a date: ``Monday``, ``yesterday``, ``last Friday``, ``Feb. 14``.

A day without a year, and a day of the week, is the last such day on or before the day the article came
out. Nothing is guessed: without a day to count from there is no date, except for one with its year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from quotebank.core.datelines import DAY_NAME, MONTH_NAME
from quotebank.core.layout import Layout

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
_EXPRESSION = re.compile(
    rf"(?P<ahead>\b(?:next|until|till|since|by|through|before|after|coming|for|from|every|each|past)\s+(?:the\s+)?)?"
    rf"(?:(?P<last>\b[Ll]ast\s+)?\b(?P<weekday>{DAY_NAME})"
    rf"|\b(?P<relative>[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"
    rf"|\b(?P<month>{MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[-–]\s*\d|:)(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH_NAME})\b(?:,?\s+(?P<year2>(?:19|20)\d\d)\b)?"
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


def base_day(layout: Layout, published: str | None) -> date | None:
    """The day from which an article counts: its dateline's, else the day it was published; or None.

    A dateline without a year needs the day of publication, and is left aside when it is more than a week
    away from it.
    """
    day = _iso(published)
    if layout.day is not None:
        line = next(days(layout.text, *layout.day, day), None)
        if line is not None and (day is None or timedelta(0) <= day - line.date <= timedelta(days=7)):
            return line.date
    return day


def _iso(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published.strip()[:10])
    except ValueError:
        return None
