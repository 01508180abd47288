"""Judgements and corrections as CSV files, so that they can live beside the articles and in version control.

``judgements.csv`` and ``corrections.csv`` have one decision a line, oldest first, each with its key: two
people's files can be put together line by line, and what is there already is not added again.
``surroundings.csv`` has the quotes among which each corrected one stood, by which it is found again when the
article is another.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from quotebank.bank import _corrections, _judgements, _surroundings, queries
from quotebank.errors import BankError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from quotebank.bank.database import Bank

JUDGEMENTS, CORRECTIONS, SURROUNDINGS = "judgements.csv", "corrections.csv", "surroundings.csv"
"""The names of the files."""

_LATE = frozenset({"surroundings"})
"""Columns that files of earlier versions do not have."""


def export_decisions(bank: Bank, folder: Path) -> list[Path]:
    """Writes every judgement and correction of a bank into a folder that exists; the paths written.

    A file without a line of decisions is not written.
    """
    conn = bank.connection
    judgements, corrections = queries.judgements(conn), queries.corrections(conn)
    for row in corrections:
        row["withdrawn"] = int(row["withdrawn"])
    written = [
        _written(folder / JUDGEMENTS, ("key", *_judgements.COLUMNS), judgements),
        _written(folder / CORRECTIONS, ("key", *_corrections.COLUMNS), corrections),
        _written(folder / SURROUNDINGS, _surroundings.COLUMNS, queries.surroundings(conn)),
    ]
    return [path for path in written if path is not None]


def import_decisions(bank: Bank, folder: Path) -> int:
    """Adds the judgements and corrections of a folder's files to a bank; how many were new.

    A file that is not there has none. Raises InputError, naming file and line, for a line that cannot be
    understood; nothing is added then.
    """
    judgements = _read(folder / JUDGEMENTS, _judgements.COLUMNS, _judgements.check)
    corrections = _read(folder / CORRECTIONS, _corrections.COLUMNS, _corrections.check)
    surroundings = _read(folder / SURROUNDINGS, _surroundings.COLUMNS, _surroundings.check)
    if not judgements and not corrections:
        return 0
    before = _count(bank)
    bank.decide(judgements, corrections, surroundings)
    return _count(bank) - before


def _count(bank: Bank) -> int:
    return len(queries.judgements(bank.connection)) + len(queries.corrections(bank.connection))


def _written(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> Path | None:
    if not rows:
        return None
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _read(
    path: Path, columns: Sequence[str], check: Callable[[Mapping[str, str | None]], None]
) -> list[dict[str, str | None]]:
    if not path.is_file():
        return []
    found: list[dict[str, str | None]] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            there = reader.fieldnames or ()
            late = _LATE if path.name == CORRECTIONS else frozenset()
            if missing := [name for name in columns if name not in there and name not in late]:
                raise InputError(str(path), f"there is no column {missing[0]!r}")
            for line in reader:
                row = {name: line.get(name) or None for name in columns}
                try:
                    check(row)
                except BankError as error:
                    raise InputError(f"{path}:{reader.line_num}", str(error)) from error
                found.append(row)
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(str(path), f"is not a CSV file in UTF-8: {error}") from error
    return found
