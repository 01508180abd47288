"""``quotebank extract``: lines out, failures named, exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

RAIN = "“It will rain,” said Anna Ray.\n"


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.split("\n") if line]


@pytest.mark.usefixtures("toy")
def test_one_line_for_each_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (tmp_path / "b.txt").write_text("“Émigré\u2028…” said Bo.")
    result = run("extract", tmp_path)
    assert result.exit_code == 0
    assert result.stderr == ""
    first, second = lines(result)
    assert (first["id"], first["text"]) == ("a", RAIN)
    assert first["quotes"][0]["text"] == "“It will rain,”"
    assert first["quotes"][0]["speaker"] == "Anna Ray"
    assert "Émigré\u2028…" in result.stdout  # readable, not \u escapes
    assert second["quotes"][0]["speaker"] == "Bo"


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize("args", [["extract"], ["extract", "-"]])
def test_standard_input(args: list[str]) -> None:
    (row,) = lines(run(*args, input=RAIN))
    assert row["id"] == "stdin"
    both = lines(run(*args, input=json.dumps({"text": RAIN}) + "\n" + json.dumps({"text": "B."})))
    assert [row["id"] for row in both] == ["stdin:1", "stdin:2"]


@pytest.mark.usefixtures("toy")
def test_what_it_prints_it_can_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: T\ndate: 2023-02-07\n---\n{RAIN}")
    once = run("extract", tmp_path).stdout
    assert run("extract", "-", input=once).stdout == once


@pytest.mark.usefixtures("toy")
def test_failures_are_named_and_the_rest_is_printed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (tmp_path / "b.txt").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text("BREAK")
    (tmp_path / "d.txt").write_text(RAIN)
    result = run("extract", tmp_path, tmp_path / "none.txt")
    assert result.exit_code == 1
    assert [row["id"] for row in lines(result)] == ["a", "d"]
    assert result.stderr.splitlines() == [
        f"quotebank: {tmp_path / 'b.txt'}: invalid UTF-8 at byte 0",
        "quotebank: c: the reader broke",
        f"quotebank: {tmp_path / 'none.txt'}: cannot be read: No such file or directory",
    ]


@pytest.mark.usefixtures("toy")
def test_file_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    name = "a\x1b[2J\n\u202e.txt"
    (tmp_path / name).write_text("")
    result = run("extract", tmp_path / name)
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("toy")
def test_the_date_option_dates_articles_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (tmp_path / "b.txt").write_text(f"---\ndate: 2020-01-01\n---\n{RAIN}")
    rows = lines(run("extract", "--published", "7 February 2023", tmp_path))
    assert [row["published"] for row in rows] == ["2023-02-07", "2020-01-01"]
    refused = run("extract", "--published", "02/07/2023", tmp_path)
    assert refused.exit_code == 2
    assert "does not name one day" in refused.stderr


@pytest.mark.usefixtures("toy")
def test_the_reader_option_and_threads_reach_the_analyzer(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (row,) = lines(run("extract", "--reader", "--threads", "3", tmp_path))
    assert row["quotes"][0]["speaker"] is None
    assert row["model"] == "toy3"
    assert run("extract", "--threads", "0", tmp_path).exit_code == 2


@pytest.mark.usefixtures("toy")
@pytest.mark.parametrize(("least", "left"), [(0, 1), (0.9, 1), (0.95, 0)])
def test_quotes_of_less_confidence_are_left_out_and_counted(least: float, left: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (row,) = lines(run("extract", "--min-confidence", least, tmp_path))
    assert len(row["quotes"]) == left
    assert row["notes"] == (
        [] if left else [f"1 quote with a confidence under {least} left out: “It will rain,” (0.90)"]
    )
    assert run("extract", "--min-confidence", "20", tmp_path).exit_code == 2


@pytest.mark.usefixtures("toy")
def test_ctrl_c(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAIN)
    (tmp_path / "b.txt").write_text("INTERRUPT")
    result = run("extract", tmp_path)
    assert result.exit_code == 130
    assert [row["id"] for row in lines(result)] == ["a"]
