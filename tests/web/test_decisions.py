"""What people decided, and why names are one speaker, as visitors see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotebank.bank import Bank
from tests.bank.builders import Said, add, story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Get

ROOT = "/-/quotebank"


@pytest.fixture
def site(tmp_path: Path, serve: Callable[..., Get]) -> Get:
    path = tmp_path / "bank.db"
    add(
        path,
        story("one", Said("We meet.", "Antony Blinken", role="Secretary of State"), Said("Who knows?")),
        story("two", Said("We call.", "Antony J. Blinken", role="Secretary of State")),
    )
    with Bank(path) as bank:
        ((key,),) = bank.connection.execute("SELECT key FROM quotes WHERE text LIKE '%knows%'").fetchall()
        for field, value in (("speaker", "Antony Blinken"), ("note", "<b>He</b> did.")):
            bank.correct({"quote": key, "field": field, "value": value, "author": "ruth@example.org"})
        ((hidden,),) = bank.connection.execute("SELECT key FROM quotes WHERE text LIKE '%call%'").fetchall()
        bank.correct({"quote": hidden, "field": "hidden", "value": "yes", "author": "ruth@example.org"})
    return serve(path)


def test_a_speaker_page_says_why_the_names_are_one(site: Get) -> None:
    (row,) = site(f"{ROOT}/speakers.json").json()["speakers"]
    page = site(f"{ROOT}/speakers/{row['id']}").text
    assert "Why these names are one" in page
    assert "“Antony Blinken” and “Antony J. Blinken”: middle name" in page
    (why,) = site(f"{ROOT}/speakers/{row['id']}.json").json()["speaker"]["why"]
    assert why["feature"] == "middle name"


def test_a_quote_page_shows_what_was_corrected_but_not_by_whom(site: Get) -> None:
    (row,) = site(f"{ROOT}/quotes.json?q=knows").json()["quotes"]
    assert row["speaker"] == "Antony Blinken"
    page = site(f"{ROOT}/quotes/{row['key']}").text
    assert "speaker: Antony Blinken" in page and "&lt;b&gt;He&lt;/b&gt; did." in page
    body = site(f"{ROOT}/quotes/{row['key']}.json")
    assert [one["field"] for one in body.json()["quote"]["corrections"]] == ["speaker", "note"]
    assert "ruth" not in page + body.text


def test_a_hidden_quote_is_nowhere(site: Get) -> None:
    assert site(f"{ROOT}/quotes.json?q=call").json()["quotes"] == []
    assert "We call" not in site(f"{ROOT}/").text
    assert [one["text"] for one in site(f"{ROOT}/articles/two.json").json()["article"]["quotes"]] == []


def test_decisions_are_hidden_tables(site: Get) -> None:
    page = site("/bank").text
    assert "judgements" not in page.split("hidden")[0]
