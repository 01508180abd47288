"""How the files of ``data/`` are read: one entry a line, ``#`` opens a comment."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_APOSTROPHES = str.maketrans("’‘ʼ", "'''")


def wordset(text: str) -> frozenset[str]:
    """The words of a short list that belongs to one rule and is no table."""
    return frozenset(text.split())


def lines(name: str) -> Iterator[str]:
    """The entries of one file."""
    text = files("quotebank.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield line


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a file with commas, filled up with empty columns."""
    for line in lines(name):
        row = line.split(",")
        yield row + [""] * (columns - len(row))


def words(name: str) -> frozenset[str]:
    """All words of one file, whatever line they stand in."""
    return frozenset(word for line in lines(name) for word in line.split())


def pairs(name: str) -> dict[str, str]:
    """A file's words, each with the one that follows it in its line, or nothing."""
    split = (line.split() for line in lines(name))
    return {word: (rest or [""])[0] for word, *rest in split}


def groups(name: str) -> dict[str, frozenset[int]]:
    """For each word the numbers of the lines that it stands in: two that share one may mean the same."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines(name)):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def headed(name: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before a line's colon, and the words behind it."""
    for line in lines(name):
        head, _, rest = line.partition(":")
        yield head.strip(), rest.split()


def lookup_key(name: str) -> str:
    """Under which key a name of several words stands in a table: lower case, straight apostrophes."""
    return name.lower().translate(_APOSTROPHES)


@cache
def fingerprint() -> int:
    """A number that changes with every word list."""
    found = 0
    for file in sorted(files("quotebank.lexicon").joinpath("data").iterdir(), key=lambda one: one.name):
        found = zlib.crc32(file.read_bytes(), found)
    return found
