"""An editor at work in a browser, and what visitors see of it."""

from __future__ import annotations

from tests.web.browser.looks import PHONE, Open, accessible, fits, signed_in, unfolded
from tests.web.browsing import ROOT, Site, editing_addresses


def test_a_quote_is_put_right_and_back(workshop: Site, open_page: Open) -> None:
    page = signed_in(open_page, workshop)
    page.goto(f"{workshop.address}{ROOT}/search?q=money")
    page.get_by_role("main").get_by_role("link", name="We have no money").click()
    page.get_by_text("Put this quote right").click()
    page.get_by_label("In this article").select_option(label="Ada Brook")
    page.get_by_role("button", name="Save speaker").click()
    assert page.get_by_role("status").first.inner_text() == "The speaker is now Ada Brook."
    assert page.get_by_role("main").get_by_role("link", name="Ada Brook").first.is_visible()
    page.get_by_role("link", name="Journal").click()
    entry = page.locator("li.entry").first
    assert "Speaker: Ada Brook" in entry.inner_text() and "ruth" in entry.inner_text()
    entry.get_by_role("button", name="Withdraw").click()
    assert page.get_by_role("status").first.inner_text() == "It is taken back."
    page.goto(f"{workshop.address}{ROOT}/search?q=money")
    assert "Ada Brook" not in page.locator("li.quote").inner_text()


def test_two_are_found_to_be_one(workshop: Site, open_page: Open) -> None:
    page = signed_in(open_page, workshop)
    page.get_by_role("link", name="Review").click()
    pair = page.locator("li.pair", has_text="Anna Ray").first
    pair.get_by_role("button", name="Same").click()
    assert "are one now" in page.get_by_role("status").first.inner_text()
    page.goto(f"{workshop.address}{ROOT}/speakers?q=anna")
    page.get_by_role("main").get_by_role("link", name="Anna Ray").click()
    assert page.get_by_text("We sing.").is_visible() and page.get_by_text("We vote.").is_visible()


def test_visitors_see_no_button(workshop: Site, open_page: Open) -> None:
    page = open_page(f"{workshop.address}{ROOT}/search?q=money")
    page.get_by_role("main").get_by_role("link", name="We have no money").click()
    assert page.locator("form[method=post]").count() == 0
    assert page.get_by_text("Put this quote right").count() == 0
    page = open_page(f"{workshop.address}{ROOT}/journal", expected=(403,))
    assert "Only editors" in page.inner_text("body")
    wrong = f"{workshop.address}{ROOT}/sign-in?token={'x' * 43}"
    assert "not valid" in open_page(wrong, expected=(403,)).inner_text("main")


def test_axe_finds_nothing_in_light_and_dark(workshop: Site, pages: dict[str, str], open_page: Open) -> None:
    page = signed_in(open_page, workshop, bypass_csp=True)
    for path in editing_addresses(pages).values():
        page.goto(workshop.address + path)
        unfolded(page)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            accessible(page)


def test_a_phone_does_not_scroll_sideways(workshop: Site, pages: dict[str, str], open_page: Open) -> None:
    page = signed_in(open_page, workshop, viewport=PHONE, has_touch=True, is_mobile=True)
    for path in editing_addresses(pages).values():
        page.goto(workshop.address + path)
        unfolded(page)
        fits(page)


def test_a_form_of_another_site_is_refused(workshop: Site, pages: dict[str, str], open_page: Open) -> None:
    page = signed_in(open_page, workshop, expected=(403,))
    # another port is another origin, but cookies go there all the same
    page.route(
        "http://127.0.0.1:9/**",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f'<form method="post" action="{workshop.address}{pages["quote"]}/correct">'
            '<input name="field" value="hidden"><input name="value" value="yes">'
            "<button>Win</button></form>",
        ),
    )
    page.goto("http://127.0.0.1:9/")
    with page.expect_response("**/correct") as answer:
        page.get_by_role("button", name="Win").click()
    assert answer.value.status == 403
    page.goto(workshop.address + pages["quote"])
    assert page.locator("blockquote").first.is_visible()
