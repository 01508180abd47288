"""Corpora that answer one question each: who is meant, or whether a verb or noun is one of saying."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotebank.core import Span
from quotebank.training.corpora import lines
from quotebank.training.documents import Decided, Document

HELD = 5
"""Every fifth document of a corpus without a split of its own is measured on, not trained on."""

_NAMED = {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE"}
_TOGETHER = 6
"""Single sentences that stand in one document, each as a paragraph."""


def meantime(path: Path, *, held: bool) -> list[Document]:
    """MEANTIME's entities as chains; they are complete only inside ``annotated``, so others are not told
    of."""
    documents = []
    for number, row in enumerate(lines(path)):
        if (number % HELD == HELD - 1) is held:
            chains = [
                [(a, b) for a, b in sorted(e["mentions"])] for e in row["entities"] if e["type"] in _NAMED
            ]
            documents.append(Document(f"meantime:{row['id']}", row["text"], chains=chains))
    return documents


def litbank(path: Path) -> list[Document]:
    """LitBank's people: fiction, for pronouns far from their names."""
    return [
        Document(
            f"litbank:{row['id']}",
            row["text"],
            chains=[
                sorted({(a, b) for a, b, _ in e["mentions"]}) for e in row["entities"] if e["type"] == "PER"
            ],
        )
        for row in lines(path)
    ]


def gap(path: Path) -> list[Document]:
    """GAP's pronouns, each with one of two names; those of neither teach nothing here."""
    documents = []
    for row in lines(path):
        if row["a_coref"] == row["b_coref"]:
            continue
        right, wrong = ("a", "b") if row["a_coref"] else ("b", "a")
        pronoun, one, other = (_span(row[name]) for name in ("pronoun", right, wrong))
        if one < pronoun:
            documents.append(Document(f"gap:{row['id']}", row["text"], chains=[[one, pronoun], [other]]))
    return documents


def ecbplus(path: Path) -> list[Document]:
    """ECB+'s reporting verbs against its other actions; nothing is known of the other words."""
    documents = []
    for row in lines(path):
        cues = [_span(cue["cue"]) for cue in row["cues"] if not cue["neg"]]
        decided = [Decided(start, end, "speech") for start, end in cues]
        decided += [Decided(a, b, "no speech") for a, b in row["other_actions"]]
        if decided:
            documents.append(Document(f"ecb:{row['id']}", row["text"], decided=decided))
    return documents


def verbs_and_nouns(folder: Path) -> list[Document]:
    """QA-SRL's verbs and QANom's nouns: those of saying, the others, and those that may be either
    (unknown)."""
    texts: dict[str, list[Decided]] = {}
    for row in lines(folder / "qasrl-wikinews.jsonl.gz"):
        texts.setdefault(row["text"], []).append(
            _decided(row, "verb", row["is_speech"] and bool(row["what"]))
        )
    for row in lines(folder / "qanom-wikinews.jsonl.gz"):
        said = row["is_speech"] and bool(row["what"]) and row["is_verbal"]
        texts.setdefault(row["text"], []).append(_decided(row, "noun", said))
    return list(_joined(texts.items()))


def _decided(row: dict[str, Any], kind: str, said: bool) -> Decided:
    start, end = row[kind]
    if row["speech_act"] or (row["is_speech"] and not said):
        return Decided(start, end, None)
    return Decided(start, end, "speech" if said else "no speech")


def _joined(texts: Iterable[tuple[str, list[Decided]]]) -> Iterator[Document]:
    """Sentences of different articles as paragraphs of one text, so that windows are filled."""
    shuffled = list(texts)
    random.Random(0).shuffle(shuffled)
    for at in range(0, len(shuffled), _TOGETHER):
        text, decided = "", list[Decided]()
        for sentence, some in shuffled[at : at + _TOGETHER]:
            base = len(text) + 2 if text else 0
            text = f"{text}\n\n{sentence}" if text else sentence
            decided += [Decided(one.start + base, one.end + base, one.label) for one in some]
        yield Document(f"verbs:{at}", text, decided=decided)


def _span(pair: list[int]) -> Span:
    return pair[0], pair[1]
