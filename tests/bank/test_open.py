"""What may be opened as a bank, and what is left when it is closed."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from quotebank.bank import Bank, queries
from quotebank.errors import BankError
from tests.bank.builders import MODEL, Said, add, assert_sound, rows, story

if TYPE_CHECKING:
    from pathlib import Path

ONE = story("one", Said("We will build it.", "Ann Lee"))


def refused(path: Path, reason: str, *, create: bool = True) -> None:
    with pytest.raises(BankError, match=reason) as raised:
        Bank(path, create=create)
    assert str(path) in str(raised.value)


def test_a_missing_or_empty_file_becomes_a_bank(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for name in ("new.db", "empty.db"):
        with Bank(tmp_path / name) as bank:
            assert set(bank.counts().values()) == {0}
        with Bank(str(tmp_path / name), create=False) as bank:
            assert bank.counts()["quotes"] == 0


def test_without_create_nothing_is_created(tmp_path: Path) -> None:
    refused(tmp_path / "missing.db", "no such file", create=False)
    assert not (tmp_path / "missing.db").exists()
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", "not a bank", create=False)
    assert (tmp_path / "empty.db").read_bytes() == b""


def test_what_is_no_bank_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a database at all, but long enough to be read as a header" * 20)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as conn, conn:
        conn.execute("CREATE TABLE quotes (id INTEGER PRIMARY KEY)")
    for path, reason in ((text, "not a database"), (other, "not a bank")):
        before = path.read_bytes()
        refused(path, reason)
        assert path.read_bytes() == before
    refused(tmp_path, "unable to open")
    refused(tmp_path / "no" / "folder.db", "unable to open")


def test_a_newer_schema_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('quotebank', 'from_the_future', '2030')"
        )
    refused(path, "newer schema .*from_the_future")


def test_a_bank_from_before_acts_is_brought_up_to_date_and_its_articles_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    with closing(sqlite3.connect(path)) as conn, conn:
        for index in ("quotes_act", "quotes_facets"):
            conn.execute(f"DROP INDEX {index}")
        for event in ("ai", "ad", "au"):
            conn.execute(f"DROP TRIGGER quotes_{event}")
        conn.execute("DROP TABLE quotes_fts")
        conn.execute("ALTER TABLE quotes DROP COLUMN act")
        conn.execute("DELETE FROM _sqlite_migrations WHERE name IN ('acts', 'filters_in_search')")
    with Bank(path, create=False) as bank:
        (row,) = queries.search(bank.connection, "build").rows
        assert row["act"] is None
        assert not bank.is_current(ONE.article, MODEL)
    told = story("one", Said("We will build it.", "Ann Lee", act="promise"))
    assert add(path, told, told) == ["replaced", "unchanged"]
    assert rows(path, "SELECT act FROM quotes") == [("promise",)]
    assert_sound(path)


def test_migrations_of_other_tools_in_the_file_are_theirs(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('other', 'first', '2030')"
        )
    assert add(path, ONE) == ["unchanged"]


def test_after_closing_an_immutable_reader_sees_everything(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE, story("two", Said("It rains.", "Bo Park")))
    assert [each.name for each in tmp_path.iterdir()] == ["bank.db"]
    assert rows(path, "SELECT count(*) FROM quotes") == [(2,)]
    assert rows(path, "PRAGMA journal_mode") != [("wal",)]


def test_a_reader_reads_on_while_a_run_writes(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as reader:
        with Bank(path) as bank, bank.run(MODEL, "test") as run:
            run.add(story("two", Said("It rains.", "Bo Park")))
            assert queries.counts(reader)["quotes"] == 2
        assert queries.search(reader, "rains").total == 1
    # The reader kept the log open; whoever closes the bank last brings it in.
    add(path, ONE)
    assert [each.name for each in tmp_path.iterdir()] == ["bank.db"]


def test_two_writers_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    with Bank(path) as one, Bank(path) as two, one.run("a", "x") as run, two.run("b", "y") as other:
        for number in range(5):
            run.add(story(f"one-{number}", Said("We go.", "Ann Lee")))
            other.add(story(f"two-{number}", Said("We go.", "Ann Lee")))
    assert rows(path, "SELECT quotes, articles FROM speakers") == [(10, 10)]


def test_closing_does_not_wait_for_another_writer(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    started = time.monotonic()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        with Bank(path) as bank:
            with bank.run(MODEL, "test") as run:
                run.add(story("two", Said("It rains.", "Bo Park")))
            other.execute("BEGIN IMMEDIATE")
        other.execute("COMMIT")
        assert other.execute("SELECT count(*) FROM quotes").fetchone() == (2,)
    assert time.monotonic() - started < 10


def test_a_read_only_file_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, ONE)
    path.chmod(0o444)
    with Bank(path, create=False) as bank:
        assert queries.search(bank.connection, "build").total == 1


def test_foreign_keys_are_enforced(tmp_path: Path) -> None:
    with Bank(tmp_path / "bank.db") as bank, pytest.raises(sqlite3.IntegrityError):
        bank.connection.execute("INSERT INTO failures (run, place, reason) VALUES (99, 'here', 'why')")
