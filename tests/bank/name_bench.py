"""The name bench: labelled pairs of speakers of two articles, and how identity answers them.

``python -m tests.bank.name_bench`` prints the figures, with ``--errors dev`` (or another part) also the wrong
answers. The parts say what the rules had seen when they were made:

* ``dev``: the rules were made on these rows.
* ``seen``: kept back until then. The first look found precision 92.5 and recall 82.7; the kinds of fault that
  it showed were mended.
* ``held``: written before that and not run until it was done. The first look found precision 97.9 and recall
  94.9: what to expect of names that nobody has looked at. One rule and more occupations followed.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from quotebank.bank.identity import Appearance, resolve

CASES = Path(__file__).parents[1] / "cases" / "names.csv"
PARTS = ("dev", "seen", "held")
ANSWERS = ("same", "different", "cannot-know")


class Case(NamedTuple):
    """One row: two speakers, the right answer, and why."""

    part: str
    category: str
    kind_a: str
    name_a: str
    roles_a: str
    date_a: str
    kind_b: str
    name_b: str
    roles_b: str
    date_b: str
    answer: str
    note: str


class Figures(NamedTuple):
    """Of those joined, how many are one; of those that are one, how many are joined; in percent."""

    pairs: int
    precision: float
    recall: float


def cases(part: str | None = None) -> list[Case]:
    """The rows, of one part or all."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = [Case(**row) for row in csv.DictReader(file)]
    return [row for row in rows if part in (None, row.part)]


def answer(case: Case) -> str:
    """What identity says of two such articles: same, cannot-know (an open question) or different."""
    both = [
        Appearance(
            id=number,
            key=f"speaker {number}",
            article=f"article {number}",
            day=day or None,
            kind=kind,
            name=name,
            names=(name,),
            roles=tuple(filter(None, roles.split("|"))),
            quotes=1,
        )
        for number, (kind, name, roles, day) in enumerate(
            (
                (case.kind_a, case.name_a, case.roles_a, case.date_a),
                (case.kind_b, case.name_b, case.roles_b, case.date_b),
            )
        )
    ]
    found = resolve(both)
    if len(found.speakers) == 1:
        return "same"
    return "cannot-know" if found.candidates else "different"


def figures(rows: list[Case]) -> Figures:
    """Precision and recall of joining."""
    answers = [(row.answer, answer(row)) for row in rows]
    joined = [right for right, given in answers if given == "same"]
    right = joined.count("same")
    wanted = sum(right == "same" for right, _ in answers)
    return Figures(len(rows), 100 * right / max(1, len(joined)), 100 * right / max(1, wanted))


def report(*, errors: str | None = None) -> str:
    """The figures of both parts, what was answered, and the categories; with the errors of one part."""
    lines = []
    for part in (*PARTS, None):
        found = figures(cases(part))
        lines.append(
            f"{part or 'all'}: {found.pairs} pairs, "
            f"precision {found.precision:.1f}, recall {found.recall:.1f}"
        )
    table = Counter((row.answer, answer(row)) for row in cases())
    lines += ["", "right answer  " + "  ".join(f"{given:>11}" for given in ANSWERS)]
    lines += [
        f"{right:<12}  " + "  ".join(f"{table[right, given]:>11}" for given in ANSWERS) for right in ANSWERS
    ]
    if errors:
        wrong = [(row, given) for row in cases(errors) if (given := answer(row)) != row.answer]
        lines += ["", f"answered otherwise ({errors}):"]
        lines += [
            f"  {row.answer} -> {given}: {row.category}: {row.name_a} ({row.roles_a}) {row.date_a}"
            f" | {row.name_b} ({row.roles_b}) {row.date_b}"
            for row, given in wrong
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(errors=sys.argv[sys.argv.index("--errors") + 1] if "--errors" in sys.argv else None))
