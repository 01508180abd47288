"""``told the council that …``: who was told is no part of what was said, even where the reader thinks so."""

from __future__ import annotations

import re

from quotebank.core.layout import Layout
from quotebank.core.span import Segments

TELLING = re.compile(
    r"\b(?:t(?:ell(?:s|ing)?|old)|inform(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|assur(?:e|es|ed|ing)|remind(?:s|ed|ing)?"
    r"|warn(?:s|ed|ing)?|advis(?:e|es|ed|ing)|convinc(?:e|es|ed|ing)|persuad(?:e|es|ed|ing))$",
    re.I,
)
"""Verbs whose object is told something, at the end of a text."""

_THAT = re.compile(r"that\b", re.I)
_ENDS_IN_THAT = re.compile(r"\bthat\s*$", re.I)
_LONGEST = 12
"""Characters of the longest verb."""


def without_addressee(layout: Layout, content: Segments, cue: Segments) -> Segments:
    """The content without a first segment that stands between a verb of telling and its ``that``.

    Words in quotation marks stay: they were said, whatever stands around them.
    """
    if len(content) < 2:
        return content
    text = layout.text
    first, second, *_ = ordered = sorted(content)
    verb_end = max((end for _, end in cue if end <= first[0]), default=None)
    if verb_end is None or text[verb_end : first[0]].strip():
        return content
    if TELLING.search(text[max(0, verb_end - _LONGEST) : verb_end]) is None:
        return content
    said = _THAT.match(text, second[0]) or _ENDS_IN_THAT.search(text[first[1] : second[0]])
    if said is None or any(layout.touching(first)):
        return content
    return tuple(ordered[1:])
