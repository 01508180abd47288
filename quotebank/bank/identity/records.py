"""What identity is computed from, and what it gives: values without any database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from quotebank.bank.identity.forms import Form, form_of

Verdict: TypeAlias = Literal["same", "different", "rename", "kind"]
VERDICTS: tuple[Verdict, ...] = ("same", "different", "rename", "kind")

State: TypeAlias = Literal["in force", "withdrawn", "overruled", "orphan", "unclear"]
"""What became of a decision: it holds; it was taken back; a newer one says otherwise; nobody is there whom it
could mean; it could mean several."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """One speaker of one article. ``key`` names it whatever its number ``id``; ``article`` is a key.

    ``name`` is the fullest form in the article and ``names`` are all of them; ``quotes`` counts.
    """

    id: int
    key: str
    article: str
    day: str | None
    kind: str | None
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    quotes: int = 0

    @property
    def form(self) -> Form:
        """Its name as identity sees it."""
        return form_of(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a decision means, in words that outlive a rebuild: a kind and a name.

    ``role`` chooses among several of that name; ``article`` (a key) means the one in that article only.
    """

    kind: str | None
    name: str
    role: str | None = None
    article: str | None = None

    @property
    def form(self) -> Form:
        """Its name as identity sees it."""
        return form_of(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided: ``one`` and ``other`` are the same or different, or ``one`` is ``value``."""

    key: str
    verdict: Verdict
    one: Subject
    other: Subject | None = None
    value: str | None = None
    at: str = ""

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """One or two."""
        return (self.one,) if self.other is None else (self.one, self.other)


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Why two names are one speaker: a named feature, its score, one sentence."""

    name: str
    other: str
    feature: str
    score: float
    sentence: str


@dataclass(frozen=True, slots=True)
class ResolvedSpeaker:
    """One speaker: the numbers of its appearances, and why they are one.

    ``judged_kind`` says that a person decided what kind it is.
    """

    key: str
    name: str
    kind: str | None
    members: tuple[int, ...]
    joins: tuple[Join, ...] = ()
    judged_kind: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two speakers, by key, who may be one; ``join`` says what speaks for it and what is missing.

    ``quotes`` hang on it: those of the one who has fewer. Where every article has a speaker of its own of one
    name, the question is asked for one of them and stands for ``alike`` of them.
    """

    one: str
    other: str
    join: Join
    quotes: int = 0
    alike: int = 1


@dataclass(slots=True)
class Identity:
    """The speakers, the open questions, and what became of each judgement."""

    speakers: list[ResolvedSpeaker] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    states: dict[str, State] = field(default_factory=dict)


def blocks_of(appearance: Appearance) -> frozenset[str]:
    """The keys of everybody whom an appearance is compared with.

    Lone names only meet in their article, and anywhere where a judgement asks for it; an article that uses
    two full names for one speaker ties these together.
    """
    form = appearance.form
    if form.hold == "local":
        return frozenset((f"lone {appearance.article}", f"{_anchor(form)}?"))
    return form.blocks.union(*(alias.blocks for alias in aliases(appearance)))


def aliases(appearance: Appearance) -> tuple[Form, ...]:
    """Other full names that the article uses for this speaker, each key once."""
    form = appearance.form
    if form.hold != "strong" or appearance.kind not in ("person", "organization"):
        return ()
    others = {
        one.key: one for name in appearance.names if (one := form_of(appearance.kind, name)).hold == "strong"
    }
    others.pop(form.key, None)
    return tuple(others[key] for key in sorted(others))


def subject_blocks(subject: Subject) -> frozenset[str]:
    """The blocks that a judgement ties together."""
    form = subject.form
    if form.hold != "local":
        return form.blocks
    return frozenset((f"lone {subject.article}",)) if subject.article else frozenset((_anchor(form),))


def _anchor(form: Form) -> str:
    return f"name {form.kind} {form.key}"
