"""What tests of curation ask of a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from tests.web.desk import Desk

ROOT = "/-/quotebank"
EDITORS = {"id": ["ada", "ruth"]}

Open: TypeAlias = Callable[..., Desk]


def key_of(desk: Desk, words: str) -> str:
    (row,) = desk.get(f"{ROOT}/quotes.json?q={words}").json()["quotes"]
    return str(row["key"])


def speaker_of(desk: Desk, words: str) -> str | None:
    (row,) = desk.get(f"{ROOT}/quotes.json?q={words}").json()["quotes"]
    return row["speaker"]  # type: ignore[no-any-return]


def number_of(desk: Desk, name: str, role: str | None = None) -> int:
    rows = desk.get(f"{ROOT}/speakers.json").json()["speakers"]
    (found,) = [row["id"] for row in rows if row["name"] == name and role in (None, row["role"])]
    return int(found)


def follow(desk: Desk, answer: Any) -> str:
    """The page where a form led; its message is shown once."""
    assert answer.status_code == 303, answer.text
    page = desk.get(answer.headers["location"])
    assert page.status_code == 200
    assert 'role="status"' in page.text
    assert 'role="status"' not in desk.get(answer.headers["location"]).text
    return str(page.text)


def hidden_fields(desk: Desk, page: str) -> dict[str, str]:
    """The fields that show that a form is ours."""
    fields = desk.forms(page)[0][1]
    return {name: fields[name] for name in ("csrftoken", "seal")}


WRITES = ("review", "journal", "quotes/{key}/correct", "speakers/{number}/judge")


def addresses(desk: Desk) -> list[str]:
    key, number = key_of(desk, "knows"), number_of(desk, "Bo Roth")
    return [f"{ROOT}/{one.format(key=key, number=number)}" for one in WRITES]


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
