"""Quotes in, the same quotes with their speakers out.

The order of the strategies is argued: what is certain by its form comes first (a first person, a
pronoun), then names in full, then other names, for a phrase may describe and name at once; bodies before
descriptions of people, because ``the White House`` is no house; documents before nominals, because ``a
report`` holds no role; an unnamed source is what is left. Each answers None for "not mine".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from quotebank.core.article import Article
from quotebank.core.quote import Quote
from quotebank.core.reading import Reading
from quotebank.core.span import hull
from quotebank.core.speaker import Speaker
from quotebank.people.by_description import by_description
from quotebank.people.by_document import by_document, by_title
from quotebank.people.by_full_name import by_full_name
from quotebank.people.by_name import by_name
from quotebank.people.by_organization import by_country, by_organization
from quotebank.people.by_pronoun import by_pronoun
from quotebank.people.by_relative import RELATIVES, antecedent, by_relative
from quotebank.people.confidence import speaker_confidence
from quotebank.people.coordination import make_group, parts
from quotebank.people.entities import Entity, as_speaker
from quotebank.people.entity_detection import find_entities
from quotebank.people.first_person import by_first_person
from quotebank.people.implicit_source import implicit_source
from quotebank.people.interview import by_interview
from quotebank.people.nominal_organization import nominal_organization
from quotebank.people.nominal_person import nominal_person
from quotebank.people.nominal_roles import find_nominal_roles
from quotebank.people.page import Page, read_page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided
from quotebank.people.running_pronouns import resolve_running_pronouns
from quotebank.people.same_speaker_continuation import same_speaker_continuation

Strategy = Callable[[ResolutionState, Phrase], Decision | None]

STRATEGIES: tuple[Strategy, ...] = (
    by_interview,
    by_first_person,
    by_pronoun,
    by_relative,
    by_full_name,
    by_title,
    by_name,
    by_country,
    by_organization,
    nominal_organization,
    by_document,
    nominal_person,
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
    entities = find_entities(page, [one for one in ranges if one is not None], reading.roles)
    source_starts = frozenset(span[0] for span in ranges if span is not None)
    state = ResolutionState(page, entities, article, quotes, source_starts=source_starts)
    answers: dict[int, Decision] = {}
    for number in sorted(range(len(quotes)), key=lambda n: _position(quotes[n])):
        quote = quotes[number]
        span = ranges[number]
        resolve_running_pronouns(state, span[0] if span is not None else page.at(_position(quote)))
        state.current = quote
        decision = _decide(state, span) if span is not None else _without_source(state, quote)
        answers[number] = decision
        if decision.entity is not None and page.words:
            where = span[0] if span is not None else min(page.at(_position(quote)), len(page.words) - 1)
            state.decisions.append((where, decision))
    quoted = list(dict.fromkeys(d.entity for d in answers.values() if d.entity is not None))
    find_nominal_roles(state, set(quoted))
    names = _unique_names([*entities.people, *quoted])
    return (
        tuple(_filled(quote, answers[number]) for number, quote in enumerate(quotes)),
        tuple(as_speaker(entity) for entity in names),
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


def _without_source(state: ResolutionState, quote: Quote) -> Decision:
    return (
        implicit_source(state, quote, decide_phrase) if quote.cue else same_speaker_continuation(state, quote)
    )


def _decide(state: ResolutionState, span: tuple[int, int]) -> Decision:
    phrase = read_phrase(state.page, *span)
    if phrase is None:
        return decided(None, "source", 0.3, "The source has no words.")
    return decide_phrase(state, phrase)


def decide_phrase(state: ResolutionState, phrase: Phrase) -> Decision:
    """Who a source phrase is: several together, or the first strategy's answer."""
    several = parts(state.page, phrase)
    if several:
        members = [one.entity for part in several if (one := _single(state, part)).entity is not None]
        if len(members) == len(several):
            together = make_group(state, [one for one in members if one is not None], phrase)
            if together is not None:
                return together
    return _single(state, phrase)


def _single(state: ResolutionState, phrase: Phrase) -> Decision:
    for strategy in STRATEGIES:
        decision = strategy(state, phrase)
        if decision is not None:
            if decision.entity is not None:
                state.entities.add_mention(phrase.first, phrase.core, decision.entity)
            return decision
    if state.page.lower[phrase.first] in RELATIVES:
        hung = antecedent(state, phrase)
        if hung is not None and state.page.lower[hung.first] not in RELATIVES:
            return _single(state, hung)
    return decided(None, "source", 0.4, "Nobody could be told from the source.")


def _unique_names(entities: Sequence[Entity]) -> list[Entity]:
    for entity in entities:
        if entity.kind != "person":
            # One body is one string, whatever apostrophe a newsroom's software sets.
            entity.name = entity.name.replace("’s ", "'s ")
    return [entity for entity in dict.fromkeys(entities) if entity.name]


def _filled(quote: Quote, decision: Decision) -> Quote:
    entity = decision.entity
    if entity is None or not entity.name:
        return replace(quote, evidence=(*quote.evidence, decision.evidence))
    return replace(
        quote,
        speaker=entity.name,
        speaker_kind=entity.kind,
        role=decision.role or entity.role(),
        speaker_confidence=speaker_confidence(decision.evidence, quote.source_confidence),
        evidence=(*quote.evidence, decision.evidence),
    )
