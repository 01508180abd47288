"""Plots as numbers: where each bar stands, in percent, for the templates to draw as SVG.

Nothing here makes markup. Percentages keep a plot sharp at any width without a script, while its
words stay as large as the text around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quotebank.web import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FEWEST, MOST = 12, 180
"""Bars of a plot: with fewer months it shows empty ones, with more it counts years."""

LABELS = 6
"""How many labels stand below a plot at most: more of them would touch each other on a phone."""

_STEPS = (1, 12, 120, 1200, 12000)
"""Months that one bar may stand for."""

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: its name, its first and last month or year as search takes them, its number, its place."""

    label: str
    since: str
    until: str
    value: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """Words below a plot, and where: ``anchor`` is what SVG calls text-anchor."""

    text: str
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What plots that are compared have in common.

    The number of the first month or longer period, how many there are, how many months each has, and the
    highest value.
    """

    first: int
    periods: int
    step: int
    most: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Numbers over time; periods with none have no bar. ``period`` says what one bar stands for."""

    period: str
    most: int
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]


def scale_of(*series: Iterable[Mapping[str, Any]], what: str = "quotes", bars: int = MOST) -> Scale | None:
    """The scale on which all of some series of months fit; None where there is nothing to plot.

    ``bars`` is how many there is room for: months become years, then decades, where they are more.
    """
    counted = [_numbered(one, what) for one in series]
    months = [month for one in counted for month, value in one.items() if value > 0]
    if not months:
        return None
    low, high = min(months), max(months)
    step = next(one for one in _STEPS if high // one - low // one < bars or one == _STEPS[-1])
    first, last = low // step, high // step
    first = max(0, min(first, last - FEWEST + 1))
    most = max(value for one in counted for value in _added(one, step).values())
    return Scale(first, last - first + 1, step, most)


def plot(
    series: Iterable[Mapping[str, Any]], *, scale: Scale | None = None, what: str = "quotes"
) -> Plot | None:
    """The bars of a series of ``month`` (``2023-02``) and numbers; None without a scale to put them on."""
    series = list(series)
    scale = scale or scale_of(series, what=what)
    if scale is None:
        return None
    slot = 100 / scale.periods
    bars = [
        Bar(
            label=_name(period, scale.step),
            since=_written(period * scale.step, scale.step),
            until=_written((period + 1) * scale.step - 1, scale.step),
            value=value,
            x=round((period - scale.first + 0.1) * slot, 3),
            width=round(slot * 0.8, 3),
            height=round(100 * value / scale.most, 3),
        )
        for period, value in sorted(_added(_numbered(series, what), scale.step).items())
        if value > 0
    ]
    period = {1: "month", 12: "year", 120: "decade"}.get(scale.step, "period")
    return Plot(period, scale.most, tuple(bars), tuple(_labels(scale)))


def _numbered(series: Iterable[Mapping[str, Any]], what: str) -> dict[int, int]:
    """Month, counted from the year 0, → number. What is no month is left out: a table may hold anything."""
    found: dict[int, int] = {}
    for row in series:
        month = _MONTH.fullmatch(str(row["month"]))
        if month and 1 <= int(month[2]) <= 12:
            number = int(month[1]) * 12 + int(month[2]) - 1
            found[number] = found.get(number, 0) + int(row[what])
    return found


def _added(months: Mapping[int, int], step: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for month, value in months.items():
        found[month // step] = found.get(month // step, 0) + value
    return found


def _written(month: int, step: int) -> str:
    """A month, or its year where bars are longer, as search takes it."""
    return f"{month // 12:04}-{month % 12 + 1:02}" if step == 1 else f"{month // 12:04}"


def _name(period: int, step: int) -> str:
    if step == 1:
        return words.month(_written(period, 1))
    year = period * step // 12
    return str(year) if step == 12 else f"{year} to {year + step // 12 - 1}"


def _labels(scale: Scale) -> Iterable[Label]:
    """The years in which a plot of months reaches into another one; else its ends, or some of its periods."""
    periods = range(scale.first, scale.first + scale.periods)
    chosen: Sequence[int]
    if scale.step == 1 and scale.periods < 24:
        chosen = (periods[0], periods[-1])
        texts = {one: words.month(_written(one, 1), short=True) for one in chosen}
    else:
        starts = [one for one in periods if scale.step > 1 or one % 12 == 0]
        chosen = starts[:: -(-len(starts) // LABELS)]
        texts = {one: str(one * scale.step // 12) for one in chosen}
    for one in chosen:
        x = round((one - scale.first + 0.5) * 100 / scale.periods, 3)
        yield Label(texts[one], *((0.0, "start") if x < 5 else (100.0, "end") if x > 95 else (x, "middle")))
