"""The corpora as training documents: text, quotes, tags, entities, sentence starts.

The files and their licences are described in ``docs/model.md``; none of them is part of this project.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotebank.core import ReadQuote
from quotebank.core.span import as_segments

CORENLP_ENTITIES = {
    "PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "DATE": "DATE", "MISC": "MISC",
}  # fmt: skip
WIKIGOLD_ENTITIES = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "MISC"}

RELATIONS = (
    "acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "auxpass", "case", "cc", "cc:preconj",
    "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubjpass", "dep", "det", "det:predet",
    "discourse", "dobj", "expl", "iobj", "mark", "mwe", "neg", "nmod", "nmod:npmod", "nmod:poss",
    "nmod:tmod", "nsubj",
    "nsubjpass", "nummod", "parataxis", "punct", "root", "xcomp",
)  # fmt: skip
"""CoreNLP's basic dependencies (Universal Dependencies 1)."""

_DATE_WORD = re.compile(
    r"\d|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)$"
)


@dataclass(slots=True)
class Document:
    """One training text. None means that the corpus says nothing of it: no loss there.

    ``tags``, ``entities``: token start and end to label, sorted; an entity label is ``O``, ``B-X``,
    ``I-X`` or None where the corpus does not tell. ``sentences``: character offsets of first tokens.
    ``arcs``: a token's start, its head's start (a root's is its own), the relation (None: another scheme).
    """

    id: str
    text: str
    quotes: list[ReadQuote] | None = None
    tags: list[tuple[int, int, str]] | None = None
    entities: list[tuple[int, int, str | None]] | None = None
    sentences: frozenset[int] | None = None
    arcs: list[tuple[int, int, str | None]] | None = None
    discard: list[tuple[int, int]] = field(default_factory=list)


def polnear(folder: Path, split: str) -> list[Document]:
    """PolNeAR with CoreNLP's tags, entities, sentences and trees, which were shipped with it."""
    silver = {row["id"]: row for row in _lines(folder / f"polnear-corenlp.{split}.jsonl.gz")}
    documents = []
    for row in _lines(folder / f"polnear.{split}.jsonl.gz"):
        document = Document(row["id"], row["text"], quotes=[
            ReadQuote(as_segments(q["content"]), as_segments(q["cue"]), as_segments(q["source"]))
            for q in row["quotes"]
        ], discard=[(a, b) for a, b in row.get("discard", ())])  # fmt: skip
        if row["id"] in silver:
            _add_silver(document, silver[row["id"]])
        documents.append(document)
    return documents


def _add_silver(document: Document, row: dict[str, Any]) -> None:
    document.tags = [(t[0], t[1], t[2]) for t in row["tokens"]]
    document.entities = []
    previous = None
    for start, end, _, label, *_ in row["tokens"]:
        name = CORENLP_ENTITIES.get(label)
        edge = "I" if name and name == previous else "B"
        document.entities.append((start, end, f"{edge}-{name}" if name else "O"))
        previous = name
    document.sentences = frozenset(row["tokens"][a][0] for a, b in row["sentences"] if a < b)
    document.arcs = []
    for a, b in row["sentences"]:
        tokens = row["tokens"][a:b]
        for start, _, _, _, head, relation in tokens:
            document.arcs.append((start, tokens[head][0] if head >= 0 else start, relation))


def conllu(path: Path) -> list[Document]:
    """A Universal Dependencies file: PTB tags, heads and sentence starts, twenty sentences a document."""
    documents: list[Document] = []
    text, tags, starts = "", list[tuple[int, int, str]](), list[int]()
    arcs: list[tuple[int, int, str | None]] = []

    def close() -> None:
        nonlocal text, tags, starts, arcs
        if tags:
            name = f"{path.name}:{len(documents)}"
            documents.append(Document(name, text, tags=tags, sentences=frozenset(starts), arcs=arcs))
        text, tags, starts, arcs = "", [], [], []

    paragraph = False
    for sentence in _conllu_sentences(path):
        if len(starts) >= 20 or sentence["newdoc"]:
            close()
        paragraph = sentence["newpar"]
        if text:
            text = text.rstrip(" ") + ("\n\n" if paragraph else " ")
        starts.append(len(text))
        first = len(tags)
        for form, tag, space, _ in sentence["tokens"]:
            tags.append((len(text), len(text) + len(form), tag))
            text += form + (" " if space else "")
        for number, (*_, head) in enumerate(sentence["tokens"]):
            governor = number if head == 0 else head - 1
            arcs.append((tags[first + number][0], tags[first + governor][0], None))
    close()
    return documents


def _conllu_sentences(path: Path) -> Iterator[dict[str, Any]]:
    tokens: list[tuple[str, str, bool, int]] = []
    newpar = newdoc = False
    skip_until = 0
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if tokens:
                    yield {"tokens": tokens, "newpar": newpar, "newdoc": newdoc}
                tokens, newpar, newdoc, skip_until = [], False, False, 0
            elif line.startswith("#"):
                newpar = newpar or line.startswith("# newpar")
                newdoc = newdoc or line.startswith("# newdoc")
            else:
                number, form, _, _, tag, _, head, _, _, misc = line.split("\t")
                space = "SpaceAfter=No" not in misc
                if "-" in number:
                    # "don't" is one surface word over two tokens: the parts carry no space between
                    skip_until = int(number.split("-")[1])
                    last_space = space
                elif "." not in number:
                    glued = int(number) < skip_until
                    if int(number) == skip_until:
                        space = last_space
                    tokens.append((form, tag, space and not glued, int(head)))


def wikigold(path: Path, *, held: bool) -> list[Document]:
    """WikiGold's names; words that may be dates are left unlabelled, for WikiGold marks none.

    Ten sentences a document. It has no split of its own: every fifth document is held out of training
    and is what the names are measured on.
    """
    return [d for number, d in enumerate(_wikigold_documents(path)) if (number % 5 == 4) is held]


def _wikigold_documents(path: Path) -> list[Document]:
    documents: list[Document] = []
    text, entities, previous = "", list[tuple[int, int, str | None]](), "O"
    sentences = 0
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in [*lines, ""]:
            line = line.rstrip("\n")
            if not line:
                sentences += 1
                previous = "O"
                if sentences % 10 == 0 and entities:
                    documents.append(Document(f"wikigold:{len(documents)}", text, entities=entities))
                    text, entities = "", []
                continue
            form, label = line.rsplit(" ", 1)
            name = WIKIGOLD_ENTITIES.get(label.partition("-")[2])
            tag: str | None = "O"
            if name:
                tag = f"{'I' if previous == label else 'B'}-{name}"
            elif _DATE_WORD.search(form):
                tag = None
            previous = label
            if text and form not in {".", ",", ";", ":", ")", "'s", "''"}:
                text += " "
            entities.append((len(text), len(text) + len(form), tag))
            text += form
    if entities:
        documents.append(Document(f"wikigold:{len(documents)}", text, entities=entities))
    return documents


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)
