"""The shipped model's manifest: what it was made from, what it scores, and whether the files are whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from quotebank.errors import ReaderError
from quotebank.reader.calibration import Calibration
from quotebank.reader.chain import Transitions
from quotebank.reader.labels import ENTITY_TAGS, PART_LABELS, POS_TAGS

MANIFEST = "manifest.json"
MODEL = "reader.onnx"
TOKENIZER = "tokenizer.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """``manifest.json``: ``version`` names the weights in every analysis; ``about`` is the whole file."""

    version: str
    transitions: Transitions
    calibration: Calibration
    about: Mapping[str, Any]


def load_manifest(folder: Path) -> Manifest:
    """Read and check a model folder's manifest. Raises ReaderError naming the file and the reason."""
    path = folder / MANIFEST
    try:
        about = json.loads(path.read_text(encoding="utf8"))
        labels = about["labels"]
        chain = about["transitions"]
        transitions = Transitions(
            *(np.asarray(chain[name], dtype=np.float32) for name in ("start", "steps", "end"))
        )
        calibration = Calibration.from_json(about["calibration"])
        version = str(about["version"])
        made = about["format"]
    except FileNotFoundError:
        raise ReaderError(f"{path}: the model's files are not there") from None
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError(f"{path}: not a manifest of a reader ({error!r})") from error
    if made != FORMAT:
        raise ReaderError(f"{path}: format {made}, this version reads {FORMAT}")
    expected = {"parts": PART_LABELS, "tags": POS_TAGS, "entities": ENTITY_TAGS}
    if any(list(labels.get(name, ())) != list(names) for name, names in expected.items()):
        raise ReaderError(f"{path}: the labels are not those of this version of quotebank")
    return Manifest(version, transitions, calibration, about)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare the files' sha256 with the manifest's. Raises ReaderError on the first that differs."""
    for name, expected in manifest.about["sha256"].items():
        path = folder / name
        if not path.is_file():
            raise ReaderError(f"{path}: the model's files are not there")
        if sha256(path) != expected:
            raise ReaderError(f"{path}: damaged (its sha256 is not the manifest's)")


def sha256(path: Path) -> str:
    """Hexadecimal digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
