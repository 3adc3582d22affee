r"""Work that grows in line with its input, counted and not timed.

`count_work` counts the lines of Python that a call runs and the functions written in C that it
calls: the same number on every machine, however busy it is. What C does inside one call (a
search in a long text, a regular expression, nh3) is not in that number; for that there is
`assert_cpu_in_line`, which compares the processor's time for an input with that for eight times
as much.

    def test_a_list_of_entries_is_read_in_line() -> None:
        assert_work_in_line(read_entries, lambda size: "- name: a\n" * size, 200)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import thread_time
from types import FrameType
from typing import Any, TypeVar

T = TypeVar("T")
DOUBLE = 2.6  # work for twice the input; n log n comes to 2.2 for a thousand, the square to 4
EIGHTFOLD = 24.0  # time for eight times the input: n log n comes to 11, the square to 64
LONG_ENOUGH = 0.002  # seconds: below this a clock and a cache say more than the input


def count_work(call: Callable[[], object]) -> int:
    """Return how many lines of Python a call runs, and functions in C it calls, together.

    What the call raises is raised on. Only the calling thread is counted.
    """
    counted = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal counted
        counted += event == "line"
        return trace

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event == "c_call"

    before = sys.gettrace(), sys.getprofile()
    sys.setprofile(profile)
    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(before[0])
        sys.setprofile(before[1])
    return counted


def assert_work_in_line(
    read: Callable[[T], object], make: Callable[[int], T], size: int, bound: float = DOUBLE
) -> None:
    """Assert that twice the input takes about twice the work.

    `make` makes an input of a size; `read` reads it, and may raise nothing. A first reading fills
    what is imported or kept, and is not counted. Choose a size that takes 50,000 steps or more,
    so that what is done once does not hide what grows.
    """
    read(make(max(1, size // 8)))
    once, twice = make(size), make(2 * size)
    first, second = count_work(lambda: read(once)), count_work(lambda: read(twice))
    assert second <= bound * first, f"{size} takes {first:,} steps and {2 * size} {second:,}"


def assert_cpu_in_line(
    read: Callable[[T], object], make: Callable[[int], T], size: int, bound: float = EIGHTFOLD
) -> None:
    """Assert that eight times the input takes far less than 64 times the processor's time.

    For work inside C, which cannot be counted. The smallest of several measurements is taken, and
    the input is made larger until it takes long enough to be measured.
    """
    read(make(max(1, size // 8)))
    first = _least(read, make(size))
    while first < LONG_ENOUGH:
        size *= 2
        first = _least(read, make(size))
    limit = bound * first
    large = make(8 * size)
    for _ in range(3):
        second = _cpu(read, large)
        if second <= limit:
            return
    raise AssertionError(f"{size} takes {first:.4f} s and {8 * size} takes {second:.4f} s")


def _least(read: Callable[[T], object], value: T) -> float:
    return min(_cpu(read, value) for _ in range(3))


def _cpu(read: Callable[[T], object], value: T) -> float:
    start = thread_time()
    read(value)
    return thread_time() - start
