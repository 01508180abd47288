"""A quote: the same words elsewhere, what to cite; and the way between a quote and its article."""

from __future__ import annotations

import html
import re
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.web import words
from tests.bank.builders import Said, add, story
from tests.web.conftest import quote_key, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Get

PIER = "We will not pay for the pier"


@pytest.fixture(scope="module")
def echoes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("echoes") / "echoes.db"
    add(
        path,
        story("first", Said(PIER, "Ann Lee", role="mayor"), published="2023-01-02", title="First told"),
        story("again", Said(f"{PIER}!", "Ann Lee"), published="2023-01-03", title="Told again"),
        story("unnamed", Said(PIER.upper()), published="2023-01-04", title="Told by nobody"),
        story("wrong", Said(PIER, "Cora Flint"), published="2023-01-05", title="Told otherwise"),
        story("alone", Said("The ferry has been sold", "Ann Lee")),
    )
    return path


@pytest.fixture
def visit(serve: Callable[..., Get], echoes: Path) -> Get:
    return serve(echoes)


def page_of(visit: Get, article: str) -> Any:
    key = visit(f"/-/quotebank/articles/{article}.json").json()["article"]["quotes"][0]["key"]
    return visit(f"/-/quotebank/quotes/{key}")


def test_other_articles_of_the_same_words_the_oldest_first(visit: Get) -> None:
    page = page_of(visit, "again")
    places = re.search(r'<ul class="plain places">(.*?)</ul>', page.text, re.DOTALL)
    assert places is not None
    assert re.findall(r"<a[^>]*>([^<]+)</a>", places[1]) == ["First told", "Told by nobody", "Told otherwise"]
    assert "said by Ann Lee" in places[1] and "said by speaker not known" in places[1]
    assert "In 3 more places, the oldest first." in words_of(page)


def test_another_speaker_elsewhere_is_worth_a_note(visit: Get) -> None:
    page = words_of(page_of(visit, "again"))
    assert "Other articles name another speaker: Cora Flint. Compare them" in page
    unnamed = words_of(page_of(visit, "unnamed"))
    assert "Other articles name the speaker: Ann Lee, mayor; Cora Flint." in unnamed


def test_words_that_stand_alone_have_no_elsewhere(visit: Get) -> None:
    assert "elsewhere" not in page_of(visit, "alone").text


def test_elsewhere_as_json(visit: Get) -> None:
    key = re.search(r'quotes/([0-9a-f]+)\.json"', page_of(visit, "wrong").text)
    assert key is not None
    found = visit(f"/-/quotebank/quotes/{key[1]}.json").json()["quote"]["elsewhere"]
    assert (found["total"], found["capped"]) == (3, False)
    assert [row["article_title"] for row in found["rows"]] == ["First told", "Told again", "Told by nobody"]


