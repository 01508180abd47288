"""The common questions on Datasette's own pages, on either line."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank.questions import QUESTIONS, SHOWN, Question
from tests.web.conftest import HOSTILE_NAME, Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SETTINGS = {"default_allow_sql": False}


@pytest.fixture
def shut(serve: Callable[..., Get], bank_path: Path) -> Get:
    """``get`` on the bank, where visitors may send no SQL."""
    return serve(bank_path, settings=SETTINGS)


def rows(get: Get, query: str, /, **asked: str) -> list[dict[str, Any]]:
    answer = get(f"/harbour/{query}.json", params={"_shape": "array", **asked})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


@pytest.mark.parametrize(
    ("name", "asked", "expected"),
    [
        ("most_quoted", {"month": "2022-01"}, [{"speaker": "Tom Reed", "quotes": 25}]),
        ("most_quoted", {}, [{"month": "2023-02", "quotes": 1}] * 3),
        ("most_quoted", {"month": "none"}, []),
        ("quotes_of", {"name": "ada brook"}, [{"speaker": "Ada Brook", "role": "Mayor", "type": "direct"}]),
        ("quotes_of", {"name": HOSTILE_NAME}, [{"speaker": HOSTILE_NAME}]),
        ("quotes_of", {"name": '" OR name:*'}, []),
        ("quotes_of", {"name": ""}, []),
        ("quotes_with_role", {"role": "MAYOR"}, [{"speaker": "Ada Brook"}]),
        ("quotes_with_role", {"role": "pier"}, []),
        ("quotes_with_role", {"role": '") OR (text : "pier'}, []),
        (
            "unnamed_sources",
            {},
            [
                {"publisher": "Gazette", "quotes": 25, "unnamed": 0, "percent": 0.0},
                {"publisher": "Harbour Herald", "quotes": 3},
                {"publisher": "<u>Press</u>", "quotes": 1},
            ],
        ),
        ("new_roles", {}, []),
    ],
)
def test_an_answer(shut: Get, name: str, asked: dict[str, str], expected: list[dict[str, Any]]) -> None:
    found = rows(shut, name, **asked)
    assert len(found) == len(expected)
    assert all(one.items() <= row.items() for one, row in zip(expected, found, strict=True)), found


def test_the_database_page_lists_them(shut: Get) -> None:
    page = shut("/harbour").text
    for one in QUESTIONS:
        assert re.search(rf'href="/harbour/{one.name}"[^>]*>{re.escape(one.title)}', page), one.name
        answer = shut(f"/harbour/{one.name}")
        assert answer.status_code == 200
        assert one.description in answer.text
        for asked in one.asks:
            assert f'name="{asked}"' in answer.text


def test_who_may_not_see_the_bank_may_not_ask(serve: Callable[..., Get], bank_path: Path) -> None:
    get = serve(bank_path, metadata={"databases": {"harbour": {"allow": {"id": "editor"}}}})
    for one in QUESTIONS:
        assert get(f"/harbour/{one.name}.json").status_code == 403


def test_a_database_that_is_no_bank_has_none(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    get = serve(bank_path, other)
    for one in QUESTIONS:
        assert get(f"/other/{one.name}.json").status_code == 404
        assert get(f"/harbour/{one.name}.json?_shape=array").status_code == 200


def test_a_query_of_the_operator_stays(serve: Callable[..., Get], bank_path: Path) -> None:
    theirs = {"databases": {"harbour": {"queries": {"most_quoted": {"sql": "select 7 as theirs"}}}}}
    get = serve(bank_path, metadata=theirs, **({"config": theirs} if _reads_config() else {}))
    assert rows(get, "most_quoted") == [{"theirs": 7}]
    assert rows(get, "quotes_of", name="ada brook")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.name)
def test_each_follows_an_index_or_reads_only_the_newest(
    bank_path: Path, tmp_path: Path, question: Question
) -> None:
    # without statistics of so small a bank, for which to scan is best
    large = tmp_path / "large.db"
    shutil.copy(bank_path, large)
    with closing(sqlite3.connect(large)) as connection:
        connection.execute("DROP TABLE IF EXISTS sqlite_stat1")
        connection.commit()
    with closing(sqlite3.connect(large)) as connection:
        explained = f"EXPLAIN QUERY PLAN {question.sql}"
        plan = [row[3] for row in connection.execute(explained, dict.fromkeys(question.asks, "a"))]
    whole = [step for step in plan if re.match(r"SCAN (?!f\b|n$|\(|CONSTANT)", step)]
    # quotes in the order of their rows, and roles off their index, end at a limit; months are few
    assert all(
        re.match(r"SCAN (quotes($| USING COVERING)|roles USING INDEX roles_first|months)", one)
        for one in whole
    ), plan
    assert f"LIMIT {SHOWN}" in question.sql


def test_they_are_json_for_other_programs(shut: Get) -> None:
    body = json.loads(shut("/harbour/most_quoted.json?month=2022-01&_shape=array").text)
    assert set(body[0]) == {"month", "speaker", "kind", "quotes"}


def _reads_config() -> bool:
    from datasette.app import Datasette

    return hasattr(Datasette, "add_query")
