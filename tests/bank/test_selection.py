"""Whatever filters meet, a search finds the quotes that fit all of them, and counts them right."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotebank.bank import queries
from quotebank.bank.queries import Sought
from tests.bank.builders import Said, add, number_of, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHO: list[tuple[str | None, Any, str | None]] = [
    ("Ann Lee", "person", "mayor"),
    ("The Office", "organization", None),
    ("Ann Marsh", "person", "deputy mayor of Ham"),
    (None, None, None),
    ("!!!", "group", "mayor"),
]
TYPES: list[Any] = ["direct", "mixed", "indirect"]
ACTS: list[Any] = [None, "denial", "statement"]
PUBLISHERS = ["The Herald", "The Herald on Sunday", "***", None]


@pytest.fixture(scope="module")
def conn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("selection") / "bank.db"
    add(
        path,
        *(
            story(
                str(number),
                *(
                    Said(
                        f"Rain {'fell on the town' if line % 2 else 'and wind'} {number}.",
                        WHO[(number + line) % 5][0],
                        WHO[(number + line) % 5][1],
                        WHO[(number + line) % 5][2],
                        attitude=(number * line) % 7 == 3,
                        type=TYPES[(number + line * 2) % 3],
                        act=ACTS[(number * 2 + line) % 3],
                    )
                    for line in range(6)
                ),
                published=f"2023-0{1 + number % 3}-03" if number % 4 else None,
                publisher=PUBLISHERS[number % 4],
            )
            for number in range(20)
        ),
    )
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as opened:
        yield opened


QUESTIONS = st.builds(
    Sought,
    query=st.sampled_from(["", "rain", "town", "the rain", '"and wind"']),
    speaker=st.sampled_from([None, None, number_of("Ann Lee"), number_of("Ann Marsh")]),
    by=st.sampled_from([None, None, "ann", "lee", "the office", "lee ann"]),
    role=st.sampled_from([None, None, "mayor", "mayors", "ham deputy"]),
    kind=st.sampled_from([None, None, "person", "group"]),
    type=st.sampled_from([None, None, "direct", "mixed"]),
    act=st.sampled_from([None, None, "denial"]),
    publisher=st.sampled_from([None, None, *PUBLISHERS[:3], "Herald"]),
    since=st.sampled_from([None, None, "2023-02"]),
    until=st.sampled_from([None, None, "2023-02"]),
    attitudes=st.sampled_from([False, True, "only"]),
)


def fits(row: dict[str, Any], sought: Sought) -> bool:
    text = row["text"].lower()
    words = {"the rain": ("the", "rain"), '"and wind"': ("and wind",)}.get(sought.query, (sought.query,))
    names, role = (row["speaker"] or "").lower().split(), (row["role"] or "").lower().split()
    day = row["published"] or ""
    return (
        # A word of the query may stand in the speaker's name.
        all(word in text or word in names for word in words)
        and (sought.speaker in (None, row["speaker_id"]))
        and all(word in names for word in (sought.by or "").split())
        and all(word.replace("mayors", "mayor") in role for word in (sought.role or "").split())
        and sought.kind in (None, row["speaker_kind"])
        and sought.type in (None, row["type"])
        and sought.act in (None, row["act"])
        and sought.publisher in (None, row["publisher"])
        and (day != "" or not (sought.since or sought.until))
        and (sought.since or "") <= day <= (sought.until or "") + "~"
        and (sought.attitudes is True or row["attitude"] == (sought.attitudes == "only"))
    )


@settings(max_examples=400, deadline=None)
@given(sought=QUESTIONS)
def test_what_is_found_and_counted_is_what_fits(conn: sqlite3.Connection, sought: Sought) -> None:
    everything = queries.search(conn, "", order="newest", limit=1000, attitudes=True).rows
    wanted = [row["key"] for row in everything if fits(row, sought)]
    orders: list[queries.Order] = ["newest", "oldest", "relevance"]
    for order in orders:
        page, facets = queries.explore(conn, sought, order=order, limit=1000)
        keys = [row["key"] for row in page.rows]
        assert sorted(keys) == sorted(wanted)
        assert (page.total, page.capped, facets.of, facets.capped) == (len(wanted), False, len(wanted), False)
        if order != "relevance":
            assert keys == (wanted if order == "newest" else wanted[::-1])
        for name, column in (("type", "type"), ("act", "act"), ("kind", "speaker_kind"),
                             ("publisher", "publisher"), ("speaker", "speaker_id")):  # fmt: skip
            counted = Counter(row[column] for row in page.rows if row[column] is not None)
            told = {row["value"]: row["quotes"] for row in facets.counts[name]}
            assert sorted(told.values()) == sorted(n for _, n in counted.most_common(8))
            assert told.items() <= counted.items()
    rows, after = queries.listed(conn, sought, limit=1000)
    assert ([row["key"] for row in rows], after) == (wanted, None)


def test_a_list_goes_on_where_it_stopped(conn: sqlite3.Connection) -> None:
    sought, keys, after = Sought("rain", by="ann"), list[str](), None
    while True:
        rows, after = queries.listed(conn, sought, limit=7, after=after)
        keys += [row["key"] for row in rows]
        if after is None:
            break
    assert keys == [row["key"] for row in queries.listed(conn, sought, limit=1000)[0]]
    assert len(keys) > 21


@pytest.mark.parametrize("order", ["relevance", "newest", "oldest"])
def test_counting_is_bounded_and_says_so(
    conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, order: Any
) -> None:
    sought = Sought("rain", type="direct", kind="person")
    everything = queries.listed(conn, sought, limit=1000)[0]
    rain = queries.listed(conn, Sought("rain"), limit=1000)[0]
    for name in ("_rows.CAP", "_selection.CAP"):
        monkeypatch.setattr(f"quotebank.bank.queries.{name}", 60)
    for name in ("_search.RANKED", "_facets.RANKED"):
        monkeypatch.setattr(f"quotebank.bank.queries.{name}", 4)
    page, facets = queries.explore(conn, sought, order=order, limit=3)
    # of the newest 61 hits of the word, those that are direct and by a person
    looked_at = {row["key"] for row in rain[:61]}
    assert page.total == sum(row["key"] in looked_at for row in everything) > 4
    assert page.capped
    assert (facets.of, facets.capped) == (4, True)
    assert (queries.explore(conn, Sought("rain"))[0].total, len(rain) > 60) == (60, True)
    wide = queries.search(conn, "rain", type="direct", kind="person", order=order, limit=1000)
    assert len(wide.rows) == wide.total if order != "relevance" else wide.total >= len(wide.rows)


def test_forms_of_a_name_are_found_whatever_their_letters(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    names = ["Jan STRASSE", "Jan Straße", "JAN İNCE", "jan ince", "Jan", "Žižka\u0301 d’Arc-Ó", "a" * 3000]
    add(path, *(story(str(number), Said(f"Rain {number}.", name)) for number, name in enumerate(names)))
    with closing(sqlite3.connect(path)) as conn:
        everybody = queries.speakers(conn).rows
        assert everybody
        for one in everybody:
            found = queries.search(conn, "rain", speaker=one["id"])
            assert found.total == one["quotes"] == queries.search(conn, "", speaker=one["id"]).total
