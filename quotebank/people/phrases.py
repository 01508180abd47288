"""The phrase that names a source, taken apart: determiner, head, what hangs on it.

A source may be a word (``he``), a name with an apposition, or two lines of text. Its *core* is the noun
phrase without what follows a comma, a relative or participial clause; its *head* the core's main noun.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotebank.lexicon.word_lists import wordset
from quotebank.people.page import Page
from quotebank.people.roles import wording

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
        if text.isupper() and " " in text and max(map(len, text.split())) > 5:
            text = text.lower()  # a heading in capitals
        own = page.words[begin][1:]
        proper = page.labels[begin] or page.tags[begin] in ("NNP", "NNPS") or own != own.lower()
        if not proper and text[0].isupper() and text[1:2].islower():
            text = text[0].lower() + text[1:]
        return text


def read_phrase(page: Page, first: int, last: int) -> Phrase | None:
    """The phrase of these words; None where there is no word."""
    while first < last and not (page.words[first][0].isalnum() or page.words[first][0] == "@"):
        first += 1
    while (
        last > first
        and not (page.words[last - 1][0].isalnum() or page.words[last - 1][0] == "@")
        and page.lower[last - 1] != "'s"
        and page.words[last - 1] != "."
    ):
        last -= 1
    if first >= last:
        return None
    first = _past_adverbial(page, first, last)
    begin = first
    determiner = ""
    while begin < last - 1:
        low = page.lower[begin]
        if low in ("those", "these", "some", "many") and not _noun_follows(page, begin + 1, last):
            break  # "those close to the talks"
        if low in _DETERMINERS and not (low == "that" and page.tags[begin] == "IN"):
            determiner = determiner or low
            begin += 1
        elif low in _OPENERS and begin < last - 1 and not page.labels[begin]:
            begin += 1
        else:
            break
    core, head = _core(page, begin, last)
    return Phrase(first, last, begin, core, head, determiner)


def _past_adverbial(page: Page, first: int, last: int) -> int:
    """Where the source begins in ``In the north, half of the farmers``."""
    if page.tags[first] != "IN" or page.lower[first] not in ("in", "on", "at", "after", "during", "across"):
        return first
    comma = next((i for i in range(first, last - 1) if page.words[i] == ","), -1)
    return comma + 1 if comma > 0 else first


def _noun_follows(page: Page, at: int, last: int) -> bool:
    """Whether a noun comes before any preposition or verb."""
    while at < last and page.tags[at][:2] in ("JJ", "CD", "DT", "RB", "PO"):
        at += 1
    return at < last and (page.tags[at][:2] in ("NN", "FW", "") or page.capital(at))


_NOMINAL = ("NN", "CD", "PR", "JJ", "DT", "FW", "VB", "")


def _core(page: Page, begin: int, last: int) -> tuple[int, int]:
    """Where the core ends and which word is its head."""
    head = at = begin
    fixed = clause = False
    while at < last:
        word, low, tag = page.words[at], page.lower[at], page.tags[at]
        if low in ("'s", "'", "’") or _links(page, begin, at, last):
            at += 1
            continue
        if at > begin and (not word[0].isalnum() or _breaks(page, at, last)):
            break
        if _opens_clause(page, begin, at, last):
            if clause:
                break  # "judges handling the suits seeking the records"
            fixed = clause = True
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
        elif (
            not fixed
            and (tag[:2] in _NOMINAL or word[0].isupper() or word[0].isdigit())
            and (tag != "CD" or head == begin or page.tags[head][:3] != "NNP")  # "Article 21" is an article
        ):
            head = at
        at += 1
    core = at
    while core > head + 1 and page.lower[core - 1] in ("'s", "'", "and", "or", "has", "have"):
        core -= 1
    return core, head


def _links(page: Page, begin: int, at: int, last: int) -> bool:
    """Whether a mark belongs to the noun phrase: a slash, a hyphen, a quotation mark, the stop of ``St.``"""
    word = page.words[at]
    if word[0].isalnum():
        return False
    if word == ".":
        return begin < at < last - 1 and page.capital(at - 1)
    dash = word == "-" and page.text[page.ends[at] : page.ends[at] + 1] in ("-", " ")
    return word in ("&", "/", "-", "$", "%", '"', "“", "”", "‘") and not dash


def _breaks(page: Page, at: int, last: int) -> bool:
    """Whether the core ends before a word: a clause or a time begins there."""
    low, tag = page.lower[at], page.tags[at]
    noun = page.tags[at - 1][:2] == "NN"
    if low in _RELATIVES and tag in ("WP", "WDT", "WP$", "WRB", "IN"):
        return True
    if noun and tag == "PRP":
        return True  # "experts I spoke to", "Ruiz herself"
    if page.tags[at - 1] == "NNS" and tag[:2] == "NN" and page.capital(at) and _has_verb(page, at, last):
        return True  # "people Republicans have asked"
    if tag == "RB" and noun and at + 1 < last and page.labels[at + 1] == "DATE":
        return _dates_end(page, at + 1, last)  # "the bank just this month"
    if page.labels[at] == "DATE":
        return noun and page.labels[at - 1] != "DATE" and _dates_end(page, at, last)  # "a poll last week"
    if low in _PREPOSITIONS and at + 1 < last and page.labels[at + 1] == "DATE" and not page.labels[at]:
        return _dates_end(page, at + 1, last)  # "prosecutors in April"
    if page.labels[at] or page.capital(at):
        return False
    return tag in ("VBD", "VBZ", "VBP", "MD") or (tag == "VBN" and noun)


def _dates_end(page: Page, at: int, last: int) -> bool:
    """Whether a time is all that it says, and not the time of something: ``Thursday’s meeting``."""
    while at < last and page.labels[at] == "DATE":
        at += 1
    return at >= last or (page.tags[at][:2] not in ("NN", "JJ", "PO") and page.lower[at] not in ("'s", "’"))


def _opens_clause(page: Page, begin: int, at: int, last: int) -> bool:
    """``judges handling the case``, but not ``the Daybreak tracking poll``."""
    if page.tags[at] != "VBG" or at == begin or page.tags[at - 1][:2] != "NN" or page.capital(at):
        return False
    return not (page.capital(at - 1) and at + 1 < last and page.tags[at + 1] == "NN")


def _has_verb(page: Page, at: int, last: int) -> bool:
    return at + 1 < last and page.tags[at + 1] in ("VBD", "VBZ", "VBP", "MD")


def _proper_after(page: Page, at: int, last: int) -> bool:
    following = at + 1
    if page.lower[following] == "the" and following + 1 < last:
        following += 1
    return page.capital(following) and page.labels[following] not in ("PERSON",)
