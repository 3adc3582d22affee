"""`radar words`: what is left to translate, from the installed package."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from radar.words import load_shipped_catalogue

from .conftest import FILES, Call, write

TWO = {**FILES, "radar.yaml": FILES["radar.yaml"] + "languages: [en, sv]\n"}


@pytest.mark.parametrize(("language", "ours"), [("en", "en"), ("sv", "en"), ("zh-TW", "zh")])
def test_the_words_are_ours(call: Call, language: str, ours: str) -> None:
    """Without a radar the whole catalogue is printed, in the language or else in English."""
    said = call("words", language)
    assert said.code == 0
    assert yaml.safe_load(said.out) == dict(load_shipped_catalogue(ours))
    assert (
        said.err == f"{len(load_shipped_catalogue(ours))} words "
        f"for words/{language}.yaml, beside radar.yaml\n"
    )


def test_what_a_translation_lacks_is_noted_and_can_be_added(folder: Path, call: Call) -> None:
    """A page half in English was built without a word; the note says how many, and the way."""
    write(folder, {**TWO, "words/sv.yaml": "language_name: Svenska\nnew: ny\n"})
    size = len(load_shipped_catalogue("en"))
    assert f"lacks {size - 2} of the {size} words" in call("check").out
    more = call("words", "sv").out
    assert yaml.safe_load(more).keys() == load_shipped_catalogue("en").keys() - {
        "language_name",
        "new",
    }
    write(folder, {"words/sv.yaml": "language_name: Svenska\nnew: ny\n" + more})
    assert "lacks" not in call("check").out
    assert call("words", "sv") == (0, "", "0 words for words/sv.yaml, beside radar.yaml\n")


def test_a_few_other_words_for_a_language_of_ours_are_no_translation(
    folder: Path, call: Call
) -> None:
    """What words/en.yaml leaves out is said in our English, so nothing is missing."""
    write(folder, {**FILES, "words/en.yaml": "new: fresh\n"})
    assert call("check").out == ""


def test_what_cannot_be_read_is_not_added_to(folder: Path, call: Call) -> None:
    """A broken file of words is told, for words that seem to be missing may stand in it."""
    write(folder, {**TWO, "words/sv.yaml": "new: [neu\n"})
    assert call("words", "sv").code == 1
    assert call("words", "../de").code == 2
    assert call("words", "sv", "nowhere").code == 2
