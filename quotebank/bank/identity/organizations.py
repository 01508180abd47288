"""Bodies, countries, groups and documents: one key is one of them; an acronym asks for its expansion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations

from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.evidence import doubted, joined
from quotebank.bank.identity.same_name import OpenPair


def join_organizations(clusters: Clusters, nodes: Iterable[int]) -> list[OpenPair]:
    """Join the nodes of each name that no judgement keeps apart; report acronyms that may stand for one."""
    names: dict[tuple[str, str], list[int]] = defaultdict(list)
    acronyms: dict[str, list[int]] = defaultdict(list)
    expansions: dict[str, list[int]] = defaultdict(list)
    for at in nodes:
        form = clusters.nodes[at].form
        names[form.kind or "", form.key].append(at)
        if form.organization and form.organization.acronym:
            acronyms[form.organization.acronym].append(at)
        for letters in form.organization.acronyms if form.organization else ():
            expansions[letters].append(at)
    for name in sorted(names):
        for one, other in combinations(names[name], 2):
            if clusters.root(one) != clusters.root(other) and clusters.allowed(one, other):
                clusters.join(one, other, joined(clusters, one, other, "same body"))
    return [
        (short, long, doubted(clusters, short, long, "acronym", more="its letters fit"))
        for acronym in sorted(acronyms)
        for short in clusters.roots(acronyms[acronym])
        for long in clusters.roots(expansions.get(acronym, ()))
        if short != long and clusters.allowed(short, long)
    ]
