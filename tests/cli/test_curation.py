"""The commands by which people look at speakers, judge them, and correct quotes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank
from quotebank.core import Analysis, Article, Quote, Speaker
from tests.cli.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


def article(id: str, day: str, *lines: tuple[str, str, str | None], kind: Any = "person") -> Analysis:
    text = ""
    quotes: list[Quote] = []
    speakers: list[Speaker] = []
    for words, name, role in lines:
        content = (len(text), len(text) + len(words))
        quotes.append(Quote("direct", (content,), speaker=name, speaker_kind=kind, role=role))
        speakers.append(Speaker(name, kind, (name,), (role,) if role else ()))
        text += f"{words} said {name}. "
    return Analysis(Article(text, id, published=day), tuple(quotes), tuple(speakers))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "town.db"
    with Bank(path) as bank, bank.run("toy", "test") as filling:
        filling.add(article("a", "2023-02-01", ("“We go.”", "Anna Ray", "mayor of Millbrook")))
        filling.add(
            article(
                "b", "2023-05-02", ("“We stay.”", "Anna J. Ray", "mayor"), ("“No.”", "Ray", "harbor master")
            )
        )
        filling.add(
            article("c", "2023-07-03", ("“I sing.”", "Anna Ray", "singer"), ("“I \x1b[1m.”", "Bo", None))
        )
    return path


def key_of(db: Path, words: str) -> str:
    (line,) = run("search", db, words, "--json").stdout.splitlines()
    return str(json.loads(line)["key"])


def test_speakers_are_listed_and_found(db: Path) -> None:
    result = run("speakers", db)
    assert re.match(r" +2  Anna Ray, mayor \(\d+\)\n", result.stdout)
    assert result.stderr == "4 speakers\n"
    found = [json.loads(line) for line in run("speakers", db, "anna", "--json").stdout.splitlines()]
    assert [(one["name"], one["role"]) for one in found] == [("Anna Ray", "mayor"), ("Anna Ray", "singer")]
    limited = run("speakers", db, "--limit", 1)
    assert limited.stdout.count("\n") == 1 and limited.stderr == "4 speakers, 1 shown\n"
    assert run("speakers", db, "zebra").stderr == "no speakers found\n"


def test_one_speaker_with_dated_roles_and_the_articles_that_give_them(db: Path) -> None:
    result = run("speaker", db, "Anna J. Ray", "--limit", 1, "--keys")
    assert result.exit_code == 0
    assert "person, 2 quotes in 2 articles" in result.stdout
    assert "  mayor of Millbrook\n    2023-02-01: a\n" in result.stdout
    assert "middle name" in result.stdout
    assert f"“We stay.”\n  b · 2023-05-02\n  {key_of(db, 'stay')}\n" in result.stdout
    assert result.stderr == "\n2 quotes, 1 shown\n"
    found = json.loads(run("speaker", db, "Anna J. Ray", "--json").stdout)
    assert [(role["role"], role["article_ids"]) for role in found["roles"]] == [
        ("mayor", ["b"]),
        ("mayor of Millbrook", ["a"]),
    ]
    assert len(found["newest"]) == 2 and found["why"]
    assert "\x1b" not in run("speaker", db, "Bo").stdout


@pytest.mark.parametrize(("name", "reason"), [("zebra", "no speaker is named"), ("7", "no speaker 7")])
def test_nobody_of_that_name(db: Path, name: str, reason: str) -> None:
    result = run("speaker", db, name)
    assert result.exit_code == 1 and reason in result.stderr


def test_review_shows_what_is_open_and_how_to_decide(db: Path) -> None:
    result = run("review", db)
    assert "other walk of life" in result.stdout
    assert result.stderr == "2 open\n"
    command = re.search(rf"quotebank judge {re.escape(str(db))} same (\d+) (\d+)", result.stdout)
    assert command
    rows = [json.loads(line) for line in run("review", db, "--json").stdout.splitlines()]
    assert len(rows) == 2
    assert set(rows[0]) == {"quotes", "alike", "feature", "score", "sentence", "speaker", "other"}
    judged = run("judge", db, "different", command[1], command[2], "--author", "ruth")
    assert judged.exit_code == 0
    left = [json.loads(line) for line in run("review", db, "--json").stdout.splitlines()]
    assert left == rows[1:]


def test_judging_and_taking_it_back(db: Path) -> None:
    before = run("speakers", db).stdout
    result = run("judge", db, "same", "Ray@b", "Anna J. Ray", "--author", "ruth", "--note", "She is.")
    assert result.exit_code == 0
    key, words = result.stdout.split("  ", 1)
    assert words == "Ray, person, in b and Anna J. Ray (mayor of Millbrook), person are one\n"
    assert run("speakers", db, "anna j").stdout.startswith("     3  ")
    listed = run("decisions", db)
    assert key in listed.stdout and "in force; ruth, " in listed.stdout and "She is." in listed.stdout
    assert run("judge", db, "withdraw", key, "--author", "bo").stdout.endswith(f"withdraws {key}\n")
    assert run("speakers", db).stdout == before
    assert run("decisions", db).stderr == "2 judgements, 0 corrections\n"


def test_a_judgement_that_holds_for_nobody_is_told(db: Path) -> None:
    run("judge", db, "different", "Anna Ray@a", "Anna J. Ray@b", "--author", "ruth")
    late = run("judge", db, "same", "Anna Ray@a", "Anna J. Ray@b", "--author", "ruth")
    assert late.exit_code == 0  # the newer word wins
    with Bank(db) as bank, bank.run("toy", "test") as filling:
        filling.add(article("a", "2023-02-01", ("“Gone.”", "Cy Ode", None)))
    result = run("review", db)
    assert "2 decisions without anybody to hold for: quotebank decisions" in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "reason"),
    [
        (["same", "Bo"], 2, "same is about two speakers"),
        (["kind", "Bo", "ghost"], 2, "kind is about a speaker and one of person"),
        (["withdraw", "nothing"], 1, "no judgement 'nothing'"),
        (["same", "Bo", "Bo"], 1, "both are Bo"),
        (["same", "Anna", "Bo"], 1, "Anna may be"),
        (["same", "Zed@a", "Bo"], 1, "nobody is called Zed in a"),
        (["rename", "Zed@*", "Bo"], 1, "nobody is called Zed anywhere"),
    ],
)
def test_what_is_not_understood(db: Path, args: list[str], code: int, reason: str) -> None:
    result = run("judge", db, *args, "--author", "ruth")
    assert result.exit_code == code and reason in result.stderr
    assert run("decisions", db).stdout == ""


def test_rename_and_kind(db: Path) -> None:
    run("judge", db, "rename", "Bo@*", "Bo Roth", "--author", "ruth")
    run("judge", db, "kind", "Bo Roth", "group", "--author", "ruth")
    (row,) = [json.loads(line) for line in run("speakers", db, "roth", "--json").stdout.splitlines()]
    assert (row["name"], row["kind"]) == ("Bo Roth", "group")


def test_correcting_a_quote_and_taking_it_back(db: Path) -> None:
    key = key_of(db, "stay")
    changed = run("correct", db, key, "speaker=Bo", "type=mixed", "note=He did.", "--author", "ruth")
    assert changed.exit_code == 0 and len(changed.stdout.splitlines()) == 3
    (row,) = [json.loads(line) for line in run("search", db, "stay", "--json").stdout.splitlines()]
    assert (row["speaker"], row["type"]) == ("Bo", "mixed")
    assert "speaker=Bo for quote" in run("decisions", db).stdout
    run("correct", db, key, "hidden=yes", "--author", "ruth")
    assert run("search", db, "stay").stdout == ""
    run("correct", db, key, "--withdraw", "hidden", "--withdraw", "speaker", "--author", "ruth")
    (row,) = [json.loads(line) for line in run("search", db, "stay", "--json").stdout.splitlines()]
    assert (row["speaker"], row["role"], row["type"]) == ("Anna Ray", "mayor", "mixed")


def test_a_speaker_of_the_bank_is_meant_by_number_or_exact_name(db: Path) -> None:
    for given in ("Anna J. Ray", "number"):
        rows = [json.loads(line) for line in run("speakers", db, "anna j", "--json").stdout.splitlines()]
        name = str(rows[0]["id"]) if given == "number" else given
        assert run("correct", db, key_of(db, "sing"), f"speaker={name}", "--author", "ruth").exit_code == 0
        (row,) = [json.loads(line) for line in run("search", db, "sing", "--json").stdout.splitlines()]
        assert row["speaker_id"] == rows[0]["id"]
        run("correct", db, key_of(db, "sing"), "--withdraw", "speaker", "--author", "ruth")


@pytest.mark.parametrize(
    ("args", "code", "reason"),
    [
        ([], 2, "Say what to change"),
        (["words=x"], 2, "words=x is not one of speaker="),
        (["type=shouted"], 1, "not 'shouted'"),
        (["hidden=perhaps"], 1, "not 'perhaps'"),
    ],
)
def test_a_correction_that_is_not_understood(db: Path, args: list[str], code: int, reason: str) -> None:
    result = run("correct", db, key_of(db, "stay"), *args, "--author", "ruth")
    assert result.exit_code == code and reason in result.stderr
    assert run("decisions", db).stdout == ""


def test_there_is_no_such_quote(db: Path) -> None:
    result = run("correct", db, "none", "type=mixed", "--author", "ruth")
    assert result.exit_code == 1 and "there is no quote none" in result.stderr


def test_files_carry_decisions_to_another_bank(db: Path, tmp_path: Path) -> None:
    run("judge", db, "same", "Ray@b", "Anna J. Ray", "--author", "ruth")
    run("correct", db, key_of(db, "stay"), "note==SUM(A1)", "--author", "ruth")
    folder = tmp_path / "kept"
    folder.mkdir()
    assert run("decisions", db, "--export", folder).stderr.count("is written") == 3
    other = tmp_path / "other.db"
    with Bank(other):
        pass
    read = run("decisions", other, "--import", folder)
    assert read.stderr.startswith("2 decisions added from")
    assert [one.split(";")[0].strip() for one in read.stdout.splitlines()[1::2]] == ["orphan", "orphan"]
    assert run("decisions", other, "--import", folder).stderr.startswith("0 decisions added")
    (folder / "corrections.csv").write_text("nonsense\n", encoding="utf-8")
    result = run("decisions", other, "--import", folder)
    assert result.exit_code == 1 and "corrections.csv: there is no column 'quote'" in result.stderr
    rows = [json.loads(line) for line in run("decisions", db, "--json").stdout.splitlines()]
    assert [row.get("verdict") or row["field"] for row in rows] == ["same", "note"]
