"""``quotebank search``: what is found, how it is shown, who is meant by a name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from quotebank.bank import Bank
from quotebank.cli import main
from quotebank.core import Analysis, Article, Quote, Speaker
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def analysis(words: str, name: str, role: str | None, **article: str) -> Analysis:
    text = f"“{words},” said {name}."
    quote = Quote(
        type="direct",
        content=((0, len(words) + 3),),
        speaker=name,
        speaker_kind="person",
        role=role,
        date=article.get("published"),
        act="promise" if role else None,
        confidence=0.9,
    )
    span = (text.index(name), text.index(name) + len(name))
    roles = (role,) if role else ()
    who = Speaker(name, "person", names=(name,), roles=roles, mentions=(span,))
    return Analysis(Article(text=text, **article), (quote,), (who,), model="toy")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Bank(path) as bank, bank.run(model="toy", command="test") as filling:
        filling.add(
            analysis(
                "The river rose fast",
                "Anna Ray",
                "mayor",
                id="a",
                title="Flood",
                publisher="The Example",
                published="2023-02-07",
                url="https://example.org/a",
            )
        )
        filling.add(analysis("The river fell", "Anna Day", None, id="b", published="2023-03-01"))
        filling.add(analysis("\x1b[31mRed\x1b[0m river\n\u202e", "Bo\x1b[1m Day", None, id="c"))
    return path


def test_what_a_reader_sees(db: Path) -> None:
    result = run("search", db, "rose")
    assert result.stdout == (
        "Anna Ray, mayor, 2023-02-07\n"
        "  “The river rose fast,”\n"
        "  Flood · The Example · 2023-02-07 · https://example.org/a\n"
        "\n"
    )
    assert result.stderr == "1 quote\n"
    assert result.exit_code == 0


def test_hits_are_bold_on_a_terminal_only(db: Path) -> None:
    coloured = CliRunner().invoke(main, ["search", str(db), "rose"], color=True)
    assert "\x1b[1mrose\x1b[0m" in coloured.stdout
    assert "\x1b" not in run("search", db, "rose").stdout


def test_json_lines(db: Path) -> None:
    rows = [json.loads(line) for line in run("search", db, "river", "--json").stdout.splitlines()]
    assert {row["speaker"] for row in rows} == {"Anna Ray", "Anna Day", "Bo\x1b[1m Day"}
    (rose,) = (row for row in rows if row["article_id"] == "a")
    assert rose["text"] == "“The river rose fast,”"
    assert ["river", True] in rose["snippet"]
    assert run("search", db, "nothing", "--json").stdout == ""


def test_texts_cannot_steer_the_terminal(db: Path) -> None:
    result = CliRunner().invoke(main, ["search", str(db), "red"], color=True)
    assert "\x1b[31m" not in result.stdout
    assert "Bo\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--order", "newest"], "bac"),
        (["--order", "oldest"], "cab"),
        (["--order", "newest", "--limit", "1"], "b"),
        (["--since", "2023-03"], "b"),
        (["--until", "2023-02-07", "--since", "2023"], "a"),
        (["--since", "1 March 2023"], "b"),
        (["--publisher", "The Example"], "a"),
        (["--kind", "country"], ""),
        (["--type", "indirect"], ""),
        (["--act", "promise"], "a"),
        (["--role", "Mayors"], "a"),
        (["--speaker", "Anna Ray"], "a"),
        (["--speaker", "anna ray"], "a"),
        (["--speaker", "ray"], "a"),
    ],
)
def test_options(db: Path, options: list[str], found: str) -> None:
    result = run("search", db, "", "--json", *options)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert "".join(row["article_id"] for row in rows) == found


def test_a_name_that_fits_several_is_refused_with_their_numbers(db: Path) -> None:
    result = run("search", db, "", "--speaker", "Anna")
    assert result.exit_code == 1
    assert "Anna Ray (" in result.stderr
    assert "Anna Day (" in result.stderr
    number = result.stderr.partition("Anna Day (")[2].partition(")")[0]
    assert run("search", db, "", "--speaker", number).stdout.startswith("Anna Day")


@pytest.mark.parametrize("name", ["Nobody", "", " ", "!!", '"'])
def test_a_name_that_fits_nobody(db: Path, name: str) -> None:
    result = run("search", db, "", "--speaker", name)
    assert result.exit_code == 1
    assert "no speaker is named" in result.stderr


def test_how_many_there_are(db: Path) -> None:
    assert run("search", db, "river", "--limit", "2").stderr == "3 quotes, 2 shown\n"
    nothing = run("search", db, "snow")
    assert (nothing.stdout, nothing.stderr, nothing.exit_code) == ("", "no quotes found\n", 0)


@pytest.mark.parametrize("query", ['"', "AND", "a* OR (", "rose NEAR/0", "\x00", "🌧", "''"])
def test_odd_queries_are_answered(db: Path, query: str) -> None:
    assert run("search", db, query).exit_code == 0


@pytest.mark.parametrize("options", [["--since", "soon"], ["--until", "2023-13"], ["--limit", "0"]])
def test_options_that_make_no_sense(db: Path, options: list[str]) -> None:
    assert run("search", db, "river", *options).exit_code == 2


def test_no_bank(tmp_path: Path) -> None:
    result = run("search", tmp_path / "none.db", "river")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert not (tmp_path / "none.db").exists()
