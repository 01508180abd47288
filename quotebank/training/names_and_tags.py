"""What an exported model sees besides quotes, against annotation by people: names, roles, who is meant, tags.

``measure`` follows training with figures on words; these are of the files that ship.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from quotebank.core import Reading, Span
from quotebank.evaluation.names import same_role
from quotebank.pipeline import tag_of
from quotebank.reader import Reader
from quotebank.reader.mentions import head_of
from quotebank.training.corpora import conllu, lines, polnear, wikigold
from quotebank.training.documents import Document
from quotebank.training.measure import f1
from quotebank.training.open_news import role_places
from quotebank.training.side_corpora import meantime

LABELS = ("PERSON", "ORG", "GPE")
"""Persons, organisations and places; dates are not marked in the corpora and the rest is too mixed."""

NEWS_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "GPE"}

REACH = 60
"""Mentions before one that are candidates for its antecedent."""

Name = tuple[int, int, str]


def names_and_tags(folder: Path, data: Path) -> dict[str, float]:
    """Percent: exact names, role spans, right antecedents and tags on development and held parts.

    A name is right when both ends and the label are. A role, of a person whose name was seen, is right when
    it shares 60 % of its words with an accepted one. An antecedent is right when it is of the same chain.
    """
    reader = Reader(folder)
    rows = list(lines(data / "open-news.dev.jsonl.gz"))
    readings = reader.read_many([row["text"] for row in rows])
    held = wikigold(data / "wikigold.conll.gz", held=True)
    found = {
        **_news_names(rows, readings),
        **_roles(rows, readings),
        **{f"WikiGold {name}": value for name, value in wikigold_names(reader, held).items()},
        "EWT tags": tag_accuracy(reader, conllu(data / "ewt.dev.conllu.gz")),
    }
    for name, documents in (
        ("silver", polnear(data, "dev")),
        ("MEANTIME", meantime(data / "meantime.jsonl.gz", held=True)),
        ("GUM", conllu(data / "gum.dev.conllu.gz")),
    ):
        found.update({f"antecedents, {name}, {way}": v for way, v in antecedents(reader, documents).items()})
    return found


def _news_names(rows: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> dict[str, float]:
    n: Counter[tuple[str, str]] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        entities = [e for e in row["entities"] if e["type"] in NEWS_LABELS]
        gold = {(a, b, NEWS_LABELS[e["type"]]) for e in entities for a, b in e["mentions"]}
        got = {(one.start, one.end, one.label) for one in reading.entities if one.label in LABELS}
        for kind, some in (("gold", gold), ("predicted", got), ("right", gold & got)):
            n.update((kind, label) for _, _, label in some)
        for entity in entities:
            label = NEWS_LABELS[entity["type"]]
            n["entities", label] += 1
            n["seen", label] += any((a, b, label) in got for a, b in entity["mentions"])
    return {
        **{
            f"open-news {label}": f1(n["right", label], n["predicted", label], n["gold", label])
            for label in LABELS
        },
        **{
            f"open-news {label} with an exact mention": 100 * n["seen", label] / max(n["entities", label], 1)
            for label in ("PERSON", "ORG")
        },
    }


def _roles(rows: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> dict[str, float]:
    n: Counter[str] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        for person, names, places in role_places(row):
            told = {row["text"][role.start : role.end] for role in places if role.name is not None}
            got = {
                row["text"][role.start : role.end]
                for role in reading.roles
                if role.name is not None and any(a < role.name[1] and role.name[0] < b for a, b in names)
            }
            n["got"] += len(got)
            n["right"] += sum(same_role(tuple(person["roles"]), role) for role in got)
            n["told"] += len(told)
            n["recalled"] += sum(any(same_role((role,), other) for other in got) for role in told)
    return {
        "roles precision": 100 * n["right"] / max(n["got"], 1),
        "roles recall": 100 * n["recalled"] / max(n["told"], 1),
    }


def antecedents(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
    """How often, of mentions that have an antecedent among the ``REACH`` before them, one of the same chain
    is chosen: by the vectors, as the nearest, as the nearest with the same head or else the nearest."""
    n: Counter[str] = Counter()
    readings = reader.read_many([document.text for document in documents])
    for document, reading in zip(documents, readings, strict=True):
        mentions = sorted(_heads(reading, document.chains or ()))
        for number, (word, chain) in enumerate(mentions):
            before = mentions[max(0, number - REACH) : number]
            if reading.mentions is None or not any(other == chain for _, other in before):
                continue
            scores = [reading.mentions.score(word, other) for other, _ in before]
            if any(score is None for score in scores):
                continue
            form = reading.word(word).lower()
            alike = [place for place, (other, _) in enumerate(before) if reading.word(other).lower() == form]
            n["all"] += 1
            best = max(range(len(before)), key=lambda place: scores[place] or 0.0)
            n["vectors"] += before[best][1] == chain
            n["nearest"] += before[-1][1] == chain
            n["same head"] += before[alike[-1] if alike else -1][1] == chain
    return {way: 100 * n[way] / max(n["all"], 1) for way in ("vectors", "nearest", "same head")}


def _heads(reading: Reading, chains: Iterable[Sequence[Span]]) -> Iterable[tuple[int, int]]:
    for number, chain in enumerate(chains):
        for start, end in chain:
            low, high = bisect_left(reading.starts, start), bisect_right(reading.ends, end)
            if low < high:
                yield low + head_of([reading.word(at) for at in range(low, high)]), number


def wikigold_names(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
    """F1 of whole names by label and together, in percent."""
    n: Counter[tuple[str, str]] = Counter()
    readings = reader.read_many([document.text for document in documents])
    for document, reading in zip(documents, readings, strict=True):
        gold = set(gold_names(document))
        got = {(one.start, one.end, one.label) for one in reading.entities if one.label in LABELS}
        for kind, some in (("gold", gold), ("predicted", got), ("right", gold & got)):
            n.update((kind, label) for _, _, label in some)
            n[kind, "names"] += len(some)
    return {
        label: f1(n["right", label], n["predicted", label], n["gold", label]) for label in (*LABELS, "names")
    }


def gold_names(document: Document) -> list[Name]:
    """The names of ``LABELS`` that a document's BIO labels spell."""
    found: list[Name] = []
    inside = ""
    for start, end, tag in document.entities or ():
        edge, _, label = (tag or "O").partition("-")
        if edge == "I" and label == inside:
            found[-1] = found[-1][0], end, label
        elif label:
            found.append((start, end, label))
        inside = label
    return [name for name in found if name[2] in LABELS]


def tag_accuracy(reader: Reader, documents: Sequence[Document]) -> float:
    """Of each of the corpus's tokens, which the reader may cut in other places."""
    right = total = 0
    readings = reader.read_many([document.text for document in documents])
    for document, reading in zip(documents, readings, strict=True):
        for start, end, tag in document.tags or ():
            total += 1
            right += tag_of(reading, document.text[start:end], start) == tag
    return 100 * right / total if total else 0.0
