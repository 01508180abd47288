"""Judgements: what a person says holds, also for what comes later, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from quotebank.bank import Bank, export_decisions, import_decisions, queries
from quotebank.errors import BankError, InputError
from tests.bank.builders import Said, add, assert_sound, rows, speaker_tables, story

if TYPE_CHECKING:
    from pathlib import Path

MAYOR = Said("We build.", "John Smith", role="mayor of Ashford")
KEEPER = Said("We win.", "John Smith", role="goalkeeper")
TONY = Said("We talk.", "Tony Blinken")
ANTONY = Said("We meet.", "Antony Blinken", role="Secretary of State")
BARE = Said("We call.", "Blinken")
POLICE = Said("We ask.", "police", "organization")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "bank.db"
    add(
        path,
        story("a", MAYOR, ANTONY),
        story("b", KEEPER, TONY),
        story("c", MAYOR, BARE, POLICE),
        story("d", TONY, POLICE),
    )
    return path


def judge(path: Path, verdict: str, one: str, other: str | None = None, **more: Any) -> str:
    """``NAME`` or ``NAME@ARTICLE``, all of them persons unless ``kind`` says otherwise."""
    row: dict[str, Any] = {"verdict": verdict, "author": "ruth", **more}
    for prefix, subject in (("", one), ("other_", other)):
        if subject is not None:
            name, _, article = subject.partition("@")
            row |= {f"{prefix}kind": more.get("kind", "person"), f"{prefix}name": name}
            row |= {f"{prefix}article": article or None}
    with Bank(path) as bank:
        return bank.judge(row)


def names(path: Path) -> dict[str, str]:
    """``article name`` → the speaker's name and number."""
    return {
        f"{article} {name}": f"{shown} {number}"
        for article, name, shown, number in rows(
            path,
            "SELECT r.name, a.name, s.name, s.id FROM appearances a JOIN articles r ON r.id = a.article "
            "JOIN speakers s ON s.id = a.speaker",
        )
    }


def one(path: Path, *who: str) -> bool:
    found = names(path)
    return len({found[each] for each in who}) == 1


def states(path: Path) -> list[str]:
    with Bank(path) as bank:
        return [row["state"] for row in queries.judgements(bank.connection)]


def test_same_joins_what_the_rules_keep_apart_and_withdrawn_is_gone(path: Path) -> None:
    before = speaker_tables(path)
    assert not one(path, "a Antony Blinken", "b Tony Blinken")
    key = judge(path, "same", "Tony Blinken", "Antony Blinken")
    assert one(path, "a Antony Blinken", "b Tony Blinken", "d Tony Blinken")
    assert_sound(path)
    ((sentence,),) = rows(path, "SELECT sentence FROM joins WHERE feature = 'judged'")
    assert "Tony Blinken" in sentence and "a person judged so" in sentence
    with Bank(path) as bank:
        bank.judge({"verdict": "withdraw", "value": key, "author": "ruth"})
    assert speaker_tables(path) == before
    assert states(path) == ["withdrawn", "in force"]
    assert_sound(path)


def test_it_holds_for_articles_that_come_later_and_after_another_analysis(path: Path) -> None:
    judge(path, "same", "Tony Blinken", "Antony Blinken")
    add(path, story("e", TONY), story("a", MAYOR, ANTONY, BARE, model="other weights"))
    assert one(path, "a Antony Blinken", "b Tony Blinken", "e Tony Blinken")
    assert_sound(path)


def test_different_keeps_apart_what_the_rules_join(path: Path) -> None:
    assert one(path, "a John Smith", "c John Smith")
    judge(path, "different", "John Smith@c", "John Smith", other_role="mayor of Ashford")
    assert not one(path, "a John Smith", "c John Smith")
    add(path, story("f", MAYOR))
    assert one(path, "a John Smith", "f John Smith")
    assert not one(path, "c John Smith", "f John Smith")
    assert_sound(path)


def test_a_pair_that_was_judged_is_no_open_question(path: Path) -> None:
    def asked() -> list[set[str]]:
        with Bank(path) as bank:
            return [
                {row["speaker"]["name"], row["other"]["name"]}
                for row in queries.candidates(bank.connection).rows
            ]

    assert {"Tony Blinken", "Antony Blinken"} in asked()
    judge(path, "different", "Tony Blinken", "Antony Blinken")
    assert {"Tony Blinken", "Antony Blinken"} not in asked()
    assert not one(path, "a Antony Blinken", "b Tony Blinken")


def test_one_article_only_and_everywhere(path: Path) -> None:
    assert not one(path, "c police", "d police")
    judge(path, "same", "police@c", "Blinken@c", kind="organization", other_kind="person")
    assert states(path) == ["orphan"]  # Blinken is a person: as an organization there is none
    judge(path, "same", "police", "police@d", kind="organization")
    assert one(path, "c police", "d police")
    assert_sound(path)


