"""``quotebank publish``: what it says, what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bank.builders import Said, add, rows, story
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    add(tmp_path / "news.db", story("one", Said("The pier must go", "Ada Brook")))
    return tmp_path / "news.db"


def test_it_says_what_was_published(bank: Path, tmp_path: Path) -> None:
    result = run("publish", bank, tmp_path / "site", "--no-texts", "--no-words", "--name", "harbour")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"{tmp_path / 'site' / 'harbour.db'}: 1 quote, 1 speaker, 1 article, 0 texts;"
    )
    assert f"quotebank serve {tmp_path / 'site'}" in result.stdout
    assert (tmp_path / "site" / "Dockerfile").is_file()


def test_a_folder_that_is_taken(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine")
    result = run("publish", bank, tmp_path / "site", "--no-words")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path / 'site'}: ") and "--force" in result.stderr
    assert run("publish", bank, tmp_path / "site", "--no-words", "--force").exit_code == 0
    assert not (tmp_path / "site" / "mine.txt").exists()


def test_what_is_no_bank(tmp_path: Path) -> None:
    result = run("publish", tmp_path / "none.db", tmp_path / "site")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {tmp_path / 'none.db'}: ")
    assert list(tmp_path.iterdir()) == []


def test_the_words_of_speakers_are_computed_for_the_copy(tmp_path: Path) -> None:
    said = [Said(f"The old pier must go before winter number {number}", "Ada Brook") for number in range(6)]
    add(tmp_path / "news.db", story("one", *said))
    result = run("publish", tmp_path / "news.db", tmp_path / "site")
    assert result.exit_code == 0, result.stderr
    assert "1 of 1 speaker" in result.stderr
    words = "SELECT word FROM speaker_words"
    assert any("pier" in word for (word,) in rows(tmp_path / "site" / "quotes.db", words))
    assert rows(tmp_path / "news.db", words) == []
