"""People of other countries in the place of those that an article names, each always the same.

A given name gives way to a given name, a surname to a surname: ``Hillary Clinton … Clinton’s`` becomes
``Wanjiku Odhiambo … Odhiambo’s``. Middle names and initials go; forms of address and roles stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from quotebank.core import Span
from quotebank.core.marks import scan
from quotebank.core.paragraphs import paragraphs
from quotebank.evaluation.edits import Edit, rewrite
from quotebank.evaluation.styles.known import Known
from quotebank.lexicon.organizations import organization_lists
from quotebank.lexicon.persons import person_lists
from quotebank.lexicon.roles import role_lists
from quotebank.lexicon.word_lists import wordset

_WORD = re.compile(r"[^\W\d_][^\W\d_.]*(?:[-'’.][^\W\d_]+)*\.?")
_FULL = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.)*(?: [A-Z][\w’'-]+){1,2}")
_POSSESSIVE = re.compile(r"['’]s?$")
_CAPITAL_NEXT = re.compile(r"(?:['’]s)? [A-Z]")
_ONE_COUNTRY = 0.7
"""The share of the articles whose people are all of one country."""


@dataclass(frozen=True, slots=True)
class _Origin:
    given: Mapping[str, Sequence[str]]
    family: Sequence[str]
    family_first: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """Where the parts of one name stand; either may be missing."""

    given: Span | None
    surname: Span | None


def names(text: str, known: Known, dice: random.Random) -> list[Edit]:
    """Every person of the article has a name of another country."""
    return Cast(dice).edits(text, known)


def people_in(text: str) -> list[Span]:
    """Names in a text that nobody has read yet: a common given name with what follows it, or a known name."""
    genders, frequent = person_lists().genders, _frequent()
    found = []
    for start, end in paragraphs(text):
        for match in _FULL.finditer(text, start, end):
            words = [(m.start(), m.end()) for m in re.finditer(r"\S+", match.group())]
            for number, (a, b) in enumerate(words[:-1]):
                word = match.group()[a:b]
                if word.lower() in genders or word in frequent:
                    last = _POSSESSIVE.sub("", match.group()[words[number + 1][0] :])
                    found.append((match.start() + a, match.start() + words[number + 1][0] + len(last)))
                    break
    taken = {at for start, end in found for at in range(start, end)}
    for match in _WORD.finditer(text):
        stem = _POSSESSIVE.sub("", match.group())
        if (
            _title(stem) in frequent
            and match.start() not in taken
            and not _CAPITAL_NEXT.match(text, match.end())
        ):
            found.append((match.start(), match.start() + len(stem)))
    return sorted(found)


@dataclass(slots=True)
class Cast:
    """Who is called what now. The same old word gets the same new one."""

    dice: random.Random
    _given: dict[str, str] = field(default_factory=dict)
    _family: dict[str, str] = field(default_factory=dict)
    _origins: dict[str, _Origin] = field(default_factory=dict)
    _main: _Origin | None = None

    def edits(self, text: str, known: Known) -> list[Edit]:
        """Rename the known people, or those whom their names give away, wherever their surnames stand."""
        spans = people_in(text) if known.people is None else known.people
        parsed = [_parsed(text, span) for span in spans]
        full = {text[slice(*n.surname)] for n in parsed if n.given and n.surname}
        first = {text[slice(*n.given)] for n in parsed if n.given and n.surname}
        edits: list[Edit] = []
        taken: set[int] = set()
        for name in sorted(set(parsed), key=lambda name: name.given or name.surname or (0, 0)):
            new = list(self._renamed(text, name, full, first))
            if any(at in taken for edit in new for at in range(edit.start, edit.end)):
                continue
            taken.update(at for edit in new for at in range(edit.start, edit.end))
            edits += new
        edits += self._alone(text, taken)
        return edits + _possessives(text, edits)

    def renamed(self, name: str) -> str:
        """A speaker's name as gold has it, in its new form; that of somebody not in the article as it is."""
        parsed = _parsed(name, (0, len(name)))
        words = {_title(name[slice(*span)]) for span in (parsed.given, parsed.surname) if span}
        if words.isdisjoint(self._family) and words.isdisjoint(self._given):
            return name
        return rewrite(name, self._renamed(name, parsed, set(self._family), set(self._given))).text

    def _renamed(self, text: str, name: _Name, full: set[str], first: set[str]) -> Iterator[Edit]:
        given, surname = name.given, name.surname
        if given and surname:
            old_given, old_surname = text[slice(*given)], text[slice(*surname)]
            origin = self._origin(old_surname)
            new = self._new_given(old_given, origin), self._new_family(old_surname, origin)
            one, other = reversed(new) if origin.family_first else new
            yield Edit(*given, _like(old_given, one))
            if text[given[1] : surname[0]] != " ":
                yield Edit(given[1], surname[0], " ")
            yield Edit(*surname, _like(old_surname, other))
        elif surname:
            word = text[slice(*surname)]
            key = _title(word)
            stem = key[:-1] if key not in full and key.endswith("s") and key[:-1] in full else key
            if stem in full or (stem in _frequent() and stem not in _frequent_given()):
                new_name = self._new_family(stem, self._origin(stem))
                yield Edit(*surname, _like(word, new_name + ("s" if stem != key else "")))
            elif stem in first or stem in _frequent_given():
                yield Edit(*surname, _like(word, self._new_given(stem, self._origin(stem))))

    def _alone(self, text: str, taken: set[int]) -> Iterator[Edit]:
        """Names that no span covers: ``Trump-backed``, but not ``Trump Tower`` or ``the White House``."""
        renamed: dict[str, str] = {}
        for old, new in (*self._given.items(), *self._family.items()):
            # a name that is a word of the text as well (white, bill) is left to the spans
            if len(old) > 2 and old.lower() not in text:
                renamed |= {old: new, old.upper(): new.upper()}
        if not renamed:
            return
        for found in re.finditer(rf"\b(?:{'|'.join(map(re.escape, renamed))})(?=[sS]?\b)", text):
            if found.start() not in taken and not _CAPITAL_NEXT.match(text, found.end()):
                yield Edit(*found.span(), renamed[found.group()])

    def _origin(self, surname: str) -> _Origin:
        surname = _title(surname)
        if surname not in self._origins:
            if self._main is None:
                self._main = self.dice.choice(_origins())
            same = self.dice.random() < _ONE_COUNTRY
            self._origins[surname] = self._main if same else self.dice.choice(_origins())
        return self._origins[surname]

    def _new_family(self, old: str, origin: _Origin) -> str:
        return self._new(_title(old), self._family, origin.family)

    def _new_given(self, old: str, origin: _Origin) -> str:
        gender = person_lists().genders.get(old.lower()) or self.dice.choice("mf")
        return self._new(_title(old), self._given, origin.given[gender])

    def _new(self, old: str, table: dict[str, str], choices: Sequence[str]) -> str:
        if old not in table:
            used = set(table.values())
            table[old] = self.dice.choice([name for name in choices if name not in used] or choices)
        return table[old]