def test_rename_and_kind_are_shown_and_found(path: Path) -> None:
    judge(path, "rename", "Antony Blinken", value="Secretary Blinken")
    judge(path, "kind", "Antony Blinken", value="organization")
    with Bank(path) as bank:
        (found,) = queries.speakers(bank.connection, query="secretary").rows
        assert (found["name"], found["kind"]) == ("Secretary Blinken", "organization")
        (quote,) = queries.search(bank.connection, "", kind="organization", speaker=found["id"]).rows
    assert quote["speaker"] == "Secretary Blinken"
    key = judge(path, "kind", "Antony Blinken", value="group")
    with Bank(path) as bank:
        bank.judge({"verdict": "withdraw", "value": key, "author": "ruth"})
        assert [row["kind"] for row in queries.speakers(bank.connection, query="secretary").rows] == [
            "organization"
        ]
    assert_sound(path)


def test_the_newest_judgement_wins(path: Path) -> None:
    judge(path, "same", "John Smith@a", "John Smith@b", at="2026-01-02")
    judge(path, "different", "John Smith@a", "John Smith@b", at="2026-01-01")
    assert one(path, "a John Smith", "b John Smith")
    assert states(path) == ["overruled", "in force"]
    judge(path, "different", "John Smith@b", "John Smith@a", at="2026-01-03")
    assert not one(path, "a John Smith", "b John Smith")
    assert states(path) == ["in force", "overruled", "in force"]


def test_several_of_one_name_need_a_role(path: Path) -> None:
    judge(path, "rename", "John Smith", value="Nobody")
    assert states(path) == ["unclear"]
    judge(path, "rename", "John Smith", role="town goalkeeper", value="Keeper Smith")
    assert names(path)["b John Smith"].startswith("Keeper Smith")
    assert names(path)["a John Smith"].startswith("John Smith")


def test_an_orphan_is_kept_and_holds_again(path: Path) -> None:
    judge(path, "same", "Bo Roth", "Bob Roth")
    assert states(path) == ["orphan"]
    add(path, story("x", Said("Ah.", "Bo Roth")), story("y", Said("Oh.", "Bob Roth")))
    assert states(path) == ["in force"]
    assert one(path, "x Bo Roth", "y Bob Roth")
    add(path, story("y"))
    assert states(path) == ["orphan"]


def test_a_bank_built_anew_from_the_files_is_the_same(path: Path, tmp_path: Path) -> None:
    judge(path, "same", "Tony Blinken", "Antony Blinken", note="as everybody knows")
    key = judge(path, "different", "John Smith@c", "John Smith@a")
    judge(path, "rename", "Blinken@c", value="Évan “B” Blinken, Jr.\n")
    with Bank(path) as bank:
        bank.judge({"verdict": "withdraw", "value": key, "author": "bo"})
        (file,) = export_decisions(bank, tmp_path)
    anew = tmp_path / "anew.db"
    with Bank(anew) as bank:
        assert import_decisions(bank, tmp_path) == 4
        assert import_decisions(bank, tmp_path) == 0
    add(
        anew,
        story("d", TONY, POLICE),
        story("c", MAYOR, BARE, POLICE, model="other weights"),
        story("b", KEEPER, TONY),
        story("a", MAYOR, ANTONY),
    )
    assert speaker_tables(anew) == speaker_tables(path)
    with Bank(anew) as bank:
        again = tmp_path / "again"
        again.mkdir()
        export_decisions(bank, again)
    assert (again / file.name).read_bytes() == file.read_bytes()


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"verdict": "maybe"}, "no verdict 'maybe'"),
    ({"verdict": "same", "name": "A"}, "needs other_name"),
    ({"verdict": "rename", "name": "A"}, "needs value"),
    ({"verdict": "kind", "name": "A", "value": "ghost"}, "no kind 'ghost'"),
    ({"verdict": "rename", "name": "A", "kind": "ghost", "value": "B"}, "no kind 'ghost'"),
    ({"verdict": "withdraw"}, "needs the key"),
    ({"verdict": "rename", "name": "A", "value": "B", "author": ""}, "an author and a time"),
]


@pytest.mark.parametrize(("row", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_what_cannot_be_understood_is_refused(path: Path, row: dict[str, Any], reason: str) -> None:
    with Bank(path) as bank, pytest.raises(BankError, match=reason):
        bank.judge({"author": "ruth", **row})
    assert states(path) == []


def test_a_broken_line_is_named_and_nothing_is_added(path: Path, tmp_path: Path) -> None:
    judge(path, "rename", "Blinken@c", value="B")
    with Bank(path) as bank:
        (file,) = export_decisions(bank, tmp_path)
    file.write_text(file.read_text("utf-8") + ",maybe,,,,,,,,,,ruth,2026-01-01,\n", encoding="utf-8")
    with Bank(tmp_path / "other.db") as bank, pytest.raises(InputError, match=r"judgements.csv:3: .*'maybe'"):
        import_decisions(bank, tmp_path)
    file.write_bytes(b"\xff\xfe")
    with Bank(tmp_path / "other.db") as bank, pytest.raises(InputError, match="not a CSV file in UTF-8"):
        import_decisions(bank, tmp_path)
    file.write_text("verdict,name\n", encoding="utf-8")
    with Bank(tmp_path / "other.db") as bank, pytest.raises(InputError, match="no column 'kind'"):
        import_decisions(bank, tmp_path)
    assert rows(tmp_path / "other.db", "SELECT * FROM judgements") == []
