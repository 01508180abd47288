"""Markdown pages whose examples are run: what they show, and what they should show.

``refreshed`` runs a page from top to bottom in a folder and gives the page as it should read. These are run:

* a ``python`` block, in one namespace for the page; what it prints stands in the ``text`` block after it;
* a ``console`` block: each line ``$ COMMAND`` with what it prints below it;
* a ``sh`` block with a ``text`` block after it: the part after the last ``&&`` if that is ``quotebank``.

After a console block without output a ``json`` block may show the output as a value, laid out for eyes. In
shown output a line of ``...`` stands for anything.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
PERCENT = re.compile(r"\d+(?=%)|\d+\.\d+\b")
COUNT = re.compile(r"\d[\d,]*(?= (?:quotes|speakers|answers)\b)")
NEARLY = 0.05
"""How far a score may lie from the one shown, and a count by this share of it: processors and versions of
ONNX Runtime round the model's sums differently."""


def refreshed(page: str, folder: Path, *, exact: bool = False) -> str:
    """The page with its outputs as they are now.

    Outputs that fit what is shown stay as they are; with ``exact`` only those that are the same or have dots.
    """
    shell = Shell(folder)
    namespace: dict[str, object] = {"__name__": "__main__"}
    pieces: list[str] = []
    expected: str | None = None
    end = 0
    for block in BLOCK.finditer(page):
        between = page[end : block.start()]
        kind, body = block["kind"], block["body"]
        follows = expected is not None and not between.strip()
        if kind == "python":
            expected = _printed(body, namespace, folder)
        elif kind == "console":
            answers = [shell.run(command["command"]) for command in COMMAND.finditer(body)]
            if _followed_by("json", page, block):
                expected = answers[-1]
            else:
                body, expected = _with_answers(body, answers, exact=exact), None
        elif kind == "sh":
            command = body.rpartition("&&")[2].strip().removeprefix(".venv/bin/")
            shown = _followed_by("text", page, block) and command.startswith("quotebank ")
            expected = shell.run(command) if shown else None
        else:
            if follows and expected is not None:
                body = _shown(kind, body, expected, exact=exact)
            expected = None
        pieces += [between, f"```{kind}\n{body}```"]
        end = block.end()
    return "".join([*pieces, page[end:]])


def like(shown: str, got: str, *, exact: bool = False) -> bool:
    """Whether an output is the one that a page shows, or nearly so."""
    parts = [re.escape(_blank(part, exact)) for part in re.split(r"^\.\.\.\n", shown, flags=re.MULTILINE)]
    if re.fullmatch("(?:.*\n)?".join(parts), _blank(got, exact), re.DOTALL) is None:
        return False
    return exact or len(parts) > 1 or all(map(_near, _scores(shown), _scores(got)))


def _blank(text: str, exact: bool) -> str:
    return text if exact else COUNT.sub("#", PERCENT.sub("#", text))


def _scores(text: str) -> list[tuple[float, float]]:
    """Each score and count with how far it may be off."""
    percent = [(float(one), 100 * NEARLY) for one in PERCENT.findall(text)]
    counts = [float(one.replace(",", "")) for one in COUNT.findall(text)]
    return [*percent, *((one, one * NEARLY) for one in counts)]


def _near(shown: tuple[float, float], got: tuple[float, float]) -> bool:
    return abs(shown[0] - got[0]) <= shown[1]


def alike(shown: Any, got: Any) -> bool:
    """Whether two JSON values are the same but for the last digits of scores."""
    if isinstance(shown, dict) and isinstance(got, dict):
        return list(shown) == list(got) and all(alike(shown[name], got[name]) for name in shown)
    if isinstance(shown, list) and isinstance(got, list):
        return len(shown) == len(got) and all(map(alike, shown, got))
    if isinstance(shown, float) and isinstance(got, float):
        return math.isclose(shown, got, abs_tol=NEARLY)
    if isinstance(shown, str) and isinstance(got, str):
        return PERCENT.sub("", shown) == PERCENT.sub("", got)
    return bool(shown == got)


def laid_out(value: Any) -> str:
    """A JSON value over several lines, spans and lists of spans on one."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    text = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text)
    return re.sub(
        r"\[\s+(\[\d+, \d+\](?:,\s+\[\d+, \d+\])*)\s+\]",
        lambda spans: "[" + ", ".join(re.findall(r"\[.*?\]", spans[1])) + "]",
        text,
    )


class Shell:
    """Runs commands in a folder, with ``quotebank`` and ``datasette`` on the path."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        commands = folder / ".commands"
        commands.mkdir()
        for name in ("quotebank", "datasette"):
            (commands / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {name} "$@"\n')
            (commands / name).chmod(0o755)
        path = os.pathsep.join([str(commands), os.environ["PATH"]])
        self._environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}

    def run(self, command: str) -> str:
        """What a command prints on both its outputs."""
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.stdout


def _printed(code: str, namespace: dict[str, object], folder: Path) -> str | None:
    """What a piece of Python prints, None where it prints nothing."""
    before = Path.cwd()
    output = io.StringIO()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(output):
            exec(compile(code, "<page>", "exec"), namespace)
    finally:
        os.chdir(before)
    return output.getvalue() or None


def _followed_by(kind: str, page: str, block: re.Match[str]) -> bool:
    """Whether a block of a kind stands right after a block."""
    following = BLOCK.search(page, block.end())
    return bool(following and following["kind"] == kind and not page[block.end() : following.start()].strip())


def _with_answers(body: str, answers: list[str], *, exact: bool) -> str:
    pieces = []
    for command, answer in zip(COMMAND.finditer(body), answers, strict=True):
        keep = like(command["output"], answer, exact=exact)
        pieces.append(f"$ {command['command']}\n{command['output'] if keep else answer}")
    return "".join(pieces)


def _shown(kind: str, body: str, got: str, *, exact: bool) -> str:
    if kind == "json":
        shown, value = json.loads(body), json.loads(got)
        return body if (shown == value if exact else alike(shown, value)) else laid_out(value) + "\n"
    return body if like(body, got, exact=exact) else got
