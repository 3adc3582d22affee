"""A single file: every page in every language, in one file that needs no other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from radar.layout import Atlas
from radar.model import Radar
from radar.render.site.live_data import differences
from radar.render.site.single import make_single_file
from radar.theme import load_theme

from .conftest import PICTURE, full_radar

NewPage = Callable[..., Page]
TITLES = {"en": "Full", "zh": "完整", "ar": "كامل"}


def in_languages(*languages: str) -> Radar:
    """Return the radar in some languages; an Arabic text of an entry is missing."""
    return full_radar().model_copy(update={"languages": languages, "title": TITLES})


@pytest.fixture(scope="module")
def text() -> str:
    """The file of a radar in three languages, one of which is read from right to left."""
    radar = in_languages("en", "zh", "ar")
    return make_single_file(radar, load_theme(), Atlas(radar), files={"pic.svg": PICTURE})


@pytest.fixture(scope="module")
def file(text: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of that file on disk."""
    path: Path = tmp_path_factory.mktemp("single") / "radar.html"
    path.write_text(text, encoding="utf-8")
    return path.as_uri()


def shown_texts(page: Page) -> list[str]:
    """Return the headings of the first level that are shown."""
    return page.locator("h1:visible").all_text_contents()


def test_a_file_has_every_language_and_no_id_twice(text: str) -> None:
    """Ids of the first language are those of its pages; others begin with the tag and a colon."""
    ids = re.findall(r'<[^>]* id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    first = {one for one in ids if ":" not in one}
    assert {"main", "list", "entry-kafka", "changes", "radar-data"} <= first
    for language in ("zh", "ar"):
        own = {one.removeprefix(f"{language}:") for one in ids if one.startswith(f"{language}:")}
        assert first - own <= {one for one in first if one.startswith("kafka-")}
        assert {"", "entry-kafka", "changes"} <= own


def test_what_names_an_id_names_one_of_its_language(text: str) -> None:
    """Links, labels and descriptions lead to what is there."""
    ids = {*re.findall(r' id="([^"]*)"', text)}
    parts = re.split(r'(?=<div class="language")', text)[1:]
    assert len(parts) == 3
    for part, prefix in zip(parts, ("", "zh:", "ar:"), strict=True):
        links = set(re.findall(r'<a [^>]*href="#([^"]*)"', part))
        labels = re.findall(r' aria-(?:labelledby|describedby)="([^"]*)"', part)
        names = {link for link in links if "=" not in link} | {
            name for label in labels for name in label.split()
        }
        assert names <= ids
        others = {name for name in links if name.rpartition(":")[0] != prefix.rstrip(":")}
        assert others == {f"{other}main" for other in {"", "zh:", "ar:"} - {prefix}}


def test_languages_share_what_is_the_same(text: str) -> None:
    """Styles, scripts, pictures and equal data are in the file once."""
    alone = [
        make_single_file(one, load_theme(), Atlas(one), files={"pic.svg": PICTURE})
        for one in map(in_languages, ("en", "zh", "ar"))
    ]
    frame = len(re.sub(r"<body.*</body>", "", alone[0], flags=re.DOTALL))
    assert len(text) < sum(map(len, alone)) - 2 * frame
    assert text.count("data:image/svg+xml;base64,") == 1
    data = re.findall(r'id="([^"]*)radar-data">(.*?)</script>', text)
    first, zh, ar = (json.loads(words) for _, words in data)
    assert first["fields"] == {}
    assert "fields" not in zh
    assert "fields" not in ar
    assert zh["blips"].keys() < first["blips"].keys()


def test_a_radar_of_one_language_has_no_switch() -> None:
    """Its ids and its data are those of the language alone."""
    radar = in_languages("zh")
    text = make_single_file(radar, load_theme(), Atlas(radar))
    assert 'class="languages"' not in text
    assert 'id="entry-kafka"' in text
    assert 'lang="zh"' in text[:100]


values = st.dictionaries(st.sampled_from("abc"), st.lists(st.integers(0, 2), max_size=2))


@given(*2 * [st.fixed_dictionaries({"x": values, "y": values, "z": st.integers(0, 2)})])
def test_differences_make_the_data_whole_again(
    data: dict[str, object], before: dict[str, object]
) -> None:
    """As the script of the page does it; what is missing is empty."""
    other = differences(data, before)
    whole = dict(before)
    for key, value in other.items():
        old = before[key]
        both = isinstance(value, dict) and isinstance(old, dict)
        whole[key] = {**old, **value} if both else value  # type: ignore[dict-item] # see above
    for key in "xy":
        merged = whole[key]
        assert isinstance(merged, dict)
        assert {one: value for one, value in merged.items() if value} == {
            one: value
            for one, value in data[key].items()  # type: ignore[attr-defined] # a table
            if value
        }
    assert whole["z"] == data["z"]


def test_the_switch_changes_the_language_of_the_page(page: Page, file: str) -> None:
    """Its words, title, language and direction; the address names it, and so it can be shared."""
    page.goto(file)
    assert shown_texts(page) == ["Full"]
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    page.click("nav.languages:visible >> text=العربية")
    expect(page).to_have_url(f"{file}#ar:main")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page).to_have_title("كامل")
    assert shown_texts(page) == ["كامل"]
    page.click("nav.languages:visible >> text=English")
    expect(page).to_have_url(f"{file}#main")
    expect(page.locator("html")).to_have_attribute("dir", "ltr")
    expect(page).to_have_title("Full")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "ar")


