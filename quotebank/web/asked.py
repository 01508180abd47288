"""What an address asks for: its query string as bounded, checked values.

What cannot be understood becomes a sentence in ``problems`` and is left out of the question, so
that a page can help and the API can refuse with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from quotebank.bank import queries
from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web.language import BOX_NAMES, FIELDS, Typed, typed, written
from quotebank.web.words import ORDER_WORDS

MAX_QUERY = 500
"""The most characters of a query."""

MAX_WORDS = 200
"""The most characters of any other value."""

MAX_LIMIT = 100
"""The most rows of one answer."""

PAGE = 20
"""The rows of one answer where the address does not say."""

_NUMBER = re.compile(r"[0-9]{1,16}")
_DAY = re.compile(r"([0-9]{4})(-[0-9]{2})?(-[0-9]{2})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_A = {"act": "an", "order": "an"}


class Problem(str):
    """One sentence on what cannot be understood, and the ``parameter`` that it is about."""

    __slots__ = ("parameter",)
    parameter: str

    def __new__(cls, parameter: str, sentence: str) -> Problem:
        made = super().__new__(cls, sentence)
        made.parameter = parameter
        return made


@dataclass(frozen=True, slots=True)
class Asked(queries.Sought):
    """One question about quotes, or about speakers, of whom ``query`` and ``kind`` are asked."""

    order: queries.Order = "relevance"
    limit: int = PAGE
    after: str | None = None
    problems: tuple[Problem, ...] = ()
    hints: tuple[str, ...] = ()

    def address(self, **other: object) -> dict[str, object]:
        """The keywords with which ``Links`` leads here again; ``other`` replaces some of them."""
        return {
            "q": self.query,
            "speaker": self.speaker,
            "by": self.by,
            "role": self.role,
            "kind": self.kind,
            "type": self.type,
            "act": self.act,
            "publisher": self.publisher,
            "since": self.since,
            "until": self.until,
            "attitudes": "1" if self.attitudes is True else self.attitudes or None,
            "order": None if self.order == "relevance" else self.order,
            "limit": None if self.limit == PAGE else self.limit,
            "after": self.after,
            **other,
        }

    def filters(self) -> dict[str, Any]:
        """The keywords of ``queries.search``."""
        return {
            name: value for name, value in asdict(self).items() if name not in ("query", "problems", "hints")
        }

    def written(self) -> str:
        """The question as one could type it into the search box; empty where nothing is asked."""
        given = self.address()
        filters = [
            (name, str(value))
            for name, field in FIELDS.items()
            for value in (given[field], given["speaker"] if name == "speaker" else None)
            if value is not None and field != "attitudes"
        ]
        if self.attitudes:
            filters.append(("attitude", "both" if self.attitudes is True else "yes"))
        return written(Typed(self.query, tuple(filters)))


def asked(args: Any, *, box: bool = False) -> Asked:
    """The question in a request's arguments (``request.args``, or any mapping of strings).

    With ``box`` the query may have filters, as ``language`` says. What it says of a field goes before the
    field of the form: it was typed last.
    """
    reading = _Reading(args)
    q = reading.words("q", most=MAX_QUERY) or ""
    found = typed(q) if box else Typed(q)
    reading.inside = found.fields()
    # A speaker who was typed takes the place of the one whose page the search came from.
    speaker = None if "by" in reading.inside else reading.number("speaker")
    return Asked(
        query=found.words,
        speaker=speaker,
        by=None if "speaker" in reading.inside else reading.words("by"),
        role=reading.words("role"),
        kind=reading.choice("kind", KINDS),
        type=reading.choice("type", TYPES),
        act=reading.choice("act", ACTS),
        publisher=reading.words("publisher"),
        since=reading.day("since"),
        until=reading.day("until"),
        attitudes=reading.attitudes(),
        order=reading.order(),
        limit=reading.limit(),
        after=reading.words("after"),
        problems=tuple(reading.problems),
        hints=found.hints,
    )


_ATTITUDES: Mapping[str, queries.Attitudes] = {
    "0": False, "no": False, "voiced": False,
    "1": True, "both": True, "all": True, "any": True,
    "only": "only", "yes": "only", "thoughts": "only",
}  # fmt: skip


class _Reading:
    """Values by field: those ``inside`` the search box, then those of the form."""

    def __init__(self, args: Mapping[str, str]) -> None:
        self._args = args
        self.inside: Mapping[str, str] = {}
        self.problems: list[Problem] = []

    def _problem(self, parameter: str, sentence: str) -> None:
        self.problems.append(Problem("q" if parameter in self.inside else parameter, sentence))

    def _called(self, name: str) -> str:
        """What the person who asks called this field."""
        return BOX_NAMES.get(name, name) if name in self.inside else name

    def words(self, name: str, *, most: int = MAX_WORDS) -> str | None:
        value = _CONTROL.sub(" ", self.inside.get(name) or self._args.get(name) or "").strip()
        if len(value) > most:
            self._problem(name, f"“{self._called(name)}” may have at most {most} characters.")
            return None
        return value or None

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        value = self.words(name)
        if value is not None and name in self.inside:
            value = value.lower()
        if value is None or value in choices:
            return value
        self._problem(name, f"“{value}” is not {_A.get(name, 'a')} {name}: choose {', '.join(choices)}.")
        return None

    def attitudes(self) -> queries.Attitudes:
        value = self.words("attitudes")
        found = _ATTITUDES.get((value or "0").lower())
        if found is None:
            self._problem(
                "attitudes",
                f"“{value}” says nothing of attitudes: choose no (what was voiced), yes (thoughts and "
                "wishes) or both.",
            )
        return found or False

    def order(self) -> queries.Order:
        value = self.choice("order", tuple(ORDER_WORDS))
        return "newest" if value == "newest" else "oldest" if value == "oldest" else "relevance"

    def number(self, name: str) -> int | None:
        value = self.words(name)
        if value is None:
            return None
        if _NUMBER.fullmatch(value):
            return int(value)
        self._problem(name, f"“{self._called(name)}” must be a number, not “{value}”.")
        return None

    def limit(self) -> int:
        value = self.number("limit")
        if value is None:
            return PAGE
        if 1 <= value <= MAX_LIMIT:
            return value
        self._problem("limit", f"“limit” must be a number from 1 to {MAX_LIMIT}.")
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
        self._problem(
            name, f"“{value}” is not a date for “{self._called(name)}”: write 2023, 2023-02 or 2023-02-14."
        )
        return None
