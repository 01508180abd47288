"""Whether something was done at all: ``did not deny``, ``may promise``, ``stopped short of accusing``."""

from __future__ import annotations

import re

_FIRST = re.compile(
    r"\b(?:n[eo]\w*|without|hardly|barely|scarcely|cannot|few|fail\w*|refus\w*|declin\w*|avoid\w*|refrain\w*"
    r"|un\w+|relu\w+|loath|yet|instead|rather|short|may|might|could|should|ought|to|will|shall|would|must|if"
    r"|unless)\b|n't|'ll"
)
"""The words with which the others begin: most cues have none of them before, and need no further look."""

_NEGATED = re.compile(
    r"(?:\b(?:not|never|without|hardly|barely|scarcely|cannot|no longer)|n't)"
    r"(?: (?!only\b|merely\b|simply\b)(?:have|has|had|been|be|being|to|yet|even|ever|once|also|so far|\w+ly"
    r"|a|an|any|the|seem to|appear to|go so far as to|want to|wanted to|dare|dared|able to|possible to))*$"
    r"|\b(?:no(?! (?:less|fewer)\b)|nor|neither|nobody|none|(?<!a )few)(?: [a-z'-]+){0,2}$"
)
_LEFT_UNDONE = re.compile(
    r"\b(?:fail|refus|declin|avoid|refrain|neglect|unable|unwilling|reluctant|loath|careful not|yet|instead"
    r"|rather|short)\w*(?: to| from| of| than| ?)(?: \w+ly)?$"
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|could|should|ought to"
    r"|(?:expected|likely|scheduled|due|set|poised|going|supposed|urged|asked) to"
    r"|(?:wants?|wanted|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|wish(?:es|ed)?|needs?|needed"
    r"|prepar(?:e|es|ed|ing)|threaten(?:s|ed|ing)?) to)(?: (?:be|have|been|also|then|soon|\w+ly))*$"
)
_FUTURE = re.compile(
    r"(?:\b(?:will|shall|must)|'ll)(?: (?:be|have|been|also|then|soon|now|\w+ly))*$"
    r"|\bwould(?: have| be)?$"
    r"|\b(?:if|unless)(?: [\w'.-]+){1,3}$"
)


def undone(ahead: str, *, saying: bool) -> bool:
    """Whether the plain words before a word (``context.before``) say that it was not done, or not yet.

    ``saying`` is for words that only say: what somebody ``will say`` is told in advance, while what he ``will
    promise`` is not promised.
    """
    if _FIRST.search(ahead) is None:
        return False
    if _NEGATED.search(ahead) or _LEFT_UNDONE.search(ahead) or _POSSIBLE.search(ahead):
        return True
    return not saying and _FUTURE.search(ahead) is not None
