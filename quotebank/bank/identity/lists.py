"""The word lists of ``data/``, read once a process."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that the rules of identity look up, in lower case.

    ``offices`` maps a word, or several joined by ``_``, to the name of its group; ``single`` are the groups
    of which one person holds each at a time, ``sole`` those among them that need no further word,
    ``unique`` those of which the world has one. ``domains`` maps a group or a word to its walk of life,
    ``about`` a word beside it; ``near`` holds the pairs of walks that people move between, ``one`` those in
    which they have one occupation.
    """

    common_given: frozenset[str]
    common_surnames: frozenset[str]
    family_first: frozenset[str]
    offices: Mapping[str, str]
    single: frozenset[str]
    sole: frozenset[str]
    unique: frozenset[str]
    domains: Mapping[str, str]
    near: frozenset[frozenset[str]]
    one: frozenset[str]
    about: Mapping[str, str]


@cache
def lists() -> Lists:
    """The lists; they take a millisecond or two to read."""
    common: dict[str, set[str]] = {"given": set(), "surname": set()}
    for name, words in _named("common_names.txt"):
        common[name].update(words)
    offices: dict[str, str] = {}
    single: set[str] = set()
    sole: set[str] = set()
    unique: set[str] = set()
    for name, words in _named("offices.txt"):
        group = name.lstrip("*")
        offices |= dict.fromkeys((group, *words), group)
        if name.startswith("*"):
            single.add(group)
        if name.startswith("**"):
            sole.add(group)
        if name.startswith("***"):
            unique.add(group)
    domains: dict[str, str] = {}
    near: set[frozenset[str]] = set()
    one: set[str] = set()
    about: dict[str, str] = {}
    for name, words in _named("domains.txt"):
        if name == "near":
            near.add(frozenset(words))
        elif name == "one":
            one.update(words)
        elif name.startswith("about "):
            about |= dict.fromkeys(words, name.removeprefix("about "))
        else:
            domains |= {offices.get(word, word): name for word in words}
    return Lists(
        common_given=frozenset(common["given"]),
        common_surnames=frozenset(common["surname"]),
        family_first=words_of("family_first.txt"),
        offices=offices,
        single=frozenset(single),
        sole=frozenset(sole),
        unique=frozenset(unique),
        domains=domains,
        near=frozenset(near),
        one=frozenset(one),
        about=about,
    )


@cache
def fingerprint() -> int:
    """A number that changes with every word list that identity reads, also of ``quotebank.people``."""
    found = 0
    for room in ("quotebank.bank.identity", "quotebank.people"):
        folder = files(room).joinpath("data")
        for file in sorted(folder.iterdir(), key=lambda one: one.name):
            found = zlib.crc32(file.read_bytes(), found)
    return found


def words_of(name: str) -> frozenset[str]:
    """All words of one file."""
    return frozenset(word for line in _lines(name) for word in line.split())


def _named(name: str) -> Iterator[tuple[str, list[str]]]:
    for line in _lines(name):
        head, _, rest = line.partition(":")
        yield head.strip(), rest.split()


def _lines(name: str) -> Iterator[str]:
    text = files("quotebank.bank.identity").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield line
