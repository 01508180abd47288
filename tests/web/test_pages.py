"""The pages as a reader meets them."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from quotebank.bank import Bank
from tests.web.conftest import numbered_analysis, quote_key, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.web.conftest import Get

PIER = "“The old pier must go,” … “nobody will miss it.”"


def speaker_id(get: Get, name: str) -> int:
    rows = get("/-/quotebank/speakers.json", params={"q": name}).json()["speakers"]
    return int(rows[0]["id"])


def test_home_shows_counts_newest_quotes_and_most_quoted(get: Get) -> None:
    page = words_of(get("/"))
    assert re.search(r"30 ?quotes", page)
    assert re.search(r"27 ?articles", page)
    assert "“The old pier must go,”" in page
    assert re.search(r"Tom Reed ?25 quotes", page)


def test_home_is_datasettes_own_where_no_bank_is_served(serve: Callable[..., Get], tmp_path: Path) -> None:
    get = serve(memory=True)
    answer = get("/")
    assert answer.status_code == 200
    assert "_memory" in answer.text
    assert "Who said what?" not in answer.text
    assert get("/-/quotebank/search").status_code == 404


def test_one_bank_among_several_is_chosen_by_its_name(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    with Bank(tmp_path / "small.db") as bank, bank.run("test-1", "tests") as run:
        run.add(numbered_analysis(7))
    with sqlite3.connect(tmp_path / "cats.db") as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    get = serve(tmp_path / "cats.db", tmp_path / "small.db", bank_path)
    assert re.search(r"1 ?quotes", words_of(get("/")))
    page = get("/?db=harbour").text
    assert '<input type="hidden" name="db" value="harbour">' in page
    inside = set(re.findall(r'href="(/-/quotebank/(?!static|tables)[^"]*)"', page))
    assert inside and all("db=harbour" in address for address in inside)
    assert all(get(address.replace("&amp;", "&")).status_code == 200 for address in inside)
    assert get("/?db=cats").status_code == 404


def test_links_keep_a_base_url(serve: Callable[..., Get], bank_path: Path) -> None:
    get = serve(bank_path, settings={"base_url": "/bank/"})
    page = get("/bank/").text
    addresses = re.findall(r'(?:href|action|src)="([^"#]+)"', page)
    assert all(address.startswith("/bank/") for address in addresses)


def test_tables_stay_reachable(get: Get) -> None:
    assert "harbour" in words_of(get("/-/quotebank/tables"))
    assert get("/harbour").status_code == 200
    assert get("/harbour/quotes.json?_shape=array&_size=1").json()[0]["type"] == "direct"


def test_search_marks_the_words_and_nothing_else(get: Get) -> None:
    page = get("/-/quotebank/search?q=piers")
    assert "<mark>pier</mark>" in page.text
    assert "1 quote" in words_of(page)
    assert "Ada Brook, Mayor" in words_of(page)
    assert "14 February 2023" in words_of(page)


@pytest.mark.parametrize(
    ("address", "total"),
    [
        ("q=ferry", "25 quotes"),
        ("q=ferry&since=2022-01-20", "6 quotes"),
        ("q=ferry&until=2022-01-05", "5 quotes"),
        ("publisher=Harbour+Herald", "3 quotes"),
        ("publisher=Harbour+Herald&attitudes=1", "4 quotes"),
        ("kind=organization", "1 quote"),
        ("type=indirect", "1 quote"),
        ("act=accusation", "1 quote"),
        ("act=promise", "Nothing found"),
        ("q=%22old+pier%22", "1 quote"),
        ("q=%22pier+old%22", "Nothing found"),
    ],
)
def test_filters(get: Get, address: str, total: str) -> None:
    heading = re.search(r"<h2 aria-live[^>]*>(.*?)</h2>", get(f"/-/quotebank/search?{address}").text)
    assert heading is not None and heading[1] == total


def test_search_by_speaker_names_the_speaker(get: Get) -> None:
    page = get(f"/-/quotebank/search?speaker={speaker_id(get, 'Reed')}")
    assert "25 quotes by Tom Reed" in words_of(page)
    assert '<a href="/-/quotebank/search" aria-label="Remove the filter Said by: Tom Reed">' in page.text


def test_paging_shows_each_quote_once(get: Get) -> None:
    seen: list[str] = []
    address: str | None = "/-/quotebank/search?q=ferry&order=oldest"
    while address:
        page = get(address).text
        seen += re.findall(r"/-/quotebank/quotes/([0-9a-f]+)", page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else None
    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize("query", ["", "%22", "nothinghasthisword", "AND+OR+NOT+NEAR(", "***"])
def test_an_odd_query_gets_a_page(get: Get, query: str) -> None:
    page = words_of(get(f"/-/quotebank/search?q={query}"))
    assert ("quotes" in page) or ("How to search" in page)


@pytest.mark.parametrize(
    "address",
    ["type=sung", "act=boast", "kind=ghost", "since=yesterday", "until=2023-13", "order=random", "speaker=x",
     "limit=0", "limit=101", "q=" + "a" * 501],
)  # fmt: skip
def test_what_cannot_be_understood_is_explained_with_help(get: Get, address: str) -> None:
    page = get(f"/-/quotebank/search?{address}")
    assert 'class="note"' in page.text
    assert "How to search" in words_of(page)


def test_speakers_are_found_by_the_beginning_of_a_name(get: Get) -> None:
    page = words_of(get("/-/quotebank/speakers?q=bro"))
    assert "Ada Brook, Mayor" in page
    assert "Tom Reed" not in page
    assert "Nobody found" in words_of(get("/-/quotebank/speakers?q=zebra"))
    assert "harbour council" in words_of(get("/-/quotebank/speakers?kind=organization"))


def test_speaker_page_has_names_roles_and_quotes(get: Get) -> None:
    page = words_of(get(f"/-/quotebank/speakers/{speaker_id(get, 'Brook')}"))
    for words in ("Ada Brook", "Mayor Ada Brook", "14 February 2023", "1 quote in 1 article", PIER):
        assert words in page


def test_speaker_page_leads_to_the_other_quotes(get: Get) -> None:
    page = get(f"/-/quotebank/speakers/{speaker_id(get, 'Reed')}").text
    more = re.search(r'rel="next" href="([^"]+)"', page)
    assert more is not None
    rest = get(more[1].replace("&amp;", "&")).text
    assert len(re.findall(r'class="quote"', page)) == 20
    assert len(re.findall(r'class="quote"', rest)) == 5


def test_quote_page_marks_content_cue_and_source_in_the_paragraph(get: Get) -> None:
    page = get(f"/-/quotebank/quotes/{quote_key(get, 'pier')}")
    for part in (
        '<mark class="part content">“The old pier must go,”</mark>',
        '<mark class="part cue">said</mark>',
        '<mark class="part source">Mayor Ada Brook</mark>',
        '<mark class="part content">“nobody will miss it.”</mark>',
    ):
        assert part in page.text
    words = words_of(page)
    assert "High confidence" in words
    assert "The source names Ada Brook." in words
    assert "13 February 2023" in words
    assert "ActAccusation" in words
    assert 'href="https://news.example/harbour?a=1&amp;b=2"' in page.text


def test_a_quote_without_a_speaker_says_so(get: Get) -> None:
    page = get(f"/-/quotebank/quotes/{quote_key(get, 'money')}")
    assert "Speaker not known" in words_of(page)


def test_article_page_has_the_whole_text_with_each_quote_linked(get: Get) -> None:
    page = get("/-/quotebank/articles/harbour")
    words = words_of(page)
    for paragraph in ("The harbour council met on Monday.", "One clerk was not so sure:"):
        assert paragraph in words
    styles = {words: style for style, words in re.findall(r'<a class="q (\w+)"[^>]*>([^<]*)</a>', page.text)}
    assert styles["“The old pier must go,”"] == styles["“nobody will miss it.”"] == "c0"
    assert styles["work starts in May"] == "c1"
    assert styles["“We have no money.”"] == "unknown"
    assert f'href="/-/quotebank/quotes/{quote_key(get, "pier")}"' in page.text


@pytest.mark.parametrize(
    "path",
    ["quotes/0000", "speakers/999999", "speakers/x", "speakers/99999999999999999999",
     "articles/none", "nowhere", "static/nothing.css", "quotes/%00", "articles/%FF~FF"],
)  # fmt: skip
def test_what_is_not_there_is_a_404(get: Get, path: str) -> None:
    assert get(f"/-/quotebank/{path}").status_code == 404


def test_the_stylesheet_and_icon_ship_with_us(get: Get) -> None:
    page = get("/").text
    for address in re.findall(r'<link [^>]*href="([^"]+)"', page):
        answer = get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
    assert "prefers-color-scheme: dark" in get("/-/quotebank/static/style.css").text
    assert not re.search(r'(src|href)="(https?:)?//(?!news\.example)', page)


def test_every_field_has_a_label(get: Get) -> None:
    for path in ("/", "/-/quotebank/search", "/-/quotebank/speakers"):
        page = get(path).text
        labelled = set(re.findall(r'<label[^>]* for="(\w+)"', page))
        fields = re.findall(r"<(?:input|select)(?![^>]*hidden)[^>]*>", page)
        assert fields
        for field in fields:
            identifier = re.search(r' id="(\w+)"', field)
            assert identifier is not None and identifier[1] in labelled