@pytest.mark.thorough
def test_the_page_stays_where_it_is_in_another_language(page: Page, file: str) -> None:
    """An entry stays open, and a search, a filter, the table and an edition stay as they are."""
    page.goto(f"{file}#entry-kafka")
    page.click("nav.languages:visible >> text=中文")
    expect(page).to_have_url(f"{file}#zh:entry-kafka")
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator(".part:visible h1")).to_have_text("Kafka")
    page.goto(f"{file}#view=table&tag=streams&edition=2021")
    expect(page.locator("table:visible tbody tr")).to_have_count(2)
    page.click("nav.languages:visible >> text=中文")
    expect(page).to_have_url(f"{file}#zh:view=table&tag=streams&edition=2021")
    expect(page.locator("table:visible tbody tr")).to_have_count(2)
    expect(page.locator("table:visible th[data-column=ring]")).to_have_text("环")


@pytest.mark.thorough
def test_a_part_that_another_language_has_not_leads_to_its_page(page: Page, file: str) -> None:
    """A heading within a text is only in the language that it is written in."""
    page.goto(f"{file}#kafka-why")
    expect(page.locator("#entry-kafka")).to_be_visible()
    page.click("nav.languages:visible >> text=中文")
    expect(page).to_have_url(f"{file}#zh:entry-kafka")


def test_scripts_work_in_the_language_that_is_shown(page: Page, file: str) -> None:
    """Search with its texts, zoom, keys and the slider act on its picture and its list."""
    page.goto(f"{file}#zh:main")
    page.locator("input[type=search]:visible").fill("事件日志")
    expect(page.locator(".found:visible li")).to_have_count(1)
    assert page.evaluate("location.hash").startswith("#zh:q=")
    page.locator("input[type=search]:visible").fill("English")  # a word of a text alone
    expect(page.locator(".found:visible li")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".found:visible")).to_have_count(0)
    page.locator(".time input:visible").fill("0")
    expect(page.locator(".counts:visible")).to_contain_text("2020")
    page.locator(".scheme:visible").click()
    expect(page.locator("html")).to_have_attribute("data-scheme", "dark")
    page.click('.group:visible li[data-entry="kafka"] a')
    expect(page).to_have_url(f"{file}#zh:entry-kafka")


@pytest.mark.thorough
def test_a_picture_that_languages_share_is_shown_in_each(page: Page, file: str) -> None:
    """It is in the file once, and a script gives it to the language that is shown."""
    for place in ("#entry-kafka", "#ar:entry-kafka"):
        page.goto("about:blank")
        page.goto(file + place)
        picture = page.locator(".part:visible img")
        expect(picture).to_have_js_property("naturalWidth", 9)


@pytest.mark.thorough
def test_without_scripts_languages_are_reached_by_links(new_page: NewPage, file: str) -> None:
    """The first is shown; links lead to the others, and to their entries."""
    page = new_page(java_script_enabled=False)
    page.goto(file)
    assert shown_texts(page) == ["Full"]
    page.click("nav.languages:visible >> text=العربية")
    assert shown_texts(page) == ["كامل"]
    assert page.locator('[lang="ar"].language').get_attribute("dir") == "rtl"
    page.click('.group:visible li[data-entry="kafka"] a')
    assert shown_texts(page) == ["Kafka"]
    page.click(".back:visible a")
    assert shown_texts(page) == ["كامل"]
    page.click("nav.languages:visible >> text=English")
    assert shown_texts(page) == ["Full"]


@pytest.mark.thorough
def test_nothing_goes_wrong_in_the_console(page: Page, file: str) -> None:
    """No script fails, and the policy in the file allows all that it does."""
    faults = list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    for place in ("", "#zh:", "#ar:view=table", "#ar:entry-kafka", "#none/q=x"):
        page.goto("about:blank")
        page.goto(file + place)
        page.wait_for_load_state("load")
    assert not faults
