"""The gold annotation of the example articles fits the articles: no model is needed here."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from quotebank.core import KINDS, TYPES, Article
from quotebank.ingest import articles

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
CASES = ROOT / "tests" / "cases"

MARKS = '"“”«»'
"""Marks that are never an apostrophe."""

OPENING, CLOSING = '"“‘«', '"”’»'

UNCLOSED = "“We sat on our bags and sang"
"""The one direct quote whose closing mark is missing, on purpose."""

ABBREVIATIONS = ("a.m.", "p.m.")

THAT_IS_A_PRONOUN = "that was nonsense"


def rows(name: str) -> dict[str, dict[str, Any]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len({row["id"] for row in found}) == len(found)
    return {row["id"]: row for row in found}


GOLD = rows("seeds.jsonl")
PEOPLE = rows("seeds_people.jsonl")
QUOTES = [
    pytest.param(row["text"], quote, id=f"{key}-{number}")
    for key, row in GOLD.items()
    for number, quote in enumerate(row["quotes"])
]


@pytest.fixture(scope="module")
def read() -> dict[str, Article]:
    found = {one.id: one for one in articles([SEEDS]) if isinstance(one, Article)}
    assert len(found) >= 10
    return found


def test_gold_people_and_files_are_of_the_same_articles(read: dict[str, Article]) -> None:
    assert set(read) == set(GOLD) == set(PEOPLE)
    assert set(read) == {path.stem for path in SEEDS.glob("*.txt")}


@pytest.mark.parametrize("key", GOLD)
def test_gold_holds_the_article_as_it_is_read(key: str, read: dict[str, Article]) -> None:
    article, row = read[key], GOLD[key]
    assert row["text"] == article.text
    assert (row["title"], row["publisher"]) == (article.title, article.publisher)
    assert row["published"] == article.published
    assert article.author
    assert article.url is not None
    assert article.url.startswith("https://example.org/")
    assert 250 <= len(article.text.split()) <= 600


@pytest.mark.parametrize("key", GOLD)
def test_no_content_lies_inside_another(key: str) -> None:
    spans = sorted((start, end) for quote in GOLD[key]["quotes"] for start, end in quote["content"])
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_spans_are_in_the_text_ordered_and_disjoint(text: str, quote: dict[str, Any]) -> None:
    assert quote["content"]
    taken: list[tuple[int, int]] = []
    for part in ("content", "cue", "source"):
        last = 0
        for start, end in quote[part]:
            assert last <= start < end <= len(text)
            words = text[start:end]
            assert words == words.strip()
            assert cut_at_words(text, start, end)
            last = end
            taken.append((start, end))
    taken.sort()
    for (_, end), (start, _) in pairwise(taken):
        assert end <= start


def cut_at_words(text: str, start: int, end: int) -> bool:
    """Whether neither border lies inside a word."""
    inside = [
        0 < border < len(text) and text[border - 1].isalnum() and text[border].isalnum()
        for border in (start, end)
    ]
    return not any(inside)


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_type_agrees_with_the_marks(text: str, quote: dict[str, Any]) -> None:
    assert quote["type"] in TYPES
    words = " ".join(text[start:end] for start, end in quote["content"])
    if quote["type"] == "direct":
        assert words[0] in OPENING
        assert words[-1] in CLOSING or words.startswith(UNCLOSED)
    elif quote["type"] == "mixed":
        assert any(mark in words for mark in MARKS + "‘")
        assert not (words[0] in OPENING and words[-1] in CLOSING)
    else:
        assert not any(mark in words for mark in MARKS + "‘")


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_border_leaves_out_that_and_the_final_stop(text: str, quote: dict[str, Any]) -> None:
    first, last = text[slice(*quote["content"][0])], text[slice(*quote["content"][-1])]
    if quote["type"] != "direct":
        assert last.endswith(ABBREVIATIONS) or not last.endswith(".")
        assert not first.startswith("that ") or first == THAT_IS_A_PRONOUN


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_speaker_kind_and_role_go_together(text: str, quote: dict[str, Any]) -> None:
    assert quote["speaker_kind"] in (None, *KINDS)
    assert (quote["speaker"] is None) == (quote["speaker_kind"] is None)
    if quote["speaker_kind"] != "person":
        assert quote["role"] is None
    for word in (quote["role"] or "").split():
        assert word in text or word.lower() in text


@pytest.mark.parametrize(("text", "quote"), QUOTES)
def test_venue_addressee_and_day_come_from_the_article(text: str, quote: dict[str, Any]) -> None:
    for part in ("venue", "addressee"):
        assert quote[part] is None or quote[part] in text
    assert isinstance(quote["attitude"], bool)
    assert isinstance(quote["core"], bool)


@pytest.mark.parametrize("key", GOLD)
def test_nothing_was_said_after_it_was_published(key: str) -> None:
    published = date.fromisoformat(GOLD[key]["published"])
    for quote in GOLD[key]["quotes"]:
        if quote["date"] is not None:
            assert 0 <= (published - date.fromisoformat(quote["date"])).days <= 15


@pytest.mark.parametrize("key", GOLD)
def test_everybody_named_is_in_the_text_and_every_speaker_is_named(key: str) -> None:
    text, named = GOLD[key]["text"], {one["name"]: one["roles"] for one in PEOPLE[key]["people"]}
    for name, roles in named.items():
        assert all(part in text for part in name.split())
        assert all(word in text for role in roles for word in role.split())
    for quote in GOLD[key]["quotes"]:
        if quote["speaker_kind"] == "person":
            together = quote["speaker"].split(" and ")  # people who speak with one voice
            assert set(together) <= set(named)
            accepted = [quote["role"], *quote["roles"]]
            assert quote["role"] is None or {role for one in together for role in named[one]} & set(accepted)


def test_the_hard_things_are_there() -> None:
    quotes = [(row["text"], quote) for row in GOLD.values() for quote in row["quotes"]]
    assert any(len(quote["content"]) > 1 for _, quote in quotes)
    assert any(quote["speaker"] is None and quote["core"] for _, quote in quotes)
    assert any(quote["attitude"] for _, quote in quotes)
    assert any(not quote["cue"] for _, quote in quotes)
    assert any("\n\n“" in text[slice(*quote["content"][0])] for text, quote in quotes)
    assert {quote["speaker_kind"] for _, quote in quotes} >= set(KINDS) - {"country"}


def test_kirby_is_one_man_with_two_roles_and_a_balloon() -> None:
    kirby = [
        (key, quote["role"], row["text"][slice(*quote["content"][0])], quote["type"])
        for key, row in GOLD.items()
        for quote in row["quotes"]
        if quote["speaker"] == "John Kirby"
    ]
    assert len({key for key, *_ in kirby}) >= 2
    assert len({role for _, role, *_ in kirby}) >= 2
    assert any(kind == "direct" and "balloon" in words for *_, words, kind in kirby)
