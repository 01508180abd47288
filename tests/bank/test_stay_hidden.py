"""A correction stays with its quote, and an edited quote stays hidden until somebody looks."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import sqlite_utils

from quotebank.bank import Bank, export_decisions, import_decisions, queries
from quotebank.bank.publishing import publish
from tests.bank.builders import Said, add, content, rows, story
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path

LEE = Said("We will never sell the old harbor to anybody.", "Ann Lee", role="mayor")
PARK = Said("It costs too much and comes too late.", "Bo Park", role="critic")
SAME = LEE._replace(speaker="Cy Ode", role="baker")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bank.db"
    add(path, story("one", PARK, LEE))
    return path


def correct(path: Path, field: str, value: str, words: str = "harbor", **more: Any) -> None:
    with Bank(path) as bank:
        (key,) = bank.connection.execute(
            "SELECT key FROM quotes WHERE text LIKE ?", [f"%{words}%"]
        ).fetchone()
        bank.correct({"quote": key, "field": field, "value": value, "author": "ruth", **more})


def said(path: Path) -> list[tuple[Any, ...]]:
    return rows(path, "SELECT text, speaker_name FROM quotes ORDER BY start")


def looks(path: Path) -> list[tuple[str, str]]:
    with Bank(path) as bank:
        found = queries.looks(bank.connection)
        assert queries.adrift(bank.connection)["looks"] == len(found)
    return [(row["quote"], row["text"]) for row in found]


def quoted(line: Said) -> str:
    return f'"{line.words}"'


def edited(line: Said, old: str, new: str) -> Said:
    return line._replace(words=line.words.replace(old, new))


def test_the_same_words_earlier_are_another_quote(path: Path) -> None:
    correct(path, "speaker", "Dee Dee")
    correct(path, "hidden", "yes", "costs")
    first = content(path)
    add(path, story("one", SAME, PARK._replace(speaker="Cy Ode"), PARK, LEE))
    assert said(path) == [
        (quoted(LEE), "Cy Ode"),
        (quoted(PARK), "Cy Ode"),
        (quoted(LEE), "Dee Dee"),
    ]
    assert looks(path) == []
    add(path, story("one", PARK, LEE))
    assert content(path) == first


def test_a_hidden_quote_that_was_edited_waits_for_a_look(path: Path) -> None:
    correct(path, "hidden", "yes")
    for new in ("sell the new harbor", "lease the new harbor", "lease the new port"):
        line = edited(LEE, "sell the old harbor", new)
        add(path, story("one", PARK, line))
        assert said(path) == [(quoted(PARK), "Bo Park")]
        assert [text for _, text in looks(path)] == [quoted(line)]
    ((key, _),) = looks(path)
    shown = run("review", path)
    assert quoted(line) in shown.stdout and f"it was: {quoted(LEE)}" in shown.stdout
    assert f"quotebank correct {path} {key} hidden=yes" in shown.stdout
    assert "1 hidden quote edited since, hidden until somebody looks" in shown.stderr
    assert run("correct", path, key, "hidden=yes", "--author", "bo").exit_code == 0
    assert looks(path) == []
    add(path, story("one", line, PARK, model="another"))
    assert said(path) == [(quoted(PARK), "Bo Park")]
    assert looks(path) == []
    assert run("correct", path, key, "hidden=no", "--author", "bo").exit_code == 0
    assert len(said(path)) == 2


def test_the_journal_brings_it_back(path: Path) -> None:
    correct(path, "hidden", "yes")
    add(path, story("one", PARK, edited(LEE, "old", "new")))
    with Bank(path) as bank:
        (row,) = queries.corrections(bank.connection)
        again = {name: row[name] for name in ("quote", "field", "surroundings")}
        bank.correct({**again, "withdrawn": "1", "author": "bo"})
    assert looks(path) == []
    assert [text for text, _ in said(path)] == [quoted(PARK), quoted(edited(LEE, "old", "new"))]


def test_pieces_of_a_hidden_quote_stay_hidden_until_each_is_looked_at(path: Path) -> None:
    correct(path, "hidden", "yes")
    one, other = Said("We will never sell the old", "Ann Lee"), Said("the old harbor to anybody.", "Ann Lee")
    add(path, story("one", PARK, one, other))
    assert said(path) == [(quoted(PARK), "Bo Park")]
    assert [text for _, text in looks(path)] == [quoted(one), quoted(other)]
    for key, _ in looks(path):
        assert run("correct", path, key, "hidden=no", "--author", "bo").exit_code == 0
    assert looks(path) == [] and len(said(path)) == 3


def test_a_speaker_follows_a_small_edit_and_no_other_words(path: Path) -> None:
    correct(path, "speaker", "Dee Dee")
    near, far = edited(LEE, "anybody", "anyone"), Said("The sale of the port is only a rumor.", "Ann Lee")
    add(path, story("one", PARK, near))
    assert said(path)[1] == (quoted(near), "Dee Dee")
    add(path, story("one", PARK, far))
    assert said(path)[1] == (quoted(far), "Ann Lee")
    with Bank(path) as bank:
        assert queries.adrift(bank.connection) == {"looks": 0, "lost": 1}
    add(path, story("one", PARK, LEE))
    assert said(path)[1] == (quoted(LEE), "Dee Dee")


def test_files_tell_a_bank_that_is_built_anew_which_of_two_it_was(path: Path, tmp_path: Path) -> None:
    correct(path, "hidden", "yes")
    later = story("one", SAME, PARK, LEE)
    add(path, later)
    with Bank(path) as bank:
        export_decisions(bank, tmp_path)
    for name, first in (("before", True), ("after", False)):
        anew = tmp_path / f"{name}.db"
        Bank(anew).close()
        if first:
            add(anew, later)
        with Bank(anew) as bank:
            import_decisions(bank, tmp_path)
        if not first:
            add(anew, later)
        assert content(anew) == content(path)


def test_a_publication_tells_what_waits(path: Path, tmp_path: Path) -> None:
    correct(path, "hidden", "yes")
    correct(path, "speaker", "Dee Dee", "costs")
    other = Said("Nothing of the kind was ever planned.", "Bo Park")
    add(path, story("one", other, edited(LEE, "old", "new")))
    done = publish(path, tmp_path / "site", texts=False)
    assert (done.looks, done.lost) == (1, 1)
    told = run("publish", path, tmp_path / "site", "--no-texts", "--no-words").stderr
    assert f"1 hidden quote edited since, hidden until somebody looks: quotebank review {path}" in told
    assert "1 correction without a quote in the article as it is now: quotebank decisions" in told
    database = tmp_path / "site" / "quotes.db"
    assert b"harbor" not in database.read_bytes()
    assert rows(database, "SELECT * FROM surroundings") == []


def test_a_correction_moves_along_into_a_publication(path: Path, tmp_path: Path) -> None:
    correct(path, "note", "So she said.")
    add(path, story("one", SAME, PARK, LEE))
    publish(path, tmp_path / "site")
    assert rows(
        tmp_path / "site" / "quotes.db",
        "SELECT q.speaker_name, c.quote = c.holds_for FROM corrections c JOIN quotes q ON q.key = c.quote",
    ) == [("Ann Lee", 1)]


def test_corrections_from_before_surroundings_stay_too(path: Path) -> None:
    correct(path, "hidden", "yes")
    with closing(sqlite_utils.Database(path)) as old:
        for statement in (
            "DROP TABLE surroundings",
            "DROP INDEX corrections_holds_for",
            "DROP INDEX corrections_article",
            "DROP INDEX originals_look",
            "ALTER TABLE corrections DROP COLUMN surroundings",
            "ALTER TABLE corrections DROP COLUMN holds_for",
            "ALTER TABLE originals DROP COLUMN look",
            "DELETE FROM _sqlite_migrations WHERE name = 'surroundings'",
        ):
            old.conn.execute(statement)
        old.conn.commit()
    add(path, story("one", SAME, PARK, LEE))
    assert said(path) == [(quoted(LEE), "Cy Ode"), (quoted(PARK), "Bo Park")]
