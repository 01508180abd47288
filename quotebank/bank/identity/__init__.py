"""Who is one speaker across articles: a pure function of what articles say and what people judged.

``resolve`` takes appearances (one speaker of one article each) and judgements, and gives the speakers, why
their names are one, and what is open. It knows no database; ``quotebank.bank`` brings its answer into the
tables. Names and offices are taken apart by ``quotebank.lexicon``.

=====================  ==========================================================================
module                 idea
=====================  ==========================================================================
``forms``              one name of one kind, and whether the name alone joins articles
``role_agreement``     what the offices of two people say about them
``records``            the values that come in and go out
``nodes``              appearances that nothing tells apart, taken together
``clusters``           nodes that grow by joining and remember whom they may not join
``judging``            judgements come first and win
``same_name`` …        the steps: one full name, aliases, forms of a name, surnames, bodies
``evidence``           why, in words
``keys``               names of speakers that outlive a rebuild
=====================  ==========================================================================
"""

from __future__ import annotations

from quotebank.bank.identity.records import (
    VERDICTS,
    Appearance,
    Candidate,
    Identity,
    Join,
    Judgement,
    ResolvedSpeaker,
    State,
    Subject,
    Verdict,
    blocks_of,
    subject_blocks,
)
from quotebank.bank.identity.resolve import resolve, rules_version

__all__ = [
    "VERDICTS",
    "Appearance",
    "Candidate",
    "Identity",
    "Join",
    "Judgement",
    "ResolvedSpeaker",
    "State",
    "Subject",
    "Verdict",
    "blocks_of",
    "resolve",
    "rules_version",
    "subject_blocks",
]
