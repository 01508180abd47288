"""The reconciliation service, as OpenRefine and its kin speak to it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.core import KINDS
from quotebank.web.batches import MOST_BYTES, MOST_CHARACTERS, MOST_IDS, MOST_QUERIES
from quotebank.web.extending import PROPERTIES
from tests.web.conftest import HOSTILE_NAME, Get

if TYPE_CHECKING:
    from collections.abc import Callable

SERVICE = "/-/quotebank/reconcile"
CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


def ask(get: Get, query: dict[str, Any], *, method: str = "GET") -> list[dict[str, Any]]:
    sent = {"queries": json.dumps({"q0": query})}
    answer = get(SERVICE, method=method, **({"params": sent} if method == "GET" else {"data": sent}))
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert list(body) == ["q0"]
    found: list[dict[str, Any]] = body["q0"]["result"]
    return found


@pytest.mark.parametrize("case", cases("web_reconcile.jsonl"), ids=lambda case: json.dumps(case["query"]))
def test_a_name(get: Get, case: dict[str, Any]) -> None:
    found = ask(get, case["query"])
    assert (found[0]["name"] if found else None) == case["best"]
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    assert all(isinstance(one["id"], str) and 0 <= one["score"] <= 100 for one in found)
    assert [one["match"] for one in found] == [case.get("match"), *[False] * (len(found) - 1)][: len(found)]
    assert ask(get, case["query"], method="POST") == found


@pytest.mark.parametrize("case", cases("web_reconcile_bad.jsonl"), ids=json.dumps)
def test_what_cannot_be_understood(get: Get, case: dict[str, Any]) -> None:
    (name,) = case.keys() & {"queries", "extend"}
    sent = {name: case[name]}
    for answer in (get(SERVICE, params=sent), get(SERVICE, method="POST", data=sent)):
        assert answer.status_code == case["status"]
        body = answer.json()
        assert (body["ok"], body["parameter"]) == (False, name)
        assert case["reason"] in body["error"]


def test_a_candidate_has_all_that_the_specification_names(get: Get) -> None:
    (one,) = ask(get, {"query": "Ada Brook", "properties": [{"pid": "role", "v": "Mayor"}]})
    assert int(one["id"]) > 0
    assert {name: value for name, value in one.items() if name != "id"} == {
        "name": "Ada Brook",
        "description": "Mayor – 1 quote",
        "type": [{"id": "person", "name": "Person"}],
        "score": 100.0,
        "match": True,
        "features": [
            {"id": "name", "value": 100.0},
            {"id": "exact", "value": True},
            {"id": "quotes", "value": 1},
            {"id": "role", "value": 100.0},
        ],
    }
    # a number is a name as well
    assert ask(get, {"query": one["id"]})[0]["name"] == "Ada Brook"


def test_a_name_that_two_bear_is_no_match(serve: Callable[..., Get], bank_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "harbour.db"
    copy.write_bytes(bank_path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("INSERT INTO speakers (id, key, name, kind) VALUES (7, 'x', 'A. Brook', 'group')")
        connection.execute("INSERT INTO speaker_names (speaker, name) VALUES (7, 'Ada Brook')")
        connection.commit()
    get = serve(copy)
    both = ask(get, {"query": "Ada Brook"})
    assert [(one["name"], one["score"], one["match"]) for one in both] == [
        ("Ada Brook", 100.0, False),
        ("A. Brook", 100.0, False),
    ]
    (person,) = ask(get, {"query": "Ada Brook", "type": "person"})
    assert (person["name"], person["match"]) == ("Ada Brook", True)
    first, second = ask(get, {"query": "Ada Brook", "properties": [{"pid": "role", "v": "Mayor"}]})
    assert (first["name"], second["score"] < first["score"]) == ("Ada Brook", True)


def test_limits(get: Get) -> None:
    assert len(ask(get, {"query": "Brook Reed council", "limit": 2})) == 2
    assert len(ask(get, {"query": "Brook Reed council", "limit": 10**9})) == 3
    for sent in (
        {"queries": json.dumps({str(number): {"query": "a"} for number in range(MOST_QUERIES + 1)})},
        {"extend": json.dumps({"ids": ["1"] * (MOST_IDS + 1), "properties": []})},
        {"queries": " " * MOST_BYTES + "{}"},
    ):
        answer = get(SERVICE, method="POST", data=sent)
        assert (answer.status_code, answer.json()["ok"]) == (413, False)
    long = {"queries": json.dumps({"a": {"query": "x" * (MOST_CHARACTERS + 1)}})}
    assert get(SERVICE, params=long).status_code == 400
    whole = {str(number): {"query": "x" * MOST_CHARACTERS} for number in range(MOST_QUERIES)}
    assert get(SERVICE, method="POST", data={"queries": json.dumps(whole)}).status_code == 200


def test_the_manifest(get: Get) -> None:
    body = get(SERVICE).json()
    assert body["versions"] == ["0.1", "0.2"]
    assert body["name"] == "Speakers of harbour"
    assert body["identifierSpace"] == "http://localhost/-/quotebank/speakers/"
    assert [one["id"] for one in body["defaultTypes"]] == list(KINDS)
    assert body["batchSize"] == MOST_QUERIES
    number = ask(get, {"query": "Ada Brook"})[0]["id"]
    for pattern in (body["view"]["url"], body["preview"]["url"]):
        assert pattern.count("{{id}}") == 1
        page = get(pattern.replace("{{id}}", number).removeprefix("http://localhost"))
        assert page.status_code == 200
        assert "Ada Brook" in page.text
    for part in [*body["suggest"].values(), body["extend"]["propose_properties"]]:
        assert part["service_url"] == "http://localhost"
        assert get(part["service_path"]).status_code == 200


def test_the_manifest_of_one_of_several_banks(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(bank_path.read_bytes())
    get = serve(bank_path, other, settings={"base_url": "/news/"})
    body = get(f"{SERVICE}?db=other").json()
    assert body["name"] == "Speakers of other"
    assert body["view"]["url"] == "http://localhost/news/-/quotebank/speakers/{{id}}?db=other"
    assert body["preview"]["url"].endswith("/news/-/quotebank/reconcile/preview?db=other&id={{id}}")
    assert body["suggest"]["entity"] == {
        "service_url": "http://localhost",
        "service_path": "/news/-/quotebank/reconcile/suggest/entity?db=other",
    }


def test_suggestions(get: Get) -> None:
    def suggested(what: str, **asked: Any) -> list[dict[str, Any]]:
        answer = get(f"{SERVICE}/suggest/{what}", params=asked)
        assert answer.status_code == 200
        found: list[dict[str, Any]] = answer.json()["result"]
        return found

    (one,) = suggested("entity", prefix="ad bro")
    assert (one["name"], one["notable"]) == ("Ada Brook", [{"id": "person", "name": "Person"}])
    assert suggested("entity", prefix=one["id"]) == [one]
    assert suggested("entity", prefix="ada", cursor=1) == []
    assert suggested("entity", prefix="") == suggested("entity", prefix='"*(') == []
    assert suggested("property", prefix="LATEST") == [{"id": "role", "name": "Latest role"}]
    assert [one["id"] for one in suggested("property")] == list(PROPERTIES)
    assert suggested("type", prefix="pers") == [{"id": "person", "name": "Person"}]
    for cursor in ("-1", "101", "x", ""):
        answer = get(f"{SERVICE}/suggest/entity", params={"prefix": "a", "cursor": cursor})
        assert (answer.status_code, answer.json()["parameter"]) == (400, "cursor")
    assert get(f"{SERVICE}/suggest/flavour").status_code == 404


def test_what_is_known_becomes_columns(get: Get) -> None:
    number = ask(get, {"query": "Ada Brook"})[0]["id"]
    properties = [{"id": name} for name in [*PROPERTIES, "shoe size"]]
    sent = {"extend": json.dumps({"ids": [number, "1", "x"], "properties": properties})}
    body = get(SERVICE, method="POST", data=sent).json()
    assert body["meta"][0] == {"id": "name", "name": "Name"}
    assert body["meta"][-1] == {"id": "shoe size", "name": "shoe size"}
    row = body["rows"][number]
    assert row["name"] == [{"str": "Ada Brook"}]
    assert {one["str"] for one in row["names"]} == {"Ada Brook", "Mayor Ada Brook"}
    assert (row["role"], row["kind"]) == ([{"str": "Mayor"}], [{"str": "person"}])
    assert (row["quotes"], row["attitudes"], row["articles"]) == ([{"int": 1}],) * 3
    assert row["page"] == [{"str": f"http://localhost/-/quotebank/speakers/{number}"}]
    assert row["shoe size"] == []
    assert set(map(str, body["rows"]["1"].values())) == {"[]"} == set(map(str, body["rows"]["x"].values()))


def test_a_preview_may_stand_in_a_frame_and_runs_nothing(get: Get) -> None:
    number = ask(get, {"query": HOSTILE_NAME})[0]["id"]
    answer = get(f"{SERVICE}/preview?id={number}")
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy and "default-src 'none'" in policy
    assert "script-src" not in policy and "unsafe" not in policy
    assert "<b onclick" not in answer.text and "<i>Chief" not in answer.text
    for other in ("1", "x", "", "9" * 400):
        assert get(f"{SERVICE}/preview", params={"id": other}).status_code == 404


def test_what_is_posted_from_another_site_is_only_a_question(
    serve: Callable[..., Get], bank_path: Path
) -> None:
    get = serve(bank_path, cors=True)
    sent = {"queries": json.dumps({"a": {"query": "Ada Brook"}})}
    for headers in (
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Cookie": "ds_csrftoken=x; anything=y"},
    ):
        answer = get(SERVICE, method="POST", data=sent, headers=headers)
        assert answer.status_code == 200, answer.text
        assert answer.json()["a"]["result"][0]["match"] is True
        assert answer.headers["access-control-allow-origin"] == "*"
        # and to what takes no post, our refusal is the answer
        refused = get("/-/quotebank/quotes.json", method="POST", data=sent, headers=headers)
        assert (refused.status_code, refused.json()["ok"]) == (405, False)


def test_a_cookie_opens_nothing_to_a_post(serve: Callable[..., Get], bank_path: Path) -> None:
    metadata = {"databases": {"harbour": {"allow": {"id": "*"}}}}
    get = serve(bank_path, metadata=metadata)
    sent = {"queries": json.dumps({"a": {"query": "Ada Brook"}})}
    assert get(SERVICE, method="POST", data=sent, headers={"Cookie": "ds_actor=x"}).status_code == 403


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"queries=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=b"] * 1000), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"--x\r\n\r\n", "multipart/form-data; boundary=x", 415),
        (b"--x\r\n\r\n", "multipart/form-data", 415),
    ],
)
def test_what_is_no_form(get: Get, body: bytes, kind: str, status: int) -> None:
    answer = get(SERVICE, method="POST", content=body, headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_other_methods(get: Get) -> None:
    for path, allowed in (
        (SERVICE, "GET, HEAD, OPTIONS, POST"),
        (f"{SERVICE}/properties", "GET, HEAD, OPTIONS"),
    ):
        assert get(path, method="OPTIONS").headers["allow"] == allowed
        answer = get(path, method="DELETE")
        assert (answer.status_code, answer.headers["allow"], answer.json()["ok"]) == (405, allowed, False)
