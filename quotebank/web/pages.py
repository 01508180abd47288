"""The pages: each view asks the named queries and gives its template what it shows."""

from __future__ import annotations

from functools import partial
from typing import Any

from datasette.views.index import IndexView

from quotebank.bank import queries
from quotebank.core import KINDS
from quotebank.web import editing, plots, reading
from quotebank.web.answers import page
from quotebank.web.asked import asked
from quotebank.web.banks import ServedBank, bank_names
from quotebank.web.links import decoded, number_of
from quotebank.web.refusal import RefusalError

NEWEST = 8
"""Quotes on the first page."""

MOST_QUOTED = 12
"""Speakers on the first page."""

ROLE_ARTICLES = 500
"""So many of the newest articles that speak of somebody are looked through for their roles."""


async def home(datasette: Any, request: Any, send: Any) -> Any:
    """The bank's first page; Datasette's own where no bank is served."""
    if await bank_names(datasette):
        return await _home(datasette, request)
    return await tables(datasette, request, send)


async def tables(datasette: Any, request: Any, send: Any) -> Any:
    """Datasette's own first page, which 0.65 has nowhere else."""
    request.scope["url_route"]["kwargs"].setdefault("format", None)
    return await IndexView.as_view(datasette)(request, send)


def overview(connection: Any) -> dict[str, Any]:
    """What there is: counts, also by month, the newest quotes, the speakers with most quotes."""
    return {
        "counts": queries.counts(connection),
        "months": queries.months(connection),
        "newest": queries.newest(connection, NEWEST),
        "speakers": queries.speakers(connection, limit=MOST_QUOTED).rows,
    }


@page("home.html")
async def _home(bank: ServedBank, _request: Any) -> dict[str, Any]:
    found = await bank.ask(overview)
    return {**found, "plot": plots.plot(found["months"]), "searching": True}


@page("speakers.html")
async def speakers(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Everybody who is named, the most quoted first."""
    question = asked(request.args)
    context: dict[str, Any] = {
        "here": "speakers",
        "asked": question,
        "problems": question.problems,
        "kinds": KINDS,
        "json_url": bank.links.json("speakers", **question.address()),
    }
    if question.problems:
        return context
    found = await bank.ask(
        lambda connection: queries.speakers(
            connection,
            query=question.query,
            kind=question.kind,
            limit=question.limit,
            after=question.after,
        )
    )
    return {
        **context,
        "rows": found.rows,
        "total": found.total,
        "capped": found.capped,
        "next_url": found.next and bank.links.speakers(**question.address(after=found.next)),
        "first_url": bank.links.speakers(**question.address(after=None)),
    }


@page("speaker.html", editing=editing.for_speaker)
async def speaker(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One speaker: names, roles in time, what they speak about and with whom, newest quotes."""

    def found(connection: Any) -> tuple[dict[str, Any] | None, dict[str, list[dict[str, Any]]]]:
        number = speaker_id(request)
        row = queries.speaker(connection, number)
        return row, queries.role_articles(connection, number, newest=ROLE_ARTICLES) if row else {}

    row, articles = await bank.ask(found)
    if row is None:
        raise RefusalError(404, "There is no speaker of that number.")
    return {
        "here": "speakers",
        "speaker": row,
        "plot": plots.plot(row["months"]),
        "roles": reading.roles(row["roles"], articles),
    }


@page("quote.html", editing=editing.for_quote)
async def quote(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One quote in its paragraph."""
    row = await bank.ask(partial(queries.quote, key=decoded(request.url_vars["key"])))
    if row is None:
        raise RefusalError(404, "There is no quote of that key.")
    return {
        "quote": row,
        "paragraphs": reading.quote_in_paragraph(row),
        "others": reading.other_speakers(row),
        "address": bank.datasette.absolute_url(request, bank.links.quote(row["key"])),
    }


@page("article.html")
async def article(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One article with every quote marked."""
    row = await bank.ask(partial(queries.article, id=decoded(request.url_vars["id"])))
    if row is None:
        raise RefusalError(404, "There is no article of that name.")
    return {
        "article": row,
        "voices": reading.voices(row),
        "paragraphs": reading.spoken_text(row),
    }


def speaker_id(request: Any) -> int:
    """The number of the speaker in a path; 0, which nobody has, where it is no number."""
    return number_of(decoded(request.url_vars["id"]))
