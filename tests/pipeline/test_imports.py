"""What is loaded when: nothing heavy until it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"spacy", "textacy", "onnxruntime", "torch", "tokenizers", "numpy", "thinc"}


def loaded(code: str) -> set[str]:
    """The heavy packages in memory after some code in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return HEAVY & set(done.stdout.splitlines()[-1].split())


def test_import_loads_nothing_heavy() -> None:
    assert loaded("import quotebank; dir(quotebank); quotebank.__version__") == set()


def test_values_load_nothing_heavy() -> None:
    assert loaded("from quotebank import Analysis, Article, Quote, Speaker, QuotebankError") == set()


@pytest.mark.parametrize("module", ["quotebank.web", "quotebank.bank", "quotebank.ingest", "quotebank.cli"])
def test_rooms_without_the_model_do_not_load_it(module: str) -> None:
    assert not loaded(f"import {module}") & {"spacy", "textacy", "onnxruntime", "torch", "tokenizers"}


def test_analyze_needs_no_spacy_and_never_torch() -> None:
    code = "import quotebank; quotebank.analyze('“It will rain,” said Anna Ray.')"
    assert "onnxruntime" in loaded(code)
    assert not loaded(code) & {"spacy", "textacy", "torch"}
