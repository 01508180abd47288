"""What a publication holds, what it does not hold, and how it takes its place."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quotebank.bank import Bank
from quotebank.bank.publishing import EMPTIED, KEPT, Publication, pins, publish
from quotebank.core import Failure
from quotebank.errors import PublishError, ServeError
from tests.bank.builders import MODEL, Said, rows, story

SECRET = "xylophone marmalade"
"""What a hidden quote says, and nothing else does."""

EDITOR = "ada.editor@news.example"
FOLDER = "/home/ada/secret-folder"


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank in which people have judged, corrected and hidden, and in which something failed."""
    path = tmp_path_factory.mktemp("bank") / "news.db"
    with Bank(path) as bank:
        with bank.run(MODEL, f"quotebank add {FOLDER}/news") as run:
            run.add(
                story(
                    "one",
                    Said("The pier must go", "Ada Brook", role="mayor"),
                    Said(f"We play the {SECRET}", "Tom Reed"),
                    Said("Nobody knows", None),
                )
            )
            run.add(story("two", Said("The pier stays", "Brook"), Said("It is late", "Zoe Quill")))
            run.fail(Failure(f"{FOLDER}/broken.txt", "not a text"))
        keys = {text: key for key, text in bank.connection.execute("SELECT key, text FROM quotes")}
        hidden = next(key for text, key in keys.items() if SECRET in text)
        late = next(key for text, key in keys.items() if "late" in text)
        pier = next(key for text, key in keys.items() if "must go" in text)
        bank.judge(
            {"verdict": "same", "name": "Ada Brook", "other_name": "Brook", "author": EDITOR, "note": "x"}
        )
        for quote, field, value in (
            (hidden, "note", f"about {SECRET}"),
            (hidden, "hidden", "yes"),
            (late, "type", "mixed"),
            (late, "type", "indirect"),
            (pier, "note", "The paper put this right on Monday."),
        ):
            bank.correct({"quote": quote, "field": field, "value": value, "author": EDITOR})
        bank.correct({"quote": pier, "field": "type", "value": "mixed", "author": EDITOR})
        bank.correct({"quote": pier, "field": "type", "withdrawn": "1", "author": EDITOR})
    return path


def published(bank: Path, folder: Path, **options: Any) -> Publication:
    return publish(bank, folder, **options)


def test_every_table_is_thought_of(tmp_path: Path) -> None:
    Bank(tmp_path / "new.db").close()
    tables = {
        name
        for (name,) in rows(tmp_path / "new.db", "SELECT name FROM sqlite_master WHERE type = 'table'")
        if "_fts" not in name and not name.startswith("sqlite_")
    }
    assert tables == KEPT | EMPTIED
    assert not KEPT & EMPTIED


@pytest.mark.parametrize("texts", [True, False])
def test_nothing_of_it_is_left_in_any_byte(bank: Path, tmp_path: Path, texts: bool) -> None:
    published(bank, tmp_path / "site", texts=texts)
    secrets = [EDITOR, FOLDER, "secret-folder"]
    if not texts:
        secrets += [SECRET, "xylophon", "marmalade", "It was a long day", "at noon"]
    for path in (tmp_path / "site").iterdir():
        content = path.read_bytes()
        assert [one for one in secrets if one.encode() in content] == [], path.name
    assert not texts or b"It was a long day" in (tmp_path / "site" / "quotes.db").read_bytes()


def test_a_hidden_quote_is_in_no_row_and_no_index(bank: Path, tmp_path: Path) -> None:
    published(bank, tmp_path / "site")
    path = tmp_path / "site" / "quotes.db"
    assert rows(path, "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'xylophone'") == []
    assert rows(path, "SELECT * FROM quotes WHERE text LIKE '%xylophone%'") == []
    assert rows(path, "SELECT * FROM originals") == []
    index = b"".join(bytes(block) for (block,) in rows(path, "SELECT block FROM quotes_fts_data"))
    assert b"xylophon" not in index


def test_what_holds_of_shown_quotes_is_kept_without_its_author(bank: Path, tmp_path: Path) -> None:
    published(bank, tmp_path / "site")
    found = rows(
        tmp_path / "site" / "quotes.db",
        "SELECT field, value, author, article, words FROM corrections ORDER BY field",
    )
    assert found == [
        ("note", "The paper put this right on Monday.", "", None, None),
        ("type", "indirect", "", None, None),
    ]
    keys = {key for (key,) in rows(tmp_path / "site" / "quotes.db", "SELECT key FROM corrections")}
    assert not keys & {key for (key,) in rows(bank, "SELECT key FROM corrections")}


