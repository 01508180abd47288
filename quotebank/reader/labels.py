"""The labels that the reader's heads give: one list a head, the order is the model's."""

from __future__ import annotations

from quotebank.core.reading import ENTITY_LABELS

PARTS = ("source", "cue", "content")
"""The parts of a quote that are labelled."""

PART_LABELS = ("O", *(f"{edge}-{part}" for part in PARTS for edge in "BI"))
"""BIO over source, cue, content: index 0 is O, B- is odd, I- is the even one after its B-."""

CONVENTIONS = ("news", "polnear")
"""Whose idea of an attribution a window is read by: open-news's (speech in any newsroom's articles) or
PolNeAR's (wider cues and sources, deeds and thoughts among the contents). A row of the input tells the
network which."""

DECISIONS = ("nothing", "speech", "attitude")
"""What the words of a quote are: told by nobody, voiced, or only thought or wished."""

ROLE_LABELS = ("O", "B-role", "I-role")
"""BIO over the words that say what a named person is: office, job, relation."""

MENTION, ROLE = 48, 32
"""Numbers in a word's vector as an anaphor and as an antecedent; as a role and as the name it belongs to."""

VECTORS = {
    "anaphor": slice(0, MENTION),
    "antecedent": slice(MENTION, 2 * MENTION),
    "role": slice(2 * MENTION, 2 * MENTION + ROLE),
    "named": slice(2 * MENTION + ROLE, 2 * MENTION + 2 * ROLE),
    "new": slice(2 * MENTION + 2 * ROLE, 2 * MENTION + 2 * ROLE + 1),
}
"""The parts of a word's vector. Two mentions' score is the product of the later one's ``anaphor`` and the
earlier one's ``antecedent``; ``new`` is the score of having no antecedent. A role's score with a name is
likewise that of ``role`` and ``named``."""

VECTOR_SIZE = VECTORS["new"].stop

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
