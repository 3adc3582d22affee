r"""Work that grows in line with its input, counted and not timed.

`count_work` counts the lines of Python that a call runs and the functions written in C that it
calls: the same number on every machine, however busy it is. What C does inside one call (a
search in a long text, a regular expression, nh3) is not in that number. A test lets such a reader
read one long input to its end; `benchmarks/growth.py` measures the time of every `Reader` here.

    READERS = {"entries": Reader(read_entries, lambda size: "- name: a\n" * size, 200)}

    @pytest.mark.parametrize("kind", READERS)
    def test_a_list_of_entries_is_read_in_line(kind: str) -> None:
        assert_work_in_line(*READERS[kind])
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, NamedTuple, TypeVar

from radar.files import MemoryTree

T = TypeVar("T")
DOUBLE = 2.6  # work for twice the input; n log n comes to 2.2 for a thousand, the square to 4
LONG = 50_000  # characters: an exponential search would not end, and a read takes 0.1 s at most


class Reader(NamedTuple):
    """What reads an input, and makes one of a size (of parts, not characters) for it.

    `size` is one at which the work can be counted.
    """

    read: Callable[[Any], object]
    make: Callable[[int], Any]
    size: int


def length_of(value: object) -> int:
    """Return how many characters, or bytes, an input has, over all its files."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, MemoryTree):
        return sum(len(value.read(name)) for name in value.names())
    assert isinstance(value, Mapping)
    return sum(map(length_of, value.values()))


def make_input(reader: Reader, length: int) -> Any:
    """Make an input that is as long as asked for, and no more than twice as long."""
    size = reader.size
    while (found := length_of(made := reader.make(size))) < length:
        size = max(size + 1, min(2 * size, size * length // max(1, found) * 17 // 16))
    return made


def read_long(reader: Reader) -> None:
    """Read one long input to its end: whatever takes for ever is found, on any machine."""
    reader.read(make_input(reader, LONG))


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
