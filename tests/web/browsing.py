"""A real browser at a real ``quotebank serve``: what both need to start, and what is watched meanwhile.

Needs Playwright for Python and a Chromium of the system (``apt-get install chromium``); tests that ask for it
are skipped where one of them is absent.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils import tilde_encode

from quotebank.bank import Bank, queries

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = "/-/quotebank"
CHECKOUT = Path(__file__).parents[2]
SERVER = os.environ.get("QUOTEBANK_SERVE_PYTHON", sys.executable)
"""The Python that serves: one with the other Datasette line needs no browser of its own."""

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

_LINK = re.compile(r"http://\S+/sign-in\?token=\S+")
_PATIENCE = 60.0

# Where the package is not installed, there is no entry point through which Datasette finds the plugin.
_COMMAND = (
    "import sys; from datasette.plugins import pm; import quotebank.web as web;"
    "web in pm.get_plugins() or pm.register(web, 'quotebank');"
    "from quotebank.cli import main; main()"
)


@dataclass(frozen=True, slots=True)
class Site:
    """A server that runs: where it is, and the link with which its editor signs in."""

    address: str
    sign_in: str | None


@contextlib.contextmanager
def served(bank: Path, scratch: Path, *options: str) -> Iterator[Site]:
    """``quotebank serve`` on a bank, in a process of its own, until the block is left."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    log = scratch / f"serve-{port}.log"
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": "1"}
    with log.open("w") as output:
        process = subprocess.Popen(
            [SERVER, "-c", _COMMAND, "serve", str(bank), "--port", str(port), *options],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + _PATIENCE
        while not _answers(f"{address}{ROOT}/static/icon.svg"):
            said = log.read_text()
            assert process.poll() is None and time.monotonic() < end, f"it does not serve: {said}"
            time.sleep(0.1)
        link = _LINK.search(log.read_text())
        yield Site(address, link and link[0])
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def addresses(bank: Path) -> dict[str, str]:
    """Every kind of page of a bank by a short name, made of what is most quoted in it."""
    with Bank(bank, create=False) as opened:
        conn = opened.connection
        first, second = queries.speakers(conn, kind="person", limit=2).rows
        found = queries.search(conn, "", speaker=first["id"], order="newest").rows[0]
    speaker, quote, article = first["id"], found["key"], tilde_encode(found["article_id"])
    return {
        "home": "/",
        "search": f"{ROOT}/search",
        "found": f"{ROOT}/search?q={found['text'].split()[1].strip('.,“”')}",
        "filtered": f"{ROOT}/search?type=direct&kind=person&order=newest",
        "nothing": f"{ROOT}/search?q=xyzzyx",
        "problem": f"{ROOT}/search?since=yesterday",
        "speakers": f"{ROOT}/speakers",
        "speaker": f"{ROOT}/speakers/{speaker}",
        "quote": f"{ROOT}/quotes/{quote}",
        "article": f"{ROOT}/articles/{article}",
        "compare": f"{ROOT}/compare?speaker={speaker}&speaker={second['id']}",
        "refusal": f"{ROOT}/nowhere",
    }


def editing_addresses(pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that look otherwise to an editor."""
    return {
        "review": f"{ROOT}/review",
        "journal": f"{ROOT}/journal",
        **{name: pages[name] for name in ("home", "quote", "speaker")},
    }


def launch(playwright: Any) -> Browser:
    """The Chromium of the system, without a window."""
    # a sandbox needs rights that root gives away in a container
    options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    made: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*options, "--no-proxy-server"])
    return made


@dataclass(slots=True)
class Watch:
    """What a page did that no page of ours may do."""

    trouble: list[str] = field(default_factory=list)

    def over(self, page: Page, *, expected: tuple[int, ...] = ()) -> None:
        """Watches a page from now on; answers with a status in ``expected`` are none of its faults."""
        allowed = [f"status of {status}" for status in expected]

        def console(message: Any) -> None:
            if message.type in ("error", "warning") and not any(one in message.text for one in allowed):
                self.trouble.append(f"{page.url}: console: {message.text}")

        def dialog(shown: Any) -> None:
            self.trouble.append(f"{page.url}: dialog: {shown.message}")
            shown.dismiss()

        def request(asked: Any) -> None:
            if not asked.url.startswith(("http://127.0.0.1:", "data:")):
                self.trouble.append(f"{page.url}: asks {asked.url}")

        page.on("console", console)
        page.on("dialog", dialog)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        page.on("request", request)
