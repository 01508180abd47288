"""docs/cli.md says what the commands say; ``python -m tests.cli.test_docs`` rewrites it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotebank.bank import queries
from quotebank.cli import main
from quotebank.core import Article
from quotebank.ingest import SUFFIXES, articles, fields, jsonl
from tests.cli.conftest import run

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
HELP = re.compile(r"```text\nUsage: quotebank(?: ([a-z-]+))? \[.*?```", re.DOTALL)


def help_of(command: str | None) -> str:
    """The help text of a command, or of them all, as a block for the page."""
    args = [command, "--help"] if command else ["--help"]
    result = CliRunner().invoke(main, args, prog_name="quotebank", terminal_width=88)
    return f"```text\n{result.stdout.rstrip()}\n```"


def brought_up_to_date(page: str) -> str:
    """The page with every help text as it is now, and a section for each command that had none."""
    page = HELP.sub(lambda block: help_of(block[1]), page)
    missing = sorted(set(main.commands) - {block[1] for block in HELP.finditer(page)})
    return page + "".join(f"\n## quotebank {name}\n\n{help_of(name)}\n" for name in missing)


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def words(text: str) -> list[str]:
    """Without its line breaks: versions of click wrap differently."""
    return text.split()


@pytest.mark.parametrize("command", [None, *sorted(main.commands)])
def test_the_help_text_of_each_command_is_on_the_page(command: str | None) -> None:
    found = [block[0] for block in HELP.finditer(PAGE.read_text("utf-8")) if block[1] == command]
    assert len(found) == 1
    assert words(found[0]) == words(help_of(command)), "run: python -m tests.cli.test_docs"


def test_each_command_has_a_section_and_there_are_no_others() -> None:
    sections = re.findall(r"^## quotebank (\S+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(sections) == sorted(main.commands)


def test_the_examples_of_articles_are_read_as_the_page_says(tmp_path: Path) -> None:
    (front_matter,) = blocks("markdown")
    (line,) = blocks("json")
    (tmp_path / "ferry.md").write_text(front_matter, encoding="utf-8")
    (tmp_path / "ferry.jsonl").write_text(line, encoding="utf-8")
    (article,) = articles([tmp_path / "ferry.md"])
    assert article == Article(
        text="“Nobody was hurt,” said Anna Ray, the harbor master.\n",
        id="ferry",
        title="Ferry runs aground",
        published="2023-02-07",
        url="https://example.org/ferry",
        publisher="The Example",
        author="A. Writer",
    )
    (other,) = articles([tmp_path / "ferry.jsonl"])
    assert isinstance(other, Article)
    assert (other.id, other.author) == ("ferry", "A. Writer, B. Writer")


def test_the_limits_on_the_page_are_those_in_force() -> None:
    page = " ".join(words(PAGE.read_text("utf-8")))
    assert f"more than {fields.TEXT_LIMIT:,} characters" in page
    assert f"more than {fields.FIELD_LIMIT:,} (an id: {fields.ID_LIMIT})" in page
    assert f"A line of more than {jsonl.LINE_LIMIT // 2**20} MB" in page
    assert f"newest {queries.RANKED:,} hits" in page
    assert all(f"`{suffix}`" in page for suffix in SUFFIXES)


@pytest.mark.usefixtures("toy")
def test_the_fields_of_a_found_quote_are_all_named(tmp_path: Path) -> None:
    db = tmp_path / "news.db"
    run("add", db, "-", input="“It will rain,” said Anna Ray.")
    (row,) = map(json.loads, run("search", db, "rain", "--json").stdout.splitlines())
    section = PAGE.read_text("utf-8").partition("## quotebank search")[2].partition("\n## ")[0]
    named = re.findall(r"`([a-z_]+)`", HELP.sub("", section))
    assert sorted(named) == sorted(row)


if __name__ == "__main__":
    PAGE.write_text(brought_up_to_date(PAGE.read_text("utf-8")), encoding="utf-8")
