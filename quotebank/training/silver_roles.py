"""Roles out of PolNeAR's sources: a source phrase that names one person is the name and what the person is.

``White House spokesman Josh Earnest`` and ``John Kirby, a spokesman for the department``. Nothing is known of
the words outside such sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotebank.core import Span
from quotebank.training.documents import Document, RoleSpan

_LEADING = re.compile(
    r"(?:(?:the|a|an|his|her|their|its|our|my|your|now|and|as|one)\b[\s,]*|[\s,;:(\[“\"—–-]+)+", re.I
)
_TRAILING = re.compile(r"[\s,;:)\]”\"—–-]+$")
_ADDRESS = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lady|Lord|Gen|Lt|Col|Sgt|Maj|Capt|Cmdr|Adm|Brig|Cpl|Ret|Messrs|General|Lieutenant"
    r"|Colonel|Sergeant|Captain|Major|Admiral)\.?(?:\s|$)"
)
_ENDS = re.compile(r"[,\s]*\b(?:who|which|whose|whom|when|while|where)\b.*$", re.S)
_AGE = re.compile(r"\d+[\s,]*")


def add_roles(document: Document) -> None:
    """Give a document with quotes and names the roles that its sources spell."""
    names = document.people()
    document.roles = []
    for quote in document.quotes or ():
        for start, end in quote.source:
            inside = [name for name in names if start <= name[0] and name[1] <= end]
            if len(inside) == 1:
                document.roles += _around(document.text, (start, end), inside[0])


def _around(text: str, source: Span, name: Span) -> Iterator[RoleSpan]:
    """The role before the name, the one behind its comma, and the words between, which are none."""
    yield RoleSpan(*source, name[0], none=True)
    for low, high, comma in ((source[0], name[0], False), (name[1], source[1], True)):
        if comma and not text[low:high].lstrip().startswith(","):
            continue
        start = low + (found.end() if (found := _LEADING.match(text[low:high])) else 0)
        if comma and (age := _AGE.match(text, start, high)):
            start = age.end()
            start += found.end() if (found := _LEADING.match(text[start:high])) else 0
        end = low + len(_TRAILING.sub("", _ENDS.sub("", text[low:high])))
        while start < end and (address := _ADDRESS.match(text, start, high)) is not None:
            start = address.end()
        if start < end and any(char.isalpha() for char in text[start:end]):
            yield RoleSpan(start, end, name[0])
