"""What people judged: it comes before every rule and wins, the newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.nodes import Node
from quotebank.bank.identity.records import Join, Judgement, State, Subject
from quotebank.bank.identity.role_agreement import RoleAgreement, agreement
from quotebank.lexicon.offices import offices


class Judged:
    """Judgements applied to clusters: who was made one or kept apart, what they are called, what they are.

    ``states`` says what became of each; ``names`` and ``kinds`` hold, by node, the newest word on it.
    """

    def __init__(self, clusters: Clusters, judgements: Iterable[Judgement]) -> None:
        self._clusters = clusters
        self._by_form: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for at, node in enumerate(clusters.nodes):
            self._by_form[node.form.kind, node.form.key].append(at)
        self.states: dict[str, State] = {}
        self.names: dict[int, tuple[str, str]] = {}
        self.kinds: dict[int, tuple[str, str]] = {}
        # The newest first: an older one that contradicts it is overruled, whatever came in first.
        for one in sorted(judgements, key=lambda one: (one.at, one.key), reverse=True):
            self.states[one.key] = self._apply(one)

    def _apply(self, judgement: Judgement) -> State:
        meant: list[list[int]] = []
        for subject in judgement.subjects:
            nodes, state = self._meant(subject)
            if state != "in force":
                return state
            meant.append(nodes)
        if judgement.verdict in ("rename", "kind"):
            words = self.names if judgement.verdict == "rename" else self.kinds
            open_yet = [at for at in meant[0] if at not in words]
            for at in open_yet:
                words[at] = (judgement.at + judgement.key, judgement.value or "")
            return "in force" if open_yet else "overruled"
        one, other = meant
        if judgement.verdict == "same":
            return self._same([*one, *other])
        return self._different(one, other)

    def _meant(self, subject: Subject) -> tuple[list[int], State]:
        """The nodes that a judgement means."""
        form = subject.form
        named = self._by_form.get((form.kind, form.key), [])
        if subject.article is not None:
            named = [at for at in named if self._clusters.nodes[at].articles == {subject.article}]
            return named, "in force" if named else "orphan"
        # Whom another judgement has set apart by article is not meant by the name alone.
        general = [at for at in named if form.hold == "local" or not self._clusters.nodes[at].alone]
        named = general or named
        if not named:
            return [], "orphan"
        return _of_role([(at, self._clusters.nodes[at]) for at in named], subject)

    def _same(self, nodes: list[int]) -> State:
        clusters = self._clusters
        roots = clusters.roots(nodes)
        if any(not clusters.allowed(one, other) for one, other in product(roots, roots) if one != other):
            return "overruled"
        first = nodes[0]
        for at in nodes[1:]:
            if clusters.root(at) == clusters.root(first):
                continue
            names = sorted((clusters.nodes[first].name, clusters.nodes[at].name))
            why = Join(
                names[0], names[1], "judged", 1.0, f"“{names[0]}” and “{names[1]}”: a person judged so."
            )
            clusters.join(first, at, why if names[0] != names[1] else None)
        clusters.judged.update(nodes)
        return "in force"

    def _different(self, one: list[int], other: list[int]) -> State:
        clusters = self._clusters
        if set(one) & set(other):
            return "unclear"
        if any(clusters.root(a) == clusters.root(b) for a, b in product(one, other)):
            return "overruled"
        for a, b in product(one, other):
            clusters.forbid(a, b)
        return "in force"


def _of_role(named: Sequence[tuple[int, Node]], subject: Subject) -> tuple[list[int], State]:
    """Of several people of one name, those whose offices are nearest to the role of a judgement.

    Those without an office are left to the rules, which know how many people there are.
    """
    told = [(at, node) for at, node in named if node.offices]
    groups = _groups(told)
    if len(groups) < 2:
        return [at for at, _ in named], "in force"
    if subject.role is None:
        return [], "unclear"
    wanted = offices(subject.role)
    levels = [max(agreement(wanted, node.offices) for _, node in group) for group in groups]
    best = [group for group, level in zip(groups, levels, strict=True) if level == max(levels)]
    if len(best) > 1 or max(levels) < RoleAgreement.WEAK:
        return [], "unclear"
    return [at for at, _ in best[0]], "in force"


def _groups(named: Sequence[tuple[int, Node]]) -> list[list[tuple[int, Node]]]:
    """Nodes of one name by person, as their offices alone would have it."""
    groups: list[list[tuple[int, Node]]] = []
    for pair in named:
        near = [
            group
            for group in groups
            if any(agreement(pair[1].offices, one.offices) > RoleAgreement.CLASH for _, one in group)
        ]
        groups = [group for group in groups if group not in near]
        groups.append([pair, *(one for group in near for one in group)])
    return groups
