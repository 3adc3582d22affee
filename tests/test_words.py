"""The catalogues agree, and every word that is said is in them."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from radar.words import Words, shipped

LANGUAGES = ("en", "zh")


def test_every_catalogue_has_the_same_keys() -> None:
    """A word that one language lacks would be said in English."""
    assert set(shipped("zh")) == set(shipped("en"))


@pytest.mark.parametrize("key", sorted(shipped("en")))
def test_translations_ask_for_the_same_values(key: str) -> None:
    """The placeholders of a word are the same in every language."""
    asked = [_placeholders(shipped(language)[key]) for language in LANGUAGES]
    assert asked[0] | {"n"} >= asked[1]
    assert asked[1] | {"n", "year"} >= asked[0]


def _placeholders(found: object) -> set[str]:
    texts = found.values() if hasattr(found, "values") else [found]
    return {name for text in texts for _, name, _, _ in Formatter().parse(str(text)) if name}


def test_no_word_is_empty_or_in_the_wrong_script() -> None:
    """Chinese words have Chinese in them, but for the few that are signs."""
    for key, found in shipped("zh").items():
        text = found if isinstance(found, str) else found["other"]
        assert text.strip(), key
        words = re.sub(r"\{\w+\}", "", text)
        assert re.search("[\u4e00-\u9fff]", text) or not re.search(r"\w", words), key


def test_numbers_choose_their_form() -> None:
    """A form for a number wins over `one` and `other`; a user's words win over ours."""
    own = {"entries": {"one": "just {n}", "2": "a pair", "other": "{n} things"}}
    words = Words("en", own)
    assert [words("entries", n=n) for n in (1, 2, 3)] == ["just 1", "a pair", "3 things"]
    assert words("new") == "new"


def test_a_language_without_a_catalogue_is_spoken_in_english() -> None:
    """An unknown language falls back whole; a regional one falls back to its language."""
    assert Words("xx")("search") == "Search"
    assert Words("zh-TW")("search") == "搜索"
    with pytest.raises(KeyError):
        Words("en")("no such word")
