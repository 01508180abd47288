"""Hostile articles, hostile questions, closed doors."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote as percent

import pytest
from datasette.utils import tilde_encode

from quotebank.bank import queries
from quotebank.bank.serving import config_files
from tests.web.conftest import HOSTILE_ID, Get

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = "/-/quotebank"
CASES = Path(__file__).parents[1] / "cases"
QUERIES = (CASES / "web_queries.txt").read_text(encoding="utf-8").splitlines()
OWN_TAGS = {
    "!DOCTYPE", "a", "article", "aside", "b", "blockquote", "body", "br", "button", "dd", "details",
    "div", "dl", "dt", "figure", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "i",
    "img", "input", "label", "li", "line", "link", "main", "mark", "meta", "nav", "ol", "option",
    "p", "rect", "section", "select", "span", "summary", "svg", "table", "tbody", "td", "text",
    "textarea", "th", "thead", "time", "title", "tr", "ul", "legend", "fieldset",
}  # fmt: skip


OWN_SCRIPT = re.compile(r'<script src="/-/quotebank/static/copy\.js\?v=[0-9a-f]+" defer></script>')


def harmless(page: str) -> None:
    """Every tag is one of ours, and none of those that the hostile article carries."""
    page = OWN_SCRIPT.sub("", page, count=1)
    assert set(re.findall(r"<(!?\w+)", page)) <= OWN_TAGS
    for sign in (
        "<script",
        "<img src=x",
        "onerror=alert(1)>",
        "<b onclick",
        "<u>",
        'href="javascript',
    ):
        assert sign not in page


def hostile_pages(get: Get) -> list[str]:
    body = get(f"{ROOT}/articles/{tilde_encode(HOSTILE_ID)}.json").json()["article"]
    key, speaker = body["quotes"][0]["key"], body["quotes"][0]["speaker_id"]
    return [
        "/",
        f"{ROOT}/search?q=fine",
        f"{ROOT}/search?speaker={speaker}",
        f"{ROOT}/speakers",
        f"{ROOT}/speakers/{speaker}",
        f"{ROOT}/compare?speaker={speaker}&q=fine&add=Eve",
        f"{ROOT}/compare?add=Eve",
        f"{ROOT}/quotes/{key}",
        f"{ROOT}/articles/{tilde_encode(HOSTILE_ID)}",
    ]


def test_hostile_articles_are_words(get: Get) -> None:
    for path in hostile_pages(get):
        answer = get(path)
        assert answer.status_code == 200, path
        harmless(answer.text)
    article = get(f"{ROOT}/articles/{tilde_encode(HOSTILE_ID)}").text
    assert "&lt;script&gt;alert(&#34;text&#34;)&lt;/script&gt; stands here &amp; there." in article


@pytest.mark.parametrize("query", QUERIES)
def test_hostile_queries_are_words(get: Get, query: str) -> None:
    for name in (
        "q",
        "by",
        "role",
        "attitudes",
        "publisher",
        "type",
        "kind",
        "since",
        "after",
        "speaker",
        "db",
        "order",
        "add",
    ):
        for path in ("/search", "/speakers", "/compare", "/quotes.json", "/speakers.json"):
            answer = get(ROOT + path, params={name: query})
            assert answer.status_code in (200, 400, 404), (name, path)
            if not path.endswith(".json"):
                harmless(answer.text)
    for path in ("quotes", "speakers", "articles"):
        for ending in ("", ".json"):
            answer = get(f"{ROOT}/{path}/{percent(query, safe='')}{ending}")
            assert answer.status_code in (200, 404), path


def test_a_long_query_is_refused_in_words(get: Get) -> None:
    assert get(f"{ROOT}/search?q={'x' * 60_000}").status_code == 200
    assert get(f"{ROOT}/quotes.json?q={'x' * 60_000}").status_code == 400
    assert get(f"{ROOT}/articles/{'x' * 60_000}").status_code == 404


def test_our_pages_allow_no_script_but_our_own(get: Get) -> None:
    for path in [*hostile_pages(get), f"{ROOT}/nowhere"]:
        headers = get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy and "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_json_holds_nothing_that_could_be_markup(get: Get) -> None:
    for path in (
        "quotes.json?q=fine",
        f"articles/{tilde_encode(HOSTILE_ID)}.json",
        "speakers.json",
    ):
        answer = get(f"{ROOT}/{path}")
        assert not set("<>&") & set(answer.text)
        assert answer.text.isascii()
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_datasettes_own_pages_keep_their_scripts(get: Get) -> None:
    headers = get("/harbour").headers
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_nothing_can_be_written(get: Get, bank_path: Path) -> None:
    before = hashlib.sha256(bank_path.read_bytes()).hexdigest()
    for path in ("/", f"{ROOT}/search", f"{ROOT}/quotes.json", f"{ROOT}/speakers/1"):
        for method in ("POST", "PUT", "DELETE"):
            assert get(path, method=method).status_code in (403, 405), (method, path)
    assert hashlib.sha256(bank_path.read_bytes()).hexdigest() == before


def test_sql_from_visitors_is_refused_with_our_settings(serve: Callable[..., Get], bank_path: Path) -> None:
    get = serve(bank_path, settings={"default_allow_sql": False})
    for path in ("/harbour.json?sql=select+1", "/harbour/-/query.json?sql=select+1"):
        answer = get(path, follow_redirects=True)
        assert answer.status_code in (400, 403, 404), path


def test_who_may_not_see_the_tables_does_not_see_our_pages(
    serve: Callable[..., Get], bank_path: Path
) -> None:
    allow = {"databases": {"harbour": {"allow": {"id": "editor"}}}}
    table = {"databases": {"harbour": {"tables": {"speakers": {"allow": False}}}}}
    for metadata in (allow, table):
        get = serve(bank_path, metadata=metadata)
        for path in ("/", f"{ROOT}/search", f"{ROOT}/articles/harbour"):
            answer = get(path)
            assert answer.status_code == 403
            assert "pier" not in answer.text
        answer = get(f"{ROOT}/quotes.json")
        assert (answer.status_code, answer.json()["ok"]) == (403, False)


def test_a_query_that_takes_too_long_is_a_503(
    serve: Callable[..., Get], bank_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(connection: Any, *_: object, **__: object) -> None:
        connection.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT max(i) FROM n"
        ).fetchall()

    get = serve(bank_path, settings={"sql_time_limit_ms": 300})
    monkeypatch.setattr(queries, "search", endless)
    monkeypatch.setattr(queries, "explore", endless)
    page = get(f"{ROOT}/search?q=ferry")
    assert page.status_code == 503
    assert "took too long" in page.text
    body = get(f"{ROOT}/quotes.json?q=ferry").json()
    assert (body["ok"], body["status"]) == (False, 503)
    assert get(f"{ROOT}/speakers").status_code == 200


def test_technical_tables_are_hidden(serve: Callable[..., Get], bank_path: Path) -> None:
    for split in (False, True):
        files = config_files("harbour", split=split)
        config = files.get("datasette.json")
        if config is not None and not _reads_config():
            continue
        options = {"config": config} if config is not None else {}
        get = serve(bank_path, metadata=files["metadata.json"], **options)
        page = get("/harbour").text
        assert "Who said what: one row for each quote" in get("/harbour/quotes").text
        shown = set(re.findall(r'<h3><a href="/harbour/(\w+)"', page))
        assert {"quotes", "speakers", "articles", "roles"} <= shown
        assert not shown & {"segments", "claims", "texts", "_sqlite_migrations", "quotes_fts"}


def _reads_config() -> bool:
    from datasette.app import Datasette

    return hasattr(Datasette, "add_query")
