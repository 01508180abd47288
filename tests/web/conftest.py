"""A bank of hand-made analyses, served by whichever Datasette is installed."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from datasette.app import Datasette
from datasette.plugins import pm

import quotebank.web
from quotebank.bank import Bank
from quotebank.core import Analysis, Article, Evidence, Quote, Speaker

if TYPE_CHECKING:
    from pathlib import Path

if quotebank.web not in pm.get_plugins():  # not installed: there is no entry point
    pm.register(quotebank.web, "quotebank")

PLAIN = """The harbour council met on Monday.

“The old pier must go,” said Mayor Ada Brook, and “nobody will miss it.”
She hoped that winter would wait.

The council said that work starts in May. One clerk was not so sure: “We have no money.”"""

HOSTILE = """<script>alert("text")</script> stands here & there.

“<img src=x onerror=alert(1)> is fine,” said Eve <b>Null</b>."""

HOSTILE_ID = 'a/b ?#%2F~"<i>é.json'
HOSTILE_NAME = 'Eve <b onclick="x">Null</b>'

Get = Callable[..., Any]


def span(text: str, words: str) -> tuple[int, int]:
    """Where these words stand in the text."""
    start = text.index(words)
    return start, start + len(words)


def plain_analysis() -> Analysis:
    """A split direct quote, an attitude, an indirect quote, and a quote without a speaker."""
    here = PLAIN
    return Analysis(
        Article(
            here,
            id="harbour",
            title="Old pier must go",
            published="2023-02-14",
            url="https://news.example/harbour?a=1&b=2",
            publisher="Harbour Herald",
            author="Sam Quill",
        ),
        quotes=(
            Quote(
                "direct",
                (span(here, "“The old pier must go,”"), span(here, "“nobody will miss it.”")),
                (span(here, "said"),),
                (span(here, "Mayor Ada Brook"),),
                speaker="Ada Brook",
                speaker_kind="person",
                role="Mayor",
                date="2023-02-13",
                act="accusation",
                confidence=0.97,
                evidence=(Evidence("name", 0.97, "The source names Ada Brook."),),
            ),
            Quote(
                "indirect",
                (span(here, "winter would wait"),),
                (span(here, "hoped"),),
                (span(here, "She"),),
                speaker="Ada Brook",
                speaker_kind="person",
                attitude=True,
                confidence=0.7,
            ),
            Quote(
                "indirect",
                (span(here, "work starts in May"),),
                (span(here, "said that"),),
                (span(here, "The council"),),
                speaker="harbour council",
                speaker_kind="organization",
                confidence=0.5,
            ),
            Quote("direct", (span(here, "“We have no money.”"),), confidence=0.8),
        ),
        speakers=(
            Speaker("Ada Brook", "person", ("Ada Brook", "Mayor Ada Brook"), ("Mayor",)),
            Speaker("harbour council", "organization", ("harbour council",)),
        ),
        notes=("One quotation mark has no partner.",),
        model="test-1",
    )


def hostile_analysis() -> Analysis:
    """An article in which everything that can carry markup carries it."""
    here = HOSTILE
    return Analysis(
        Article(
            here,
            id=HOSTILE_ID,
            title='<script>alert("title")</script>',
            published="2023-02-15",
            url="javascript:alert(1)",
            publisher="<u>Press</u>",
            author="<u>Author</u>",
        ),
        quotes=(
            Quote(
                "direct",
                (span(here, "“<img src=x onerror=alert(1)> is fine,”"),),
                (span(here, "said"),),
                (span(here, "Eve <b>Null</b>"),),
                speaker=HOSTILE_NAME,
                speaker_kind="person",
                role="<i>Chief</i>",
                confidence=0.9,
                evidence=(Evidence("<b>f</b>", 0.5, "<script>alert('why')</script>"),),
            ),
        ),
        notes=("<script>alert('note')</script>",),
        model="test-1",
    )


def numbered_analysis(number: int) -> Analysis:
    """One of many articles with one quote each."""
    text = f"“Ferry number {number} is late,” said Tom Reed."
    return Analysis(
        Article(text, id=f"ferry-{number}", published=f"2022-01-{number:02}", publisher="Gazette"),
        quotes=(
            Quote(
                "direct",
                (span(text, f"“Ferry number {number} is late,”"),),
                (span(text, "said"),),
                (span(text, "Tom Reed"),),
                speaker="Tom Reed",
                speaker_kind="person",
                confidence=0.9,
            ),
        ),
        model="test-1",
    )


@pytest.fixture(scope="session")
def bank_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with a plain article, a hostile one and 25 about ferries."""
    path = tmp_path_factory.mktemp("bank") / "harbour.db"
    with Bank(path) as bank, bank.run("test-1", "tests") as run:
        run.add(plain_analysis())
        run.add(hostile_analysis())
        for number in range(1, 26):
            run.add(numbered_analysis(number))
    return path


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop, because Datasette keeps things that belong to one."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def serve(loop: asyncio.AbstractEventLoop) -> Callable[..., Get]:
    """Makes a ``get`` of a Datasette on some files, with whatever else it is given."""

    def started(*paths: Path, **options: Any) -> Get:
        datasette = Datasette([str(path) for path in paths], **options)

        def get(path: str, *, method: str = "GET", **keywords: Any) -> Any:
            return loop.run_until_complete(datasette.client.request(method, path, **keywords))

        return get

    return started


@pytest.fixture
def get(serve: Callable[..., Get], bank_path: Path) -> Get:
    """``get`` on the bank."""
    return serve(bank_path)


def quote_key(get: Get, query: str) -> str:
    rows = get("/-/quotebank/quotes.json", params={"q": query}).json()["quotes"]
    return str(rows[0]["key"])


def words_of(response: Any) -> str:
    """The page without its tags, white space as one space."""
    assert response.status_code == 200, response.text
    return " ".join(re.sub(r"<[^>]*>", "", response.text).split())
