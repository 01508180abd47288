"""Where the bars of periods stand on a time line."""

from __future__ import annotations

import pytest

from quotebank.web.timeline import Span, timeline


def test_periods_on_a_time_line() -> None:
    found = timeline(
        [
            ("2023-01-01", "2023-01-01"),
            ("2023-01-11", "2023-01-31"),
            (None, None),
            ("2023-01-31", "2023-01-31"),
        ]
    )
    assert found is not None
    assert (found.first, found.last) == ("2023-01-01", "2023-01-31")
    day, weeks, nothing, last = found.spans
    assert nothing is None
    assert weeks == Span(33.333, 66.667)
    assert day is not None and last is not None
    assert day.x == 0 and day.width > 0 and last.x + last.width == 100


@pytest.mark.parametrize("periods", [[], [(None, None)], [("soon", "later")]], ids=str)
def test_no_day_no_time_line(periods: list[tuple[str | None, str | None]]) -> None:
    assert timeline(periods) is None