@pytest.mark.parametrize("texts", [True, False])
def test_everything_else_is_there(bank: Path, tmp_path: Path, texts: bool) -> None:
    before = hashlib.sha256(bank.read_bytes()).hexdigest()
    done = published(bank, tmp_path / "site", texts=texts)
    path = tmp_path / "site" / "quotes.db"
    for table in sorted(KEPT - {"corrections", "runs", "texts", "articles"}):
        assert rows(path, f"SELECT * FROM {table} ORDER BY 1, 2, 3") == rows(
            bank, f"SELECT * FROM {table} ORDER BY 1, 2, 3"
        ), table
        assert done.rows[table] == len(rows(bank, f"SELECT * FROM {table}"))
    kept = "id, key, name, title, published, url, publisher, author, quotes, notes, model, run"
    assert rows(path, f"SELECT {kept} FROM articles") == rows(bank, f"SELECT {kept} FROM articles")
    assert len(rows(path, "SELECT * FROM texts")) == (2 if texts else 0)
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA journal_mode") == [("delete",)]
    assert rows(path, "PRAGMA freelist_count") == [(0,)]
    assert hashlib.sha256(bank.read_bytes()).hexdigest() == before


def test_the_record_names_every_file_and_its_hash(bank: Path, tmp_path: Path) -> None:
    published(bank, tmp_path / "site", texts=False)
    record = json.loads((tmp_path / "site" / "publication.json").read_text())
    assert record["texts"] is False and record["database"] == "quotes.db"
    files = {path.name for path in (tmp_path / "site").iterdir()} - {"publication.json"}
    assert set(record["files"]) == files
    for name in files:
        content = (tmp_path / "site" / name).read_bytes()
        assert record["files"][name] == hashlib.sha256(content).hexdigest()
    about = json.loads((tmp_path / "site" / "inspect-data.json").read_text())["quotes"]
    assert about["file"] == "quotes.db"
    assert about["hash"] == record["files"]["quotes.db"]
    assert about["size"] == (tmp_path / "site" / "quotes.db").stat().st_size
    assert about["tables"]["quotes"] == {"count": 4}


