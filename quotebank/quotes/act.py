"""What is done by saying it: stated, asked, denied, accused, promised, refused to comment."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import NamedTuple

from quotebank.core import ACTS, Evidence
from quotebank.core.quote import Act, QuoteType
from quotebank.core.span import Segments, joined
from quotebank.quotes.context import after, before, plain, sentences
from quotebank.quotes.lemmas import inflected, listed
from quotebank.quotes.undone import undone

SHARE = 0.95
"""How often an act other than a statement was right on quotes of PolNeAR dev, read one by one."""

_MEANINGS: dict[str | None, str] = {
    "question": "a question",
    "denial": "a denial",
    "accusation": "an accusation",
    "promise": "a promise",
    "refusal": "a refusal to comment",
}
_ACTS: dict[str | None, Act] = {act: act for act in ACTS}
_WORD = re.compile(r"[a-z]+", re.I)
_NEUTRAL = re.compile(r"at|about|against|among|as|by|for|from|in|of|on|per|to|under|with")
"""Cues that only lead to a topic or a title."""

_NO_COMMENT = re.compile(r"no (?:further )?comment[.,!]?")
"""A content that refuses whatever its cue is."""

_ASKED = tuple(f"?{end}" for end in ("", '"', "”", "’", "'", "»", " ”", " »", "''", "\"'", "’”"))

_ASKING = re.compile(
    r"(?:and |but |so |well,? )?(?:whether|if|why|how|what|when|where|who|whom|whose|which"
    r"|am|is|are|was|were|do|does|did|can|could|will|would|should|shall|may|have|has|had"
    r"|(?:is|are|was|were|do|does|did|wo|would|could|should|ca|has|have|had)n't)\b"
)
"""How a question begins."""


class _Row(NamedTuple):
    """One line of ``data/acts.tsv`` for one word."""

    act: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def act_of(
    text: str, *, cue: Segments, content: Segments, type: QuoteType
) -> tuple[Act | None, tuple[Evidence, ...]]:
    """The act of a quote that was voiced, and why; None where it is not clear or none of the six.

    The cue decides, in what stands around it: ``denied`` is a denial, ``did not deny`` is nothing, ``denied
    bail`` neither. A neutral cue makes a statement, or a question where the whole content is one. A
    statement, the rule, comes without a reason.
    """
    if content[-1][1] - content[0][0] < 30 and _NO_COMMENT.fullmatch(plain(joined(text, content))):
        return _by_content("refusal")
    told = _told_by_cue(text, cue)
    if told in _MEANINGS:
        act = _ACTS[told]
        return act, (Evidence("act", SHARE, f"“{joined(text, cue)}” tells of {_MEANINGS[act]}."),)
    if told == "asks" and _asks(text, content):
        return _by_content("question")
    if told in ("asks", "none") or (told == "speech" and type != "direct"):
        return None, ()
    if told is None:
        words = [word for start, end in cue for word in _WORD.findall(text[start:end])]
        # unknown words with quoted ones are nearly always a way of saying them: “deadpanned”, a colon, a dash
        if not (type == "direct" or (cue and not words)) or (
            words and all(_NEUTRAL.fullmatch(word.lower()) for word in words)
        ):
            return None, ()
    return _by_content("question") if _is_question(text, content, type) else ("statement", ())


def _by_content(act: Act) -> tuple[Act, tuple[Evidence, ...]]:
    """An act that the said words show by themselves."""
    return act, (Evidence("act", SHARE, f"The words by themselves are {_MEANINGS[act]}."),)


def _told_by_cue(text: str, cue: Segments) -> str | None:
    """What the words of a cue do: an act, ``asks``, ``none``, or None where no word is known.

    The first word that is known decides. Only a participle takes it from a statement: ``issued a statement
    denying``, but ``said in answer to an accusation``.
    """
    told: str | None = None
    table = _table()
    for start, end in cue:
        for found in _WORD.finditer(text, start, end):
            word = found[0].lower()
            rows = table.get(word)
            if rows is None or (told is not None and not word.endswith("ing")):
                continue
            row = _fitting(rows, before(text, found.start()), after(text, found.end()))
            if row is None or (told is not None and row not in _MEANINGS):
                continue
            if row != "statement":
                return row
            told = row
    return told


def _fitting(rows: tuple[_Row, ...], earlier: str, later: str) -> str | None:
    """What the first fitting row says, ``none`` where that was not done."""
    for row in rows:
        if row.before is not None and row.before.search(earlier) is None:
            continue
        if row.after is not None and row.after.match(later) is None:
            continue
        if row.act == "none" or (row.act == "refusal" and row.before is not None):
            return row.act
        return "none" if undone(earlier, saying=row.act == "statement") else row.act
    return None


def _is_question(text: str, content: Segments, type: QuoteType) -> bool:
    """Whether every sentence of the content is a question; one without marks must also begin like one."""
    last = content[-1][1]
    if text[last : last + 1] == "?":  # a stop outside the marks is no part of the content
        last += 1
    if not text[max(0, last - 4) : last].endswith(_ASKED):
        return False
    said = joined(text, (*content[:-1], (content[-1][0], last)))
    if type == "indirect" and not _ASKING.match(plain(said)):
        return False
    return all(one.endswith(_ASKED) for one in sentences(said))


def _asks(text: str, content: Segments) -> bool:
    """Whether a content after ``asked`` is a question in any part of it."""
    said = joined(text, content)
    last = content[-1][1]
    return "?" in said or text[last : last + 1] == "?" or _ASKING.match(plain(said).lstrip("'")) is not None


@cache
def _table() -> dict[str, tuple[_Row, ...]]:
    """Word form → its rows, in the order of the file."""
    found: dict[str, list[_Row]] = {}
    names: dict[str, str] = {}
    lines = [line for line in listed("acts.tsv").splitlines() if not line.startswith("#")]
    for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        earlier, later = line["before"], line["after"]
        for name, meaning in names.items():
            earlier, later = earlier.replace(name, meaning), later.replace(name, meaning)
        if line["act"].startswith("<"):
            names[line["act"]] = later
            continue
        row = _Row(
            line["act"],
            re.compile(f"(?:{earlier})$") if earlier else None,
            re.compile(later) if later else None,
        )
        for item in line["words"].split():
            for form in filter(None, item.split("/")) if "/" in item else inflected(item):
                found.setdefault(form, []).append(row)
    return {word: tuple(rows) for word, rows in found.items()}
