"""The language of the search box: words, ``"phrases"`` and filters such as ``speaker:"John Kirby"``.

A filter is the name of one, a colon and a value without a space between; a value of several words
stands in quotation marks. Everything else is words, whatever characters it has. Each filter is a
field of the search form by another name: this module only takes the box apart, the values are read
as those of the form are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "speaker": "by",
    "role": "role",
    "kind": "kind",
    "type": "type",
    "act": "act",
    "attitude": "attitudes",
    "publisher": "publisher",
    "from": "since",
    "to": "until",
}
"""What a filter is called in the box → the field of the form, which is its name in an address."""

BOX_NAMES: Mapping[str, str] = {"speaker": "speaker"} | {field: name for name, field in FIELDS.items()}
"""Field of the form → what its filter is called in the box."""

SYNONYMS: Mapping[str, str] = {
    "by": "speaker",
    "who": "kind",
    "attitudes": "attitude",
    "thought": "attitude",
    "since": "from",
    "until": "to",
}
"""Other words for filters, those of addresses among them."""

_MARKS = '"“”„'
_PART = re.compile(
    rf"""
    (?<![^\s{_MARKS}]) (?P<name>[^\W\d_]+) :
    (?:
        [{_MARKS}] (?P<phrased>[^{_MARKS}]*) [{_MARKS}]?
        | (?P<plain>[^\s{_MARKS}]+)
        | (?P<bare>(?=\s|\Z))
    )
    | [{_MARKS}] (?P<phrase>[^{_MARKS}]*) [{_MARKS}]
    | (?P<word>[^\s{_MARKS}]+)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: ``words`` and phrases to search, ``filters`` by their names in the box.

    ``hints`` are sentences on what was no filter although it looked like one: a name that none has,
    a filter without a value, one that came twice.
    """

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()

    def fields(self) -> dict[str, str]:
        """The values by field of the form; a speaker's number is the field of numbers."""
        return {
            "speaker" if name == "speaker" and _is_number(value) else FIELDS[name]: value
            for name, value in self.filters
        }


def typed(text: str) -> Typed:
    """Takes the search box apart. Nothing that is typed raises."""
    words: list[str] = []
    filters: dict[str, str] = {}
    hints: list[str] = []
    for part in _PART.finditer(text):
        name = part["name"]
        if name is None:
            words.append(_phrase(part["phrase"]) if part["phrase"] is not None else part["word"])
            continue
        known = _known(name)
        value = " ".join((part["phrased"] or part["plain"] or "").split())
        if known is None:
            # Words with a colon are common ("note:this"), so they are searched all the same.
            words += [part[0]] if part["phrased"] is None else [f"{name}:", _phrase(part["phrased"])]
            if part["bare"] is None:
                hints.append(f"There is no filter “{name}:”, so it was searched as a word.")
        elif not value:
            hints.append(f"Write what “{name}:” should be right after the colon, as in {EXAMPLES[known]}.")
        elif filters.setdefault(known, value) != value:
            hints.append(f"“{known}:” can be given once: “{filters[known]}” was used, “{value}” was not.")
    return Typed(
        " ".join(word for word in words if word), tuple(filters.items()), tuple(dict.fromkeys(hints))
    )


def written(what: Typed) -> str:
    """The text of a search box that is ``what``, without its hints: filters first, then words."""
    return " ".join(
        [*(f"{name}:{_value(value)}" for name, value in what.filters), *([what.words] if what.words else [])]
    )


EXAMPLES: Mapping[str, str] = {
    "speaker": 'speaker:kirby or speaker:"John Kirby"',
    "role": 'role:"press secretary"',
    "kind": "kind:person",
    "type": "type:direct",
    "act": "act:denial",
    "attitude": "attitude:yes",
    "publisher": 'publisher:"The Herald"',
    "from": "from:2023-02",
    "to": "to:2023-03-14",
}
"""How each filter is written."""


def _known(name: str) -> str | None:
    name = name.lower()
    name = SYNONYMS.get(name, name)
    return name if name in FIELDS else None


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit()


def _phrase(words: str) -> str:
    words = " ".join(words.split())
    return f'"{words}"' if words else ""


def _value(value: str) -> str:
    return f'"{value}"' if " " in value else value
