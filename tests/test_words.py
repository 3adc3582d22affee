"""The catalogues agree, and every word that is said is in them."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
import yaml

from radar.words import Words, catalogue_text, load_shipped_catalogue
from radar.words.plural_table import RULES
from radar.words.plurals import CATEGORIES, categories, category, counting

LANGUAGES = ("ar", "de", "en", "es", "fr", "ja", "pt", "ru", "zh")
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")
ENGLISH = load_shipped_catalogue("en")


def test_all_languages_are_tried_here(root: Path) -> None:
    """A catalogue that is added has to pass, too."""
    there = {path.stem for path in (root / "radar" / "words").glob("*.yaml")}
    assert there == {*LANGUAGES}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_catalogue_has_the_same_keys(language: str) -> None:
    """A word that one language lacks would be said in English."""
    missing = set(ENGLISH) - set(load_shipped_catalogue(language))
    assert not missing, f"radar/words/{language}.yaml lacks {', '.join(sorted(missing))}"
    assert set(load_shipped_catalogue(language)) == set(ENGLISH)


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_ask_for_the_same_values(language: str) -> None:
    """The placeholders of a word are the same in every language, but for the number of one."""
    for key, found in load_shipped_catalogue(language).items():
        asked, ours = _placeholders(ENGLISH[key]), _placeholders(found)
        assert ours | {"n"} == asked | {"n"}, key


def _placeholders(found: object) -> set[str]:
    texts = found.values() if hasattr(found, "values") else [found]
    return {name for text in texts for _, name, _, _ in Formatter().parse(str(text)) if name}


SCRIPTS = {
    "ar": "[\u0600-\u06ff]",
    "ja": "[\u3040-\u30ff\u4e00-\u9fff]",
    "ru": "[\u0400-\u04ff]",
    "zh": "[\u4e00-\u9fff]",
}
SIGNS = {"field_id"}  # ID is what it is called in Japanese


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_empty_or_in_the_wrong_script(language: str) -> None:
    """A word has letters of the script of its language, unless there are only signs in it."""
    for key, found in load_shipped_catalogue(language).items():
        for text in [found] if isinstance(found, str) else found.values():
            assert text.strip() or key == "comma", key
            words = re.sub(r"\{\w+\}", "", text)
            if re.search(r"\w", words) and key not in SIGNS:
                assert re.search(SCRIPTS.get(language, "[A-Za-z]"), text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_counts_has_every_form_of_its_language(language: str) -> None:
    """Each category of whole numbers up to 200 has words of its own."""
    for key in ("entries", "results", "diff_steps"):
        forms = load_shipped_catalogue(language)[key]
        assert not isinstance(forms, str)
        assert {category(language, n) for n in range(201)} <= {*forms}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_those_of_babel(language: str, root: Path, monkeypatch: Any) -> None:
    """Every day of a year is written as CLDR has it, in the long form."""
    dates = pytest.importorskip("babel.dates")
    monkeypatch.setattr(sys, "path", [str(root / "tools"), *sys.path])
    import date_words

    locale, words = date_words.locale_of(language), Words(language)
    for ordinal in range(date(2028, 1, 1).toordinal(), date(2029, 1, 1).toordinal()):
        day = date.fromordinal(ordinal)
        month = words("month", n=day.month)
        said = words("date", day=day.day, month=month, year=day.year)
        assert said == dates.format_date(day, "long", locale=locale)


@pytest.mark.parametrize("language", LANGUAGES)
def test_things_in_a_row_stand_apart_as_cldr_has_them(language: str) -> None:
    """Owners or tags have the mark that CLDR puts between the things of a list.

    In Arabic CLDR has the word "and" there, as sentences need it; a row of names has the comma
    that CLDR counts among the signs of the language.
    """
    babel = pytest.importorskip("babel")
    patterns = babel.Locale.parse(language).list_patterns["standard"]
    middle = patterns["middle"].removeprefix("{0}").removesuffix("{1}")
    assert Words(language)("comma") == ("، " if language == "ar" else middle)


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


# language → the categories of some numbers, taken from Unicode's chart of plural rules
CHART = {
    "en": {"one": [1], "other": [0, 2, 11, 21, 101]},
    "zh": {"other": [0, 1, 2]},
    "fr": {"one": [0, 1], "other": [2, 21, 100], "many": [1_000_000]},
    "pt": {"one": [0, 1], "other": [2]},
    "pt-PT": {"one": [1], "other": [0, 2]},
    "ru": {"one": [1, 21, 101], "few": [2, 4, 22, 34], "many": [0, 5, 11, 12, 20, 112]},
    "pl": {"one": [1], "few": [2, 3, 4, 22], "many": [0, 5, 12, 21, 101]},
    "cs": {"one": [1], "few": [2, 4], "other": [0, 5, 21]},
    "sl": {"one": [1, 101], "two": [2, 102], "few": [3, 4, 103], "other": [0, 5, 11]},
    "lv": {"zero": [0, 10, 11, 20], "one": [1, 21], "other": [2, 9, 22]},
    "lt": {"one": [1, 21], "few": [2, 9, 22], "other": [0, 10, 11, 20]},
    "cy": {"zero": [0], "one": [1], "two": [2], "few": [3], "many": [6], "other": [4, 5, 7]},
    "ar": {"zero": [0], "one": [1], "two": [2], "few": [3, 103], "many": [11, 99], "other": [100]},
    "ga": {"one": [1], "two": [2], "few": [3, 6], "many": [7, 10], "other": [0, 11]},
    "sr-Latn": {"one": [1, 21], "few": [2, 23], "other": [0, 5, 11]},
    "iw": {"one": [1], "two": [2], "other": [0, 3]},
    "nonsense": {"one": [1], "other": [0, 2]},
}


@pytest.mark.parametrize("language", CHART)
def test_a_number_has_the_category_of_the_chart(language: str) -> None:
    """Languages with one form and with six, their regions and scripts, and one unknown."""
    for name, numbers in CHART[language].items():
        assert {n: category(language, n) for n in numbers} == dict.fromkeys(numbers, name)
        assert name in categories(language)


def test_every_language_counts_as_babel_says(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules and categories of all languages are those of the Babel that they were made from."""
    babel = pytest.importorskip("babel")
    monkeypatch.setattr(sys, "path", [str(root / "tools"), *sys.path])
    import plural_rules

    if plural_rules.HEAD.format(version=babel.__version__) not in plural_rules.TABLE.read_text(
        "utf-8"
    ):
        pytest.skip("the table is of another Babel: `python tools/plural_rules.py` makes it anew")
    assert sum(len(tags.split()) for tags, _ in RULES) > 200
    new_tags = babel.core.get_global("language_aliases")
    for tags, rule in RULES:
        for tag in tags.split():
            locale = babel.Locale.parse(new_tags.get(tag, tag).replace("_", "-"), sep="-")
            numbers = [*range(201), 1_000_000]
            asked = [locale.plural_form(n) for n in numbers]
            assert [category(tag, n) for n in numbers] == asked, tag
            assert {*categories(tag)} == {*locale.plural_form.rules, "other"}, tag
            assert plural_rules.rule(str(locale)) == rule, tag


