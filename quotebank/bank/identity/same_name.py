"""First step for people: appearances under one full name.

They are one person unless their offices exclude each other. A name that many people bear needs an office
that agrees. Who has no office in an article joins where there is exactly one to join.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.evidence import doubted, gap, joined
from quotebank.bank.identity.likenesses import gender_clash
from quotebank.bank.identity.records import Join
from quotebank.bank.identity.role_agreement import RoleAgreement, agreement
from quotebank.lexicon.offices import Office

_CAREER, _LIFETIME = 40, 70
"""Years between articles after which a name is somebody else's: without an office in common, and with."""

KNOWN = 5
"""Articles from which somebody is known in this bank: a namesake would have been named with an office."""

RARE = 0.05
"""Up to this share of the articles of somebody well known, namesakes do not count."""

OpenPair = tuple[int, int, Join]
"""Two nodes who may be one person, and why."""


def join_same_names(clusters: Clusters, nodes: Iterable[int]) -> list[OpenPair]:
    """Join the nodes of each full name; who may be meant but cannot be told is reported."""
    names: dict[str, list[int]] = {}
    for at in nodes:
        names.setdefault(clusters.nodes[at].form.key, []).append(at)
    return [doubt for name in sorted(names) for doubt in _one_name(clusters, names[name])]


def too_long(years: float | None, level: RoleAgreement) -> bool:
    """Whether so many years lie between the articles of two that they are hardly one."""
    return (years or 0) > (_LIFETIME if level > RoleAgreement.SILENT else _CAREER)


def is_common(clusters: Clusters, at: int) -> bool:
    """Whether many people bear the name of a node."""
    person = clusters.nodes[at].form.person
    return person is not None and person.common


def _one_name(clusters: Clusters, nodes: list[int]) -> list[OpenPair]:
    common = is_common(clusters, nodes[0])
    told = [at for at in nodes if clusters.nodes[at].offices]
    untold = [at for at in nodes if not clusters.nodes[at].offices]
    _join_agreeing(clusters, told, RoleAgreement.FAIR if common else RoleAgreement.WEAK)
    doubts = [] if common else _join_silent(clusters, told)
    people = clusters.roots(told)
    doubts += [
        (one, other, doubted(clusters, one, other, "other walk of life", more="are they two people?"))
        for one, other in combinations(people, 2)
        if clusters.allowed(one, other)
    ]
    for one, other in combinations(untold, 2):
        if not common and _may_join(clusters, one, other):
            clusters.join(one, other)
    for at in clusters.roots(untold):
        doubts += _join_untold(clusters, at, people, common=common)
    return doubts


def _join_agreeing(clusters: Clusters, told: list[int], least: RoleAgreement) -> None:
    """People of one name with an office in common; those with the very same one first, for they are many."""
    first: dict[Office, int] = {}
    for at in told:
        for office in clusters.nodes[at].offices:
            one = first.setdefault(office, at)
            if agreement((office,), (office,)) >= least and _apart(clusters, one, at):
                _join_level(clusters, one, at, least)
    joining = True
    while joining:
        pairs = combinations(clusters.roots(told), 2)
        joining = any(_join_level(clusters, *pair, least) for pair in pairs if _apart(clusters, *pair))


def _apart(clusters: Clusters, one: int, other: int) -> bool:
    return clusters.root(one) != clusters.root(other) and _may_join(clusters, one, other)


def _join_level(clusters: Clusters, one: int, other: int, least: RoleAgreement) -> bool:
    if _level(clusters, one, other) < least:
        return False
    clusters.join(one, other, joined(clusters, one, other, "same name"))
    return True


def _join_silent(clusters: Clusters, told: list[int]) -> list[OpenPair]:
    """People of one name whose offices say nothing about each other: the rarer join the one they fit."""
    doubts: list[OpenPair] = []
    placed: list[int] = []
    for at in _by_articles(clusters, clusters.roots(told)):
        fits = [
            one
            for one in clusters.roots(placed)
            if _may_join(clusters, at, one) and _level(clusters, at, one) > RoleAgreement.CLASH
        ]
        meant = _most_named(clusters, fits)
        if meant is not None:
            clusters.join(at, meant, joined(clusters, at, meant, "same name"))
        else:
            doubts += [(at, one, doubted(clusters, at, one, "same name", more=_SEVERAL)) for one in fits]
        placed.append(at)
    return doubts


def _by_articles(clusters: Clusters, roots: list[int]) -> list[int]:
    """Clusters by number of articles, the largest first; equal ones in the order of their content."""
    return sorted(roots, key=lambda one: (-len(clusters.articles(one)), one))


def _most_named(clusters: Clusters, fits: list[int]) -> int | None:
    """The only one who fits, or one who is named so much more often that the others are hardly meant."""
    if len(fits) < 2:
        return fits[0] if fits else None
    first, *others = _by_articles(clusters, fits)
    count = len(clusters.articles(first))
    rest = sum(len(clusters.articles(one)) for one in others)
    return first if count >= KNOWN and rest <= RARE * count else None


_SEVERAL = "several people have it"


def _join_untold(clusters: Clusters, at: int, people: list[int], *, common: bool) -> list[OpenPair]:
    """Somebody of whom articles say no more than the name."""
    fits = [
        one for one in clusters.roots(people) if one != clusters.root(at) and _may_join(clusters, at, one)
    ]
    meant = _most_named(clusters, fits)
    if meant is not None and (not common or len(clusters.articles(meant)) >= KNOWN):
        clusters.join(at, meant, joined(clusters, at, meant, "same name", more="nobody else has it here"))
        return []
    more = "the name is frequent" if len(fits) == 1 else _SEVERAL
    return [(at, one, doubted(clusters, at, one, "same name", more=more)) for one in fits]


def _level(clusters: Clusters, one: int, other: int) -> RoleAgreement:
    level = clusters.agreement(one, other)
    return RoleAgreement.CLASH if too_long(gap(clusters, one, other, RoleAgreement.CLASH), level) else level


def _may_join(clusters: Clusters, one: int, other: int) -> bool:
    a, b = clusters.nodes[one].form.person, clusters.nodes[other].form.person
    return clusters.allowed(one, other) and not (a and b and gender_clash(a, b))
