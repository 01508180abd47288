"""The page that sets speakers side by side on one search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotebank.bank import queries
from quotebank.web import plots
from quotebank.web.answers import page
from quotebank.web.asked import Asked, asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quotebank.web.banks import ServedBank

MOST = 4
"""Speakers that stand side by side: more do not fit on a screen."""

QUOTES = 4
"""Quotes of each."""

BARS = 60
"""Bars of one plot: it is as narrow as its column."""

CHOICES = 8
"""Speakers to choose from for one typed name."""


@page("compare.html")
async def compare(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Two to four speakers on one search: how often, when, in which words."""
    numbers, problems = _numbers(request.args.getlist("speaker"))
    question = asked({name: request.args.get(name) for name in ("q", "since", "until")})
    wanted = asked({"q": request.args.get("add")})
    problems += [*question.problems, *wanted.problems]

    def found(connection: Any) -> dict[str, Any]:
        people = queries.speakers_by_id(connection, numbers)
        known = [one["id"] for one in people]
        named = (
            queries.speakers(connection, query=wanted.query, limit=CHOICES + MOST).rows
            if wanted.query
            else []
        )
        return {
            "people": [_side(connection, one, question) for one in people],
            "unknown": [number for number in numbers if number not in known],
            "choices": [one for one in named if one["id"] not in known][:CHOICES],
        }

    context = await bank.ask(found)
    people = context["people"]
    scale = plots.scale_of(*(one["months"] for one in people), bars=BARS)
    return {
        **context,
        "here": "compare",
        "problems": [*problems, *(f"There is no speaker of the number {one}." for one in context["unknown"])],
        "asked": question,
        "wanted": wanted.query,
        "numbers": [one["speaker"]["id"] for one in people],
        "room": len(people) < MOST,
        "plots": [plots.plot(one["months"], scale=scale) if scale else None for one in people],
    }


def _side(connection: Any, speaker: dict[str, Any], question: Asked) -> dict[str, Any]:
    """What stands below the name of one speaker."""
    sought = queries.Sought(question.query, speaker["id"], since=question.since, until=question.until)
    page, months = queries.found_in_time(connection, sought, limit=QUOTES)
    return {"speaker": speaker, "found": page, "months": months}


def _numbers(raw: Iterable[str]) -> tuple[Sequence[int], list[str]]:
    """The numbers of the speakers in an address, each once, and what is wrong with it."""
    found: dict[int, None] = {}
    problems: list[str] = []
    for value in raw:
        one = asked({"speaker": value})
        problems += one.problems
        if one.speaker is not None:
            found.setdefault(one.speaker)
    if len(found) > MOST:
        problems.append(f"At most {MOST} speakers can stand side by side: these are the first {MOST}.")
    return list(found)[:MOST], problems[:MOST]
