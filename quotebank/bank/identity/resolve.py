"""Speakers across articles: from appearances and judgements to who is one, why, and what is open.

The answer depends on nothing but the set of appearances and judgements. Appearances that share no block,
directly or over others, do not concern each other: any union of such groups can be resolved by itself.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotebank.bank.identity.aliases import join_aliases
from quotebank.bank.identity.clusters import Clusters
from quotebank.bank.identity.judging import Judged
from quotebank.bank.identity.keys import display, first_article, leading, speaker_key
from quotebank.bank.identity.nodes import Node, make_nodes
from quotebank.bank.identity.organizations import join_organizations
from quotebank.bank.identity.records import (
    Appearance,
    Candidate,
    Identity,
    Join,
    Judgement,
    ResolvedSpeaker,
    blocks_of,
    subject_blocks,
)
from quotebank.bank.identity.role_agreement import RoleAgreement, agreement
from quotebank.bank.identity.same_name import OpenPair, join_same_names
from quotebank.bank.identity.surnames import join_surnames
from quotebank.bank.identity.variants import join_variants
from quotebank.lexicon.word_lists import fingerprint

RULES = 1
"""To be raised with every change of the rules that may change an answer."""


def rules_version() -> int:
    """The version of rules and word lists, 31 bits: a bank that another one wrote is resolved anew."""
    return zlib.crc32(f"{RULES} {fingerprint()}".encode()) & 0x7FFFFFFF


def resolve(appearances: Iterable[Appearance], judgements: Iterable[Judgement] = ()) -> Identity:
    """Who is one speaker. Speakers, candidates and the members of each come sorted by key or number."""
    appearances, judgements = list(appearances), list(judgements)
    identity = Identity()
    for members, judged in _groups(appearances, judgements):
        _resolve_group(identity, members, judged)
    identity.speakers.sort(key=lambda one: one.key)
    identity.candidates.sort(key=lambda one: (one.one, one.other))
    return identity


def _groups(
    appearances: Sequence[Appearance], judgements: Sequence[Judgement]
) -> Iterable[tuple[list[Appearance], list[Judgement]]]:
    """Appearances and judgements that hang together by blocks."""
    tied = [(blocks_of(one), one) for one in appearances]
    judged = [(frozenset[str]().union(*map(subject_blocks, one.subjects)), one) for one in judgements]
    blocks = [found for found, _ in tied] + [found for found, _ in judged]
    anchored = {block for found in blocks for block in found if not block.endswith("?")}
    root: dict[str, str] = {}

    def find(block: str) -> str:
        while (above := root.setdefault(block, block)) != block:
            root[block] = root[above]
            block = above
        return block

    firsts: list[str] = []
    for found in blocks:
        used = sorted({one.removesuffix("?") for one in found if one.removesuffix("?") in anchored})
        firsts.append(used[0])
        for one in used[1:]:
            a, b = find(used[0]), find(one)
            root[max(a, b)] = min(a, b)
    groups: dict[str, tuple[list[Appearance], list[Judgement]]] = defaultdict(lambda: ([], []))
    for (_, appearance), first in zip(tied, firsts, strict=False):
        groups[find(first)][0].append(appearance)
    for (_, judgement), first in zip(judged, firsts[len(tied) :], strict=True):
        groups[find(first)][1].append(judgement)
    return groups.values()


def _resolve_group(identity: Identity, appearances: list[Appearance], judgements: list[Judgement]) -> None:
    single = {
        (subject.form.kind, subject.form.key, subject.article)
        for one in judgements
        for subject in one.subjects
        if subject.article is not None
    }
    clusters = Clusters(make_nodes(appearances, single))
    judged = Judged(clusters, judgements)
    identity.states |= judged.states
    doubts = _link(clusters)
    _write(identity, clusters, judged, doubts)


def _link(clusters: Clusters) -> list[OpenPair]:
    """All steps, each on what the one before has left."""
    organizations: list[int] = []
    full: list[int] = []
    named: list[int] = []
    bare: list[int] = []
    for at, node in enumerate(clusters.nodes):
        if node.form.hold == "local":
            continue
        if node.form.person is None:
            organizations.append(at)
        elif node.form.person.bare:
            bare.append(at)
        else:
            full.append(at)
            if node.form.hold == "strong":
                named.append(at)
    doubts = join_organizations(clusters, organizations)
    doubts += join_same_names(clusters, named)
    join_aliases(clusters, [*organizations, *named])
    doubts += join_variants(clusters, full)
    doubts += join_surnames(clusters, bare, full)
    return doubts


def _write(identity: Identity, clusters: Clusters, judged: Judged, doubts: list[OpenPair]) -> None:
    """Adds the speakers of a group and the questions that are open among them."""
    parts: dict[int, list[list[Appearance]]] = {}
    named: dict[tuple[str | None, str], list[tuple[tuple[str, str], int, int]]] = defaultdict(list)
    for root in clusters.roots(range(len(clusters.nodes))):
        nodes = [clusters.nodes[at] for at in clusters.members(root)]
        parts[root] = _split(clusters, root, nodes)
        for number, members in enumerate(parts[root]):
            named[leading(nodes)].append((first_article(members), root, number))
    joins: dict[int, set[Join]] = defaultdict(set)
    for first, join in clusters.joins:
        joins[clusters.root(first)].add(join)
    keys: dict[int, list[str]] = {root: [""] * len(found) for root, found in parts.items()}
    for (kind, form), holders in named.items():
        # The first to bear a name that joins by itself has the plain key; it stays when namesakes come.
        for place, (article, root, number) in enumerate(sorted(holders)):
            plain = place == 0 and _is_strong(clusters, root)
            key = keys[root][number] = speaker_key(kind, form, "" if plain else article[1])
            identity.speakers.append(_found(clusters, judged, root, parts[root][number], key, joins[root]))
    identity.candidates += _asked(clusters, doubts, parts, keys)


def _asked(
    clusters: Clusters,
    doubts: list[OpenPair],
    parts: dict[int, list[list[Appearance]]],
    keys: dict[int, list[str]],
) -> list[Candidate]:
    """The doubts as questions about speakers, each pair once, with the best evidence."""
    asked: dict[tuple[str, str], Candidate] = {}
    for one, other, join in doubts:
        a, b = clusters.root(one), clusters.root(other)
        # Two names that each fall apart by article ask nothing: it would be every article with every other.
        if a == b or not clusters.allowed(a, b) or min(len(keys[a]), len(keys[b])) > 1:
            continue
        first, second = (_most_quoted(parts[root], keys[root]) for root in (a, b))
        low, high = sorted((first, second))
        known = asked.get((low, high))
        if known is None or (join.score, join) > (known.join.score, known.join):
            quotes = min(sum(one.quotes for part in parts[root] for one in part) for root in (a, b))
            asked[low, high] = Candidate(low, high, join, quotes, max(len(keys[a]), len(keys[b])))
    return list(asked.values())


def _most_quoted(parts: list[list[Appearance]], keys: list[str]) -> str:
    """The key of the part of a cluster that has most quotes."""
    quotes = (sum(one.quotes for one in part) for part in parts)
    return min(zip(quotes, keys, strict=True), key=lambda pair: (-pair[0], pair[1]))[1]


def _is_strong(clusters: Clusters, root: int) -> bool:
    return any(clusters.nodes[at].form.hold == "strong" for at in clusters.members(root))


def _split(clusters: Clusters, root: int, nodes: list[Node]) -> list[list[Appearance]]:
    """The appearances of a cluster; those whom only a weak name holds together are one speaker an article."""
    together: list[Appearance] = []
    articles: dict[str, list[Appearance]] = defaultdict(list)
    judged = any(at in clusters.judged for at in clusters.members(root))
    weak = not judged and all(_is_weak(node) for node in nodes)
    for node in nodes:
        for one in node.members:
            if weak:
                articles[one.article].append(one)
            else:
                together.append(one)
    return [articles[key] for key in sorted(articles)] if weak else [together]


def _is_weak(node: Node) -> bool:
    """Whether a name and these offices are too little to be one person in two articles."""
    if node.form.person is None:
        return False
    if node.form.hold == "weak":
        return not any(office.telling for office in node.offices)
    return node.form.person.common and agreement(node.offices, node.offices) < RoleAgreement.FAIR


def _found(
    clusters: Clusters, judged: Judged, root: int, members: list[Appearance], key: str, joins: set[Join]
) -> ResolvedSpeaker:
    at = clusters.members(root)
    nodes = [clusters.nodes[one] for one in at]
    name = max((judged.names[one] for one in at if one in judged.names), default=None)
    kind = max((judged.kinds[one] for one in at if one in judged.kinds), default=None)
    return ResolvedSpeaker(
        key=key,
        name=name[1] if name else display(nodes) if len(nodes) > 1 else _shown(members, nodes),
        kind=kind[1] if kind else leading(nodes)[0],
        members=tuple(sorted(one.id for one in members)),
        joins=tuple(sorted(joins)),
        judged_kind=kind is not None,
    )


def _shown(members: list[Appearance], nodes: list[Node]) -> str:
    """The name of one node's appearances, which may be one article of many."""
    return display(nodes) if nodes[0].form.hold == "strong" else members[0].name
