"""What the roles of two people say about them.

A role is a claim of one article. Two wordings may be one office, may just not contradict each other, or may
be so far apart that one person is hardly both.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from itertools import product

from quotebank.lexicon.offices import Office, office_lists


class RoleAgreement(IntEnum):
    """What the roles of two speakers say: the same office, or nothing, or two people."""

    CLASH = 0
    SILENT = 1
    WEAK = 2
    FAIR = 3
    STRONG = 4


def agreement(one: tuple[Office, ...], other: tuple[Office, ...]) -> RoleAgreement:
    """What two people's offices say: one that agrees outweighs those that exclude each other.

    Nothing where one of them has none.
    """
    found = {_agreement(a, b) for a, b in product(one, other)} or {RoleAgreement.SILENT}
    best = max(found)
    return best if best > RoleAgreement.SILENT or RoleAgreement.CLASH not in found else RoleAgreement.CLASH


@lru_cache(maxsize=500_000)
def _agreement(one: Office, other: Office) -> RoleAgreement:
    if one.head == other.head and one.head in office_lists().unique:
        return RoleAgreement.STRONG
    near = set(one.places) & set(other.places)
    if one.head != other.head or not one.head:
        apart = one.places and other.places and not near
        return (
            RoleAgreement.CLASH
            if apart and {one.head, other.head} <= office_lists().sole
            else _walks(one, other)
        )
    if one.places and other.places and not near:
        return RoleAgreement.CLASH
    words, others = set(one.words), set(other.words)
    if words and others:
        return _shared(one, other, placed=bool(near))
    if words or others:
        return RoleAgreement.FAIR if one.head in office_lists().sole else RoleAgreement.WEAK
    if near:
        return RoleAgreement.STRONG if one.single else RoleAgreement.FAIR
    placed = bool(one.places or other.places)
    return (
        RoleAgreement.FAIR
        if one.head in office_lists().sole or (one.single and placed)
        else RoleAgreement.WEAK
    )


def _shared(one: Office, other: Office, *, placed: bool) -> RoleAgreement:
    """Two offices of one head that both have words: how much these agree."""
    words, others = set(one.words), set(other.words)
    shared = words & others
    if not shared:
        return RoleAgreement.SILENT
    if not (words <= others or others <= words or 2 * len(shared) >= len(words | others)):
        return RoleAgreement.WEAK
    if placed or shared & set(one.named) & set(other.named):
        return RoleAgreement.STRONG
    return RoleAgreement.FAIR


def _walks(one: Office, other: Office) -> RoleAgreement:
    """Two offices of different heads: a shared body, or walks of life that exclude each other."""
    if set(one.named) & set(other.named):
        return RoleAgreement.WEAK
    known = office_lists()
    walks = {_walk(one), _walk(other)}
    if "" in walks or frozenset(walks) in known.near:
        return RoleAgreement.SILENT
    return RoleAgreement.SILENT if len(walks) == 1 and not walks <= known.one else RoleAgreement.CLASH


def _walk(office: Office) -> str:
    """The walk of life of an office, which the words beside its noun may tell; nothing where they do not."""
    known = office_lists()
    if found := known.domains.get(office.head):
        return found
    return next((known.about[word] for word in office.words if word in known.about), "")
