"""How fast a served bank answers: every page and route, one client and several, as readers would ask."""

from __future__ import annotations

import http.client
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotebank.bank import queries
from quotebank.bank.sampling import samples
from quotebank.evaluation.machine import surroundings
from quotebank.evaluation.site_routes import ROUTES, Route, blanks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 60.0
"""Seconds until a server must have answered for the first time, and any answer must have come."""

_PACKAGES = ("datasette", "uvicorn", "sqlite-utils")


@dataclass(slots=True)
class Timing:
    """One route: seconds of each request, and what came.

    ``first`` are requests that the server had not seen before, ``again`` the same ones once more,
    ``shared`` those of several clients at once. ``problem`` is a status that was not 200, with its address.
    """

    name: str
    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    shared: list[float] = field(default_factory=list)
    size: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class SiteSpeed:
    """What was measured, on which bank and machine; ``rate`` is mixed requests a second of all clients."""

    timings: tuple[Timing, ...]
    rate: float
    clients: int
    requests: int
    counts: dict[str, int]
    size: int
    machine: dict[str, str]


def measure_site(
    db: Path, *, requests: int = 40, clients: int = 8, seconds: float = 20.0, seed: int = 0
) -> SiteSpeed:
    """Serves ``db``, a bank or a published folder, from a process of its own, and asks it.

    Each route is asked ``requests`` times by one client, then the same again; then ``clients`` ask all routes
    by turns for so many ``seconds``. The system may hold the file in memory: nothing is done about that.
    """
    path = db if db.is_file() else next(iter(sorted(db.glob("*.db"))))
    timings = {route.name: Timing(route.name) for route in ROUTES}
    with served(db) as port:
        # read only, and when the server has brought an old bank up to date
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            picked = samples(conn, requests, seed=seed)
            counts = queries.counts(conn)
        filled = [blanks(picked, at, database=path.stem) for at in range(requests)]
        with closing(_Client(port)) as client:
            client.get("/")  # what is loaded by the first request is not counted
            for route in ROUTES:
                _alone(client, route, timings[route.name], filled)
        working = [route for route in ROUTES if timings[route.name].problem is None and route.share]
        rate = _together(port, working, timings, filled, clients=clients, seconds=seconds, seed=seed)
    return SiteSpeed(
        tuple(timings.values()),
        rate,
        clients,
        requests,
        counts,
        path.stat().st_size,
        surroundings(packages=_PACKAGES),
    )


@contextmanager
def served(db: Path) -> Iterator[int]:
    """Runs ``quotebank serve`` on a free port, which is given when it answers, and ends it."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "quotebank", "serve", str(db), "--host", HOST, "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            _wait_for(server, port)
            drain = threading.Thread(target=server.stderr.read if server.stderr else None, daemon=True)
            drain.start()  # a full pipe would stop the server
            yield port
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if server.poll() is not None:
            reason = server.stderr.read().decode(errors="replace") if server.stderr else ""
            raise RuntimeError(f"the server did not start: {reason.strip()[-500:]}")
        try:
            with closing(socket.create_connection((HOST, port), timeout=1)):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")


class _Client:
    """One connection that is kept open, as browsers do it."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)

    def get(self, path: str, *, whole: bool = True) -> tuple[int, int, float]:
        """Status, bytes, and seconds until the last of them, or until the first where not ``whole``."""
        start = time.perf_counter()
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        if whole:
            size = len(answer.read())
            return answer.status, size, time.perf_counter() - start
        size = len(answer.read1(65536))
        taken = time.perf_counter() - start
        self.close()  # the rest is not wanted, and the server should notice
        return answer.status, size, taken

    def close(self) -> None:
        """Ends the connection; the next request opens another one."""
        self._connection.close()


def _alone(client: _Client, route: Route, timing: Timing, filled: Sequence[dict[str, str]]) -> None:
    paths = list(dict.fromkeys(route.path.format_map(one) for one in filled))
    for seconds in (timing.first, timing.again):
        for path in paths:
            status, size, taken = client.get(path, whole=route.whole)
            if status != 200:
                timing.problem = f"{status} {path}"
                return
            seconds.append(taken)
            timing.size = max(timing.size, size)


def _together(
    port: int,
    routes: Sequence[Route],
    timings: dict[str, Timing],
    filled: Sequence[dict[str, str]],
    *,
    clients: int,
    seconds: float,
    seed: int,
) -> float:
    """Several clients at once, routes by their share; requests a second."""
    end = time.perf_counter() + seconds
    taken: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()

    def ask(number: int) -> None:
        rng = random.Random(f"{seed} {number}")
        own: dict[str, list[float]] = defaultdict(list)
        with closing(_Client(port)) as client:
            while time.perf_counter() < end:
                (route,) = rng.choices(routes, [one.share for one in routes])
                path = route.path.format_map(rng.choice(filled))
                own[route.name].append(client.get(path, whole=route.whole)[2])
        with lock:
            for name, some in own.items():
                taken[name] += some

    threads = [threading.Thread(target=ask, args=[number]) for number in range(clients)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - start
    for name, some in taken.items():
        timings[name].shared = some
    return sum(map(len, taken.values())) / passed


def percentile(seconds: Sequence[float], share: int) -> float:
    """Milliseconds within which so many of 100 requests were answered."""
    if len(seconds) == 1:
        return seconds[0] * 1000
    return statistics.quantiles(seconds, n=100, method="inclusive")[share - 1] * 1000
