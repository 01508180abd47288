"""The reconciliation service: OpenRefine and its kin match names in tables with our speakers.

Reconciliation Service API 0.2 of the W3C Entity Reconciliation Community Group, of which 0.1 is a part; not
JSONP, which runs what a server sends. Other sites may ask where Datasette is told so (``--cors``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotebank.bank import queries
from quotebank.core import KINDS
from quotebank.version import __version__
from quotebank.web import extending, words
from quotebank.web.answers import as_json, html, kept, only_reading, or_refusal, refusal_page
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.batches import MOST_CHARACTERS, MOST_QUERIES, Sought, extension, form, sought
from quotebank.web.caching import READING, content_tag
from quotebank.web.links import number_of
from quotebank.web.refusal import RefusalError

POSTING = "GET, HEAD, OPTIONS, POST"
"""The methods of the service; what is posted is only a question."""

SUGGESTED = 10
"""How many suggestions are given at once."""

MOST_SKIPPED = 100
"""How far suggestions can be paged through."""

PREVIEWED = 4
"""How many names and roles a preview has."""

PREVIEW = (400, 200)
"""Width and height of a preview in pixels."""

PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors *"
"""What a preview may load: our stylesheet. Clients show it in a frame; nothing can be done on it."""

SCHEMA = "https://schema.org/Thing"
"""What every speaker is, as people, organizations, countries and documents are all among them."""


async def service(datasette: Any, request: Any) -> Any:
    """``/reconcile``: the manifest, the candidates of a batch of names, or what is known of speakers."""

    async def answer() -> Any:
        only_reading(request, allowed=POSTING)
        bank = await find_bank(datasette, request)
        posted = await form(request) if request.method == "POST" else request.args
        # both are checked before one is answered: what does not fit is told, even where it would not count
        batch = None if posted.get("queries") is None else sought(posted["queries"])
        asked = None if posted.get("extend") is None else extension(posted["extend"])
        if batch is not None:
            return _answered(bank, request, await _candidates(bank, batch))
        if asked is not None:
            return _answered(bank, request, await extending.extended(bank, request, asked))
        if request.method == "POST":
            raise RefusalError(400, "“queries” is missing.", parameter="queries")
        return _answered(bank, request, manifest(bank, request))

    return await or_refusal(datasette, request, answer, allowed=POSTING)


async def suggest(datasette: Any, request: Any) -> Any:
    """``/reconcile/suggest/…``: what begins so, of entities, properties or types."""

    async def answer() -> Any:
        only_reading(request)
        bank = await find_bank(datasette, request)
        prefix = (request.args.get("prefix") or "")[:MOST_CHARACTERS]
        skipped = _skipped(request)
        what = request.url_vars["what"]
        if what == "entity":
            found = await _entities(bank, prefix, skipped)
        else:
            known = extending.PROPERTIES if what == "property" else words.KIND_WORDS
            found = [
                {"id": one, "name": name}
                for one, name in known.items()
                if name.casefold().startswith(prefix.casefold()) or one.startswith(prefix)
            ][skipped:]
        return _answered(bank, request, {"result": found})

    return await or_refusal(datasette, request, answer)


async def preview(datasette: Any, request: Any) -> Any:
    """``/reconcile/preview?id=``: a small page on one speaker, to be shown in a frame."""
    try:
        only_reading(request, allowed=", ".join(READING))
        bank = await find_bank(datasette, request)
        row = await bank.ask(lambda connection: _previewed(connection, request.args.get("id") or ""))
    except RefusalError as error:
        return await refusal_page(datasette, request, error)
    answer = await html(datasette, request, "preview.html", {"speaker": row}, links=bank.links, status=200)
    answer.headers["Content-Security-Policy"] = PREVIEW_POLICY
    return kept(answer, bank, request, content_tag(answer.body.encode("utf-8")))


def _previewed(connection: Any, raw: str) -> dict[str, Any]:
    number = number_of(raw)
    rows = queries.speakers_by_id(connection, [number])
    if not rows:
        raise RefusalError(404, "There is no speaker of that number.")
    return {
        **rows[0],
        "names": queries.names_of(connection, number, most=PREVIEWED),
        "roles": queries.roles_of(connection, number, most=PREVIEWED),
    }


def manifest(bank: ServedBank, request: Any) -> dict[str, Any]:
    """What the service is and can do."""
    links = bank.links

    def absolute(path: str) -> str:
        return str(bank.datasette.absolute_url(request, path))

    def part(path: str) -> dict[str, str]:
        return {"service_url": absolute("/").rstrip("/"), "service_path": links.reconcile(path)}

    joint = "&" if "?" in links.reconcile("/preview") else "?"
    width, height = PREVIEW
    return {
        "versions": ["0.1", "0.2"],
        "name": f"Speakers of {bank.database.name}",
        "identifierSpace": absolute(links.speaker_of_any_number()).partition("{{id}}")[0],
        "schemaSpace": SCHEMA,
        "serviceVersion": __version__,
        "defaultTypes": [{"id": kind, "name": words.KIND_WORDS[kind]} for kind in KINDS],
        "view": {"url": absolute(links.speaker_of_any_number())},
        "preview": {
            "url": absolute(links.reconcile("/preview")) + joint + "id={{id}}",
            "width": width,
            "height": height,
        },
        "suggest": {
            "entity": part("/suggest/entity"),
            "property": part("/suggest/property"),
            "type": part("/suggest/type"),
        },
        "extend": {"propose_properties": part("/properties"), "property_settings": []},
        "batchSize": MOST_QUERIES,
    }


def _answered(bank: ServedBank, request: Any, body: Mapping[str, Any]) -> Any:
    answer = as_json(bank.datasette, body, status=200)
    if request.method not in READING:
        return answer
    return kept(answer, bank, request, content_tag(answer.body.encode("ascii")))


async def _candidates(bank: ServedBank, batch: Mapping[str, Sought]) -> dict[str, Any]:
    def found(connection: Any) -> dict[str, Any]:
        return {
            name: {
                "result": [
                    _candidate(row)
                    for row in queries.reconcile(
                        connection, one.query, kinds=one.kinds, roles=one.roles, limit=one.limit
                    )
                ]
            }
            for name, one in batch.items()
        }

    return await bank.ask(found)


def _candidate(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": str(row["id"]),
        "name": row["name"],
        "description": described(row),
        "type": _types(row),
        "score": row["score"],
        "match": row["match"],
        "features": [{"id": name, "value": value} for name, value in row["features"].items()],
    }


async def _entities(bank: ServedBank, prefix: str, skipped: int) -> list[dict[str, Any]]:
    def found(connection: Any) -> list[dict[str, Any]]:
        typed = prefix.strip()
        if number := number_of(typed):
            return queries.speakers_by_id(connection, [number])
        if not typed:
            return []
        rows = queries.speakers(connection, query=typed, limit=skipped + SUGGESTED).rows
        return rows[skipped:]

    return [
        {"id": str(row["id"]), "name": row["name"], "description": described(row), "notable": _types(row)}
        for row in await bank.ask(found)
    ]


def described(row: Mapping[str, Any]) -> str:
    """A speaker in one line: the latest role or the kind, and how much was said."""
    what = row["role"] or words.KIND_WORDS.get(row["kind"] or "", "Kind not known")
    return f"{words.shortened(what, 120)} – {words.counted(row['quotes'], 'quote')}"


def _types(row: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"id": row["kind"], "name": words.KIND_WORDS[row["kind"]]}] if row["kind"] else []


def _skipped(request: Any) -> int:
    raw = request.args.get("cursor", "0")
    if not (raw.isascii() and raw.isdigit() and len(raw) < 10 and int(raw) <= MOST_SKIPPED):
        raise RefusalError(400, f"“cursor” must be a number from 0 to {MOST_SKIPPED}.", parameter="cursor")
    return int(raw)
