"""How Datasette serves a bank: one source of truth for its configuration, on both Datasette lines.

Datasette 0.65 reads everything from its metadata; 1.0 reads words from the metadata and table
options from its configuration. An old metadata file under 1.0 silently loses what guards it
(``allow_sql``), so each line gets files of its own, and what concerns safety is always given as
``--setting``, which both obey.
"""

from __future__ import annotations

import atexit
import json
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotebank.bank.database import Bank
from quotebank.bank.tables import BANK_TABLES, HIDDEN, TABLES
from quotebank.errors import BankError, ServeError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["BANK_TABLES", "SETTINGS", "config_files", "folder_files", "serve_args", "write_folder"]

SETTINGS: Mapping[str, bool | int] = {
    "default_allow_sql": False,
    "allow_facet": False,
    "suggest_facets": False,
    "allow_download": False,
    "allow_csv_stream": True,
    "sql_time_limit_ms": 1000,
    "facet_time_limit_ms": 200,
    "max_returned_rows": 1000,
    "max_csv_mb": 50,
    "default_page_size": 30,
    "default_cache_ttl": 300,
}
"""Datasette's settings for a public bank: no SQL from visitors, nothing dear for crawlers to ask.

Facets of the configuration stay when ``allow_facet`` is off.
"""

_TITLE = "Who said what"


def serve_args(db: Path, *, host: str, port: int) -> list[str]:
    """The arguments after ``datasette`` that serve the bank ``db``, read-only.

    Writes the configuration for the installed Datasette into a temporary folder, which is removed
    when this process ends: keep the process alive as long as Datasette. Raises ServeError where
    ``db`` is missing or is not a bank.
    """
    path = _checked(db)
    folder = Path(tempfile.mkdtemp(prefix="quotebank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    files = config_files(path.stem, split=_reads_config())
    for name, content in files.items():
        (folder / name).write_text(_as_json(content), encoding="utf-8")
    args = ["serve", *_database(path), "--metadata", str(folder / "metadata.json")]
    if "datasette.json" in files:
        args += ["--config", str(folder / "datasette.json")]
    for name, value in SETTINGS.items():
        args += ["--setting", name, json.dumps(value)]
    return [*args, "--host", host, "--port", str(port)]


def config_files(database: str, *, split: bool) -> dict[str, dict[str, Any]]:
    """File names and contents that describe a bank which Datasette calls ``database``.

    ``split`` is for Datasette 1.0: table options go to ``datasette.json``, words stay in
    ``metadata.json``.
    """
    words: dict[str, dict[str, Any]] = {
        name: {
            "title": table.title,
            "description": table.description,
            "columns": dict(table.columns),
        }
        for name, table in TABLES.items()
    }
    options: dict[str, dict[str, Any]] = {name: dict(table.options) for name, table in TABLES.items()}
    options |= {name: {"hidden": True} for name in HIDDEN}
    if split:
        return {
            "metadata.json": _described(database, words),
            "datasette.json": {"databases": {database: {"tables": options}}},
        }
    merged = {name: words.get(name, {}) | options[name] for name in options}
    return {"metadata.json": _described(database, merged)}


def folder_files(database: str) -> dict[str, dict[str, Any]]:
    """File names and contents of a folder for ``datasette FOLDER``, whichever line is installed.

    0.65 reads ``metadata.json`` and ``settings.json``; 1.0 reads ``metadata.json`` (and takes the
    table options out of it by itself) and ``datasette.json``, and does not look at
    ``settings.json``.
    """
    split = config_files(database, split=True)
    return {
        **config_files(database, split=False),
        "settings.json": dict(SETTINGS),
        "datasette.json": {"settings": dict(SETTINGS), **split["datasette.json"]},
    }


def write_folder(folder: Path, *, database: str = "quotebank") -> list[Path]:
    """Write ``folder_files`` into a folder that exists; the paths written."""
    written = []
    for name, content in folder_files(database).items():
        path = folder / name
        path.write_text(_as_json(content), encoding="utf-8")
        written.append(path)
    return written


def _described(database: str, tables: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": _TITLE,
        "description": "Quotes from news articles: what was said, by whom, and where it stands.",
        "databases": {database: {"title": _TITLE, "tables": dict(tables)}},
    }


def _as_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, indent=2) + "\n"


def _reads_config() -> bool:
    """Whether Datasette is of the 1.0 line: asked of its features, never of its version."""
    from datasette.app import Datasette

    return hasattr(Datasette, "add_query")


def _database(path: Path) -> list[str]:
    """The database argument: immutable, unless its newest rows are still in a write-ahead log.

    Datasette opens an immutable file without its log and would serve old rows without a word.
    """
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return [str(path)]
    return ["--immutable", str(path)]


def _checked(db: Path) -> Path:
    path = db.resolve()
    if not path.is_file():
        raise ServeError(f"{db}: no such file; build a bank with `quotebank add {db} PATH`")
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    except sqlite3.Error as error:
        raise ServeError(f"{db}: {error}") from error
    if not names >= BANK_TABLES:
        raise ServeError(f"{db}: not a bank of quotes")
    try:
        # an older schema is brought up to date: the pages ask for columns that it may not have
        Bank(path, create=False).close()
    except BankError as error:
        raise ServeError(str(error)) from error
    return path
