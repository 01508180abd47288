"""How a page has to look, whatever is on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from tests.web.browsing import Site

if TYPE_CHECKING:
    from typing import Any

    from playwright.sync_api import Page

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}

Open: TypeAlias = "Callable[..., Page]"


def expected(name: str) -> tuple[int, ...]:
    return (404,) if name == "refusal" else ()


def signed_in(open_page: Open, workshop: Site, **options: Any) -> Page:
    assert workshop.sign_in is not None
    page = open_page(workshop.sign_in, **options)
    assert page.get_by_text("Editing as ruth").is_visible()
    return page


def unfolded(page: Page) -> None:
    """Opens whatever is folded up: it has to be as good as the rest."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def accessible(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def fits(page: Page) -> None:
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], widths
    assert widths[1] == PHONE["width"]


def brightness(page: Page, style: str) -> float:
    """How bright the page's ground or its letters are, 0 to 255."""
    found = page.evaluate(f"getComputedStyle(document.body).{style}.match(/[0-9.]+/g).map(Number)")
    return float(sum(found[:3])) / 3
