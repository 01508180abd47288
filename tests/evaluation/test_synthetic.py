"""A made-up bank is a bank like any other: what is counted is there, and the same seed makes the same."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quotebank.bank import Bank, queries
from quotebank.bank._site_tables import fill_site_tables
from quotebank.evaluation.synthetic import make_bank
from tests.bank.builders import assert_sound, rows

if TYPE_CHECKING:
    from pathlib import Path

QUOTES = 3000
DERIVED = ("months", "speaker_months", "speaker_names", "quotes")


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made-up") / "big.db"
    assert make_bank(path, quotes=QUOTES)["quotes"] == QUOTES
    return path


def test_it_is_sound(bank: Path) -> None:
    assert_sound(bank)
    assert rows(bank, "PRAGMA integrity_check") == [("ok",)]


def test_what_is_kept_for_the_site_is_what_a_bank_computes(bank: Path) -> None:
    before = {table: rows(bank, f"SELECT * FROM {table} ORDER BY 1, 2") for table in DERIVED}
    with closing(sqlite3.connect(bank)) as conn:
        fill_site_tables(conn)
        for table in DERIVED:
            assert conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() == before[table], table


def test_the_same_seed_makes_the_same(bank: Path, tmp_path: Path) -> None:
    make_bank(tmp_path / "same.db", quotes=QUOTES)
    make_bank(tmp_path / "other.db", quotes=QUOTES, seed=1, texts=False)
    tables = ("articles", "texts", "quotes", "speakers", "roles", "mentions", "speaker_words")
    for table in tables:
        assert rows(tmp_path / "same.db", f"SELECT * FROM {table}") == rows(bank, f"SELECT * FROM {table}")
    assert rows(tmp_path / "other.db", "SELECT text FROM quotes") != rows(bank, "SELECT text FROM quotes")
    assert rows(tmp_path / "other.db", "SELECT count(*) FROM texts") == [(0,)]


def test_it_has_the_schema_of_every_bank(bank: Path, tmp_path: Path) -> None:
    Bank(tmp_path / "new.db").close()
    schema = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%' ORDER BY 1, 2"
    assert rows(bank, schema) == rows(tmp_path / "new.db", schema)


def test_it_is_like_news(bank: Path) -> None:
    words = Counter(
        word for (text,) in rows(bank, "SELECT text FROM quotes") for word in re.findall(r"\w+", text.lower())
    )
    (top, count), *_ = words.most_common()
    assert top == "the" and 0.05 < count / words.total() < 0.15
    assert 100 < rows(bank, "SELECT avg(length(text)) FROM quotes")[0][0] < 200
    ((articles,),) = rows(bank, "SELECT count(*) FROM articles")
    assert 4 < QUOTES / articles < 6
    for column, least in (("type", 3), ("act", 6), ("speaker_kind", 6), ("publisher", 20), ("role", 20)):
        assert rows(bank, f"SELECT count(DISTINCT {column}) FROM quotes")[0][0] >= least, column
    years = {day[:4] for (day,) in rows(bank, "SELECT published FROM quotes WHERE published IS NOT NULL")}
    assert len(years) == 10


def test_the_site_finds_something(bank: Path) -> None:
    with Bank(bank, create=False) as made:
        conn = made.connection
        assert queries.search(conn, "the").total > QUOTES / 2
        (top, *_) = queries.speakers(conn, limit=3).rows
        found = queries.speaker(conn, top["id"])
        assert found is not None
        assert found["quotes"] == top["quotes"] > 100
        assert found["months"] and found["names"]
        row = queries.search(conn, "the").rows[0]
        quote = queries.quote(conn, row["key"])
        assert quote is not None and quote["paragraph"] and quote["segments"]["content"]
