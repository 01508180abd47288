"""``quotebank demo``: a bank from a folder of articles, and what it prints of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("toy")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``seeds`` in it, to stand in."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("“A balloon,” said Anna Ray. “Two,” said Anna Ray.")
    (tmp_path / "seeds" / "b.txt").write_text("“A bridge,” said Bo Day.")
    (tmp_path / "seeds" / "README.md").write_text("“Read me,” said Nobody.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_counts_names_and_quotes(checkout: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert result.stdout == (
        "2 articles (2 added, 0 replaced, 0 unchanged), 3 quotes, 2 speakers, 0 failed\n"
        "\n"
        "Most quoted:\n"
        "    2  Anna Ray, spokesman\n"
        "    1  Bo Day, spokesman\n"
        "\n"
        "Quotes about “balloon”:\n"
        "\n"
        "Anna Ray, spokesman\n"
        "  “A balloon,”\n"
        "  a\n"
        "\n"
        "Search it:  quotebank search db/quotebank.db balloon\n"
        "Serve it:   quotebank serve db/quotebank.db\n"
    )
    assert run("search", checkout / "db" / "quotebank.db", "bridge").stdout.startswith("Bo Day")


def test_again_it_changes_nothing(checkout: Path) -> None:
    first = run("demo").stdout.splitlines()
    again = run("demo").stdout.splitlines()
    assert again[0].startswith("2 articles (0 added, 0 replaced, 2 unchanged), 3 quotes")
    assert again[1:] == first[1:]


def test_other_articles_and_another_bank(checkout: Path) -> None:
    (checkout / "mine").mkdir()
    (checkout / "mine" / "c.txt").write_text("“Snow,” said Cy Low.")
    result = run("demo", "--seeds", "mine", "--db", "news.db")
    assert "The newest quotes:\n\nCy Low, spokesman\n  “Snow,”\n" in result.stdout
    assert (checkout / "news.db").is_file()


def test_outside_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("demo")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: seeds: no such folder")
    assert not (tmp_path / "db").exists()


def test_failures_are_told(checkout: Path) -> None:
    (checkout / "seeds" / "c.txt").write_text("BREAK")
    result = run("demo")
    assert result.exit_code == 1
    assert result.stderr == "quotebank: c: the reader broke\n"
    assert "1 failed" in result.stdout
