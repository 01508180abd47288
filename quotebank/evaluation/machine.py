"""What a measurement was made on and with: a figure without it cannot be reproduced."""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from quotebank.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

_PACKAGES = ("spacy", "onnxruntime", "tokenizers", "numpy")


def surroundings(*, packages: Sequence[str] = _PACKAGES) -> dict[str, str]:
    """Day, processor, cores, system, and the versions that bear on speed."""
    return {
        "date": date.today().isoformat(),
        "cpu": _processor(),
        "cores": str(os.cpu_count() or "unknown"),
        "system": platform.system(),
        "python": platform.python_version(),
        "quotebank": __version__,
        **{name: _version(name) for name in packages},
    }


def peak_memory() -> float | None:
    """The most memory this process ever held, in MB (10^6 bytes); None where the system does not tell."""
    try:
        # Linux counts a parent's memory in getrusage: a process starts as a copy of what started it
        lines = Path("/proc/self/status").read_text(encoding="utf8").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) * 1024 / 1e6
    except (OSError, StopIteration):
        pass
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "") or platform.processor() or platform.machine() or "unknown"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
