"""PolNeAR, the treebanks and WikiGold as training documents: text, quotes, tags, entities, sentence starts.

The files and their licences are described in ``docs/model.md``; none of them is part of this project.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotebank.core import ReadQuote, Span
from quotebank.core.span import as_segments
from quotebank.training.documents import Document
from quotebank.training.silver_roles import add_roles

CORENLP_ENTITIES = {
    "PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "DATE": "DATE", "MISC": "MISC",
}  # fmt: skip
WIKIGOLD_ENTITIES = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": "MISC"}

_BRACKET = re.compile(r"(\()?(\d+)(?:-[^()]*)?(\))?")
_DATE_WORD = re.compile(
    r"\d|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)$"
)


def polnear(folder: Path, split: str) -> list[Document]:
    """PolNeAR with CoreNLP's tags, entities, sentences and trees, which were shipped with it."""
    silver = {row["id"]: row for row in lines(folder / f"polnear-corenlp.{split}.jsonl.gz")}
    documents = []
    for row in lines(folder / f"polnear.{split}.jsonl.gz"):
        document = Document(row["id"], row["text"], convention="polnear", quotes=[
            ReadQuote(as_segments(q["content"]), as_segments(q["cue"]), as_segments(q["source"]))
            for q in row["quotes"]
        ], discard=[(a, b) for a, b in row.get("discard", ())])  # fmt: skip
        if row["id"] in silver:
            _add_silver(document, silver[row["id"]])
            add_roles(document)
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
    document.chains = [[(a, b) for a, b in chain] for chain in row["coref"]]


def conllu(path: Path) -> list[Document]:
    """A Universal Dependencies file: PTB tags, sentence starts and, in GUM, who is meant; twenty sentences a
    document."""
    documents: list[Document] = []
    text, tags, starts = "", list[tuple[int, int, str]](), list[int]()
    chains = _Chains()

    def close() -> None:
        nonlocal text, tags, starts, chains
        if tags:
            name = f"{path.name}:{len(documents)}"
            documents.append(
                Document(name, text, tags=tags, sentences=frozenset(starts), chains=chains.found())
            )
        text, tags, starts, chains = "", [], [], _Chains()

    paragraph = False
    for sentence in _conllu_sentences(path):
        if len(starts) >= 20 or sentence["newdoc"]:
            close()
        paragraph = sentence["newpar"]
        if text:
            text = text.rstrip(" ") + ("\n\n" if paragraph else " ")
        starts.append(len(text))
        for form, tag, space, entity in sentence["tokens"]:
            tags.append((len(text), len(text) + len(form), tag))
            chains.token(entity, len(text), len(text) + len(form))
            text += form + (" " if space else "")
    close()
    return documents


class _Chains:
    """GUM's brackets of entities (``(3-person-…``, ``3)``) as chains of spans."""

    def __init__(self) -> None:
        self._open: dict[str, list[int]] = {}
        self._spans: dict[str, list[Span]] = {}

    def token(self, brackets: str, start: int, end: int) -> None:
        """One token's brackets, and its characters."""
        for opened, name, closed in _BRACKET.findall(brackets):
            if opened:
                self._open.setdefault(name, []).append(start)
            if closed and self._open.get(name):
                self._spans.setdefault(name, []).append((self._open[name].pop(), end))

    def found(self) -> list[list[Span]] | None:
        """The chains; None where nothing was marked."""
        return [sorted(spans) for spans in self._spans.values()] or None


def _conllu_sentences(path: Path) -> Iterator[dict[str, Any]]:
    tokens: list[tuple[str, str, bool, str]] = []
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
                number, form, _, _, tag, *_, misc = line.split("\t")
                space = "SpaceAfter=No" not in misc
                if "-" in number:
                    # "don't" is one surface word over two tokens: the parts carry no space between
                    skip_until = int(number.split("-")[1])
                    last_space = space
                elif "." not in number:
                    glued = int(number) < skip_until
                    if int(number) == skip_until:
                        space = last_space
                    entity = misc.partition("Entity=")[2].partition("|")[0]
                    tokens.append((form, tag, space and not glued, entity))


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


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a packed file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)
