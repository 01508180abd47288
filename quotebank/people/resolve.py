"""Quotes in, the same quotes with their speakers out.

The order of the strategies is argued: what is certain by its form comes first (a first person, a
pronoun), then names, for a phrase may describe and name at once; bodies before descriptions of people,
because ``the White House`` is no house; documents before nominals, because ``a report`` holds no role;
an unnamed source is what is left. Each answers None for "not mine".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from quotebank.core.article import Article
from quotebank.core.quote import Quote
from quotebank.core.reading import Reading
from quotebank.core.span import hull
from quotebank.core.speaker import Speaker
from quotebank.people.actors import Actor, as_speaker
from quotebank.people.by_body import by_body, by_country
from quotebank.people.by_body_noun import by_body_noun
from quotebank.people.by_description import by_description
from quotebank.people.by_document import by_document, by_title
from quotebank.people.by_ellipsis import by_ellipsis
from quotebank.people.by_name import by_name
from quotebank.people.by_nominal import by_nominal
from quotebank.people.by_pronoun import by_pronoun
from quotebank.people.by_relative import RELATIVES, antecedent, by_relative
from quotebank.people.by_turn import by_turn
from quotebank.people.cast import Cast
from quotebank.people.confidence import speaker_confidence
from quotebank.people.first_person import by_first_person
from quotebank.people.interview import by_interview
from quotebank.people.joint import combine, parts
from quotebank.people.late_roles import find_late_roles
from quotebank.people.page import Page, read_page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.scene import Decision, Scene, decided
from quotebank.people.thread import follow

Strategy = Callable[[Scene, Phrase], Decision | None]

STRATEGIES: tuple[Strategy, ...] = (
    by_interview,
    by_first_person,
    by_pronoun,
    by_relative,
    by_title,
    by_name,
    by_country,
    by_body,
    by_body_noun,
    by_document,
    by_nominal,
    by_description,
)


def resolve(
    reading: Reading, quotes: Sequence[Quote], article: Article
) -> tuple[tuple[Quote, ...], tuple[Speaker, ...]]:
    """The quotes, in the order given, with ``speaker``, ``speaker_kind``, ``role``, evidence; and everybody.

    ``quotes`` have their spans set. Evidence that they have is kept; the last one says who and why, and
    ``speaker_confidence`` what that is worth. The speakers are all people that the
    article names, quoted or not, and whoever else is quoted; each speaker of a quote is among them.
    Nothing is raised for odd text: what cannot be told is None.
    """
    page = read_page(reading)
    ranges = [_source_range(page, quote) for quote in quotes]
    cast = Cast(page, [one for one in ranges if one is not None])
    reserved = frozenset(span[0] for span in ranges if span is not None)
    scene = Scene(page, cast, article, quotes, reserved=reserved)
    answers: dict[int, Decision] = {}
    for number in sorted(range(len(quotes)), key=lambda n: _position(quotes[n])):
        quote = quotes[number]
        span = ranges[number]
        follow(scene, span[0] if span is not None else page.at(_position(quote)))
        scene.current = quote
        decision = _decide(scene, span) if span is not None else _without_source(scene, quote)
        answers[number] = decision
        if decision.actor is not None and page.words:
            where = span[0] if span is not None else min(page.at(_position(quote)), len(page.words) - 1)
            scene.decisions.append((where, decision))
    quoted = list(dict.fromkeys(d.actor for d in answers.values() if d.actor is not None))
    find_late_roles(scene, set(quoted))
    names = _unique_names([*cast.people, *quoted])
    return (
        tuple(_filled(quote, answers[number]) for number, quote in enumerate(quotes)),
        tuple(as_speaker(actor) for actor in names),
    )


def _position(quote: Quote) -> int:
    spans = quote.source or quote.cue or quote.content
    return hull(spans)[0] if spans else 0


def _source_range(page: Page, quote: Quote) -> tuple[int, int] | None:
    """The words of the source; those of the cue where the two were taken for each other."""
    if not quote.source:
        return None
    first, last = page.range(quote.source[0])
    last = min(last, len(page.words))
    if first >= last:
        return None
    if quote.cue and all(page.tags[i][:2] in ("VB", "IN", "TO", "RB") for i in range(first, last)):
        begin, end = page.range(quote.cue[0])
        if any(page.tags[i][:2] == "NN" for i in range(begin, min(end, len(page.words)))):
            return begin, min(end, len(page.words))
    return first, last


def _without_source(scene: Scene, quote: Quote) -> Decision:
    return by_ellipsis(scene, quote, decide_phrase) if quote.cue else by_turn(scene, quote)


def _decide(scene: Scene, span: tuple[int, int]) -> Decision:
    phrase = read_phrase(scene.page, *span)
    if phrase is None:
        return decided(None, "source", 0.3, "The source has no words.")
    return decide_phrase(scene, phrase)


def decide_phrase(scene: Scene, phrase: Phrase) -> Decision:
    """Who a source phrase is: several together, or the first strategy's answer."""
    several = parts(scene.page, phrase)
    if several:
        members = [one.actor for part in several if (one := _single(scene, part)).actor is not None]
        if len(members) == len(several):
            together = combine(scene, [one for one in members if one is not None], phrase)
            if together is not None:
                return together
    return _single(scene, phrase)


def _single(scene: Scene, phrase: Phrase) -> Decision:
    for strategy in STRATEGIES:
        decision = strategy(scene, phrase)
        if decision is not None:
            if decision.actor is not None:
                scene.cast.see(phrase.first, phrase.core, decision.actor)
            return decision
    if scene.page.lower[phrase.first] in RELATIVES:
        hung = antecedent(scene, phrase)
        if hung is not None and scene.page.lower[hung.first] not in RELATIVES:
            return _single(scene, hung)
    return decided(None, "source", 0.4, "Nobody could be told from the source.")


def _unique_names(actors: Sequence[Actor]) -> list[Actor]:
    for actor in actors:
        if actor.kind != "person":
            # One body is one string, whatever apostrophe a newsroom's software sets.
            actor.name = actor.name.replace("’s ", "'s ")
    return [actor for actor in dict.fromkeys(actors) if actor.name]


def _filled(quote: Quote, decision: Decision) -> Quote:
    actor = decision.actor
    if actor is None or not actor.name:
        return replace(quote, evidence=(*quote.evidence, decision.evidence))
    return replace(
        quote,
        speaker=actor.name,
        speaker_kind=actor.kind,
        role=decision.role or actor.role(),
        speaker_confidence=speaker_confidence(decision.evidence, quote.source_confidence),
        evidence=(*quote.evidence, decision.evidence),
    )
