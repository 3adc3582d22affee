"""The harness that measures growth sees the square where there is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from radar.files import MemoryTree

from .growth import Reader, assert_work_in_line, count_work, length_of, make_input


def pairs(numbers: list[int]) -> int:
    """Take the square of the length."""
    return sum(one == other for one in numbers for other in numbers)


def numbers(size: int) -> list[int]:
    """Return a list of a length."""
    return list(range(size))


def test_work_is_counted_the_same_each_time() -> None:
    """Two counts of one call are equal."""
    counts = {count_work(lambda: pairs(numbers(20))) for _ in range(3)}
    assert len(counts) == 1
    assert counts.pop() > 400


def test_the_square_is_found() -> None:
    """What takes the square fails, and what takes a logarithm more does not."""
    assert_work_in_line(lambda some: sorted(some, key=abs), numbers, 1000)
    with pytest.raises(AssertionError, match="steps"):
        assert_work_in_line(pairs, numbers, 50)


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "ab" * size,
        lambda size: {"a": "x", "b": b"ab" * size},
        lambda size: MemoryTree({f"{n}": b"ab" for n in range(size)}),
    ],
    ids=["text", "files", "tree"],
)
def test_a_long_input_is_about_as_long_as_asked_for(make: Callable[[int], object]) -> None:
    """Whatever it is made of, all its files together."""
    assert 10_000 <= length_of(make_input(Reader(id, make, 3), 10_000)) < 12_000
