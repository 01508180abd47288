"""The pronouns of the running text, followed as a reader does, so that the thread is not lost.

``Ana Ruiz left in May. She had been tired. Her office said nothing``: only the first sentence names her,
yet all three are about her. What each ``he``, ``she``, ``his`` outside quotation marks means is settled in
text order and noted as a mention, before the next source is decided.
"""

from __future__ import annotations

from quotebank.people.by_pronoun import SINGULAR
from quotebank.people.grammar import is_subject
from quotebank.people.resolution_state import ResolutionState
from quotebank.people.salience import rank_antecedents

_LEAST = 0.5
"""The score below which a pronoun stays open: a wrong thread is worse than none."""


def resolve_running_pronouns(state: ResolutionState, index: int) -> None:
    """Settle the pronouns before a word that have not been settled yet; sources are left for later."""
    page = state.page
    state.current = None
    for at in range(state.resolved_until, index):
        gender = SINGULAR.get(page.lower[at])
        if gender is None or page.quoted[at] or at in state.source_starts:
            continue
        ranked = rank_antecedents(state, at, gender)
        if not ranked or ranked[0][1] < _LEAST:
            continue
        possessive = page.tags[at] == "PRP$"
        state.entities.add_mention(
            at, at + 1, ranked[0][0], subject=not possessive and is_subject(page, at, at + 1)
        )
    state.resolved_until = max(state.resolved_until, index)
