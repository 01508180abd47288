"""The one way in which a view says no."""

from __future__ import annotations


class RefusalError(Exception):
    """A request that gets no answer: the HTTP status and one sentence for the person who asked.

    Below ``web`` nobody sees it: pages turn it into a page, the API into JSON.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
