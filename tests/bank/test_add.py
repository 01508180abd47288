"""Adding, adding again, and adding what has changed."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank
from quotebank.core import Analysis, Article, Evidence, Failure, Quote, Speaker
from quotebank.errors import BankError
from tests.bank.builders import MODEL, Said, add, assert_sound, content, rows, story

if TYPE_CHECKING:
    from pathlib import Path

MAYOR = Said("We will build it.", "Ann Lee", role="mayor")
CRITIC = Said("It costs too much.", "Bo Park", role="critic")
UNKNOWN = Said("Nobody asked us.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bank.db"


def everything(path: Path) -> list[Any]:
    tables = [
        "articles",
        "texts",
        "quotes",
        "segments",
        "speakers",
        "speaker_names",
        "roles",
        "appearances",
        "claims",
        "blocks",
        "mentions",
    ]
    return [rows(path, f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def ids(path: Path) -> dict[str, tuple[int, str]]:
    return {text: (id, key) for id, key, text in rows(path, "SELECT id, key, text FROM quotes")}


def test_the_same_again_changes_nothing_at_all(path: Path) -> None:
    one = story("one", MAYOR, CRITIC, UNKNOWN)
    assert add(path, one) == ["added"]
    before = everything(path)
    assert add(path, one, one) == ["unchanged", "unchanged"]
    assert everything(path) == before
    assert_sound(path)


def test_a_changed_article_replaces_its_quotes_and_keeps_what_is_the_same(path: Path) -> None:
    add(path, story("one", MAYOR, CRITIC), story("two", UNKNOWN))
    before = ids(path)
    new = Said("I was not asked.", "Cy Ode", role="neighbour")
    assert add(path, story("one", UNKNOWN, new, MAYOR)) == ["replaced"]
    after = ids(path)
    assert after['"We will build it."'] == before['"We will build it."']
    assert '"It costs too much."' not in after
    assert rows(path, "SELECT name FROM speakers ORDER BY name") == [("Ann Lee",), ("Cy Ode",)]
    assert_sound(path)


def test_what_differs_in_metadata_or_model_only_keeps_every_key_and_number(path: Path) -> None:
    one = story("one", MAYOR, CRITIC)
    add(path, one)
    before = ids(path)
    assert add(path, story("one", MAYOR, CRITIC, title="Another", publisher="X")) == ["replaced"]
    assert add(path, story("one", MAYOR, CRITIC, title="Another", model="m2")) == ["replaced"]
    assert ids(path) == before
    assert rows(path, "SELECT model, title FROM articles") == [("m2", "Another")]
    assert_sound(path)


def test_another_day_gives_another_number_and_the_same_key(path: Path) -> None:
    later = story("two", MAYOR._replace(words="It is built."), published="2023-02-05")
    add(path, story("one", MAYOR, CRITIC), later)
    before = ids(path)
    add(path, story("one", MAYOR, CRITIC, published="2023-02-09T10:00:00+01:00"))
    after = ids(path)
    assert {text: key for text, (_, key) in after.items()} == {text: key for text, (_, key) in before.items()}
    assert after['"It costs too much."'][0] > before['"It costs too much."'][0]
    assert rows(path, "SELECT first_date, last_date, articles FROM roles WHERE role = 'mayor'") == [
        ("2023-02-05", "2023-02-09", 2)
    ]
    assert_sound(path)


def test_the_key_of_a_quote_does_not_know_its_bank_its_place_or_its_marks(tmp_path: Path) -> None:
    add(tmp_path / "a.db", story("one", CRITIC, MAYOR))
    curly = "  We will ‘build’  it"
    add(tmp_path / "b.db", story("zero", UNKNOWN), story("one", MAYOR._replace(words=curly)))
    (key,) = rows(tmp_path / "a.db", "SELECT key FROM quotes WHERE text LIKE '%build%'")
    assert key not in rows(tmp_path / "b.db", "SELECT key FROM quotes WHERE text LIKE '%build%'")
    plain = MAYOR._replace(words="we WILL build\n it")
    add(tmp_path / "b.db", story("one", plain))
    assert rows(tmp_path / "b.db", "SELECT key FROM quotes WHERE text LIKE '%build%'") == [key]


def test_equal_words_twice_in_an_article_are_two_quotes(path: Path) -> None:
    add(path, story("one", MAYOR, MAYOR, MAYOR))
    assert len(set(rows(path, "SELECT key FROM quotes"))) == 3


def test_a_quote_of_several_segments_is_stored_with_all_its_parts(path: Path) -> None:
    text = '"Go," she told reporters in Rome, "now."'
    quote = Quote(
        "direct",
        content=((0, 5), (34, 40)),
        cue=((10, 14),),
        source=((6, 9),),
        date="2023-02-01",
        venue=(28, 32),
        addressee=(15, 24),
        confidence=1,
    )
    add(path, Analysis(Article(text, "one"), (quote,)))
    assert rows(path, "SELECT text, said_on, venue, addressee, published FROM quotes") == [
        ('"Go," … "now."', "2023-02-01", "Rome", "reporters", None)
    ]
    assert rows(path, "SELECT part, number, start, end FROM segments ORDER BY part, number") == [
        ("addressee", 0, 15, 24),
        ("content", 0, 0, 5),
        ("content", 1, 34, 40),
        ("cue", 0, 10, 14),
        ("source", 0, 6, 9),
        ("venue", 0, 28, 32),
    ]
    assert_sound(path)


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"content": ((0, 9999),)}, "characters 0 to 9999"),
    ({"content": ((-3, 2),)}, "characters -3 to 2"),
    ({"content": ((5, 5),)}, "characters 5 to 5"),
    ({"content": ()}, "no content"),
    ({"cue": ((0, 9999),)}, "characters 0 to 9999"),
    ({"source": ((7, 2),)}, "characters 7 to 2"),
    ({"venue": (0, 9999)}, "characters 0 to 9999"),
    ({"addressee": (0, 9999)}, "characters 0 to 9999"),
    ({"type": "shouted"}, "no type 'shouted'"),
    ({"speaker_kind": "ghost"}, "no kind 'ghost'"),
    ({"act": "boast"}, "no act 'boast'"),
    ({"confidence": 1.5}, "confidence 1.5"),
    ({"confidence": float("nan")}, "confidence nan"),
    ({"speaker_confidence": -0.5}, "speaker_confidence -0.5"),
    ({"evidence": (Evidence("x", float("inf"), ""),)}, "score inf"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_a_broken_analysis_is_refused_and_leaves_no_trace(
    path: Path, change: dict[str, Any], reason: str
) -> None:
    good = story("one", MAYOR)
    add(path, good)
    before = content(path)
    bad = dataclasses.replace(
        story("one", CRITIC, UNKNOWN),
        quotes=(dataclasses.replace(good.quotes[0], **change),),
    )
    with pytest.raises(BankError, match=f"'one'.*{reason}"):
        add(path, bad)
    assert content(path) == before


def test_a_mention_outside_the_text_is_refused(path: Path) -> None:
    ghost = Speaker("Ann Lee", "person", mentions=((0, 10_000),))
    with pytest.raises(BankError, match="'Ann Lee': characters 0 to 10000"):
        add(path, story("one", mentioned=[ghost]))


@pytest.mark.parametrize("where", ["text", "id", "title", "publisher"])
def test_half_a_surrogate_pair_is_refused_by_name(path: Path, where: str) -> None:
    good = story("one", MAYOR)
    bad = dataclasses.replace(
        good, article=dataclasses.replace(good.article, **{where: good.article.text + "\ud83d"})
    )
    with Bank(path) as bank, bank.run(MODEL, "test") as run:
        assert not bank.is_current(bad.article, MODEL)
        with pytest.raises(BankError, match="surrogate"):
            run.add(bad)
        assert run.add(good) == "added"
    assert_sound(path)


def test_nul_control_and_right_to_left_characters_are_kept(path: Path) -> None:
    odd = story("one", Said("Be\0fore \x01 \u202eafter 😀 \ufeff end", "A\0nn Lee", role="m\0r"))
    add(path, odd)
    assert rows(path, "SELECT text FROM texts") == [(odd.article.text,)]
    assert_sound(path)
    add(path, story("one", MAYOR))
    assert_sound(path)


def test_an_article_is_current_for_its_content_and_model_only(path: Path) -> None:
    one = story("one", MAYOR)
    with Bank(path) as bank:
        assert not bank.is_current(one.article, MODEL)
        with bank.run(MODEL, "test") as run:
            run.add(one)
        assert bank.is_current(one.article, MODEL)
        assert not bank.is_current(one.article, "test-2")
        assert not bank.is_current(dataclasses.replace(one.article, title="New"), MODEL)
        assert not bank.is_current(dataclasses.replace(one.article, text="New"), MODEL)


def test_a_run_tells_what_it_did_even_when_it_broke(path: Path) -> None:
    with Bank(path) as bank:
        with bank.run(MODEL, "first") as run:
            run.add(story("one", MAYOR, CRITIC))
            run.fail(Failure("news/\udcffx.txt", "not UTF-8 at byte 3", None))
            run.fail(Failure("b.jsonl:7", "no text", "b7"))
        with pytest.raises(ZeroDivisionError), bank.run(MODEL, "second") as run:
            run.add(story("one", MAYOR, CRITIC))
            run.add(story("two", MAYOR))
            run.add(story("one", MAYOR))
            raise ZeroDivisionError
        assert bank.counts() == {
            "articles": 2,
            "quotes": 2,
            "attitudes": 0,
            "speakers": 1,
            "runs": 2,
            "failures": 2,
        }
    columns = "command, model, added, replaced, unchanged, failed, quotes, finished >= started"
    assert rows(path, f"SELECT {columns} FROM runs ORDER BY id") == [
        ("first", MODEL, 1, 0, 0, 2, 2, 1),
        ("second", MODEL, 1, 1, 1, 0, 2, 1),
    ]
    assert rows(path, "SELECT run, place, name, reason FROM failures ORDER BY id") == [
        (1, "news/\\udcffx.txt", None, "not UTF-8 at byte 3"),
        (1, "b.jsonl:7", "b7", "no text"),
    ]
    assert rows(path, "SELECT name, run FROM articles ORDER BY name") == [("one", 2), ("two", 2)]