def _parsed(text: str, span: Span) -> _Name:
    """Given name and surname, or a surname alone; nothing where the span rather names a body."""
    found = [(m.start(), m.end()) for m in _WORD.finditer(text, *span)]
    words: list[Span] = []
    for start, end in found:
        end = start + len(_POSSESSIVE.sub("", text[start:end]))
        word = text[start:end].rstrip(".").lower()
        if word in organization_lists().nouns:
            return _Name(None, None)
        address = (
            word in person_lists().honorifics or word in person_lists().ranks or word in role_lists().roles
        )
        if not (address and not words) and word not in person_lists().suffixes:
            words.append((start, end))
    words = [(start, end) for start, end in words if end - start > 1]
    whole = [(start, end) for start, end in words if text[end - 1] != "."]
    if not whole or not (text[whole[0][0]].isupper() and text[whole[-1][0]].isupper()):
        return _Name(None, None)
    if len(whole) == 1:
        return _Name(None, whole[0])
    return _Name(whole[0], whole[-1])


def _possessives(text: str, edits: Sequence[Edit]) -> list[Edit]:
    """``Sanders’ plan`` is ``Otieno’s plan``."""
    wanted = {
        edit.end
        for edit in edits
        if text[edit.start : edit.end].endswith(("s", "S"))
        and not edit.text.endswith(("s", "S"))
        and text[edit.end : edit.end + 1] in ("'", "’")
        and not text[edit.end + 1 : edit.end + 2].isalpha()
    }
    if not wanted:
        return []
    return [
        Edit(mark.end, mark.end, "s")
        for start, end in paragraphs(text)
        for mark in scan(text, start, end)
        if mark.position in wanted and mark.role == "apostrophe"
    ]


def _title(word: str) -> str:
    return word.title() if word.isupper() else word


def _like(old: str, new: str) -> str:
    return new.upper() if old.isupper() else new


@cache
def _table() -> tuple[Mapping[str, Mapping[str, Sequence[str]]], Sequence[str]]:
    text = files("quotebank.evaluation").joinpath("data", "names.csv").read_text(encoding="utf-8")
    table: dict[str, dict[str, Sequence[str]]] = {}
    frequent: list[str] = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            origin, part, listed = line.split(",")
            if part == "known":
                frequent += listed.split("|")
            else:
                table.setdefault(origin, {})[part] = listed.split("|")
    return table, frequent


@cache
def _origins() -> Sequence[_Origin]:
    return [
        _Origin(
            {"f": parts["female"], "m": parts["male"]},
            parts.get("family") or parts["family first"],
            "family first" in parts,
        )
        for parts in _table()[0].values()
    ]


_NOT_ALONE = wordset("Bill Mike Ben Paul Rand Jim Tom Jeff John Scott Rick Will Al Kevin Johnson")
"""Too common to stand for one person without a surname; and words."""


@cache
def _frequent_given() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _table()[1]) - _NOT_ALONE


@cache
def _frequent() -> frozenset[str]:
    return _frequent_given() | frozenset(name.split()[-1] for name in _table()[1]) - _NOT_ALONE
