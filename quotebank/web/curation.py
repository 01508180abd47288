"""Curation: what editors change from the site, what is open, and the journal of who did what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from quotebank.bank import queries
from quotebank.core import KINDS, TYPES
from quotebank.web.answers import page
from quotebank.web.editing import the_editor
from quotebank.web.forms import MAX_NOTE, Done, Form, Unclear, by_method, form
from quotebank.web.links import decoded
from quotebank.web.pages import speaker_id
from quotebank.web.refusal import RefusalError
from quotebank.web.words import FIELD_WORDS, KIND_WORDS, TYPE_TAGS, shortened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quotebank.web.banks import ServedBank
    from quotebank.web.editing import Editor

OPEN = 10
"""Open questions on a page."""

ENTRIES = 30
"""Decisions on a page of the journal."""

NAME_WORDS = 80
"""Characters of a name in a message."""

_UNSETTLED = {
    "orphan": "It is kept, but nobody whom it means is in the bank now.",
    "unclear": "It is kept, but it may mean several: say it of one article only.",
    "overruled": "It is kept, but a newer decision overrules it.",
}


@page("review.html")
async def review(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Pairs of speakers who may be one, for an editor to decide."""
    the_editor(bank, request)
    after = request.args.get("after")
    found = await bank.ask(partial(queries.candidates, limit=OPEN, after=after))
    ids = [row[who]["id"] for row in found.rows for who in ("speaker", "other")]
    return {
        "here": "review",
        "rows": found.rows,
        "said": await bank.ask(partial(queries.last_words, ids=ids)),
        "total": found.total,
        "capped": found.capped,
        "after": after,
        "next_url": found.next and bank.links.review(after=found.next),
    }


@page("journal.html")
async def journal(bank: ServedBank, request: Any) -> dict[str, Any]:
    """Who decided what, the newest first."""
    the_editor(bank, request)
    after = request.args.get("after")
    found = await bank.ask(partial(queries.journal, limit=ENTRIES, after=after))
    return {
        "here": "journal",
        "rows": found.rows,
        "total": found.total,
        "capped": found.capped,
        "after": after,
        "may_be_withdrawn": queries.may_be_withdrawn,
        "next_url": found.next and bank.links.journal(after=found.next),
    }


@form
async def correct(bank: ServedBank, editor: Editor, request: Any, asked: Form) -> Done:
    """Changes one thing about a quote, or takes such a change back."""
    key = decoded(request.url_vars["key"])
    row = await bank.ask(partial(queries.quote, key=key))
    if row is None:
        raise RefusalError(404, "There is no quote of that key.")
    field = asked.choice("field", tuple(FIELD_WORDS))
    if asked.choice("withdraw", ("", "1")):
        change: dict[str, str | None] = {"withdrawn": "1"}
        message = f"{FIELD_WORDS[field]}: as the program found it."
    else:
        change, message = await _change(bank, row, field, asked)
    said = {**change, "quote": key, "field": field, "author": editor.name}
    await bank.change(lambda opened: opened.correct(said))
    if await bank.ask(partial(queries.quote, key=key)) is None:
        return Done(bank.links.article(row["article_id"]), f"{message} The journal can bring it back.")
    return Done(bank.links.quote(key), message)


async def _change(
    bank: ServedBank, row: Mapping[str, Any], field: str, asked: Form
) -> tuple[dict[str, str | None], str]:
    """What a correction says, and the sentence that the editor reads then."""
    if field == "type":
        value = asked.choice("value", TYPES)
        return {"value": value}, f"This quote is now {TYPE_TAGS[value]}."
    if field == "hidden":
        asked.choice("value", ("yes",))
        return {"value": "yes"}, "The quote is hidden."
    if field == "note":
        value = asked.words("value", most=MAX_NOTE)
        if not value:
            raise RefusalError(400, "The note is empty. To remove one, take it back.")
        return {"value": value}, "The note is kept."
    meant = await _speaker_meant(bank, row, asked)
    name = meant["value"]
    told = f"The speaker is now {shortened(name, NAME_WORDS)}." if name else "The speaker is now unknown."
    return meant, told


async def _speaker_meant(bank: ServedBank, row: Mapping[str, Any], asked: Form) -> dict[str, str | None]:
    """Who an editor says it was: a name that was written wins over a choice."""
    name = asked.words("name")
    kind = asked.choice("kind", ("", *KINDS)) or None
    if name:
        return await bank.ask(partial(queries.named_so, name=name, kind=kind))
    choice = asked.words("who")
    if choice == "nobody":
        return {"value": ""}
    for one in await bank.ask(partial(queries.cast, article=row["article_id"])):
        if one["key"] == choice:
            return {field: one[field] for field in ("value", "kind", "role", "named_in")}
    raise RefusalError(400, "Choose a speaker, or write a name.")


