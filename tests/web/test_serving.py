"""How a bank is served: arguments, configuration, what is refused."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quotebank.bank import Bank
from quotebank.bank.serving import folder_files, serve_args, write_folder
from quotebank.errors import ServeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import Get

FOLDER = Path(__file__).parents[2] / "db"
FORBIDDEN = ("spacy", "textacy", "onnxruntime", "torch", "quotebank.reader")


def test_the_arguments_serve_the_bank(bank_path: Path) -> None:
    args = serve_args(bank_path, host="127.0.0.1", port=8123)
    assert args[0] == "serve"
    assert args[args.index("--immutable") + 1] == str(bank_path)
    assert args[-4:] == ["--host", "127.0.0.1", "--port", "8123"]
    at = args.index("default_allow_sql")
    assert args[at - 1 : at + 2] == ["--setting", "default_allow_sql", "false"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/-/quotebank/quotes.json?q=pier", 0),
        ("/harbour/quotes.json?_shape=array&_size=1", 0),
        ("/harbour.json?sql=select+1", 1),
    ],
)
def test_datasette_takes_them(bank_path: Path, path: str, status: int) -> None:
    args = serve_args(bank_path, host="127.0.0.1", port=0)
    command = (
        "import sys; from datasette.plugins import pm; import quotebank.web as web;"
        "web in pm.get_plugins() or pm.register(web, 'quotebank');"
        "from datasette.cli import cli; cli(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, *args, "--get", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stderr
    if status == 0:
        assert "pier" in done.stdout or json.loads(done.stdout)


def test_what_is_no_bank_is_refused_by_name(tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    text = tmp_path / "text.db"
    text.write_text("This is not a database. " * 100)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE cats (name TEXT)")
    connection.close()
    for path in (missing, text, other, tmp_path):
        with pytest.raises(ServeError, match=path.name):
            serve_args(path, host="127.0.0.1", port=8001)
    assert not missing.exists()


def test_a_bank_with_rows_in_its_log_is_not_called_immutable(bank_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(bank_path.read_bytes())
    writer = sqlite3.connect(copy)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("UPDATE articles SET title = 'New title'")
    writer.commit()
    args = serve_args(copy, host="127.0.0.1", port=8001)
    writer.close()
    assert "--immutable" not in args
    assert str(copy) in args


def test_the_folder_of_the_default_bank_is_current() -> None:
    for name, content in folder_files("quotebank").items():
        written = json.loads((FOLDER / name).read_text(encoding="utf-8"))
        assert written == content, f"db/{name} is out of date: see db/README.md"


def test_the_folder_gives_the_site_and_its_settings(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    write_folder(tmp_path)
    shutil.copy(bank_path, tmp_path / "quotebank.db")
    get = serve(config_dir=tmp_path)
    assert "Old pier must go" in get("/").text
    assert "one row for each quote" in get("/quotebank/quotes").text
    for path in ("/quotebank.json?sql=select+1", "/quotebank/-/query.json?sql=select+1"):
        assert get(path, follow_redirects=True).status_code in (400, 403)
    tables = get("/quotebank").text
    assert "segments" not in re.findall(r'<h3><a href="/quotebank/(\w+)"', tables)


def test_the_site_imports_no_model() -> None:
    command = (
        f"import sys, quotebank.web;print([name for name in sys.modules if name.startswith({FORBIDDEN!r})])"
    )
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_bank_of_an_earlier_schema_is_not_read_wrongly(
    serve: Callable[..., Get], bank_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "old.db"
    shutil.copy(bank_path, path)
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("DELETE FROM _sqlite_migrations WHERE name = 'voiced'")
        conn.execute("DROP INDEX quotes_voiced")
    assert "earlier version" in serve(path)("/-/quotebank/search").text
    answer = serve(path)("/-/quotebank/quotes.json")
    assert (answer.status_code, answer.json()["ok"]) == (503, False)
    Bank(path).close()
    assert serve(path)("/-/quotebank/quotes.json").status_code == 200
