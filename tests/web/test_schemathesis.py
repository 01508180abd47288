"""schemathesis makes up requests from the OpenAPI file and finds nothing wrong with the answers.

``QUOTEBANK_EXAMPLES`` is how many it makes up at least; the number that it made is printed. Without it the
requests are the same every time, so that a change and not luck makes the test fail.
"""

from __future__ import annotations

import asyncio
import copy
import json
import os
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from datasette.app import Datasette
from hypothesis import settings, strategies

from quotebank.bank.serving import SETTINGS
from quotebank.web.extending import PROPERTIES
from quotebank.web.links import ROOT
from quotebank.web.openapi import document
from quotebank.web.operations import OPERATIONS
from tests.web.conftest import HOSTILE_NAME

schemathesis = pytest.importorskip("schemathesis", reason="pip install --group site-test")

EXAMPLES = int(os.environ.get("QUOTEBANK_EXAMPLES", "100"))

made: Counter[str] = Counter()


@pytest.fixture(scope="module")
def address(bank_path: Path) -> Iterator[str]:
    """A real server on the bank, with the settings of a public one and readable from other sites."""
    listening = socket.create_server(("127.0.0.1", 0))
    datasette = Datasette([], immutables=[str(bank_path)], settings=dict(SETTINGS), cors=True)
    server = uvicorn.Server(uvicorn.Config(datasette.app(), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


def generated() -> dict[str, Any]:
    """The document, with a hint on how to make up strings that hold JSON, which only the test needs."""
    made = document()
    form = made["paths"][f"{ROOT}/reconcile"]["post"]["requestBody"]["content"].popitem()
    fields = copy.deepcopy(form[1]["schema"])
    for field in fields["properties"].values():
        field["format"] = field["contentSchema"]["$ref"].rpartition("/")[2]
    made["paths"][f"{ROOT}/reconcile"]["post"]["requestBody"]["content"] = {form[0]: {"schema": fields}}
    return made


NAMES = strategies.text(max_size=200) | strategies.sampled_from(["Ada Brook", "Reed, Tom", HOSTILE_NAME])
QUERY = strategies.fixed_dictionaries(
    {"query": NAMES},
    optional={
        "type": strategies.sampled_from(["person", "group", "ghost", ["person", "country"], []]),
        "limit": strategies.integers(1),
        "properties": strategies.lists(
            strategies.fixed_dictionaries({"pid": strategies.sampled_from(["role", "x"]), "v": NAMES})
        ),
    },
)
BATCH = strategies.dictionaries(strategies.text(), QUERY, max_size=5)
EXTEND = strategies.fixed_dictionaries(
    {
        "ids": strategies.lists(strategies.from_regex("[0-9]{1,20}", fullmatch=True), max_size=5),
        "properties": strategies.lists(
            strategies.fixed_dictionaries({"id": strategies.sampled_from([*PROPERTIES, "x"])}), max_size=5
        ),
    }
)
schemathesis.openapi.format("QueryBatch", BATCH.map(json.dumps))
schemathesis.openapi.format("ExtendRequest", EXTEND.map(json.dumps))

schema = schemathesis.openapi.from_dict(generated())
schema.config.generation.update(max_examples=EXAMPLES // len(OPERATIONS) + 1)
rejection = schema.config.checks.negative_data_rejection
# too large is a refusal as well: 413, as the reconciliation API has it
rejection.expected_statuses = [*rejection.expected_statuses, "413"]


@settings(derandomize="QUOTEBANK_EXAMPLES" not in os.environ)
@schema.parametrize()  # type: ignore[untyped-decorator]
def test_schemathesis_finds_nothing(case: Any, address: str) -> None:
    made[case.operation.label] += 1
    case.call_and_validate(base_url=address)


def test_enough_examples_were_made(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nschemathesis made {sum(made.values())} requests to {len(made)} addresses")
    assert sum(made.values()) >= EXAMPLES
