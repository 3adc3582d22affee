"""The files of a site: known by their paths at once, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

FileMakers = Iterable[tuple[str, Callable[[], bytes]]]
"""The path of each file, and what makes it."""


class SiteFiles(Mapping[str, bytes]):
    """Every file of a site by its path, in the order of the paths.

    A file is made each time it is asked for, and not kept: a build writes one after the other, and
    `radar serve` makes those that somebody looks at.

    >>> site = SiteFiles([("b.html", lambda: b"Made"), ("a.html", lambda: b"Too")])
    >>> list(site), site["b.html"]
    (['a.html', 'b.html'], b'Made')
    >>> list(site | {"c.txt": b"Kept"})
    ['a.html', 'b.html', 'c.txt']
    """

    def __init__(self, makers: FileMakers = ()) -> None:
        self._makers = dict(makers)

    def __getitem__(self, path: str) -> bytes:
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._makers))

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, path: object) -> bool:
        return path in self._makers  # without making it

    def __or__(self, others: Mapping[str, bytes]) -> SiteFiles:
        """Return these files and others, whose files stand in place of ours of the same path."""
        if isinstance(others, SiteFiles):
            return SiteFiles((self._makers | others._makers).items())
        makers = {path: partial(others.__getitem__, path) for path in others}
        return SiteFiles((self._makers | makers).items())


def text_maker(make: Callable[[], str]) -> Callable[[], bytes]:
    """Return what makes the bytes of a text."""
    return lambda: make().encode()
