"""A thousand damaged articles and every odd file through the real commands: nothing crashes or is lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.mutations import READABLE, REJECTED, mutants

ROOT = Path(__file__).parents[1]
COUNT = 1000
SEED = 20230214


@dataclass(frozen=True)
class Ran:
    """One command over everything: what it wrote, and the texts that it had to read, by article id."""

    folder: Path
    code: int
    out: str
    err: str
    bank: Path
    texts: dict[str, str]


def start(*args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "quotebank", *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """``extract`` and ``add`` side by side: together they take as long as one of them on two cores."""
    base = tmp_path_factory.mktemp("robustness")
    folder, bank = base / "articles", base / "bank.db"
    folder.mkdir()
    texts = {f"mutant-{number}": text for number, text in enumerate(mutants(COUNT, seed=SEED))}
    rows = [json.dumps({"id": key, "published": "2023-02-14", "text": text}) for key, text in texts.items()]
    (folder / "mutants.jsonl").write_text("\n".join(rows), encoding="utf-8")
    for name, content in READABLE.items():
        (folder / name).write_bytes(content)
        if name.endswith(".txt"):
            texts[name.removesuffix(".txt")] = content.decode().removeprefix("\ufeff")
    texts["surrogate-pair:1"] = "😀 said: “Hello.”"
    for name, (content, _) in REJECTED.items():
        (folder / name).write_bytes(content)
    started = {"extract": start("extract", folder), "add": start("add", bank, folder)}
    found = {}
    for name, process in started.items():
        out, err = process.communicate(timeout=600)
        found[name] = Ran(folder, process.returncode, out, err, bank, texts)
    return found


@pytest.mark.parametrize("command", ["extract", "add"])
def test_no_crash_and_every_rejected_file_is_named_with_its_reason(
    command: str, runs: dict[str, Ran]
) -> None:
    ran = runs[command]
    assert ran.code == 1
    told = {}
    for line in ran.err.splitlines():
        assert line.startswith("quotebank: "), line
        where, _, reason = line.removeprefix("quotebank: ").partition(": ")
        told[Path(where).name.partition(":")[0]] = reason
    assert set(told) == set(REJECTED)
    for name, (_, reason) in REJECTED.items():
        assert reason in told[name], name


def test_extract_prints_every_other_article_as_it_came(runs: dict[str, Ran]) -> None:
    ran = runs["extract"]
    rows = [json.loads(line) for line in ran.out.split("\n") if line]
    assert {row["id"]: row["text"] for row in rows} == ran.texts
    assert len(rows) == COUNT + len(READABLE)
    quotes = 0
    for row in rows:
        text, last = row["text"], 0
        for quote in row["quotes"]:
            quotes += 1
            assert quote["content"]
            assert quote["text"] == " … ".join(text[start:end] for start, end in quote["content"])
            for part in ("content", "cue", "source"):
                for start, end in quote[part]:
                    assert 0 <= start < end <= len(text)
            assert quote["content"][0][0] >= last
            last = quote["content"][0][0]
            assert 0 <= quote["confidence"] <= 1
        for speaker in row["speakers"]:
            assert all(0 <= start < end <= len(text) for start, end in speaker["mentions"])
    assert quotes > COUNT


def test_the_bank_holds_every_other_article(runs: dict[str, Ran]) -> None:
    ran = runs["add"]
    with sqlite3.connect(ran.bank) as db:
        query = "SELECT name, text FROM articles JOIN texts ON texts.article = articles.id"
        assert dict(db.execute(query)) == ran.texts
        places = {Path(place).name.partition(":")[0] for (place,) in db.execute("SELECT place FROM failures")}
        assert places == set(REJECTED)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_stored_quote_is_a_part_of_its_text(runs: dict[str, Ran]) -> None:
    """Cut with Python and with SQLite: both count characters, not bytes or UTF-16 units."""
    with sqlite3.connect(runs["add"].bank) as db:
        rows = db.execute(
            "SELECT quotes.id, quotes.text, articles.name, segments.start, segments.end,"
            " substr(texts.text, segments.start + 1, segments.end - segments.start)"
            " FROM quotes JOIN segments ON segments.quote = quotes.id AND segments.part = 'content'"
            " JOIN texts ON texts.article = quotes.article JOIN articles ON articles.id = quotes.article"
            " ORDER BY quotes.id, segments.number"
        ).fetchall()
        outside = db.execute(
            "SELECT count(*) FROM segments JOIN quotes ON quotes.id = segments.quote"
            " JOIN texts ON texts.article = quotes.article"
            " WHERE segments.start < 0 OR segments.end > length(texts.text) OR segments.start >= segments.end"
        ).fetchone()
        total = db.execute("SELECT count(*) FROM quotes").fetchone()
    assert outside == (0,)
    stored: dict[int, str] = {}
    parts: dict[int, list[str]] = {}
    for key, words, name, start, end, cut in rows:
        assert runs["add"].texts[name][start:end] == cut
        stored[key] = words
        parts.setdefault(key, []).append(cut)
    assert len(stored) == total[0] > COUNT
    assert {key: " … ".join(cuts) for key, cuts in parts.items()} == stored


def test_both_commands_found_the_same_quotes(runs: dict[str, Ran]) -> None:
    rows = [json.loads(line) for line in runs["extract"].out.split("\n") if line]
    counted = {row["id"]: len(row["quotes"]) for row in rows}
    with sqlite3.connect(runs["add"].bank) as db:
        assert dict(db.execute("SELECT name, quotes FROM articles")) == counted
