"""Somebody or something that an article lets speak, while the article is being read.

These values grow as mentions are found and never leave this room: ``as_speaker`` makes the frozen
``Speaker`` of them in the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from quotebank.core.quote import SpeakerKind
from quotebank.core.span import Span
from quotebank.core.speaker import Speaker
from quotebank.lexicon.person_names import PersonName
from quotebank.lexicon.spellings import plural
from quotebank.people.roles import Role


@dataclass(slots=True, eq=False)
class Entity:
    """One possible speaker. ``gender`` is m, f or nothing; ``members`` are those of a joint speaker.

    ``words`` are the folded words of a body's or document's name, without articles, links and country;
    ``styles`` the ranks and forms of address that a person has been given so far, ``relations`` what the
    article calls them to others.
    """

    name: str
    kind: SpeakerKind
    gender: str = ""
    plural: bool = False
    country: str = ""
    words: frozenset[str] = frozenset()
    members: tuple[Entity, ...] = ()
    named: list[PersonName] = field(default_factory=list)
    forms: dict[str, None] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    spans: set[Span] = field(default_factory=set)
    age: str = ""
    relations: set[str] = field(default_factory=set)
    styles: set[str] = field(default_factory=set)

    def role(self) -> str | None:
        """The role that the article gives first among the strongest kind of wording; None for none."""
        if self.members:
            return joint_role(self.members)
        best: Role | None = None
        for role in self.roles:
            if best is None or role.score > best.score + 0.2:
                best = role
        return best.text if best else None


def joint_role(members: tuple[Entity, ...]) -> str | None:
    """One title that all share in the plural; else the roles, each once, joined as an article would."""
    roles = [role for one in members if (role := one.role())]
    titles = {role.split(",")[0].split("(")[0].strip() for role in roles}
    if len(roles) == len(members) and len(titles) == 1 and len(title := titles.pop().split()) == 1:
        return plural(title[0].rstrip(".")) + ("." if title[0].endswith(".") else "")
    return " and ".join(dict.fromkeys(roles)) if roles else None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (half-open) mean ``entity``.

    ``subject`` where they could be what the sentence is about; ``quoted`` inside quotation marks.
    """

    first: int
    last: int
    entity: Entity
    subject: bool
    quoted: bool


def as_speaker(entity: Entity) -> Speaker:
    """The frozen value: name forms in order of appearance, roles without repeats, mentions sorted."""
    roles = dict.fromkeys(role.text for role in entity.roles)
    return Speaker(
        name=entity.name,
        kind=entity.kind,
        names=tuple(entity.forms),
        roles=tuple(roles),
        mentions=tuple(sorted(entity.spans)),
    )
