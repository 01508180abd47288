"""Editors change quotes and speakers, answer questions, and read the journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotebank.bank import Bank
from tests.bank.builders import assert_sound
from tests.web.curation.reading import (
    ROOT,
    Open,
    follow,
    key_of,
    number_of,
    speaker_of,
)
from tests.web.desk import Desk


class TestQuotes:
    def test_somebody_of_the_article_is_named(self, desk: Desk) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        text = desk.get(page).text
        who = text.split(">Bo Roth</option>")[0].rsplit('value="', 1)[1].split('"')[0]
        shown = follow(desk, desk.send(page, {"who": who, "name": "", "kind": ""}, which="speaker"))
        assert "The speaker is now Bo Roth." in shown
        assert speaker_of(desk, "knows") == "Bo Roth"
        assert number_of(desk, "Bo Roth") in [
            row["speaker_id"] for row in desk.get(f"{ROOT}/quotes.json?q=knows").json()["quotes"]
        ]

    def test_a_name_wins_over_the_choice_and_may_be_new(self, desk: Desk) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        follow(
            desk, desk.send(page, {"who": "nobody", "name": "The Guild", "kind": "group"}, which="speaker")
        )
        (row,) = desk.get(f"{ROOT}/quotes.json?q=knows").json()["quotes"]
        assert (row["speaker"], row["speaker_kind"]) == ("The Guild", "group")

    def test_nobody_is_an_answer(self, desk: Desk) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'ask')}"
        follow(desk, desk.send(page, {"who": "nobody"}, which="speaker"))
        assert speaker_of(desk, "ask") is None

    def test_type_and_note_are_changed_and_taken_back(self, desk: Desk) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        follow(desk, desk.send(page, {"value": "mixed"}, which="type"))
        shown = follow(desk, desk.send(page, {"value": "Asked <b>twice</b>."}, which="note"))
        assert "Asked &lt;b&gt;twice&lt;/b&gt;." in shown
        assert desk.get(f"{page}.json").json()["quote"]["type"] == "mixed"
        (sent,) = [
            (action, fields)
            for action, fields in desk.forms(page)
            if fields.get("withdraw") and fields["field"] == "type"
        ]
        follow(desk, desk.post(*sent))
        assert desk.get(f"{page}.json").json()["quote"]["type"] == "direct"

    def test_a_hidden_quote_comes_back_by_the_journal(self, desk: Desk) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        shown = follow(desk, desk.send(page, {}, which="hidden"))
        assert "The quote is hidden." in shown and "A title" in shown
        assert desk.get(page).status_code == 404
        shown = follow(desk, desk.send(f"{ROOT}/journal", {}))
        assert "It is taken back." in shown
        assert desk.get(page).status_code == 200

    def test_the_bank_stays_sound(self, desk: Desk, path: Path) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        desk.send(page, {"name": "Bo Rott"}, which="speaker")
        one = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        desk.send(one, {"other": "Bo Rott", "verdict": "same"})
        with Bank(path) as bank:
            bank.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert_sound(path)


class TestSpeakers:
    @pytest.mark.parametrize("names", [("Bo Roth", "Bo Rott"), ("Bo Rott", "Bo Roth")])
    def test_the_page_follows_a_number_that_changes(self, desk: Desk, names: tuple[str, str]) -> None:
        one, other = (number_of(desk, name) for name in names)
        page = f"{ROOT}/speakers/{one}"
        shown = follow(desk, desk.send(page, {"other": names[1], "verdict": "same"}))
        assert f"{names[0]} and {names[1]} are one now." in shown
        assert "We call." in shown and "I ask." in shown
        (left,) = {one, other} & {row["id"] for row in desk.get(f"{ROOT}/speakers.json").json()["speakers"]}
        follow(desk, desk.send(f"{ROOT}/journal", {}))
        assert number_of(desk, "Bo Roth") != number_of(desk, "Bo Rott")
        assert left in (one, other)

    def test_a_speaker_is_renamed_and_given_a_kind(self, desk: Desk) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        shown = follow(desk, desk.send(page, {"value": "Dr. <i>Bo</i> Roth"}, which="rename"))
        assert "<h1>Dr. &lt;i&gt;Bo&lt;/i&gt; Roth" in shown
        page = f"{ROOT}/speakers/{number_of(desk, 'Dr. <i>Bo</i> Roth')}"
        follow(desk, desk.send(page, {"value": "group"}, which="kind"))
        (row,) = [
            row
            for row in desk.get(f"{ROOT}/speakers.json").json()["speakers"]
            if row["name"].startswith("Dr.")
        ]
        assert row["kind"] == "group"

    def test_an_unclear_name_is_asked_again(self, desk: Desk) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Rott')}"
        answer = desk.send(page, {"other": "Anna Ray", "verdict": "different"})
        assert answer.status_code == 200
        assert "Which one?" in answer.text
        assert "mayor of Millbrook" in answer.text and "singer" in answer.text
        assert desk.get(f"{ROOT}/journal").text.count("Withdraw") == 0

    def test_nobody_of_that_name(self, desk: Desk) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Rott')}"
        for other in ("Nobody Here", "12345", "Bo Rott", "", "☃", "9" * 60):
            answer = desk.send(page, {"other": other, "verdict": "same"})
            assert answer.status_code == 400, other


class TestReviewAndJournal:
    def test_an_open_question_is_answered_and_gone(self, desk: Desk) -> None:
        page = desk.get(f"{ROOT}/review").text
        assert "open question" in page and "“Anna Ray” twice" in page
        before = len(desk.forms(f"{ROOT}/review"))
        shown = follow(desk, desk.send(f"{ROOT}/review", {"verdict": "different"}))
        assert len(desk.forms(f"{ROOT}/review")) == before - 1
        assert "are two now" in shown

    def test_the_journal_says_who_did_what_newest_first(self, open_desk: Open) -> None:
        ada, ruth = open_desk({"id": "ada"}), open_desk({"id": "ruth"})
        page = f"{ROOT}/speakers/{number_of(ada, 'Bo Roth')}"
        follow(ada, ada.send(page, {"value": "Bo Roth I"}, which="rename"))
        follow(ruth, ruth.send(page, {"value": "Bo Roth II"}, which="rename"))
        text = ada.get(f"{ROOT}/journal").text
        assert text.index("Bo Roth II") < text.index("Bo Roth I<")
        assert text.index("ruth ·") < text.index("ada ·")
        assert "overruled" in text and "in force" in text
        follow(ruth, ruth.send(f"{ROOT}/journal", {}))
        text = ada.get(f"{ROOT}/journal").text
        assert "Took back" in text and "withdrawn" in text
        assert number_of(ada, "Bo Roth I")

    def test_the_journal_is_paged(self, desk: Desk, path: Path) -> None:
        with Bank(path) as bank:
            bank.decide(
                [
                    {
                        "verdict": "rename", "name": "Bo Roth", "kind": "person", "value": f"Bo {number}",
                        "author": "ruth", "at": f"2023-01-01T00:00:{number % 60:02}.{number:06}+00:00",
                    }
                    for number in range(75)
                ]
            )  # fmt: skip
        page, seen = f"{ROOT}/journal", list[str]()
        while page:
            text = desk.get(page).text
            entries = [part.split("</b>")[0] for part in text.split("is called <b>")[1:]]
            assert len(entries) <= 30
            seen += entries
            following = text.split('rel="next" href="')[1:]
            page = following[0].split('"')[0] if following else ""
        assert len(seen) == len(set(seen)) == 75
        for after in ("", "x", "~", "~" * 500, "%00~"):
            assert desk.get(f"{ROOT}/journal?after={after}").status_code == 200
            assert desk.get(f"{ROOT}/review?after={after}").status_code == 200

    def test_what_is_taken_back_is_not_taken_back_again(self, desk: Desk) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        desk.send(page, {"value": "Bo"}, which="rename")
        (sent,) = desk.forms(f"{ROOT}/journal")
        follow(desk, desk.post(*sent))
        assert desk.post(*sent).status_code == 400
        assert desk.post(sent[0], {**sent[1], "key": "0" * 20}).status_code == 404
