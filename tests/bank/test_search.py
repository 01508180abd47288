"""Searching: what is found, in which order, page by page, and that nothing typed can break it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotebank.bank import queries
from tests.bank.builders import Said, add, number_of, story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quotebank.bank.queries import Page

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "bank_queries.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
KINDS: list[Literal["person", "organization"]] = ["person", "organization"]
DAYS = ["2023-02-03", None, "2021-07-01", "2023-02-04", "2022-12-31T23:00:00Z", "2023-02-03"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("search") / "bank.db"
    add(
        path,
        story(
            "a",
            Said("The balloon in the sky is theirs.", "John Kirby", act="statement"),
            published="2023-02-04",
        ),
        story("b", Said("I don’t know that Café.", "Ann Lee"), published="2023-02-03"),
        story("c", Said("Balloons, I say.", None), published=None),
        story("d", Said("A balloon would please me.", "Ann Lee", attitude=True)),
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        yield conn


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """180 quotes: six days out of order, three speakers of two kinds, attitudes, two publishers."""
    path = tmp_path_factory.mktemp("search") / "bank.db"
    add(
        path,
        *(
            story(
                f"{number}",
                *(
                    Said(
                        f"Rain {'and rain ' * (line % 3)}fell on town {number}.",
                        (None, "Ann Lee", "The Office")[line % 3],
                        KINDS[line % 3 == 2],
                        attitude=line == 4,
                        type=("direct", "mixed", "indirect")[number % 3],
                        act=(None, "denial", "statement")[line % 3],
                    )
                    for line in range(6)
                ),
                published=DAYS[number % len(DAYS)],
                publisher=("The Herald", "Wire")[number % 2],
            )
            for number in range(30)
        ),
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        yield conn


def articles(page: Page) -> list[str]:
    return sorted(row["article_id"] for row in page.rows)


@pytest.mark.parametrize("case", CASES, ids=[case["query"] for case in CASES])
def test_what_a_query_finds(small: sqlite3.Connection, case: dict[str, Any]) -> None:
    for order in ("relevance", "newest", "oldest"):
        page = queries.search(small, case["query"], order=order)
        assert articles(page) == case["finds"]
        assert (page.total, page.capped, page.next) == (len(case["finds"]), False, None)


def test_a_row_is_complete_and_json(small: sqlite3.Connection) -> None:
    (row,) = queries.search(small, "kirby").rows
    assert json.loads(json.dumps(row)) == row
    key = row.pop("key")
    assert len(key) == 20
    assert row == {
        "text": '"The balloon in the sky is theirs."',
        "type": "direct",
        "speaker": "John Kirby",
        "speaker_id": number_of("John Kirby"),
        "speaker_kind": "person",
        "role": None,
        "said_on": None,
        "venue": None,
        "addressee": None,
        "published": "2023-02-04",
        "publisher": "The Herald",
        "article_id": "a",
        "article_title": "A title",
        "url": None,
        "attitude": False,
        "act": "statement",
        "confidence": 0.75,
        "speaker_confidence": 0.9,
        "snippet": [['"The balloon in the sky is theirs."', False]],
    }


def test_hits_are_marked_in_the_text_and_nothing_else_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    words = "<b>Rain</b> & rain\ufeff, &lt;rain&gt; fell"
    add(path, story("one", Said(words, "Ann Rain")), story("two", Said("Rain\0 and rain.")))
    with closing(sqlite3.connect(path)) as conn:
        plain, nul = queries.search(conn, "rains", order="oldest").rows
        assert [text for text, hit in plain["snippet"] if hit] == ["Rain", "rain", "rain"]
        assert "".join(text for text, _ in plain["snippet"]) == plain["text"] == f'"{words}"'
        assert nul["snippet"] == [['"Rain\0 and rain."', False]]


def test_a_long_quote_gives_a_passage(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("word " * 5000 + "needle" + " word" * 5000)))
    with closing(sqlite3.connect(path)) as conn:
        (row,) = queries.search(conn, "needle").rows
    passage = "".join(text for text, _ in row["snippet"])
    assert ["needle", True] in row["snippet"]
    assert len(passage) < 500
    assert passage.startswith("…") and passage.endswith("…")


def test_attitudes_are_left_out_unless_asked_for(small: sqlite3.Connection) -> None:
    assert articles(queries.search(small, "balloon", attitudes=True)) == ["a", "c", "d"]
    assert articles(queries.search(small, "", attitudes=True)) == ["a", "b", "c", "d"]
    assert [row["article_id"] for row in queries.newest(small, 2)] == ["a", "b"]


@pytest.mark.parametrize("query", ["", "rain"])
@pytest.mark.parametrize(
    "filters",
    [
        {"speaker": number_of("Ann Lee")},
        {"speaker": 10**30},
        {"kind": "organization"},
        {"type": "mixed"},
        {"act": "denial"},
        {"act": "none"},
        {"publisher": "Wire"},
        {"speaker": number_of("Ann Lee"), "publisher": "Wire", "type": "direct", "kind": "person"},
        {"since": "2023-02-03"},
        {"until": "2022-12-31"},
        {"since": "2022", "until": "2023-02-03"},
        {"since": "2022-12", "until": "2022-12"},
        {"since": "2023-02-30"},
        {"until": "yesterday"},
        {"publisher": "\ud83d"},
    ],
    ids=str,
)
def test_filters(large: sqlite3.Connection, query: str, filters: dict[str, Any]) -> None:
    def wanted(row: dict[str, Any]) -> bool:
        day = (row["published"] or "")[:10]
        since, until = filters.get("since", ""), filters.get("until", "9")
        return (
            filters.get("speaker", row["speaker_id"]) == row["speaker_id"]
            and filters.get("kind", row["speaker_kind"]) == row["speaker_kind"]
            and filters.get("type", row["type"]) == row["type"]
            and filters.get("act", row["act"]) == row["act"]
            and filters.get("publisher", row["publisher"]) == row["publisher"]
            and (day != "" or not {"since", "until"} & set(filters))
            # A year or month sorts before its days, and a tilde after them.
            and since <= day <= until + "~"
            and not {since, until} & {"2023-02-30", "yesterday"}
        )

    everything = queries.search(large, "", limit=1000, attitudes=True).rows
    assert len(everything) == 180
    expected = {row["key"] for row in everything if wanted(row)}
    page = queries.search(large, query, **filters, limit=1000, attitudes=True)
    assert {row["key"] for row in page.rows} == expected
    assert page.total == len(expected)


@given(
    query=st.sampled_from(["", "rain", "rain fell", '"rain fell"']),
    order=st.sampled_from(["relevance", "newest", "oldest"]),
    limit=st.integers(1, 70),
    attitudes=st.booleans(),
    filters=st.fixed_dictionaries(
        {},
        optional={
            "speaker": st.sampled_from([number_of("Ann Lee"), 3]),
            "kind": st.sampled_from(KINDS),
            "publisher": st.sampled_from(["Wire", "The Herald", "?"]),
            "since": st.sampled_from(["2022", "2023-02-03"]),
        },
    ),
)
@settings(max_examples=80, deadline=None)
def test_pages_give_each_row_exactly_once_and_in_order(
    large: sqlite3.Connection,
    query: str,
    order: Any,
    limit: int,
    attitudes: bool,
    filters: dict[str, Any],
) -> None:
    def page(limit: int, after: str | None = None) -> Page:
        return queries.search(
            large, query, order=order, limit=limit, after=after, attitudes=attitudes, **filters
        )

    whole = page(1000)
    assert len(whole.rows) == whole.total and whole.next is None
    seen: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        part = page(limit, after)
        assert part.total == whole.total
        seen += part.rows
        if part.next is None:
            break
        assert len(part.rows) == limit
        after = part.next
    assert seen == whole.rows
    assert len({row["key"] for row in seen}) == len(seen)
    days = [(row["published"] or "")[:10] for row in seen]
    if order == "oldest":
        assert days == sorted(days)
    elif order == "newest" or not query:
        assert days == sorted(days, reverse=True)


def test_more_relevant_quotes_come_first(large: sqlite3.Connection) -> None:
    rain = [row["text"].lower().count("rain") for row in queries.search(large, "rain").rows]
    assert rain == sorted(rain, reverse=True)
    assert rain[0] == 3


@given(st.text(max_size=60) | st.text(alphabet="\"'()*^:-+{}[] \0ANDORNEAR", max_size=60))
@settings(max_examples=300, deadline=None)
def test_no_query_raises(small: sqlite3.Connection, query: str) -> None:
    for order in ("relevance", "newest"):
        queries.search(small, query, order=order)
    queries.speakers(small, query=query)
    queries.article(small, query)
    queries.quote(small, query)


@pytest.mark.parametrize(
    "query", ["x" * 1_000_000, "x " * 500_000, '"' * 1_000_000, "\ud83d" * 9, '"x ' * 300_000]
)
def test_no_query_is_too_long(small: sqlite3.Connection, query: str) -> None:
    assert queries.search(small, query).rows == []
    assert queries.speakers(small, query=query).rows == []


@given(st.text(max_size=30) | st.from_regex(r"[rno]\d{1,40}", fullmatch=True))
@settings(deadline=None)
def test_no_cursor_and_no_limit_raises(small: sqlite3.Connection, after: str) -> None:
    for order in ("relevance", "newest", "oldest"):
        queries.search(small, "balloon", order=order, after=after, limit=-1)
    queries.speakers(small, after=after, limit=10**9)


def test_a_cursor_of_another_order_finds_nothing(large: sqlite3.Connection) -> None:
    following = queries.search(large, "rain", order="newest", limit=5).next
    assert queries.search(large, "rain", order="oldest", after=following).rows == []


@pytest.mark.parametrize("factory", [sqlite3.Row, lambda cursor, row: list(row)])
def test_any_row_factory_will_do(small: sqlite3.Connection, factory: Any) -> None:
    plain = (
        queries.search(small, "balloon"),
        queries.speaker(small, number_of("John Kirby")),
        queries.article(small, "a"),
    )
    small.row_factory = factory
    try:
        assert plain == (
            queries.search(small, "balloon"),
            queries.speaker(small, number_of("John Kirby")),
            queries.article(small, "a"),
        )
    finally:
        small.row_factory = None
