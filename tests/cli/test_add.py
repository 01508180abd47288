"""``quotebank add``: counts, what is passed over, what is recorded."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "“It will rain,” said Anna Ray.\n"

pytestmark = pytest.mark.usefixtures("toy")


def table(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(RAIN)
    (folder / "b.txt").write_text("“No,” said Bo Day. “Never,” said Anna Ray.")
    return folder


def test_counts(db: Path, news: Path) -> None:
    result = run("add", db, news)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == (
        "2 articles (2 added, 0 replaced, 0 unchanged), 3 quotes, 2 speakers, 0 failed\n"
    )


def test_the_same_again_changes_nothing(db: Path, news: Path) -> None:
    run("add", db, news)
    before = table(db, "SELECT * FROM articles"), table(db, "SELECT * FROM quotes")
    result = run("add", db, news)
    assert result.stdout.startswith("2 articles (0 added, 0 replaced, 2 unchanged), 3 quotes")
    assert (table(db, "SELECT * FROM articles"), table(db, "SELECT * FROM quotes")) == before


def test_a_changed_article_replaces_its_earlier_form(db: Path, news: Path) -> None:
    run("add", db, news)
    (news / "b.txt").write_text("“Yes,” said Bo Day.")
    result = run("add", db, news)
    assert result.stdout == (
        "2 articles (0 added, 1 replaced, 1 unchanged), 2 quotes, 2 speakers, 0 failed\n"
    )


def test_another_model_reads_again(db: Path, news: Path) -> None:
    run("add", db, news)
    result = run("add", db, news, "--threads", "2")  # the toy's version follows its threads
    assert result.stdout.startswith("2 articles (0 added, 2 replaced, 0 unchanged)")


def test_failures_are_named_recorded_and_do_not_stop_the_run(db: Path, news: Path) -> None:
    (news / "a0.txt").write_bytes(b"\xff")
    (news / "a1.txt").write_text("BREAK")
    (news / "a2.txt").write_text("LIE")
    result = run("add", db, news)
    assert result.exit_code == 1
    assert result.stdout == (
        "2 articles (2 added, 0 replaced, 0 unchanged), 3 quotes, 2 speakers, 3 failed\n"
    )
    bad_bytes, broken, lie = result.stderr.splitlines()
    assert bad_bytes == f"quotebank: {news / 'a0.txt'}: invalid UTF-8 at byte 0"
    assert broken == "quotebank: a1: the reader broke"
    assert lie.startswith("quotebank: a2: ")
    places = [str(news / "a0.txt"), "a1", "a2"]
    assert table(db, "SELECT place FROM failures ORDER BY rowid") == [(one,) for one in places]
    assert table(db, "SELECT added, failed FROM runs") == [(2, 3)]


def test_ctrl_c_keeps_what_was_saved(db: Path, news: Path) -> None:
    (news / "a1.txt").write_text("INTERRUPT")
    result = run("add", db, news)
    assert result.exit_code == 130
    assert "what was saved is kept" in result.stderr
    assert table(db, "SELECT name FROM articles") == [("a",)]
    assert run("search", db, "rain").exit_code == 0


def test_silent(db: Path, news: Path) -> None:
    (news / "c.txt").write_bytes(b"\xff")
    result = run("add", "--silent", db, news)
    assert result.stdout == ""
    assert result.stderr.startswith(f"quotebank: {news / 'c.txt'}")


def test_json_lines_on_standard_input(db: Path) -> None:
    result = run("add", db, "-", input='{"text": "“Yes,” said Bo Day.", "id": "x"}\n')
    assert result.exit_code == 0
    assert table(db, "SELECT name FROM articles") == [("x",)]


def test_what_is_no_bank_is_refused_in_one_line(tmp_path: Path, news: Path) -> None:
    other = tmp_path / "other.db"
    other.write_text("not a database, " * 100)
    for db in (other, tmp_path / "none" / "news.db"):
        result = run("add", db, news)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {db}")
        assert len(result.stderr.splitlines()) == 1
