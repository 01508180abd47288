"""open-news as training documents: quotes, decisions, names, who is meant, roles.

The rows are described in ``docs/model.md``. Tags, sentences and dates are not annotated there; they come from
an earlier reader, so that what is known of them is not unlearned in other styles.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotebank.core import Reading, ReadQuote, Span
from quotebank.core.paragraphs import paragraphs
from quotebank.core.span import as_segments
from quotebank.reader import Reader
from quotebank.training.corpora import lines
from quotebank.training.documents import Decided, Document, RoleSpan

FOLDS = 5

NEAR = 120
"""Characters between a role and the name that it is taken to be told of."""

_TYPES = {"PERSON": "PERSON", "ORG": "ORG", "PLACE": "GPE", "MISC": "MISC"}


def fold_of(id: str) -> int:
    """The fold of an article, the same for everybody who measures on open-news."""
    return zlib.crc32(id.encode()) % FOLDS


def open_news(path: Path, silver: Path, *, without_fold: int | None = None) -> list[Document]:
    """The articles of ``path``, but those of one fold; ``silver`` is the model folder that tags them."""
    rows = [row for row in lines(path) if fold_of(row["id"]) != without_fold]
    readings = Reader(silver).read_many([row["text"] for row in rows])
    return [_document(row, reading) for row, reading in zip(rows, readings, strict=True)]


def _document(row: Mapping[str, Any], reading: Reading) -> Document:
    return Document(
        row["id"],
        row["text"],
        quotes=[
            ReadQuote(as_segments(q["content"]), as_segments(q["cue"]), as_segments(q["source"]))
            for q in row["quotes"]
        ],
        tags=[(a, b, tag) for a, b, tag in zip(reading.starts, reading.ends, reading.tags, strict=True)],
        entities=list(_entities(row, reading)),
        sentences=frozenset(reading.starts[at] for at in reading.sentences),
        decided=[
            Decided(start, end, _decision(quote))
            for quote in row["quotes"]
            for start, end in (*quote["content"], *quote["cue"])
        ],
        decided_elsewhere=True,
        chains=_chains(row),
        roles=list(_roles(row)),
        roles_elsewhere=True,
    )


def _decision(quote: Mapping[str, Any]) -> str | None:
    if quote.get("core") is False:
        return None
    return "attitude" if quote.get("attitude") else "speech"


def _entities(row: Mapping[str, Any], reading: Reading) -> Iterator[tuple[int, int, str | None]]:
    """The reader's words with the article's names; a name inside another one is not told."""
    dates = [(e.start, e.end, "DATE") for e in reading.entities if e.label == "DATE"]
    names = [(a, b, _TYPES[e["type"]]) for e in row["entities"] for a, b in e["mentions"]]
    spans: list[tuple[int, int, str]] = []
    for start, end, label in sorted(names, key=lambda n: (n[0], -n[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end, label))
    spans += [date for date in dates if not any(a < date[1] and date[0] < b for a, b, _ in spans)]
    spans.sort()
    at = 0
    for start, end in zip(reading.starts, reading.ends, strict=True):
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end:
            first = spans[at][0] >= start or (at > 0 and spans[at - 1][1] > start)
            yield start, end, f"{'B' if first else 'I'}-{spans[at][2]}"
        else:
            yield start, end, "O"


def _chains(row: Mapping[str, Any]) -> list[list[Span]]:
    """The names of each entity, and the sources of quotes whose speaker it is."""
    chains = [[(a, b) for a, b in entity["mentions"]] for entity in row["entities"]]
    places = {form: number for number, entity in enumerate(row["entities"]) for form in entity["forms"]}
    unnamed: dict[str, list[Span]] = {}
    for quote in row["quotes"]:
        if quote["speaker"] is None or len(quote["source"]) != 1:
            continue
        start, end = quote["source"][0]
        forms = (quote["speaker"], *quote.get("aliases", ()))
        number = next((places[form] for form in forms if form in places), None)
        chain = unnamed.setdefault(quote["speaker"], []) if number is None else chains[number]
        # a source that names its speaker is that name's mention already
        if not any(start <= a and b <= end for a, b in chain):
            chain.append((start, end))
    return [sorted(set(chain)) for chain in (*chains, *unnamed.values()) if chain]


def _roles(row: Mapping[str, Any]) -> Iterator[RoleSpan]:
    """Each place where a speaker's role stands near the name; words near others' names are not told of."""
    told: set[Span] = set()
    for _, names, places in role_places(row):
        told.update(names)
        yield from places
    others = [
        (a, b)
        for entity in row["entities"]
        if entity["type"] == "PERSON"
        for a, b in entity["mentions"]
        if (a, b) not in told
    ]
    for start, end in _around(row["text"], others):
        yield RoleSpan(start, end, None)


def role_places(row: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], list[Span], list[RoleSpan]]]:
    """Each speaker who is a person, the places of the name, and of the roles (with a name where one is
    near)."""
    text = row["text"]
    mentions = {form: entity["mentions"] for entity in row["entities"] for form in entity["forms"]}
    taken: list[Span] = []
    for person in row["people"]:
        if person["kind"] != "person":
            continue
        forms = (person["name"], *person["aliases"])
        names = sorted({(a, b) for form in forms for a, b in mentions.get(form, ())})
        places = []
        for role in sorted(person["roles"], key=len, reverse=True):
            for found in re.finditer(rf"(?<!\w){re.escape(role)}(?!\w)", text):
                start, end = found.span()
                if not any(a < end and start < b for a, b in taken):
                    taken.append((start, end))
                    places.append(RoleSpan(start, end, _nearest(text, (start, end), names)))
        yield person, names, places


def _nearest(text: str, role: Span, names: Sequence[Span]) -> int | None:
    best = min(names, key=lambda n: max(n[0] - role[1], role[0] - n[1]), default=None)
    if best is None or max(best[0] - role[1], role[0] - best[1]) > NEAR:
        return None
    low, high = min(best[0], role[0]), max(best[1], role[1])
    return None if "\n" in text[low:high] else best[0]


def _around(text: str, names: Sequence[Span]) -> Iterator[Span]:
    """The words within reach of names whose roles nobody wrote down."""
    for low, high in paragraphs(text):
        for start, end in names:
            if low <= start < high:
                yield max(low, start - NEAR), min(high, end + NEAR)