@form
async def judge(bank: ServedBank, editor: Editor, request: Any, asked: Form) -> Done | Unclear:
    """Says something about one speaker: another name, another kind, the same as or different from another."""
    number = speaker_id(request)
    verdict = asked.choice("verdict", ("same", "different", "rename", "kind"))
    if verdict == "rename":
        value = asked.words("value")
        if not value:
            raise RefusalError(400, "Write the name by which this speaker is to be shown.")
        return await _about_one(bank, editor, number, {"verdict": verdict, "value": value})
    if verdict == "kind":
        value = asked.choice("value", KINDS)
        return await _about_one(bank, editor, number, {"verdict": verdict, "value": value})
    name = asked.words("other")
    if not name:
        raise RefusalError(400, "Write the name of the other speaker.")
    fitting = (await bank.ask(partial(queries.called, name=name))).rows
    others = [row for row in fitting if row["id"] != number]
    if not others:
        raise RefusalError(400, f"There is no other speaker called “{shortened(name, NAME_WORDS)}”.")
    if len(others) == 1:
        return await _about_two(bank, editor, number, others[0]["id"], verdict)
    speaker = await bank.ask(partial(queries.speaker, id=number))
    if speaker is None:
        raise _no_speaker()
    return Unclear("choose.html", {"speaker": speaker, "others": others, "verdict": verdict})


@form
async def decide(bank: ServedBank, editor: Editor, _request: Any, asked: Form) -> Done:
    """Answers an open question of the review."""
    verdict = asked.choice("verdict", ("same", "different"))
    one, other = asked.number("speaker"), asked.number("other")
    everywhere = bool(asked.choice("everywhere", ("", "1")))
    done = await _about_two(bank, editor, one, other, verdict, everywhere=everywhere)
    return Done(bank.links.review(after=asked.words("after")), done.message)


@form
async def withdraw(bank: ServedBank, editor: Editor, _request: Any, asked: Form) -> Done:
    """Takes back a decision of the journal."""
    key = asked.words("key")
    row = await bank.ask(partial(queries.decision, key=key))
    if row is None:
        raise RefusalError(404, "There is no such decision in the journal.")
    if not queries.may_be_withdrawn(row):
        raise RefusalError(400, "This decision does not count any more: there is nothing to take back.")
    if row["what"] == "judgement":
        said = {"verdict": "withdraw", "value": key, "author": editor.name}
        await bank.change(lambda opened: opened.judge(said))
    else:
        said = {name: row[name] for name in ("quote", "field", "surroundings")}
        said |= {"withdrawn": "1", "author": editor.name}
        await bank.change(lambda opened: opened.correct(said))
    return Done(bank.links.journal(after=asked.words("after")), "It is taken back.")


review_or_decide = by_method(review, decide)
journal_or_withdraw = by_method(journal, withdraw)


async def _about_one(bank: ServedBank, editor: Editor, number: int, said: Mapping[str, str]) -> Done:
    meant = await _meant(bank, number)
    message = (
        f"This speaker is called {shortened(said['value'], NAME_WORDS)} now."
        if said["verdict"] == "rename"
        else f"Kind of this speaker: {KIND_WORDS[said['value']].lower()}."
    )
    return await _judged(bank, editor, number, {**said, **meant}, message)


async def _about_two(
    bank: ServedBank, editor: Editor, number: int, other: int, verdict: str, *, everywhere: bool = False
) -> Done:
    one, two = await _meant(bank, number), await _meant(bank, other)
    if everywhere:
        # whoever bears exactly this name, of whom each is in one article only
        lone = one if one["article"] else two
        lone.update(role=None, article=None)
    if one == two:
        raise RefusalError(400, "Both are the same in every word that is known: nothing can tell them apart.")
    said = {"verdict": verdict, **one, **{f"other_{field}": value for field, value in two.items()}}
    names = [shortened(who["name"], NAME_WORDS) for who in (one, two)]
    message = f"{' and '.join(names)} are {'one' if verdict == 'same' else 'two'} now."
    return await _judged(bank, editor, number, said, message)


async def _judged(
    bank: ServedBank, editor: Editor, number: int, said: Mapping[str, str | None], message: str
) -> Done:
    """Writes a judgement; the way to where its first speaker is then, whose number may be another."""
    standing = await bank.ask(partial(queries.standing_for, id=number))
    key = await bank.change(lambda opened: opened.judge({**said, "author": editor.name}))

    def now(connection: Any) -> tuple[Any, Any]:
        made = queries.decision(connection, key)
        return queries.standing_of(connection, standing or ""), made and made["state"]

    found, state = await bank.ask(now)
    return Done(bank.links.speaker(found or number), _UNSETTLED.get(state, message))


async def _meant(bank: ServedBank, number: int) -> dict[str, Any]:
    found = await bank.ask(partial(queries.subject, id=number))
    if found is None:
        raise _no_speaker()
    return found


def _no_speaker() -> RefusalError:
    return RefusalError(404, "There is no speaker of that number: perhaps it was decided on just now.")
