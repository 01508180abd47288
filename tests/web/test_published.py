"""A published folder, served: by plain ``datasette FOLDER``, read-only, without what was left out."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank
from quotebank.bank.publishing import publish
from quotebank.bank.serving import serve_args
from quotebank.errors import ServeError
from tests.web.conftest import plain_analysis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.web.conftest import Get

ROOT = "/-/quotebank"
CHECKOUT = Path(__file__).parents[2]
ONLY_IN_THE_TEXT = ("The harbour council met on Monday", "One clerk was not so sure")
HIDDEN = "We have no money"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with a hidden quote."""
    path = tmp_path_factory.mktemp("source") / "harbour.db"
    with Bank(path) as bank:
        with bank.run("test-1", "quotebank add /home/ada/harbour") as run:
            run.add(plain_analysis())
        ((key,),) = bank.connection.execute(
            "SELECT key FROM quotes WHERE text LIKE ?", [f"%{HIDDEN}%"]
        ).fetchall()
        bank.correct({"quote": key, "field": "hidden", "value": "yes", "author": "ada.editor"})
    return path


@pytest.fixture(scope="module")
def folder(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Published without texts, in a folder in which nothing can be written."""
    path = tmp_path_factory.mktemp("published") / "site"
    publish(source, path, texts=False)
    for one in (*path.iterdir(), path):
        one.chmod(0o555 if one.is_dir() else 0o444)
    yield path
    path.chmod(0o755)


@pytest.fixture
def get(serve: Callable[..., Get], folder: Path) -> Get:
    return serve(config_dir=folder)


def answers(get: Get) -> dict[str, Any]:
    """Every address that can be found from the first page, Datasette's own among them."""
    waiting, found = ["/", f"{ROOT}/quotes.json", f"{ROOT}/tables", "/quotes"], dict[str, Any]()
    waiting += [f"{ROOT}/quotes.{ending}" for ending in ("csv", "jsonl", "atom")]
    for table in get("/quotes.json").json()["tables"]:
        name = table["name"] if isinstance(table, dict) else table
        waiting += [f"/quotes/{name}", f"/quotes/{name}.json", f"/quotes/{name}.csv?_stream=on"]
    while waiting and len(found) < 300:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = answer = get(path)
        if "text/html" in answer.headers.get("content-type", ""):
            links = re.findall(r'(?:href|action)="(/[^"#]*)"', answer.text)
            waiting += [link.replace("&amp;", "&") for link in links if "/static/" not in link]
    return found


def test_no_address_gives_what_was_left_out(get: Get) -> None:
    found = answers(get)
    assert len(found) > 40
    assert "The old pier must go" in found["/"].text
    for path, answer in found.items():
        assert answer.status_code < 500, path
        for words in (*ONLY_IN_THE_TEXT, HIDDEN, "ada.editor", "/home/ada"):
            assert words not in answer.text, path


@pytest.mark.parametrize(
    "path",
    [
        "/quotes/texts.json",
        "/quotes/originals.json",
        "/quotes/quotes_fts.json?_search=money",
        "/quotes/quotes_fts_data.json",
        "/quotes/quotes_fts_content.json",
        "/quotes/quotes.json?_fts_table=quotes_fts&_search=money",
        "/quotes/quotes.json?_search=money",
        f"{ROOT}/quotes.json?q=money",
        "/quotes/corrections.json",
        "/quotes.db",
    ],
)
def test_doors_that_somebody_may_try(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code in (200, 400, 403, 404)
    for words in ("no money", "clerk", "ada.editor"):
        assert words not in answer.text
    assert path != "/quotes.db" or answer.status_code in (403, 404)


def test_sql_is_refused(get: Get) -> None:
    for path in (
        "/quotes.json?sql=select+1",
        "/quotes/-/query.json?sql=select+1",
        "/_memory.json?sql=select+1",
    ):
        assert get(path, follow_redirects=True).status_code in (400, 403, 404), path


def test_the_settings_hold(get: Get) -> None:
    settings = get("/-/settings.json").json()
    settings = settings.get("settings", settings)
    assert settings["default_allow_sql"] is False
    assert settings["allow_download"] is False
    assert settings["sql_time_limit_ms"] == 1000
    assert settings["max_returned_rows"] == 1000


def test_the_database_is_immutable_and_counted(get: Get, folder: Path) -> None:
    found = get("/-/databases.json").json()
    (database,) = [
        one for one in (found["databases"] if isinstance(found, dict) else found) if one["name"] == "quotes"
    ]
    assert database["is_mutable"] is False
    record = json.loads((folder / "publication.json").read_text())
    assert database["hash"] == record["files"]["quotes.db"]
    assert get("/quotes").status_code == 200
    assert sorted(path.name for path in folder.glob("quotes*")) == ["quotes.db"]


def test_pages_without_texts_say_so(get: Get) -> None:
    row = get(f"{ROOT}/quotes.json?q=pier").json()["quotes"][0]
    page = get(f"{ROOT}/quotes/{row['key']}").text
    assert "without the texts" in page
    article = get(f"{ROOT}/articles/{row['article_id']}.json").json()["article"]
    assert article["text"] is None and article["quotes"]


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid"), reason="needs users of Unix")
@pytest.mark.parametrize("path", ["/", f"{ROOT}/quotes.json?q=pier", "/quotes/speakers.json?_shape=array"])
def test_another_user_serves_it_without_writing(folder: Path, path: str, tmp_path: Path) -> None:
    """As in a container: somebody who may read the folder and write nowhere."""
    before = {one.name: one.stat().st_mtime_ns for one in folder.iterdir()}
    command = (
        "import os, sys; from datasette.plugins import pm; import quotebank.web as web;"
        "web in pm.get_plugins() or pm.register(web, 'quotebank');"
        "from quotebank.bank.serving import serve_args; from pathlib import Path;"
        "args = serve_args(Path(sys.argv[1]), host='127.0.0.1', port=0);"
        "from datasette.cli import cli; cli([*args, '--get', sys.argv[2]])"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, str(folder), path],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(CHECKOUT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "pier" in done.stdout or "Ada Brook" in done.stdout
    assert {one.name: one.stat().st_mtime_ns for one in folder.iterdir()} == before


def test_a_database_replaced_under_a_server_is_read_after_a_restart(
    serve: Callable[..., Get], source: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(source, site)
    running = serve(config_dir=site)
    assert running(f"{ROOT}/quotes.json").json()["total"] == 2
    newer = tmp_path / "newer.db"
    shutil.copy(source, newer)
    with Bank(newer) as bank:
        for key, field, value in bank.connection.execute(
            "SELECT quote, field, 'no' FROM corrections WHERE field = 'hidden'"
        ).fetchall():
            bank.correct({"quote": key, "field": field, "value": value, "author": "ada.editor"})
    publish(newer, site)
    assert running(f"{ROOT}/quotes.json").json()["total"] == 2
    assert serve(config_dir=site)(f"{ROOT}/quotes.json").json()["total"] == 3


def test_a_folder_that_is_no_publication_is_refused(folder: Path, tmp_path: Path) -> None:
    assert serve_args(folder, host="127.0.0.1", port=8001)[:2] == ["serve", str(folder)]
    with pytest.raises(ServeError, match="not a published bank"):
        serve_args(tmp_path, host="127.0.0.1", port=8001)
    older = tmp_path / "older"
    shutil.copytree(folder, older)
    older.chmod(0o755)
    (older / "quotes.db").chmod(0o644)
    with sqlite3.connect(older / "quotes.db") as conn:
        conn.execute("DELETE FROM _sqlite_migrations WHERE id = (SELECT max(id) FROM _sqlite_migrations)")
    conn.close()
    with pytest.raises(ServeError, match="publish the bank again"):
        serve_args(older, host="127.0.0.1", port=8001)
