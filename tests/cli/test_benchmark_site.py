"""A made-up bank, and how fast it is served: every route is asked. Nothing here is about the figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from quotebank.evaluation.site_routes import ROUTES
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made-up") / "big.db"
    result = run("benchmark-bank", path, "--quotes", 400)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{path}: 400 quotes, ")
    return path


def test_every_route_is_asked(bank: Path) -> None:
    result = run("benchmark-site", bank, "--requests", 2, "--seconds", 1, "--clients", 2)
    lines = [line.split("|")[1:-1] for line in result.stdout.splitlines() if line.startswith("|")]
    asked = {cells[0].strip(): cells for cells in lines[2:]}
    assert set(asked) == {route.name for route in ROUTES}
    failed = {name: cells[1] for name, cells in asked.items() if not cells[-1].strip()}
    assert failed == {}, result.stdout
    assert result.exit_code == 0
    assert "400 quotes" in result.stdout and "requests a second" in result.stdout


def test_figures_for_programs(bank: Path) -> None:
    result = run("benchmark-site", bank, "--requests", 1, "--seconds", 0, "--clients", 1, "--json")
    speed = json.loads(result.stdout)
    assert speed["counts"]["quotes"] == 400
    assert {one["name"] for one in speed["timings"]} == {route.name for route in ROUTES}


def test_a_bank_is_not_overwritten(bank: Path) -> None:
    result = run("benchmark-bank", bank)
    assert (result.exit_code, "there is a file already" in result.stderr) == (1, True)
