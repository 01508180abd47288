"""Where a text's paragraphs stand: one a line, unless the text is hard-wrapped.

News comes with a line for each paragraph, with or without blank lines between. Press releases and mails are
often wrapped at some 70 columns instead: there only a blank line ends a paragraph. Every room that
needs paragraphs asks here, so that all see the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from quotebank.core.span import Span

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_FEWEST = 4
_WIDTHS = range(40, 101)
_WIDE, _LOWER = 0.8, 0.3
"""A text is wrapped when of its lines that another follows at once, nearly all are of a column's width
and many break before a word in lower case."""


def paragraphs(text: str) -> list[Span]:
    """The paragraphs in order, without white space at their ends; linear in the text's length."""
    lines = []
    for found in _LINE.finditer(text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        end = found.start() + len(line.rstrip())
        if start < end:
            lines.append((start, end))
    follows = [len(_BREAK.findall(text, one[1], other[0])) == 1 for one, other in pairwise(lines)]
    if not _wrapped(text, lines, follows):
        return lines
    joined = lines[:1]
    for (start, end), goes_on in zip(lines[1:], follows, strict=True):
        if goes_on:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _wrapped(text: str, lines: Sequence[Span], follows: Sequence[bool]) -> bool:
    before = [one for one, goes_on in zip(lines, follows, strict=False) if goes_on]
    after = [other for other, goes_on in zip(lines[1:], follows, strict=True) if goes_on]
    if len(before) < _FEWEST:
        return False
    wide = sum(end - start in _WIDTHS for start, end in before)
    lower = sum(text[start].islower() for start, _ in after)
    return wide >= _WIDE * len(before) and lower >= _LOWER * len(before)
