"""Second step for people: forms of a full name, the most specific first.

A form that only leaves out middle names joins the one fuller form that it fits. Everything else (initials,
short forms, spellings, a suffix left out, the order turned) is a guess until offices and dates agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from rapidfuzz.distance import JaroWinkler

from quotebank.bank.identity import likenesses
from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.evidence import SCORES, doubted, gap, joined
from quotebank.bank.identity.likenesses import differences
from quotebank.bank.identity.role_agreement import RoleAgreement
from quotebank.bank.identity.same_name import OpenPair, is_common, too_long
from quotebank.lexicon.letters import consonants
from quotebank.lexicon.person_names import PersonName
from quotebank.lexicon.persons import person_lists

_EASY = frozenset((likenesses.MIDDLE, likenesses.CUT, likenesses.STATED, likenesses.TAIL))
_YEARS = {
    likenesses.SUFFIX: 2.0,
    likenesses.SPELLING: 5.0,
    likenesses.SHORT: 10.0,
    likenesses.INITIAL: 10.0,
    likenesses.ORDER: 10.0,
}
"""How many years may lie between two articles that give one office to two such forms of a name."""

_ALIKE = 0.75
"""Below this Jaro-Winkler likeness, two full names are not worth a person's time."""


def join_variants(clusters: Clusters, nodes: Iterable[int]) -> list[OpenPair]:
    """Join the forms of each full name; what is left open is reported."""
    pairs = sorted(_pairs(clusters, nodes))
    easy = [pair for pair in pairs if (found := _differ(clusters, *pair)) is not None and found <= _EASY]
    doubts = _join(clusters, easy)
    doubts += _join(clusters, sorted(set(pairs) - set(easy)))
    return [one for one in doubts if clusters.root(one[0]) != clusters.root(one[1])]


def _pairs(clusters: Clusters, nodes: Iterable[int]) -> set[tuple[int, int]]:
    """Pairs of clusters some forms of which are worth a look."""
    buckets: dict[tuple[str, ...], dict[int, bool]] = defaultdict(dict)
    for at in nodes:
        person = clusters.nodes[at].form.person
        assert person is not None
        for key, asks in _keys(person):
            bucket = buckets[key]
            root = clusters.root(at)
            bucket[root] = bucket.get(root, False) or asks
    return {(min(pair), max(pair)) for bucket in buckets.values() for pair in _asked(bucket)}


