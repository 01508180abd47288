"""Names and tags of an exported model against annotation by people: what other rooms take from the reader.

``measure`` follows training with figures on words and CoreNLP's names; these are of the files that ship.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from quotebank.pipeline import tag_of
from quotebank.reader import Reader
from quotebank.training.corpora import Document, conllu, wikigold
from quotebank.training.measure import f1

LABELS = ("PERSON", "ORG", "GPE")
"""WikiGold's persons, organisations and places; its dates are not marked and its rest is too mixed."""

Name = tuple[int, int, str]


def names_and_tags(folder: Path, data: Path) -> dict[str, float]:
    """Percent: F1 of whole names by label and together on WikiGold's held part, accuracy of tags on EWT dev.

    A name is right when both ends and the label are.
    """
    reader = Reader(folder)
    return {
        **_names(reader, wikigold(data / "wikigold.conll.gz", held=True)),
        "tags": _tags(reader, conllu(data / "ewt.dev.conllu.gz")),
    }


def _names(reader: Reader, documents: Sequence[Document]) -> dict[str, float]:
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


def _tags(reader: Reader, documents: Sequence[Document]) -> float:
    """Of each of the corpus's tokens, which the reader may cut in other places."""
    right = total = 0
    readings = reader.read_many([document.text for document in documents])
    for document, reading in zip(documents, readings, strict=True):
        for start, end, tag in document.tags or ():
            total += 1
            right += tag_of(reading, document.text[start:end], start) == tag
    return 100 * right / total if total else 0.0
