"""Which quote of an article's new form is which quote of an earlier form of it.

Both are read in order, each quote by its words and by the words around it: the best fit of the whole is
looked for, in which no two quotes change places; what is left over may have been moved. Pure: no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from quotebank.bank._best_path import best_path, rising
from quotebank.bank._likeness import contained, likeness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Set

CLEAR = 0.75
"""Likeness of the words from which on an edited quote is clearly the same.

One word in four may differ: enough for a slip put right or a word left out, in short quotes too. Below it are
pairs like "we will build it" and "they will sell it", which share a form and not what is said; to move what
a person said of the one to the other would put words into a wrong mouth.
"""

NEAR = 0.25
"""Likeness from which on a quote in the same place may be the same. It only ever keeps a quote hidden until
somebody looks: what nobody should read must not come back by a heavy edit, and to hide too much is mended by
one look."""

ALIKE = 0.4
"""Likeness from which on a quote that nothing else fits may be one that is lost, wherever it stands. Two
sentences by chance have a fifth of their words in common, in order. This, too, is for hidden quotes only.
"""

BESIDE = 0.5
"""How alike the words on one side of a quote must be, so that it stands in the same place. One side is
enough: a sentence is often put in or taken out right beside a quote."""

MARGIN = 0.25
"""By how much one fit of the whole must be better than any other so that it is no guess. A quote weighs up to
5; when two of the eight words on one side of it differ, it is by more than this, by one it is less."""

STAYED = 0.2
"""How alike the surroundings of the same words must be so that a quote surely stayed: on one side six of the
eight words will do."""

CELLS = 10_000
"""Between two quotes that surely stayed so many pairs are compared, a moment's work; where there are more,
only those near the diagonals, so that the work grows with the quotes and not with their square."""

BAND = 25
"""How many quotes from a diagonal that is."""

PIECE = 0.85
"""How much of the shorter one must stand in the longer one, so that a quote is a piece of a hidden one."""


@dataclass(frozen=True, slots=True)
class Stood:
    """How a quote stood in a form of its article: key, words, and some words before and after it."""

    quote: str
    words: str
    before: str
    after: str


Form: TypeAlias = Sequence[Stood]
"""The quotes of one form of an article, in text order."""


@dataclass(frozen=True, slots=True)
class Match:
    """The place ``at`` in the new form where an old quote fits best.

    ``words`` says how alike the words are and ``around`` those on both sides, from 0 to 1; ``clear`` that it
    is the same quote and no guess. ``others`` are more places that have to do with the old quote: they fit as
    well, or hold a piece of it.
    """

    at: int
    words: float
    around: float
    clear: bool
    others: tuple[int, ...] = ()

    @property
    def fit(self) -> float:
        """From 0 to 5. Words count most: what is said makes a quote the same, more than where it stands."""
        return 3 * self.words + 2 * self.around


def align(old: Form, new: Form, wanted: Set[int]) -> dict[int, Match]:
    """For each of the ``wanted`` places in ``old`` what it is in ``new``; lost ones are left out."""
    found = _in_order(old, new, wanted)
    held = {match.at for match in found.values() if match.words == 1}
    taken = {match.at for match in found.values()}
    once = _once(old) & _once(new)
    matches: dict[int, Match] = {}
    for row in sorted(wanted):
        elsewhere = _elsewhere(old[row], new, held=held, taken=taken)
        match = found.get(row)
        if match is None:
            match = _moved(old[row], old, elsewhere, found)
        else:
            # in order is a good reason, but no good one against a place that fits better
            rivals = tuple(one.at for one in elsewhere if one.fit > match.fit - MARGIN)
            match = replace(match, clear=match.clear and not rivals, others=(*match.others, *rivals))
        if match is not None and match.words == 1 and old[row].words in once:
            # only repeated words need their neighbours to be told apart
            match = replace(match, clear=True, others=())
        if match is None or match.words < 1:
            match = _with_pieces(match, old[row], new, held=held, taken=taken)
        if match is not None:
            matches[row] = match
    return matches


def _once(form: Form) -> set[str]:
    return {words for words, places in _places(form).items() if len(places) == 1}


def _pair(old: Stood, new: Stood, at: int) -> Match | None:
    """Two quotes as a match, or None where they cannot be the same."""
    words = likeness(old.words, new.words)
    if words < NEAR:
        return None
    before, after = likeness(old.before, new.before), likeness(old.after, new.after)
    beside = max(before, after) >= BESIDE
    if words < CLEAR and not beside:
        return None
    return Match(at, words, _around(before, after), words == 1 or (words >= CLEAR and beside))


def _around(before: float, after: float) -> float:
    # Squares, because what stands around quotes is much alike everywhere: "said", a name, a comma.
    return (before**2 + after**2) / 2


def _in_order(old: Form, new: Form, wanted: Set[int]) -> dict[int, Match]:
    """The best fit in which quotes keep their order, by old place.

    What surely stayed is left where it is; only what is between is compared.
    """
    same = _same(old, new)
    found = dict(same)
    columns_left = set(range(len(new))) - {match.at for match in same.values()}
    row = column = 0
    for next_row, next_column in [
        *rising(sorted((row, match.at) for row, match in same.items())),
        (len(old), len(new)),
    ]:
        rows = [one for one in range(row, next_row) if one not in found]
        columns = [one for one in range(column, next_column) if one in columns_left]
        found.update(_fitted(old, new, rows, columns, wanted & set(rows)))
        row, column = next_row + 1, next_column + 1
    return found


def _same(old: Form, new: Form) -> dict[int, Match]:
    """Quotes of the same words of which each is the other's best fit by what is around them, by old place.

    They are told before the order is looked at, which would otherwise give those that change places for each
    other.
    """
    found: dict[int, Match] = {}
    theirs = _places(new)
    for words, rows in _places(old).items():
        columns = theirs.get(words, [])
        if len(rows) * len(columns) > CELLS:
            continue
        fits = {
            (row, column): match
            for row in rows
            for column in columns
            if (match := _pair(old[row], new[column], column)) is not None
        }
        by_row: dict[int, list[float]] = {}
        by_column: dict[int, list[float]] = {}
        for (row, column), match in fits.items():
            by_row.setdefault(row, []).append(match.fit)
            by_column.setdefault(column, []).append(match.fit)
        for line in (*by_row.values(), *by_column.values()):
            line.sort(reverse=True)
        for (row, column), match in fits.items():
            # a best one with a second that is near, or any other, has no margin
            rivals = (line[match.fit == line[0] :][:1] for line in (by_row[row], by_column[column]))
            surely = all(match.fit >= rival + MARGIN for one in rivals for rival in one)
            if match.around >= STAYED and surely:
                found[row] = match
    return found


def _places(form: Form) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for at, one in enumerate(form):
        places.setdefault(one.words, []).append(at)
    return places


def _fitted(
    old: Form, new: Form, rows: Sequence[int], columns: Sequence[int], wanted: Collection[int]
) -> dict[int, Match]:
    """The best fit of some old quotes to some new ones; of wanted ones also a guess that is as good."""
    pairs: dict[tuple[int, int], Match] = {}
    for number, row in enumerate(rows):
        for column in _compared(number, len(rows), len(columns)):
            match = _pair(old[row], new[columns[column]], columns[column])
            if match is not None:
                pairs[row, column] = match
    if not pairs:
        return {}
    paths = best_path({cell: match.fit for cell, match in pairs.items()}, len(columns), wanted)
    found = {row: pairs[row, column] for row, column in paths.column.items()}
    by_row: dict[int, list[int]] = {row: [] for row in wanted}
    for row, column in pairs:
        if row in wanted and paths.through[row, column] > paths.total - MARGIN:
            by_row[row].append(column)
    for row, good in by_row.items():
        if not good:
            continue
        # a quote that is not on the best path but might as well be is a guess
        chosen = paths.column.get(row, good[0])
        others = tuple(pairs[row, column].at for column in good if column != chosen)
        sure = row in paths.column and not others and paths.without[row] <= paths.total - MARGIN
        match = pairs[row, chosen]
        found[row] = replace(match, clear=match.clear and sure, others=others)
    return found


def _compared(row: int, rows: int, columns: int) -> Iterable[int]:
    """The new places with which an old one is compared: all, or those near the diagonals from both ends."""
    if rows * columns <= CELLS:
        return range(columns)
    near = {at + step for at in (row, columns - (rows - row)) for step in range(-BAND, BAND + 1)}
    return sorted(one for one in near if 0 <= one < columns)


def _elsewhere(stood: Stood, new: Form, *, held: set[int], taken: set[int]) -> list[Match]:
    """Where else a quote may be, the best first: among what nothing else fits so well."""
    matches: list[Match] = []
    for at, one in enumerate(new):
        if at in held or (at in taken and one.words != stood.words):
            continue
        match = _pair(stood, one, at)
        if match is not None:
            matches.append(match)
    return sorted(matches, key=lambda match: (-match.fit, match.at))


def _moved(stood: Stood, old: Form, elsewhere: Sequence[Match], found: Mapping[int, Match]) -> Match | None:
    """The place of a quote that has left the order of the others."""
    if not elsewhere:
        return None
    best, *more = elsewhere
    rivals = sum(other.words == stood.words for at, other in enumerate(old) if at not in found)
    close = tuple(match.at for match in more if match.fit > best.fit - MARGIN)
    return replace(best, clear=best.clear and not close and rivals == 1, others=close)


def _with_pieces(
    match: Match | None, stood: Stood, new: Form, *, held: set[int], taken: set[int]
) -> Match | None:
    """The same with the quotes that hold a piece of this one, or hold it whole within more.

    Pieces of a quote that is there stand beside it. One that is lost may stand anywhere, in pieces or edited.
    """

    def is_piece(at: int) -> bool:
        return at not in held and contained(stood.words, new[at].words) >= PIECE

    if match is None:
        pieces = [
            at
            for at, one in enumerate(new)
            if is_piece(at) or (at not in taken and likeness(stood.words, one.words) >= ALIKE)
        ]
        if not pieces:
            return None
        first = new[pieces[0]]
        around = _around(likeness(stood.before, first.before), likeness(stood.after, first.after))
        return Match(pieces[0], likeness(stood.words, first.words), around, False, tuple(pieces[1:]))
    pieces = []
    for step in (-1, 1):
        at = match.at + step
        # all of the words once more is not a piece of them: it is another quote that says the same
        while 0 <= at < len(new) and new[at].words != stood.words and is_piece(at):
            pieces.append(at)
            at += step
    return replace(match, others=tuple(sorted({*match.others, *pieces})))
