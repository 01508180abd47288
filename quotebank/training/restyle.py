"""Training documents in the styles of other newsrooms, everything known of them moved along."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from quotebank.core import ReadQuote
from quotebank.core.paragraphs import paragraphs
from quotebank.evaluation.edits import Edit, Rewritten, rewrite, unchanged
from quotebank.evaluation.styles import STYLES, Known, Style, cased, headlines, unclosed
from quotebank.training.documents import Document

TOUCHED = 0.55
"""The share of the documents that get any other style."""

_ONE_OF = {"single": 0.10, "guillemets": 0.04, "straight": 0.03, "curly": 0.03}
_ANY_OF = {
    "names": 0.30,
    "dashes": 0.06,
    "brackets": 0.05,
    "dateline": 0.10,
    "cut": 0.05,
    "spaces": 0.03,
}
"""Shares of all documents. Of the styles of marks a document has one."""

_UNCLOSED, _CASED = 0.08, 0.015
"""Shares of the paragraphs ending in a mark that lose it, of all that are in capitals, and in lower case."""


def restyled(document: Document, dice: random.Random) -> Document:
    """The document in another newsroom's style, or as it is. Sentence starts take in what stands before them.

    Tokens that are cut away lose their labels; words that are put in have none but their quote's.
    """
    if dice.random() >= TOUCHED:
        return document
    done = unchanged(document.text)
    quotes = list(document.quotes or ())
    people = document.people()
    for style in _chosen(dice):
        edits = style(done.text, Known(quotes, people), dice)
        if edits:
            step = rewrite(done.text, edits)
            done = done.then(step)
            quotes = list(_moved_quotes(quotes, step))
            people = list(step.segments(tuple(people)))
    return _moved(document, done, quotes) if done.text != document.text else document


def _chosen(dice: random.Random) -> Iterator[Style]:
    # names before marks, marks before case: each style finds the text as it looks for it
    for name, share in _ANY_OF.items():
        if dice.random() < share / TOUCHED:
            yield STYLES[name]
    yield partial(unclosed, share=_UNCLOSED / TOUCHED)
    roll = dice.random() * TOUCHED
    for name, share in _ONE_OF.items():
        if 0 <= roll < share:
            yield STYLES[name]
        roll -= share
    yield _some_cased


def _some_cased(text: str, _known: Known, dice: random.Random) -> list[Edit]:
    """A few paragraphs, whichever, in another case; headlines together three times as often."""
    share = _CASED / TOUCHED
    heads = set(headlines(text))
    whole = dice.random() / share
    edits = []
    for span in paragraphs(text):
        roll = dice.random() / share
        if span in heads and whole < 6:
            roll = whole / 3
        if roll < 2:
            edits += cased(text, [span], upper=roll < 1)
    return edits


def _moved(document: Document, moved: Rewritten, quotes: list[ReadQuote]) -> Document:
    starts, ends = moved.starts, moved.ends

    def kept(at: int) -> bool:
        return starts[at] < ends[at + 1]

    return replace(
        document,
        text=moved.text,
        quotes=None if document.quotes is None else quotes,
        tags=document.tags
        and [(starts[a], ends[b], tag) for a, b, tag in document.tags if starts[a] < ends[b]],
        entities=document.entities
        and [(starts[a], ends[b], name) for a, b, name in document.entities if starts[a] < ends[b]],
        # what was put in before a sentence belongs to it
        sentences=document.sentences and frozenset(ends[at] for at in document.sentences if kept(at)),
        decided=document.decided
        and [
            replace(one, start=starts[one.start], end=ends[one.end])
            for one in document.decided
            if starts[one.start] < ends[one.end]
        ],
        chains=document.chains and [list(moved.segments(tuple(chain))) for chain in document.chains],
        roles=document.roles
        and [
            replace(one, start=starts[one.start], end=ends[one.end], name=one.name and starts[one.name])
            for one in document.roles
            if starts[one.start] < ends[one.end]
        ],
        discard=list(moved.segments(tuple(document.discard))),
    )


def _moved_quotes(quotes: Sequence[ReadQuote], moved: Rewritten) -> Iterator[ReadQuote]:
    """Quotes that keep some of their content, or that never had any."""
    for quote in quotes:
        content = moved.segments(quote.content)
        if content or not quote.content:
            yield replace(
                quote, content=content, cue=moved.segments(quote.cue), source=moved.segments(quote.source)
            )
