"""The bank: one SQLite file, written in runs, one transaction an article."""

from __future__ import annotations

import contextlib
import datetime
import importlib.metadata
import sqlite3
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from quotebank.bank import _corrections, _identities, _judgements, _surroundings, _words, _writer, queries
from quotebank.bank._open import BUSY_SECONDS, begin_writing, finish_writing, open_bank, translated
from quotebank.errors import BankError

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping

    from typing_extensions import Self

    from quotebank.bank._writer import Outcome
    from quotebank.core import Analysis, Article, Failure


_ARTICLES = 500
"""After so many new articles, or as many as the bank holds, a run computes speakers before it goes on: what
readers see is not far behind, and the work stays in proportion."""


class Bank:
    """A bank of quotes in the SQLite file at ``path``; close it, or use it in a ``with`` block.

    A missing or empty file becomes a new bank unless ``create`` is false. Raises BankError,
    naming the file and the reason, for one that is not SQLite, not a bank, or of a newer schema.
    Another writer is waited for ``patience`` seconds; then comes BusyError.
    """

    def __init__(
        self, path: str | os.PathLike[str], *, create: bool = True, patience: float = BUSY_SECONDS
    ) -> None:
        self.path = Path(path)
        self._connection = open_bank(self.path, create=create, patience=patience).conn
        self._written = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, for the functions of ``quotebank.bank.queries``."""
        return self._connection

    def close(self) -> None:
        """Closes the file; what was written is then in this one file, without a log beside it."""
        try:
            if self._written:
                self._written = False
                with self._translated():
                    finish_writing(self._connection)
        finally:
            self._connection.close()

    @contextlib.contextmanager
    def run(self, model: str, command: str) -> Iterator[Run]:
        """A run: what was added, by which model, with which command, when.

        The run is in the bank from the start; its counts and its end come when the block is left.
        """
        self._begin_writing()
        run = Run(self, model, command)
        try:
            yield run
        finally:
            with self._translated():
                run.finish()

    def judge(self, judgement: Mapping[str, str | None]) -> str:
        """Adds a judgement and computes the speakers whom it concerns; its key.

        ``judgement`` has ``verdict`` (``same``, ``different``, ``rename``, ``kind``, or ``withdraw`` with
        the key of an earlier one as ``value``), ``author``, and whom it means: ``kind``, ``name``,
        ``role``, ``article``, for two of them the same with ``other_`` before. A role chooses among several
        people of one name, an article (its id) means the one in it only. ``value`` is the new name or kind,
        ``at`` the time (now unless given), ``note`` free. Raises BankError where it cannot be understood.
        """
        return self.decide([judgement])[0]

    def correct(self, correction: Mapping[str, str | None]) -> str:
        """Adds a correction to a quote and applies it; its key.

        ``correction`` has ``quote`` (its key), ``field`` (``speaker``, ``type``, ``hidden`` or ``note``),
        ``value``, ``author``. A speaker is a name, or empty where the article does not tell; ``kind``,
        ``role`` and ``named_in`` (an article's id) say which of that name. Hidden is ``yes`` or ``no``.
        ``surroundings``, those of an earlier correction, mean the quote as it stood then; without them it is
        the one that has this key now. ``withdrawn`` (``1``) takes back what was said of that field before.
        ``at`` is the time, now unless given. Raises BankError where it cannot be understood; a quote that is
        not there may come, so it is no error.
        """
        return self.decide((), [correction])[0]

    def decide(
        self,
        judgements: Iterable[Mapping[str, str | None]],
        corrections: Iterable[Mapping[str, str | None]] = (),
        surroundings: Iterable[Mapping[str, str | None]] = (),
    ) -> list[str]:
        """Adds judgements and corrections, all or none; their keys. What is there already stays as it is.

        ``surroundings`` tell how the quotes of corrections from another bank stood when they were made.
        """
        self._begin_writing()
        with self._transaction() as conn:
            keys = [_judgements.append(conn, {"at": _moment(), **one}) for one in judgements]
            _surroundings.add(conn, surroundings)
            made = [_corrections.append(conn, {"at": _moment(), **one}) for one in corrections]
            keys += made
            for article in _corrections.articles_of(conn, made):
                _writer.rewrite(conn, article)
            more = _identities.settle(conn)
        if more:
            self._settle()
        return keys

    def is_current(self, article: Article, model: str) -> bool:
        """Whether this very article (id, text, metadata) was already analysed by this model."""
        with self._translated():
            return _writer.is_current(self._connection, article, model)

    def without_words(self, *, least: int, anew: bool = False) -> list[int]:
        """The speakers of at least so many quotes whose words are to be computed, the most quoted first.

        That is those who have none, or another number of quotes than when theirs were computed; with
        ``anew`` all of them.
        """
        with self._translated():
            return _words.without_words(self._connection, least=least, anew=anew)

    def texts_of(self, speaker: int, *, most: int) -> list[str]:
        """The newest quotes of a speaker, together not much more than so many characters; no attitudes."""
        with self._translated():
            return _words.texts_of(self._connection, speaker, most=most)

    def keep_words(self, words: Mapping[int, Iterable[tuple[str, float]]]) -> None:
        """Makes these, each with its weight, the words of some speakers. Nothing else is computed."""
        with self._transaction() as conn:
            _words.write_words(conn, words)

    def counts(self) -> dict[str, int]:
        """How many articles, quotes, speakers, runs and failures there are."""
        with self._translated():
            return queries.counts(self._connection)

    def _begin_writing(self) -> None:
        with self._translated():
            if self._written:
                return
            begin_writing(self._connection)
            self._written = True
        if _identities.is_outdated(self._connection):
            with self._transaction() as conn:
                _identities.begin_anew(conn)

    def _settle(self) -> None:
        """Computes the speakers of everything that is pending, some of it in each transaction."""
        more = True
        while more:
            with self._transaction() as conn:
                more = _identities.settle(conn)

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise translated(self.path, error) from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            # At once, not when the first row is written: what is read before must still be so then.
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise


class Run:
    """One run of a command over some articles. Comes from ``Bank.run``."""

    def __init__(self, bank: Bank, model: str, command: str) -> None:
        self._bank = bank
        self._model = model
        self._counts: Counter[str] = Counter()
        self._unsettled = 0
        self._patience = max(_ARTICLES, bank.counts()["articles"])
        with bank._transaction() as conn:
            row = conn.execute(
                "INSERT INTO runs (started, model, version, command) VALUES (?, ?, ?, ?)",
                [_now(), _storable(model), _version(), _storable(command)],
            )
            assert row.lastrowid is not None
            self.id: int = row.lastrowid

    def add(self, analysis: Analysis) -> Outcome:
        """Writes one article and its quotes, in one transaction, and says what that changed.

        ``"unchanged"``: the same article, analysed by the same model, is there and nothing is
        touched. ``"replaced"``: what is the same keeps its key and number, the rest goes. Raises
        BankError where the analysis does not fit its text or cannot be stored; the bank is then
        as it was before.
        """
        try:
            with self._bank._transaction() as conn:
                outcome = _writer.write(conn, analysis, run=self.id, model=self._model)
        except UnicodeEncodeError as error:
            raise BankError(
                f"article {analysis.article.id!r}: the character {error.object[error.start]!r} "
                "is half a surrogate pair and cannot be stored"
            ) from error
        self._counts[outcome] += 1
        if outcome != "unchanged":
            self._counts["quotes"] += len(analysis.quotes)
            self._unsettled += 1
            if self._unsettled >= self._patience:
                self._settle()
        return outcome

    def fail(self, failure: Failure) -> None:
        """Records that something did not become an article."""
        with self._bank._transaction() as conn:
            conn.execute(
                "INSERT INTO failures (run, place, name, reason) VALUES (?, ?, ?, ?)",
                [
                    self.id,
                    _storable(failure.where),
                    None if failure.article_id is None else _storable(failure.article_id),
                    _storable(failure.reason),
                ],
            )
        self._counts["failed"] += 1

    def _settle(self) -> None:
        self._bank._settle()
        self._unsettled = 0
        self._patience = max(_ARTICLES, self._bank.counts()["articles"])

    def finish(self) -> None:
        """Computes who is one speaker, and writes when the run ended and what it counted."""
        self._settle()
        with self._bank._transaction() as conn:
            conn.execute(
                """
                UPDATE runs SET finished = ?, added = ?, replaced = ?, unchanged = ?, failed = ?,
                    quotes = ? WHERE id = ?
                """,
                [
                    _now(),
                    *(self._counts[name] for name in ("added", "replaced", "unchanged", "failed", "quotes")),
                    self.id,
                ],
            )


def _now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def _moment() -> str:
    """Now, so finely that decisions have an order."""
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds")


def _version() -> str:
    try:
        return importlib.metadata.version("quotebank")
    except importlib.metadata.PackageNotFoundError:  # run from a source tree that is not installed
        return "unknown"


def _storable(text: str) -> str:
    # The name of a file may hold bytes that are no text; they are shown, not lost.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
