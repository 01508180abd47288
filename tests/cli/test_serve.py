"""``quotebank serve``: Datasette on a bank, until it is stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from quotebank.bank import Bank
from tests.cli.conftest import run

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fetched(url: str, *, within: float = 60) -> bytes:
    """The page, as soon as somebody answers."""
    end = time.monotonic() + within
    while (page := tried(url)) is None:
        assert time.monotonic() < end, f"nobody answers at {url}"
        time.sleep(0.1)
    return page


def tried(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return bytes(answer.read())
    except URLError:
        return None


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(tmp_path: Path, end: signal.Signals) -> None:
    Bank(tmp_path / "news.db").close()
    port = free_port()
    command = [sys.executable, "-m", "quotebank", "serve", str(tmp_path / "news.db")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        [*command, "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            settings = json.loads(fetched(f"http://127.0.0.1:{port}/-/settings.json"))
            assert settings["default_allow_sql"] is False
            process.send_signal(end)
            output, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Traceback" not in output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["news.db"]  # no files left behind


def test_what_is_no_bank_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("words, " * 1000)
    for name in ("none.db", "other.db"):
        result = run("serve", tmp_path / name)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"Error: {tmp_path / name}: ")


def test_a_port_that_is_none(tmp_path: Path) -> None:
    assert run("serve", tmp_path / "news.db", "--port", "70000").exit_code == 2
