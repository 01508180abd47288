"""What an address asks for: its query string as bounded, checked values.

What cannot be understood becomes a sentence in ``problems`` and is left out of the question, so
that a page can help and the API can refuse with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web.words import ORDER_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_QUERY = 500
"""The most characters of a query."""

MAX_WORDS = 200
"""The most characters of any other value."""

MAX_LIMIT = 100
"""The most rows of one answer."""

PAGE = 20
"""The rows of one answer where the address does not say."""

_NUMBER = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about quotes, or about speakers, of whom ``q`` and ``kind`` are asked."""

    q: str = ""
    speaker: int | None = None
    kind: str | None = None
    type: str | None = None
    act: str | None = None
    publisher: str | None = None
    since: str | None = None
    until: str | None = None
    attitudes: bool = False
    order: str = "relevance"
    limit: int = PAGE
    after: str | None = None
    problems: tuple[str, ...] = ()

    def address(self, **other: object) -> dict[str, object]:
        """The keywords with which ``Links`` leads here again; ``other`` replaces some of them."""
        return {
            "q": self.q,
            "speaker": self.speaker,
            "kind": self.kind,
            "type": self.type,
            "act": self.act,
            "publisher": self.publisher,
            "since": self.since,
            "until": self.until,
            "attitudes": "1" if self.attitudes else None,
            "order": None if self.order == "relevance" else self.order,
            "limit": None if self.limit == PAGE else self.limit,
            "after": self.after,
            **other,
        }

    def filters(self) -> dict[str, Any]:
        """The keywords of ``queries.search``."""
        return {
            "speaker": self.speaker,
            "kind": self.kind,
            "type": self.type,
            "act": self.act,
            "publisher": self.publisher,
            "since": self.since,
            "until": self.until,
            "attitudes": self.attitudes,
            "order": self.order,
            "limit": self.limit,
            "after": self.after,
        }


def asked(args: Any) -> Asked:
    """The question in a request's arguments (``request.args``, or any mapping of strings)."""
    reading = _Reading(args)
    return Asked(
        q=reading.words("q", most=MAX_QUERY) or "",
        speaker=reading.number("speaker"),
        kind=reading.choice("kind", KINDS),
        type=reading.choice("type", TYPES),
        act=reading.choice("act", ACTS),
        publisher=reading.words("publisher"),
        since=reading.day("since"),
        until=reading.day("until"),
        attitudes=reading.choice("attitudes", ("0", "1")) == "1",
        order=reading.choice("order", tuple(ORDER_WORDS)) or "relevance",
        limit=reading.limit(),
        after=reading.words("after"),
        problems=tuple(reading.problems),
    )


class _Reading:
    def __init__(self, args: Mapping[str, str]) -> None:
        self._args = args
        self.problems: list[str] = []

    def words(self, name: str, *, most: int = MAX_WORDS) -> str | None:
        value = _CONTROL.sub(" ", self._args.get(name) or "").strip()
        if len(value) > most:
            self.problems.append(f"“{name}” may have at most {most} characters.")
            return None
        return value or None

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        value = self.words(name)
        if value is None or value in choices:
            return value
        self.problems.append(f"“{value}” is not a {name}: choose {', '.join(choices)}.")
        return None

    def number(self, name: str) -> int | None:
        value = self.words(name)
        if value is None:
            return None
        if _NUMBER.fullmatch(value):
            return int(value)
        self.problems.append(f"“{name}” must be a number, not “{value}”.")
        return None

    def limit(self) -> int:
        value = self.number("limit")
        if value is None:
            return PAGE
        if 1 <= value <= MAX_LIMIT:
            return value
        self.problems.append(f"“limit” must be a number from 1 to {MAX_LIMIT}.")
        return PAGE

    def day(self, name: str) -> str | None:
        value = self.words(name)
        if value is None:
            return None
        found = _DAY.fullmatch(value)
        if found:
            year, month, day = found.groups()
            try:
                date.fromisoformat(f"{year}{month or '-01'}{day or '-01'}")
            except ValueError:
                pass
            else:
                return value
        self.problems.append(f"“{value}” is not a date for “{name}”: write 2023, 2023-02 or 2023-02-14.")
        return None