def test_a_quote_many_times_over_is_bounded(serve: Callable[..., Get], tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    add(path, *(story(f"{number:02}", Said(PIER, "Ann Lee")) for number in range(30)))
    page = page_of(serve(path), "07")
    assert "In 29 more places: the 20 oldest." in words_of(page)
    assert len(re.findall("said by", page.text)) == 20


CITED: list[tuple[dict[str, Any], str]] = [
    ({}, "Ann Lee, mayor: “We pay.” – “Old pier”, The Herald, 2 January 2023, https://news.example/1"),
    ({"role": None, "text": "“We pay,”"}, "Ann Lee: “We pay,” – “Old pier”, The Herald, "),
    ({"type": "indirect", "text": "they pay"}, "Ann Lee, mayor (reported): they pay – “Old pier”, "),
    ({"type": "mixed", "text": "they “pay”"}, "Ann Lee, mayor: they “pay” – “Old pier”, "),
    ({"text": "Why pay?"}, "Ann Lee, mayor: “Why pay?” – “Old pier”, "),
    ({"speaker": None}, "Speaker not known, mayor: “We pay.” – "),
    (
        {"article_title": None, "publisher": None, "published": None},
        "Ann Lee, mayor: “We pay.” – a1, https://news",
    ),
    ({"url": "javascript:alert(1)"}, "2 January 2023, https://bank.example/q"),
    ({"url": None}, "2 January 2023, https://bank.example/q"),
]


@pytest.mark.parametrize(("changes", "cited"), CITED, ids=[str(changes) for changes, _ in CITED])
def test_a_citation_says_who_what_where_and_when(changes: dict[str, Any], cited: str) -> None:
    row = {
        "text": "“We pay.”",
        "type": "direct",
        "speaker": "Ann Lee",
        "speaker_kind": "person",
        "role": "mayor",
        "article_title": "Old pier",
        "article_id": "a1",
        "publisher": "The Herald",
        "published": "2023-01-02",
        "url": "https://news.example/1",
    }
    assert cited in words.citation({**row, **changes}, "https://bank.example/q")


def test_what_is_cited_can_be_copied_without_a_script(get: Get) -> None:
    page = get(f"/-/quotebank/quotes/{quote_key(get, 'pier')}").text
    field = re.search(r'<textarea id="citation"[^>]* readonly[^>]*>([^<]*)</textarea>', page)
    assert field is not None
    assert html.unescape(field[1]) == (
        "Ada Brook, Mayor: “The old pier must go,” … “nobody will miss it.” – “Old pier must go”, "
        "Harbour Herald, 14 February 2023, https://news.example/harbour?a=1&b=2"
    )
    address = re.search(r'<input id="address"[^>]* readonly[^>]* value="http://[^"/]+(/[^"]+)"', page)
    assert address is not None and get(address[1]).status_code == 200
    (script,) = re.findall(r"<script[^>]*>", page)
    source = re.search(r'src="([^"]+)"', script)
    assert source is not None
    answer = get(source[1])
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("text/javascript")


def test_from_a_quote_to_its_place_in_the_article_and_back(get: Get) -> None:
    key = quote_key(get, "pier")
    page = get(f"/-/quotebank/quotes/{key}").text
    assert f'href="/-/quotebank/articles/harbour#q-{key}"' in page
    article = get("/-/quotebank/articles/harbour").text
    assert len(re.findall(f'id="q-{key}"', article)) == 1
    assert len(re.findall(f'href="/-/quotebank/quotes/{key}"', article)) == 2


def test_speakers_of_an_article_are_told_apart_without_colours(get: Get) -> None:
    page = get("/-/quotebank/articles/harbour").text
    assert re.findall(r'<span class="swatch \w+">([^<]+)</span>(?:<a[^>]*>)?([^<]+)<?', page) == [
        ("A", "Ada Brook"),
        ("B", "harbour council"),
        ("?", "Unnamed or not known "),
    ]
    assert re.findall(r'data-voice="([^"]+)"[^>]*>([^<]*)<', page) == [
        ("A", "“The old pier must go,”"),
        ("A", "winter would wait"),
        ("B", "work starts in May"),
        ("?", "“We have no money.”"),
    ]


def test_an_article_without_its_text_has_its_quotes_and_the_way_to_the_source(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "harbour.db"
    bare.write_bytes(bank_path.read_bytes())
    with sqlite3.connect(bare) as connection:
        connection.execute("DELETE FROM texts")
    connection.close()
    get = serve(bare)
    page = get("/-/quotebank/articles/harbour")
    assert "without the texts" in words_of(page)
    order = [
        page.text.index(one)
        for one in ("The old pier must go", "winter would wait", "work starts", "no money")
    ]
    assert order == sorted(order)
    assert 'href="https://news.example/harbour?a=1&amp;b=2"' in page.text
    assert "The harbour council met" not in page.text
    quote = get(f"/-/quotebank/quotes/{quote_key(get, 'pier')}")
    assert "Read it where it was published" in words_of(quote)


@pytest.mark.parametrize(
    ("sure", "told", "tagged"),
    [
        (0.95, "high confidence (0.95", False),
        (0.8, "print the name (0.80", False),
        (0.4, "(0.40 of 1)", True),
    ],
)
def test_how_sure_the_speaker_is_is_told(
    serve: Callable[..., Get], tmp_path: Path, sure: float, told: str, tagged: bool
) -> None:
    path = tmp_path / "doubt.db"
    add(path, story("one", Said(PIER, "Ann Lee", sure=sure), Said("Nobody knows who said it.")))
    get = serve(path)
    page = words_of(get(f"/-/quotebank/quotes/{quote_key(get, 'pier')}"))
    assert told in page
    assert ("speaker not sure" in page) is tagged
    assert ("speaker not sure" in words_of(get("/-/quotebank/search?q=pier"))) is tagged
    assert "of 1)" in page.partition("Confidence")[2]
    other = words_of(get(f"/-/quotebank/quotes/{quote_key(get, 'nobody')}"))
    assert "Not known" in other
    assert "not sure" not in other
