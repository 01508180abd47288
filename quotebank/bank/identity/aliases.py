"""Names that one article gives to one speaker: where it says so, they are one in the others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.evidence import joined
from quotebank.bank.identity.records import aliases
from quotebank.bank.identity.role_agreement import RoleAgreement


def join_aliases(clusters: Clusters, nodes: Iterable[int]) -> None:
    """Join ``WHO`` to World Health Organization where an article calls one speaker both.

    Nothing is joined where the other name is that of several speakers, or offices say that these are two.
    """
    nodes = list(nodes)
    named: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for at in nodes:
        form = clusters.nodes[at].form
        if form.hold == "strong":
            named[form.kind, form.key].append(at)
    for at in nodes:
        others = sorted(
            {(form.kind, form.key) for one in clusters.nodes[at].members for form in aliases(one)}
        )
        for other in others:
            found = clusters.roots(named.get(other, ()))
            if len(found) != 1 or found[0] == clusters.root(at) or not clusters.allowed(at, found[0]):
                continue
            if clusters.agreement(at, found[0]) == RoleAgreement.CLASH or clusters.told_apart(at, found[0]):
                continue
            why = joined(clusters, at, found[0], "also called", more="an article gives both names to one")
            clusters.join(at, found[0], why)
