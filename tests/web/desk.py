"""An editor at work: a browser without a window that reads pages and sends their forms."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    import asyncio

FORM = "application/x-www-form-urlencoded"
SAME_SITE = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}

_FORM = re.compile(r'<form[^>]* method="post" action="([^"]+)">(.*?)</form>', re.DOTALL)
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


class Desk:
    """One browser at one Datasette; ``actor`` is signed in, unless None."""

    def __init__(self, datasette: Any, loop: asyncio.AbstractEventLoop, *, actor: Any = None) -> None:
        self._datasette = datasette
        self._loop = loop
        self.cookies: dict[str, str] = {}
        if actor is not None:
            self.cookies["ds_actor"] = datasette.sign({"a": actor}, "actor")

    def get(self, path: str) -> Any:
        """A page."""
        return self._ask("GET", path, headers={})

    def post(
        self, path: str, fields: dict[str, str] | bytes, *, headers: dict[str, str] | None = None
    ) -> Any:
        """A form sent as it is."""
        body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
        return self._ask(
            "POST",
            path,
            content=body,
            headers={"content-type": FORM, **(SAME_SITE if headers is None else headers)},
        )

    def forms(self, page: str) -> list[tuple[str, dict[str, str]]]:
        """The forms of a page that write: where they go, and their hidden fields."""
        found = []
        for action, inside in _FORM.findall(self.get(page).text):
            hidden = {unescape(name): unescape(value) for name, value in _HIDDEN.findall(inside)}
            found.append((unescape(action), hidden))
        return found

    def send(self, page: str, fields: dict[str, str], *, which: str = "") -> Any:
        """The form of a page whose hidden fields hold ``which``, filled in; the answer, not yet followed."""
        for action, hidden in self.forms(page):
            if which in (*hidden.values(), "", action):
                return self.post(action, {**hidden, **fields})
        raise AssertionError(f"{page} has no form for {which!r}")

    def _ask(self, method: str, path: str, **keywords: Any) -> Any:
        keywords["headers"]["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if not self.cookies:
            del keywords["headers"]["cookie"]
        answer = self._loop.run_until_complete(self._datasette.client.request(method, path, **keywords))
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name] = value.strip('"')
        return answer
