"""The dateline before an article's first words: ``WASHINGTON, February 14. /TASS/.`` is nobody's quote."""

from __future__ import annotations

import re

from quotebank.core.span import Span

_DATELINE = re.compile(
    r"[ \t\u00a0]*[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'-]+){0,3}"  # KYIV, NEW YORK
    r"(?:,[ ][A-Z][\w.]+(?:[ ][A-Z][\w.]+)?)?"  # , Mich. / , Ukraine
    r"(?:[,.]?[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8})(?:,?[ ]\d{4})?)?"  # , Feb. 14
    r"[.,:]?[ ]*(?:\([A-Za-z][\w &./-]{1,30}\)|/[A-Z][\w ./-]{1,30}/)?[ ]*\.?[ ]*"  # (Reuters), /TASS/
    r"(?P<end>--?|[―—–]|(?<=[/)])\.?)[ \u00a0]*(?=[\w“\"‘'«\[])"
)


def dateline(text: str, paragraph: Span) -> Span:
    """The dateline at the head of a paragraph; empty where there is none."""
    found = _DATELINE.match(text, *paragraph)
    return found.span() if found else (paragraph[0], paragraph[0])


def without_dateline(text: str, paragraph: Span, segment: Span) -> Span:
    """A segment less the dateline of its paragraph; empty when nothing else is left."""
    end = dateline(text, paragraph)[1]
    return max(segment[0], end), max(segment[1], end)
