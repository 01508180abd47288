"""Who is one speaker across articles: whatever the order, one by one or at once, and as people judged."""

from __future__ import annotations

import dataclasses
import random
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotebank.bank import Bank
from quotebank.bank.identity import Appearance, Judgement, Subject, resolve
from quotebank.core import Analysis, Speaker
from tests.bank.builders import MODEL, Said, add, assert_sound, speaker_tables, story

NAMES: list[tuple[str, Any, str | None]] = [
    ("Antony Blinken", "person", "Secretary of State"),
    ("Antony Blinken", "person", "US Secretary of State"),
    ("Antony J. Blinken", "person", None),
    ("Tony Blinken", "person", "US Secretary of State"),
    ("Tony Blinken", "person", None),
    ("Blinken", "person", "US Secretary of State"),
    ("Blinken", "person", None),
    ("George Bush", "person", "US president"),
    ("George W. Bush", "person", "US president"),
    ("George H. W. Bush", "person", "former president"),
    ("Bush", "person", "US president"),
    ("John Smith", "person", "mayor of Ashford"),
    ("John Smith", "person", "goalkeeper"),
    ("John Smith", "person", None),
    ("J. Smith", "person", "mayor of Ashford"),
    ("Smith", "person", None),
    ("Nora Halvorsen", "person", None),
    ("Erik Halvorsen", "person", "mayor"),
    ("Halvorsen", "person", "mayor of Carrow"),
    ("Sergei Lavrov", "person", "Russian foreign minister"),
    ("Sergey Lavrov", "person", "foreign minister"),
    ("Lula", "person", "president of Brazil"),
    ("Xi Jinping", "person", None),
    ("Jinping Xi", "person", "Chinese president"),
    ("Isla and Fergus Baird", "person", None),
    ("WHO", "organization", None),
    ("World Health Organization", "organization", None),
    ("NPA", "organization", None),
    ("Northern Port Authority", "organization", None),
    ("Foreign Ministry", "organization", None),
    ("Chinese Foreign Ministry", "organization", None),
    ("US", "country", None),
    ("Washington", "country", None),
    ("residents", "group", None),
    ("House Republicans", "group", None),
    ("report", "document", None),
    ("a senior official", "anonymous", None),
    ("…", "organization", None),
]
ALIASES = [
    Speaker("Northern Port Authority", "organization", ("Northern Port Authority", "NPA")),
    Speaker("Antony Blinken", "person", ("Antony Blinken", "Tony Blinken", "Blinken")),
]
DAYS = [None, "1990-05-01", "2003-02-01", "2003-09-09", "2023-02-03", "2024-01-01"]


def made_up(number: int, draw: random.Random) -> Analysis:
    lines = [
        Said(f"Line {line} of {number}.", name, kind, role=role)
        for line, (name, kind, role) in enumerate(draw.sample(NAMES, draw.randint(1, 5)))
    ]
    mentioned = [draw.choice(ALIASES)] if draw.random() < 0.1 else []
    return story(f"{number}", *lines, published=draw.choice(DAYS), mentioned=mentioned)


