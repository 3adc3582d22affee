"""What pure steps made in the last build, kept for the next while `radar serve` runs.

A step that costs something says what it is made from, and `remember` takes what it made the last
time where that is equal::

    with memo.round():
        node = remember("yaml", path, text, lambda: parse(text))

Nothing is kept outside of a round: a command that builds once pays nothing. So a step may be
remembered only where its result follows from what it says it is made from, and is never changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

_T = TypeVar("_T")
_Results = dict[tuple[str, Hashable], tuple[object, Any]]


class Memo:
    """Results of steps: those used since the last round began, and those used before it.

    What is not used from one round to the next is forgotten.

    >>> memo = Memo()
    >>> for text in ("1", "1", "2"):
    ...     with memo.round():
    ...         remember("int", "a.txt", text, lambda: print("read", text))
    read 1
    read 2
    """

    def __init__(self) -> None:
        self._last: _Results = {}
        self._now: _Results = {}

    @contextmanager
    def round(self) -> Iterator[None]:
        """Keep results within a `with`, which is one build.

        A build that ends with an error leaves what was kept before, for the one after it.
        """
        self._last, self._now = self._now, {}
        with self.in_use():
            try:
                yield
            except BaseException:
                self._now = self._last | self._now
                raise

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Take and keep results within a `with`, such as those of pages made after a round."""
        token = _IN_USE.set(self)
        try:
            yield
        finally:
            _IN_USE.reset(token)

    def take(
        self,
        step: str,
        name: Hashable,
        made_from: object,
        make: Callable[[], _T],
        keep: Callable[[_T], bool],
    ) -> _T:
        """Return what a step made the last time, or makes now; see `remember`."""
        key = step, name
        kept = self._now.get(key) or self._last.get(key)
        if kept is None or not (kept[0] is made_from or kept[0] == made_from):
            kept = made_from, make()
        result: _T = kept[1]
        if keep(result):
            self._now[key] = kept
        return result


_IN_USE: ContextVar[Memo | None] = ContextVar("memo", default=None)


class Same:
    """What a step is made from, if only the very same value will do, and no equal one."""

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self._value is other._value

    __hash__ = None  # type: ignore[assignment] # it is no name


def _always(result: object) -> bool:
    return True


def remember(
    step: str,
    name: Hashable,
    made_from: object,
    make: Callable[[], _T],
    keep: Callable[[_T], bool] = _always,
) -> _T:
    """Return what `make` returns, or what it returned the last time for something equal.

    `name` tells what is made among all that the step makes, such as the path of a file. Where the
    result follows from the name alone, `made_from` is None. Neither may change later. `keep` tells
    which results may be kept.
    """
    memo = _IN_USE.get()
    return make() if memo is None else memo.take(step, name, made_from, make, keep)


def keeps() -> bool:
    """Return whether results are kept now, for a step that has to prepare for it."""
    return _IN_USE.get() is not None
