"""What stays shut to visitors of a bank that is served without any configuration, on both lines."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank.tables import PRIVATE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Get

SQL = ("/harbour.json?sql=select+1", "/harbour/-/query.json?sql=select+1", "/harbour?sql=select+1")
REFUSED = (400, 403, 404)


def configured(**plugin: Any) -> dict[str, Any]:
    """Options of Datasette with a setting of our plugin, for whichever line is installed."""
    return where({"plugins": {"quotebank": plugin}})


def where(config: dict[str, Any]) -> dict[str, Any]:
    from datasette.app import Datasette

    return {"config": config} if hasattr(Datasette, "allowed") else {"metadata": config}


@pytest.mark.parametrize("path", SQL)
def test_nobody_writes_sql(get: Get, path: str) -> None:
    answer = get(path, follow_redirects=True)
    assert answer.status_code in REFUSED, answer.text


def test_nobody_filters_by_sql(get: Get) -> None:
    assert get("/harbour/quotes.json?_where=1=1").status_code in REFUSED
    assert get("/harbour/quotes.json?type=direct").status_code == 200


@pytest.mark.parametrize("table", [*sorted(PRIVATE), "FAILURES"])
def test_nobody_reads_what_tells_of_people_at_work(get: Get, table: str) -> None:
    for path in (f"/harbour/{table}", f"/harbour/{table}.json", f"/harbour/{table}.csv"):
        assert get(path).status_code in REFUSED, path


def test_the_other_tables_are_open(get: Get) -> None:
    page = get("/harbour").text
    shown = set(re.findall(r'href="/harbour/(\w+)"', page))
    assert {"quotes", "speakers", "articles", "roles"} <= shown
    for table in ("quotes", "speakers", "texts", "segments"):
        assert get(f"/harbour/{table}.json?_shape=array&_size=1").status_code == 200


@pytest.mark.parametrize(
    ("options", "path"),
    [
        (configured(allow_sql=True), SQL[0]),
        (where({"databases": {"harbour": {"allow_sql": True}}}), SQL[0]),
        (configured(allow_private_tables=True), "/harbour/runs.json"),
    ],
)
def test_an_operator_opens_them(
    serve: Callable[..., Get], bank_path: Path, options: dict[str, Any], path: str
) -> None:
    answer = serve(bank_path, **options)(path, follow_redirects=True)
    assert answer.status_code == 200, answer.text


def test_an_operators_own_rule_is_kept(serve: Callable[..., Get], bank_path: Path) -> None:
    get = serve(bank_path, **where({"databases": {"harbour": {"allow_sql": {"id": "ada"}}}}))
    assert get(SQL[0], follow_redirects=True).status_code in REFUSED


def test_other_databases_are_left_alone(serve: Callable[..., Get], bank_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "cats.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE runs (name TEXT)")
    connection.close()
    get = serve(bank_path, other)
    assert get("/cats.json?sql=select+1", follow_redirects=True).status_code == 200
    assert get("/cats/runs.json").status_code == 200
    assert get("/harbour/runs.json").status_code in REFUSED


def test_what_is_open_to_crawlers(get: Get) -> None:
    answer = get("/robots.txt")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    rules = [
        (line.startswith("Allow: "), line.partition(": ")[2])
        for line in answer.text.splitlines()
        if line.startswith(("Allow: ", "Disallow: "))
    ]

    def allowed(path: str) -> bool:
        """As RFC 9309 has it: the longest rule that fits."""
        fitting: list[tuple[int, bool]] = [
            (len(rule), allow)
            for allow, rule in rules
            if re.match(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$"), path)
        ]
        _, allow = max(fitting)
        return allow

    root = "/-/quotebank"
    for path in (
        "/",
        f"{root}/speakers",
        f"{root}/speakers?after=3-4",
        f"{root}/speakers/12",
        f"{root}/quotes/ab12",
        f"{root}/articles/2023~2Fharbour",
        f"{root}/static/style.css?v=abc",
    ):
        assert allowed(path), path
    for path in (
        "/?db=harbour",
        f"{root}/search?q=pier",
        f"{root}/search",
        f"{root}/compare?speaker=1",
        f"{root}/quotes.csv?q=pier",
        f"{root}/quotes.json",
        f"{root}/quotes/ab12.json",
        f"{root}/quotes/ab12/correct",
        f"{root}/speakers/12.json",
        f"{root}/speakers?q=ada",
        f"{root}/speakers?kind=person",
        f"{root}/tables",
        "/harbour/quotes",
        "/harbour/quotes?_facet=type",
        "/-/versions.json",
    ):
        assert not allowed(path), path


def test_a_datasette_without_a_bank_has_no_rules_of_ours(serve: Callable[..., Get], tmp_path: Path) -> None:
    other = tmp_path / "cats.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    assert serve(other)("/robots.txt").status_code == 404
