"""The one way in which a view says no."""

from __future__ import annotations

from collections.abc import Mapping


class RefusalError(Exception):
    """A request that gets no answer: the HTTP status and one sentence for the person who asked.

    ``parameter`` names the value of the address that is wrong, ``headers`` are sent along. Below ``web``
    nobody sees it: pages turn it into a page, the API into JSON.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        parameter: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.parameter = parameter
        self.headers = dict(headers or {})
