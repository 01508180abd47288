"""Third step for people: names of one word, surnames most often.

A surname joins the one person whose office and time it shares; or one who is well known in this bank and
alone in bearing it. Two articles with nothing but a surname and one telling office are one person as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.evidence import doubted, gap, joined
from quotebank.bank.identity.likenesses import gender_clash
from quotebank.bank.identity.role_agreement import RoleAgreement
from quotebank.bank.identity.same_name import KNOWN, RARE, OpenPair, is_common

_YEARS = 3.0
"""So far from an article with a person's full name, a surname with the same office is still theirs."""

_MOST_ASKED = 3
"""People about whom one surname asks at most."""


def join_surnames(clusters: Clusters, bare: Iterable[int], full: Iterable[int]) -> list[OpenPair]:
    """Join names of one word to people with full names, then to each other."""
    people: dict[str, list[int]] = defaultdict(list)
    for at in full:
        person = clusters.nodes[at].form.person
        assert person is not None
        people[person.surname].append(at)
    doubts: list[OpenPair] = []
    left: dict[str, list[int]] = defaultdict(list)
    for at in bare:
        person = clusters.nodes[at].form.person
        assert person is not None
        doubts += _place(clusters, at, clusters.roots(people[person.surname]))
        left[person.letters].append(at)
    for name in sorted(left):
        _join_each_other(clusters, left[name])
    return doubts


def _place(clusters: Clusters, at: int, people: list[int]) -> list[OpenPair]:
    """Join one surname to the person it means, or say who it may mean."""
    people = [one for one in people if one != clusters.root(at)]
    fits = [one for one in people if _fits(clusters, at, one)]
    ready = {one: level for one in fits if (level := _agrees(clusters, at, one))}
    best = max(ready.values(), default=RoleAgreement.CLASH)
    meant = [one for one, level in ready.items() if level == best]
    if len(meant) == 1:
        clusters.join(at, meant[0], joined(clusters, at, meant[0], "surname"))
        return []
    if not meant and len(fits) == 1 and _known(clusters, at, fits[0], people):
        more = f"{len(clusters.articles(fits[0]))} articles name nobody else"
        clusters.join(at, fits[0], joined(clusters, at, fits[0], "known here", more=more))
        return []
    more = "several people bear it" if len(fits) > 1 else "only the surname is the same"
    asked = sorted(fits, key=lambda one: (-clusters.agreement(at, one), -len(clusters.articles(one)), one))
    return [(at, one, doubted(clusters, at, one, "surname", more=more)) for one in asked[:_MOST_ASKED]]


def _fits(clusters: Clusters, at: int, one: int) -> bool:
    a, b = clusters.nodes[at].form.person, clusters.nodes[one].form.person
    return (
        clusters.allowed(at, one)
        and not (a and b and gender_clash(a, b))
        and clusters.agreement(at, one) != RoleAgreement.CLASH
        and not clusters.told_apart(at, one)
    )


def _agrees(clusters: Clusters, at: int, one: int) -> RoleAgreement | None:
    """How well office and time agree, None where it is not enough."""
    level = clusters.agreement(at, one)
    if level < RoleAgreement.FAIR:
        return None
    years = gap(clusters, at, one, level)
    single = any(office.single for office in clusters.offices(at))
    if is_common(clusters, at):
        enough = level == RoleAgreement.STRONG and single and years is not None and years <= 1
    elif level == RoleAgreement.STRONG:
        enough = years is None or years <= _YEARS
    else:
        known = len(clusters.articles(one)) >= KNOWN
        enough = single and (known if years is None else years <= _YEARS)
    return level if enough else None


def _known(clusters: Clusters, at: int, one: int, people: list[int]) -> bool:
    """Whether the bank names one bearer of a surname so often, and others so rarely, that it means them."""
    if is_common(clusters, at):
        return False
    count = len(clusters.articles(one))
    total = sum(len(clusters.articles(other)) for other in people)
    return count >= KNOWN and total - count <= RARE * count


def _join_each_other(clusters: Clusters, nodes: list[int]) -> None:
    """Articles that know no full name, but one telling office: ``Lula, president of Brazil``."""
    telling = [at for at in nodes if any(office.telling for office in clusters.nodes[at].offices)]
    for number, one in enumerate(telling):
        for other in telling[number + 1 :]:
            if clusters.root(one) == clusters.root(other) or not _fits(clusters, one, other):
                continue
            years = gap(clusters, one, other, RoleAgreement.STRONG)
            if clusters.agreement(one, other) == RoleAgreement.STRONG and (years is None or years <= _YEARS):
                clusters.join(one, other, joined(clusters, one, other, "surname"))
