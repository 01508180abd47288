"""Why two names are one speaker, or might be: features, scores and sentences for a person to read."""

from __future__ import annotations

from itertools import product

from quotebank.bank.identity import likenesses
from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.nodes import years_between
from quotebank.bank.identity.records import Join
from quotebank.bank.identity.role_agreement import RoleAgreement, agreement
from quotebank.lexicon.offices import Office, offices

SCORES = {
    "same name": 0.97,
    "also called": 0.95,
    "same body": 0.95,
    likenesses.MIDDLE: 0.95,
    likenesses.CUT: 0.96,
    likenesses.STATED: 0.94,
    likenesses.TAIL: 0.92,
    likenesses.SHORT: 0.92,
    likenesses.INITIAL: 0.9,
    likenesses.SPELLING: 0.9,
    likenesses.ORDER: 0.9,
    "surname": 0.88,
    likenesses.SUFFIX: 0.85,
    "known here": 0.8,
}
"""How sure a join of each kind is: set from the name bench, where one in a hundred may be wrong."""

DOUBTS = {
    "same name": 0.5,
    "other walk of life": 0.3,
    "other kind": 0.3,
    "acronym": 0.5,
    "longer name": 0.3,
    "surname": 0.4,
}
"""The same for what stays an open question; every other difference of names: 0.45."""


def joined(clusters: Clusters, one: int, other: int, feature: str, *, more: str = "") -> Join:
    """The evidence of a join of two clusters."""
    return _join(clusters, one, other, feature, SCORES[feature], more)


def doubted(clusters: Clusters, one: int, other: int, feature: str, *, more: str) -> Join:
    """The evidence of an open question; ``more`` says what is missing."""
    return _join(clusters, one, other, feature, DOUBTS.get(feature, 0.45), more)


def _join(clusters: Clusters, one: int, other: int, feature: str, score: float, more: str) -> Join:
    a, b = sorted((clusters.nodes[one], clusters.nodes[other]), key=lambda node: node.order)
    found = _in_common(clusters, one, other)
    if found:
        score = min(1.0, score + 0.02)
    about = f"“{a.name}” and “{b.name}”" if a.name != b.name else f"“{a.name}” twice"
    sentence = f"{about}: {feature}"
    sentence += f"; {found}" if found else ""
    sentence += f"; {more}" if more else ""
    return Join(
        a.name, b.name, feature, round(score, 2), sentence.rstrip("?") + ("?" if more.endswith("?") else ".")
    )


def _in_common(clusters: Clusters, one: int, other: int) -> str:
    """The offices that say the same, in the words of the articles."""
    best = max(
        product(clusters.offices(one), clusters.offices(other)),
        key=lambda pair: (agreement((pair[0],), (pair[1],)), pair),
        default=None,
    )
    if best is None or agreement((best[0],), (best[1],)) < RoleAgreement.WEAK:
        return ""
    a, b = _worded(clusters, one, best[0]), _worded(clusters, other, best[1])
    return f"both are “{a}”" if a == b else f"one is “{a}”, the other “{b}”"


def _worded(clusters: Clusters, at: int, office: Office) -> str:
    """The shortest wording that articles give to an office of a cluster."""
    wordings = {
        role
        for node in clusters.members(at)
        for one in clusters.nodes[node].members
        for role in one.roles
        if office in offices(role)
    }
    return min(wordings, key=lambda role: (len(role), role), default=office.head.replace("_", " "))


def gap(clusters: Clusters, one: int, other: int, level: RoleAgreement) -> float | None:
    """The least number of years between articles of two clusters whose offices agree so well.

    None where these have no dates.
    """
    found = [
        years
        for a in clusters.members(one)
        for b in clusters.members(other)
        if agreement(clusters.nodes[a].offices, clusters.nodes[b].offices) >= level
        and (years := years_between(clusters.nodes[a], clusters.nodes[b])) is not None
    ]
    return min(found, default=None)
