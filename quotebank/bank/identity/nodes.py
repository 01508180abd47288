"""Nodes: appearances that nothing tells apart, taken together so that identity compares few things.

A node is one name with one set of offices (and for weak names one year): fifty articles that call Antony
Blinken the Secretary of State are one node. Local names, and those that a judgement singles out, have a node
in each article.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from quotebank.bank.identity.forms import Form
from quotebank.bank.identity.records import Appearance
from quotebank.lexicon.offices import Office, offices

_MOST_ROLES = 64
"""Roles of one speaker in one article that are read."""


@dataclass(slots=True, eq=False)
class Node:
    """Appearances of one ``form`` with the same ``offices``; ``first`` and ``last`` are days as ordinals.

    ``alone`` marks those of one article only; ``order`` sorts nodes by content.
    """

    form: Form
    offices: tuple[Office, ...]
    order: tuple[str, ...]
    alone: bool
    members: list[Appearance] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    first: int = 0
    last: int = 0

    def take(self, appearance: Appearance) -> None:
        """Add an appearance."""
        self.members.append(appearance)
        self.articles.add(appearance.article)
        if day := ordinal(appearance.day):
            self.first = min(self.first, day) if self.first else day
            self.last = max(self.last, day)

    @property
    def quotes(self) -> int:
        """How many quotes these appearances have."""
        return sum(one.quotes for one in self.members)

    @property
    def name(self) -> str:
        """The name as most of its articles write it."""
        return usual(one.name for one in self.members)


def usual(names: Iterable[str]) -> str:
    """The most frequent name; of equally frequent ones one that is not all capitals, then the longest."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name == name.upper(), -len(name), name))


def ordinal(day: str | None) -> int:
    """A day as a number, 0 where it is not known."""
    return datetime.date.fromisoformat(day).toordinal() if day else 0


def make_nodes(
    appearances: Iterable[Appearance], single: Collection[tuple[str | None, str, str]]
) -> list[Node]:
    """The nodes of some appearances, sorted by content.

    ``single`` are kind, form and article of those who are set apart.
    """
    nodes: dict[tuple[str, ...], Node] = {}
    for one in sorted(appearances, key=lambda one: one.key):
        form = one.form
        alone = form.hold == "local" or (form.kind, form.key, one.article) in single
        held = () if form.hold == "local" else _offices(one)
        period = one.article if alone else (one.day or "")[:4] if form.hold == "weak" else ""
        told = (form.person.styled, form.person.nickname) if form.person else ()
        order = (form.kind or "", form.key, "1" if alone else "0", period, *told, repr(held))
        node = nodes.get(order)
        if node is None:
            node = nodes[order] = Node(form, held, order, alone)
        node.take(one)
    return [nodes[order] for order in sorted(nodes)]


def _offices(appearance: Appearance) -> tuple[Office, ...]:
    roles = list(appearance.roles[:_MOST_ROLES])
    if appearance.form.person and appearance.form.person.implied:
        roles.append(appearance.form.person.implied)
    return tuple(sorted({office for role in roles for office in offices(role)}))


def years_between(one: Node, other: Node) -> float | None:
    """The gap between two nodes' articles; None where one has no date."""
    if not one.first or not other.first:
        return None
    return max(0, other.first - one.last, one.first - other.last) / 365.25
