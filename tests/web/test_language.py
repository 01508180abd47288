"""The search box taken apart and put together again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotebank.bank import queries
from quotebank.web.asked import asked
from quotebank.web.language import EXAMPLES, FIELDS, SYNONYMS, typed, written

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "cases" / "search_box.jsonl").read_text("utf-8").splitlines()
]
PIECES = st.sampled_from(
    [*(f"{name}:" for name in (*FIELDS, *SYNONYMS)), "Type:", "topic:", '"', "“", "”", "„", " ", "\t", "\n",
     "kirby", "direct", "both", "2023-02", "17", "*", "(", "NEAR(", "text:", "^", "-", "\0", "\ud800", "é"]
)  # fmt: skip
BOXES = st.one_of(st.text(), st.lists(PIECES).map("".join))


@pytest.mark.parametrize("case", CASES, ids=[case["box"] for case in CASES])
def test_what_a_box_says(case: dict[str, Any]) -> None:
    found = typed(case["box"])
    assert (found.words, dict(found.filters)) == (case["words"], case["filters"])
    assert len(found.hints) == case.get("hints", 0)


@given(BOXES)
@example('"a"type:direct')
@example('topic:"" b')
def test_what_is_written_says_the_same(box: str) -> None:
    found = typed(box)
    again = typed(written(found))
    assert (again.words, again.filters) == (found.words, found.filters)
    assert written(again) == written(found)


@given(BOXES)
def test_no_word_is_lost(box: str) -> None:
    found = typed(box)
    kept = "".join([found.words, *(value for _, value in found.filters), *found.hints])
    letters = {one for one in box if one.isalpha()}
    assert letters - set(kept) <= set("".join((*FIELDS, *SYNONYMS))) | set("".join(FIELDS).upper())


def test_every_filter_has_an_example_that_works() -> None:
    for name, text in EXAMPLES.items():
        for one in text.split(" or "):
            assert [kind for kind, _ in typed(one).filters] == [name]
            assert not asked({"q": one}, box=True).problems


def test_the_box_is_as_good_as_the_form() -> None:
    box = 'speaker:"John Kirby" role:"press secretary" kind:person type:direct act:denial attitude:yes '
    box += 'publisher:"The Herald" from:2023-02 to:2023-03 balloon'
    form = {"by": "John Kirby", "role": "press secretary", "kind": "person", "type": "direct",
            "act": "denial", "attitudes": "only", "publisher": "The Herald", "since": "2023-02",
            "until": "2023-03", "q": "balloon"}  # fmt: skip
    assert asked({"q": box}, box=True) == asked(form, box=True)
    assert asked({"q": box, "type": "mixed", "speaker": "9"}, box=True) == asked(form, box=True)
    assert asked({"q": "speaker:17 x"}, box=True) == asked({"speaker": "17", "q": "x"}, box=True)
    assert asked({"q": asked(form).written()}, box=True) == asked(form)


def test_only_the_box_of_quotes_has_filters() -> None:
    assert asked({"q": "type:direct"}).query == "type:direct"


@pytest.mark.parametrize(
    ("box", "sentence"),
    [
        ("type:sung", "“sung” is not a type: choose direct, indirect, mixed."),
        ("kind:ghost", "“ghost” is not a kind"),
        ("act:boast", "“boast” is not an act"),
        ("attitude:maybe", "“maybe” says nothing of attitudes"),
        ("from:yesterday", "“yesterday” is not a date for “from”"),
        ("to:2023-13", "“2023-13” is not a date for “to”"),
        ("speaker:99999999999999999999", "“speaker” must be a number"),
        (f"publisher:{'x' * 201}", "“publisher” may have at most 200 characters."),
    ],
)
def test_a_value_that_fits_nothing_is_explained(box: str, sentence: str) -> None:
    (problem,) = asked({"q": box}, box=True).problems
    assert problem.startswith(sentence)
    assert problem.parameter == "q"


@pytest.fixture(scope="module")
def conn(bank_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{bank_path}?mode=ro", uri=True)) as opened:
        yield opened


@given(box=BOXES, by=st.text(), role=st.text(), publisher=st.text())
@example(box="x", by='a" OR speaker_name:b', role='") OR ("', publisher="a) NOT (b")
def test_nothing_typed_reaches_sqlite_as_syntax(
    conn: sqlite3.Connection, box: str, by: str, role: str, publisher: str
) -> None:
    question = asked({"q": box}, box=True)
    queries.explore(conn, question)
    queries.explore(conn, queries.Sought(box, by=by, role=role, publisher=publisher))
    queries.explore(conn, queries.Sought("ferry", by=by or "reed", attitudes="only"))
