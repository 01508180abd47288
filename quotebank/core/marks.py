"""Quotation marks of one paragraph: which open, which close, which are apostrophes, which pair.

Marks are judged by what stands around them, with the state of the paragraph so far, because in real
texts a mark's own shape lies often enough (``“text.“``, ``'90s``, straight marks). Nothing here fails:
a mark that pairs with nothing is an answer, not an error.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

MARK = re.compile("''|``|[\"“”„‟«»‹›＂'‘’‚‛`´]")
"""Every character that can be a quotation mark, apostrophes included, and the typewriter's doubled ones."""

MarkRole: TypeAlias = Literal["open", "close", "stray", "apostrophe"]


class Mark(NamedTuple):
    """One mark: where it stands, what it does, how deep (1 = outermost), where its partner stands.

    ``partner`` is -1 where it has none: an opening mark whose quote runs on to the paragraph's end.
    ``width`` is 2 for a doubled single mark (``''``), else 1.
    """

    position: int
    role: MarkRole
    depth: int
    partner: int
    width: int = 1

    @property
    def end(self) -> int:
        """One past the mark."""
        return self.position + self.width


_ELISION = re.compile(r"\d0s\b|\d\d\b|(?:tis|twas|twere|til|till|em|cause|bout|round|n|nuff)\b", re.I)
_OPENERS = frozenset("“„‟«‹‘‚‛`")
_BEFORE = frozenset("([{<—–-/…:;,=*")
_AFTER = frozenset(")]}>—–-/….,:;!?*\"“”„‟«»‹›＂'‘’‚‛`´")
_FAMILIES = {**dict.fromkeys('"“”„‟＂', 0), **dict.fromkeys("«»", 1), **dict.fromkeys("‹›", 2)}


def scan(text: str, start: int = 0, end: int | None = None) -> list[Mark]:
    """The marks of ``text[start:end]``, one paragraph, in order; positions count from the text's start.

    Linear in the paragraph's length.
    """
    scanner = _Scanner(text, start, len(text) if end is None else end)
    for found in MARK.finditer(text, start, scanner.end):
        scanner.take(*found.span())
    return scanner.marks


class _Scanner:
    """The state along one paragraph: ``stack`` holds the indexes of open marks, outermost first."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks: list[Mark] = []
        self.stack: list[int] = []
        self._last_closer = self._find_last_closer()

    def take(self, at: int, stop: int) -> None:
        """Judge the mark ``text[at:stop]``."""
        family = self._family(at, stop)
        before = self.text[at - 1] if at > self.start else " "
        after = self.text[stop] if stop < self.end else " "
        closes = not before.isspace() and (after.isspace() or after in _AFTER)
        # words stand on the inner side of a mark: behind a comma and before a space it can only close
        opens = (
            before.isspace() or self._opened_just_before(at) or (before in _BEFORE and not after.isspace())
        )
        single = family == 3
        role = self._single(at, opens, closes, after) if single else self._double(at, opens, closes)
        if role == "open":
            self._reopen(family)
            self.stack.append(len(self.marks))
            self.marks.append(Mark(at, "open", len(self.stack), -1, stop - at))
        elif role == "close":
            self._close(at, stop, family)
        else:
            self.marks.append(Mark(at, role, len(self.stack), -1, stop - at))

    def _family(self, at: int, stop: int) -> int:
        """Marks of one family open and close each other; 3 are single ones."""
        return 0 if stop - at == 2 else _FAMILIES.get(self.text[at], 3)

    def _opened_just_before(self, at: int) -> bool:
        return bool(self.marks) and self.marks[-1].end == at and self.marks[-1].role == "open"

    def _is_open(self, single: bool) -> bool:
        return any((self._home(i) == 3) == single for i in self.stack)

    def _home(self, index: int) -> int:
        mark = self.marks[index]
        return self._family(mark.position, mark.end)

    def _double(self, at: int, opens: bool, closes: bool) -> MarkRole:
        char = self.text[at]
        is_open = self._is_open(single=False)
        if char in "\"＂'`":  # straight: says nothing by itself
            if is_open:
                # A second mark that can only open means that the first was never closed.
                return "open" if opens and not closes else "close"
            return "stray" if closes and not opens else "open"
        if char in _OPENERS:
            # “text.“ is closed by a mark of the wrong shape
            return "close" if closes and not opens and is_open else "open"
        if opens and not closes and not is_open:
            return "open"  # ”text.” and »text«
        return "close" if is_open else "stray"

    def _single(self, at: int, opens: bool, closes: bool, after: str) -> MarkRole:
        char = self.text[at]
        if opens and not after.isspace() and char not in "’´":
            if _ELISION.match(self.text, at + 1, self.end):
                return "apostrophe"
            # A single mark that nothing closes is an apostrophe, but at the head of a paragraph
            # it may be a quote that goes on in the next one.
            at_head = at - self.start < 8 and not self.text[self.start : at].strip(' \t"“«')
            return "open" if self._last_closer > at or (char == "‘" and at_head) else "apostrophe"
        if not closes:
            return "apostrophe"
        if not self._is_open(single=True):
            return "apostrophe" if at and self.text[at - 1].isalpha() else "stray"
        if self.text[at - 1] in "sS" and self._last_closer > at and self._goes_on(at):
            return "apostrophe"  # the players' union, inside single marks
        return "close"

    def _goes_on(self, at: int) -> bool:
        """Whether a word in lower case or in marks follows: then ``s'`` is rather a possessive."""
        if at + 2 >= self.end or self.text[at + 1] != " ":
            return False
        return self.text[at + 2].islower() or self.text[at + 2] in '"“«'

    def _find_last_closer(self) -> int:
        """Where the last single mark that could close a quote stands, -1 if none does."""
        for at in range(self.end - 1, self.start, -1):
            if self.text[at] in "'’´" and not self.text[at - 1].isspace():
                after = self.text[at + 1] if at + 1 < self.end else " "
                if not after.isalnum():
                    return at
        return -1

    def _reopen(self, family: int) -> None:
        """Forget an open mark of the same family: nobody nests “ in “, so its closing mark is missing."""
        for level, opened in enumerate(self.stack):
            if self._home(opened) == family:
                del self.stack[level:]
                return

    def _close(self, at: int, stop: int, family: int) -> None:
        """Pair with the innermost open mark, single or double alike; what is open inside it stays open."""
        for level in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[level]
            if (self._home(opened) == 3) == (family == 3):
                partner = self.marks[opened].position
                self.marks[opened] = self.marks[opened]._replace(partner=at)
                self.marks.append(Mark(at, "close", level + 1, partner, stop - at))
                del self.stack[level:]
                return
        self.marks.append(Mark(at, "stray", len(self.stack), -1, stop - at))
