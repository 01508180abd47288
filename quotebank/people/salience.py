"""Whom a text is about at a word: the people a pronoun or a bare description may mean, ranked.

Nearest is not enough. Who the sentences are about, who was quoted last and what the gender allows count
more; who is only talked about inside a quote counts little, and who is named in the words that "he" says
is hardly he. Quoted sentences are no distance: after a long quote, ``he said`` is as near as after a short.
"""

from __future__ import annotations

from quotebank.people.entities import Entity, Mention
from quotebank.people.page import Page
from quotebank.people.resolution_state import ResolutionState

_REACH = 12  # sentences
_FADING = 0.77  # for each sentence
_OBJECT = 0.5  # what no sentence is about
_OWNER = 0.75  # whose it is that a sentence is about
_QUOTED = 0.3
_PARAGRAPH = 1.15
_AGAIN = 0.06
_OPENER = 0.25
_BESIDE = 0.4
_SURE = 1.25  # for a gender that is known
_UNNAMED = 0.8
_OUSTED = 0.8  # for each other person that the sentences since then were about
_LONGEST = 400  # words of a quote
_NAMED = 0.3  # by name inside the very words that the pronoun says


def rank_antecedents(state: ResolutionState, index: int, gender: str) -> list[tuple[Entity, float]]:
    """People who may be meant at a word, the likeliest first, with their scores.

    ``gender`` is m, f or nothing; people of another gender are left out, of an unknown one they are not.
    """
    page = state.page
    inside = page.quoted[index]
    line = page.sentence if inside else page.narrative_sentence
    here, sentence, paragraph = line[index], page.sentence[index], page.paragraph[index]
    scores: dict[Entity, float] = {}
    since: list[tuple[int, Entity]] = []  # whom sentences were about, with their numbers, the nearest first
    opener: tuple[Entity, float] | None = None
    beside: tuple[Entity, float] | None = None
    reporter = _reporter(state, index) if inside else None
    for mention in state.entities.before(index):
        entity = mention.entity
        at = line[mention.first]
        if here - at > _REACH:
            break
        if not _suits(entity, gender) or entity is reporter:
            continue
        value = _FADING ** (here - at) * (_UNNAMED if entity.kind == "anonymous" else 1.0)
        told = inside or not mention.quoted
        if not mention.subject:
            value *= _OWNER if _owns_subject(page, mention) else _OBJECT
            if told and page.sentence[mention.first] == sentence:
                beside = entity, value
        if not told:
            value *= _QUOTED
        elif mention.subject:
            value *= _OUSTED ** len({one for number, one in since if number > at and one is not entity})
            since.append((at, entity))
            if page.sentence[mention.first] == sentence:
                opener = entity, value
        if page.paragraph[mention.first] == paragraph:
            value *= _PARAGRAPH
        # Each further mention adds less: the nearest good one decides, the theme of the text helps.
        old = scores.get(entity, 0.0)
        scores[entity] = max(value, old) + _AGAIN * min(value, old)
    if opener is not None:
        scores[opener[0]] += _OPENER * opener[1]  # what the whole sentence is about, not a clause of it
    elif beside is not None:
        scores[beside[0]] += _BESIDE * beside[1]  # named in the sentence, which is about no other person
    _add_last_speaker(state, index, gender, since, scores)
    for entity in _named_in_content(state, index) & scores.keys():
        scores[entity] *= _NAMED
    for entity in scores:
        if gender and entity.gender == gender:
            scores[entity] *= _SURE
    return sorted(scores.items(), key=lambda pair: -pair[1])


def _owns_subject(page: Page, mention: Mention) -> bool:
    """Whether a sentence opens with a possessive: ``Ruiz’s plan``, ``Her plan``."""
    opener = page.sentence_first_words[page.sentence[mention.first]]
    if mention.first > opener + 3 or mention.last >= len(page.words):
        return False
    owner = page.lower[mention.last] in ("'s", "'", "’") or page.tags[mention.first] == "PRP$"
    return owner and all(page.tags[i][:2] in ("NN", "CC", "RB") for i in range(opener, mention.first))


def _suits(entity: Entity, gender: str) -> bool:
    return (
        entity.kind in ("person", "anonymous")
        and not entity.plural
        and not (gender and entity.gender and entity.gender != gender)
    )


def _add_last_speaker(
    state: ResolutionState,
    index: int,
    gender: str,
    since: list[tuple[int, Entity]],
    scores: dict[Entity, float],
) -> None:
    """Who was quoted last goes on speaking, unless the sentences have turned to somebody else."""
    last = state.last_speaker(kinds=("person",), plural=False)
    if last is None or not _suits(last[1], gender):
        return
    line = state.page.sentence if state.page.quoted[index] else state.page.narrative_sentence
    spoke = line[min(last[0], len(line) - 1)]
    distance = line[index] - spoke
    if not 0 <= distance <= _REACH:
        return
    turned = any(at > spoke and one is not last[1] for at, one in since)
    scores[last[1]] = scores.get(last[1], 0.0) + (0.2 if turned else 0.55) * 0.85**distance


def _named_in_content(state: ResolutionState, index: int) -> set[Entity]:
    """People named in the words of the quote whose source stands at a word: in its marks, or after it.

    ``Ruiz would leave, she said`` may be Ruiz; ``She said that Ruiz would leave`` may not.
    """
    page = state.page
    found: set[Entity] = set()
    if state.current is None:
        return found
    for segment in state.current.content:
        first, last = page.range(segment)
        if first <= index < last:
            return set()
        found |= {
            one.entity
            for one in state.entities.within(first, last)
            if page.tags[one.first].startswith("NNP") and (one.quoted or index < one.first)
        }
    return found


def _reporter(state: ResolutionState, index: int) -> Entity | None:
    """Whom the words around a word are quoted from, where a colon says it: ``Ruiz writes: “…``."""
    page = state.page
    at = _opening(page, index) - 1
    while at > 0 and not page.words[at][0].isalnum() and page.words[at] != ":":
        at -= 1
    if at <= 0 or page.words[at] != ":":
        return None
    start = page.sentence_starts[page.sentence[at]]
    return next((one.entity for one in state.entities.within(start, at) if one.subject), None)


def _opening(page: Page, index: int) -> int:
    """The first word of the quoted stretch that a word is in."""
    stop = max(0, index - _LONGEST)
    while index > stop and page.quoted[index - 1]:
        index -= 1
    return index
