"""``quotebank topics`` on a bank of three quotes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotebank.bank import Bank, queries
from quotebank.cli import main
from quotebank.core import Analysis, Article, Quote
from quotebank.keyterms import store_words

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


def stored(db: Path) -> dict[str, list[str]]:
    """Speaker → words, as the pages read them."""
    with Bank(db, create=False) as bank:
        conn = bank.connection
        return {
            row["name"]: [one["word"] for one in queries.words_of(conn, row["id"])]
            for row in queries.speakers(conn).rows
        }


def test_words_are_stored_for_those_who_are_quoted_often_enough(db: Path) -> None:
    def run(*options: str) -> str:
        result = CliRunner().invoke(main, ["topics", str(db), "--store", *options])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert run() == "stored what 0 speakers speak about\n"
    assert run("--least", "2") == "stored what 1 speaker speaks about\n"
    found = stored(db)
    assert found["Ada Lund"][0].endswith("ferry terminal") and found["Bo Roth"] == []
    assert run("--least", "1") == "stored what 1 speaker speaks about\n"
    assert stored(db) == {**found, "Bo Roth": ["orchard"]}
    assert run("--least", "1") == "stored what 0 speakers speak about\n"
    assert run("--least", "1", "--anew") == "stored what 2 speakers speak about\n"


def test_words_are_of_bounded_speakers_the_most_quoted_first(db: Path) -> None:
    told: list[tuple[int, int]] = []
    assert store_words(db, least=1, most=1, tell=lambda *numbers: told.append(numbers)) == 1
    assert told == [(1, 1)]
    found = stored(db)
    assert found["Ada Lund"] and not found["Bo Roth"]


def test_words_of_one_speaker_alone_are_not_stored(db: Path) -> None:
    result = CliRunner().invoke(main, ["topics", str(db), "--store", "--speaker", "Bo Roth"])
    assert result.exit_code == 2
    assert "leave --speaker away" in result.output
