"""Datasette's own pages of a bank, with our configuration: described, labelled, sorted, nothing technical."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from quotebank.bank.serving import SETTINGS, config_files
from quotebank.bank.tables import HIDDEN, PRIVATE, TABLES
from tests.web.conftest import Get

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def described(serve: Callable[..., Get], bank_path: Path) -> Get:
    """``get`` on the bank with the configuration of the line that is installed."""
    from datasette.app import Datasette

    files = config_files("harbour", split=hasattr(Datasette, "add_query"))
    config = {"config": files["datasette.json"]} if "datasette.json" in files else {}
    return serve(bank_path, metadata=files["metadata.json"], settings=dict(SETTINGS), **config)


@pytest.mark.parametrize("name", sorted(set(TABLES) - PRIVATE))
def test_a_table_says_what_it_is(described: Get, name: str) -> None:
    page = re.sub(r">\s+<", "><", unescape(described(f"/harbour/{name}").text))
    assert TABLES[name].description in page
    for column, words in TABLES[name].columns.items():
        assert f"<dt>{column}</dt><dd>{words}</dd>" in page, column


def test_every_table_is_described_or_hidden(described: Get) -> None:
    shown = set(re.findall(r'<h3><a href="/harbour/(\w+)"', described("/harbour").text))
    assert shown == set(TABLES) - PRIVATE
    assert not shown & set(HIDDEN)


def test_the_newest_come_first(described: Get) -> None:
    quotes = described("/harbour/quotes.json?_shape=array&_size=2").json()
    assert quotes[0]["published"] == "2023-02-15"
    speakers = described("/harbour/speakers.json?_shape=array&_size=1").json()
    assert speakers[0]["name"] == "Tom Reed"


def test_numbers_have_labels(described: Get) -> None:
    rows = described("/harbour/quotes.json?_shape=array&_labels=on&_size=2").json()
    assert rows[1]["article"]["label"] == "Old pier must go"
    labels = {row["speaker"]["label"] for row in rows if row["speaker"]}
    assert labels <= {"Ada Brook", "harbour council", 'Eve <b onclick="x">Null</b>'} and labels


def test_rows_lead_on(described: Get) -> None:
    answer = described("/harbour/quotes.json?_shape=array&_size=2")
    assert 'rel="next"' in answer.headers["link"]
    assert described("/harbour/quotes.csv?_size=1").text.startswith("id,key,article,")
