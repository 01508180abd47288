"""What each address of the API takes: one table, from which requests are checked and OpenAPI is written.

Where a page would help, the API refuses: a name that is not in the table, a value given twice, a value that
does not fit. So a slip of the pen never silently asks for something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web.asked import MAX_LIMIT, MAX_QUERY, MAX_WORDS, PAGE
from quotebank.web.refusal import RefusalError
from quotebank.web.words import ORDER_WORDS

MAX_ID = (1 << 53) - 1
"""The greatest number of a speaker: JSON keeps whole numbers exact up to it, in any language."""

MAX_FIELDS = 100
"""The most values that one address may carry."""

_YEAR = "(?:[0-9]{3}[1-9]|[0-9]{2}[1-9][0-9]|[0-9][1-9][0-9]{2}|[1-9][0-9]{3})"
_MONTH = rf"^{_YEAR}(?:-(?:0[1-9]|1[0-2]))?$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value in a query string: its name, what it means, and its JSON schema.

    The schema has an ``enum``, or the ``type`` string or integer with bounds, or ``anyOf`` days and months.
    """

    name: str
    meaning: str
    schema: Mapping[str, Any] = field(default_factory=dict)
    example: Any = None
    required: bool = False

    def problem(self, value: str) -> str | None:
        """One sentence on why a value does not fit, None where it does."""
        return _problem(self.name, self.schema, value)


def _words(most: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": most}


def _number(least: int, most: int, default: int | None = None) -> dict[str, Any]:
    schema = {"type": "integer", "minimum": least, "maximum": most}
    return schema if default is None else {**schema, "default": default}


def _one_of(values: Sequence[str], default: str | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "enum": list(values)}
    return schema if default is None else {**schema, "default": default}


_DAY: Mapping[str, Any] = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "pattern": _MONTH}]
}

DB = Parameter("db", "Which bank, where several are served: the name of its database.", _words(MAX_WORDS))

LIMIT = Parameter("limit", "How many rows at most.", _number(1, MAX_LIMIT, PAGE), 10)

KIND = Parameter("kind", "Only speakers of this kind.", _one_of(KINDS), "person")

QUOTES = (
    Parameter(
        "q",
        "Words and “phrases” that must all occur in the quote or in the speaker's name. Empty: every quote. "
        'Filters may stand among them, as on the search page: `speaker:"John Kirby" type:direct`.',
        _words(MAX_QUERY),
        "balloon",
    ),
    Parameter("speaker", "Only quotes of the speaker of this number.", _number(0, MAX_ID)),
    Parameter("by", "Only quotes of speakers with these words in their name.", _words(MAX_WORDS), "kirby"),
    Parameter(
        "role",
        "Only quotes whose article gives the speaker a role with these words.",
        _words(MAX_WORDS),
        "spokesman",
    ),
    KIND,
    Parameter("type", "Only quotes of this type.", _one_of(TYPES), "direct"),
    Parameter("act", "Only quotes that are this act.", _one_of(ACTS), "denial"),
    Parameter("publisher", "Only quotes from this publisher, written as the bank has it.", _words(MAX_WORDS)),
    Parameter("since", "Published on this day, month or year or later.", _DAY, "2023-02"),
    Parameter("until", "Published on this day, month or year or earlier.", _DAY, "2023-02-14"),
    Parameter(
        "attitudes",
        "Thoughts, wishes and intentions that were not voiced: 0 leaves them out, 1 takes them in, only has "
        "no other quotes.",
        _one_of(("0", "1", "only"), "0"),
    ),
    Parameter(
        "order",
        "Best match first (of the newest 2,000 hits), or by day of publication. Without words: newest.",
        _one_of(tuple(ORDER_WORDS), "relevance"),
    ),
    LIMIT,
    Parameter(
        "after",
        "Where to go on. Follow `next` instead of making it up.",
        {"type": "string", "pattern": "^[rno][0-9]{1,17}$"},
    ),
    DB,
)
"""What ``/quotes.json`` takes, and the exports with it."""

SPEAKERS = (
    Parameter("q", "Of each word a name must have one that begins so.", _words(MAX_QUERY), "kirb"),
    KIND,
    LIMIT,
    Parameter(
        "after",
        "Where to go on. Follow `next` instead of making it up.",
        {"type": "string", "pattern": "^[0-9]{1,17}-[0-9]{1,17}$"},
    ),
    DB,
)
"""What ``/speakers.json`` takes."""

ONE = (DB,)
"""What the address of one thing takes."""


def given(request: Any, parameters: Sequence[Parameter]) -> dict[str, str]:
    """The values in a request's address by name, checked.

    Names that begin with an underscore are left alone: scripts add such to get past a cache. Raises
    RefusalError (400), which names the parameter.
    """
    known = {one.name: one for one in parameters}
    found: dict[str, str] = {}
    for name, value in _pairs(request.query_string):
        if name.startswith("_"):
            continue
        if name not in known:
            raise RefusalError(
                400,
                f"“{name[:MAX_WORDS]}” means nothing here: choose from {', '.join(known)}.",
                parameter=name[:MAX_WORDS],
            )
        if name in found:
            raise RefusalError(400, f"“{name}” is given more than once.", parameter=name)
        problem = known[name].problem(value)
        if problem is not None:
            raise RefusalError(400, problem, parameter=name)
        found[name] = value
    for one in parameters:
        if one.required and one.name not in found:
            raise RefusalError(400, f"“{one.name}” is missing.", parameter=one.name)
    return found


def _pairs(query: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError as error:
        raise RefusalError(400, f"There are more than {MAX_FIELDS} values.") from error


def _problem(name: str, schema: Mapping[str, Any], value: str) -> str | None:
    if not value and "maxLength" not in schema:
        return f"“{name}” is empty: leave it out, or give it a value."
    if "enum" in schema:
        if value in schema["enum"]:
            return None
        return f"“{value[:MAX_WORDS]}” is no value of “{name}”: choose {', '.join(schema['enum'])}."
    if schema.get("type") == "integer":
        least, most = schema["minimum"], schema["maximum"]
        if re.fullmatch("[0-9]{1,16}", value) and least <= int(value) <= most:
            return None
        return f"“{name}” must be a number from {least} to {most}."
    if "anyOf" in schema:
        if _is_day(value) or re.fullmatch(_MONTH, value):
            return None
        return f"“{value[:MAX_WORDS]}” is not a date for “{name}”: write 2023, 2023-02 or 2023-02-14."
    if len(value) > schema.get("maxLength", len(value)):
        return f"“{name}” may have at most {schema['maxLength']} characters."
    if "pattern" in schema and not re.fullmatch(schema["pattern"], value):
        return f"“{value[:MAX_WORDS]}” is no value of “{name}”."
    return None


def _is_day(value: str) -> bool:
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
