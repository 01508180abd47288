"""Universal part-of-speech tags of the Penn Treebank's, as spaCy's English tag map has them."""

from __future__ import annotations

_TAGS = {
    "ADJ": "JJ JJR JJS AFX",
    "ADP": "IN RP",
    "ADV": "RB RBR RBS WRB",
    "AUX": "MD",
    "CCONJ": "CC",
    "DET": "DT PDT WDT PRP$ WP$",
    "INTJ": "UH",
    "NOUN": "NN NNS",
    "NUM": "CD",
    "PART": "POS TO",
    "PRON": "PRP WP EX",
    "PROPN": "NNP NNPS",
    "PUNCT": ", . : `` '' -LRB- -RRB- HYPH NFP",
    "SYM": "$ # SYM",
    "VERB": "VB VBD VBG VBN VBP VBZ",
    "X": "ADD FW LS",
}

UNIVERSAL = {penn: universal for universal, some in _TAGS.items() for penn in some.split()}
"""Penn Treebank tag to Universal tag; a preposition stands for IN although some are conjunctions."""
