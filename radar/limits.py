"""How much a radar may ask for. Nothing in a radar raises these limits, only who runs it does.

::

    with entries.raise_to(50_000):
        radar.build("ours")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class _Limit:
    """A number that holds until somebody who runs radar gives another, for a while."""

    def __init__(self, name: str, default: int | None) -> None:
        self._value: ContextVar[int | None] = ContextVar(name, default=default)

    @property
    def value(self) -> int | None:
        """The number that holds now, None for what is usual."""
        return self._value.get()

    @contextmanager
    def raise_to(self, value: int | None) -> Iterator[None]:
        """Let another number hold within a `with`; None changes nothing."""
        token = self._value.set(self.value if value is None else value)
        try:
            yield
        finally:
            self._value.reset(token)


# twice as many as a build is measured with; reading them takes 150 MB
entries = _Limit("entries", 20_000)
# by default as many as `usual_files` says
files = _Limit("files", None)


def usual_files(entry_count: int) -> int:
    """Return how many files a site may have: ten for each entry, and 2,000 for what else there is.

    Twelve languages with eighty editions need as many as that; an entry has a page in each
    language and one for each name that it had.
    """
    return 2_000 + 10 * entry_count
