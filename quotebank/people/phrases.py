"""The phrase that names a source, taken apart: determiner, head, what hangs on it.

A source may be a word (``he``), a name with an apposition, or two lines of text. Its *core* is the noun
phrase without what follows a comma, a relative or participial clause; its *head* the core's main noun.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotebank.people.page import Page
from quotebank.people.roles import wording
from quotebank.people.tables import wordset

_OPENERS = wordset(
    "as even but and both all while like only just according to by from nearly almost about some among "
    "with for"
)
_DETERMINERS = wordset(
    "a an the this that these those his her their its my our your some several another each every "
    "any no many few most"
)
_PREPOSITIONS = wordset(
    "of for in at on with to by from within inside near behind against under across around among "
    "between about over into through during after before familiar close briefed"
)
_RELATIVES = wordset("who which that whose whom where when")
PARTITIVES = wordset(
    "one two three some many most all both none each several few number majority percent half "
    "dozens hundreds thousands scores group chorus handful lot lots plenty array pair coalition "
    "host plurality minority third quarter members member others another"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Word indexes, all half-open, in the page. ``first`` to ``last`` is the whole phrase.

    ``begin`` skips determiners and openers; ``core`` is where the core ends; ``head`` the main noun's
    index; ``determiner`` the folded first determiner or nothing.
    """

    first: int
    last: int
    begin: int
    core: int
    head: int
    determiner: str

    def description(self, page: Page) -> str:
        """The core in words, without its article; an opening capital that is no name's is folded."""
        begin = self.begin
        text = wording(page, begin, self.core).strip(" ,.;:")
        if not text:
            return wording(page, self.first, self.last).strip(" ,.;:")
        proper = page.labels[begin] or page.tags[begin] in ("NNP", "NNPS") or page.words[begin][1:2].isupper()
        if not proper and text[0].isupper() and text[1:2].islower():
            text = text[0].lower() + text[1:]
        return text


def read_phrase(page: Page, first: int, last: int) -> Phrase | None:
    """The phrase of these words; None where there is no word."""
    while first < last and not (page.words[first][0].isalnum() or page.words[first][0] == "@"):
        first += 1
    while (
        last > first
        and not page.words[last - 1][0].isalnum()
        and page.lower[last - 1] != "'s"
        and page.words[last - 1] != "."
    ):
        last -= 1
    if first >= last:
        return None
    begin = first
    determiner = ""
    while begin < last - 1:
        low = page.lower[begin]
        if low in _DETERMINERS and not (low == "that" and page.tags[begin] == "IN"):
            determiner = determiner or low
            begin += 1
        elif low in _OPENERS and begin < last - 1 and not page.labels[begin]:
            begin += 1
        else:
            break
    core, head = _core(page, begin, last)
    return Phrase(first, last, begin, core, head, determiner)


def _core(page: Page, begin: int, last: int) -> tuple[int, int]:
    """Where the core ends and which word is its head."""
    head = begin
    fixed = False
    at = begin
    while at < last:
        word, low, tag = page.words[at], page.lower[at], page.tags[at]
        if low in ("'s", "'", "’"):
            at += 1
            continue
        if not word[0].isalnum():
            if word in ("&", "/", "-", "$", "%", '"', "“", "”", "‘") and at > begin - 1:
                at += 1
                continue
            if word == "." and at + 1 < last and page.words[at - 1][0].isupper():
                at += 1
                continue
            break
        if at > begin:
            if low in _RELATIVES and tag in ("WP", "WDT", "WP$", "WRB", "IN"):
                break
            if tag == "PRP" and page.tags[at - 1][:2] == "NN":
                break  # "experts I spoke to"
            if tag in ("VBD", "VBZ", "VBP", "MD") and not page.labels[at] and not word[0].isupper():
                break
            if (
                tag == "VBN"
                and not page.labels[at]
                and page.tags[at - 1][:2] == "NN"
                and not word[0].isupper()
            ):
                break
        if tag == "VBG" and at > begin and page.tags[at - 1][:2] == "NN" and not word[0].isupper():
            fixed = True  # "judges handling the case"
        if (
            low in _PREPOSITIONS
            and at > begin
            and not (page.labels[at] and page.entity[at] == page.entity[at - 1])
        ):
            if (
                low in ("of", "for")
                and page.tags[at - 1] == "NNP"
                and page.capital(at - 1)
                and page.labels[at - 1] != "PERSON"
                and at + 1 < last
                and _proper_after(page, at, last)
            ):
                at += 1
                continue
            fixed = True
        elif not fixed and (
            tag[:2] in ("NN", "CD", "PR", "JJ", "DT", "FW", "VB", "")
            or word[0].isupper()
            or word[0].isdigit()
        ):
            head = at
        at += 1
    core = at
    while core > head + 1 and page.lower[core - 1] in ("'s", "'", "and", "or", "has", "have"):
        core -= 1
    return core, head


def _proper_after(page: Page, at: int, last: int) -> bool:
    following = at + 1
    if page.lower[following] == "the" and following + 1 < last:
        following += 1
    return page.capital(following) and page.labels[following] not in ("PERSON",)
