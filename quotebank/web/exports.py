"""All quotes of a search to take along: CSV, JSON lines, and the newest as an Atom feed.

========================  =========================================================================
address                   body
========================  =========================================================================
``/quotes.csv``           a table with a heading, one row for each quote
``/quotes.jsonl``         one JSON object a line, the rows of ``/quotes.json`` without ``snippet``
``/quotes.atom``          the newest 50, to follow with a feed reader
========================  =========================================================================

The query string is that of ``/quotes.json``. Quotes come newest first, up to 100,000 of them; ``order``,
``limit`` and ``after`` change nothing. The rows are read page by page and sent as they are read, so that
memory and the time for each query stay small however many there are. If reading fails on the way the
connection breaks off: a file that ends as it should is whole.
"""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from typing import Any

from datasette.utils import add_cors_headers
from datasette.utils.asgi import AsgiStream, Response

from quotebank.bank import queries
from quotebank.web import caching
from quotebank.web.answers import JSON_POLICY, only_reading, or_refusal
from quotebank.web.asked import Asked, asked
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.feed import TYPE as FEED_TYPE
from quotebank.web.feed import feed
from quotebank.web.parameters import QUOTES, given
from quotebank.web.refusal import RefusalError

MOST = 100_000
"""The most rows of one export."""

FIRST = 100
"""Rows that are read before anything is sent: few, so that a download begins at once."""

AT_ONCE = 1000
"""Rows that are read and sent together after these."""

FEED = 50
"""The newest quotes in a feed."""

EXPORTS: Mapping[str, str] = {"csv": "CSV", "jsonl": "JSON lines", "atom": "Atom"}
"""The endings of the addresses and what each is called."""

COLUMNS = (
    "key", "text", "type", "act", "attitude", "speaker", "speaker_id", "speaker_kind", "role", "said_on",
    "venue", "addressee", "published", "publisher", "article_id", "article_title", "url", "confidence",
    "speaker_confidence", "page",
)  # fmt: skip
"""The columns of the table."""

_FORMULA = re.compile(r"[=+\-@\t\r]")

Row = dict[str, Any]
Format = Callable[[list[Row]], str]


async def table(datasette: Any, request: Any) -> Any:
    """``/quotes.csv``."""
    return await _export(datasette, request, "csv", "text/csv; charset=utf-8", _csv, heading=_line(COLUMNS))


async def lines(datasette: Any, request: Any) -> Any:
    """``/quotes.jsonl``."""
    return await _export(datasette, request, "jsonl", "application/jsonl; charset=utf-8", _jsonl)


async def atom(datasette: Any, request: Any) -> Any:
    """``/quotes.atom``."""

    async def answer() -> Any:
        bank, question = await _asked(datasette, request)
        rows, _ = await bank.ask(partial(queries.listed, sought=question, limit=FEED))
        here = datasette.absolute_url(request, bank.links.export("atom", **question.address(after=None)))
        page = datasette.absolute_url(request, bank.links.search(**question.address(after=None)))
        body = feed(_paged(bank, request, rows), address=here, page=page, asked=question.written())
        headers = _headers(bank, caching.content_tag(body.encode("utf-8")))
        if caching.is_known(request, headers["ETag"], exists=True):
            return Response("", status=304, headers=headers, content_type=FEED_TYPE)
        return Response("" if request.method == "HEAD" else body, headers=headers, content_type=FEED_TYPE)

    return await or_refusal(datasette, request, answer)


async def _export(
    datasette: Any, request: Any, ending: str, content_type: str, written: Format, *, heading: str = ""
) -> Any:
    async def answer() -> Any:
        bank, question = await _asked(datasette, request)
        headers = _headers(bank, caching.lasting_tag(datasette, bank.database, request))
        headers["Content-Disposition"] = f'attachment; filename="{file_name(question, ending)}"'
        if "ETag" in headers and caching.is_known(request, headers["ETag"], exists=False):
            return Response("", status=304, headers=headers, content_type=content_type)
        if request.method == "HEAD":
            return Response("", headers=headers, content_type=content_type)
        pages = _pages(bank, question)
        # The first page is read before anything is sent, while there can still be a refusal.
        first = await anext(pages)

        async def stream(writer: Any) -> None:
            await writer.write(heading + written(_paged(bank, request, first)))
            async for rows in _while_wanted(request, pages):
                await writer.write(written(_paged(bank, request, rows)))

        return AsgiStream(stream, headers=headers, content_type=content_type)

    return await or_refusal(datasette, request, answer)


async def _asked(datasette: Any, request: Any) -> tuple[ServedBank, Asked]:
    """The bank and the question; raises RefusalError where there is none that can be answered."""
    only_reading(request)
    given(request, QUOTES)
    bank = await find_bank(datasette, request)
    question = asked(request.args, box=True)
    if question.problems:
        raise RefusalError(400, " ".join(question.problems), parameter=question.problems[0].parameter)
    return bank, question


async def _pages(bank: ServedBank, question: Asked) -> AsyncIterator[list[Row]]:
    """Pages of rows, at least one, up to ``MOST`` rows in all."""
    after: str | None = None
    sent, limit = 0, min(FIRST, AT_ONCE)
    while sent < MOST:
        limit = min(limit, MOST - sent)
        rows, after = await bank.ask(partial(queries.listed, sought=question, limit=limit, after=after))
        yield rows
        if after is None:
            return
        sent, limit = sent + len(rows), AT_ONCE


async def _while_wanted(request: Any, pages: AsyncIterator[list[Row]]) -> AsyncIterator[list[Row]]:
    """The pages, until the client has gone: servers drop what is sent then, and nobody would stop reading."""

    async def left() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    leaving = asyncio.ensure_future(left())
    try:
        async for rows in pages:
            yield rows
            if leaving.done():
                return
    finally:
        leaving.cancel()


def _paged(bank: ServedBank, request: Any, rows: list[Row]) -> list[Row]:
    """The rows with the addresses of their pages and without what only a page shows."""
    before, _, behind = bank.datasette.absolute_url(request, bank.links.quote("KEY")).rpartition("KEY")
    for row in rows:
        del row["snippet"]
        row["page"] = f"{before}{row['key']}{behind}"
    return rows


def _headers(bank: ServedBank, tag: str | None) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": JSON_POLICY,
        "Cache-Control": caching.lifetime(bank.datasette, bank.database),
    }
    if tag is not None:
        headers["ETag"] = tag
    if bank.datasette.cors:
        add_cors_headers(headers)
    return headers


def file_name(question: Asked, ending: str) -> str:
    """A name that tells what was asked, of letters and digits only."""
    asked = re.sub(r"[^a-z0-9]+", "-", question.written().lower()).strip("-")[:60].strip("-")
    return f"quotes-{asked}.{ending}" if asked else f"quotes.{ending}"


def _csv(rows: list[Row]) -> str:
    return "".join(_line([_cell(row[column]) for column in COLUMNS]) for row in rows)


def _line(cells: Any) -> str:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _cell(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula: an apostrophe goes before what may be one.

    Articles are anybody's, and a formula can fetch addresses or start programs.
    """
    if isinstance(value, bool):
        return int(value)
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _jsonl(rows: list[Row]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)
