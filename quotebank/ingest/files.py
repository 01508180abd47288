"""Paths → articles: which files are read, in which order, under which ids."""

from __future__ import annotations

import gzip
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from quotebank.core import Article, Failure
from quotebank.errors import InputError
from quotebank.ingest import jsonl, text
from quotebank.ingest.decoding import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SUFFIXES = (".txt", ".md", ".jsonl", ".jsonl.gz")

STDIN = "<stdin>"

_Found: TypeAlias = tuple[str, Article | InputError]
"""Where something was found, and what."""


def articles(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """Every article of files, folders and standard input (``-``), in order, one at a time.

    Folders are walked in sorted order; hidden files, README files and other formats in them are
    passed over, links to folders are not followed. A file that is reached twice is read once. A
    file's name for ids is its stem, or, inside a folder, its path below the folder that was given,
    without the suffix (``2023/interview``): so two files of one stem do not meet, and no id depends
    on what else is there.

    What cannot be read is a Failure: ``where`` is the path, with ``:line`` where there are lines.
    So is an id that comes again with other content; the first one stands. The very same article
    again passes. ``stdin`` is ``sys.stdin.buffer`` unless given.
    """
    seen: dict[str, int] = {}
    for where, found in _all(paths, stdin):
        if isinstance(found, InputError):
            yield Failure(found.where, found.reason)
        elif seen.setdefault(found.id, hash(found)) != hash(found):
            reason = f"the id {found.id!r} was given before, to another article"
            yield Failure(where, reason, article_id=found.id)
        else:
            yield found


def _all(paths: Sequence[str | Path], stdin: BinaryIO | None) -> Iterator[_Found]:
    read: set[str] = set()
    for path in paths:
        if str(path) == "-":
            if "-" not in read:
                read.add("-")
                yield from _standard_input(stdin or sys.stdin.buffer)
            continue
        for file, name in _files(Path(path)):
            if isinstance(file, InputError):
                yield file.where, file
            elif (real := os.path.realpath(file)) not in read:
                read.add(real)
                yield from _file(file, name)


def _files(path: Path) -> Iterator[tuple[Path | InputError, str]]:
    """The files that a path stands for, with their names for ids."""
    if not _is_folder(path):
        yield path, _stem(path.name)
        return
    empty = True
    for file in _walk(path):
        empty = False
        if isinstance(file, InputError):
            yield file, ""
        else:
            below = file.relative_to(path)
            yield file, (below.parent / _stem(file.name)).as_posix()
    if empty:
        yield InputError(str(path), f"no {', '.join(SUFFIXES)} file in this folder"), ""


def _walk(folder: Path) -> Iterator[Path | InputError]:
    """The files below a folder in order of name; with a stack, as folders may be very deep."""
    waiting = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                found = [(path / entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        except OSError as error:
            yield _unreadable(path, error)
            continue
        waiting += sorted((one for one in found if _is_wanted(*one)), reverse=True)


def _is_wanted(path: Path, is_folder: bool) -> bool:
    """Whether what a folder holds is looked at; a path that was given always is."""
    if path.name.startswith("."):
        return False
    return is_folder or (bool(_suffix(path.name)) and _stem(path.name).lower() != "readme")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # opening it as a file will say why


def _file(path: Path, name: str) -> Iterator[_Found]:
    where, suffix = str(path), _suffix(path.name)
    try:
        # checked before it is opened: opening a named pipe would wait for ever
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(where, "not a regular file")
        if suffix is None:
            raise InputError(where, f"unknown format: not one of {', '.join(SUFFIXES)}")
        with path.open("rb") as stream:
            if suffix == ".jsonl":
                yield from jsonl.read(stream, where=where, name=name)
            elif suffix == ".jsonl.gz":
                yield from jsonl.read(gzip.GzipFile(fileobj=stream), where=where, name=name)
            else:
                raw = stream.read(text.BYTES_LIMIT + 1)
                yield where, text.read(raw, where=where, name=name)
    except InputError as error:
        yield where, error
    except OSError as error:
        yield where, _unreadable(path, error)


def _standard_input(stream: BinaryIO) -> Iterator[_Found]:
    """JSON lines when the first thing is a brace, else one text."""
    head: list[bytes] = []
    while line := stream.readline(text.BYTES_LIMIT + 1):
        head.append(line)
        if line.removeprefix(BOM.encode()).strip() or sum(map(len, head)) > text.BYTES_LIMIT:
            break
    if head and head[-1].removeprefix(BOM.encode()).lstrip().startswith(b"{"):
        yield from jsonl.read(_Ahead(head, stream), where=STDIN, name="stdin")
        return
    raw = b"".join(head)
    raw += stream.read(max(0, text.BYTES_LIMIT + 1 - len(raw)))
    try:
        yield STDIN, text.read(raw, where=STDIN, name="stdin")
    except InputError as error:
        yield STDIN, error


class _Ahead:
    """Lines that were read to look at, before those still to come."""

    def __init__(self, head: list[bytes], stream: BinaryIO) -> None:
        self._head = head[::-1]
        self._stream = stream

    def readline(self, size: int = -1, /) -> bytes:
        if not self._head:
            return self._stream.readline(size)
        line = self._head.pop()
        if not self._head and not line.endswith(b"\n"):
            line += self._stream.readline(size - len(line))
        return line


def _suffix(name: str) -> str | None:
    """Which of ``SUFFIXES`` a file name has, in any case of letters."""
    return next((suffix for suffix in SUFFIXES if name.lower().endswith(suffix)), None)


def _stem(name: str) -> str:
    return name[: -len(_suffix(name) or "")] or name


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(str(path), f"cannot be read: {error.strerror or error}")