def _asked(bucket: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Pairs of which one asks to be compared: an initial is compared with all names, these with none."""
    asking = [at for at, asks in bucket.items() if asks]
    for one, other in product(asking, bucket):
        if one != other:
            yield one, other


def _keys(person: PersonName) -> Iterator[tuple[tuple[str, ...], bool]]:
    """What a form has in common with those that it is compared with, and whether it asks for that."""
    first, surname = person.given[0], consonants(person.core)
    yield ("initial", surname, first[0]), len(first) == 1
    if len(first) > 1:
        yield ("given", surname, consonants(first)), True
    if person.nickname:
        yield ("given", surname, consonants(person.nickname)), True
    yield ("tail", surname, person.given[-1]), True
    yield ("letters", person.letters), True
    yield ("words", *sorted((*person.given, person.surname))), True
    nicknames = person_lists().nicknames
    for at, name in enumerate(person.given):
        for group in nicknames.get(name, ()):
            yield ("short form", surname, str(group)), at == 0


def _differ(clusters: Clusters, one: int, other: int) -> frozenset[str] | None:
    """In what the names of two clusters differ at least; None where two of their forms exclude each other."""
    best: frozenset[str] | None = None
    for a, b in product(clusters.names(one), clusters.names(other)):
        found = differences(a, b)
        if found is None:
            return None
        if best is None or _strict(found) < _strict(best):
            best = found
    return best


def _strict(found: frozenset[str]) -> tuple[int, float, list[str]]:
    hard = found - _EASY
    return len(hard), -min((SCORES[one] for one in found), default=1.0), sorted(found)


def _join(clusters: Clusters, pairs: list[tuple[int, int]]) -> list[OpenPair]:
    """Go from the most specific form to the least; each joins where exactly one fuller form fits."""
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    doubts: list[OpenPair] = []
    done: set[int] = set()
    for at in sorted(near, key=lambda at: (_fullness(clusters, at), clusters.nodes[at].order)):
        done.add(at)
        # Less specific forms come later and look at this one themselves.
        others = [one for one in clusters.roots(sorted(near[at] & done)) if one != clusters.root(at)]
        doubts += _place(clusters, at, others)
    return doubts


def _fullness(clusters: Clusters, at: int) -> tuple[int, int]:
    """Order of specificity: suffix and more names first, then names spelt out."""
    return min((-len(form.given) - bool(form.suffix), -len(form.letters)) for form in clusters.names(at))


def _place(clusters: Clusters, at: int, others: list[int]) -> list[OpenPair]:
    fits = [
        (one, found)
        for one in others
        if clusters.allowed(at, one) and (found := _differ(clusters, at, one)) is not None
    ]
    ready = [(one, found) for one, found in fits if _enough(clusters, at, one, found)]
    rivals = {
        one for one, found in fits if found <= _EASY and clusters.agreement(at, one) != RoleAgreement.CLASH
    }
    if len(ready) > 1 or (ready and rivals - {ready[0][0]}):
        best = max(clusters.agreement(at, one) for one, _ in ready)
        ready = [pair for pair in ready if clusters.agreement(at, pair[0]) == best >= RoleAgreement.FAIR]
    if len(ready) == 1:
        one, found = ready[0]
        more = "" if rivals - {one} else "nobody else fits"
        clusters.join(at, one, joined(clusters, at, one, _hardest(found), more=more))
        return []
    return [_doubt(clusters, at, one, found) for one, found in fits if _worth_asking(clusters, at, one)]


def _hardest(found: frozenset[str]) -> str:
    return min(found, key=lambda one: (SCORES[one], one), default="same name")


def _enough(clusters: Clusters, one: int, other: int, found: frozenset[str]) -> bool:
    """Whether what two clusters have in common makes up for the difference of their names."""
    level = clusters.agreement(one, other)
    common = is_common(clusters, one) or is_common(clusters, other)
    years = gap(clusters, one, other, RoleAgreement.CLASH)
    if level == RoleAgreement.CLASH or clusters.told_apart(one, other) or too_long(years, level):
        return False
    if found <= _EASY:
        return level >= _least(clusters, one, other, found)
    # Two short forms may well be two spokesmen, but hardly two foreign ministers.
    fair = level == RoleAgreement.FAIR and not common and _one_holder(clusters, one, other)
    if level != RoleAgreement.STRONG and not fair:
        return False
    if likenesses.SUFFIX in found and not _one_holder(clusters, one, other):
        return False
    years = gap(clusters, one, other, level)
    if years is None:
        return likenesses.SUFFIX not in found
    return all(years <= _YEARS[one] for one in found if one in _YEARS)


def _least(clusters: Clusters, one: int, other: int, found: frozenset[str]) -> RoleAgreement:
    """What offices must at least say where names differ little."""
    a, b = clusters.nodes[one].form, clusters.nodes[other].form
    if is_common(clusters, one) or is_common(clusters, other) or "weak" in (a.hold, b.hold):
        return RoleAgreement.FAIR
    if likenesses.MIDDLE in found and a.person is not None and a.person.usual_given:
        return RoleAgreement.WEAK
    if likenesses.TAIL in found and _given_name_first(clusters, one, other):
        return RoleAgreement.WEAK
    return RoleAgreement.SILENT


def _one_holder(clusters: Clusters, one: int, other: int) -> bool:
    """Whether they share an office that one person holds at a time."""
    return any(
        a.head == b.head and a.single for a, b in product(clusters.offices(one), clusters.offices(other))
    )


def _given_name_first(clusters: Clusters, one: int, other: int) -> bool:
    """Whether the shorter name begins with a given name: ``Ann Lee`` is hardly Mary Ann Lee."""
    shorter = min((*clusters.names(one), *clusters.names(other)), key=lambda form: len(form.given))
    return shorter.given[0] in person_lists().genders


def _worth_asking(clusters: Clusters, one: int, other: int) -> bool:
    if clusters.agreement(one, other) == RoleAgreement.CLASH:
        return False
    a, b = clusters.nodes[one].form.key, clusters.nodes[other].form.key
    return sorted(a) == sorted(b) or JaroWinkler.similarity(a, b) >= _ALIKE


def _doubt(clusters: Clusters, one: int, other: int, found: frozenset[str]) -> OpenPair:
    level = clusters.agreement(one, other)
    if clusters.told_apart(one, other):
        more = "articles name both"
    elif found <= _EASY and level != RoleAgreement.CLASH and not is_common(clusters, one):
        more = "several people fit"
    else:
        more = (
            "their offices do not tell"
            if level < RoleAgreement.FAIR
            else "it may be somebody else's turn of office"
        )
    return one, other, doubted(clusters, one, other, _hardest(found), more=more)
