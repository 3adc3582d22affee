"""What may have been meant, and which problem comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radar.errors import Problem, in_order, near_miss, nearest


def test_a_word_that_was_only_begun_is_finished() -> None:
    """What begins as the word does wins over what merely has the same letters."""
    assert near_miss("2025", ["2026-05", "2024-05", "2025-05"]) == 'did you mean "2025-05"?'
    assert nearest("tech", ["tecs", "techniques", "technology"]) == "techniques"
    assert nearest("k", ["kubernetes"]) == ""


@given(st.text(), st.lists(st.text()))
def test_a_suggestion_is_one_of_the_known_words(word: str, known: list[str]) -> None:
    """Nothing is suggested that is not there, whatever was written."""
    assert nearest(word, known) in {"", *known}


def test_the_settings_come_first() -> None:
    """Everything may follow from a slip in radar.yaml, so what is wrong there is said first."""
    paths = ("x/radar.yaml", "x/a.md", "x/words/de.yaml")
    found = in_order(Problem(path, 1, 1, "code", "message") for path in paths)
    assert [problem.path for problem in found] == ["x/radar.yaml", "x/a.md", "x/words/de.yaml"]
