"""The OpenAPI file: it is served, every route is in it, and real answers are as it says."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import pytest
from datasette.utils import tilde_encode

from quotebank.core import ACTS, KINDS, TYPES
from quotebank.web.asked import Asked
from quotebank.web.hooks import register_routes
from quotebank.web.links import ROOT
from quotebank.web.openapi import document
from quotebank.web.parameters import QUOTES, SPEAKERS, Parameter
from tests.web.conftest import HOSTILE_ID, Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = {
    "/search", "/speakers", "/speakers/{}", "/quotes/{}", "/articles/{}", "/tables", "/static/{}", "/compare",
    "/review", "/journal", "/sign-in", "/quotes/{}/correct", "/speakers/{}/judge",
}  # fmt: skip
"""Our addresses that are no API."""


def routes() -> set[str]:
    """Our addresses with ``{}`` where something goes in."""
    found = set()
    for pattern, _ in register_routes():
        path = re.sub(r"\(\?P<what>[^()]*\)", "{what}", pattern)
        path = re.sub(
            r"\(\?P<\w+>[^()]*\)|\(\?<!\\\.json\)", lambda one: "{}" if "P<" in one[0] else "", path
        )
        if path.startswith(f"^{ROOT}/"):
            found.add(path.removeprefix(f"^{ROOT}").removesuffix("$").replace("\\", ""))
    return found


def test_every_route_is_in_it() -> None:
    described = {
        re.sub(r"\{\w+\}", "{}", path.removeprefix(ROOT)).replace("/entity", "/{what}")
        for path in document()["paths"]
        if not path.endswith(("/suggest/property", "/suggest/type"))
    }
    assert described == routes() - PAGES


def test_it_is_served_with_the_address_of_the_server(
    get: Get, serve: Callable[..., Get], bank_path: Path
) -> None:
    answer = get(f"{ROOT}/openapi.json")
    assert answer.json() == document()
    assert answer.headers["cache-control"] == "max-age=3600"
    below = serve(bank_path, settings={"base_url": "/news/"})
    assert below(f"{ROOT}/openapi.json").json() == document(server="/news")


def test_every_parameter_that_pages_understand_is_in_it() -> None:
    assert {one.name for one in QUOTES} >= set(Asked().address())


def test_words_come_from_the_values_themselves() -> None:
    quote = document()["components"]["schemas"]["Quote"]["properties"]
    assert quote["type"]["enum"] == list(TYPES)
    assert quote["act"]["enum"] == [*ACTS, None]
    assert quote["speaker_kind"]["enum"] == [*KINDS, None]


@pytest.mark.parametrize("parameter", [*QUOTES, *SPEAKERS], ids=lambda one: one.name)
def test_examples_and_defaults_fit(parameter: Parameter) -> None:
    for value in (parameter.example, parameter.schema.get("default")):
        if value is not None:
            assert parameter.problem(str(value)) is None


def real_answers(get: Get) -> dict[str, str]:
    """Address → its template, for everything that is read with GET."""
    plain = get(f"{ROOT}/quotes.json?q=pier").json()["quotes"][0]
    hostile = get(f"{ROOT}/quotes.json?q=fine").json()["quotes"][0]
    columns = '[{"id": "role"}, {"id": "quotes"}]'
    batch = '{"a": {"query": "Ada Brook", "properties": [{"pid": "role", "v": "mayor"}]}}'
    return {
        "/quotes.json?q=ferry&limit=3": "/quotes.json",
        "/quotes.json?attitudes=1": "/quotes.json",
        f"/quotes/{plain['key']}.json": "/quotes/{key}.json",
        f"/quotes/{hostile['key']}.json": "/quotes/{key}.json",
        "/speakers.json": "/speakers.json",
        f"/speakers/{plain['speaker_id']}.json": "/speakers/{id}.json",
        f"/speakers/{hostile['speaker_id']}.json": "/speakers/{id}.json",
        "/articles/harbour.json": "/articles/{id}.json",
        f"/articles/{tilde_encode(HOSTILE_ID)}.json": "/articles/{id}.json",
        "/stats.json": "/stats.json",
        "/reconcile": "/reconcile",
        f"/reconcile?queries={batch}": "/reconcile",
        f'/reconcile?extend={{"ids": ["{plain["speaker_id"]}"], "properties": {columns}}}': "/reconcile",
        "/reconcile/suggest/entity?prefix=ada": "/reconcile/suggest/entity",
        "/reconcile/suggest/property?prefix=r": "/reconcile/suggest/property",
        "/reconcile/suggest/type": "/reconcile/suggest/type",
        "/reconcile/properties": "/reconcile/properties",
    }


def test_real_answers_are_as_it_says_and_say_nothing_else(get: Get) -> None:
    jsonschema = pytest.importorskip("jsonschema_rs", reason="pip install --group site-test")
    whole = closed(document())
    for address, path in real_answers(get).items():
        answer = get(ROOT + address)
        assert answer.status_code == 200, address
        operation = whole["paths"][ROOT + path]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        jsonschema.validate({**schema, "components": whole["components"]}, answer.json())
    refused = {"$ref": "#/components/schemas/Error", "components": whole["components"]}
    for address in ("/quotes.json?limit=0", "/quotes/none.json", "/nothing.json", "/reconcile?queries=x"):
        jsonschema.validate(refused, get(ROOT + address).json())


def closed(schema: Any) -> Any:
    """The schema with no room for fields that it does not name."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return copy.deepcopy(schema)
    made = {name: closed(value) for name, value in schema.items()}
    if schema.get("type") == "object" and "required" in schema and "additionalProperties" not in schema:
        made["additionalProperties"] = False
    return made
