"""The pages: one quote, one article, one speaker, all speakers."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotebank.bank import queries
from quotebank.core import Analysis, Article, Quote, Speaker
from tests.bank.builders import MODEL, Said, add, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEE = Said("We will build it.", "Ann Lee", role="mayor")
ONE = story("news/one", LEE, Said("Why?", None), Said("It rains.", "Bo Park"))


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("pages") / "bank.db"
    known_as = Speaker("Ann Lee", "person", ("Ann Lee", "Ann J. Lee"), ("governor",))
    add(
        path,
        ONE,
        story("two", LEE, LEE, Said("I hope.", "Ann Lee", attitude=True), published="2023-03-09"),
        story("three", LEE._replace(role=None), published="2022-12-01", mentioned=[known_as]),
        story("four", LEE._replace(role="councillor"), published=None),
        *(story(f"x{n}", Said("Ah.", f"Per Son{n}")) for n in range(23)),
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
        yield conn


def test_a_quote_stands_in_its_paragraph(conn: sqlite3.Connection) -> None:
    (row,) = queries.search(conn, "rains").rows
    found = queries.quote(conn, row["key"])
    assert found is not None and json.loads(json.dumps(found)) == found
    assert row | {"snippet": [[row["text"], False]]} == {key: found[key] for key in row}
    segments = found["segments"]
    assert [ONE.article.text[slice(*span)] for span in segments["content"]] == ['"It rains."']
    assert [ONE.article.text[slice(*span)] for span in segments["cue"]] == ["said"]
    paragraph = found["paragraph"]
    assert paragraph["text"] == '"It rains." said Bo Park (person, None, direct) at noon.'
    assert ONE.article.text[paragraph["start"] :].startswith(paragraph["text"])
    assert paragraph["segments"]["source"] == [[17, 24]]
    assert found["evidence"] == [
        {"feature": "subject", "score": 0.9, "sentence": "It is the subject of the cue."}
    ]
    assert found["article"]["article_id"] == "news/one"
    assert (found["run"]["model"], found["run"]["command"]) == (MODEL, "quotebank add")


def test_the_paragraph_of_a_quote_over_paragraphs_holds_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    text = 'Before.\n\nShe said: "One.\r\n\r\n"Two.\n \n"Three."\n\nAfter.'
    start, end = text.index('"One'), text.index("\n\nAfter")
    add(path, Analysis(Article(text, "a"), (Quote("direct", ((start, end),)),)))
    with closing(sqlite3.connect(path)) as conn:
        found = queries.quote(conn, queries.newest(conn)[0]["key"])
    assert found is not None
    assert found["paragraph"]["text"] == text[text.index("She") : end]


def test_the_paragraph_of_an_endless_paragraph_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, Analysis(Article("word " * 50_000, "a"), (Quote("direct", ((100_000, 100_004),)),)))
    with closing(sqlite3.connect(path)) as conn:
        found = queries.quote(conn, queries.newest(conn)[0]["key"])
    assert found is not None
    ((start, end),) = found["paragraph"]["segments"]["content"]
    assert found["paragraph"]["text"][start:end] == "word"
    assert len(found["paragraph"]["text"]) == 4004


def test_without_the_text_a_quote_and_an_article_are_still_known(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DELETE FROM texts")
        (row,) = queries.search(conn, "rains").rows
        found, article = queries.quote(conn, row["key"]), queries.article(conn, "news/one")
    assert found is not None and found["paragraph"] is None
    assert article is not None and article["text"] is None and len(article["quotes"]) == 3


def test_an_article_has_its_quotes_in_text_order(conn: sqlite3.Connection) -> None:
    found = queries.article(conn, "news/one")
    assert found is not None and json.loads(json.dumps(found)) == found
    assert found["text"] == ONE.article.text
    assert (found["title"], found["published"], found["url"]) == ("A title", "2023-02-03", None)
    assert found["notes"] == list(ONE.notes)
    assert [(row["text"], row["speaker"]) for row in found["quotes"]] == [
        ('"We will build it."', "Ann Lee"),
        ('"Why?"', None),
        ('"It rains."', "Bo Park"),
    ]
    for row, quote in zip(found["quotes"], ONE.quotes, strict=True):
        assert row["segments"]["content"] == [list(span) for span in quote.content]
    text = ONE.article.text
    assert {
        one["name"]: [text[start:end] for start, end in one["mentions"]] for one in found["speakers"]
    } == {"Ann Lee": ["Ann Lee"], "Bo Park": ["Bo Park"]}


def test_an_article_without_quotes_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, Analysis(Article("", "empty")))
    with closing(sqlite3.connect(path)) as conn:
        found = queries.article(conn, "empty")
    assert found is not None and (found["quotes"], found["text"]) == ([], "")


def test_a_speaker_has_names_dated_roles_months_and_the_newest_quotes(
    conn: sqlite3.Connection,
) -> None:
    (listed,) = queries.speakers(conn, query="lee ann").rows
    found = queries.speaker(conn, listed["id"])
    assert found is not None and json.loads(json.dumps(found)) == found
    assert {key: found[key] for key in listed} == listed
    assert (found["name"], found["kind"], found["role"]) == ("Ann Lee", "person", "mayor")
    assert (found["quotes"], found["attitudes"], found["articles"]) == (5, 1, 4)
    assert found["names"] == ["Ann Lee", "Ann J. Lee"]
    assert found["roles"] == [
        {"role": "mayor", "first": "2023-02-03", "last": "2023-03-09", "articles": 2},
        {"role": "governor", "first": "2022-12-01", "last": "2022-12-01", "articles": 1},
        {"role": "councillor", "first": None, "last": None, "articles": 1},
    ]
    assert found["months"] == [
        {"month": "2022-12", "quotes": 1},
        {"month": "2023-02", "quotes": 1},
        {"month": "2023-03", "quotes": 2},
    ]
    newest = found["newest"]
    assert [row["article_id"] for row in newest["rows"]] == [
        "two",
        "two",
        "news/one",
        "three",
        "four",
    ]
    assert (newest["total"], newest["capped"], newest["next"]) == (5, False, None)


@pytest.mark.parametrize("id", [0, -1, 999, 2**70])
def test_what_is_not_there_is_none(conn: sqlite3.Connection, id: int) -> None:
    assert queries.speaker(conn, id) is None
    assert queries.quote(conn, str(id)) is None
    assert queries.article(conn, str(id)) is None


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ann", ["Ann Lee"]),
        ("Ann J", ["Ann Lee"]),
        ("PA", ["Bo Park"]),
        ("son22", ["Per Son22"]),
        ("nn", []),
        ("ann park", []),
        ("?!", []),
    ],
)
def test_speakers_by_the_beginnings_of_their_names(
    conn: sqlite3.Connection, query: str, names: list[str]
) -> None:
    page = queries.speakers(conn, query=query)
    assert [row["name"] for row in page.rows] == names
    assert page.total == len(names)


@given(limit=st.integers(1, 30), kind=st.sampled_from([None, "person", "group"]))
@settings(max_examples=20, deadline=None)
def test_pages_of_speakers_give_each_exactly_once_the_most_quoted_first(
    conn: sqlite3.Connection, limit: int, kind: str | None
) -> None:
    whole = queries.speakers(conn, kind=kind, limit=1000)
    seen: list[str] = []
    after: str | None = None
    while True:
        page = queries.speakers(conn, kind=kind, limit=limit, after=after)
        seen += [row["key"] for row in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == [row["key"] for row in whole.rows]
    assert len(set(seen)) == whole.total == (0 if kind == "group" else 25)
    counts = [row["quotes"] for row in whole.rows]
    assert counts == sorted(counts, reverse=True)


def test_counts(conn: sqlite3.Connection) -> None:
    assert queries.counts(conn) == {
        "articles": 27,
        "quotes": 31,
        "attitudes": 1,
        "speakers": 25,
        "runs": 1,
        "failures": 0,
    }
