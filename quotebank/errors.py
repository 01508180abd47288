"""Every error that quotebank raises on purpose.

QuotebankError
├── InputError          something given to us cannot be read: names the file, the line, the reason
├── ReaderError         the reader's model files are missing, damaged or of another version
├── BankError           the database is not a bank, or of a newer schema
│   └── BusyError       somebody else is writing to it
├── ServeError          Datasette cannot be started on this bank
└── PublishError        a bank cannot be published to this folder
"""

from __future__ import annotations


class QuotebankError(Exception):
    """The root: catch this to catch every error of quotebank's own."""


class InputError(QuotebankError):
    """Something given to us cannot be read.

    ``where`` names the place as a user would: a path, ``path:line`` or ``<stdin>:line``.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class ReaderError(QuotebankError):
    """The reader's model files are missing, damaged or made for another version."""


class BankError(QuotebankError):
    """The database is not a bank, cannot be written, or has a newer schema than this version knows."""


class BusyError(BankError):
    """Another program is writing to the database, and did not stop within the time that we wait."""


class ServeError(QuotebankError):
    """Datasette cannot be started on this bank."""


class PublishError(QuotebankError):
    """A bank cannot be published: the folder is taken, or the copy failed a check."""
