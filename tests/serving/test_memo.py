"""Results of pure steps are taken again where they were made of the same."""

from __future__ import annotations

import pytest

from radar.memo import Memo, Same, keeps, remember


def take(memo: Memo, made_from: object, made: list[object], name: str = "a") -> object:
    """Make something in a round of its own, and note that it was made."""

    def make() -> object:
        made.append(made_from)
        return object()

    with memo.round():
        return remember("step", name, made_from, make)


def test_nothing_is_kept_outside_of_a_round() -> None:
    """A command that builds once makes everything, and holds nothing."""
    made: list[int] = []
    for _ in range(2):
        remember("step", "a", 1, lambda: made.append(1))
    assert made == [1, 1]
    assert not keeps()


def test_what_is_not_used_in_a_round_is_forgotten() -> None:
    """What nobody asks for any more takes no memory."""
    memo, made = Memo(), list[object]()
    first = take(memo, 1, made)
    assert take(memo, 1, made) is first
    take(memo, 1, made, "another")
    take(memo, 1, made, "another")
    assert take(memo, 1, made) is not first


def test_a_round_that_ends_with_an_error_forgets_nothing() -> None:
    """Who saves a file that is wrong, and puts it right, waits no longer."""
    memo, made = Memo(), list[object]()
    first = take(memo, 1, made)
    for _ in range(3):
        with pytest.raises(ValueError, match="wrong"), memo.round():
            raise ValueError("wrong")
    assert take(memo, 1, made) is first


def test_the_very_same_is_more_than_equal() -> None:
    """Some values are equal and are written in different ways."""
    memo, made, one = Memo(), list[object](), [1]
    assert take(memo, Same(one), made) is take(memo, Same(one), made)
    take(memo, Same([1.0]), made)
    assert len(made) == 2


def test_what_may_not_be_kept_is_made_again() -> None:
    """A step tells which of its results follow from what they were made of."""
    memo, made = Memo(), list[int]()
    for _ in range(2):
        with memo.round():
            remember("step", "a", 1, lambda: made.append(1), keep=lambda result: False)
    assert made == [1, 1]


def test_what_is_made_after_a_round_is_kept_for_the_next() -> None:
    """A page is made after the build that it belongs to."""
    memo, made = Memo(), list[int]()
    for _ in range(3):
        with memo.round():
            pass
        with memo.in_use():
            remember("page", "a", 1, lambda: made.append(1))
    assert made == [1]
