"""Where bars and labels stand."""

from __future__ import annotations

from typing import Any

import pytest

from quotebank.web.plots import FEWEST, LABELS, MOST, plot, scale_of


def months(**values: int) -> list[dict[str, Any]]:
    """``m2023_02=4`` as a row of a table of months."""
    return [
        {"month": name[1:].replace("_", "-"), "quotes": value, "articles": 1}
        for name, value in values.items()
    ]


def test_bars_are_in_proportion_and_in_order() -> None:
    found = plot(months(m2023_03=10, m2022_12=5, m2023_01=0))
    assert found is not None
    assert [(bar.label, bar.value, bar.height) for bar in found.bars] == [
        ("December 2022", 5, 50.0),
        ("March 2023", 10, 100.0),
    ]
    first, second = found.bars
    assert (first.since, first.until) == ("2022-12", "2022-12")
    assert second.x - first.x == pytest.approx(3 * 100 / FEWEST, abs=0.01)
    assert (found.most, found.period) == (10, "month")
    assert [label.text for label in found.labels] == ["Apr 2022", "Mar 2023"]


def test_one_month_does_not_fill_the_plot() -> None:
    found = plot(months(m2023_03=10))
    assert found is not None and found.bars[0].width < 100 / FEWEST


@pytest.mark.parametrize("rows", [[], months(m2023_01=0), [{"month": "soon", "quotes": 3}]], ids=str)
def test_nothing_has_no_plot(rows: list[dict[str, Any]]) -> None:
    assert plot(rows) is None
    assert scale_of(rows) is None


@pytest.mark.parametrize(
    ("first", "last", "period", "label", "until"),
    [
        ("2009-01", "2023-02", "month", "February 2023", "2023-02"),
        ("1990-01", "2023-02", "year", "2023", "2023"),
        ("1600-01", "2023-02", "decade", "2020 to 2029", "2029"),
        ("0001-01", "9999-12", "period", "9900 to 9999", "9999"),
    ],
)
def test_long_times_have_longer_periods(first: str, last: str, period: str, label: str, until: str) -> None:
    found = plot([{"month": first, "quotes": 1}, {"month": last, "quotes": 2}])
    assert found is not None
    assert (found.period, found.bars[-1].label, found.bars[-1].until) == (period, label, until)
    assert 1 < len(found.labels) <= LABELS
    assert 100 / found.bars[0].width <= MOST / 0.8 + 1
    for bar in found.bars:
        assert bar.x >= 0 and bar.x + bar.width <= 100.001
    assert [label.anchor for label in found.labels if 5 <= label.x <= 95] == ["middle"] * sum(
        5 <= label.x <= 95 for label in found.labels
    )


def test_plots_that_are_compared_share_a_scale() -> None:
    one, other = months(m2020_01=8), months(m2022_01=4)
    scale = scale_of(one, other)
    first, second = plot(one, scale=scale), plot(other, scale=scale)
    assert first is not None and second is not None
    assert (first.bars[0].height, second.bars[0].height) == (100.0, 50.0)
    assert first.bars[0].x < second.bars[0].x
    assert first.labels == second.labels
    narrow = plot(one, scale=scale_of(one, other, bars=12))
    assert narrow is not None and narrow.period == "year"


def test_what_is_counted_can_be_chosen() -> None:
    found = plot(months(m2023_03=10), what="articles")
    assert found is not None and found.most == 1
