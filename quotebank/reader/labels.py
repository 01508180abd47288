"""The labels that the reader's heads give: one list a head, the order is the model's."""

from __future__ import annotations

from quotebank.core.reading import ENTITY_LABELS

PARTS = ("source", "cue", "content")
"""The parts of a quote that are labelled."""

PART_LABELS = ("O", *(f"{edge}-{part}" for part in PARTS for edge in "BI"))
"""BIO over source, cue, content: index 0 is O, B- is odd, I- is the even one after its B-."""

ENTITY_TAGS = ("O", *(f"{edge}-{label}" for label in ENTITY_LABELS for edge in "BI"))

POS_TAGS = [
    "NN",
    "IN",
    "NNP",
    "DT",
    "JJ",
    "NNS",
    ",",
    ".",
    "VBD",
    "RB",
    "PRP",
    "VB",
    "CC",
    "VBZ",
    "TO",
    "VBG",
    "VBN",
    "VBP",
    "''",
    "CD",
    "PRP$",
    "``",
    "MD",
    "POS",
    ":",
    "WP",
    "WDT",
    "NNPS",
    "WRB",
    "RP",
    "JJR",
    "JJS",
    "RBR",
    "-RRB-",
    "-LRB-",
    "EX",
    "$",
    "RBS",
    "PDT",
    "UH",
    "WP$",
    "FW",
    "LS",
    "SYM",
    "#",
    "HYPH",
    "NFP",
    "ADD",
    "AFX",
]
"""Penn Treebank tags, with the four that the web treebanks add."""


def impossible(before: int, after: int) -> bool:
    """Whether BIO forbids label ``after`` right after label ``before`` (-1: the window's start)."""
    if after == 0 or after % 2 == 1:
        return False
    return before not in (after, after - 1)
