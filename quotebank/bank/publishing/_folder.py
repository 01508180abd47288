"""A folder that is replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotebank.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = "publication.json"
"""What was published, with a hash of each other file; a folder with it is an earlier publication."""


@contextlib.contextmanager
def replaced(folder: Path, *, force: bool) -> Iterator[Path]:
    """Gives an empty folder beside ``folder`` which takes its place when the block ends without an error.

    Raises PublishError where ``folder`` holds anything but an earlier publication that nobody touched, unless
    ``force``.
    """
    check_free(folder, force=force)
    place = folder.absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{place.name}.", suffix=".new", dir=place.parent))
    try:
        new.chmod(0o755)
        yield new
        check_free(folder, force=force)  # it took a while: somebody may have put something there
        _swap(new, place)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def check_free(folder: Path, *, force: bool) -> None:
    """Raises PublishError, naming the folder and the reason, where it may not be replaced."""
    if not folder.exists():
        return
    if not folder.is_dir() or folder.is_symlink():
        raise PublishError(f"{folder}: this is not a folder")
    names = {path.name for path in folder.iterdir()}
    if not names or force:
        return
    if RECORD not in names:
        raise PublishError(f"{folder}: the folder is not empty and not an earlier publication (see --force)")
    try:
        files: dict[str, str] = json.loads((folder / RECORD).read_text(encoding="utf-8"))["files"]
        hashes = {name: hashed(folder / name) for name in names & set(files)}
    except (ValueError, KeyError, TypeError, OSError):
        raise PublishError(f"{folder / RECORD}: this was not written by quotebank (see --force)") from None
    if extra := sorted(names - set(files) - {RECORD}):
        raise PublishError(f"{folder}: {extra[0]} would be lost (see --force)")
    if edited := sorted(name for name, digest in hashes.items() if digest != files[name]):
        raise PublishError(f"{folder}: {edited[0]} was changed since, that would be lost (see --force)")


def record(folder: Path, facts: dict[str, Any]) -> None:
    """Writes what was published, and a hash of every file there is."""
    hashes = {path.name: hashed(path) for path in sorted(folder.iterdir())}
    text = json.dumps({**facts, "files": hashes}, indent=2) + "\n"
    (folder / RECORD).write_text(text, encoding="utf-8", newline="\n")


def hashed(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _swap(new: Path, folder: Path) -> None:
    old = None
    if folder.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".old", dir=folder.parent))
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old is not None:
            old.rename(folder)
        raise
    if old is not None:
        shutil.rmtree(old, ignore_errors=True)
