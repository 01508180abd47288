"""What the pages of the site read instead of counting: months, names, words, the same words elsewhere."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank, queries
from quotebank.bank._keys import echo_of
from quotebank.core import Speaker
from tests.bank.builders import Said, add, assert_sound, number_of, rows, story

if TYPE_CHECKING:
    from pathlib import Path

PIER = "We will not pay for the pier"
MONTHS = "SELECT * FROM months ORDER BY month"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (f'"{PIER}."', f"“{PIER},”", True),
        (PIER, PIER.upper().replace(" ", "\n"), True),
        ("It isn't the end of it", "It isn’t the end – of it!", True),
        (PIER, f"{PIER} again", False),
        ("We will pay them", "We will pay them", False),
        ("", "…", False),
    ],
)
def test_an_echo_is_made_of_the_words_alone(one: str, other: str, same: bool) -> None:
    assert (echo_of(one) is not None and echo_of(one) == echo_of(other)) is same
    assert (echo_of(one) or 0) < 1 << 53


def test_months_are_kept_through_every_change(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    told = Said("We build it.", "Ann Lee")
    add(
        path,
        story("one", told, Said("Is it so?"), Said("It may rain.", "Ann Lee", attitude=True)),
        story("two", told, published="2023-03-01"),
        story("three", told, published=None),
        story("four", published="2023-03-09"),
    )
    assert rows(path, MONTHS) == [("", 1, 1, 0), ("2023-02", 1, 2, 1), ("2023-03", 2, 1, 0)]
    add(path, story("two", told, Said("No."), published="2023-02-28"), story("four", published="2023-03-30"))
    assert rows(path, MONTHS) == [("", 1, 1, 0), ("2023-02", 2, 4, 1), ("2023-03", 1, 0, 0)]
    add(path, story("three", published="2023-03-30"), story("four", published="2023-04-01"))
    assert rows(path, MONTHS) == [("2023-02", 2, 4, 1), ("2023-03", 1, 0, 0), ("2023-04", 1, 0, 0)]
    assert_sound(path)


def test_months_follow_corrections(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("We build it.", "Ann Lee"), Said("No.", "Bo Park")))
    ((key,),) = rows(path, "SELECT key FROM quotes WHERE text LIKE '%build%'")
    for value, quotes in (("yes", 1), ("no", 2)):
        with Bank(path) as bank:
            bank.correct({"quote": key, "field": "hidden", "value": value, "author": "me"})
        assert rows(path, MONTHS) == [("2023-02", 1, quotes, 0)]
        assert_sound(path)


def test_the_counts_of_a_bank_are_those_of_its_months(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("No.", "Bo Park"), Said("Oh.", attitude=True)), story("two", published=None))
    with Bank(path) as bank:
        found = bank.counts()
    assert {name: found[name] for name in ("articles", "quotes", "attitudes")} == {
        "articles": 2,
        "quotes": 2,
        "attitudes": 1,
    }


def test_a_bank_from_before_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, *(story(str(n), Said(f"{PIER}.", "Ann Lee"), published=f"2023-0{n}-01") for n in (1, 2)))
    selects = (
        MONTHS,
        "SELECT * FROM speaker_months",
        "SELECT id, echo FROM quotes",
        "SELECT * FROM speaker_names",
    )
    before = [rows(path, one) for one in selects]
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DROP INDEX quotes_echo")
        for table, column in (("quotes", "echo"), ("speaker_names", "articles")):
            conn.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in ("months", "speaker_months", "speaker_words"):
            conn.execute(f"DROP TABLE {table}")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'site'")
    Bank(path).close()
    assert sorted(map(str, before)) == sorted(map(str, ([*rows(path, one)] for one in selects)))
    add(path, story("3", Said("Oh.", "Ann Lee")))
    assert_sound(path)


def test_the_same_words_elsewhere_the_oldest_first(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(
        path,
        story("b", Said(f"{PIER}!", "Bo Park"), published="2023-02-02"),
        story("a", Said(PIER, "Ann Lee"), Said(f"{PIER}, again"), Said(PIER.lower()), published="2023-02-09"),
        story("c", Said(PIER), published=None),
        story("d", Said("We will not pay for it", "Ann Lee")),
    )
    with closing(sqlite3.connect(path)) as conn:
        article = queries.article(conn, "a")
        assert article is not None
        key, other = (article["quotes"][number]["key"] for number in (0, 1))
        found = queries.elsewhere(conn, key)
        assert [(row["article_id"], row["speaker"]) for row in found.rows] == [("c", None), ("b", "Bo Park")]
        assert (found.total, found.capped, found.next) == (2, False, None)
        assert [row["article_id"] for row in queries.elsewhere(conn, key, limit=1).rows] == ["c"]
        assert queries.elsewhere(conn, other).total == queries.elsewhere(conn, "none").total == 0
        quote = queries.quote(conn, key)
        assert quote is not None and quote["elsewhere"]["total"] == 2


def test_whom_somebody_speaks_of_and_beside_whom(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    start = len("It was a long day.\n\n") + 1

    def told(id: str, words: str, *others: Said) -> Any:
        name = words.split(" is ")[0]
        mentioned = (Speaker(name, "person", (name,), (), ((start, start + len(name)),)),)
        return story(id, Said(words, "Ann Lee"), *others, mentioned=mentioned)

    add(
        path,
        told("one", "Cy Doe is late", Said("No.", "Cora Flint"), Said("Never.", "Cora Flint")),
        told("two", "Cy Doe is here", Said("Well.", "Di Fox"), Said("Hm.", "an official", "anonymous")),
        told("three", "Ed Gray is ill", Said("Well.", "Cora Flint")),
        told("four", "Ann Lee is me"),
    )
    with closing(sqlite3.connect(path)) as conn:
        ann = number_of("Ann Lee")
        of = [(row["name"], row["quotes"]) for row in queries.spoken_of(conn, ann)]
        beside = [(row["name"], row["articles"]) for row in queries.quoted_with(conn, ann)]
        assert of == [("Cy Doe", 2), ("Ed Gray", 1)]
        assert beside == [("Cora Flint", 2), ("Di Fox", 1)]
        assert queries.spoken_of(conn, ann, limit=1) == queries.spoken_of(conn, ann)[:1]
        assert queries.quoted_with(conn, number_of("Cora Flint"))[0]["name"] == "Ann Lee"


def test_words_are_kept_until_the_quotes_are_others(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    ann, bo = number_of("Ann Lee"), number_of("Bo Park")
    add(
        path,
        story("one", Said("We build it.", "Ann Lee"), Said("So we do.", "Ann Lee"), Said("No.", "Bo Park")),
    )
    with Bank(path) as bank:
        assert bank.without_words(least=1) == [ann, bo]
        assert bank.without_words(least=2) == [ann]
        assert bank.texts_of(ann, most=1000) == ['"So we do."', '"We build it."']
        assert bank.texts_of(ann, most=1) == ['"So we do."']
        bank.keep_words({ann: [("harbour", 0.5), ("pier", 0.7)], bo: [("rain", 1.0)], 999: [("nobody", 1.0)]})
        assert bank.without_words(least=1) == []
        assert bank.without_words(least=1, anew=True) == [ann, bo]
        assert [row["word"] for row in queries.words_of(bank.connection, ann)] == ["pier", "harbour"]
        bank.keep_words({ann: [("rain", 1.0)]})
        assert [row["word"] for row in queries.words_of(bank.connection, ann)] == ["rain"]
    add(path, story("two", Said("We build it again.", "Ann Lee")), story("one"))
    assert rows(path, "SELECT speaker, word FROM speaker_words") == [(ann, "rain")]
    with Bank(path) as bank:
        assert bank.without_words(least=1) == [ann]
    assert_sound(path)


def test_months_of_what_a_search_finds(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(
        path,
        *(
            story(f"{n}", Said("The pier is old.", "Ann Lee"), Said("Rain.", "Ann Lee"), published=day)
            for n, day in enumerate(("2023-01-02", "2023-01-09", "2023-03-01", None))
        ),
    )
    ann = number_of("Ann Lee")
    with closing(sqlite3.connect(path)) as conn:

        def found(*asked: Any, **also: Any) -> tuple[int, list[str]]:
            page, months = queries.found_in_time(conn, queries.Sought(*asked, **also), limit=2)
            assert len(page.rows) == min(2, page.total)
            return page.total, [f"{row['month']} {row['quotes']}" for row in months]

        assert found("", ann) == (8, ["2023-01 4", "2023-03 2"])
        assert found("pier", ann) == (4, ["2023-01 2", "2023-03 1"])
        assert found("pier", ann, since="2023-03") == (1, ["2023-03 1"])
        assert found("balloon", ann) == found("pier", 999) == found("?!", ann) == (0, [])
        page, _ = queries.found_in_time(conn, queries.Sought("pier", ann), limit=3)
        rest = queries.search(conn, "pier", speaker=ann, order="newest", after=page.next)
        assert [row["published"] for row in (*page.rows, *rest.rows)] == [
            "2023-03-01",
            "2023-01-09",
            "2023-01-02",
            None,
        ]
        assert page.rows[0]["snippet"][1] == ["pier", True]
        assert [row["month"] for row in queries.months(conn)] == ["2023-01", "2023-03"]
