"""A small town's bank, and desks at it for editors and others."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from tests.bank.builders import Said, add, story
from tests.web.curation.reading import EDITORS, Open
from tests.web.desk import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "town.db"
    add(
        path,
        story(
            "one",
            Said("We meet.", "Anna Ray", role="mayor of Millbrook"),
            Said("Who knows?"),
            Said("I ask.", "Bo Roth"),
        ),
        story("two", Said("We sing.", "Anna Ray", role="singer"), published="2023-05-02"),
        story("three", Said("We call.", "Bo Rott"), published="2023-06-02"),
    )
    return path


@pytest.fixture
def open_desk(path: Path, loop: asyncio.AbstractEventLoop) -> Open:
    """A desk at the bank; with ``editors`` and served so that it can be written, unless told otherwise."""

    def opened(actor: Any = None, *, editors: Any = EDITORS, immutable: bool = False) -> Desk:
        files, immutables = ([], [str(path)]) if immutable else ([str(path)], [])
        metadata = {} if editors is None else {"plugins": {"quotebank": {"editors": editors}}}
        return Desk(Datasette(files, immutables=immutables, metadata=metadata), loop, actor=actor)

    return opened


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    return open_desk({"id": "ada"})
