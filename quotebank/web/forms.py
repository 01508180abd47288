"""Forms that write: who sends them, what they hold, and where the browser goes when it is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from datasette.utils.asgi import Response

from quotebank.web.answers import Route, html, refusal_page
from quotebank.web.banks import ServedBank, find_bank
from quotebank.web.bodies import fields_of
from quotebank.web.editing import SEAL, Editor, is_sealed, printable, the_editor
from quotebank.web.refusal import RefusalError

MAX_NAME = 200
"""The most characters of a name."""

MAX_NOTE = 1000
"""The most characters of a note."""

OUTDATED = "This form is out of date. Go back, load the page again, and try once more."


@dataclass(frozen=True, slots=True)
class Done:
    """Something was written: where the browser goes now, and one sentence to show there."""

    address: str
    message: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing was written yet: a page that asks more."""

    template: str
    context: Mapping[str, Any]


class Form:
    """The fields of a form, each bounded and checked when it is asked for.

    What cannot be understood raises RefusalError (400) with a sentence.
    """

    def __init__(self, fields: Mapping[str, str]) -> None:
        self._fields = fields

    def words(self, name: str, *, most: int = MAX_NAME) -> str:
        """The words of a field on one line; empty where there are none."""
        value = printable(self._fields.get(name, ""))
        if len(value) > most:
            raise RefusalError(400, f"“{name}” may have at most {most:,} characters.")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        """One of some values."""
        value = self.words(name)
        if value not in choices:
            raise RefusalError(400, f"“{name}” must be one of: {', '.join(filter(None, choices))}.")
        return value

    def number(self, name: str) -> int:
        """The number of a speaker."""
        value = self.words(name)
        if not (value.isascii() and value.isdigit() and len(value) < 17):
            raise RefusalError(400, f"“{name}” must be the number of a speaker.")
        return int(value)


FormView: TypeAlias = Callable[[ServedBank, Editor, Any, Form], Awaitable["Done | Unclear"]]


def form(view: FormView) -> Route:
    """Make a route of a view that writes: for editors only, by POST only, from our own forms only."""

    async def route(datasette: Any, request: Any) -> Any:
        try:
            if request.method != "POST":
                raise RefusalError(405, "This is for forms only.", headers={"Allow": "POST"})
            bank = await find_bank(datasette, request)
            editor = the_editor(bank, request)
            fields = fields_of(await request.post_body())
            if not is_sealed(bank, request, fields.get(SEAL, "")):
                raise RefusalError(403, OUTDATED)
            answer = await view(bank, editor, request, Form(fields))
        except RefusalError as error:
            return await refusal_page(datasette, request, error)
        if isinstance(answer, Unclear):
            context = {**answer.context, "editor": editor}
            return await html(datasette, request, answer.template, context, links=bank.links, status=200)
        datasette.add_message(request, answer.message)
        return Response.redirect(answer.address, status=303)

    return route


def by_method(shown: Route, written: Route) -> Route:
    """One route of two: a page, and the form on it."""

    async def route(datasette: Any, request: Any) -> Any:
        return await (written if request.method == "POST" else shown)(datasette, request)

    return route
