"""What caches may keep: ETags, If-None-Match, Cache-Control, and nothing of what is personal."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from itsdangerous import URLSafeSerializer

from quotebank.bank import queries
from tests.web.conftest import Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = "/-/quotebank"
API = ("/quotes.json?q=pier", "/speakers.json", "/articles/harbour.json", "/stats.json", "/reconcile")
SITE = ("/search?q=pier", "/speakers", "/articles/harbour")


@pytest.fixture
def lasting(serve: Callable[..., Get], bank_path: Path) -> Get:
    """``get`` on the bank as an immutable one, which may be kept for five minutes."""
    return serve(immutables=[str(bank_path)], settings={"default_cache_ttl": 300})


@pytest.mark.parametrize("path", [*API, *SITE])
def test_a_bank_that_cannot_change_may_be_kept(lasting: Get, path: str) -> None:
    answer = lasting(ROOT + path)
    tag = answer.headers["etag"]
    assert tag.startswith('"') and tag.endswith('"')
    assert answer.headers["cache-control"] == "max-age=300"
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = lasting(ROOT + path, headers={"If-None-Match": known})
        assert (again.status_code, again.text) == (304, ""), known
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == "max-age=300"
    assert lasting(ROOT + path, headers={"If-None-Match": '"other"'}).text == answer.text


def test_who_has_the_answer_of_a_lasting_bank_costs_no_query(
    lasting: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"{ROOT}/quotes.json?q=pier"
    tag = lasting(path).headers["etag"]

    def never(*_: object, **__: object) -> None:
        raise AssertionError("it was asked")

    monkeypatch.setattr(queries, "search", never)
    assert lasting(path, headers={"If-None-Match": tag}).status_code == 304


def test_each_address_has_a_tag_of_its_own(lasting: Get) -> None:
    paths = ("/quotes.json?q=pier", "/quotes.json?q=ferry", "/quotes.json", "/speakers.json")
    tags = {lasting(ROOT + path).headers["etag"] for path in paths}
    # answers hold whole addresses, so the host counts
    tags.add(lasting(ROOT + paths[0], headers={"Host": "news.example"}).headers["etag"])
    assert len(tags) == len(paths) + 1


def test_the_tag_goes_with_the_file(serve: Callable[..., Get], bank_path: Path, tmp_path: Path) -> None:
    path = f"{ROOT}/quotes.json?q=pier"
    copy = tmp_path / "harbour.db"
    shutil.copy2(bank_path, copy)

    def tag(**options: Any) -> str:
        return str(serve(immutables=[str(copy)], **options)(path).headers["etag"])

    first = tag()
    assert tag() == first, "the same file has the same tag in every process"
    inspected = {"harbour": {"hash": "a" * 64, "size": 1, "file": "harbour.db", "tables": {}}}
    by_hash = tag(inspect_data=inspected)
    assert by_hash != first
    stat = copy.stat()
    os.utime(copy, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
    assert tag() != first
    assert tag(inspect_data=inspected) == by_hash


def test_a_bank_that_changes_must_be_asked_for_again(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "harbour.db"
    shutil.copy(bank_path, copy)
    get = serve(copy, settings={"default_cache_ttl": 300})
    for path in (f"{ROOT}/articles/harbour.json", f"{ROOT}/articles/harbour"):
        before = get(path)
        assert before.headers["cache-control"] == "no-cache"
        tag = before.headers["etag"]
        assert get(path, headers={"If-None-Match": tag}).status_code == 304
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("UPDATE articles SET title = title || '!' WHERE name = 'harbour'")
            connection.commit()
        after = get(path, headers={"If-None-Match": tag})
        assert (after.status_code, after.headers["etag"] == tag) == (200, False)


def test_no_lifetime_means_asking_again(serve: Callable[..., Get], bank_path: Path) -> None:
    get = serve(immutables=[str(bank_path)], settings={"default_cache_ttl": 0})
    assert get(f"{ROOT}/stats.json").headers["cache-control"] == "no-cache"


def test_what_is_personal_is_never_kept(serve: Callable[..., Get], bank_path: Path) -> None:
    metadata = {"databases": {"harbour": {"allow": {"id": "editor"}}}}
    settings = {"default_cache_ttl": 300}
    get = serve(immutables=[str(bank_path)], metadata=metadata, settings=settings, secret="secret")
    signed = URLSafeSerializer("secret", "actor").dumps({"a": {"id": "editor"}})
    for path in (*API, *SITE):
        assert get(ROOT + path).status_code == 403
        answer = get(ROOT + path, cookies={"ds_actor": signed})
        assert answer.status_code == 200, path
        assert answer.headers["cache-control"] == "private, no-store"
        assert {"Cookie", "Authorization"} <= set(answer.headers["vary"].split(", "))
        # a tag that an editor was given opens nothing
        stranger = get(ROOT + path, headers={"If-None-Match": answer.headers["etag"]})
        assert stranger.status_code == 403


def test_refusals_are_not_kept(lasting: Get) -> None:
    for path in ("/quotes.json?limit=0", "/speakers/1.json", "/nothing.json", "/nothing", "/speakers/1"):
        headers = lasting(ROOT + path).headers
        assert headers["cache-control"] == "no-store"
        assert "etag" not in headers


def test_a_forged_tag_makes_nothing_of_nothing(lasting: Get) -> None:
    for known in ("*", '"x"', "W/", ",,,", '"' * 1000):
        answer = lasting(f"{ROOT}/quotes/none.json", headers={"If-None-Match": known})
        assert answer.status_code == 404


def test_posts_have_no_tag(lasting: Get) -> None:
    batch = {"queries": json.dumps({"a": {"query": "Ada Brook"}})}
    answer = lasting(f"{ROOT}/reconcile", method="POST", data=batch, headers={"If-None-Match": "*"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers
