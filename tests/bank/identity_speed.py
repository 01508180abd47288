"""How fast identity is: many name forms at once, and one article more in a bank that holds them.

``python -m tests.bank.identity_speed [FORMS]`` prints the figures, by processor time on one core.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

from quotebank.bank import Bank
from quotebank.bank.identity import Appearance, resolve
from quotebank.core import Analysis, Article, Quote, Speaker
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.word_lists import wordset

FORMS = 100_000
"""Different names."""

PER_ARTICLE = 12
"""Speakers of one article."""

_STARTS = sorted(wordset("b br c ch d f fr g gr h j k kr l m n p pr r s sch st t tr v w z"))
_MIDDLES = sorted(wordset("a e i o u ai ei ou al an ar el en er il in on or um"))
_ENDS = sorted(
    wordset("b ck d dt ff g k l ll m n nd ng nn r rd rt s ss t th tz x berg man sen son ski ton ville wood")
)
_ROLES = (
    "mayor of {}|{} spokesman|senator from {}|professor at {}|{} farmer|president of {}|head of the {} police"
)


def names(count: int, *, seed: int = 1) -> list[tuple[str, str | None]]:
    """So many different names with a role or none; surnames are shared as they are in life, a few by many."""
    draw = random.Random(seed)
    given = sorted(person_lists().genders)
    common = sorted(person_lists().common_surnames)
    rare = sorted(
        {
            (
                draw.choice(_STARTS)
                + draw.choice(_MIDDLES)
                + draw.choice(_ENDS)
                + draw.choice(("", "", "er", "i"))
            )
            for _ in range(count)
        }
    )
    surnames = common + rare
    weights = [1 / (place + 10) for place in range(len(surnames))]
    towns = [draw.choice(rare).title() for _ in range(2000)]
    found: dict[str, str | None] = {}
    while len(found) < count:
        for surname in draw.choices(surnames, weights, k=count):
            first, form = draw.choice(given).title(), draw.random()
            last = surname.title()
            if form < 0.7:
                name = f"{first} {last}"
            elif form < 0.85:
                name = f"{first} {draw.choice('ABCDEFGHJKLMNPRSTW')}. {last}"
            elif form < 0.95:
                name = f"{first} {draw.choice(given).title()} {last}"
            else:
                name = f"{first[0]}. {last}"
            role = draw.choice(_ROLES.split("|")).format(draw.choice(towns)) if draw.random() < 0.6 else None
            found.setdefault(name, role)
            if len(found) == count:
                break
    return list(found.items())


def resolve_seconds(count: int) -> tuple[float, int]:
    """Processor seconds to resolve so many name forms, and how many speakers they are."""
    appearances = [
        Appearance(
            number, f"{number:08}", f"{number // PER_ARTICLE:08}", _day(number), "person", name, (name,)
        )
        if role is None
        else Appearance(
            number,
            f"{number:08}",
            f"{number // PER_ARTICLE:08}",
            _day(number),
            "person",
            name,
            (name,),
            (role,),
        )
        for number, (name, role) in enumerate(names(count))
    ]
    before = time.process_time()
    found = resolve(appearances)
    return time.process_time() - before, len(found.speakers)


def bank_seconds(count: int) -> tuple[float, float, float]:
    """Processor seconds to add articles with so many name forms in one run, those after the last article, and
    the mean for one article more.
    """
    listed = names(count)
    with tempfile.TemporaryDirectory() as folder, Bank(Path(folder) / "bank.db") as bank:
        before = time.process_time()
        with bank.run("speed", "speed") as run:
            for start in range(0, count, PER_ARTICLE):
                run.add(_article(str(start), listed[start : start + PER_ARTICLE], _day(start)))
            added = time.process_time()
        done = time.process_time()
        draw = random.Random(2)
        for number in range(20):
            with bank.run("speed", "speed") as run:
                run.add(_article(f"more {number}", draw.sample(listed, PER_ARTICLE), _day(number)))
        more = time.process_time()
    return done - before, done - added, (more - done) / 20


def _day(number: int) -> str:
    return f"20{number // PER_ARTICLE % 24:02}-{number % 12 + 1:02}-11"


def _article(id: str, people: list[tuple[str, str | None]], day: str) -> Analysis:
    text = " ".join(f'"So it is," said {name}.' for name, _ in people)
    quotes, speakers, at = [], [], 0
    for name, role in people:
        quotes.append(Quote("direct", ((at, at + 11),), speaker=name, speaker_kind="person", role=role))
        speakers.append(Speaker(name, "person", (name,), (role,) if role else ()))
        at += len(f'"So it is," said {name}. ')
    return Analysis(Article(text, id, published=day), tuple(quotes), tuple(speakers), model="speed")


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else FORMS
    seconds, speakers = resolve_seconds(size)
    print(f"resolve {size:,} name forms: {seconds:.1f} s of processor time, {speakers:,} speakers")
    whole, last, one = bank_seconds(size)
    print(
        f"add them in {size // PER_ARTICLE:,} articles: {whole:.1f} s, of which {last:.1f} s after the last"
    )
    print(f"one article of {PER_ARTICLE} speakers more: {1000 * one:.0f} ms")
