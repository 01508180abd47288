"""The name bench has a floor, and its rows are what it promises."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank.name_bench import ANSWERS, PARTS, cases, figures, report


@pytest.mark.parametrize(
    ("part", "precision", "recall"),
    # in the smaller parts one wrong join is more than one in a hundred
    [(None, 99.0, 88.0), ("dev", 99.0, 88.0), ("seen", 98.0, 85.0), ("held", 98.5, 92.0)],
)
def test_joins_are_right_and_most_are_found(part: str | None, precision: float, recall: float) -> None:
    found = figures(cases(part))
    assert found.precision >= precision, report(errors=part)
    assert found.recall >= recall, report(errors=part)


def test_the_bench_is_large_and_each_row_is_there_once() -> None:
    rows = cases()
    assert len(rows) >= 600
    assert {row.answer for row in rows} == set(ANSWERS)
    assert {row.part for row in rows} == set(PARTS)
    pairs = Counter(row[2:10] for row in rows)
    assert [pair for pair, count in pairs.items() if count > 1] == []