def tables_of(*runs: list[Analysis]) -> dict[str, list[tuple[Any, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bank.db"
        for analyses in runs:
            add(path, *analyses)
        assert_sound(path)
        return speaker_tables(path)


@pytest.mark.parametrize("seed", range(5))
def test_200_articles_in_any_order_give_the_same_tables_of_speakers(seed: int) -> None:
    articles = [made_up(number, random.Random(number)) for number in range(200)]
    expected = tables_of(articles)
    assert len(expected["speakers"]) > 100 and len(expected["joins"]) > 10 and expected["candidates"]
    random.Random(seed).shuffle(articles)
    assert tables_of(articles) == expected
    if seed == 0:
        assert tables_of(*([one] for one in articles)) == expected


APPEARANCES = st.builds(
    lambda name, article, day: (*name, article, day),
    st.sampled_from(NAMES),
    st.integers(0, 12),
    st.sampled_from(DAYS),
)
SUBJECTS = st.builds(
    lambda name, role, article: Subject(
        name[1], name[0], name[2] if role else None, None if article is None else f"{article}"
    ),
    st.sampled_from(NAMES),
    st.booleans(),
    st.sampled_from([None, None, 1, 2]),
)
JUDGEMENTS = st.lists(
    st.builds(
        lambda key, verdict, one, other, at: Judgement(
            f"{key}", verdict, one, other if verdict in ("same", "different") else None, "person", f"{at}"
        ),
        st.integers(0, 10**6),
        st.sampled_from(["same", "same", "different", "rename", "kind"]),
        SUBJECTS,
        SUBJECTS,
        st.integers(0, 9),
    ),
    max_size=5,
    unique_by=lambda one: one.key,
)


def numbered(drawn: list[tuple[Any, ...]]) -> list[Appearance]:
    found: dict[str, Appearance] = {}
    for name, kind, role, article, day in drawn:
        key = f"{article} {kind} {name}"
        found[key] = Appearance(
            0, key, f"{article}", day, kind, name, (name,), (role,) if role else (), quotes=1
        )
    return [dataclasses.replace(one, id=number) for number, one in enumerate(found.values())]


def said(appearances: list[Appearance], judgements: list[Judgement]) -> tuple[Any, ...]:
    """What comes out, without the numbers that depend on the order of what went in."""
    keys = {one.id: one.key for one in appearances}
    found = resolve(appearances, judgements)
    speakers = [
        (one.key, one.name, one.kind, sorted(keys[member] for member in one.members), one.joins)
        for one in found.speakers
    ]
    return speakers, found.candidates, found.states


@given(st.lists(APPEARANCES, min_size=1, max_size=25), JUDGEMENTS, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_answer_does_not_depend_on_the_order(
    drawn: list[tuple[Any, ...]], judgements: list[Judgement], order: random.Random
) -> None:
    appearances = numbered(drawn)
    expected = said(appearances, judgements)
    order.shuffle(appearances)
    order.shuffle(judgements)
    renumbered = [dataclasses.replace(one, id=number) for number, one in enumerate(appearances)]
    assert said(renumbered, judgements) == expected


@given(st.lists(APPEARANCES, min_size=1, max_size=25), JUDGEMENTS)
@settings(max_examples=100, deadline=None)
def test_everybody_is_one_speaker_and_judgements_win(
    drawn: list[tuple[Any, ...]], judgements: list[Judgement]
) -> None:
    appearances = numbered(drawn)
    found = resolve(appearances, judgements)
    speaker_of = {member: one.key for one in found.speakers for member in one.members}
    assert sorted(speaker_of) == [one.id for one in appearances]
    assert len(speaker_of) == sum(len(one.members) for one in found.speakers)
    assert len({one.key for one in found.speakers}) == len(found.speakers)
    assert set(found.states) == {one.key for one in judgements}
    keys = {one.key for one in found.speakers}
    assert all({one.one, one.other} <= keys and one.one < one.other for one in found.candidates)

    def meant(subject: Subject) -> list[Appearance]:
        return [
            one
            for one in appearances
            if (one.kind, one.form.key) == (subject.kind, subject.form.key) and one.article == subject.article
        ]

    for one in judgements:
        if (
            found.states[one.key] != "in force"
            or one.other is None
            or not one.one.article
            or not one.other.article
        ):
            continue
        pairs = {speaker_of[a.id] == speaker_of[b.id] for a in meant(one.one) for b in meant(one.other)}
        assert pairs == {one.verdict == "same"}


@given(st.lists(APPEARANCES, min_size=1, max_size=20), st.lists(APPEARANCES, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_what_is_added_later_or_analysed_again_changes_what_a_new_bank_would_have(
    first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]
) -> None:
    def articles(drawn: list[tuple[Any, ...]], model: str) -> list[Analysis]:
        lines: dict[int, list[Said]] = {}
        for name, kind, role, article, _ in drawn:
            lines.setdefault(article, []).append(Said(f"Words of {name}.", name, kind, role=role))
        return [
            story(f"{article}", *said, published=DAYS[article % len(DAYS)], model=model)
            for article, said in lines.items()
        ]

    old, new = articles(first, "m1"), articles(second, "m2")
    last = {one.article.id: one for one in [*old, *new]}
    assert tables_of(old, *([one] for one in new)) == tables_of(list(last.values()))


def test_a_run_that_was_killed_is_made_up_for_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    one = story("one", Said("We go.", "Antony Blinken", role="US Secretary of State"))
    two = story("two", Said("We stay.", "Antony Blinken"))
    add(path, one)
    bank = Bank(path)
    with pytest.raises(KeyboardInterrupt), bank.run(MODEL, "killed") as run:
        run.add(two)
        run.finish = lambda: None  # type: ignore[method-assign]
        raise KeyboardInterrupt
    bank.close()
    add(path, story("three", Said("We sleep.", "Bo Park")))
    assert_sound(path)
    fresh = tmp_path / "fresh.db"
    add(fresh, one, two, story("three", Said("We sleep.", "Bo Park")))
    assert speaker_tables(path) == speaker_tables(fresh)
