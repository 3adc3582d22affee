"""The harness that measures growth sees the square where there is one."""

from __future__ import annotations

import pytest

from .growth import assert_cpu_in_line, assert_work_in_line, count_work


def pairs(numbers: list[int]) -> int:
    """Take the square of the length."""
    return sum(one == other for one in numbers for other in numbers)


def copies(text: str) -> int:
    """Take the square of the length inside C: each step copies what is left."""
    return sum(len(text[start:]) for start in range(0, len(text), 100))


def numbers(size: int) -> list[int]:
    """Return a list of a length."""
    return list(range(size))


def test_work_is_counted_the_same_each_time() -> None:
    """Two counts of one call are equal."""
    counts = {count_work(lambda: pairs(numbers(20))) for _ in range(3)}
    assert len(counts) == 1
    assert counts.pop() > 400


def test_the_square_is_found() -> None:
    """What takes the square fails, in Python by counting and in C by the clock."""
    assert_work_in_line(lambda some: sorted(some, key=abs), numbers, 1000)
    with pytest.raises(AssertionError, match="steps"):
        assert_work_in_line(pairs, numbers, 100)
    assert_cpu_in_line(lambda text: text.count("ab"), lambda size: "a" * size, 100_000)
    with pytest.raises(AssertionError, match="takes"):
        assert_cpu_in_line(copies, lambda size: "a" * size, 40_000)
