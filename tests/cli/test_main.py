"""How the command line starts and how it ends."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quotebank.cli import main
from tests.cli.conftest import run

ROOT = Path(__file__).parents[2]
QUOTEBANK = [sys.executable, "-m", "quotebank"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from quotebank.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'textacy', 'onnxruntime', 'numpy', 'datasette', 'sqlite_utils'}\n"
        "print('loaded:', sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("loaded: []\n")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself_with_examples(name: str) -> None:
    for flag in ("--help", "-h"):
        result = run(name, flag)
        assert result.exit_code == 0
        assert f"  quotebank {name}" in result.stdout.partition("Examples:")[2]
        for parameter in main.commands[name].params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), parameter.name


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    """``quotebank extract … | head -1``: no traceback."""
    (tmp_path / "a.jsonl").write_text('{"text": "“Rain,” said Anna Ray."}\n' * 2000)
    code = (
        "import sys\n"
        "from types import ModuleType\n"
        "from tests.cli.conftest import ToyAnalyzer\n"
        "sys.modules['quotebank.analyzer'] = module = ModuleType('quotebank.analyzer')\n"
        "module.Analyzer = ToyAnalyzer\n"
        "from quotebank.cli import main\n"
        f"main(['extract', {str(tmp_path)!r}])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=ENVIRONMENT,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_python_m_quotebank_names_itself() -> None:
    done = subprocess.run([*QUOTEBANK, "serve"], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: quotebank serve")


def test_version() -> None:
    try:
        version = importlib.metadata.version("quotebank")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("quotebank is not installed")
    assert run("--version").stdout == f"quotebank {version}\n"
