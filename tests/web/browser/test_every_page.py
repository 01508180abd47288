"""What holds of every page: nothing for axe to find, a phone, the dark, no scripts, keys."""

from __future__ import annotations

import pytest

from tests.web.browser.looks import PHONE, Open, accessible, brightness, expected, fits, unfolded
from tests.web.browsing import ROOT, Site

PAGES = (
    "home", "search", "found", "filtered", "nothing", "problem", "speakers", "speaker", "quote", "article",
    "compare", "refusal",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_light_and_dark(
    site: Site, pages: dict[str, str], open_page: Open, name: str
) -> None:
    # axe is a script of its own, which our content policy would not let in
    page = open_page(site.address + pages[name], expected=expected(name), bypass_csp=True)
    unfolded(page)
    accessible(page)
    assert brightness(page, "backgroundColor") > 200 > 100 > brightness(page, "color")
    page.emulate_media(color_scheme="dark")
    accessible(page)
    assert brightness(page, "backgroundColor") < 60 < 180 < brightness(page, "color")


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_does_not_scroll_sideways(
    site: Site, pages: dict[str, str], open_page: Open, name: str
) -> None:
    page = open_page(
        site.address + pages[name],
        expected=expected(name),
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
    )
    fits(page)


@pytest.mark.parametrize("name", PAGES)
def test_it_works_without_scripts(site: Site, pages: dict[str, str], open_page: Open, name: str) -> None:
    page = open_page(site.address + pages[name], expected=expected(name), java_script_enabled=False)
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("main").inner_text().strip()


def test_the_first_stop_skips_to_the_content(site: Site, open_page: Open) -> None:
    page = open_page(f"{site.address}{ROOT}/speakers")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert skip.evaluate("one => one === document.activeElement")
    box = skip.bounding_box()
    assert box is not None and box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("name", ["home", "search", "speaker", "quote", "compare"])
def test_every_stop_can_be_seen(site: Site, pages: dict[str, str], open_page: Open, name: str) -> None:
    page = open_page(site.address + pages[name])
    stops, fields = 0, 0
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return null;
                const style = getComputedStyle(one), box = one.getBoundingClientRect();
                return {
                    tag: one.tagName, html: one.outerHTML.slice(0, 120), outline: style.outlineStyle,
                    width: parseFloat(style.outlineWidth), area: box.width * box.height, x: box.x,
                };
            }"""
        )
        if stop is None:
            break
        stops += 1
        fields += stop["tag"] in ("INPUT", "SELECT")
        assert stop["outline"] != "none" and stop["width"] >= 2, stop
        assert stop["area"] > 0 and stop["x"] >= 0, stop
    assert stops > 5 and fields


def test_a_search_needs_no_mouse(site: Site, open_page: Open) -> None:
    page = open_page(site.address)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("winter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=winter*")
