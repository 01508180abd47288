"""One article as the rules read it: words that keep names whole, with tags, sentences, paragraphs.

The reader cuts at every punctuation mark (``U.S.`` is four words). Rules about names want ``U.S.``, ``J.``
and ``O’Neill`` as one word each and ``’s`` by itself, so the text is cut again here and the reader's
tags are carried over by offset. Square brackets are left out: what an editor inserted reads as if it
had been said, ``[US] Secretary [of State Antony] Blinken``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotebank.core.layout import Layout
from quotebank.core.reading import Reading
from quotebank.core.span import Span
from quotebank.lexicon.countries import country_lists
from quotebank.lexicon.organizations import organization_lists

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[A-Z]\b)?"  # U.S., F.B.I.
    r"|[A-Z]\.(?=[\s\]]*[A-Z\[])"  # an initial
    r"|(?:Mr|Mrs|Ms|Dr|St|Gen|Brig|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Pvt|Sen|Sens|Rep|Reps|Gov|Govs|Rev"
    r"|Prof|Hon|Jr|Sr|Messrs|Mme|Ret|Supt|Insp|Det|Sec|Atty|Asst|Msgr|Fr|Del|Amb|Ald|Supv|Pres|Spc|Pfc|Cllr)\.(?=\W|$)"
    r"|@\w+"
    r"|\d+(?:[.,]\d+)+"  # 2,140
    r"|\w+(?:(?!['’](?:[sS]|ve|re|ll|d|m)\b)['’‘&\-‐‑]\w+)*"
    r"|['’](?:[sS]|ve|re|ll|d|m)\b"
    r"|[^\w\s\[\]]"
)


@dataclass(frozen=True, slots=True)
class Page:
    """Columns, one entry a word; ``sentence`` and ``paragraph`` number them, from 0.

    ``labels`` holds the entity label or nothing; ``entity`` the index of the entity, -1 for none;
    ``quoted`` tells words inside quotation marks; ``narrative_sentence`` numbers the sentences as
    ``sentence`` does, but a sentence that is nothing but quoted counts with the next. One entry a sentence:
    ``sentence_starts``, its first word, and ``sentence_first_words``, its first word that is no punctuation.
    """

    text: str
    layout: Layout
    starts: list[int]
    ends: list[int]
    words: list[str]
    lower: list[str]
    tags: list[str]
    labels: list[str]
    entity: list[int]
    sentence: list[int]
    paragraph: list[int]
    quoted: list[bool]
    narrative_sentence: list[int]
    sentence_starts: list[int]
    sentence_first_words: list[int]

    def at(self, offset: int) -> int:
        """The index of the first word that ends after a character."""
        return bisect_right(self.ends, offset)

    def range(self, span: Span) -> tuple[int, int]:
        """Half-open word indexes of the words that touch a span of characters."""
        first = bisect_right(self.ends, span[0])
        return first, max(first, bisect_left(self.starts, span[1]))

    def span(self, first: int, last: int) -> Span:
        """Characters of words ``first`` up to, not with, ``last``."""
        return self.starts[first], self.ends[last - 1]

    def paragraph_words(self, number: int) -> tuple[int, int]:
        """Half-open word indexes of a paragraph; empty where it has no words."""
        return self.range(self.layout.paragraphs[number])

    def begins(self, index: int) -> bool:
        """Whether a word is the first of its sentence (an opening mark before it does not count)."""
        return index <= self.sentence_first_words[self.sentence[index]]

    def capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.words[index][0].isupper()


def read_page(reading: Reading) -> Page:
    """Cut the text again and carry the reader's columns over. Linear in the text."""
    text = reading.text
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for found in _WORD.finditer(text):
        starts.append(found.start())
        ends.append(found.end())
        words.append(found.group())
    count = len(words)
    sentence, first_words = _numbers(starts, [reading.starts[i] for i in reading.sentences])
    paragraph, _ = _numbers(starts, reading.layout.starts)
    labels = [""] * count
    entity = [-1] * count
    for number, one in enumerate(reading.entities):
        first = bisect_left(starts, one.start)
        while first < count and starts[first] < one.end:
            labels[first] = one.label
            entity[first] = number
            first += 1
    _relabel(words, labels, entity)
    _join_bodies(words, labels, entity)
    openers = list(first_words)
    for number, opener in enumerate(openers):
        while opener + 1 < count and not words[opener][0].isalnum() and sentence[opener + 1] == number:
            opener += 1
        openers[number] = opener
    quoted = _quoted(reading.layout, starts)
    return Page(
        text=text,
        layout=reading.layout,
        starts=starts,
        ends=ends,
        words=words,
        lower=[word.lower().replace("’", "'") for word in words],
        tags=_tags(reading, starts),
        labels=labels,
        entity=entity,
        sentence=sentence,
        paragraph=paragraph,
        quoted=quoted,
        narrative_sentence=_narrative_sentence(sentence, quoted, words),
        sentence_starts=first_words,
        sentence_first_words=openers,
    )


