"""Made-up speakers: names of people and bodies from the package's word lists, with roles over the years."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotebank.lexicon.word_lists import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = (
    ("person", 0.72), ("organization", 0.13), ("group", 0.06), ("country", 0.03), ("anonymous", 0.03),
    ("document", 0.03),
)  # fmt: skip
_BODIES = (
    "Ministry of {}",
    "{} University",
    "{} Council",
    "{} Institute",
    "{} Group",
    "Bank of {}",
    "{} Party",
)
_GROUPS = ("residents of {}", "workers at {}", "{} students", "{} farmers")
_DOCUMENTS = ("{} report", "{} study", "{} statement")
_NAMELESS = ("a {} official", "a person close to {}", "a {} source")
_FIRST = ("person", "organization", "person", "country", "person", "group", "document", "person", "anonymous")
"""The kinds of those who say most, so that small banks have all of them."""

YEARS = 10


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One speaker: the forms of the name, the full one first, and a role for each year."""

    name: str
    kind: str
    forms: tuple[str, ...]
    roles: tuple[str | None, ...]

    @property
    def why(self) -> tuple[tuple[str, str, str, float, str], ...]:
        """Why the names are one."""
        sentence = "The surname is that of nobody else in the article."
        return tuple((self.name, form, "surname", 0.9, sentence) for form in self.forms[1:])

    def role(self, year: int) -> str | None:
        """The role in a year, counted from the first."""
        return self.roles[year % YEARS] if self.roles else None


def made_up_speakers(number: int, *, vocabulary: Sequence[str], seed: int) -> list[MadeUp]:
    """So many speakers, no two of one name and kind; surnames and places are words of ``vocabulary``."""
    rng = random.Random(seed)
    given, titles = _entries("given_names.csv"), _entries("roles.txt")
    places = [word.title() for word in vocabulary if len(word) > 4]
    found: dict[tuple[str, str], MadeUp] = {}
    while len(found) < number:
        one = _speaker(rng, _FIRST[len(found)] if len(found) < len(_FIRST) else None, given, titles, places)
        found.setdefault((one.kind, one.name.casefold()), one)
    return list(found.values())


def _speaker(
    rng: random.Random, kind: str | None, given: list[str], titles: list[str], places: list[str]
) -> MadeUp:
    if kind is None:
        (kind,) = rng.choices([kind for kind, _ in _KINDS], [share for _, share in _KINDS])
    place = rng.choice(places)
    if kind == "person":
        name = f"{rng.choice(given).title()} {place}"
        held = [f"{rng.choice(titles)} of {rng.choice(places)}" for _ in range(rng.randint(1, 3))]
        roles = tuple(held[year * len(held) // YEARS] for year in range(YEARS))
        return MadeUp(name, kind, (name, place), roles)
    patterns = {
        "organization": _BODIES,
        "group": _GROUPS,
        "document": _DOCUMENTS,
        "anonymous": _NAMELESS,
        "country": ("{}land",),
    }
    name = rng.choice(patterns[kind]).format(place)
    return MadeUp(name, kind, (name,), ())


def _entries(name: str) -> list[str]:
    """The first word of each line of a word list, without the star of a title."""
    return [re.split(r"[,\t]", line)[0].strip(" *") for line in lines(name)]
