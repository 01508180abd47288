"""One name of one kind as identity sees it: its key, and whether the name alone joins articles.

A *firm* name joins articles by itself (``Wei Fenghe``, ``NATO``); a *loose* one needs more (``Kirby``); a
*lone* one means somebody in its article and never joins unless a person says so (``residents``, ``Foreign
Ministry``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from quotebank.bank.identity.body_names import BodyName, body_name, country_name
from quotebank.bank.identity.letters import consonants, plain
from quotebank.bank.identity.person_names import PersonName, person_name
from quotebank.people.tables import tables

Hold: TypeAlias = Literal["firm", "loose", "lone"]


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one kind. ``blocks`` are the keys of those it is compared with, none for a lone one.

    A block that ends in ``?`` only counts where another form is its anchor, the same block without the
    ``?``: an expansion is compared with an acronym only where the acronym is used.
    """

    kind: str | None
    key: str
    hold: Hold
    blocks: frozenset[str]
    person: PersonName | None = None
    body: BodyName | None = None

    @property
    def home(self) -> str:
        """The block in which everybody of this very name is; nothing for a lone one."""
        if self.person is not None and not self.person.bare:
            return f"letters {self.person.letters}"
        return next((block for block in sorted(self.blocks) if block.endswith(f" {self.key}")), "")


_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@lru_cache(maxsize=200_000)
def form_of(kind: str | None, name: str) -> Form:
    """The form of a name; any string has one."""
    if kind == "person":
        return _person(name)
    if kind == "organization":
        return _body(name)
    if kind == "country":
        key = country_name(name)
        return Form(kind, key, "firm", frozenset((f"country {key}",)))
    named = (kind == "group" and _names_group(name)) or (kind == "document" and _names_document(name))
    if not named:
        return _lone(kind, name)
    key = folded(name)
    return Form(kind, key, "firm", frozenset((f"{kind} {key}",)))


def _lone(kind: str | None, name: str, body: BodyName | None = None) -> Form:
    return Form(kind, body.key if body else folded(name), "lone", frozenset(), None, body)


def folded(name: str) -> str:
    """A name in lower case, composed, without curls and needless spaces."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return " ".join(text.split())


def _person(name: str) -> Form:
    person = person_name(name)
    if person is None:
        return _lone("person", name)
    blocks = {f"surname {person.surname}"}
    if person.bare:
        return Form("person", person.letters, "loose", frozenset(blocks), person)
    if len(person.given[0]) > 1:
        # "Muammar Gaddafi", "Moammar Gadhafi": a block of all alike surnames alone would be too large.
        blocks.add(f"alike {consonants(person.core)} {consonants(person.given[0])}")
    blocks.add(f"letters {person.letters}")  # "Leonardo Di Caprio"
    blocks.add(f"words {' '.join(sorted((*person.given, person.surname)))}")  # "Orbán Viktor"
    hold: Hold = "loose" if person.vague else "firm"
    return Form("person", person.letters, hold, frozenset(blocks), person)


def _body(name: str) -> Form:
    body = body_name(name)
    if body is None or body.general:
        return _lone("organization", name, body)
    blocks = {f"body {body.key}"}
    if len(body.acronym) > 2:
        blocks.add(f"acronym {body.acronym}")
    blocks |= {f"acronym {one}?" for one in body.acronyms if len(one) > 2 and one != body.acronym}
    return Form("organization", body.key, "firm", frozenset(blocks), None, body)


def _names_group(name: str) -> bool:
    """``House Republicans`` and ``Taliban``, but not ``US officials`` or ``Ukrainians``."""
    words = _WORD.findall(name)
    if not words or not words[-1][0].isupper():
        return False
    last = plain(words[-1])
    known = tables()
    people = last in known.roles and known.roles[last] != last and last not in _PARTIES
    return not people and last not in known.places and last.removesuffix("s") not in known.adjectives


_PARTIES = frozenset(("republicans", "democrats"))


def _names_document(name: str) -> bool:
    """``Mueller Report``, but not ``report`` or ``study of 2,140 adults``."""
    words = [
        word for word in _WORD.findall(name) if plain(word) not in ("the", "of", "on", "a", "and", "for")
    ]
    return len(words) > 1 and all(word[0].isupper() for word in words)
