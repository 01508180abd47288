"""Every address of the API: what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotebank.web.exports import COLUMNS, FEED, MOST
from quotebank.web.parameters import DB, MAX_ID, ONE, QUOTES, SPEAKERS, Parameter
from quotebank.web.reconcile import MOST_SKIPPED
from quotebank.web.schemas import Schema, many, ref
from quotebank.web.shapes import NEXT, answered, listed

JSON = "application/json"
HTML = "text/html"

_KEY = Parameter(
    "key", "Key of a quote.", {"type": "string", "pattern": "^[0-9a-f]+$"}, "b015930e242e55252f7a"
)
_ARTICLE = Parameter(
    "id",
    "What the article is called, tilde-encoded (`a/b` is `a~2Fb`); percent-encoding is understood too.",
    {"type": "string", "minLength": 1},
)
_SPEAKER = Parameter(
    "id", "Number of a speaker.", {"type": "integer", "minimum": 1, "maximum": MAX_ID}, 3577383010839992
)

REFUSALS: Mapping[int, str] = {
    400: "A value of the address does not fit.",
    403: "You may not see this bank.",
    404: "There is no such thing, or no such bank.",
    413: "There is too much of it.",
    415: "It is no form.",
    503: "It took too long.",
}
"""Why there may be no answer, by HTTP status."""


def _written(name: str) -> Schema:
    """A string in which something stands as JSON."""
    return {"type": "string", "contentMediaType": JSON, "contentSchema": ref(name)}


_MATCHING = (
    Parameter("queries", "Names to match; without them the manifest comes.", ref("QueryBatch")),
    Parameter("extend", "Which properties of which speakers to give.", ref("ExtendRequest")),
    DB,
)
_MATCHED = {JSON: {"anyOf": [ref("Manifest"), ref("ResultBatch"), ref("ExtendResult")]}}
_ASKED = (400, 403, 404, 413, 503)
_SUGGESTING = (
    Parameter("prefix", "What was typed, or the number of a speaker.", {"type": "string"}, "kirb"),
    Parameter("cursor", "How many to leave out.", {"type": "integer", "minimum": 0, "maximum": MOST_SKIPPED}),
    DB,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address: what it takes in its path and query, and the content of a good answer by media type."""

    path: str
    name: str
    summary: str
    content: Mapping[str, Schema]
    query: Sequence[Parameter] = ()
    inside: Sequence[Parameter] = ()
    refusals: Sequence[int] = (400, 403, 404, 503)
    form: Schema | None = None
    """Where it is posted to: the fields of the form."""


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        "/quotes.json",
        "searchQuotes",
        "Quotes by words and filters",
        {JSON: listed("quotes", "Quote")},
        QUOTES,
    ),
    Operation(
        "/quotes.csv",
        "exportTable",
        f"All quotes of a search as a table, newest first, up to {MOST:,}",
        {"text/csv": {"type": "string", "description": f"Columns: {', '.join(COLUMNS)}."}},
        QUOTES,
    ),
    Operation(
        "/quotes.jsonl",
        "exportLines",
        f"All quotes of a search, one JSON object a line, newest first, up to {MOST:,}",
        {"application/jsonl": {"type": "string", "description": "Quotes without `snippet`, one a line."}},
        QUOTES,
    ),
    Operation(
        "/quotes.atom",
        "exportFeed",
        f"The newest {FEED} quotes of a search as an Atom feed",
        {"application/atom+xml": {"type": "string"}},
        QUOTES,
    ),
    Operation(
        "/quotes/{key}.json",
        "getQuote",
        "One quote with its evidence and paragraph",
        {JSON: answered({"quote": ref("WholeQuote")})},
        ONE,
        (_KEY,),
    ),
    Operation(
        "/speakers.json",
        "listSpeakers",
        "Everybody who is named, the most quoted first",
        {JSON: listed("speakers", "Speaker")},
        SPEAKERS,
    ),
    Operation(
        "/speakers/{id}.json",
        "getSpeaker",
        "One speaker with the newest quotes",
        {
            JSON: answered(
                {"speaker": ref("WholeSpeaker"), "quotes": many(ref("Quote"), "The newest 20."), "next": NEXT}
            )
        },
        ONE,
        (_SPEAKER,),
    ),
    Operation(
        "/articles/{id}.json",
        "getArticle",
        "One article with its text and quotes",
        {JSON: answered({"article": ref("Article")})},
        ONE,
        (_ARTICLE,),
    ),
    Operation(
        "/stats.json",
        "getStats",
        "How much there is, the newest quotes, the most quoted speakers",
        {
            JSON: answered(
                {"counts": ref("Counts"), "newest": many(ref("Quote")), "speakers": many(ref("Speaker"))}
            )
        },
        ONE,
    ),
    Operation(
        "/reconcile", "getService", "The manifest, or candidates for names", _MATCHED, _MATCHING, (), _ASKED
    ),
    Operation(
        "/reconcile",
        "postBatch",
        "Candidates for names, or what is known of speakers",
        {JSON: {"anyOf": [ref("ResultBatch"), ref("ExtendResult")]}},
        ONE,
        (),
        (*_ASKED, 415),
        {
            "type": "object",
            "properties": {"queries": _written("QueryBatch"), "extend": _written("ExtendRequest")},
            "anyOf": [{"required": ["queries"]}, {"required": ["extend"]}],
        },
    ),
    *(
        Operation(
            f"/reconcile/suggest/{what}",
            f"suggest{what.title()}",
            f"{many_of} that begin so",
            {JSON: ref("Suggestions")},
            _SUGGESTING,
        )
        for what, many_of in {"entity": "Speakers", "property": "Properties", "type": "Kinds"}.items()
    ),
    Operation(
        "/reconcile/properties",
        "listProperties",
        "What can be fetched of a speaker",
        {JSON: ref("Properties")},
        (Parameter("type", "Kind of speaker; all have the same.", {"type": "string"}), DB),
        refusals=(403, 404, 503),
    ),
    Operation(
        "/reconcile/preview",
        "previewSpeaker",
        "A small page on a speaker, for a frame",
        {HTML: {"type": "string"}},
        (Parameter("id", "Number of the speaker.", {"type": "string"}), DB),
        refusals=(403, 404, 503),
    ),
    Operation("/openapi.json", "getOpenAPI", "This document", {JSON: {"type": "object"}}, refusals=()),
)
"""Every address of the API."""
