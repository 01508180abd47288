"""Words for people: what the values of a bank mean, in the language of a newsroom."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPE_WORDS = {
    "direct": "Word for word, in quotation marks",
    "indirect": "Reported in the article's own words",
    "mixed": "Partly word for word",
}
"""What each type of quote means, one phrase."""

TYPE_TAGS = {"direct": "word for word", "indirect": "reported", "mixed": "partly word for word"}
"""The same in two or three words."""

TYPE_NAMES = {"direct": "Word for word", "indirect": "Reported", "mixed": "Partly word for word"}
"""What each type is called where one is chosen."""

ATTITUDE_WORDS = {"0": "Voiced", "only": "Thoughts and wishes", "1": "Voiced, thoughts and wishes"}
"""What each choice of voiced quotes and attitudes is called."""

ACT_WORDS = {
    "statement": "Statement",
    "question": "Question",
    "denial": "Denial",
    "accusation": "Accusation",
    "promise": "Promise",
    "refusal": "Refusal to comment",
}
"""What each act is called."""

KIND_WORDS = {
    "person": "Person",
    "organization": "Organization",
    "country": "Country",
    "group": "Group",
    "anonymous": "Unnamed source",
    "document": "Document",
}
"""What each kind of speaker is called."""

FIELD_WORDS = {"speaker": "Speaker", "type": "Type", "hidden": "Hidden", "note": "Note"}
"""What each field of a quote that people correct is called."""

ORDER_WORDS = {"relevance": "Best match", "newest": "Newest first", "oldest": "Oldest first"}
"""What each order of search results is called."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_CLOCK = re.compile(r"[T ](\d\d:\d\d)", re.ASCII)

_OPENING = tuple("\"'“”„‟«‘‚")

_SURE, _LIKELY = 0.85, 0.6
_SURE_WHO, _LIKELY_WHO = 0.9, 0.75
"""Of speakers: a name in the wrong place does more harm, and fewer than one in ten is wrong."""


def confidence_word(confidence: float | None) -> str:
    """``high``, ``fair`` or ``low``: the words that go with the confidence of a quote, 0 to 1."""
    return _word(confidence, _SURE, _LIKELY)


def speaker_confidence_word(confidence: float | None) -> str:
    """The same of its speaker."""
    return _word(confidence, _SURE_WHO, _LIKELY_WHO)


def _word(confidence: float | None, sure: float, likely: float) -> str:
    if confidence is None:
        return "unknown"
    if confidence >= sure:
        return "high"
    return "fair" if confidence >= likely else "low"


def confidence_sentence(confidence: float | None) -> str:
    """What the confidence of a quote means for a reader, one sentence."""
    return {
        "high": "High confidence: what was said is clear from the article.",
        "fair": "Fair confidence: probably right; read the paragraph before you use it.",
        "low": "Low confidence: check the words against the article.",
        "unknown": "No confidence was recorded: check the words against the article.",
    }[confidence_word(confidence)]


def speaker_sentence(confidence: float) -> str:
    """What the confidence of a speaker means for a reader, after a colon."""
    return {
        "high": "high confidence",
        "fair": "fair confidence: probably; read the paragraph before you print the name",
        "low": "low confidence: these may be somebody else's words; check the article",
    }[speaker_confidence_word(confidence)]


def nobody(kind: str | None) -> str:
    """What stands in the place of a speaker's name where there is none."""
    return "Unnamed source" if kind == "anonymous" else "Speaker not known"


def day(value: str | None) -> str:
    """An ISO date or date-time as ``2 February 2023``; anything else comes back as it is."""
    if not value:
        return ""
    try:
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def period(value: str) -> str:
    """A year, month or day as in ``2023-02`` in words; anything else comes back as it is."""
    return month(value) if len(value) == 7 else day(value)


def moment(value: str) -> str:
    """An ISO date-time as ``2 February 2023, 14:05``; anything else comes back as it is."""
    found = _CLOCK.match(value[10:])
    return f"{day(value)}, {found[1]}" if found else value


def month(value: str, *, short: bool = False) -> str:
    """``2023-02`` as ``February 2023``, or ``Feb 2023``; anything else comes back as it is."""
    try:
        found = date.fromisoformat(f"{value}-01")
    except ValueError:
        return value
    name = _MONTHS[found.month - 1]
    return f"{name[:3] if short else name} {found.year}"


def citation(quote: Mapping[str, Any], address: str) -> str:
    """A quote as people cite it: speaker, role, words, article, publisher, date, address.

    ``address`` stands where the article has none of its own.
    """
    said = quote["text"]
    who = ", ".join(filter(None, (quote["speaker"] or nobody(quote["speaker_kind"]), quote["role"])))
    if quote["type"] == "indirect":
        who += " (reported)"
    elif quote["type"] == "direct" and not said.startswith(_OPENING):
        said = f"“{said}”"
    title = f"“{quote['article_title']}”" if quote["article_title"] else quote["article_id"]
    where = (title, quote["publisher"], day(quote["published"]), web_address(quote["url"]) or address)
    # a dash, because what was said may end with any mark, a comma before closing quotation marks among them
    return f"{who}: {said} – {', '.join(filter(None, where))}"


def number(value: int) -> str:
    """``12,345``."""
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """``1 quote``, ``12,345 quotes``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def shortened(text: str, most: int = 420) -> str:
    """The text, or its beginning with an ellipsis where it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(None, 1)[0].rstrip(" ,;:") + " …"


def web_address(url: str | None) -> str | None:
    """The address if a browser may be sent there (http or https), else None.

    An article's address is as hostile as its text: ``javascript:`` and its kin are never linked.
    """
    if not url or not url.lower().startswith(("http://", "https://")):
        return None
    if any(character.isspace() or not character.isprintable() for character in url):
        return None
    return url
