"""A browser, a site to read and a site to edit; what asks for them is skipped where there is no browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank
from tests.bank.builders import Said, story
from tests.web.browser.looks import WIDE, Open
from tests.web.browsing import CHROMIUM, Site, Watch, addresses, launch, served
from tests.web.conftest import hostile_analysis, numbered_analysis, plain_analysis

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def build(path: Path) -> Path:
    """A bank of hand-made articles, the hostile one among them, with open questions."""
    mayor = story(
        "mayor",
        Said("We rebuild the pier.", "Ada Brook", role="Mayor"),
        Said("The pier stays.", "Tom Reed", role="harbor master"),
        published="2023-03-01",
        title="A pier is rebuilt",
    )
    twice = [
        story("one", Said("We sing.", "Anna Ray", role="singer"), published="2022-05-01"),
        story("two", Said("We vote.", "Anna Ray", role="mayor of Millbrook"), published="2022-06-01"),
        story("three", Said("I doubt it.", "Bo Roth", type="mixed", act="denial"), published="2022-07-01"),
    ]
    with Bank(path) as bank, bank.run("test-1", "tests") as run:
        for analysis in (plain_analysis(), hostile_analysis(), mayor, *twice):
            run.add(analysis)
        for number in range(1, 26):
            run.add(numbered_analysis(number))
    return path


# for these tests only: Playwright's event loop would stand in the way of the others'
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium")
    sync_api = pytest.importorskip("playwright.sync_api")
    pytest.importorskip("axe_playwright_python")
    with sync_api.sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("browser") / "harbour.db")


@pytest.fixture(scope="session")
def pages(bank: Path) -> dict[str, str]:
    return addresses(bank)


@pytest.fixture(scope="package")
def site(browser: Browser, bank: Path) -> Iterator[Site]:
    with served(bank, bank.parent) as site:
        yield site


@pytest.fixture(scope="package")
def workshop(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that can be edited, with a bank of its own."""
    path = build(tmp_path_factory.mktemp("workshop") / "harbour.db")
    with served(path, path.parent, "--edit", "--author", "ruth") as site:
        yield site


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test where a page complains, asks elsewhere or opens a dialog."""
    watch = Watch()
    yield watch
    assert watch.trouble == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Open]:
    contexts = []

    def opened(url: str, *, expected: tuple[int, ...] = (), **options: Any) -> Page:
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch.over(page, expected=expected)
        page.goto(url)
        return page

    yield opened
    for context in contexts:
        context.close()
