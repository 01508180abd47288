"""Who may change a bank from the site, and what an editor is shown to do it with.

Nobody may, unless the bank is served so that it can be written, its operator names editors (``editors`` in
the plugin's configuration, an allow block as Datasette has them), and the request comes from one of these.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from datasette import Forbidden
from datasette.utils import actor_matches_allow
from markupsafe import Markup

from quotebank.bank import queries
from quotebank.core import KINDS, TYPES
from quotebank.web.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quotebank.web.banks import ServedBank

PLUGIN = "quotebank"
"""The name under which Datasette's configuration speaks of us."""

SEAL = "seal"
"""The field of a form that shows that this site made it, for this editor."""

MAX_AUTHOR = 200
"""The most characters of a name in the journal."""

MAX_CANDIDATES = 10
"""Open questions on the page of one speaker."""

READ_ONLY = "This bank is served to be read only: nothing can be changed here."
NOT_AN_EDITOR = "Only editors of this bank may see and do this."

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Editor:
    """One who may change the bank: by the ``name`` that the journal gives.

    ``fields`` are the hidden inputs that every form needs: Datasette's token, which 0.65 asks for, and our
    own seal.
    """

    name: str
    fields: Markup


def editor_of(bank: ServedBank, request: Any) -> Editor | None:
    """The editor who asks; None for everybody else."""
    if not can_change(bank) or not is_named(bank.datasette, request.actor):
        return None
    return Editor(
        name=_author(request.actor),
        fields=Markup("").join(
            Markup('<input type="hidden" name="{}" value="{}">').format(name, value)
            for name, value in (
                ("csrftoken", request.scope["csrftoken"]()),
                (SEAL, _seal(bank, request.actor)),
            )
        ),
    )


def the_editor(bank: ServedBank, request: Any) -> Editor:
    """The editor who asks. Raises RefusalError (403), or Forbidden where signing in may help."""
    if not can_change(bank):
        raise RefusalError(403, READ_ONLY)
    editor = editor_of(bank, request)
    if editor is None:
        if request.actor is None:
            # Datasette's plugins may ask for a login
            raise Forbidden(NOT_AN_EDITOR)
        raise RefusalError(403, NOT_AN_EDITOR)
    return editor


def can_change(bank: ServedBank) -> bool:
    """Whether the file is served so that it can be written, and anybody is named who may."""
    database = bank.database
    return bool(database.is_mutable and database.path and _editors(bank.datasette))


def is_sealed(bank: ServedBank, request: Any, given: str) -> bool:
    """Whether a form's seal is the one that this site gave to this editor."""
    return given.isascii() and secrets.compare_digest(given, _seal(bank, request.actor))


def printable(text: str) -> str:
    """Text on one line, without characters that are not seen or turn others round."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


async def for_quote(bank: ServedBank, context: Mapping[str, Any]) -> dict[str, Any]:
    """What an editor of a quote chooses from: whom its article speaks of, types, kinds."""
    article = context["quote"]["article_id"]
    return {
        "cast": await bank.ask(partial(queries.cast, article=article)),
        "types": TYPES,
        "kinds": KINDS,
    }


async def for_speaker(bank: ServedBank, context: Mapping[str, Any]) -> dict[str, Any]:
    """What an editor of a speaker decides: who else they may be, and of what kind they are."""
    asked = partial(queries.candidates, speaker=context["speaker"]["id"], limit=MAX_CANDIDATES)
    return {"open_questions": (await bank.ask(asked)).rows, "kinds": KINDS}


def is_named(datasette: Any, actor: Any) -> bool:
    """Whether the operator names this actor among the editors; who has no id could not stand in a journal."""
    return bool(actor and actor.get("id") and actor_matches_allow(actor, _editors(datasette)))


def _editors(datasette: Any) -> Any:
    """The allow block of editors; one that lets in nobody where there is none, or it is no such thing."""
    editors = (datasette.plugin_config(PLUGIN) or {}).get("editors")
    return editors if editors is True or isinstance(editors, dict) else False


def _author(actor: Mapping[str, Any]) -> str:
    return printable(str(actor["id"]))[:MAX_AUTHOR] or "unnamed"


def _seal(bank: ServedBank, actor: Mapping[str, Any]) -> str:
    """Signed with the secret of the running Datasette, so that nobody else can make it."""
    return str(bank.datasette.sign(str(actor["id"]), "quotebank-form"))
