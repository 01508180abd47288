"""The JSON API: shapes, paging, refusals."""

from __future__ import annotations

from urllib.parse import quote

from datasette.utils import tilde_encode

from tests.web.conftest import HOSTILE_ID, PLAIN, Get

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
        ("/quotes.json?type=sung", 400),
        ("/quotes.json?act=boast", 400),
        ("/quotes.json?limit=0", 400),
        ("/quotes.json?limit=101", 400),
        ("/quotes.json?q=" + "a" * 501, 400),
        ("/speakers.json?kind=ghost", 400),
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


def test_a_query_without_a_word_finds_nothing(get: Get) -> None:
    body = get(f"{ROOT}/quotes.json", params={"q": '"*('}).json()
    assert (body["ok"], body["quotes"], body["total"], body["next"]) == (True, [], 0, None)
