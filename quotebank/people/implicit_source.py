"""A cue without a source: who is the subject that the reader did not mark, or that the sentence leaves out.

A cue without a subject (``adding that …``) belongs to whoever speaks in its sentence. A passive
(``was accused of``) or a noun (``allegations of``) hides its speaker, and so do we.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from quotebank.core.quote import Quote
from quotebank.core.span import hull, overlaps
from quotebank.lexicon.word_lists import wordset
from quotebank.people.grammar import FINITE
from quotebank.people.page import Page
from quotebank.people.phrases import Phrase, read_phrase
from quotebank.people.resolution_state import Decision, ResolutionState, decided

_BE = wordset("is are was were be been being 's")
_ASKED = wordset("asked pressed pushed questioned quizzed challenged prodded probed told reminded")
_ASIDE = wordset("also then later further again once still even never often publicly repeatedly")
_BESIDE = wordset(", - – — while when after before by without in on")  # after them "saying" has no subject
_LONGEST = 14  # words of a subject


def implicit_source(
    state: ResolutionState, quote: Quote, decide: Callable[[ResolutionState, Phrase], Decision]
) -> Decision:
    """Who is behind a cue that has no source; an honest nobody where the text does not tell."""
    page = state.page
    first, last = page.range(hull(quote.cue))
    last = min(last, len(page.words))
    if first >= last:
        return decided(None, "ellipsis", 0.4, "No source is given.")
    if _hides(page, first, last):
        return decided(None, "ellipsis", 0.6, "The cue hides who said it.")
    sentence = page.sentence[first]
    previous = state.last_speaker()
    if _is_subject_said(page, quote, first):
        return decided(None, "ellipsis", 0.5, "No source is given.")
    if previous is not None and page.sentence[previous[0]] == sentence:
        return decided(previous[1], "ellipsis", 0.7, f"{previous[1].name} is who speaks in this sentence.")
    verb = next((i for i in range(first, last) if page.tags[i] in FINITE), -1)
    if verb >= 0:
        for subject in _subjects(page, verb):
            found = decide(state, subject)
            if found.entity is not None:
                text = f"{found.entity.name} is the subject of the cue."
                return decided(found.entity, "ellipsis", 0.6, text, found.role)
    apart = first == page.sentence_starts[sentence] or page.lower[first - 1] in _BESIDE
    if page.tags[first] == "VBD" or (page.tags[first] == "VBG" and apart):
        for mention in state.entities.before(first):
            if page.sentence[mention.first] != sentence:
                break
            if mention.subject and not mention.quoted and mention.entity.kind in ("person", "organization"):
                return decided(
                    mention.entity, "ellipsis", 0.55, f"{mention.entity.name} is what the sentence is about."
                )
        if previous is not None and sentence - page.sentence[previous[0]] <= 1 and page.tags[first] == "VBG":
            return decided(previous[1], "ellipsis", 0.5, f"{previous[1].name} spoke just before.")
    return decided(None, "ellipsis", 0.5, "No source is given.")


def _is_subject_said(page: Page, quote: Quote, first: int) -> bool:
    """Whether the subject of a finite cue is part of what is said: ``the team seemed to admit``."""
    if first == 0 or page.tags[first] not in FINITE or page.tags[first - 1][:2] not in ("NN", "PR"):
        return False
    return any(overlaps(page.span(first - 1, first), one) for one in quote.content)


def _hides(page: Page, first: int, last: int) -> bool:
    """Whether a cue is a passive, a noun, or an unknown's question: ``When pressed on costs, she``."""
    tags = page.tags[first:last]
    if not any(tag in ("VBD", "VBZ", "VBP", "VBG", "VB") for tag in tags):
        return True
    if "VBN" in tags and any(page.lower[i] in _BE for i in range(first, last)):
        return True
    return (
        page.lower[first] in _ASKED
        and first > 0
        and page.lower[first - 1] in ("when", "if", "once", "though", ",")
    )


def _subjects(page: Page, verb: int) -> Iterator[Phrase]:
    """Noun phrases that may be a finite verb's subject, the nearest first.

    Right before it; after "and" or "but" before the verbs that it is joined to: ``His wife agreed, but
    also said``.
    """
    start = page.sentence_starts[page.sentence[verb]]
    at = verb
    while at > start:
        before = at - 1
        while before > start and (page.tags[before] in ("RB", "MD", *FINITE) or page.lower[before] in _ASIDE):
            before -= 1
        if page.tags[before] == "CC" or (page.words[before] == "," and at == verb):
            at = next((i for i in range(before - 1, start, -1) if page.tags[i] in FINITE), -1)
            if at < 0 or page.quoted[at] != page.quoted[verb]:
                return
            continue
        if page.lower[before] in ("it", "there") or page.tags[before][:2] not in (
            "NN",
            "PR",
            "WP",
            "WD",
            "DT",
        ):
            return
        first = before
        while first > start and before - first < _LONGEST and page.tags[first - 1] in _INSIDE:
            first -= 1
        found = read_phrase(page, first, before + 1)
        if found is None:
            return
        yield found
        at = next((i for i in range(first - 1, start, -1) if page.tags[i] in FINITE), -1)


_INSIDE = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP$", "POS", "CD", "JJR", "JJS"))
