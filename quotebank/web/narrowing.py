"""How a search can be made narrower or wider: counts that add a filter, chips that take one away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotebank.web import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quotebank.bank.queries import Facets
    from quotebank.web.asked import Asked
    from quotebank.web.links import Links

_TITLES = {"speaker": "Said by", "publisher": "Publisher", "type": "Type", "act": "Act", "kind": "Who"}

_NAMES: Mapping[str, Mapping[str, str]] = {
    "type": words.TYPE_NAMES,
    "act": words.ACT_WORDS,
    "kind": words.KIND_WORDS,
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force: what it is called, its value, the search without it."""

    title: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter that can be added: its value in words, how many quotes it leaves, the search with it."""

    name: str
    quotes: int
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one facet, most quotes first."""

    key: str
    title: str
    choices: list[Choice]


def chips(asked: Asked, links: Links, *, speaker: str | None) -> list[Chip]:
    """A chip for each filter in force; ``speaker`` is the name of the one who is asked for by number."""
    given = asked.address(after=None)
    attitudes = None if asked.attitudes is False else words.ATTITUDE_WORDS[str(given["attitudes"])]
    shown = {
        "speaker": ("Said by", speaker or (asked.speaker is not None and f"speaker {asked.speaker}")),
        "by": ("Said by", asked.by),
        "role": ("Role", asked.role),
        "kind": ("Who", asked.kind and words.KIND_WORDS[asked.kind]),
        "type": ("Type", asked.type and words.TYPE_NAMES[asked.type]),
        "act": ("Act", asked.act and words.ACT_WORDS[asked.act]),
        "publisher": ("Publisher", asked.publisher),
        "since": ("From", asked.since and words.period(asked.since)),
        "until": ("To", asked.until and words.period(asked.until)),
        "attitudes": ("Attitude", attitudes),
    }
    return [
        Chip(title, value, links.search(**{**given, field: None}))
        for field, (title, value) in shown.items()
        if value
    ]


def groups(asked: Asked, links: Links, facets: Facets) -> list[Group]:
    """The facets that can make the search narrower; those in which all quotes are alike are left out."""
    given = asked.address(after=None)
    found = []
    for key, title in _TITLES.items():
        rows = facets.counts[key]
        if given[key] is not None or not rows or rows[0]["quotes"] == facets.of:
            continue
        # A speaker by number is more exact than by name, so the name has done its work.
        less = {"by": None} if key == "speaker" else {}
        names = _NAMES.get(key, {})
        choices = [
            Choice(
                names.get(row["value"], row["name"]),
                row["quotes"],
                links.search(**{**given, **less, key: row["value"]}),
            )
            for row in rows
        ]
        found.append(Group(key, title, choices))
    return found
