"""Taking the quotes of a search along: CSV, JSON lines, Atom."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from datasette.app import Datasette
from hypothesis import given
from hypothesis import strategies as st

from quotebank.bank import Bank, queries
from quotebank.core import Analysis, Article, Quote
from quotebank.web import exports
from quotebank.web.feed import feed, moment
from tests.web.conftest import Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = "/-/quotebank"
ATOM = "{http://www.w3.org/2005/Atom}"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")


def table(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def test_csv_has_every_quote_of_the_search_newest_first(get: Get) -> None:
    answer = get(f"{ROOT}/quotes.csv?q=ferry&limit=3&order=oldest&after=o1")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="quotes-ferry.csv"'
    rows = table(answer)
    assert [row["text"] for row in rows] == [
        f"“Ferry number {number} is late,”" for number in range(25, 0, -1)
    ]
    first = rows[0]
    assert tuple(first) == exports.COLUMNS
    assert (first["speaker"], first["published"], first["attitude"]) == ("Tom Reed", "2022-01-25", "0")
    assert first["page"] == f"http://localhost{ROOT}/quotes/{first['key']}"


def test_json_lines_are_the_rows_of_the_api(get: Get) -> None:
    answer = get(f"{ROOT}/quotes.jsonl?publisher=Harbour+Herald&attitudes=1")
    assert answer.headers["content-type"] == "application/jsonl; charset=utf-8"
    assert answer.headers["content-disposition"].endswith(
        'filename="quotes-publisher-harbour-herald-attitude-both.jsonl"'
    )
    rows = [json.loads(line) for line in answer.text.splitlines()]
    known = get(f"{ROOT}/quotes.json?publisher=Harbour+Herald&attitudes=1").json()["quotes"]
    assert rows == [{name: value for name, value in row.items() if name != "snippet"} for row in known]
    assert len(rows) == 4


def test_the_language_of_the_box_works_in_exports(get: Get) -> None:
    box = {"q": 'speaker:"Ada Brook" act:accusation'}
    assert len(table(get(f"{ROOT}/quotes.csv", params=box))) == 1
    assert len(get(f"{ROOT}/quotes.jsonl", params=box).text.splitlines()) == 1
    assert len(ET.fromstring(get(f"{ROOT}/quotes.atom", params=box).text).findall(f"{ATOM}entry")) == 1


def test_an_export_of_nothing_is_a_heading(get: Get) -> None:
    assert get(f"{ROOT}/quotes.csv?q=nothinghasthis").text == ",".join(exports.COLUMNS) + "\r\n"
    assert get(f"{ROOT}/quotes.jsonl?q=nothinghasthis").text == ""
    root = ET.fromstring(get(f"{ROOT}/quotes.atom?q=nothinghasthis").text)
    assert root.findall(f"{ATOM}entry") == []
    assert root.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_long_exports_go_page_by_page_up_to_their_end(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []
    real = queries.listed

    def noted(conn: Any, sought: Any, *, limit: int, after: str | None = None) -> Any:
        asked.append(after)
        return real(conn, sought, limit=limit, after=after)

    monkeypatch.setattr(queries, "listed", noted)
    monkeypatch.setattr(exports, "AT_ONCE", 10)
    assert len(table(get(f"{ROOT}/quotes.csv?q=ferry"))) == 25
    assert len(set(asked)) == 3
    monkeypatch.setattr(exports, "MOST", 20)
    assert len(table(get(f"{ROOT}/quotes.csv?q=ferry"))) == 20


def test_an_export_that_fails_on_the_way_does_not_look_whole(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = queries.listed

    def breaking(conn: Any, sought: Any, *, limit: int, after: str | None = None) -> Any:
        if after is not None:
            raise RuntimeError("gone")
        return real(conn, sought, limit=limit, after=after)

    monkeypatch.setattr(queries, "listed", breaking)
    monkeypatch.setattr(exports, "AT_ONCE", 10)
    # Datasette begins a page on the error: no server sends that after the beginning of another answer.
    with pytest.raises((AssertionError, RuntimeError)):
        get(f"{ROOT}/quotes.csv?q=ferry")


@pytest.fixture(scope="module")
def odd_bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Titles that are formulas, characters that XML cannot write, dates of every kind."""
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    with Bank(path) as bank, bank.run("test-1", "tests") as run:
        for number, formula in enumerate(FORMULAS):
            text = f"A day came. {formula}\x00\x08\ufffe & <b>&amp;</b> 🎈, said Max\x1f Power."
            end = text.index(", said")
            run.add(
                Analysis(
                    Article(
                        text,
                        id=f"{number}",
                        title=f"{formula} title",
                        published=("2023-02-14", None, "2023-02-14T23:30:00-05:00")[number % 3],
                        url=("https://news.example/a b", "https://news.example/ü?x=<1>", "javascript:1")[
                            number % 3
                        ],
                        publisher=f"{formula}",
                    ),
                    quotes=(
                        Quote("direct", ((12, end),), speaker="Max\x1f Power", role=formula, confidence=0.9),
                    ),
                    model="test-1",
                )
            )
    return path


