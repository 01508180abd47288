"""Nouns that head a role, and those among them that are titles or surnames too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quotebank.lexicon.spellings import plural
from quotebank.lexicon.word_lists import groups, lines


@dataclass(frozen=True, slots=True)
class RoleLists:
    """Words in lower case.

    ``roles`` maps a noun, singular or plural, to its singular; ``titles`` are those that stand right before
    a name; ``crafts`` are roles that are surnames too; ``same_roles`` gives the groups of nouns that may
    mean one office.
    """

    roles: Mapping[str, str]
    titles: frozenset[str]
    crafts: Mapping[str, str]
    same_roles: Mapping[str, frozenset[int]]


@cache
def role_lists() -> RoleLists:
    """The lists, read once a process."""
    roles: dict[str, str] = {}
    titles: set[str] = set()
    for line in lines("roles.txt"):
        word = line.rstrip("*")
        for form in (word, plural(word)):
            roles.setdefault(form, word)
            if line.endswith("*"):
                titles.add(form)
    return RoleLists(
        roles=roles,
        titles=frozenset(titles),
        crafts={form: word for word in lines("crafts.txt") for form in (word, plural(word))},
        same_roles=groups("same_roles.txt"),
    )
