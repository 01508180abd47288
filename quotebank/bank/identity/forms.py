"""One name of one kind as identity sees it: its key, and whether the name alone joins articles.

A *strong* name joins articles by itself (``Wei Fenghe``, ``NATO``); a *weak* one needs more (``Kirby``); a
*local* one means somebody in its article and never joins unless a person says so (``residents``, ``Foreign
Ministry``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from quotebank.lexicon.countries import country_key, country_lists
from quotebank.lexicon.letters import consonants, fold
from quotebank.lexicon.organization_names import OrganizationName, organization_name
from quotebank.lexicon.person_names import PersonName, parse_person_name
from quotebank.lexicon.roles import role_lists

Hold: TypeAlias = Literal["strong", "weak", "local"]


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one kind. ``blocks`` are the keys of those it is compared with, none for a local one.

    A block that ends in ``?`` only counts where another form is its anchor, the same block without the
    ``?``: an expansion is compared with an acronym only where the acronym is used.
    """

    kind: str | None
    key: str
    hold: Hold
    blocks: frozenset[str]
    person: PersonName | None = None
    organization: OrganizationName | None = None

    @property
    def home(self) -> str:
        """The block in which everybody of this very name is; nothing for a local one."""
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
        key = country_key(name)
        return Form(kind, key, "strong", frozenset((f"country {key}",)))
    named = (kind == "group" and _names_group(name)) or (kind == "document" and _names_document(name))
    if not named:
        return _local(kind, name)
    key = folded(name)
    return Form(kind, key, "strong", frozenset((f"{kind} {key}",)))


def _local(kind: str | None, name: str, organization: OrganizationName | None = None) -> Form:
    return Form(
        kind, organization.key if organization else folded(name), "local", frozenset(), None, organization
    )


def folded(name: str) -> str:
    """A name in lower case, composed, without curls and needless spaces."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return " ".join(text.split())


def _person(name: str) -> Form:
    person = parse_person_name(name)
    if person is None:
        return _local("person", name)
    blocks = {f"surname {person.surname}"}
    if person.bare:
        return Form("person", person.letters, "weak", frozenset(blocks), person)
    if len(person.given[0]) > 1:
        # "Muammar Gaddafi", "Moammar Gadhafi": a block of all alike surnames alone would be too large.
        blocks.add(f"alike {consonants(person.core)} {consonants(person.given[0])}")
    blocks.add(f"letters {person.letters}")  # "Leonardo Di Caprio"
    blocks.add(f"words {' '.join(sorted((*person.given, person.surname)))}")  # "Orbán Viktor"
    hold: Hold = "weak" if person.vague else "strong"
    return Form("person", person.letters, hold, frozenset(blocks), person)


def _body(name: str) -> Form:
    body = organization_name(name)
    if body is None or body.general:
        return _local("organization", name, body)
    blocks = {f"body {body.key}"}
    if len(body.acronym) > 2:
        blocks.add(f"acronym {body.acronym}")
    blocks |= {f"acronym {one}?" for one in body.acronyms if len(one) > 2 and one != body.acronym}
    return Form("organization", body.key, "strong", frozenset(blocks), None, body)


def _names_group(name: str) -> bool:
    """``House Republicans`` and ``Taliban``, but not ``US officials`` or ``Ukrainians``."""
    words = _WORD.findall(name)
    if not words or not words[-1][0].isupper():
        return False
    last = fold(words[-1])
    people = last in role_lists().roles and role_lists().roles[last] != last and last not in _PARTIES
    return (
        not people
        and last not in country_lists().places
        and last.removesuffix("s") not in country_lists().adjectives
    )


_PARTIES = frozenset(("republicans", "democrats"))


def _names_document(name: str) -> bool:
    """``Mueller Report``, but not ``report`` or ``study of 2,140 adults``."""
    words = [word for word in _WORD.findall(name) if fold(word) not in ("the", "of", "on", "a", "and", "for")]
    return len(words) > 1 and all(word[0].isupper() for word in words)
