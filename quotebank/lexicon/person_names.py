"""The name of a person taken apart: given names, surname, suffix, and what a title before it tells.

``person_name`` takes the words of a name where an article has them; ``parse_person_name`` takes a string from
any source, perhaps in index form (``Kirby, John``) or with a title in front.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotebank.lexicon.letters import fold
from quotebank.lexicon.persons import GENERATIONS, person_lists, usual_gender
from quotebank.lexicon.roles import role_lists


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without rank, title, form of address: ``tokens`` as written, ``keys`` the same folded.

    ``given`` names and initials, ``surname`` with its particles in one word, ``core`` without; all folded.
    ``suffix`` is ``Jr.``, ``III`` or nothing, as written; ``nickname`` what stood in quotation marks inside
    the name, folded. ``gender`` is that of the form of address, ``styled``, or else the usual one of the
    given name. ``implied`` is the office that a title before the name tells, ``family_first`` whether the
    name is in the order of Chinese, Korean or Vietnamese.
    """

    tokens: tuple[str, ...]
    keys: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    core: str
    suffix: str = ""
    nickname: str = ""
    styled: str = ""
    gender: str = ""
    implied: str = ""
    family_first: bool = False

    @property
    def text(self) -> str:
        """The name as one string; a name all in capitals is put into usual case."""
        words = [*self.tokens, self.suffix] if self.suffix else list(self.tokens)
        return " ".join(cased(word) for word in words)

    @property
    def last(self) -> str:
        """The folded last token: what the name has in common with the surname that stands alone."""
        return self.keys[-1]

    @property
    def generation(self) -> str:
        """The folded suffix: ``jr``."""
        return fold(self.suffix)

    @property
    def letters(self) -> str:
        """The whole name without spaces: what hyphens, spaces and capitals do not change."""
        parts = (self.surname, *self.given) if self.family_first else (*self.given, self.surname)
        return "".join(parts) + self.generation

    @property
    def bare(self) -> bool:
        """Whether this is one name only, a surname most often."""
        return not self.given

    @property
    def initials_only(self) -> bool:
        """Whether no given name is spelt out."""
        return all(len(one) == 1 for one in self.given)

    @property
    def vague(self) -> bool:
        """Whether it is too little for one person: a surname, or that and one initial."""
        return self.initials_only and (len(self.given) < 2 or self.common)

    @property
    def usual_given(self) -> bool:
        """Whether many people have the given name, whatever the surname."""
        return self.given[:1] != () and self.given[0] in person_lists().common_given

    @property
    def common(self) -> bool:
        """Whether so many people have this name that it says little."""
        known = person_lists()
        if self.surname not in known.common_surnames:
            return False
        if self.family_first:
            return len(self.given[0]) < 5 if self.given else True
        return self.initials_only or self.given[0] in known.common_given


def person_name(
    tokens: Sequence[str], *, suffix: str = "", nickname: str = "", styled: str = "", implied: str = ""
) -> PersonName:
    """The name made of these words, at least one; the keywords as the fields."""
    tokens = tuple(tokens)
    given, surname, core, family_first = _parted(tokens)
    return PersonName(
        tokens=tokens,
        keys=tuple(fold(token) for token in tokens),
        given=given,
        surname=surname,
        core=core,
        suffix=suffix,
        nickname=fold(nickname),
        styled=styled,
        gender=styled or usual_gender(given),
        implied=implied,
        family_first=family_first,
    )


def cased(word: str) -> str:
    """``WALLACE`` as ``Wallace``, ``O'NEILL`` as ``O'Neill``; other words and initials as they are."""
    if len(word) < 3 or not word.isupper() or "." in word or fold(word) in person_lists().suffixes:
        return word
    return "-".join(
        "'".join(bit.capitalize() for bit in part.replace("’", "'").split("'")) for part in word.split("-")
    )


def is_initial(word: str) -> bool:
    """Whether a word is one capital letter with a stop."""
    return len(word) == 2 and word[1] == "." and word[0].isupper()


_NICKNAME = re.compile(r"\s[“\"'‘(]([^”\"'’)]{1,40})[”\"'’)](?=\s|$)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|ts|hs|th|tr|ph|nh|ng|[bpmfdtnlgkhjqxrzcsyw])?[yw]?[aeiou]{1,3}"
    r"(?:ng|[nmklpthw](?![aeiou]))?){1,2}"
)
_LONGEST = 12
"""Words of a name that are read; more are no name."""


@lru_cache(maxsize=200_000)
def parse_person_name(text: str) -> PersonName | None:
    """The parts of a name; None for what is no single person's name (``Isla and Fergus Baird``)."""
    text = unicodedata.normalize("NFC", text).replace("[", " ").replace("]", " ").replace("’", "'")
    nickname = ""
    if found := _NICKNAME.search(text):
        nickname = found[1].split()[-1] if found[1].split() else ""
        text = text[: found.start()] + " " + text[found.end() :]
    words, suffix = _without_suffixes(_index_order(text).split())
    words, styled, implied = _without_titles(words)
    if not words or len(words) > _LONGEST or any(one.lower() in ("and", "&", "or") for one in words):
        return None
    name = person_name(words, suffix=suffix, nickname=nickname, styled=styled, implied=implied)
    return name if name.surname else None


