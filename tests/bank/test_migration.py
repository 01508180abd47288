"""A bank from before speakers were computed is read at once, and computed anew by the next writer."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import sqlite_utils

from quotebank.bank import Bank, queries
from quotebank.bank.migrations import migrations
from tests.bank.builders import MODEL, Said, add, assert_sound, rows, speaker_tables, story

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = [
    story("one", Said("We meet.", "Antony Blinken", role="Secretary of State"), Said("Why?")),
    story("two", Said("We call.", "Antony J. Blinken"), Said("No.", "residents", "group")),
    story("three", Said("Ah.", "residents", "group"), published=None),
]


def as_it_was(path: Path, new: Path) -> None:
    """The same articles in the schema of before, each name a speaker of its own."""
    old = sqlite_utils.Database(path)
    migrations.apply(old, stop_before="identity")
    old.conn.execute("ATTACH ? AS new", [str(new)])
    with old.conn:
        for table in ("runs", "articles", "texts"):
            old.conn.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
        old.conn.executescript(
            """
            INSERT INTO speakers (id, key, name, kind, articles)
            SELECT id, key, name, kind, 1 FROM new.appearances;
            INSERT INTO claims SELECT a.id, c.what, c.value, a.article
            FROM new.claims c JOIN new.appearances a ON a.id = c.appearance;
            INSERT INTO speaker_names (speaker, name) SELECT speaker, value FROM claims WHERE what = 'name';
            INSERT INTO roles (speaker, role, articles)
            SELECT speaker, value, 1 FROM claims WHERE what = 'role';
            INSERT INTO mentions SELECT id, appearance, article, start, end FROM new.mentions;
            """
        )
        columns = [column.name for column in old.table("quotes").columns if column.name != "speaker"]
        names = ", ".join(columns)
        old.conn.execute(f"INSERT INTO quotes ({names}, speaker) SELECT {names}, appearance FROM new.quotes")
        old.conn.execute("INSERT INTO segments SELECT * FROM new.segments")
    old.close()


def test_it_is_read_as_it_is_and_computed_by_the_next_run(tmp_path: Path) -> None:
    new, path = tmp_path / "new.db", tmp_path / "old.db"
    add(new, *ARTICLES)
    as_it_was(path, new)
    with Bank(path, create=False) as bank:
        conn = bank.connection
        assert [row["name"] for row in queries.speakers(conn, query="blinken").rows] == [
            "Antony J. Blinken",
            "Antony Blinken",
        ]
        article = queries.article(conn, "one")
        assert article is not None
        assert [one["name"] for one in article["speakers"]] == ["Antony Blinken"]
        assert [one["mentions"] for one in article["speakers"]] != [[]]
    with Bank(path) as bank, bank.run(MODEL, "nothing new"):
        pass
    assert speaker_tables(path) == speaker_tables(new)
    assert_sound(path)
    assert rows(path, "SELECT count(*) FROM speakers WHERE name LIKE '%Blinken'") == [(1,)]
    again = [story(one.article.id, published=one.article.published) for one in ARTICLES]
    add(path, *again)
    assert rows(path, "SELECT * FROM speakers") == []


def test_other_word_lists_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, *ARTICLES)
    before = speaker_tables(path)
    with closing(sqlite_utils.Database(path)) as database:
        database.conn.execute("PRAGMA user_version = 1")
        database.conn.execute("UPDATE appearances SET speaker = NULL")
        database.conn.execute("UPDATE quotes SET speaker = NULL")
        database.conn.execute("DELETE FROM speakers")
        database.conn.commit()
    with Bank(path) as bank, bank.run(MODEL, "nothing new"):
        pass
    assert speaker_tables(path) == before
    assert_sound(path)


def test_the_confidence_of_speakers_is_not_known_until_articles_come_again(tmp_path: Path) -> None:
    new, path = tmp_path / "new.db", tmp_path / "old.db"
    add(new, *ARTICLES)
    as_it_was(path, new)
    known = "SELECT count(*) FROM quotes WHERE speaker_confidence IS NOT NULL"
    with Bank(path) as bank:
        (row, *_) = queries.search(bank.connection, "meet").rows
    assert row["speaker_confidence"] is None
    assert rows(path, known) == [(0,)]
    assert add(path, *ARTICLES) == ["replaced"] * 3
    assert rows(path, known) == rows(new, known) != [(0,)]
    assert_sound(path)
