"""The JSON API: shapes, paging, refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from datasette.utils import tilde_encode

from tests.web.conftest import HOSTILE_ID, PLAIN, Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = "/-/quotebank"


def test_quotes(get: Get) -> None:
    answer = get(f"{ROOT}/quotes.json?q=pier")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    body = answer.json()
    assert set(body) == {"ok", "quotes", "total", "capped", "next"}
    assert (body["ok"], body["total"], body["capped"], body["next"]) == (True, 1, False, None)
    (row,) = body["quotes"]
    expected = {
        "type": "direct",
        "speaker": "Ada Brook",
        "speaker_kind": "person",
        "role": "Mayor",
        "said_on": "2023-02-13",
        "publisher": "Harbour Herald",
        "article_id": "harbour",
        "article_title": "Old pier must go",
        "attitude": False,
        "act": "accusation",
        "confidence": 0.97,
    }
    assert expected.items() <= row.items()
    assert ["pier", True] in row["snippet"]
    assert row["page"] == f"http://localhost{ROOT}/quotes/{row['key']}"


def test_next_leads_through_all_quotes(get: Get) -> None:
    seen: list[str] = []
    address = f"http://localhost{ROOT}/quotes.json?q=ferry&limit=10&order=newest"
    pages = 0
    while address:
        body = get(address.removeprefix("http://localhost")).json()
        seen += [row["text"] for row in body["quotes"]]
        address = body["next"]
        pages += 1
    assert pages == 3
    assert seen == [f"“Ferry number {number} is late,”" for number in range(25, 0, -1)]


def test_one_quote(get: Get) -> None:
    key = get(f"{ROOT}/quotes.json?q=pier").json()["quotes"][0]["key"]
    body = get(f"{ROOT}/quotes/{key}.json").json()
    row = body["quote"]
    assert body["ok"] is True
    assert [PLAIN[start:end] for start, end in row["segments"]["cue"]] == ["said"]
    assert row["paragraph"]["text"] in PLAIN
    assert row["evidence"][0]["feature"] == "name"
    assert set(row["run"]) == {"model", "version", "finished"}


def test_speakers_and_one_speaker(get: Get) -> None:
    body = get(f"{ROOT}/speakers.json?limit=1").json()
    assert body["speakers"][0]["name"] == "Tom Reed"
    after = get(body["next"].removeprefix("http://localhost")).json()
    assert after["speakers"][0]["name"] != "Tom Reed"
    one = get(f"{ROOT}/speakers/{body['speakers'][0]['id']}.json").json()
    assert set(one) == {"ok", "speaker", "quotes", "next"}
    assert one["speaker"]["quotes"] == 25
    assert one["speaker"]["months"] == [{"month": "2022-01", "quotes": 25}]
    assert len(one["quotes"]) == 20
    assert len(get(one["next"].removeprefix("http://localhost")).json()["quotes"]) == 5


def test_article(get: Get) -> None:
    article = get(f"{ROOT}/articles/harbour.json").json()["article"]
    assert article["text"] == PLAIN
    assert [row["speaker"] for row in article["quotes"]] == [
        "Ada Brook",
        "Ada Brook",
        "harbour council",
        None,
    ]
    assert article["notes"] == ["One quotation mark has no partner."]


def test_an_article_with_any_characters_in_its_id(get: Get) -> None:
    body = get(f"{ROOT}/articles/{tilde_encode(HOSTILE_ID)}.json").json()
    assert body["article"]["article_id"] == HOSTILE_ID
    # Percent-encoding is understood too, whatever a proxy has made of it.
    assert get(f"{ROOT}/articles/{quote(HOSTILE_ID, safe='')}.json").json() == body
    page = body["article"]["page"].removeprefix("http://localhost")
    assert get(page).status_code == 200


def test_stats(get: Get) -> None:
    body = get(f"{ROOT}/stats.json").json()
    assert body["counts"]["quotes"] == 30
    assert body["counts"]["articles"] == 27
    assert body["speakers"][0]["name"] == "Tom Reed"
    assert body["newest"][0]["published"] == "2023-02-15"


def test_refusals_are_json(get: Get) -> None:
    for path, status in [
        ("/quotes/none.json", 404),
        ("/speakers/0.json", 404),
        ("/articles/none.json", 404),
        ("/nothing.json", 404),
        ("/quotes.json?db=nosuch", 404),
    ]:
        answer = get(ROOT + path)
        assert answer.status_code == status, path
        body = answer.json()
        assert set(body) == {"ok", "error", "status"}
        assert (body["ok"], body["status"]) == (False, status)
        assert body["error"]
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "parameter", "reason"),
    [
        ("/quotes.json?type=sung", "type", "choose direct, indirect, mixed"),
        ("/quotes.json?act=boast", "act", "“boast” is no value of “act”"),
        ("/quotes.json?act=", "act", "“act” is empty"),
        ("/quotes.json?speaker=", "speaker", "“speaker” is empty"),
        ("/quotes.json?q=type:sung", "q", "choose direct, indirect, mixed"),
        ("/quotes.json?limit=0", "limit", "from 1 to 100"),
        ("/quotes.json?limit=101", "limit", "from 1 to 100"),
        ("/quotes.json?speaker=Ada", "speaker", "must be a number"),
        ("/quotes.json?since=2023-02-30", "since", "write 2023, 2023-02 or 2023-02-14"),
        ("/quotes.json?until=0000", "until", "is not a date"),
        ("/quotes.json?q=" + "a" * 501, "q", "at most 500 characters"),
        ("/quotes.json?publisher=" + "a" * 201, "publisher", "at most 200 characters"),
        ("/quotes.json?after=5-1", "after", "is no value of"),
        ("/quotes.json?after=r1%0A", "after", "is no value of"),
        ("/quotes.json?speker=1", "speker", "choose from q, speaker, "),
        ("/quotes.json?q=a&q=b", "q", "more than once"),
        ("/speakers.json?kind=ghost", "kind", "choose person, "),
        ("/speakers.json?type=direct", "type", "choose from q, kind, "),
        ("/speakers/1.json?limit=3", "limit", "choose from db"),
        ("/stats.json?" + "&".join(["db=a"] * 101), None, "more than 100 values"),
    ],
)
def test_what_does_not_fit_is_named(get: Get, query: str, parameter: str | None, reason: str) -> None:
    answer = get(ROOT + query)
    assert answer.status_code == 400
    body = answer.json()
    assert body.get("parameter") == parameter
    assert reason in body["error"]


def test_names_with_an_underscore_are_left_alone(get: Get) -> None:
    assert get(f"{ROOT}/quotes.json?q=pier&_=1700000000").json()["total"] == 1


@pytest.mark.parametrize("path", ["/quotes.json", "/speakers.json", "/stats.json", "/quotes/none.json"])
def test_other_methods(get: Get, path: str) -> None:
    answer = get(ROOT + path, method="OPTIONS")
    assert (answer.status_code, answer.headers["allow"], answer.text) == (204, "GET, HEAD, OPTIONS", "")
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        answer = get(ROOT + path, method=method)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.json() == {"ok": False, "error": "This can only be read.", "status": 405}


def test_head_is_get_without_a_body(get: Get) -> None:
    for path in ("/quotes.json?q=pier", "/search?q=pier"):
        whole, head = get(ROOT + path), get(ROOT + path, method="HEAD")
        assert (head.status_code, head.text) == (200, "")
        for name in ("etag", "content-type", "cache-control"):
            assert head.headers[name] == whole.headers[name]


def test_next_is_a_header_too(get: Get) -> None:
    answer = get(f"{ROOT}/quotes.json?limit=1")
    assert answer.headers["link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert "link" not in get(f"{ROOT}/quotes.json?q=pier").headers


def test_other_sites_may_read_where_the_server_says_so(
    serve: Callable[..., Get], get: Get, bank_path: Path
) -> None:
    name = "access-control-allow-origin"
    opened = serve(bank_path, cors=True)
    for path in ("/quotes.json", "/quotes.json?limit=0", "/none.json", "/openapi.json"):
        assert opened(ROOT + path).headers[name] == "*"
        assert name not in get(ROOT + path).headers
    assert opened(f"{ROOT}/quotes.json", method="OPTIONS").headers[name] == "*"


def test_a_query_without_a_word_finds_nothing(get: Get) -> None:
    body = get(f"{ROOT}/quotes.json", params={"q": '"*('}).json()
    assert (body["ok"], body["quotes"], body["total"], body["next"]) == (True, [], 0, None)


@pytest.mark.parametrize("host", ["[::1", "a<b>", "a b", "", "x:y", "[evil]", "x:999999"])
def test_a_host_that_is_none(get: Get, host: str) -> None:
    for path in ("/quotes.json", "/quotes.csv", "/reconcile", "/search?q=pier"):
        answer = get(ROOT + path, headers={"Host": host})
        # without any Host the address has to do
        assert answer.status_code == (400 if host else 200), path


@pytest.mark.parametrize("host", ["news.example", "news.example:8001", "127.0.0.1:8001", "[::1]:8001"])
def test_a_host_goes_into_addresses(get: Get, host: str) -> None:
    page = get(f"{ROOT}/quotes.json?q=pier", headers={"Host": host}).json()["quotes"][0]["page"]
    assert page.startswith(f"http://{host}/-/quotebank/quotes/")
