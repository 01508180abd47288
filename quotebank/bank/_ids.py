"""Integer keys in publication order.

The key of an article or a quote is ``day * 2**30 + n``: the ordinal of its publication day (0
where it is not known), then a running number within that day. So the order of the keys is the
order of the days whatever the order in which articles arrive, an index ends in publication order
for free, and a range of days is a range of keys. The largest key stays below ``2**53``: a JSON
number in any language.
"""

from __future__ import annotations

import calendar
import datetime
import re

PER_DAY = 1 << 30
"""How many keys one day has."""

FIRST_DATED = PER_DAY
"""Every key below this one belongs to an article without a publication date."""

LAST = 1 << 53
"""Above every key."""

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?![\d-])", re.ASCII)
_PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?![\d-]).*)?)?", re.ASCII | re.DOTALL)


def day_of(published: str | None) -> str | None:
    """The ISO day of an ISO date or date-time as written; None where none can be read."""
    found = _DAY.match(published or "")
    if found is None:
        return None
    try:
        return datetime.date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None


def base_of(day: str | None) -> int:
    """The keys of a day are greater than this number, by at most ``PER_DAY - 1``."""
    return datetime.date.fromisoformat(day).toordinal() * PER_DAY if day else 0


def month_of(key: int) -> str:
    """The month in which the day of a key lies, as ``2023-02``; empty where the day is not known."""
    return datetime.date.fromordinal(key // PER_DAY).isoformat()[:7] if key > FIRST_DATED else ""


def key_range(since: str | None, until: str | None) -> tuple[int, int] | None:
    """Exclusive bounds of the keys from one day to another, both included.

    A year or a month stands for all its days. None where one of the two cannot be read: nothing
    lies in such a range. Articles without a date are only in the range without bounds.
    """
    low, high = (FIRST_DATED if until else -1), LAST
    if since:
        first = _period(since)
        if first is None:
            return None
        low = first[0].toordinal() * PER_DAY
    if until:
        last = _period(until)
        if last is None:
            return None
        high = (last[1].toordinal() + 1) * PER_DAY
    return low, high


def _period(text: str) -> tuple[datetime.date, datetime.date] | None:
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    try:
        first = datetime.date(year, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, datetime.date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None
