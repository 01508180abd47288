"""The API as an OpenAPI 3.1 document: written from the same tables by which requests are checked."""

from __future__ import annotations

from typing import Any

from quotebank.version import __version__
from quotebank.web.answers import as_json, only_reading, or_refusal
from quotebank.web.links import ROOT
from quotebank.web.matching_shapes import MATCHING_SHAPES
from quotebank.web.operations import HTML, JSON, OPERATIONS, REFUSALS, Operation
from quotebank.web.parameters import Parameter
from quotebank.web.schemas import Schema, ref
from quotebank.web.shapes import SHAPES

HOUR = "max-age=3600"

ABOUT = (
    "Who said what, as articles report it. Every answer has `ok`. Lists have `total`, `capped` and `next`, "
    "the address of the rows that follow. A refusal says why in `error`, and in `parameter` which value of "
    "the address does not fit; what is no parameter is refused, but for names that begin with an underscore. "
    "Answers carry an ETag."
)


def document(*, server: str = "/") -> dict[str, Any]:
    """The whole document; ``server`` is the path below which Datasette lives."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "quotebank",
            "version": __version__,
            "description": ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": server}],
        "paths": _paths(),
        "components": {
            "schemas": {**SHAPES, **MATCHING_SHAPES},
            "responses": {
                f"Refused{status}": {"description": why, "content": {JSON: {"schema": ref("Error")}}}
                for status, why in REFUSALS.items()
            },
            "headers": {
                "ETag": {
                    "description": "Send it back in If-None-Match to hear whether anything is new.",
                    "schema": {"type": "string"},
                },
                "Cache-Control": {
                    "description": "max-age where the bank cannot change while it is served, else no-cache.",
                    "schema": {"type": "string"},
                },
                "Link": {"description": '`next`, as rel="next".', "schema": {"type": "string"}},
            },
        },
    }


async def openapi(datasette: Any, request: Any) -> Any:
    """``/openapi.json``; it says nothing about any bank, so everybody may read it."""

    async def answer() -> Any:
        only_reading(request)
        server = str(datasette.urls.path("/")).rstrip("/") or "/"
        return as_json(datasette, document(server=server), status=200, headers={"Cache-Control": HOUR})

    return await or_refusal(datasette, request, answer)


def _paths() -> dict[str, dict[str, Any]]:
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(ROOT + one.path, {})["post" if one.form else "get"] = _operation(one)
    return paths


def _operation(one: Operation) -> dict[str, Any]:
    headers = ["ETag", "Cache-Control", *(["Link"] if _has_next(one) else [])]
    good = {
        "description": "The answer.",
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers if _is_kept(one)},
        "content": {kind: {"schema": schema} for kind, schema in one.content.items()},
    }
    return {
        **({"requestBody": _form(one.form)} if one.form else {}),
        "operationId": one.name,
        "summary": one.summary,
        "parameters": [
            *(_parameter(inside, "path") for inside in one.inside),
            *(_parameter(asked, "query") for asked in one.query),
        ],
        "responses": {
            "200": good,
            **({"304": {"description": "Nothing is new."}} if _is_kept(one) else {}),
            **{str(status): _refusal(one, status) for status in one.refusals},
        },
    }


def _refusal(one: Operation, status: int) -> dict[str, Any]:
    if HTML in one.content:
        return {"description": REFUSALS[status], "content": dict(one.content)}
    return {"$ref": f"#/components/responses/Refused{status}"}


def _is_kept(one: Operation) -> bool:
    """Whether the answer is about a bank and may come with an ETag."""
    return bool(one.refusals) and one.form is None and one.name != "listProperties"


def _form(fields: Schema) -> dict[str, Any]:
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": fields}}}


def _has_next(one: Operation) -> bool:
    return "next" in one.content.get(JSON, {}).get("properties", {})


def _parameter(one: Parameter, place: str) -> dict[str, Any]:
    written = {
        "name": one.name,
        "in": place,
        "required": one.required or place == "path",
        "description": one.meaning,
        # what is no plain value is JSON in the address
        **({"content": {JSON: {"schema": one.schema}}} if "$ref" in one.schema else {"schema": one.schema}),
    }
    return written if one.example is None else {**written, "example": one.example}
