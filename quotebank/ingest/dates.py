"""Publication dates: ISO 8601 as it is, other wordings only where they can mean one day only."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from itertools import product

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 64
"""Characters; no date is longer, and a parser need not see what is."""

_YEAR_FIRST = re.compile(r"\d{4}([-/.]?)\d{2}\1\d{2}(?!\d)")
"""Year, month, day: no other order is in use, though dateutil would try one."""

_BLANKS = (datetime(2000, 1, 1, 0), datetime(2003, 12, 31, 1))
"""What a missing part of a date is filled with: a full date reads the same on both, a time too."""


def published_date(value: str) -> str | None:
    """A date or date-time in ISO 8601, None for a blank.

    ISO 8601 (``2023-02-07``, ``2023-02-07T10:00:00Z``) and any wording dateutil knows (``7 February
    2023``, ``Tue, 07 Feb 2023 10:00:00 +0100``), as long as day, month and year are all there and
    no other order of them gives another day: ``02/07/2023`` is refused, not guessed. A time keeps
    its offset; a zone that is only a name other than UTC is dropped, since such names have several
    meanings. Raises ValueError with a reason.
    """
    value = value.strip()
    if not value:
        return None
    if len(value) > LONGEST:
        raise ValueError(f"{value[:20]!r}… is too long for a date")
    if ISO_DAY.fullmatch(value):
        return _checked_day(value)
    return _worded(value)


def _checked_day(value: str) -> str:
    try:
        return datetime.strptime(value, "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise ValueError(f"{value!r} is no day of the calendar") from None


def _worded(value: str) -> str:
    # dateutil takes 20 ms to import; most files carry plain ISO days
    from dateutil import parser

    orders = [(False, True)] if _YEAR_FIRST.match(value) else product((False, True), repeat=2)
    try:
        moments = [
            parser.parse(value, dayfirst=day, yearfirst=year, default=blank, tzinfos=_zone)
            for (day, year), blank in product(orders, _BLANKS)
        ]
    except (ValueError, TypeError, AttributeError, LookupError, ArithmeticError):
        # hostile input reaches corners of dateutil that raise more than its ParserError
        raise ValueError(f"{value!r} is no date") from None
    if len({moment.date() for moment in moments}) > 1:
        raise ValueError(f"{value!r} does not name one day: write year-month-day")
    timed = len({moment.hour for moment in moments}) == 1
    return moments[0].isoformat() if timed else moments[0].date().isoformat()


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """Offsets as given; never the zone names of the machine that happens to run this."""
    from dateutil import tz

    if name in ("UTC", "GMT", "Z"):
        return tz.UTC
    return None if offset is None else tz.tzoffset(None, offset)
