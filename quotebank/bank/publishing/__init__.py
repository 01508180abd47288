"""Publishing: a folder with a bank for everybody, ready for Datasette.

The folder holds a compact, checked copy of the database without what is nobody's business, its configuration
for both Datasette lines, a Dockerfile and advice. It is written whole or not at all, and never written again.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quotebank.bank.publishing._copy import copy_bank, inspected
from quotebank.bank.publishing._files import pins, write_files
from quotebank.bank.publishing._folder import check_free, record, replaced
from quotebank.bank.publishing._redact import EMPTIED, KEPT
from quotebank.bank.serving import checked
from quotebank.errors import PublishError
from quotebank.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EMPTIED", "KEPT", "Publication", "pins", "publish"]

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published: the folder, the database in it and its bytes, rows by table.

    ``strangers`` are tables and views of the bank that quotebank did not make, and which stayed behind.
    ``looks`` quotes are hidden only until somebody looks at them, ``lost`` corrections are about no quote.
    """

    folder: Path
    database: str
    size: int
    rows: dict[str, int]
    strangers: tuple[str, ...]
    looks: int
    lost: int


def publish(
    bank: Path,
    folder: Path,
    *,
    texts: bool = True,
    name: str = "quotes",
    cors: bool = False,
    force: bool = False,
    wheel: Path | None = None,
    prepare: Callable[[Path], None] | None = None,
) -> Publication:
    """Publishes ``bank``, which may be in use and is only read, into ``folder``.

    ``name`` is what the database is called in addresses. ``prepare`` may add to the copy before it is made
    compact. ``wheel`` is the package to install in the container where it is not in the index. Raises
    PublishError where the folder may not be replaced or the copy fails a check, ServeError where ``bank`` is
    no bank.
    """
    if not _NAME.fullmatch(name):
        raise PublishError(f"{name!r} is no name for a database: small letters, digits, - and _")
    if folder.resolve() in (checked(bank), *checked(bank).parents):
        raise PublishError(f"{folder}: the bank itself lies in this folder")
    if folder.resolve() in (Path.cwd(), *Path.cwd().parents, Path.home()):
        raise PublishError(f"{folder}: this folder is in use; name one of its own")
    check_free(folder, force=force)
    with replaced(folder, force=force) as new:
        database = new / f"{name}.db"
        copied = copy_bank(bank, database, texts=texts, prepare=prepare)
        about = inspected(database)
        write_files(
            new, database=database, inspected=about, rows=copied.rows, texts=texts, cors=cors, wheel=wheel
        )
        size = database.stat().st_size
        record(
            new,
            {
                "quotebank": __version__,
                "datasette": pins()["datasette"],
                "published": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                "database": database.name,
                "texts": texts,
                "rows": copied.rows,
            },
        )
        for path in new.iterdir():
            path.chmod(0o644)
    return Publication(folder, database.name, size, copied.rows, copied.strangers, copied.looks, copied.lost)
