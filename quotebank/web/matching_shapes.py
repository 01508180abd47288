"""The shapes of the reconciliation service, as its specification has them, with our bounds."""

from __future__ import annotations

from collections.abc import Mapping

from quotebank.core import KINDS
from quotebank.web.batches import MOST_CHARACTERS, MOST_IDS, MOST_QUERIES, MOST_VALUES, ROLE
from quotebank.web.schemas import Schema, count, flag, many, ref, text, thing

_URL = {"type": "string", "format": "uri"}
_VALUE: Schema = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {
            "type": "object",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
        },
    ]
}
_TYPE = thing("A kind of speaker.", {"id": {"type": "string", "enum": list(KINDS)}, "name": text()})
_PIXELS: Schema = {"type": "integer", "minimum": 1}
_PART = thing("Address in two pieces.", {"service_url": text(), "service_path": text()})
_NAMED = thing("", {"id": text(), "name": text()})

MATCHING_SHAPES: Mapping[str, Schema] = {
    "Manifest": thing(
        "What the service is and can do.",
        {
            "versions": many(text()),
            "name": text(),
            "identifierSpace": _URL,
            "schemaSpace": _URL,
            "serviceVersion": text(),
            "defaultTypes": many(_TYPE),
            "view": thing("Page of a speaker.", {"url": text()}),
            "preview": thing(
                "Small page of a speaker.", {"url": text(), "width": _PIXELS, "height": _PIXELS}
            ),
            "suggest": thing(
                "What is typed, completed.", {"entity": _PART, "property": _PART, "type": _PART}
            ),
            "extend": thing(
                "New columns.", {"propose_properties": _PART, "property_settings": many({"type": "object"})}
            ),
            "batchSize": count("The most queries of one batch."),
        },
    ),
    "QueryBatch": {
        "type": "object",
        "description": "Names to match, each under a name of the client's choice.",
        "maxProperties": MOST_QUERIES,
        "additionalProperties": ref("Query"),
    },
    "Query": {
        "type": "object",
        "properties": {
            "query": {
                "type": "string",
                "maxLength": MOST_CHARACTERS,
                "description": "A name, or the number of a speaker.",
            },
            "type": {
                "anyOf": [{"type": "string"}, many({"type": "string"})],
                "description": f"Only speakers of these kinds: {', '.join(KINDS)}.",
            },
            "limit": {"type": "integer", "minimum": 1, "description": "The most candidates."},
            "properties": many(
                {
                    "type": "object",
                    "required": ["pid", "v"],
                    "properties": {
                        "pid": {"type": "string", "description": f"Only `{ROLE}` counts."},
                        "v": {"anyOf": [*_VALUE["anyOf"], many(_VALUE)]},
                    },
                }
            ),
            "type_strict": {"type": "string", "enum": ["any", "should", "all"]},
        },
        "anyOf": [
            {"required": ["query"]},
            {"required": ["properties"], "properties": {"properties": {"minItems": 1}}},
        ],
        "example": {"query": "John Kirby", "type": "person", "properties": [{"pid": ROLE, "v": "spokesman"}]},
    },
    "ResultBatch": {
        "type": "object",
        "description": "Candidates, under the names of the queries.",
        "additionalProperties": thing("", {"result": many(ref("Candidate"), "Best first.")}),
    },
    "Candidate": thing(
        "A speaker whom the name may mean.",
        {
            "id": text("Number of the speaker."),
            "name": text(),
            "description": text("Latest role and how much was said."),
            "type": many(_TYPE),
            "score": {"type": "number", "minimum": 0, "maximum": 100},
            "match": flag("Nobody else has exactly this full name, and no role speaks against it."),
            "features": many(
                thing("What the score is made of.", {"id": text(), "value": {"type": ["number", "boolean"]}})
            ),
        },
    ),
    "ExtendRequest": {
        "type": "object",
        "required": ["ids", "properties"],
        "properties": {
            "ids": many(text()) | {"maxItems": MOST_IDS},
            "properties": many(
                {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
            )
            | {"maxItems": MOST_VALUES},
        },
    },
    "ExtendResult": thing(
        "What is known of speakers.",
        {
            "meta": many(_NAMED),
            "rows": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": many(
                        {
                            "anyOf": [
                                thing("", {"str": text()}),
                                thing("", {"int": {"type": "integer"}}),
                            ]
                        }
                    ),
                },
            },
        },
    ),
    "Suggestions": thing(
        "What begins so.",
        {
            "result": many(
                thing(
                    "",
                    {"id": text(), "name": text(), "description": text(), "notable": many(_TYPE)},
                    optional=("description", "notable"),
                )
            )
        },
    ),
    "Properties": thing(
        "What can be fetched of a speaker.",
        {"properties": many(_NAMED), "type": text("The type asked for.")},
        optional=("type",),
    ),
}
"""Schemas by name."""
