"""The JSON API. Every answer has ``ok``; lists have ``total``, ``capped`` and ``next``.

========================  =====================================================================
address                   body
========================  =====================================================================
``/quotes.json``          ``quotes``: rows as search gives them; ``total``, ``capped``, ``next``
``/quotes/KEY.json``      ``quote``: the row with ``segments``, ``evidence``, ``paragraph``
``/speakers.json``        ``speakers``; ``total``, ``capped``, ``next``
``/speakers/ID.json``     ``speaker``: with ``names``, ``roles``, ``months``; ``quotes``, ``next``
``/articles/ID.json``     ``article``: metadata, ``text`` (or null), ``quotes``, ``speakers``
``/stats.json``           ``counts``, ``newest`` quotes, most quoted ``speakers``
========================  =====================================================================

``next`` is the address of the rows that follow, null at the end. A refusal is ``{"ok": false,
"error": sentence, "status": code}`` with that HTTP status. Each quote, speaker and article carries
``page``, the address of its page.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from quotebank.bank import queries
from quotebank.web.answers import api
from quotebank.web.asked import Asked, asked
from quotebank.web.links import decoded
from quotebank.web.pages import overview, speaker_id
from quotebank.web.parameters import ONE, QUOTES, SPEAKERS
from quotebank.web.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quotebank.web.banks import ServedBank


@api(*QUOTES)
async def quotes(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Quotes by words and filters."""
    question = _question(request, box=True)
    found = await bank.ask(
        lambda connection: queries.search(connection, question.query, **question.filters())
    )
    following = found.next and bank.links.json("quotes", **question.address(after=found.next))
    return {
        "quotes": _quote_pages(bank, request, found.rows),
        "total": found.total,
        "capped": found.capped,
        "next": _absolute(bank, request, following),
    }


@api(*ONE)
async def quote(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One quote with its evidence and paragraph."""
    row = await bank.ask(partial(queries.quote, key=decoded(request.url_vars["key"])))
    if row is None:
        raise RefusalError(404, "There is no quote of that key.")
    (row,) = _quote_pages(bank, request, [row])
    about = row["article"]
    elsewhere = row["elsewhere"]
    return {
        "quote": {
            **_traced(row),
            "article": {**about, "page": _absolute(bank, request, bank.links.article(about["article_id"]))},
            "elsewhere": {**elsewhere, "rows": _quote_pages(bank, request, elsewhere["rows"])},
        }
    }


@api(*SPEAKERS)
async def speakers(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Everybody who is named, the most quoted first."""
    question = _question(request)
    found = await bank.ask(
        lambda connection: queries.speakers(
            connection,
            query=question.query,
            kind=question.kind,
            limit=question.limit,
            after=question.after,
        )
    )
    following = found.next and bank.links.json("speakers", **question.address(after=found.next))
    return {
        "speakers": _speaker_pages(bank, request, found.rows),
        "total": found.total,
        "capped": found.capped,
        "next": _absolute(bank, request, following),
    }


@api(*ONE)
async def speaker(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One speaker with the newest quotes; ``next`` leads to the others."""
    row = await bank.ask(partial(queries.speaker, id=speaker_id(request)))
    if row is None:
        raise RefusalError(404, "There is no speaker of that number.")
    (row,) = _speaker_pages(bank, request, [row])
    newest = row.pop("newest")
    following = newest["next"] and bank.links.json(
        "quotes", speaker=row["id"], order="newest", after=newest["next"]
    )
    for others in ("about", "with"):
        row[others] = _speaker_pages(bank, request, row[others])
    return {
        "speaker": row,
        "quotes": _quote_pages(bank, request, newest["rows"]),
        "next": _absolute(bank, request, following),
    }


@api(*ONE)
async def article(bank: ServedBank, request: Any) -> dict[str, Any]:
    """One article with its text and quotes."""
    row = await bank.ask(partial(queries.article, id=decoded(request.url_vars["id"])))
    if row is None:
        raise RefusalError(404, "There is no article of that name.")
    return {
        "article": {
            **_traced(row),
            "page": _absolute(bank, request, bank.links.article(row["article_id"])),
            "quotes": _quote_pages(bank, request, row["quotes"]),
            "speakers": _speaker_pages(bank, request, row["speakers"]),
        }
    }


@api(*ONE)
async def stats(bank: ServedBank, request: Any) -> dict[str, Any]:
    """What there is."""
    found = await bank.ask(overview)
    return {
        "counts": found["counts"],
        "newest": _quote_pages(bank, request, found["newest"]),
        "speakers": _speaker_pages(bank, request, found["speakers"]),
    }


def _question(request: Any, *, box: bool = False) -> Asked:
    question = asked(request.args, box=box)
    if question.problems:
        raise RefusalError(400, " ".join(question.problems), parameter=question.problems[0].parameter)
    return question


def _absolute(bank: ServedBank, request: Any, address: str | None) -> str | None:
    return None if address is None else str(bank.datasette.absolute_url(request, address))


def _quote_pages(bank: ServedBank, request: Any, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "page": _absolute(bank, request, bank.links.quote(row["key"]))} for row in rows]


def _speaker_pages(bank: ServedBank, request: Any, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "page": _absolute(bank, request, bank.links.speaker(row["id"]))} for row in rows]


def _traced(row: dict[str, Any]) -> dict[str, Any]:
    """The row with what a reader needs of its run: not the command, which tells of folders."""
    run = row["run"]
    return {**row, "run": {name: run[name] for name in ("model", "version", "finished")}}
