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
from quotebank.reader.chain import Transitions
from quotebank.reader.labels import (
    CONVENTIONS,
    DECISIONS,
    ENTITY_TAGS,
    PART_LABELS,
    POS_TAGS,
    ROLE_LABELS,
    VECTORS,
)

MANIFEST = "manifest.json"
MODEL = "reader.onnx"
TOKENIZER = "tokenizer.json"
FORMAT = 2

LABELS = {
    "conventions": list(CONVENTIONS),
    "parts": list(PART_LABELS),
    "tags": POS_TAGS,
    "entities": list(ENTITY_TAGS),
    "decisions": list(DECISIONS),
    "roles": list(ROLE_LABELS),
    "vectors": {name: [part.start, part.stop] for name, part in VECTORS.items()},
}
"""What the numbers of the network's answers stand for."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """``manifest.json``: ``version`` names the weights in every analysis; ``calibration`` has the curves of
    ``quotes.acceptance``, fitted on what these weights say; ``about`` is the whole file."""

    version: str
    transitions: Transitions
    calibration: Mapping[str, Mapping[str, float]]
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
        calibration = {curve: dict(weights) for curve, weights in about["calibration"].items()}
        version = str(about["version"])
        made = about["format"]
    except FileNotFoundError:
        raise ReaderError(f"{path}: the model's files are not there") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReaderError(f"{path}: not a manifest of a reader ({error!r})") from error
    if made != FORMAT:
        raise ReaderError(f"{path}: format {made}, this version reads {FORMAT}")
    if labels != LABELS:
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


def annotate(folder: Path, **about: Any) -> None:
    """Put more of what is known of a model into its manifest, by name. Raises ReaderError where there is
    none."""
    load_manifest(folder)
    path = folder / MANIFEST
    manifest = {**json.loads(path.read_text(encoding="utf8")), **about}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf8")


def sha256(path: Path) -> str:
    """Hexadecimal digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
