"""The schema: documented, kept in step by its triggers, and with an index for every page."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlite_utils

from quotebank.bank import Bank, queries
from quotebank.bank.migrations import index_text, migrations
from tests.bank.builders import Said, add, assert_sound, number_of, rows, story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOCS = Path(__file__).parents[2] / "docs" / "schema.md"

TRIGGERS = {
    f"{table}_{event}": table for table in ("quotes", "speaker_names") for event in ("ai", "ad", "au")
}


def documented() -> dict[str, list[str]]:
    """Heading → first cells of the rows below it."""
    tables: dict[str, list[str]] = {}
    name = ""
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        if heading := re.match(r"## `(\w+)`", line):
            name = heading[1]
            tables[name] = []
        elif cell := re.match(r"\| `(\w+)` \|", line):
            tables[name].append(cell[1])
    return tables


def test_every_table_and_column_is_documented_and_nothing_else(tmp_path: Path) -> None:
    with Bank(tmp_path / "bank.db") as bank:
        database = sqlite_utils.Database(bank.connection)
        real = {
            table.name: [column.name for column in table.columns]
            for table in database.tables
            if not re.search(r"_fts(_|$)|^sqlite_|^_sqlite_migrations", table.name)
        }
    assert documented() == real


def test_every_migration_leaves_the_triggers_of_search_in_place(tmp_path: Path) -> None:
    database = sqlite_utils.Database(tmp_path / "bank.db")
    steps = [step.name for step in migrations.pending(database)]
    for following in [*steps[1:], None]:
        migrations.apply(database, stop_before=following)
        assert {trigger.name: trigger.table for trigger in database.triggers} == TRIGGERS
    database.close()


def test_the_advice_for_migrations_that_drop_triggers_holds(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("We will build it.", "Ann Lee")))
    database = sqlite_utils.Database(path)
    database.table("speaker_names").transform(rename={"name": "name"})
    index_text(database)
    assert {trigger.name: trigger.table for trigger in database.triggers} == TRIGGERS
    database.close()
    add(path, story("one", Said("It rains.", "Bo Park")))
    assert_sound(path)


def test_datasette_recognises_the_full_text_index(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path)
    for table in ("quotes", "speaker_names"):
        ((sql,),) = rows(path, "SELECT sql FROM sqlite_master WHERE name = ?", [f"{table}_fts"])
        assert f'content="{table}"' in sql


def test_the_largest_number_is_exact_in_json_for_any_language(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    add(path, story("one", Said("We go."), published="9999-12-31"))
    ((number,),) = rows(path, "SELECT id FROM quotes")
    assert float(number + 1) != float(number)


class Explained(sqlite3.Connection):
    """Notes the plan of every query."""

    plans: list[str]

    def cursor(self, factory: Any = None) -> Any:
        real = super().cursor()
        plans = self.plans

        class Cursor:
            row_factory = None
            description = property(lambda self: real.description)

            def execute(self, sql: str, parameters: Any = ()) -> Cursor:
                plan = real.execute(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()
                plans.extend(detail for *_, detail in plan)
                real.execute(sql, parameters)
                return self

            def fetchall(self) -> Any:
                return real.fetchall()

            def __iter__(self) -> Any:
                return iter(real)

        return Cursor()


@pytest.fixture(scope="module", params=[True, False], ids=["analysed", "no statistics"])
def explained(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Explained]:
    path = tmp_path_factory.mktemp("plans") / "bank.db"
    add(
        path,
        *(
            story(
                str(n),
                *(
                    Said("Rain is on its way.", f"Ann Lee{n % 9}", role="mayor", act="denial")
                    for _ in range(4)
                ),
            )
            for n in range(60)
        ),
    )
    if not request.param:
        with closing(sqlite3.connect(path)) as conn, conn:
            conn.execute("DELETE FROM sqlite_stat1")
    with closing(sqlite3.connect(path, factory=Explained)) as conn:
        conn.plans = []
        yield conn


SEARCHES: list[dict[str, Any]] = [
    {},
    {"attitudes": True},
    {"speaker": number_of("Ann Lee3")},
    {"speaker": number_of("Ann Lee3"), "attitudes": True},
    {"publisher": "The Herald"},
    {"kind": "person"},
    {"type": "direct", "attitudes": True},
    {"act": "denial"},
    {"role": "mayor"},
    {"by": "lee3", "role": "mayor"},
    {"by": "lee3", "attitudes": True},
    {"since": "2023-01", "until": "2023-02-03"},
    {"speaker": number_of("Ann Lee3"), "since": "2023", "type": "direct", "publisher": "The Herald"},
]


@pytest.mark.parametrize("query", ["", "rain"])
@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize("filters", SEARCHES, ids=str)
def test_every_search_uses_an_index(
    explained: Explained, query: str, order: Any, filters: dict[str, Any]
) -> None:
    explained.plans.clear()
    after = queries.search(explained, query, order=order, limit=1, **filters).next
    assert after is not None
    queries.search(explained, query, order=order, limit=1, after=after, **filters)
    queries.explore(explained, queries.Sought(query, **filters), order=order)
    assert [plan for plan in explained.plans if "TEMP B-TREE" in plan] == []
    assert full_scans(explained.plans) == []


PAGES: list[Callable[[sqlite3.Connection], Any]] = [
    lambda conn: queries.speaker(conn, number_of("Ann Lee3")),
    lambda conn: queries.article(conn, "7"),
    lambda conn: queries.quote(conn, queries.newest(conn, 1)[0]["key"]),
    lambda conn: queries.newest(conn),
    lambda conn: queries.elsewhere(conn, queries.newest(conn, 1)[0]["key"]).rows,
    lambda conn: queries.role_articles(conn, number_of("Ann Lee3"), newest=5),
    lambda conn: queries.speakers(conn).rows,
    lambda conn: queries.speakers(conn, kind="person", after="30-9007199254740991").rows,
    lambda conn: queries.speakers(conn, query="an").rows,
]


@pytest.mark.parametrize("page", PAGES, ids=range(len(PAGES)))
def test_every_page_uses_an_index(explained: Explained, page: Callable[..., Any]) -> None:
    explained.plans.clear()
    assert page(explained)
    assert full_scans(explained.plans) == []


def full_scans(plans: list[str]) -> list[str]:
    """Steps that read a whole table: not a full-text match, not what an inner query gave, not a
    list of speakers in the order of its index."""
    inner = {plan.split()[1] for plan in plans if plan.startswith(("MATERIALIZE", "CO-ROUTINE"))}
    return [
        plan
        for plan in plans
        if plan.startswith("SCAN")
        and plan.split()[1] not in inner
        and not re.match(
            r"SCAN (\w+ VIRTUAL TABLE INDEX \d+:\S*M\d|\(subquery|CONSTANT ROW|SUBQUERY"
            r"|s USING (COVERING )?INDEX speakers_)",
            plan,
        )
    ]