def test_no_cell_is_a_formula(serve: Callable[..., Get], odd_bank: Path) -> None:
    rows = table(serve(odd_bank)(f"{ROOT}/quotes.csv"))
    assert len(rows) == len(FORMULAS)
    for row in rows:
        assert row["text"][0] == row["article_title"][0] == "'"
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r"))
    lines = serve(odd_bank)(f"{ROOT}/quotes.jsonl").text.splitlines()
    assert {json.loads(line)["publisher"] for line in lines} <= {one.strip() for one in FORMULAS} | set(
        FORMULAS
    )


def test_the_feed_is_valid_whatever_articles_hold(serve: Callable[..., Get], odd_bank: Path) -> None:
    answer = serve(odd_bank)(f"{ROOT}/quotes.atom?attitudes=1")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(answer.text)
    assert_valid(root)
    assert len(root.findall(f"{ATOM}entry")) == len(FORMULAS)
    self = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert self == {
        "self": f"http://localhost{ROOT}/quotes.atom?attitudes=1",
        "alternate": f"http://localhost{ROOT}/search?attitudes=1",
    }
    assert root.findtext(f"{ATOM}id") == self["self"]
    assert "2023-02-15T04:30:00Z" in {one.text for one in root.iter(f"{ATOM}updated")}
    assert "javascript" not in answer.text


def test_the_feed_has_the_newest_quotes(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "FEED", 5)
    root = ET.fromstring(get(f"{ROOT}/quotes.atom?q=ferry").text)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
    assert titles == [f"Tom Reed: “Ferry number {number} is late,”" for number in range(25, 20, -1)]
    assert root.findtext(f"{ATOM}title") == "Quotes: ferry"
    assert root.findtext(f"{ATOM}updated") == "2022-01-25T00:00:00Z"


def assert_valid(root: ET.Element) -> None:
    """What RFC 4287 wants of a feed and its entries."""
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = one.findall(f"{ATOM}{name}")
            assert found.text
        moment = one.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment)
        datetime.fromisoformat(moment.removesuffix("Z"))
        assert one.findtext(f"{ATOM}author/{ATOM}name")
        assert re.match("https?://", one.findtext(f"{ATOM}id") or "")
        alternates = [link for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        for link in one.findall(f"{ATOM}link"):
            assert re.fullmatch(r"https?://[!-~]+", link.get("href") or "")
            assert not set('<>"{}|\\^`') & set(link.get("href") or "")
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))


