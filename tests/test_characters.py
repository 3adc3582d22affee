"""Characters are what Unicode 14 says, under every Python."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.naming import characters
from radar.text import printable

ROOT = Path(__file__).resolve().parents[1]
# U+10D50 is a capital of Garay (Unicode 16), U+105D2 one of Todhri that composes with a dot above,
# U+13439 a control of Egyptian hieroglyphs (15), U+A7F1 a small S (17)
LATER = "\U00010d50\U000105d2\u0307\U00013439\ua7f1"


@pytest.mark.skipif(unicodedata.unidata_version != characters.UNICODE, reason="another Unicode")
def test_the_table_is_that_of_unicode_14() -> None:
    """The tool makes the same file again."""
    path = ROOT / "tools" / "tabulate_characters.py"
    spec = importlib.util.spec_from_file_location("tabulate_characters", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.table() == (ROOT / "radar" / "naming" / "characters.txt").read_text(
        encoding="ascii"
    )


@given(st.characters(exclude_categories=("Cs",)))
def test_a_character_of_unicode_14_is_what_python_says(char: str) -> None:
    """For what was assigned by then, every supported Python says the same."""
    if not characters.is_assigned(char):
        return
    if unicodedata.unidata_version == characters.UNICODE:
        assert characters.category(char) == unicodedata.category(char)
        assert characters.east_asian_width(char) == unicodedata.east_asian_width(char)
        assert characters.is_printable(char) == char.isprintable()
        assert characters.is_alnum(char) == char.isalnum()
    assert characters.fold_case(char) == char.casefold()
    assert characters.normalize("NFKD", char) == unicodedata.normalize("NFKD", char)


def test_a_character_of_a_later_unicode_stays_as_it_is() -> None:
    """It has no case, no other form and no class, also where Python knows better."""
    for change in (characters.fold_case, characters.lower, printable):
        assert change(LATER) == LATER
    assert characters.normalize("NFC", LATER) == LATER
    assert characters.normalize("NFC", f"e\u0301{LATER}e\u0301") == f"\u00e9{LATER}\u00e9"
    assert {characters.category(char) for char in LATER if char != "\u0307"} == {"Cn"}
    assert not characters.is_printable(LATER)


@given(st.text(max_size=20))
def test_a_text_is_changed_as_python_does_but_for_later_characters(text: str) -> None:
    """Parts between characters that have no meaning yet are changed as one text."""
    if all(map(characters.is_assigned, text)):
        assert characters.normalize("NFKC", text) == unicodedata.normalize("NFKC", text)
        assert characters.lower(text) == text.lower()
