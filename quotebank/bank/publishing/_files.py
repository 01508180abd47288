"""The files beside a published database: configuration, container, advice."""

from __future__ import annotations

import datetime
import importlib.metadata
import re
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

from quotebank.bank.serving import INSPECT_FILE, as_json, folder_files
from quotebank.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

SERVED = ("click", "datasette", "rapidfuzz", "sqlite-utils")
"""What the plugin needs of quotebank's dependencies. The others are for reading articles."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NOT_PINNED = {"pip"}


def write_files(
    folder: Path,
    *,
    database: Path,
    inspected: dict[str, Any],
    rows: dict[str, int],
    texts: bool,
    cors: bool,
    wheel: Path | None,
) -> None:
    """Writes everything but the database and ``publication.json`` into ``folder``."""
    for name, content in folder_files(database.stem, quotes=rows["quotes"]).items():
        _write(folder / name, as_json(content))
    _write(folder / INSPECT_FILE, as_json(inspected))
    _write(folder / "requirements.txt", "".join(f"{name}=={version}\n" for name, version in pins().items()))
    if wheel is not None:
        (folder / wheel.name).write_bytes(wheel.read_bytes())
    facts = {
        "quotebank": __version__,
        "published": datetime.date.today().isoformat(),
        "database": database.name,
        "wheel": "" if wheel is None else f"{wheel.name} ",
        "cors": ', "--cors"' if cors else "",
        "corsflag": " --cors" if cors else "",
        "texts": "with their texts" if texts else "without their texts",
        "without": "" if texts else ", the texts of articles",
        **{name: f"{rows[name]:,}" for name in ("quotes", "speakers", "articles")},
    }
    package = f"quotebank=={__version__}" if wheel is None else f"/tmp/install/{wheel.name}"
    _write(folder / "Dockerfile", _filled("Dockerfile.txt", {**facts, "package": package}))
    package = f"quotebank=={__version__}" if wheel is None else wheel.name
    _write(folder / "README.md", _filled("README.txt", {**facts, "package": package}))
    shipped = [
        database.name, INSPECT_FILE, "metadata.json", "settings.json", "datasette.json", "publication.json",
        "requirements.txt", *([] if wheel is None else [wheel.name]),
    ]  # fmt: skip
    _write(folder / ".dockerignore", "".join(["*\n", *(f"!{name}\n" for name in shipped)]))


def pins() -> dict[str, str]:
    """The packages that serving needs, all that they need, and the versions that are installed here."""
    found: dict[str, str] = {}
    waiting = list(SERVED)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found or name in _NOT_PINNED:
            continue
        try:
            found[name] = importlib.metadata.version(name)
            needed = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # needed by another version of Python or another system only
        for line in needed:
            requirement, _, marker = line.partition(";")
            named = _NAME.match(requirement.strip())
            if named and "extra" not in marker:
                waiting.append(named[0])
    return dict(sorted(found.items()))


def _filled(name: str, values: dict[str, str]) -> str:
    text = (files("quotebank.bank.publishing") / "files" / name).read_text(encoding="utf-8")
    return Template(text).substitute(values)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
