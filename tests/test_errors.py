"""What may have been meant, and which problem comes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from radar.errors import Problem, Vocabulary, in_order, near_miss, nearest

from .growth import count_work


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


def test_a_search_among_many_words_is_bounded() -> None:
    """Thousands of slips among thousands of words cost no more than the first few."""
    words = [f"{n * 7919 % 100_000:05}-{n}" for n in range(400)]
    asked = [f"{word[::-1]}q" for word in words]

    def ask(count: int) -> list[str]:
        vocabulary = Vocabulary(words, searches=5)
        return [vocabulary.nearest(word) for word in asked[:count]]

    few, many = count_work(lambda: ask(10)), count_work(lambda: ask(400))
    assert many < 1.2 * few
    assert Vocabulary(words).nearest(words[7][:-1]) == min(
        (word for word in words if word.startswith(words[7][:-1])),
        key=lambda word: (len(word), word),
    )


@given(st.text(), st.lists(st.text(), max_size=5))
def test_a_vocabulary_answers_like_a_list(word: str, known: list[str]) -> None:
    """Whether words are indexed once or given each time, the answer is one."""
    vocabulary = Vocabulary(known)
    assert [vocabulary.nearest(word) for _ in range(2)] == [nearest(word, known)] * 2
