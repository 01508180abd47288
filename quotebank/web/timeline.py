"""A time line as numbers: where each period stands between the first and the last day, in percent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """A bar from one day to another on a time line: its place in percent."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Spans between the first and the last day of all, in the order in which they were given.

    One that has no days is None.
    """

    first: str
    last: str
    spans: tuple[Span | None, ...]


def timeline(periods: Sequence[tuple[str | None, str | None]]) -> Timeline | None:
    """Puts periods, each its first and last ISO day, on one line; None where none has a day."""
    days = [(_day(first), _day(last)) for first, last in periods]
    known = [day for pair in days for day in pair if day]
    if not known:
        return None
    low, high = min(known), max(known)
    length = max(1, (high - low).days)
    spans: list[Span | None] = []
    for first, last in days:
        if first is None or last is None:
            spans.append(None)
            continue
        # A single day is still to be seen, inside the line.
        width = max(1.5, 100 * (last - first).days / length)
        spans.append(Span(round(min(100 * (first - low).days / length, 100 - width), 3), round(width, 3)))
    return Timeline(low.isoformat(), high.isoformat(), tuple(spans))


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
