"""The name bench has a floor, and its rows are what it promises."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.bank.name_bench import ANSWERS, cases, figures, report

FLOORS = {"dev": (99.0, 85.0), "held": (92.0, 80.0), None: (97.0, 85.0)}
"""Least precision and recall. The aim is 99 and 85 on the held rows too, which no rule was made for."""


@pytest.mark.parametrize("part", FLOORS)
def test_joins_are_right_and_most_are_found(part: str | None) -> None:
    found = figures(cases(part))
    precision, recall = FLOORS[part]
    assert found.precision >= precision, report(errors=part)
    assert found.recall >= recall, report(errors=part)


def test_the_bench_is_large_and_each_row_is_there_once() -> None:
    rows = cases()
    assert len(rows) >= 300
    assert {row.answer for row in rows} == set(ANSWERS)
    assert {row.part for row in rows} == {"dev", "held"}
    assert len(cases("held")) >= len(rows) / 3 - 12
    pairs = Counter(row[2:10] for row in rows)
    assert max(pairs.values()) == 1