def _index_order(text: str) -> str:
    """``Kirby, John`` as ``John Kirby``; ``Biden, Jr.`` and ``Ray, MP`` as they are, without the comma."""
    head, comma, tail = text.partition(",")
    if not comma or "," in tail or not tail.strip():
        return text.replace(",", " ")
    if all(fold(word) in person_lists().suffixes for word in tail.split()):
        return f"{head} {tail}"
    return f"{tail} {head}" if len(head.split()) < 3 else text.replace(",", " ")


def _without_suffixes(words: list[str]) -> tuple[list[str], str]:
    suffix = ""
    while len(words) > 1 and (last := fold(words[-1])) in person_lists().suffixes:
        if last in GENERATIONS:
            suffix = words[-1]
        words = words[:-1]
    if len(words) > 1 and fold(words[-1]) == "i" and words[-1] == "I":
        words, suffix = words[:-1], "I"
    return words, suffix


def _without_titles(words: list[str]) -> tuple[list[str], str, str]:
    """The name itself, the gender of a form of address, the office of a title."""
    known, titles = person_lists(), role_lists().titles
    gender = implied = ""
    while len(words) > 1:
        word = fold(words[0])
        if len(words) == 2 and word in known.genders and word not in titles:
            break  # "Don Ray", "Dean Ray": a given name most likely
        if word == "the" or word in known.ranks or word in _HOLY:
            pass
        elif word in known.honorifics:
            gender = gender or known.honorifics[word]
        elif word in titles and not (len(words) > 2 and word in known.genders):
            implied = implied or words[0].rstrip(".")
        else:
            break
        words = words[1:]
    return words, gender, implied


_HOLY = frozenset(("father", "brother", "sister", "saint", "daw", "ayatollah", "maitre"))
"""Forms of address of clergy and the like, which tell no gender here; in an article they may be nouns."""


@lru_cache(maxsize=100_000)
def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], str, str, bool]:
    """Given names, surname, the same without particles, and whether the family name stands first."""
    pieces: list[str] = []
    hyphens: list[bool] = []
    initials: set[int] = set()
    for at, word in enumerate(words):
        found = _initials(word, words) if at < len(words) - 1 else []
        if not found and fold(word) in _ARTICLES and 0 < at < len(words) - 1:
            continue  # "Bashar Al Assad"
        initials.update(range(len(pieces), len(pieces) + len(found)))
        pieces += found or [_without_article(fold(word))]
        hyphens += [False] * len(found) if found else ["-" in word[1:]]
    if len(pieces) > 1 and (turned := _family_first(pieces, hyphens)):
        surname, given = turned
        return ("".join(given).replace("-", ""),), surname, surname, True
    start = len(pieces) - 1
    particles = person_lists().particles
    while start > 0 and pieces[start - 1] in particles and start - 1 not in initials:
        if start == 1 and words[0] in ("Al", "Di", "Van"):
            break  # given names: "Al Gore", "Van Jones"
        start -= 1
    given = [part for piece in pieces[:start] for part in piece.split("-") if part]
    surname = "".join(pieces[start:]).replace("-", "")
    return tuple(given), surname, pieces[-1].replace("-", ""), False


def _initials(word: str, words: tuple[str, ...]) -> list[str]:
    """``J.K.`` and, before a name in small letters, ``JK`` as initials; nothing for another word."""
    dotted = _INITIALS.match(word) and len(word.replace(".", "")) < 5
    small = word == words[0] and any(one != one.upper() for one in words[1:])
    if dotted or (small and 1 < len(word) < 4 and word.isupper() and not _family(word)):
        return [fold(one) for one in word if one.isalpha()]
    return [fold(word)] if len(word) == 1 and word.isupper() else []


_ARTICLES = frozenset(("al", "el", "ul"))


def _without_article(piece: str) -> str:
    """``al-Assad`` and ``el-Sisi`` without the Arabic article, which comes and goes."""
    head, hyphen, rest = piece.partition("-")
    return rest if hyphen and head in _ARTICLES and rest else piece


def _family(word: str) -> bool:
    return fold(word) in person_lists().family_first


def _family_first(pieces: list[str], hyphens: list[bool]) -> tuple[str, list[str]] | None:
    """Family name and given syllables, whichever stands first; None for a name of another kind."""
    if len(pieces) > 4:
        return None
    known = person_lists().family_first
    for surname, given, joined in (
        (pieces[0], pieces[1:], hyphens[1:]),
        (pieces[-1], pieces[:-1], hyphens[:-1]),
    ):
        if surname in known and _syllables(given, joined, surname):
            return surname, given
    return None


def _syllables(given: list[str], joined: list[bool], surname: str) -> bool:
    """Whether these can be Chinese, Korean or Vietnamese given names."""
    genders = person_lists().genders
    parts = [part for piece in given for part in piece.split("-")]
    if any(part in genders for part in parts if part != "un") and not any(joined):
        return False
    if not all(_SYLLABLES.fullmatch(part) for part in parts) or len("".join(parts)) > 12:
        return False
    return surname not in genders or any(joined) or len(parts) > 1
