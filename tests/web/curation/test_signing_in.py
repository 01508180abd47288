"""The link of ``quotebank serve --edit``, and the configuration of a newsroom."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.utils import parse_metadata

from quotebank.bank.serving import SIGN_IN_TOKEN, edit_args
from quotebank.errors import ServeError
from tests.web.curation.reading import (
    ROOT,
    Open,
)
from tests.web.desk import Desk


class TestSigningIn:
    TOKEN = "t" * 43

    @pytest.fixture
    def open_door(
        self, path: Path, loop: asyncio.AbstractEventLoop, monkeypatch: pytest.MonkeyPatch
    ) -> Callable[..., Desk]:
        def opened(token: str | None) -> Desk:
            if token is None:
                monkeypatch.delenv(SIGN_IN_TOKEN, raising=False)
            else:
                monkeypatch.setenv(SIGN_IN_TOKEN, token)
            signs = {"id": "ruth", "token": {"$env": SIGN_IN_TOKEN}}
            metadata = {"plugins": {"quotebank": {"editors": {"id": ["ruth"]}, "sign_in": signs}}}
            return Desk(Datasette([str(path)], metadata=metadata), loop)

        return opened

    def test_the_right_token_signs_in(self, open_door: Callable[..., Desk]) -> None:
        desk = open_door(self.TOKEN)
        assert desk.get(f"{ROOT}/review").status_code == 403
        answer = desk.get(f"{ROOT}/sign-in?token={self.TOKEN}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "httponly" in answer.headers["set-cookie"].lower()
        assert "Editing as <b>ruth</b>" in desk.get(f"{ROOT}/review").text

    @pytest.mark.parametrize("given", ["", "x", "t" * 42, "é" * 43, "t" * 50_000, "%00"])
    def test_another_does_not(self, open_door: Callable[..., Desk], given: str) -> None:
        desk = open_door(self.TOKEN)
        answer = desk.get(f"{ROOT}/sign-in?token={given}")
        assert answer.status_code == 403
        assert "ds_actor" not in desk.cookies

    @pytest.mark.parametrize("token", [None, "", "short"])
    def test_without_a_good_token_there_is_no_door(
        self, open_door: Callable[..., Desk], token: str | None
    ) -> None:
        answer = open_door(token).get(f"{ROOT}/sign-in?token={token or ''}")
        assert answer.status_code == 404

    def test_serve_edit_names_the_editor_and_hides_the_token(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(SIGN_IN_TOKEN, self.TOKEN)
        args = edit_args(path, host="127.0.0.1", port=8001, editor="ruth")
        assert "--immutable" not in args and str(path) in args
        files = [Path(arg) for arg in args if arg.endswith(".json")]
        texts = [file.read_text(encoding="utf-8") for file in files]
        assert sum('"editors"' in text for text in texts) == 1
        assert all(self.TOKEN not in text for text in texts)

    def test_what_is_published_is_not_edited(self, tmp_path: Path) -> None:
        with pytest.raises(ServeError, match="published"):
            edit_args(tmp_path, host="127.0.0.1", port=8001, editor="ruth")


def test_the_configuration_in_the_docs_works(open_desk: Open) -> None:
    page = (Path(__file__).parents[3] / "docs" / "curation.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    editors = parse_metadata(block)["plugins"]["quotebank"]["editors"]
    assert open_desk({"id": "ada"}, editors=editors).get(f"{ROOT}/review").status_code == 200
    assert open_desk({"id": "eve"}, editors=editors).get(f"{ROOT}/review").status_code == 403
