"""``quotebank topics`` on a bank of three quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotebank.bank import Bank
from quotebank.cli import main
from quotebank.core import Analysis, Article, Quote

pytest.importorskip("textacy")

TEXT = (
    "Ada Lund said the ferry service needs a new ferry terminal. "
    "Ada Lund said the ferry terminal was too small. Bo Roth said the orchard froze."
)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "quotes.db"
    spans = [(18, 58, "Ada Lund"), (74, 106, "Ada Lund"), (121, 138, "Bo Roth")]
    quotes = tuple(
        Quote("indirect", ((a, b),), speaker=who, speaker_kind="person", confidence=0.9)
        for a, b, who in spans
    )
    with Bank(path) as bank, bank.run(model="hand", command="test") as run:
        run.add(Analysis(Article(TEXT, "ferry"), quotes, model="hand"))
    return path


def terms(db: Path, *options: str) -> list[str]:
    result = CliRunner().invoke(main, ["topics", str(db), "--json", *options])
    assert result.exit_code == 0, result.output
    return [json.loads(line)["term"] for line in result.stdout.splitlines()]


def test_the_most_linked_term_comes_first(db: Path) -> None:
    assert terms(db)[0].endswith("ferry terminal")


def test_one_speaker_only(db: Path) -> None:
    found = terms(db, "--speaker", "Bo Roth")
    assert found == ["orchard"]


def test_a_limit(db: Path) -> None:
    assert len(terms(db, "--limit", "1")) == 1


def test_a_bank_without_quotes_has_no_topics(tmp_path: Path) -> None:
    Bank(tmp_path / "empty.db").close()
    assert terms(tmp_path / "empty.db") == []
