"""What readers and programs ask a site for: addresses with blanks, and how to fill them from a bank."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from quotebank.bank.sampling import Samples

COMMON = "the"
"""A word that most quotes have: the dearest question."""

_PAGES = 90
"""Pages of 20 that a ranked search has."""


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of request.

    ``path`` has the blanks of ``blanks``. ``share`` is how often it is among mixed requests, 0 for never. Of
    an answer that is not read ``whole`` the first piece counts.
    """

    name: str
    path: str
    share: int = 1
    whole: bool = True


ROUTES = (
    Route("home", "/", share=3),
    Route("search: a word", "/-/quotebank/search?q={word}", share=12),
    Route("search: two words", "/-/quotebank/search?q={words}", share=6),
    Route("search: a phrase", "/-/quotebank/search?q=%22{words}%22", share=2),
    Route("search: a word in most quotes", "/-/quotebank/search?q={common}&limit={few}"),
    Route("search: a name", "/-/quotebank/search?q={name}", share=3),
    Route("search: a word, newest first", "/-/quotebank/search?q={word}&order=newest", share=2),
    Route("search: a word, a type, a kind", "/-/quotebank/search?q={word}&type=direct&kind=person", share=2),
    Route(
        "search: a word, a publisher, a year",
        "/-/quotebank/search?q={word}&publisher={publisher}&since={year}&until={year}",
        share=2,
    ),
    Route("search: a speaker", "/-/quotebank/search?speaker={speaker}", share=3),
    Route("search: a word by a speaker", "/-/quotebank/search?q={word}&speaker={speaker}", share=2),
    Route("search: no words, two filters", "/-/quotebank/search?type=mixed&publisher={publisher}"),
    Route("search: no words, rare filters", "/-/quotebank/search?act=refusal&publisher={publisher}"),
    Route("search: a deep page", "/-/quotebank/search?order=newest&after=n{quote_id}"),
    Route("search: a deep page of a common word", "/-/quotebank/search?q={common}&after=r{deep}"),
    Route("speakers", "/-/quotebank/speakers", share=2),
    Route("speakers: a name", "/-/quotebank/speakers?q={last_name}", share=2),
    Route("speaker", "/-/quotebank/speakers/{speaker}", share=8),
    Route("speaker: the most quoted", "/-/quotebank/speakers/{most_quoted}"),
    Route("quote", "/-/quotebank/quotes/{quote}", share=8),
    Route("article", "/-/quotebank/articles/{article}", share=5),
    Route("compare", "/-/quotebank/compare?speaker={speaker}&speaker={most_quoted}"),
    Route("compare: a word", "/-/quotebank/compare?q={word}&speaker={speaker}&speaker={most_quoted}"),
    Route("quotes.json: a word", "/-/quotebank/quotes.json?q={word}", share=6),
    Route("quotes.json: a word in most quotes", "/-/quotebank/quotes.json?q={common}&limit={few}"),
    Route("quotes.json: 100 rows", "/-/quotebank/quotes.json?q={word}&limit=100"),
    Route("quotes.json: a deep page", "/-/quotebank/quotes.json?order=newest&after=n{quote_id}"),
    Route("quotes/KEY.json", "/-/quotebank/quotes/{quote}.json", share=3),
    Route("speakers.json", "/-/quotebank/speakers.json"),
    Route("speakers/ID.json", "/-/quotebank/speakers/{speaker}.json", share=3),
    Route("articles/ID.json", "/-/quotebank/articles/{article}.json", share=2),
    Route("stats.json", "/-/quotebank/stats.json"),
    Route("openapi.json", "/-/quotebank/openapi.json"),
    Route("reconcile: the service", "/-/quotebank/reconcile"),
    Route("reconcile: a name", "/-/quotebank/reconcile?queries={reconciled}"),
    Route("quotes.csv: first row", "/-/quotebank/quotes.csv?q={word}", whole=False),
    Route("quotes.csv: first row of all", "/-/quotebank/quotes.csv", share=0, whole=False),
    Route("quotes.jsonl: first row", "/-/quotebank/quotes.jsonl?q={word}", whole=False),
    Route("quotes.atom", "/-/quotebank/quotes.atom?q={word}"),
    Route("robots.txt", "/robots.txt"),
    Route("Datasette: the database", "/{database}"),
    Route("Datasette: quotes", "/{database}/quotes"),
    Route("Datasette: quotes of a speaker", "/{database}/quotes?speaker={speaker}"),
    Route(
        "Datasette: quotes.json",
        "/{database}/quotes.json?_shape=array&_size=20&_nocount=1&_nofacet=1&speaker={speaker}",
    ),
    Route("Datasette: a quote", "/{database}/quotes/{quote_id}"),
)
"""Pages, API, exports, and Datasette's own pages with their settings of a bank."""


def blanks(picked: Samples, at: int, *, database: str) -> dict[str, str]:
    """What goes into the blanks of an address: the samples at a position, encoded."""
    name = picked.speaker_names[at]
    values = {
        "word": picked.words[at],
        "words": picked.phrases[at],
        "common": COMMON,
        "name": name,
        "last_name": name.split()[-1],
        "reconciled": json.dumps({"q0": {"query": name}}),
        "speaker": str(picked.speakers[at]),
        "most_quoted": str(picked.most_quoted[at % len(picked.most_quoted)]),
        "quote": picked.quotes[at],
        "quote_id": str(picked.quote_ids[at]),
        "article": picked.articles[at],
        "publisher": picked.publishers[at],
        "year": picked.days[at][:4],
        "few": str(20 + at % 5),
        "deep": str(20 * (at % _PAGES)),
        "database": database,
    }
    return {name: quote(value, safe="") for name, value in values.items()}
