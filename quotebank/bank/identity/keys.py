"""Keys of speakers: made from kind and name, so that they outlive a rebuild and the order of articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quotebank.bank._keys import LENGTH, digest
from quotebank.bank.identity.nodes import Node, usual
from quotebank.bank.identity.records import Appearance

_PER_ID = 13
"""Hex digits of a number: 52 bits, exact in the JSON of any language."""


def speaker_key(kind: str | None, form: str, article: str = "") -> str:
    """The key of a speaker; ``article`` tells apart those whom kind and name do not."""
    return digest("speaker", kind or "", form, article)


def numbers(key: str) -> Iterable[int]:
    """The numbers that a speaker of this key may have: the first, but for one in millions."""
    for at in range(LENGTH - _PER_ID + 1):
        if number := int(key[at : at + _PER_ID], 16):
            yield number


def first_article(members: Iterable[Appearance]) -> tuple[str, str]:
    """Day and key of the article that knew a speaker first; one without a date comes last."""
    return min((one.day or "9999", one.article) for one in members)


def leading(nodes: Sequence[Node]) -> tuple[str | None, str]:
    """Kind and form that stand for a cluster.

    Names that join by themselves come before others, short full ones before those with middle names, and then
    those of most articles.
    """
    articles: Counter[tuple[str | None, str]] = Counter()
    strong: dict[tuple[str | None, str], bool] = {}
    for node in nodes:
        articles[node.form.kind, node.form.key] += len(node.articles)
        strong[node.form.kind, node.form.key] = node.form.hold == "strong"
    forms = {(node.form.kind, node.form.key): node.form for node in nodes}

    def rank(one: tuple[str | None, str]) -> tuple[bool, int, int, str]:
        person = forms[one].person
        middle = len(person.given) if person else 0
        return not strong[one], max(1, middle), -articles[one], one[1] + (one[0] or "")

    return min(articles, key=rank)


def display(nodes: Sequence[Node]) -> str:
    """The name that a cluster is shown under: its most usual full one; among equals, that of its key."""
    strong = [node for node in nodes if node.form.hold == "strong"]
    full = [node for node in strong if not (node.form.person and node.form.person.bare)] or strong or nodes
    _, key = leading(nodes)
    counts = Counter(one.name for node in full for one in node.members)
    most = max(counts.values())
    led = [
        one.name for node in full if node.form.key == key for one in node.members if counts[one.name] == most
    ]
    return usual(led or counts.elements())
