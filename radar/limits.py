"""Limits on the size of a radar: only the caller can raise them, no file of the radar can.

::

    with raise_limits(max_entries=50_000):
        ours = radar.load("ours")
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class _Limit:
    """A limit that the caller can replace by another for the duration of a `with`."""

    def __init__(self, name: str, default: int | None) -> None:
        self._value: ContextVar[int | None] = ContextVar(name, default=default)

    @property
    def value(self) -> int | None:
        """The limit that applies now; None means the usual one."""
        return self._value.get()

    @contextmanager
    def raise_to(self, value: int | None) -> Iterator[None]:
        """Apply another limit within a `with`; None changes nothing."""
        token = self._value.set(self.value if value is None else value)
        try:
            yield
        finally:
            self._value.reset(token)


# twice the largest radar that the benchmarks build; reading that many takes 150 MB
entries = _Limit("entries", 20_000)
# an import holds its source, the radar and the files at once; a megabyte has about as many
imported = _Limit("imported", 10_000)
# None: as many as `usual_files` returns
files = _Limit("files", None)


# in px: below, nothing can be seen; at 20,000 × 12,500 a picture takes a gigabyte of memory
PNG_WIDTHS = range(16, 20_001)


@contextmanager
def raise_limits(max_entries: int | None = None, max_files: int | None = None) -> Iterator[None]:
    """Read more entries, and make more files of a site, within a `with`; None changes nothing."""
    with entries.raise_to(max_entries), files.raise_to(max_files):
        yield


def usual_files(entry_count: int) -> int:
    """Return how many files a site may have: ten for each entry, and 2,000 more.

    An entry has a page in each language and one for each of its former names. The 2,000 are
    enough for the pages of eighty editions in twelve languages.
    """
    return 2_000 + 10 * entry_count
