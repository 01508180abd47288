"""The shapes of the API's answers, as JSON schemas with a sentence for each field.

Every field that is named here is always there; null where a value may be missing says so. Fields may be added
in later versions, none is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping

from quotebank.bank.queries import CAP
from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web.parameters import MAX_ID
from quotebank.web.schemas import Schema, count, flag, many, one_of, ref, text, thing


def _sure(meaning: str, *, null: bool = False) -> Schema:
    return {
        "type": ["number", "null"] if null else "number",
        "minimum": 0,
        "maximum": 1,
        "description": meaning,
    }


_NUMBER: Schema = {
    "type": "integer",
    "minimum": 1,
    "maximum": MAX_ID,
    "description": "Number of the speaker: made of kind and name, so that it outlives a rebuild of the bank.",
}
_MAYBE_NUMBER: Schema = {
    "type": ["integer", "null"],
    "minimum": 1,
    "maximum": MAX_ID,
    "description": "Number of the speaker; null where the article does not tell who it is.",
}
_KIND = one_of(KINDS, "What kind of speaker; null where it is not clear.", null=True)
_PAGE = text("Address of its page.")
_SPAN: Schema = {
    "type": "array",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
    "description": "Half-open: first character and the one after the last, counted in Unicode code points.",
}
_PARTS = ("content", "cue", "source", "venue", "addressee")
_MONTH: Schema = {"type": "string", "description": "Month as YYYY-MM."}

_ROW: dict[str, Schema] = {
    "key": text("Name of the quote that stays the same when the article is analysed again."),
    "text": text("What was said, as the article has it; pieces are joined by “ … ”."),
    "type": one_of(TYPES, "All in quotation marks, none of it, or part of it."),
    "speaker": text("Who said it; null where the article does not tell.", null=True),
    "speaker_id": _MAYBE_NUMBER,
    "speaker_kind": _KIND,
    "role": text("Title or office as this article words it: a claim of the article.", null=True),
    "said_on": text("Day on which it was said, where the article tells.", null=True),
    "venue": text("Where it was said, in the article's words.", null=True),
    "addressee": text("To whom it was said, in the article's words.", null=True),
    "published": text("Day (or date and time) on which the article was published.", null=True),
    "publisher": text("Who published the article.", null=True),
    "article_id": text("What the article is called: goes into `/articles/ID.json`, tilde-encoded."),
    "article_title": text("Headline of the article.", null=True),
    "url": text("Where the article was published; as it came, so check it before you link it.", null=True),
    "attitude": flag("A thought, wish or intention that was not voiced."),
    "act": one_of(ACTS, "What is done by saying it; null where it is not clear.", null=True),
    "confidence": _sure("How sure the program is that this is a quote of that source."),
    "speaker_confidence": _sure("How sure it is who the speaker is; null where not measured.", null=True),
    "snippet": many(
        {
            "type": "array",
            "prefixItems": [{"type": "string"}, {"type": "boolean"}],
            "minItems": 2,
            "maxItems": 2,
        },
        "The best passage as [text, is a hit] pairs, without any HTML.",
    ),
    "page": _PAGE,
}

_TRACE: dict[str, Schema] = {"segments": ref("Segments"), "evidence": many(ref("Evidence"))}

_SPEAKER: dict[str, Schema] = {
    "id": _NUMBER,
    "key": text("Key of the speaker; the number is made from it."),
    "name": text("The name that most articles use."),
    "kind": _KIND,
    "quotes": count("How many quotes, attitudes left out."),
    "attitudes": count("How many thoughts and wishes."),
    "articles": count("In how many articles."),
    "role": text("Latest role that an article gives.", null=True),
    "page": _PAGE,
}

_ARTICLE: dict[str, Schema] = {
    "article_id": text("What the article is called."),
    "key": text("Name of the article that stays the same."),
    "title": text("Headline.", null=True),
    "published": text("Day (or date and time) of publication.", null=True),
    "url": text("Where it was published; as it came, so check it before you link it.", null=True),
    "publisher": text("Who published it.", null=True),
    "author": text("Who wrote it.", null=True),
    "page": _PAGE,
}


def _named(counted: str, meaning: str) -> Schema:
    fields = {"id": _NUMBER, "name": text(), "kind": _KIND, counted: count(meaning), "page": _PAGE}
    return thing("Another speaker.", fields)


SHAPES: Mapping[str, Schema] = {
    "Error": thing(
        "Why there is no answer.",
        {
            "ok": {"const": False},
            "error": text("One sentence for whoever asked."),
            "status": {"type": "integer", "description": "The HTTP status."},
            "parameter": text("The value of the address that does not fit."),
        },
        optional=("parameter",),
    ),
    "Quote": thing("A quote as lists show it.", _ROW),
    "TracedQuote": thing("A quote with where it stands and why.", _ROW | _TRACE),
    "WholeQuote": thing(
        "A quote with everything known of it.",
        _ROW
        | _TRACE
        | {
            "corrections": many(ref("Correction"), "What people put right, in force now."),
            "article": thing("Its article.", _ARTICLE | {"quotes": count("Quotes in the article.")}),
            "paragraph": {"anyOf": [ref("Paragraph"), {"type": "null"}]},
            "elsewhere": thing(
                "The same words in other articles, oldest first.",
                {
                    "rows": many(ref("Quote")),
                    "total": count(f"How many, up to {CAP:,}."),
                    "capped": flag("There may be more than that."),
                },
            ),
            "run": ref("Run"),
        },
    ),
    "Segments": thing(
        "Where the parts of a quote stand; each may have several pieces or none.",
        {part: many(_SPAN) for part in _PARTS},
    ),
    "Evidence": thing(
        "Why something was decided.",
        {
            "feature": text("Name of the feature."),
            "score": {"type": "number"},
            "sentence": text("For people."),
        },
    ),
    "Correction": thing(
        "What a person put right in a quote.",
        {"field": text("What was wrong."), "value": text("What it is.", null=True), "at": text("When.")},
    ),
    "Paragraph": thing(
        "The paragraph of a quote; null where the bank does not hold the article's text.",
        {
            "text": text(),
            "start": count("Character of the article at which it begins."),
            "segments": ref("Segments"),
        },
    ),
    "Run": thing(
        "What decided it, and when.",
        {
            "model": text("Version of the reader."),
            "version": text("Version of quotebank."),
            "finished": text("When.", null=True),
        },
    ),
    "Speaker": thing("A speaker as lists show it.", _SPEAKER),
    "WholeSpeaker": thing(
        "A speaker with everything known of it.",
        _SPEAKER
        | {
            "names": many(text(), "Every form of the name, the most usual first."),
            "roles": many(
                thing(
                    "A title or office, as articles word it.",
                    {
                        "role": text(),
                        "first": text("First day on which an article gives it.", null=True),
                        "last": text("Last day.", null=True),
                        "articles": count("How many articles give it."),
                    },
                ),
                "Latest first.",
            ),
            "months": many(
                thing(
                    "Quotes of one month.", {"month": _MONTH, "quotes": count("Quotes, attitudes left out.")}
                ),
                "In order; months without a quote are left out.",
            ),
            "words": many(
                thing("A word.", {"word": text(), "score": {"type": "number"}}),
                "Most used words, heaviest first; empty where not computed.",
            ),
            "about": many(
                _named("quotes", "In how many of the newest 500 quotes."), "Whom the speaker talks about."
            ),
            "with": many(_named("articles", "In how many of the newest 200 articles."), "Who is quoted too."),
            "why": many(
                thing(
                    "Why two names are one speaker.",
                    {
                        "name": text(),
                        "other": text(),
                        "feature": text(),
                        "score": {"type": ["number", "null"]},
                        "sentence": text("For people."),
                    },
                )
            ),
        },
    ),
    "Article": thing(
        "An article with its quotes in text order, attitudes among them.",
        _ARTICLE
        | {
            "text": text("The text exactly as it came; null where the bank does not hold it.", null=True),
            "notes": many(text(), "What was odd about it."),
            "run": ref("Run"),
            "quotes": many(ref("TracedQuote")),
            "speakers": many(
                thing(
                    "Somebody of whom the article speaks.",
                    {
                        "id": _NUMBER,
                        "name": text(),
                        "kind": _KIND,
                        "mentions": many(_SPAN),
                        "page": _PAGE,
                    },
                )
            ),
        },
    ),
    "Counts": thing(
        "How much there is.",
        {
            "articles": count("Articles."),
            "quotes": count("Quotes, attitudes among them."),
            "attitudes": count("Attitudes."),
            "speakers": count("Speakers."),
            "runs": count("Runs."),
            "failures": count("Articles that could not be read."),
        },
    ),
}
"""Schemas by name, as ``components`` of the OpenAPI file."""


def listed(name: str, shape: str) -> Schema:
    """The body of a list: its rows under ``name``, how many there are, and where to go on."""
    return answered(
        {
            name: many(ref(shape)),
            "total": count(f"How many there are, up to {CAP:,}."),
            "capped": flag("There may be more than that."),
            "next": NEXT,
        }
    )


NEXT = text("Address of the rows that follow; null at the end.", null=True)


def answered(fields: Mapping[str, Schema]) -> Schema:
    """The body of a good answer."""
    return thing("", {"ok": {"const": True}, **fields})
