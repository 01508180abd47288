"""Corrections of quotes: they survive analysis and rebuilding, can be taken back, and are never lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank, export_decisions, import_decisions, queries
from quotebank.errors import BankError
from tests.bank.builders import Said, add, assert_sound, content, rows, story

if TYPE_CHECKING:
    from pathlib import Path

LEE = Said("We will build it.", "Ann Lee", role="mayor")
PARK = Said("It costs too much.", "Bo Park", role="critic")
NOBODY = Said("Nobody asked us.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bank.db"
    add(path, story("one", LEE, PARK, NOBODY), story("two", LEE))
    return path


def key(path: Path, words: str) -> str:
    found = rows(
        path,
        "SELECT q.key FROM quotes q JOIN articles a ON a.id = q.article WHERE a.name = 'one' AND text LIKE ?",
        [f"%{words}%"],
    )
    return str(found[0][0])


def correct(path: Path, quote: str, field: str, value: str = "", **more: Any) -> str:
    with Bank(path) as bank:
        return bank.correct({"quote": quote, "field": field, "value": value, "author": "ruth", **more})


def said(path: Path, words: str) -> tuple[Any, ...]:
    """Speaker, role, type of a quote as readers see it."""
    with Bank(path) as bank:
        found = queries.search(bank.connection, f'"{words}"', attitudes=True).rows
    return next(
        ((row["speaker"], row["role"], row["type"]) for row in found if row["article_id"] == "one"), ()
    )


def states(path: Path) -> list[str]:
    with Bank(path) as bank:
        return [row["state"] for row in queries.corrections(bank.connection)]


def test_a_speaker_whom_a_person_set_has_no_confidence_of_the_program(path: Path) -> None:
    quote, sure = key(path, "costs"), "SELECT speaker_confidence FROM quotes WHERE text LIKE '%costs%'"
    assert rows(path, sure) == [(0.9,)]
    correct(path, quote, "speaker", "Ann Lee")
    assert rows(path, sure) == [(None,)]
    correct(path, quote, "speaker", "")
    assert rows(path, sure) == [(None,)]
    correct(path, quote, "speaker", withdrawn="1")
    assert rows(path, sure) == [(0.9,)]


def test_what_was_found_before_a_column_was_added_comes_back_without_it(path: Path) -> None:
    quote = key(path, "costs")
    before = content(path)
    correct(path, quote, "speaker", "Ann Lee")
    with Bank(path) as bank:
        ((found,),) = bank.connection.execute("SELECT found FROM originals").fetchall()
        speaker, values, segments = json.loads(found)
        del values["speaker_confidence"]
        bank.connection.execute("UPDATE originals SET found = ?", [json.dumps([speaker, values, segments])])
        bank.connection.commit()
    correct(path, quote, "speaker", withdrawn="1")
    assert said(path, "costs") == ("Bo Park", "critic", "direct")
    assert rows(path, "SELECT count(*) FROM quotes WHERE speaker_confidence IS NULL AND speaker_name > ''")
    add(path, story("one", LEE, PARK, NOBODY, model="another"))
    assert [row[:-1] for row in content(path)["quotes"]] == [row[:-1] for row in before["quotes"]]


def test_another_speaker_of_the_article(path: Path) -> None:
    before = content(path)
    quote = key(path, "costs")
    correct(path, quote, "speaker", "Ann Lee")
    assert said(path, "costs") == ("Ann Lee", None, "direct")
    ((lee,),) = rows(path, "SELECT quotes FROM speakers WHERE name = 'Ann Lee'")
    assert lee == 3
    with Bank(path) as bank:
        found = queries.quote(bank.connection, quote)
    assert found is not None
    assert [(one["field"], one["value"]) for one in found["corrections"]] == [("speaker", "Ann Lee")]
    assert found["evidence"][-1]["feature"] == "correction"
    assert_sound(path)
    correct(path, quote, "speaker", withdrawn="1")
    assert content(path) == before
    assert states(path) == ["withdrawn", "in force"]


def test_somebody_who_is_not_in_the_article_joins_the_bank(path: Path) -> None:
    add(path, story("three", Said("We sail.", "Cy Ode", role="baker")))
    correct(path, key(path, "Nobody"), "speaker", "Cy Ode")
    assert said(path, "Nobody") == ("Cy Ode", None, "direct")
    assert rows(path, "SELECT quotes, articles FROM speakers WHERE name = 'Cy Ode'") == [(2, 2)]
    correct(path, key(path, "Nobody"), "speaker", "Dr. Who")
    assert said(path, "Nobody")[0] == "Dr. Who"
    assert rows(path, "SELECT quotes, articles FROM speakers WHERE name = 'Cy Ode'") == [(1, 1)]
    assert_sound(path)


def test_nobody_known_is_an_answer(path: Path) -> None:
    correct(path, key(path, "costs"), "speaker", "")
    assert said(path, "costs") == (None, None, "direct")
    assert_sound(path)


def test_of_two_namesakes_the_role_chooses(path: Path) -> None:
    smiths = [("mayor of Ashford", "x"), ("goalkeeper", "y")]
    add(path, *(story(id, Said(f"I am {role}.", "John Smith", role=role)) for role, id in smiths))
    correct(path, key(path, "Nobody"), "speaker", "John Smith", kind="person", role="goalkeeper")
    assert rows(
        path,
        "SELECT count(DISTINCT speaker), count(*) FROM quotes "
        "WHERE text LIKE '%Nobody%' OR text LIKE '%keeper%'",
    ) == [(1, 2)]
    assert_sound(path)


def test_type(path: Path) -> None:
    correct(path, key(path, "costs"), "type", "indirect")
    assert said(path, "costs") == ("Bo Park", "critic", "indirect")


def test_a_hidden_quote_is_in_no_list_page_or_count(path: Path) -> None:
    quote = key(path, "costs")
    correct(path, quote, "hidden", "yes")
    with Bank(path) as bank:
        conn = bank.connection
        assert queries.quote(conn, quote) is None
        assert queries.search(conn, "costs", attitudes=True).rows == []
        article = queries.article(conn, "one")
        assert article is not None and [row["text"] for row in article["quotes"]] == [
            '"We will build it."',
            '"Nobody asked us."',
        ]
        assert bank.counts()["quotes"] == 3
    assert rows(path, "SELECT quotes FROM speakers WHERE name = 'Bo Park'") == [(0,)]
    assert_sound(path)
    correct(path, quote, "hidden", "no")
    assert said(path, "costs") == ("Bo Park", "critic", "direct")


def test_they_survive_another_analysis(path: Path) -> None:
    correct(path, key(path, "costs"), "speaker", "Ann Lee")
    correct(path, key(path, "costs"), "note", "She said so twice.")
    correct(path, key(path, "Nobody"), "hidden", "yes")
    before = content(path)
    again = story("one", NOBODY, PARK._replace(speaker="Cy Ode"), LEE, model="other weights")
    assert add(path, again) == ["replaced"]
    assert said(path, "costs") == ("Ann Lee", None, "direct")
    assert said(path, "Nobody") == ()
    assert_sound(path)
    add(path, story("one", LEE, PARK, NOBODY))
    assert content(path) == before


def test_they_survive_a_rebuild_and_another_day(path: Path, tmp_path: Path) -> None:
    correct(path, key(path, "costs"), "speaker", "Ann Lee")
    correct(path, key(path, "build"), "type", "mixed")
    correct(path, key(path, "Nobody"), "hidden", "yes")
    withdrawn = key(path, "build")
    correct(path, withdrawn, "type", withdrawn="1")
    with Bank(path) as bank:
        files = export_decisions(bank, tmp_path)
    assert [file.name for file in files] == ["corrections.csv", "surroundings.csv"]
    anew = tmp_path / "anew.db"
    add(anew, story("one", LEE, PARK, NOBODY))
    with Bank(anew) as bank:
        assert import_decisions(bank, tmp_path) == 4
        assert import_decisions(bank, tmp_path) == 0
    add(anew, story("two", LEE))
    assert content(anew) == content(path)
    again = tmp_path / "again"
    again.mkdir()
    with Bank(anew) as bank:
        export_decisions(bank, again)
    for file in files:
        assert (again / file.name).read_bytes() == file.read_bytes()
    add(anew, story("one", LEE, PARK, NOBODY, published="2024-05-05"))
    assert said(anew, "costs") == ("Ann Lee", None, "direct")
    assert said(anew, "Nobody") == ()
    assert_sound(anew)


def test_an_orphan_is_reported_and_holds_when_its_quote_comes_back(path: Path) -> None:
    correct(path, key(path, "costs"), "speaker", "Ann Lee")
    assert states(path) == ["in force"]
    add(path, story("one", LEE))
    assert states(path) == ["orphan"]
    with Bank(path) as bank:
        (row,) = queries.corrections(bank.connection)
    assert (row["article"], row["words"]) == ("one", '"It costs too much."')
    add(path, story("one", LEE, PARK))
    assert states(path) == ["in force"]
    assert said(path, "costs") == ("Ann Lee", None, "direct")


def test_the_newest_holds_whatever_came_in_first(path: Path) -> None:
    quote = key(path, "costs")
    correct(path, quote, "type", "mixed", at="2026-02-02")
    correct(path, quote, "type", "indirect", at="2026-01-01")
    assert said(path, "costs")[2] == "mixed"
    assert states(path) == ["overruled", "in force"]


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"quote": ""}, "needs the key"),
    ({"field": "words"}, "not 'words'"),
    ({"value": "shouted"}, "not 'shouted'"),
    ({"field": "hidden", "value": "maybe"}, "not 'maybe'"),
    ({"field": "speaker", "kind": "ghost"}, "no kind 'ghost'"),
    ({"author": ""}, "an author and a time"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_what_cannot_be_understood_is_refused(path: Path, change: dict[str, Any], reason: str) -> None:
    good = {"quote": key(path, "costs"), "field": "type", "value": "mixed", "author": "ruth"}
    with Bank(path) as bank, pytest.raises(BankError, match=reason):
        bank.correct({**good, **change})
    assert states(path) == []
