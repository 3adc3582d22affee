"""What is text in a radar is text in every export: nothing of it runs, is dropped or is shown."""

from __future__ import annotations

import json
import re

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.exchange.conversion import export_radar
from radar.exchange.sheets.tables import is_formula, unguard, write_csv
from radar.exchange.toolkit.addresses import escape_unsafe
from radar.model import Radar

IMAGE = "<img src=x onerror=alert(1)>"
READINGS = {
    "plain": pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH,
    "bare": pyromark.Options(0),
    "all": pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_MATH,
}
pieces = st.sampled_from(
    [
        *("<img src=x onerror=y>", "<svg/onload=y>", "<!-- c -->", "<!--", "-->", "</p>", "<b"),
        *("[[", "]]", "|", "[^", "]: ", "[", "](", ")", "`", "``", "\n", "\n\n", "    ", "> "),
        *("- ", "$", "\\", "&lt;", "![", "<https://a.example>", "a", "*", "~~", "a.md", "<?x?>"),
        *(
            "javascript:x",
            "](javascript:x)",
            "](https://ask.invalid/)",
            "<javascript:x>",
            "data:,x",
        ),
        *("<![CDATA[", "]]>", "\n```\n", "\n| a | b |\n|---|---|\n| ", "(<"),
    ]
)
texts = st.lists(pieces, max_size=12).map("".join)


def radar_of(text: str, name: str = "X") -> Radar:
    """Return a radar that says a text wherever one is said."""
    history = [
        {"edition": "e1", "ring": "trial", "quadrant": "a", "note": text},
        {"edition": "e2", "ring": "adopt", "quadrant": "a"},
    ]
    return Radar(
        title=name,
        introduction=text,
        quadrants=[name, "B", "C", "D"] if name != "X" else ["A", "B", "C", "D"],
        editions=[{"id": "e1", "date": "2024-01-01"}, {"id": "e2", "date": "2025-01-01"}],
        entries=[
            {"id": "x", "name": name, "text": text, "summary": text, "history": history}
            if name == "X"
            else {"id": "x", "name": name, "text": text, "quadrant": "b", "ring": "adopt"},
        ],
    )


def tags(markdown: str) -> list[str]:
    """Return what any reading of a text takes for HTML, or for a link or picture that is armed."""
    found = []
    for options in READINGS.values():
        events = pyromark.events(markdown, options=options)
        found += [event for event in events if isinstance(event, dict) and _is_armed(event)]
    return found


def _is_armed(event: dict[str, object]) -> bool:
    started = event.get("Start")
    if isinstance(started, dict) and (link := started.get("Link") or started.get("Image")):
        address = link["dest_url"].strip().lower()
        allowed = () if "Image" in started else ("https:", "http:", "mailto:")
        return bool(re.match("[a-z]+:", address)) and not address.startswith(allowed)
    return bool({"Html", "InlineHtml"} & event.keys()) or event.get("Start") == "HtmlBlock"


def markdown_of(form: str, radar: Radar) -> list[str]:
    """Return every text of an export that the tool reads as Markdown."""
    files = export_radar(radar, form).files
    if form in ("aoe", "porsche"):
        found = [data.decode() for path, data in files.items() if path.endswith(".md")]
        return [re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL) for text in found]
    (data,) = files.values()
    document = json.loads(data)
    rows = document.get("data") or document["entries"]
    steps = [step for row in rows for step in row.get("timeline", ())]
    return [row.get("description", "") for row in (*rows, *steps)]


@pytest.mark.parametrize("form", ["aoe", "porsche", "qiwi", "backstage"])
@given(text=texts)
def test_nothing_in_a_text_is_html_to_another_tool(form: str, text: str) -> None:
    """Introduction, text and notes hold no HTML, whatever Markdown the tool knows."""
    for each in markdown_of(form, radar_of(text)):
        assert tags(each) == tags(each.strip()) == []


@pytest.mark.parametrize("form", ["aoe", "porsche"])
def test_links_to_nothing_and_names_are_words(form: str) -> None:
    """A link to no entry keeps its words, and a name in its place is no markup."""
    for text in (f"[[{IMAGE}]]", f"[[x|{IMAGE}]]", f"[[x]] {IMAGE}", f"[^{IMAGE}]", "[[x]]"):
        for name in ("X", IMAGE):
            for each in markdown_of(form, radar_of(text, name)):
                assert tags(each) == [], text


def test_links_by_name_lead_where_links_by_id_lead() -> None:
    """An entry is found by its name and its aliases, as on our own pages."""
    radar = Radar(
        title="Ours",
        quadrants=["A", "B", "C", "D"],
        introduction="See [[Go Language]] and [[x]].",
        entries=[{"id": "x", "name": "Go Language", "quadrant": "a", "ring": "adopt"}],
    )
    (about,) = (t for p, t in export_radar(radar, "aoe").files.items() if p == "about.md")
    assert about == b"See [Go Language](/a/x/) and [Go Language](/a/x/).\n"


def test_comments_are_in_no_export() -> None:
    """What our pages do not show, another tool's do not show either."""
    text = "One.<!-- a\nsecret -->\n\n<!-- a\n\nsecret -->\n\nTwo."
    entry = {"id": "x", "name": "X", "text": text, "quadrant": "a", "ring": "adopt"}
    four = ["A", "B", "C", "D"]
    radar = Radar(title="Ours", quadrants=four, entries=[entry], introduction=text)
    for form in ("aoe", "porsche", "qiwi", "backstage", "byor"):
        assert "secret" not in b"".join(export_radar(radar, form).files.values()).decode(), form


@pytest.mark.parametrize("form", ["zalando", "backstage", "qiwi", "aoe", "porsche"])
def test_no_name_ends_the_script_that_data_is_pasted_into(form: str) -> None:
    """The page of Zalando's radar holds its data in a script; JSON is written so that it may."""
    radar = radar_of("a", "</script><script>alert(1)</script><!--")
    for path, data in export_radar(radar, form).files.items():
        assert not path.endswith(".json") or b"<" not in data


@given(texts)
def test_what_is_inert_stays_as_it_is(text: str) -> None:
    """Nothing is escaped twice."""
    made = escape_unsafe(text)
    assert escape_unsafe(made) == made


@pytest.mark.parametrize("sign", "=+-@\t\r\n＝＋－＠")
def test_a_spreadsheet_runs_no_cell(sign: str) -> None:
    """A cell that begins with a sign of a formula, wide or not, is guarded and comes back."""
    cell = f"{sign}cmd|' /C calc'!A0"
    assert is_formula(cell)
    assert write_csv([[cell]]).lstrip('"').startswith("'")
    assert unguard(f"'{cell}") == cell
    assert not is_formula("A sum: 1 + 1 = 2")
