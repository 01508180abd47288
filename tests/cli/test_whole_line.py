"""From a file to an answer with the model that is shipped: no stand-ins."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import run

SEEDS = Path(__file__).parents[2] / "seeds"

STORY = """---
title: The river rose in an hour
date: 2023-02-07
publisher: The Example
---
“The river rose faster than we have ever seen,” John Ray, the mayor of Millbrook, told reporters on Monday.

He said that the bridge would stay closed until Friday.
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The bank of the example articles and what was printed about it."""
    db = tmp_path_factory.mktemp("demo") / "db" / "quotebank.db"
    result = run("demo", "--db", db, "--seeds", SEEDS)
    assert result.exit_code == 0, result.output
    return db, result.stdout


def test_extract(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(STORY, encoding="utf-8")
    result = run("extract", tmp_path)
    assert result.exit_code == 0, result.output
    row = json.loads(result.stdout)
    assert row["text"] == STORY.partition("The Example\n---\n")[2]
    direct, *others = row["quotes"]
    assert direct["type"] == "direct"
    assert "The river rose faster than we have ever seen" in direct["text"]
    assert (direct["speaker"], direct["role"]) == ("John Ray", "mayor of Millbrook")
    assert any("the bridge would stay closed" in quote["text"] for quote in others)
    for quote in row["quotes"]:
        assert " … ".join(row["text"][start:end] for start, end in quote["content"]) == quote["text"]


def test_the_readers_own_spans(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(STORY, encoding="utf-8")
    row = json.loads(run("extract", "--reader", tmp_path).stdout)
    assert row["quotes"]
    assert all(quote["speaker"] is None for quote in row["quotes"])


def test_add_and_search(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(STORY, encoding="utf-8")
    db = tmp_path / "news.db"
    assert run("add", db, tmp_path / "river.txt").stdout.startswith("1 article (1 added")
    assert run("add", db, tmp_path / "river.txt").stdout.startswith(
        "1 article (0 added, 0 replaced, 1 unchanged)"
    )
    found = run("search", db, "river", "--speaker", "Ray").stdout
    assert found.startswith("John Ray, mayor of Millbrook, 2023-02-06\n")
    assert "The river rose in an hour · The Example · 2023-02-07" in found


def test_the_demo_shows_names_with_roles_and_three_quotes(demo: tuple[Path, str]) -> None:
    _, printed = demo
    articles = len(list(SEEDS.glob("*.txt")))
    assert printed.startswith(f"{articles} articles ({articles} added, 0 replaced, 0 unchanged)")
    names = printed.partition("Most quoted:\n")[2].partition("\n\n")[0].splitlines()
    assert len(names) == 8
    quotes = printed.partition("Quotes about “balloon”:\n\n")[2].partition("Search it:")[0]
    assert len(quotes.strip().split("\n\n")) == 3


def test_the_bank_of_the_demo_has_kirbys_words(demo: tuple[Path, str]) -> None:
    db, _ = demo
    rows = run("search", db, "balloon", "--json", "--limit", "100").stdout.splitlines()
    assert "John Kirby" in {json.loads(row)["speaker"] for row in rows}
