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

from sqlite_utils import Database

from quotebank.bank.database import Bank
from quotebank.bank.migrations import migrations
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

FACETED = 200_000
"""The most quotes of a bank whose tables have Datasette's facets. The site's own search counts for itself."""

INSPECT_FILE = "inspect-data.json"
"""Beside a database, it makes ``datasette FOLDER`` take the file as immutable, on both lines."""

SIGN_IN_TOKEN = "QUOTEBANK_SIGN_IN_TOKEN"
"""The environment variable with what an editor signs in with. Not a file: 0.65 shows its configuration."""

_TITLE = "Who said what"


def serve_args(db: Path, *, host: str, port: int, cors: bool = False) -> list[str]:
    """The arguments after ``datasette`` that serve the bank ``db``, read-only.

    With ``cors`` pages of other sites may read what is JSON.

    ``db`` may be a folder that ``quotebank publish`` made: that has its configuration in it, and nothing is
    written. For a file, the configuration for the installed Datasette goes into a temporary folder, which is
    removed when this process ends: keep the process alive as long as Datasette. Raises ServeError where
    ``db`` is missing or is not a bank.
    """
    options = [*(["--cors"] if cors else []), "--host", host, "--port", str(port)]
    if db.is_dir():
        return ["serve", str(_published(db)), *options]
    path = _brought_up_to_date(checked(db))
    files = config_files(path.stem, split=_reads_config(), quotes=_quotes(path))
    return ["serve", *_database(path), *_configured(files, SETTINGS), *options]


def edit_args(db: Path, *, host: str, port: int, editor: str) -> list[str]:
    """As ``serve_args``, but the bank can be changed by ``editor``, once signed in.

    Who has the token in the environment variable ``SIGN_IN_TOKEN`` can sign in as this editor. Raises
    ServeError for a published folder too: what is published is not changed.
    """
    if db.is_dir():
        raise ServeError(f"{db}: a published bank is not changed; edit the bank that it was made from")
    path = checked(db)
    try:
        with Bank(path, create=False) as bank:
            # the first writer may have to compute all speakers anew: not while an editor waits
            bank.decide(())
    except BankError as error:
        raise ServeError(str(error)) from error
    files = config_files(path.stem, split=_reads_config())
    plugin = {"editors": {"id": [editor]}, "sign_in": {"id": editor, "token": {"$env": SIGN_IN_TOKEN}}}
    holder = "datasette.json" if "datasette.json" in files else "metadata.json"
    files[holder]["plugins"] = {"quotebank": plugin}
    args = ["serve", str(path), *_configured(files, {**SETTINGS, "default_cache_ttl": 0})]
    return [*args, "--host", host, "--port", str(port)]


def _configured(files: Mapping[str, Mapping[str, Any]], settings: Mapping[str, bool | int]) -> list[str]:
    """The arguments for settings and files of configuration, which are written into a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="quotebank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).write_text(as_json(content), encoding="utf-8")
    args = ["--metadata", str(folder / "metadata.json")]
    if "datasette.json" in files:
        args += ["--config", str(folder / "datasette.json")]
    for name, value in settings.items():
        args += ["--setting", name, json.dumps(value)]
    return args


def config_files(database: str, *, split: bool, quotes: int = 0) -> dict[str, dict[str, Any]]:
    """File names and contents that describe a bank which Datasette calls ``database``.

    ``split`` is for Datasette 1.0: table options go to ``datasette.json``, words stay in
    ``metadata.json``. ``quotes`` is how many the bank has: Datasette counts facets over all rows, which takes
    too long with many.
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
    if quotes > FACETED:
        for name in ("quotes", "articles"):
            del options[name]["facets"]
    if split:
        return {
            "metadata.json": _described(database, words),
            "datasette.json": {"databases": {database: {"tables": options}}},
        }
    merged = {name: words.get(name, {}) | options[name] for name in options}
    return {"metadata.json": _described(database, merged)}


def folder_files(database: str, *, quotes: int = 0) -> dict[str, dict[str, Any]]:
    """File names and contents of a folder for ``datasette FOLDER``, whichever line is installed.

    0.65 reads ``metadata.json`` and ``settings.json``; 1.0 reads ``metadata.json`` (and takes the
    table options out of it by itself) and ``datasette.json``, and does not look at
    ``settings.json``. ``quotes`` is that of ``config_files``.
    """
    split = config_files(database, split=True, quotes=quotes)
    return {
        **config_files(database, split=False, quotes=quotes),
        "settings.json": dict(SETTINGS),
        "datasette.json": {"settings": dict(SETTINGS), **split["datasette.json"]},
    }


def write_folder(folder: Path, *, database: str = "quotebank") -> list[Path]:
    """Write ``folder_files`` into a folder that exists; the paths written."""
    written = []
    for name, content in folder_files(database).items():
        path = folder / name
        path.write_text(as_json(content), encoding="utf-8")
        written.append(path)
    return written


def _described(database: str, tables: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": _TITLE,
        "description": "Quotes from news articles: what was said, by whom, and where it stands.",
        "databases": {database: {"title": _TITLE, "tables": dict(tables)}},
    }


def as_json(content: Mapping[str, Any]) -> str:
    """JSON for people to read."""
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


def checked(db: Path) -> Path:
    """The absolute path of a bank, which is only read. Raises ServeError where it is missing or no bank."""
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
    return path


def _brought_up_to_date(path: Path) -> Path:
    """The same path; an older schema is a newer one then, for pages ask for columns that it may not have."""
    try:
        Bank(path, create=False).close()
    except BankError as error:
        raise ServeError(str(error)) from error
    return path


def _quotes(path: Path) -> int:
    """How many quotes a bank has."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        (found,) = connection.execute("SELECT coalesce(sum(quotes + attitudes), 0) FROM months").fetchone()
    return int(found)


def _published(folder: Path) -> Path:
    """The absolute path of a published folder, in which nothing is written."""
    found = sorted(folder.glob("*.db"))
    if len(found) != 1 or not (folder / INSPECT_FILE).is_file():
        raise ServeError(f"{folder}: not a published bank; make one with `quotebank publish DB {folder}`")
    path = checked(found[0])
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        if migrations.pending(Database(connection)):
            raise ServeError(f"{folder}: published by an older quotebank; publish the bank again")
    return path.parent
