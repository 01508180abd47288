"""Clusters of nodes that grow by joining and remember whom they may never join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from quotebank.bank.identity.nodes import Node
from quotebank.bank.identity.records import Join
from quotebank.bank.identity.role_agreement import RoleAgreement, agreement
from quotebank.lexicon.offices import Office
from quotebank.lexicon.person_names import PersonName

_TOLD_APART = 0.05
"""From this share of articles on that name both as two people, they are two."""


class Clusters:
    """A partition of nodes. Nodes are numbers, their place in ``nodes``; clusters go by one of these."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self._root = list(range(len(nodes)))
        self._members: dict[int, list[int]] = {at: [at] for at in self._root}
        self._forbidden: dict[int, set[int]] = {}
        self._articles: dict[int, set[str]] = {}
        self._offices: dict[int, tuple[Office, ...]] = {}
        self._names: dict[int, tuple[PersonName, ...]] = {}
        self.judged: set[int] = set()
        self.joins: list[tuple[int, Join]] = []

    def root(self, at: int) -> int:
        """The cluster that a node is in."""
        while self._root[at] != at:
            self._root[at] = at = self._root[self._root[at]]
        return at

    def roots(self, among: Iterable[int]) -> list[int]:
        """The clusters of some nodes, in the nodes' order, each once."""
        return list(dict.fromkeys(self.root(at) for at in among))

    def members(self, at: int) -> list[int]:
        """All nodes of a node's cluster."""
        return self._members[self.root(at)]

    def articles(self, at: int) -> set[str]:
        """The articles of a node's cluster."""
        root = self.root(at)
        if root not in self._articles:
            self._articles[root] = set(
                chain.from_iterable(self.nodes[one].articles for one in self.members(root))
            )
        return self._articles[root]

    def offices(self, at: int) -> tuple[Office, ...]:
        """Every office that an article gives to somebody in a node's cluster."""
        root = self.root(at)
        if root not in self._offices:
            found = dict.fromkeys(chain.from_iterable(self.nodes[one].offices for one in self.members(root)))
            self._offices[root] = tuple(found)
        return self._offices[root]

    def names(self, at: int) -> tuple[PersonName, ...]:
        """The full names of people in a node's cluster, each once."""
        root = self.root(at)
        if root not in self._names:
            people = (self.nodes[one].form.person for one in self.members(root))
            self._names[root] = tuple(dict.fromkeys(one for one in people if one is not None and one.given))
        return self._names[root]

    def agreement(self, one: int, other: int) -> RoleAgreement:
        """What the offices of two clusters say."""
        return agreement(self.offices(one), self.offices(other))

    def forbid(self, one: int, other: int) -> None:
        """Keep two nodes apart, whatever joins them to others."""
        self._forbidden.setdefault(one, set()).add(other)
        self._forbidden.setdefault(other, set()).add(one)

    def allowed(self, one: int, other: int) -> bool:
        """Whether no judgement keeps two clusters apart."""
        if not self._forbidden:
            return True
        theirs = set(self.members(other))
        return not any(self._forbidden.get(at, _NOBODY) & theirs for at in self.members(one))

    def told_apart(self, one: int, other: int) -> bool:
        """Whether enough articles name both, as two speakers."""
        here, there = self.articles(one), self.articles(other)
        if len(here) > len(there):
            here, there = there, here
        return len(here & there) > _TOLD_APART * len(here)

    def join(self, one: int, other: int, why: Join | None = None) -> None:
        """Make one cluster of two; the lower root stays, so that the order of joining does not show."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        self._root[b] = a
        self._members[a] = sorted(self._members[a] + self._members.pop(b))
        for kept in (self._articles, self._offices, self._names):
            kept.pop(a, None)
            kept.pop(b, None)
        if why is not None:
            self.joins.append((a, why))


_NOBODY: frozenset[int] = frozenset()
