"""The search page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotebank.bank import queries
from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web import narrowing
from quotebank.web.answers import page
from quotebank.web.asked import Asked, asked
from quotebank.web.exports import EXPORTS
from quotebank.web.words import ORDER_WORDS

if TYPE_CHECKING:
    from quotebank.web.banks import ServedBank


@page("search.html")
async def search(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Quotes by words and filters, with counts for narrowing and links for taking them along."""
    question = asked(request.args, box=True)
    whole = question.address(after=None)
    context: dict[str, Any] = {
        "here": "search",
        "searching": True,
        "asked": question,
        "written": question.written(),
        "problems": question.problems,
        "hints": question.hints,
        "types": TYPES,
        "acts": ACTS,
        "kinds": KINDS,
        "json_url": bank.links.json("quotes", **question.address()),
        "feed_url": bank.links.export("atom", **whole),
    }
    if question.problems:
        return context

    def found(connection: Any) -> tuple[queries.Page, queries.Facets, str | None, bool]:
        page, facets = queries.explore(
            connection,
            question,
            order=question.order,
            limit=question.limit,
            after=question.after,
        )
        return page, facets, _name(connection, question), _nobody(connection, question, page)

    page, facets, speaker, nobody = await bank.ask(found)
    return {
        **context,
        "rows": page.rows,
        "total": page.total,
        "capped": page.capped,
        "speaker_name": speaker,
        "nobody": nobody,
        "facets": facets,
        "groups": narrowing.groups(question, bank.links, facets),
        "chips": narrowing.chips(question, bank.links, speaker=speaker),
        "orders": _orders(bank, question),
        "exports": [(word, bank.links.export(ending, **whole)) for ending, word in EXPORTS.items()],
        "next_url": page.next and bank.links.search(**question.address(after=page.next)),
        "first_url": bank.links.search(**whole),
        "everything_url": bank.links.search(),
    }


def _orders(bank: ServedBank, question: Asked) -> list[tuple[str, str, bool]]:
    """What each order is called, the search in it, and whether it is the one in force."""
    # Without a word nothing can match better than the rest: the newest come first.
    known = [order for order in ORDER_WORDS if question.query or order != "relevance"]
    order = question.order if question.order in known else "newest"
    return [
        (
            ORDER_WORDS[one],
            bank.links.search(**question.address(after=None, order=None if one == "relevance" else one)),
            one == order,
        )
        for one in known
    ]


def _name(connection: Any, question: Asked) -> str | None:
    """The name of the speaker who is asked for by number."""
    if question.speaker is None:
        return None
    return next((row["name"] for row in queries.numbered(connection, question.speaker)), None)


def _nobody(connection: Any, question: Asked, page: queries.Page) -> bool:
    """Whether nothing was found because nobody bears the name that is asked for."""
    if page.total or question.by is None:
        return False
    return not queries.speakers(connection, query=question.by, limit=1).rows
