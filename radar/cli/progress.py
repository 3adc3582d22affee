"""How far a build has come: a line on a terminal after a second, and the time of every step."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType

PATIENCE = 1.0  # seconds before anything is shown
_PACE = 0.2
_CLEAR = "\r\x1b[K"


class Progress:
    """Told what begins, it shows it where somebody looks on; `took` are the steps and seconds.

    It is a context: what it showed is gone from the terminal at its end, whatever happened.
    """

    def __init__(self, *, quiet: bool) -> None:
        dumb = os.environ.get("TERM", "dumb") == "dumb"
        self._live = not quiet and not dumb and sys.stderr.isatty()
        self._began: list[tuple[str, float]] = []
        self._start = time.perf_counter()
        self._end = threading.Event()
        self._shown = False
        self._clock = threading.Thread(target=self._tick, daemon=True)
        self._warnings = ExitStack()

    def __call__(self, step: str) -> None:
        """Take note that a step begins, and that the one before is done."""
        self._began.append((step, time.perf_counter()))
        self._show()

    def __enter__(self) -> Progress:
        if self._live:
            self._warnings.enter_context(_warnings_to(self))
            self._clock.start()
        return self

    def write(self, text: str) -> None:
        """Write in the place of what is shown: a warning stands on a line of its own."""
        self._write(_CLEAR + text)

    def flush(self) -> None:
        """Do nothing, since all that is written is seen at once."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._began.append(("", time.perf_counter()))
        self._end.set()
        self._warnings.close()
        if self._live:
            self._clock.join()
        if self._shown:
            self._write(_CLEAR)

    @property
    def took(self) -> list[tuple[str, float]]:
        """The steps that are done, and how many seconds each took."""
        pairs = zip(self._began, self._began[1:], strict=False)
        return [(step, after - before) for (step, before), (_, after) in pairs]

    def _tick(self) -> None:
        pause = PATIENCE
        while not self._end.wait(pause):
            pause = _PACE
            self._show()

    def _show(self) -> None:
        past = time.perf_counter() - self._start
        if self._live and self._began and past >= PATIENCE:
            self._shown = True
            self._write(f"{_CLEAR}{self._began[-1][0]} … {past:.0f} s")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextmanager
def _warnings_to(progress: Progress) -> Iterator[None]:
    """Write what the library warns of by way of the progress."""
    from logging import StreamHandler, getLogger

    handler = StreamHandler(progress)
    getLogger("radar").addHandler(handler)
    try:
        yield
    finally:
        getLogger("radar").removeHandler(handler)
