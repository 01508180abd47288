"""Who is one person across articles, and what is kept of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quotebank.core import Speaker
from tests.bank.builders import Said, add, assert_sound, rows, story

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "bank_joins.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['one']} {c['other']}" for c in CASES])
def test_who_joins_across_articles(tmp_path: Path, case: dict[str, Any]) -> None:
    path = tmp_path / "bank.db"
    (kind, name), (other_kind, other_name) = case["one"], case["other"]
    # A kind that nobody knows can only be that of a quote: a listed speaker has one.
    one, other = (
        story("one", Said("We go.", name, kind)),
        story("two", Said("We stay.", other_name, other_kind)),
    )
    if kind is None:
        one, other = (type(a)(a.article, a.quotes, (), a.notes, a.model) for a in (one, other))
    add(path, one, other)
    speakers = rows(path, "SELECT DISTINCT speaker FROM quotes WHERE speaker IS NOT NULL")
    assert len(speakers) == (1 if case["same"] else 2)
    assert_sound(path)


def test_a_bare_name_stays_the_same_speaker_when_its_article_changes(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("We go.", "Kirby")))
    before = rows(path, "SELECT id, key FROM speakers")
    add(path, story("one", Said("We go at once.", "Kirby")))
    assert rows(path, "SELECT id, key FROM speakers") == before


def test_roles_are_dated_by_their_articles_and_recomputed(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"

    def roles() -> list[tuple[Any, ...]]:
        return rows(path, "SELECT role, first_date, last_date, articles FROM roles ORDER BY role")

    def said(role: str | None) -> Said:
        return Said("We go.", "Ann Lee", role=role)

    add(
        path,
        story("b", said("mayor"), published="2021-05-01"),
        story("c", said("mayor"), published="2023-01-02T11:00:00Z"),
        story("a", said("councillor"), published="2019-03-04"),
        story("u", said("mayor"), published=None),
    )
    assert roles() == [
        ("councillor", "2019-03-04", "2019-03-04", 1),
        ("mayor", "2021-05-01", "2023-01-02", 3),
    ]
    add(path, story("c", said("governor"), published="2023-01-02T11:00:00Z"))
    assert roles() == [
        ("councillor", "2019-03-04", "2019-03-04", 1),
        ("governor", "2023-01-02", "2023-01-02", 1),
        ("mayor", "2021-05-01", "2021-05-01", 2),
    ]
    add(path, story("b", said(None), published="2021-05-01"))
    assert ("mayor", None, None, 1) in roles()
    assert_sound(path)


def test_somebody_who_is_only_mentioned_is_kept_and_goes_with_the_last_mention(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bank.db"
    ode = Speaker("Cy Ode", "person", ("Cy Ode", "Ode"), ("baker",), ((0, 2),))
    add(path, story("one", mentioned=[ode]), story("two", mentioned=[ode]))
    assert rows(path, "SELECT name, quotes, articles FROM speakers") == [("Cy Ode", 0, 2)]
    add(path, story("one"))
    assert rows(path, "SELECT name, quotes, articles FROM speakers") == [("Cy Ode", 0, 1)]
    add(path, story("two"))
    for table in ("speakers", "speaker_names", "roles", "claims", "mentions"):
        assert rows(path, f"SELECT * FROM {table}") == []
    assert_sound(path)


def test_the_number_of_a_speaker_who_is_gone_does_not_come_back(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("We go.", "Ann Lee")))
    (old,) = rows(path, "SELECT id FROM speakers")
    add(path, story("one"))
    add(path, story("one", Said("We go.", "Bo Park")))
    assert rows(path, "SELECT id FROM speakers") != [old]


def test_one_name_of_two_kinds_is_two_speakers_in_an_article(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("A.", "Mary Land"), Said("B.", "Mary Land", "organization")))
    assert rows(
        path,
        "SELECT q.text, s.kind FROM quotes q JOIN speakers s ON s.id = q.speaker ORDER BY text",
    ) == [('"A."', "person"), ('"B."', "organization")]
