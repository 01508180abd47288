"""``python -m tests.web.screenshots DB OUT``: pictures of every page of a bank.

Each page in light and in dark at a width of 1280 pixels, and on a phone of 360. ``--docs`` takes the few that
the documentation shows. Made of the bank of the example articles, ``quotebank demo`` first.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from quotebank.bank import Bank, queries
from tests.bank.builders import Said, add, story
from tests.web.browsing import ROOT, addresses, editing_addresses, launch, served

DRESSES: dict[str, dict[str, Any]] = {
    "light": {"viewport": {"width": 1280, "height": 720}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 720}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "light", "is_mobile": True},
}

DOCS = (
    "home-light", "found-light", "found-dark", "speaker-light", "speaker-phone", "quote-light",
    "article-light", "article-dark", "compare-light", "review-light",
)  # fmt: skip
"""The pictures in ``docs/screenshots``."""

OPEN_UP = "document.querySelectorAll('details.edit').forEach(one => { one.open = true })"

MOST_BYTES = 150_000


def take(bank: Path, out: Path, *, wanted: tuple[str, ...] | None) -> list[Path]:
    """The pictures of a bank's pages; the files written. The bank itself is not touched."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(folder) / bank.name
        shutil.copy(bank, copy)
        judged(copy)
        pages = {**addresses(copy), "found": f"{ROOT}/search?q=balloon"}
        browser = launch(playwright)
        files = []
        with served(copy, Path(folder), "--edit", "--author", "ruth") as site:
            assert site.sign_in is not None
            edited = {
                f"edit-{name}" if name in pages else name: path
                for name, path in editing_addresses(pages).items()
            }
            for dress, options in DRESSES.items():
                for chosen, start in ((pages, site.address), (edited, site.sign_in)):
                    context = browser.new_context(**options)
                    page = context.new_page()
                    page.goto(start)
                    for name, path in chosen.items():
                        if wanted and f"{name}-{dress}" not in wanted:
                            continue
                        page.goto(site.address + path)
                        if chosen is edited:
                            page.evaluate(OPEN_UP)
                        file = out / f"{name}-{dress}.png"
                        page.screenshot(path=file, full_page=not wanted)
                        files.append(file)
                    context.close()
        browser.close()
    return files


def judged(bank: Path) -> None:
    """Adds an open question, and two decisions for the journal."""
    add(
        bank,
        story(
            "spring",
            Said("We sing until the roof comes off.", "Anna Ray", role="singer"),
            published="2022-05-01",
        ),
        story(
            "summer",
            Said("The pier opens in May.", "Anna Ray", role="mayor of Millbrook"),
            published="2022-06-01",
        ),
    )
    with Bank(bank, create=False) as opened:
        said = {"verdict": "kind", "kind": "organization", "name": "Pentagon", "value": "organization"}
        opened.judge({**said, "author": "sam"})
        (quote,) = queries.search(opened.connection, "balloon", order="newest", limit=1).rows
        opened.correct({"quote": quote["key"], "field": "note", "value": "Checked.", "author": "ruth"})
        opened.correct({"quote": quote["key"], "field": "note", "withdrawn": "1", "author": "ruth"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--docs", action="store_true", help="only the pictures of the documentation")
    asked = parser.parse_args()
    for file in take(asked.db, asked.out, wanted=DOCS if asked.docs else None):
        size = file.stat().st_size
        print(f"{size:>9,}  {file}{'  too large for docs' if asked.docs and size > MOST_BYTES else ''}")


if __name__ == "__main__":
    main()
