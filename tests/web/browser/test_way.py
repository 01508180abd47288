"""The way through the site in a browser, also with keys only, also past hostile articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.looks import Open, unfolded
from tests.web.browsing import ROOT, Site
from tests.web.conftest import HOSTILE_NAME

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_from_search_to_speaker_quote_and_article_and_back(site: Site, open_page: Open) -> None:
    page = open_page(site.address)
    page.get_by_role("main").get_by_role("searchbox").fill("pier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=pier*")
    assert page.get_by_role("heading", level=2).first.inner_text().startswith("3 quotes")
    assert page.locator("mark").first.inner_text() == "pier"
    found = page.url
    page.get_by_role("main").get_by_role("link", name="Ada Brook").first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Ada Brook")
    page.get_by_role("link", name="The old pier must go").first.click()
    assert "The old pier must go" in page.locator("blockquote").first.inner_text()
    assert "nobody will miss it" in page.locator(".panel mark.content").all_inner_texts()[-1]
    page.get_by_role("link", name="Read the whole article").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Old pier must go"
    page.locator("a.q", has_text="work starts in May").click()
    assert "work starts in May" in page.locator("blockquote").first.inner_text()
    for _ in range(4):
        page.go_back()
    assert page.url == found


def test_filters_are_in_the_address_and_in_the_form(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.address}{ROOT}/search")
    unfolded(page)
    page.locator("#type").select_option("indirect")
    page.get_by_label("Published from").fill("2023")
    page.locator("form", has=page.locator("#type")).get_by_role("button", name="Search").last.click()
    page.wait_for_url("**type=indirect*")
    assert "since=2023" in page.url
    assert page.locator("#type").input_value() == "indirect"
    assert page.locator("li.quote").count() == 1
    page.get_by_role("link", name="Remove the filter").first.click()
    assert page.locator("li.quote").count() > 1


def test_pages_of_results_go_on(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.address}{ROOT}/search?q=ferry&order=newest")
    first = page.locator("li.quote .said").all_inner_texts()
    page.get_by_role("link", name="More quotes").click()
    second = page.locator("li.quote .said").all_inner_texts()
    assert (len(first), len(second)) == (20, 5)
    assert not set(first) & set(second)


@pytest.mark.parametrize(("name", "lines"), [("CSV", 26), ("JSON", 25)])
def test_an_export_is_downloaded(site: Site, open_page: Open, name: str, lines: int) -> None:
    page = open_page(f"{site.address}{ROOT}/search?q=ferry", accept_downloads=True)
    with page.expect_download() as download:
        page.locator("a[download]", has_text=name).first.click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert len(text.strip().splitlines()) == lines
    assert "Ferry number 7 is late" in text


def test_help_comes_instead_of_an_error(site: Site, open_page: Open, pages: dict[str, str]) -> None:
    page = open_page(site.address + pages["problem"])
    assert "is not a date" in page.get_by_role("status").first.inner_text()
    page = open_page(site.address + pages["refusal"], expected=(404,))
    page.get_by_role("link", name="Back to the first page").click()
    assert page.url == f"{site.address}/"


def test_it_is_words_on_every_page(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.address}{ROOT}/search?q=fine")
    page.get_by_role("main").get_by_role("link", name=HOSTILE_NAME).first.click()
    assert page.get_by_role("heading", level=1).inner_text().startswith(HOSTILE_NAME)
    unharmed(page)
    page.get_by_role("link", name="is fine").first.click()
    assert "<img src=x onerror=alert(1)> is fine," in page.locator("blockquote").first.inner_text()
    unharmed(page)
    page.get_by_role("link", name="Read the whole article").click()
    assert page.get_by_role("heading", level=1).inner_text() == '<script>alert("title")</script>'
    unharmed(page)
    for path in ("/", f"{ROOT}/speakers", f"{ROOT}/search?q=<script>alert(1)</script>&publisher=<u>"):
        page.goto(site.address + path)
        unharmed(page)


def unharmed(page: Page) -> None:
    """No script but ours, nothing that the article brought."""
    assert page.locator("script:not([src])").count() == 0
    assert page.locator("main :is(script, iframe, object, embed, u, [onclick], [onerror])").count() == 0
    assert page.locator("main img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
