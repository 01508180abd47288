"""textacy's ``direct_quotations``, to be timed behind a pipeline whose weights were never trained.

What such a pipeline answers is noise: with it the rules would find no verb or sift one endless sentence. So
they get Docs that were annotated beforehand, outside the clock, as a trained pipeline would have done: tags,
parts of speech and sentences are ``quotebank``'s own, verbs of saying have their lemma, and each noun or
pronoun beside a verb is its subject. Attribute ruler and lemmatizer, which a trained pipeline needs for
that, are not in the time. An article on which textacy raises (an odd number of quotation marks) is passed
over, as whoever calls it must.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token
from textacy.constants import REPORTING_VERBS
from textacy.extract.triples import direct_quotations

from quotebank.pipeline import load

_VERBS = frozenset(REPORTING_VERBS["en"])
_IRREGULAR = {"said": "say", "told": "tell", "wrote": "write", "found": "find", "thought": "think"}
_ENDINGS = (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("ied", "y"))
_NEAR = 6
"""Tokens between a verb and what is taken for its subject, at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came out: triples of speaker, cue and content, and the articles on which textacy raised."""

    triples: int
    refused: int


def annotated(texts: Iterable[str]) -> list[Doc]:
    """Docs as a trained pipeline would leave them for ``direct_quotations``."""
    docs = list(load().pipe(texts))
    for doc in docs:
        _parse(doc)
    return docs


def find(docs: Sequence[Doc]) -> Found:
    """Run ``direct_quotations`` over them all."""
    triples = refused = 0
    for doc in docs:
        count = _triples(doc)
        triples += count or 0
        refused += count is None
    return Found(triples, refused)


def _triples(doc: Doc) -> int | None:
    """How many were found; None where textacy raised."""
    try:
        return sum(1 for _ in direct_quotations(doc))
    except ValueError:
        return None


def _parse(doc: Doc) -> None:
    """Lemmas, heads and relations; sentences stay where they are."""
    heads = np.zeros(len(doc), dtype="int64")
    relations = ["dep"] * len(doc)
    for sentence in doc.sents:
        root = next((token.i for token in sentence if token.pos_ == "VERB"), sentence.start)
        heads[sentence.start : sentence.end] = root
        relations[root] = "ROOT"
        for token in sentence:
            token.lemma_ = _lemma(token)
            subject = _subject(token, sentence.start, sentence.end) if token.pos_ == "VERB" else None
            if subject is not None:
                heads[subject], relations[subject] = token.i, "nsubj"
    strings = [doc.vocab.strings.add(name) for name in relations]
    offsets = (heads - np.arange(len(doc))).astype("uint64")
    values = np.stack([offsets, np.array(strings, dtype="uint64")], axis=1)
    doc.from_array(["HEAD", "DEP"], values)  # type: ignore[arg-type]  # its stubs know thinc's arrays only


def _subject(verb: Token, start: int, end: int) -> int | None:
    """The nearest noun or pronoun before a verb, else behind it."""
    doc = verb.doc
    before = range(verb.i - 1, max(start, verb.i - _NEAR) - 1, -1)
    behind = range(verb.i + 1, min(end, verb.i + _NEAR))
    return next((at for at in (*before, *behind) if doc[at].pos_ in {"NOUN", "PROPN", "PRON"}), None)


def _lemma(token: Token) -> str:
    word = token.lower_
    bases = (word[: -len(end)] + more for end, more in _ENDINGS if word.endswith(end))
    return _IRREGULAR.get(word) or next((base for base in (word, *bases) if base in _VERBS), word)