def _relabel(words: Sequence[str], labels: list[str], entity: Sequence[int]) -> None:
    """A lone name that is now a person's, now a body's or nothing in one article is what it is more often."""
    size = Counter(entity)
    found: dict[str, Counter[str]] = {}
    named: set[str] = set()
    for word, number, label in zip(words, entity, labels, strict=True):
        if word[0].isupper():
            found.setdefault(word, Counter())[label] += 1
            if label == "PERSON" and size[number] > 1:
                named.add(word)
    for index, word in enumerate(words):
        if labels[index] != "PERSON" or size[entity[index]] > 1:
            continue
        seen = found.get(word, Counter())
        body = seen["ORG"] > seen["PERSON"]
        brand = word not in named and seen[""] >= _BRAND * seen["PERSON"]
        if body or brand:
            labels[index] = "ORG"
        elif word not in named and word.lower() in country_lists().places and seen["GPE"] >= seen["PERSON"]:
            labels[index] = "GPE"


_BRAND = 3
"""So many times more often than a person's, a name that the reader leaves unlabelled is no person's."""


def _join_bodies(words: Sequence[str], labels: list[str], entity: list[int]) -> None:
    """``Citizenship and Border Services`` is one body, if only its end says what it is."""
    nouns = organization_lists().nouns
    for at in range(1, len(words) - 1):
        if words[at] not in ("and", "&") or not labels[at - 1] == labels[at + 1] == "ORG" or labels[at]:
            continue
        last = at + 1
        while last + 1 < len(words) and entity[last + 1] == entity[at + 1]:
            last += 1
        if words[last].lower() in nouns and words[at - 1].lower() not in nouns:
            for index in range(at, last + 1):
                labels[index], entity[index] = "ORG", entity[at - 1]


def _numbers(starts: Sequence[int], borders: Sequence[int]) -> tuple[list[int], list[int]]:
    """For each word the number of the stretch it lies in; and the first word of each stretch.

    A border without words between it and the next opens no stretch.
    """
    numbers: list[int] = []
    firsts: list[int] = []
    upcoming, total = 0, len(borders)
    for index, start in enumerate(starts):
        opens = index == 0
        while upcoming < total and borders[upcoming] <= start:
            opens = True
            upcoming += 1
        if opens:
            firsts.append(index)
        numbers.append(len(firsts) - 1)
    return numbers, firsts


def _tags(reading: Reading, starts: Sequence[int]) -> list[str]:
    """The tag of the reader's word in which each word starts."""
    out: list[str] = []
    theirs = reading.starts
    tags = reading.tags
    at, last = 0, len(theirs) - 1
    for start in starts:
        while at < last and theirs[at + 1] <= start:
            at += 1
        out.append(tags[at] if at <= last else "")
    return out


_SECTION = 5
"""Sentences for which a line of underscores counts: what follows is another story."""


def _narrative_sentence(sentence: Sequence[int], quoted: Sequence[bool], words: Sequence[str]) -> list[int]:
    """For each word the number of its sentence among those in which somebody tells, not only quotes."""
    out: list[int] = []
    number, tells = 0, False
    for index, own in enumerate(sentence):
        if index and own != sentence[index - 1]:
            number += tells
            tells = False
        tells = tells or (not quoted[index] and words[index][0].isalnum())
        if words[index].startswith("___"):
            number += _SECTION
        out.append(number)
    return out


def _quoted(layout: Layout, starts: Sequence[int]) -> list[bool]:
    """Whether each word stands inside quotation marks; an unclosed mark ends with its paragraph.

    One that another opening mark follows first is taken for a slip: nothing tells where its words end.
    """
    out = [False] * len(starts)
    for region in layout.regions:
        if region.closed or region.open_ended:
            for index in range(bisect_left(starts, region.start), bisect_left(starts, region.end)):
                out[index] = True
    return out