def test_a_bank_in_use_is_published_as_it_is_at_that_moment(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "live.db"
    shutil.copy(bank, copy)
    with Bank(copy) as live, live.run(MODEL, "quotebank add") as run:
        run.add(story("three", Said("New words", "Una Vance"), published="2024-01-01"))
        assert copy.with_name("live.db-wal").stat().st_size
        before = hashlib.sha256(copy.read_bytes()).hexdigest()
        published(copy, tmp_path / "site")
        assert hashlib.sha256(copy.read_bytes()).hexdigest() == before
        run.add(story("four", Said("Newer words", "Una Vance"), published="2024-01-02"))
    path = tmp_path / "site" / "quotes.db"
    assert rows(path, "SELECT name, quotes FROM speakers WHERE name = 'Una Vance'") == [("Una Vance", 1)]
    assert rows(path, "SELECT count(*) FROM quotes WHERE text LIKE '%Newer%'") == [(0,)]
    assert sorted(one.name for one in (tmp_path / "site").glob("quotes*")) == ["quotes.db"]


def test_what_is_not_ours_stays_behind(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    shutil.copy(bank, copy)
    with closing(sqlite3.connect(copy)) as conn:
        conn.executescript(
            """
            CREATE TABLE sources (phone TEXT);
            INSERT INTO sources VALUES ('call me at 555-0199');
            CREATE VIRTUAL TABLE sources_fts USING fts5 (phone);
            INSERT INTO sources_fts VALUES ('call me at 555-0199');
            CREATE VIEW numbers AS SELECT * FROM sources;
            CREATE TRIGGER watch AFTER UPDATE ON runs BEGIN INSERT INTO sources VALUES (new.command); END;
            """
        )
    done = published(copy, tmp_path / "site")
    assert sorted(done.strangers) == ["numbers", "sources", "sources_fts"]
    assert b"555-0199" not in (tmp_path / "site" / "quotes.db").read_bytes()


def test_an_earlier_publication_is_replaced_whole(bank: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(bank, site, name="first")
    published(bank, site)
    assert not (site / "first.db").exists()
    assert (site / "quotes.db").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["notes.txt", "publication.json", "metadata.json", "extra.db"])
def test_what_is_not_a_publication_is_not_replaced(bank: Path, tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    if name == "notes.txt":
        (site / name).write_text("mine")
    elif name == "publication.json":
        (site / name).write_text("[]")
    else:
        published(bank, site)
        with (site / name).open("a") as file:
            file.write(" ")
    before = {path.name: path.read_bytes() for path in site.iterdir()}
    with pytest.raises(PublishError, match="--force"):
        published(bank, site)
    assert {path.name: path.read_bytes() for path in site.iterdir()} == before
    published(bank, site, force=True)
    assert (site / "quotes.db").exists() and not (site / "notes.txt").exists()


def test_an_empty_folder_will_do(bank: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    published(bank, tmp_path / "site")
    assert (tmp_path / "site" / "quotes.db").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_failure_leaves_what_was_there(bank: Path, tmp_path: Path) -> None:
    published(bank, tmp_path / "site")
    before = (tmp_path / "site" / "publication.json").read_bytes()

    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("DELETE FROM segments")
            conn.commit()

    with pytest.raises(PublishError, match="segments has 0 rows where"):
        published(bank, tmp_path / "site", prepare=damage)
    assert (tmp_path / "site" / "publication.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_rows_that_point_to_nothing_are_found(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    shutil.copy(bank, copy)
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("UPDATE mentions SET article = 12345")
        conn.commit()
    with pytest.raises(PublishError, match="a row of mentions points to nothing in articles"):
        published(copy, tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["news.db"]


def test_an_index_that_is_stale_is_made_anew(bank: Path, tmp_path: Path) -> None:
    copy = tmp_path / "news.db"
    shutil.copy(bank, copy)
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("INSERT INTO quotes_fts (quotes_fts) VALUES ('delete-all')")
        conn.commit()
    published(copy, tmp_path / "site")
    path = tmp_path / "site" / "quotes.db"
    assert len(rows(path, "SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH 'pier'")) == 2


@pytest.mark.parametrize("name", ["", "Quotes", "a/b", "../x", "a b", "_x", "x" * 60])
def test_names_that_are_none(bank: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="no name"):
        published(bank, tmp_path / "site", name=name)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_the_bank_and_ours_are_not_replaced(
    bank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PublishError, match="lies in this folder"):
        published(bank, bank.parent, force=True)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "er")
    for folder in (Path(), tmp_path / "deep"):
        with pytest.raises(PublishError, match="in use"):
            published(bank, folder, force=True)


def test_what_is_no_bank_is_refused(tmp_path: Path) -> None:
    (tmp_path / "words.db").write_text("words " * 1000)
    with pytest.raises(ServeError, match=r"words\.db"):
        published(tmp_path / "words.db", tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["words.db"]


def test_the_container_is_pinned_and_nobodys_root(bank: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "quotebank-9.9-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    published(bank, tmp_path / "site", cors=True, wheel=wheel)
    docker = (tmp_path / "site" / "Dockerfile").read_text()
    assert docker.startswith("#") and "FROM python:3.12-slim" in docker
    assert docker.index("USER 10001") < docker.index('CMD ["datasette"')
    assert '"--cors"' in docker and wheel.name in docker and "$" not in docker
    requirements = (tmp_path / "site" / "requirements.txt").read_text().splitlines()
    assert all("==" in line for line in requirements)
    assert not {"spacy", "textacy", "onnxruntime", "numpy", "torch"} & set(pins())
    ignored = (tmp_path / "site" / ".dockerignore").read_text().splitlines()
    shipped = {line[1:] for line in ignored if line.startswith("!")}
    assert ignored[0] == "*"
    copied = {word for line in docker.splitlines() if line.startswith("COPY") for word in line.split()[1:-1]}
    assert copied == shipped
    published(bank, tmp_path / "other")
    assert "--cors" not in (tmp_path / "other" / "Dockerfile").read_text()


def test_the_advice_names_what_was_published(bank: Path, tmp_path: Path) -> None:
    published(bank, tmp_path / "site", texts=False)
    text = (tmp_path / "site" / "README.md").read_text()
    assert "4 quotes" in text and "without their texts" in text
    assert "limit_req_zone $binary_remote_addr" in text and "$$" not in text
