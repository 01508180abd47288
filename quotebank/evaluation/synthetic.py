"""A made-up bank of any size, to see how the site behaves when there is much in it.

Words follow the frequencies of English as far as Zipf's law tells them: the reader's vocabulary stands in the
order of frequency. So do the speakers, of whom a few say most. What is said means nothing.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from quotebank.bank.bulk import (
    BulkAppearance,
    BulkArticle,
    BulkQuote,
    BulkSpeaker,
    fill_new_bank,
)
from quotebank.evaluation.made_up_names import made_up_speakers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

QUOTES_PER_ARTICLE = 5
SPEAKERS = 50_000
"""Speakers of a large bank; a small one has one for every 20 quotes."""

FIRST_DAY = datetime.date(2016, 1, 1)
DAYS = 3653
"""Ten years."""

PUBLISHERS = 40
TOPICS = 20
MODEL = "synthetic-1"

_BATCH = 500
_TYPES = (("direct", 0.45), ("indirect", 0.35), ("mixed", 0.2))
_ACTS = (
    ("statement", 0.55), (None, 0.2), ("accusation", 0.07), ("promise", 0.06), ("denial", 0.05),
    ("question", 0.05), ("refusal", 0.02),
)  # fmt: skip
_CUES = (
    "said",
    "told reporters",
    "added",
    "argued",
    "warned",
    "wrote",
    "explained",
    "insisted",
    "says",
    "noted",
)
_VENUES = ("in London", "at a press conference", "in Washington", "on television", "in a statement")
_NOBODY, _ATTITUDE, _UNDATED, _REPEATED = 0.08, 0.07, 0.01, 0.02
_EVIDENCE = json.dumps(
    [{"feature": "source", "score": 0.93, "sentence": "The words that name the source belong to this cue."}]
)


def make_bank(
    path: Path,
    *,
    quotes: int,
    seed: int = 0,
    texts: bool = True,
    progress: Callable[[int], None] | None = None,
) -> dict[str, int]:
    """Makes a bank of so many quotes at ``path``; how many articles, quotes and speakers it has.

    The same ``quotes`` and ``seed`` make the same rows on any machine. Raises BankError where a
    file is there.
    """
    speakers = made_up_speakers(
        max(10, min(SPEAKERS, quotes // 20)), vocabulary=vocabulary()[2000:], seed=seed
    )
    topics = _topics(len(speakers), seed)
    articles = _Newsroom(speakers, quotes, seed).articles()
    people = [
        BulkSpeaker(one.name, one.kind, one.why, words) for one, words in zip(speakers, topics, strict=True)
    ]
    return fill_new_bank(path, people, articles, model=MODEL, texts=texts, progress=progress)


def _topics(number: int, seed: int) -> list[tuple[tuple[str, float], ...]]:
    """Words that so many speakers are said to use most, with scores."""
    rng = np.random.default_rng([seed, 1])
    words = vocabulary()
    drawn = rng.integers(1000, len(words), (number, TOPICS)).tolist()
    return [
        tuple((words[one], round(1 / (at + 2), 3)) for at, one in enumerate(dict.fromkeys(some)))
        for some in drawn
    ]


@cache
def vocabulary() -> tuple[str, ...]:
    """English words, the most frequent first."""
    text = (files("quotebank.reader") / "model" / "tokenizer.json").read_text(encoding="utf-8")
    numbers: dict[str, int] = json.loads(text)["model"]["vocab"]
    ranked = sorted(numbers, key=numbers.__getitem__)
    return tuple(word for word in ranked if word.isascii() and word.isalpha() and len(word) > 1)


@dataclass(frozen=True, slots=True)
class _Zipf:
    """Draws positions of a list whose frequencies fall with their rank."""

    borders: Any

    @classmethod
    def over(cls, number: int, power: float = 1.0) -> _Zipf:
        return cls(np.cumsum(1.0 / np.arange(1, number + 1) ** power))

    def draw(self, rng: Any, number: int) -> list[int]:
        drawn = np.searchsorted(self.borders, rng.random(number) * self.borders[-1], side="right")
        positions: list[int] = np.minimum(drawn, len(self.borders) - 1).tolist()
        return positions


class _Newsroom:
    def __init__(self, speakers: Sequence[Any], quotes: int, seed: int) -> None:
        self._speakers, self._quotes = speakers, quotes
        self._rng = np.random.default_rng(seed)
        self._words = vocabulary()
        self._word_ranks = _Zipf.over(len(self._words))
        self._speaker_ranks = _Zipf.over(len(speakers))
        self._publisher_ranks = _Zipf.over(PUBLISHERS, 0.8)
        names = self._words[3000:]
        self._publishers = [
            f"The {names[7 * at].title()} {_PAPERS[at % len(_PAPERS)]}" for at in range(PUBLISHERS)
        ]
        self._said: list[str] = []

    def articles(self) -> Iterator[BulkArticle]:
        sizes = self._sizes()
        undated = int(len(sizes) * _UNDATED)
        # more articles in later years
        days = np.sort((np.sqrt(self._rng.random(len(sizes) - undated)) * DAYS).astype(int)).tolist()
        dates: list[str | None] = [
            (FIRST_DAY + datetime.timedelta(days=at)).isoformat() for at in range(DAYS)
        ]
        when = [None] * undated + [dates[day] for day in days]
        for start in range(0, len(sizes), _BATCH):
            end = start + _BATCH
            yield from self._batch(start, sizes[start:end], when[start:end])

    def _sizes(self) -> list[int]:
        """How many quotes each article has."""
        expected = self._quotes // (QUOTES_PER_ARTICLE - 1) + 10
        drawn = self._rng.poisson(QUOTES_PER_ARTICLE - 1, expected) + 1
        sums = np.cumsum(drawn)
        last = int(np.searchsorted(sums, self._quotes))
        sizes: list[int] = drawn[: last + 1].tolist()
        sizes[-1] -= int(sums[last]) - self._quotes
        return sizes

    def _batch(self, start: int, sizes: Sequence[int], days: Sequence[str | None]) -> Iterator[BulkArticle]:
        rng = self._rng
        total = sum(sizes)
        draws = _Draws(
            lengths=np.clip(rng.lognormal(3.05, 0.5, total), 4, 120).astype(int).tolist(),
            chances=rng.random((total, 6)).tolist(),
            fillers=np.clip(rng.lognormal(3.6, 0.4, len(sizes)), 10, 200).astype(int).tolist(),
            people=self._speaker_ranks.draw(rng, 3 * len(sizes)),
            publishers=self._publisher_ranks.draw(rng, len(sizes)),
        )
        words = list(
            map(self._words.__getitem__, self._word_ranks.draw(rng, sum(draws.lengths) + sum(draws.fillers)))
        )
        ends = list(accumulate([*draws.lengths, *draws.fillers], initial=0))
        quote = 0
        for at, size in enumerate(sizes):
            filler = " ".join(words[ends[total + at] : ends[total + at + 1]])
            said = [" ".join(words[ends[one] : ends[one + 1]]) for one in range(quote, quote + size)]
            yield self._article(
                start + at, at, days[at], filler, said, draws.chances[quote : quote + size], draws
            )
            quote += size

    def _article(
        self,
        number: int,
        at: int,
        day: str | None,
        filler: str,
        said: Sequence[str],
        chances: Sequence[Sequence[float]],
        draws: _Draws,
    ) -> BulkArticle:
        people = list(dict.fromkeys(draws.people[3 * at : 3 * at + 3]))
        year = 0 if day is None else int(day[:4]) - FIRST_DAY.year
        text = f"{filler.capitalize()}.\n\n"
        quotes: list[BulkQuote] = []
        mentions: list[list[tuple[int, int]]] = [[] for _ in people]
        for words, chance in zip(said, chances, strict=True):
            who = None if chance[0] < _NOBODY else int(chance[1] * chance[1] * len(people))
            if chance[2] < _REPEATED and self._said:
                words = self._said[int(chance[3] * len(self._said))]
            elif chance[2] > 1 - _REPEATED:
                self._said = [*self._said[-199:], words]
            type = _chosen(_TYPES, chance[3])
            content = words
            if type == "direct":
                content = f"“{words.capitalize()},”"
            elif type == "mixed":
                reported, _, exact = words.partition(" ")
                content = f"{reported} “{exact}”"
            name = "a source" if who is None else self._speakers[people[who]].forms[-1 if quotes else 0]
            cue = _CUES[int(chance[4] * len(_CUES))]
            begin = len(text)
            cue_at = begin + len(content) + 1
            source_at = cue_at + len(cue) + 1
            text += f"{content} {cue} {name}.\n\n"
            span = (source_at, source_at + len(name))
            if who is not None:
                mentions[who].append(span)
            quotes.append(
                BulkQuote(
                    speaker=who,
                    type=type,
                    text=content,
                    segments=(
                        ("content", 0, begin, begin + len(content)),
                        ("cue", 0, cue_at, cue_at + len(cue)),
                        ("source", 0, *span),
                    ),
                    role=None if who is None else self._speakers[people[who]].role(year),
                    said_on=day if chance[5] < 0.2 else None,
                    venue=_VENUES[int(chance[5] * 50)] if chance[5] < 0.1 else None,
                    addressee="reporters" if chance[5] > 0.9 else None,
                    attitude=int(chance[4] < _ATTITUDE),
                    act=_chosen(_ACTS, chance[0]),
                    confidence=round(0.5 + 0.5 * chance[5], 3),
                    evidence=_EVIDENCE,
                )
            )
        cast = []
        for one, spans in zip(people, mentions, strict=True):
            speaker = self._speakers[one]
            role = speaker.role(year)
            cast.append(BulkAppearance(one, speaker.forms, (role,) if role else (), tuple(spans)))
        publisher = self._publishers[draws.publishers[at]]
        return BulkArticle(
            name=f"made-up-{number}",
            title=filler[:70].rsplit(" ", 1)[0].capitalize(),
            day=day,
            url=f"https://news.example/{number}",
            publisher=publisher,
            author=self._speakers[-1 - number % min(200, len(self._speakers))].name,
            text=text,
            quotes=quotes,
            cast=cast,
        )


@dataclass(frozen=True, slots=True)
class _Draws:
    """Everything that is drawn for a batch of articles, at once because that is quick."""

    lengths: list[int]
    chances: list[list[float]]
    fillers: list[int]
    people: list[int]
    publishers: list[int]


_PAPERS = ("Herald", "Times", "Post", "Gazette", "Courier", "Observer", "Tribune")


def _chosen(choices: Sequence[tuple[Any, float]], chance: float) -> Any:
    for value, share in choices:
        chance -= share
        if chance < 0:
            return value
    return choices[-1][0]