@given(text=st.text(min_size=1), name=st.none() | st.text(), published=st.none() | st.text(), asked=st.text())
def test_any_characters_make_a_feed(text: str, name: str | None, published: str | None, asked: str) -> None:
    row = {
        "text": text, "speaker": name, "speaker_kind": None, "role": name, "published": published,
        "publisher": name, "article_title": name, "article_id": "a", "url": f"https://a.example/{asked}",
        "page": "http://localhost/quotes/0",
    }  # fmt: skip
    made = feed([row], address="http://localhost/feed", page="http://localhost/search", asked=asked)
    root = ET.fromstring(made.encode("utf-8"))
    assert_valid(root)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-02-14", "2023-02-14T00:00:00Z"),
        ("2023-02-14T10:20:30Z", "2023-02-14T10:20:30Z"),
        ("2023-02-14T10:20:30+02:00", "2023-02-14T08:20:30Z"),
        ("2023-02-14T10:20 sharp", "2023-02-14T00:00:00Z"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00Z"),
        ("yesterday", "1970-01-01T00:00:00Z"),
        (None, "1970-01-01T00:00:00Z"),
    ],
)
def test_moments(published: str | None, expected: str) -> None:
    assert moment(published) == expected


@pytest.mark.parametrize("ending", ["csv", "jsonl", "atom"])
def test_refusals_are_json_with_their_reason(get: Get, ending: str) -> None:
    for query, status in [("type=sung", 400), ("q=type:sung", 400), ("colour=red", 400), ("db=nosuch", 404)]:
        answer = get(f"{ROOT}/quotes.{ending}?{query}")
        assert (answer.status_code, answer.json()["ok"]) == (status, False), query
    assert get(f"{ROOT}/quotes.{ending}", method="POST").status_code in (403, 405)
    head = get(f"{ROOT}/quotes.{ending}?q=ferry", method="HEAD")
    assert (head.status_code, head.text) == (200, "")


@pytest.mark.parametrize("ending", ["csv", "jsonl", "atom"])
def test_a_time_limit_is_a_refusal_before_anything_is_sent(
    serve: Callable[..., Get], bank_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(connection: Any, *_: object, **__: object) -> None:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT max(i) FROM n"
        ).fetchall()

    monkeypatch.setattr(queries, "listed", endless)
    get = serve(bank_path, settings={"sql_time_limit_ms": 200})
    assert get(f"{ROOT}/quotes.{ending}?q=ferry").status_code == 503


@pytest.mark.parametrize("ending", ["csv", "jsonl", "atom"])
def test_who_has_an_export_need_not_load_it_again(
    serve: Callable[..., Get], bank_path: Path, ending: str
) -> None:
    get = serve(immutables=[str(bank_path)])
    tag = get(f"{ROOT}/quotes.{ending}?q=ferry").headers["etag"]
    again = get(f"{ROOT}/quotes.{ending}?q=ferry", headers={"If-None-Match": tag})
    assert (again.status_code, again.text) == (304, "")
    other = get(f"{ROOT}/quotes.{ending}?q=pier", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_file_names_hold_nothing_but_letters_digits_and_dashes(get: Get) -> None:
    query = {"q": '"; filename="evil.exe" \r\n é ' + "x" * 200}
    header = get(f"{ROOT}/quotes.csv", params=query).headers["content-disposition"]
    assert re.fullmatch(r'attachment; filename="quotes-[a-z0-9-]{1,60}\.csv"', header)
    assert (
        get(f"{ROOT}/quotes.csv?q=%C3%A9").headers["content-disposition"]
        == 'attachment; filename="quotes.csv"'
    )


def test_nobody_reads_on_for_a_client_who_has_gone(
    bank_path: Path, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a server has it: it tells of the disconnection, and takes what is sent without a word."""
    asked: list[str | None] = []
    real = queries.listed

    def counted(conn: Any, sought: Any, *, limit: int, after: str | None = None) -> Any:
        asked.append(after)
        return real(conn, sought, limit=limit, after=after)

    monkeypatch.setattr(queries, "listed", counted)
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    app = Datasette([str(bank_path)]).app()
    scope = {
        "type": "http", "method": "GET", "path": "/-/quotebank/quotes.csv", "query_string": b"",
        "raw_path": b"/-/quotebank/quotes.csv", "headers": [], "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        await asyncio.sleep(0)

    loop.run_until_complete(app(scope, receive, send))
    assert len(asked) < 5
