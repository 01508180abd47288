"""Quotation marks of one paragraph: which open, which close, which are apostrophes, which pair.

Marks are judged by what stands around them, with the state of the paragraph so far, because in real
texts a mark's own shape lies often enough (``“text.“``, ``'90s``, straight marks). Nothing here fails:
a mark that pairs with nothing is an answer, not an error.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

MARK = re.compile("[\"“”„‟«»‹›＂'‘’‚‛`´]")
"""Every character that can be a quotation mark, apostrophes included."""

DOUBLE = frozenset('"“”„‟«»＂')
SINGLE = frozenset("'‘’‚‛`´‹›")
OPENERS = frozenset("“„‟«‹‘‚‛`")
CLOSERS = frozenset("”»›’´")

MarkRole: TypeAlias = Literal["open", "close", "stray", "apostrophe"]


class Mark(NamedTuple):
    """One mark: where it stands, what it does, how deep (1 = outermost), where its partner stands.

    ``partner`` is -1 where it has none: an opening mark whose quote runs on to the paragraph's end.
    """

    position: int
    role: MarkRole
    depth: int
    partner: int


_ELISION = re.compile(
    r"(?:\d0s\b|\d\d\b|(?:tis|twas|twere|til|till|em|cause|bout|round|n|nuff)\b)", re.I
)
_BEFORE = frozenset("([{<—–-/…:;,=*")
_AFTER = frozenset(")]}>—–-/….,:;!?*")


def scan(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The marks of ``text[start:end]``, one paragraph, in order; positions count from the text's start.

    Linear in the paragraph's length.
    """
    end = len(text) if end is None else end
    marks: list[Mark] = []
    stack: list[int] = []  # indexes into marks of what is open, outermost first
    singles = _last_single_closer(text, start, end)
    for found in MARK.finditer(text, start, end):
        at = found.start()
        char = text[at]
        before = text[at - 1] if at > start else " "
        after = text[at + 1] if at + 1 < end else " "
        opens_here = (
            before.isspace()
            or before in _BEFORE
            or (
                before in DOUBLE | SINGLE
                and bool(marks)
                and marks[-1].position == at - 1
                and marks[-1].role == "open"
            )
        )
        closes_here = (
            after.isspace() or after in _AFTER or after in DOUBLE or after in SINGLE
        ) and not before.isspace()
        if char in SINGLE and char not in "‹›":
            role = _single_role(
                text, at, start, end, stack, marks, opens_here, closes_here, singles
            )
        else:
            role = _double_role(char, stack, marks, text, opens_here, closes_here)
        if role == "open":
            _reopen(text, marks, stack, char)
            stack.append(len(marks))
            marks.append(Mark(at, "open", len(stack), -1))
        elif role == "close":
            _close(text, marks, stack, at, char in SINGLE and char not in "‹›")
        else:
            marks.append(Mark(at, role, len(stack), -1))
    return marks


def _double_role(
    char: str, stack: list[int], marks: list[Mark], text: str, opens_here: bool, closes_here: bool
) -> MarkRole:
    is_open = any(text[marks[i].position] not in SINGLE for i in stack)
    if char == '"' or char == "＂":
        if is_open:
            # A second mark that can only open means that the first was never closed.
            return "open" if opens_here and not closes_here else "close"
        return "stray" if closes_here and not opens_here else "open"
    shape_opens = char in OPENERS
    if shape_opens and closes_here and not opens_here and is_open:
        return "close"  # “text.“
    if not shape_opens and opens_here and not closes_here and not is_open:
        return "open"  # ”text.” and »text«
    if shape_opens:
        return "open"
    return "close" if is_open else "stray"


def _single_role(
    text: str,
    at: int,
    start: int,
    end: int,
    stack: list[int],
    marks: list[Mark],
    opens_here: bool,
    closes_here: bool,
    last_closer: int,
) -> MarkRole:
    char = text[at]
    after = text[at + 1] if at + 1 < end else " "
    if opens_here and not after.isspace() and char not in "’´":
        if _ELISION.match(text, at + 1, end):
            return "apostrophe"
        # A single mark that nothing closes is an apostrophe, but at the head of a paragraph
        # it may be a quote that goes on in the next one.
        at_head = at - start < 8 and not text[start:at].strip(' \t"“«')
        return "open" if last_closer > at or (char == "‘" and at_head) else "apostrophe"
    if not closes_here:
        return "apostrophe"
    is_open = any(text[marks[i].position] in SINGLE for i in stack)
    if not is_open:
        before = text[at - 1] if at else " "
        return "apostrophe" if before.isalpha() else "stray"
    if text[at - 1] in "sS" and last_closer > at and _goes_on(text, at, end):
        return "apostrophe"  # the players' union, inside single marks
    return "close"


def _reopen(text: str, marks: list[Mark], stack: list[int], char: str) -> None:
    """Forget an open mark of the same family: nobody nests “ in “, so its closing mark is missing."""
    family = _family(char)
    for level, opened in enumerate(stack):
        if _family(text[marks[opened].position]) == family:
            del stack[level:]
            return


def _family(char: str) -> int:
    return 0 if char in "«»" else 1 if char in DOUBLE else 2 if char in "‹›" else 3


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether a word in lower case follows: then ``s'`` is rather a possessive than a closing mark."""
    return at + 2 < end and text[at + 1] == " " and text[at + 2].islower()


def _last_single_closer(text: str, start: int, end: int) -> int:
    """Where the last single mark that could close a quote stands, -1 if none does."""
    for at in range(end - 1, start, -1):
        if text[at] in "'’´" and not text[at - 1].isspace():
            after = text[at + 1] if at + 1 < end else " "
            if not after.isalnum():
                return at
    return -1


def _close(text: str, marks: list[Mark], stack: list[int], at: int, single: bool) -> None:
    """Pair a closing mark with the innermost open one of its family; what is open inside stays open-ended."""
    for level in range(len(stack) - 1, -1, -1):
        opened = stack[level]
        if (text[marks[opened].position] in SINGLE) == single:
            marks[opened] = marks[opened]._replace(partner=at)
            marks.append(Mark(at, "close", level + 1, marks[opened].position))
            del stack[level:]
            return
    marks.append(Mark(at, "stray", len(stack), -1))