FORMS = {"one": "{n} запис", "few": "{n} записи", "many": "{n} записів"}


def test_own_words_have_the_forms_of_their_language() -> None:
    """A count in Ukrainian takes one, few or many; what is said in English counts in English."""
    words = Words("uk", {"entries": FORMS})
    said = [words("entries", n=n) for n in (0, 1, 2, 5, 11, 21, 22)]
    assert [each.split()[1] for each in said] == [
        *("записів", "запис", "записи", "записів", "записів", "запис", "записи"),
    ]
    assert words("results", n=21) == "21 entries found"
    assert Words("zh", {"entries": {"one": "x", "other": "{n}"}})("entries", n=1) == "1"


def test_a_form_that_is_missing_has_a_stand_in() -> None:
    """Without `few` what is said is `other`, and a number of its own comes before all."""
    words = Words("pl", {"entries": {"one": "{n} wpis", "other": "{n} wpisy", "2": "dwa"}})
    assert [words("entries", n=n) for n in (1, 2, 3)] == ["1 wpis", "dwa", "3 wpisy"]


def test_a_page_gets_every_form_to_count_by_itself() -> None:
    """The forms of a key are those of the language that its words are in."""
    uk, en = Words("uk", {"results": FORMS}).forms("results"), Words("uk").forms("results")
    assert (uk.language, [*uk.texts]) == ("uk", ["one", "few", "many", "other"])
    assert uk.texts["other"] == uk.texts["many"] == "{n} записів"
    assert (en.language, [*en.texts]) == ("en", ["one", "other"])
    assert Words("en", {"results": "{n}!"}).forms("results").texts == {
        "one": "{n}!",
        "other": "{n}!",
    }


@pytest.mark.parametrize("language", ["sv", "ko", "uk", "he", "cy"])
def test_what_is_to_be_translated_has_the_forms_of_the_language(language: str) -> None:
    """A translator sees at once which forms to write."""
    forms = yaml.safe_load(catalogue_text(language))["entries"]
    assert [*forms] == [*dict.fromkeys((*counting(language), "other"))]
    assert {*forms} <= {*CATEGORIES}
    assert {*forms.values()} <= {"{n} entry", "{n} entries"}
