"""Nobody else changes anything, and no form breaks the site."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from quotebank.bank import Bank
from tests.web.curation.reading import (
    ROOT,
    Open,
    addresses,
    file_hash,
    follow,
    hidden_fields,
    key_of,
    number_of,
    speaker_of,
)
from tests.web.desk import SAME_SITE, Desk


class TestWhoMay:
    @pytest.mark.parametrize(
        ("actor", "options"),
        [
            (None, {}),
            ({"id": "eve"}, {}),
            ({"id": ""}, {"editors": True}),
            ({"name": "ada"}, {"editors": {"name": "ada"}}),
            (None, {"editors": {"unauthenticated": True}}),
            ({"id": "ada"}, {"editors": None}),
            ({"id": "ada"}, {"editors": {}}),
            ({"id": "ada"}, {"editors": "ada"}),
            ({"id": "ada"}, {"editors": False}),
            ({"id": "ada"}, {"immutable": True}),
            ({"id": "root"}, {}),
        ],
    )
    def test_nobody_else(self, open_desk: Open, path: Path, actor: Any, options: dict[str, Any]) -> None:
        seal = open_desk({"id": "ada"}).forms(f"{ROOT}/review")[0][1]
        before = file_hash(path)
        desk = open_desk(actor, **options)
        key, number = key_of(desk, "knows"), number_of(desk, "Bo Roth")
        for page in ("/", f"{ROOT}/quotes/{key}", f"{ROOT}/speakers/{number}", f"{ROOT}/articles/one"):
            text = desk.get(page).text
            assert 'method="post"' not in text and "/review" not in text and "/journal" not in text
        for page in (f"{ROOT}/review", f"{ROOT}/journal"):
            answer = desk.get(page)
            assert answer.status_code == 403
            assert "Bo Rott" not in answer.text
        for address in addresses(desk):
            assert desk.post(address, {**seal, "verdict": "same"}).status_code == 403, address
        assert file_hash(path) == before

    def test_the_page_says_why(self, open_desk: Open) -> None:
        assert "served to be read only" in open_desk({"id": "ada"}, immutable=True).get(f"{ROOT}/review").text
        assert "Only editors" in open_desk({"id": "eve"}).get(f"{ROOT}/journal").text
        assert "Only editors" in open_desk().get(f"{ROOT}/journal").text

    @pytest.mark.parametrize("editors", [True, {"id": "*"}, {"desk": "news"}])
    def test_an_allow_block_as_datasette_has_them(self, open_desk: Open, editors: Any) -> None:
        desk = open_desk({"id": 7, "desk": "news"}, editors=editors)
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        follow(desk, desk.send(page, {"value": "Bo"}, which="rename"))
        assert "7 ·" in desk.get(f"{ROOT}/journal").text

    def test_pages_of_an_editor_are_nobody_elses(self, desk: Desk) -> None:
        for page in ("/", f"{ROOT}/quotes/{key_of(desk, 'knows')}", f"{ROOT}/review"):
            answer = desk.get(page)
            assert "Editing as <b>ada</b>" in answer.text
            assert "no-store" in answer.headers["cache-control"]
            assert "form-action 'self'" in answer.headers["content-security-policy"]


class TestForeignForms:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
            {"origin": "https://evil.example"},
            {"origin": "null", "sec-fetch-site": "cross-site"},
            {},
        ],
    )
    def test_a_form_of_another_site_is_refused(self, desk: Desk, path: Path, headers: dict[str, str]) -> None:
        desk.get(f"{ROOT}/review")  # the cookies are there
        before = file_hash(path)
        for address in addresses(desk):
            fields = {"field": "hidden", "value": "yes", "verdict": "rename", "key": "x"}
            assert desk.post(address, fields, headers=headers).status_code == 403, address
        assert file_hash(path) == before

    def test_a_form_without_our_tokens_is_refused(self, desk: Desk) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        action, fields = next(sent for sent in desk.forms(page) if sent[1].get("verdict") == "rename")
        for missing in ("csrftoken", "seal"):
            told = {name: value for name, value in fields.items() if name != missing}
            answer = desk.post(action, {**told, "value": "Bo"}, headers=SAME_SITE)
            refused = answer.status_code == 403
            # 1.0 looks at the headers instead of its token
            assert refused or (missing == "csrftoken" and answer.status_code == 303)
        assert desk.post(action, {**fields, "seal": fields["seal"][:-2] + "xx"}).status_code == 403

    def test_the_seal_of_another_editor_is_refused(self, open_desk: Open) -> None:
        ada, ruth = open_desk({"id": "ada"}), open_desk({"id": "ruth"})
        theirs = ruth.forms(f"{ROOT}/review")[0][1]["seal"]
        (action, fields), *_ = ada.forms(f"{ROOT}/review")
        assert ada.post(action, {**fields, "verdict": "same", "seal": theirs}).status_code == 403

    def test_only_post_writes(self, desk: Desk) -> None:
        for address in addresses(desk)[2:]:
            answer = desk.get(address)
            assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


class TestHostileForms:
    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"value=" + b"x" * 1_000_000, 413),
            (b"value=\xff\xfe", 400),
            (b"value=%ff%fe", 400),
            (b"csrftoken=%C3%A9&seal=x", 400),
            (b"&".join(b"a=b" for _ in range(5000)), 400),
            (b"", 403),
        ],
    )
    def test_bodies(self, desk: Desk, body: bytes, status: int) -> None:
        desk.get(f"{ROOT}/review")
        for address in addresses(desk):
            assert desk.post(address, body).status_code == status, address

    @pytest.mark.parametrize("kind", ["multipart/form-data", "application/json", "text/plain", ""])
    def test_other_types_of_body(self, desk: Desk, kind: str) -> None:
        for address in addresses(desk):
            headers = {**SAME_SITE, "content-type": kind}
            assert desk.post(address, b"{}", headers=headers).status_code == 415

    def test_a_body_that_lies_about_its_length(self, desk: Desk) -> None:
        headers = {**SAME_SITE, "content-length": "10"}
        assert desk.post(f"{ROOT}/review", b"x" * 1_000_000, headers=headers).status_code == 413
        headers = {**SAME_SITE, "content-length": "9" * 40}
        assert desk.post(f"{ROOT}/review", b"", headers=headers).status_code == 413

    @pytest.mark.parametrize(
        "name",
        [
            "<script>alert(1)</script>",
            "a\x00b\x1b[31mc",
            "\u202egnp.exe",
            "'; DROP TABLE quotes; --",
            "ﷺ" * 150,
        ],
    )
    def test_names_are_words(self, desk: Desk, name: str) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        shown = follow(desk, desk.send(page, {"name": name}, which="speaker"))
        for text in (shown, desk.get(f"{ROOT}/journal").text, desk.get(f"{ROOT}/speakers").text):
            assert "<script>" not in text
            assert not set("\x00\x1b\u202e") & set(text)
        assert speaker_of(desk, "knows") is not None

    @pytest.mark.parametrize(
        ("which", "fields"),
        [
            ("speaker", {"name": "x" * 201}),
            ("speaker", {"name": ""}),
            ("speaker", {"who": "0" * 20}),
            ("speaker", {"name": "Bo", "kind": "wizard"}),
            ("type", {"value": "loud"}),
            ("hidden", {"value": "perhaps"}),
            ("note", {"value": ""}),
            ("note", {"value": "x" * 1001}),
            ("note", {"field": "text", "value": "x"}),
            ("note", {"withdraw": "2", "value": "x"}),
        ],
    )
    def test_fields_that_make_no_sense(
        self, desk: Desk, path: Path, which: str, fields: dict[str, str]
    ) -> None:
        page = f"{ROOT}/quotes/{key_of(desk, 'knows')}"
        before = file_hash(path)
        answer = desk.send(page, fields, which=which)
        assert answer.status_code == 400
        assert "<h1>" in answer.text
        assert file_hash(path) == before

    def test_what_is_not_there(self, desk: Desk) -> None:
        tokens = hidden_fields(desk, f"{ROOT}/review")
        for key in ("0" * 20, "~00", "x" * 5000):
            fields = {**tokens, "field": "hidden", "value": "yes"}
            assert desk.post(f"{ROOT}/quotes/{key}/correct", fields).status_code == 404
        for number in ("0", "1", "99999999999999999999", "-1", "x"):
            fields = {**tokens, "verdict": "rename", "value": "Bo"}
            assert desk.post(f"{ROOT}/speakers/{number}/judge", fields).status_code == 404
        fields = {**tokens, "verdict": "same", "speaker": "1", "other": "2"}
        assert desk.post(f"{ROOT}/review", fields).status_code == 404


class TestAnotherWriter:
    def test_its_lock_is_a_sentence(self, desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("quotebank.web.banks.PATIENCE", 0.2)
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"
        other = sqlite3.connect(path)
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        answer = desk.send(page, {"value": "Bo"}, which="rename")
        assert answer.status_code == 503
        assert "Somebody else is writing" in answer.text and "town.db" not in answer.text
        other.rollback()
        follow(desk, desk.send(page, {"value": "Bo"}, which="rename"))
        other.close()

    def test_a_file_that_cannot_be_written_is_a_sentence(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = f"{ROOT}/speakers/{number_of(desk, 'Bo Roth')}"

        def broken(*_: object, **__: object) -> str:
            raise sqlite3.OperationalError("attempt to write a readonly database")

        monkeypatch.setattr("quotebank.bank._judgements.append", broken)
        answer = desk.send(page, {"value": "Bo"}, which="rename")
        assert answer.status_code == 503
        assert "cannot be written" in answer.text and "readonly" not in answer.text

    def test_what_the_command_line_decides_is_seen_at_once(self, desk: Desk, path: Path) -> None:
        assert number_of(desk, "Bo Roth")
        with Bank(path) as bank:
            bank.judge(
                {"verdict": "rename", "kind": "person", "name": "Bo Roth", "value": "Bo", "author": "ruth"}
            )
        assert "is called <b>Bo</b>" in desk.get(f"{ROOT}/journal").text
        assert number_of(desk, "Bo")
