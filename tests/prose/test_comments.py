"""An HTML comment is for authors: it is never published, and what stands around it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.model import Radar
from radar.pipeline import build, check_radar
from radar.prose.checking import LocatedText, check_prose
from radar.prose.comments import EMPTY, hide_comments, remove_comments, without_comments
from radar.prose.html import to_html
from radar.prose.links import Links

from ..growth import Reader, assert_work_in_line, read_long

LINKS = Links({"kafka": "kafka"}, name=str.title, entry=str, picture=str)
RADAR = Radar(
    title="Ours",
    quadrants=["Tools", "Ways"],
    entries=[{"id": "kafka", "name": "Kafka", "quadrant": "tools", "ring": "adopt"}],
)
COMMENTS = {
    "one line": "seen <!-- hidden --> seen",
    "several lines": "seen <!-- hidden\nhidden --> seen",
    "blank lines": "seen <!-- hidden\n\nhidden\n\n--> seen",
    "a block": "seen\n\n<!-- hidden\nhidden -->\n\nseen",
    "a block with blank lines": "seen\n\n<!--\n\nhidden\n\n-->\n\nseen",
    "after a paragraph": "seen\n<!-- hidden\n\nhidden -->\n\nseen",
    "text behind a block": "<!-- hidden\nhidden --> seen\nseen",
    "the first thing": "<!-- hidden -->\n# seen\n\nseen",
    "in a list": "- seen <!-- hidden\n  hidden --> seen\n- seen",
    "in a list, a block": "- seen\n\n  <!-- hidden\n\n  hidden -->\n\n  seen\n- seen",
    "in a quote": "> seen <!-- hidden\n> hidden --> seen\n\nseen",
    "in a quote, a block": "> <!-- hidden\n> hidden -->\n> seen\n\nseen",
    "out of a quote": "> seen <!-- hidden\n\nhidden --> seen\n\nseen",
    "in a table": "| seen <!-- hidden --> |\n|-|\n| seen <!-- a | hidden --> |\n\nseen",
    "in a heading": "# seen <!-- hidden -->\n\nseen",
    "in a label": "[seen <!-- hidden -->](https://example.org) and seen",
    "in a wiki link": "[[kafka|seen <!-- hidden -->]] and seen",
    "in the name of a wiki link": "[[kafka<!-- hidden -->|seen]] and seen",
    "in a footnote": "seen[^1]\n\n[^1]: seen <!-- hidden\n\nhidden -->",
    "in emphasis": "*seen <!-- hidden --> **seen***",
    "in other HTML": "seen <div>\n<!-- hidden\n\nhidden -->\n</div> seen",
    "in an HTML block": "seen\n\n<div>\n<!-- hidden\n\nhidden -->\n</div>\n\nseen",
    "in an attribute": 'seen <a title="<!-- hidden -->"> seen',
    "a fence in it": "seen <!--\n\n```\nhidden\n\n--> seen\n\nseen",
    "a backtick in it": "seen <!-- `\n\n hidden` --> seen `seen`",
    "a comment in it": "seen <!-- <!-- hidden --> seen",
    "two of them": "seen <!-- hidden\n\n--> seen <!-- hidden\n\n--> seen",
    "dashes": "seen <!-- hidden -- hidden --- --> seen",
    "beside letters": "seen<!--hidden-->seen",
    "behind two backslashes": "seen \\\\<!-- hidden --> seen",
    "no end, begun as a block": "seen\n\nseen\n\n<!-- hidden\n\nhidden",
    "no end, in a quote": "> <!-- hidden\n> hidden\n\nseen seen",
}
TEXTS = {
    "code": "`<!-- seen -->` and seen",
    "a fence": "seen\n\n```\n<!-- seen -->\n```",
    "indented code": "seen\n\n    <!-- seen -->",
    "code behind a comment": "a <!-- x\n\n` --> `<!-- seen -->` seen",
    "an escaped sign": "\\<!-- seen --> seen",
    "an entity": "&lt;!-- seen --&gt; seen",
    "no end within a line": "seen <!-- seen",
    "a processing instruction": "<?php\n\nseen ?> seen",
    "a declaration": "<!DOCTYPE seen> seen",
    "character data": "<![CDATA[ seen\n\nseen ]]>",
    "an element": "<b>seen</b>\n\nseen",
    "an empty one": "<!-->seen<!--->seen<!---->",
}


@pytest.mark.parametrize("markdown", COMMENTS.values(), ids=COMMENTS)
def test_a_comment_is_never_shown(markdown: str) -> None:
    """On one line or on many, with blank lines or without, wherever it stands."""
    html = to_html(markdown, LINKS)
    assert re.sub("<[^>]*>", "", html).count("seen") == markdown.count("seen"), html
    assert "hidden" not in html
    assert "--" not in html


@pytest.mark.parametrize("markdown", TEXTS.values(), ids=TEXTS)
def test_what_is_no_comment_is_text(markdown: str) -> None:
    """Code about comments, escaped signs and other HTML are shown as they are."""
    assert to_html(markdown, LINKS).count("seen") == markdown.count("seen")


PARTS = st.sampled_from(
    (
        *("a", "<!--", "-->", "<", "!", "--", ">", "`", "```", "\n", "\n\n", "> ", "- ", "    "),
        *("\\", "|", "|-|\n", "<div>", "</div>", "[^1]", "[^1]: ", "[", "](b)", "*", "é", "云"),
    )
)


@given(st.lists(PARTS, max_size=30).map("".join))
def test_comments_are_hidden_once(markdown: str) -> None:
    """What is left has no comment that ends, but for an empty one and for code."""
    hidden = hide_comments(markdown)
    again = hide_comments(hidden.text)
    assert without_comments(hidden.text) == without_comments(again.text)
    assert to_html(hidden.text, LINKS) == to_html(markdown, LINKS)
    data, source = hidden.text.encode(), markdown.encode()
    offsets = [hidden.offset(n) for n in range(len(data))]
    assert offsets == sorted(offsets) or EMPTY in hidden.text
    if hidden.text == markdown:
        assert offsets == list(range(len(source)))


@given(st.text("ab \n-*", max_size=20), st.text("xyz \n`>*|", max_size=20))
def test_a_comment_after_a_paragraph_leaves_nothing(before: str, inside: str) -> None:
    """Whatever stands in it, and however many lines it has."""
    made = to_html(f"q {before}\n\nq <!-- {inside} HIDDEN --> q", LINKS)
    assert "HIDDEN" not in made
    assert re.sub("<[^>]*>", "", made).count("q") == 3


def test_two_lists_stay_two() -> None:
    """A comment between two lists keeps them apart, and says nothing."""
    assert to_html("- a\n\n<!-- of two -->\n\n- b", LINKS).count("<ul>") == 2


def test_problems_keep_their_places() -> None:
    """Lines and columns are those of the file, comments included."""
    text = "z <!-- a\nb --> <!-- c\n\n--> x [[nowhere]]\n\ny <!-- é --> [[nobody]]"
    first, second = check_prose(RADAR, [LocatedText("a.md", 5, text)], {})
    assert (first.line, first.column) == (8, 7)
    assert (second.line, second.column) == (10, 14)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a\n\n<!-- b\n\nc", 12, 1),
        ("a <!-- b", 10, 3),
        ("> <!-- a\n\nb", 10, 3),
        ("a <!-- b\n\n[[kafka]]\n\n<!-- c --> d", 10, 3),
    ],
)
def test_a_comment_that_does_not_end_is_a_warning(text: str, line: int, column: int) -> None:
    """It hides what was to be read, or shows what was not."""
    (problem,) = check_prose(RADAR, [LocatedText("a.md", 10, text)], {})
    assert (problem.code, problem.severity) == ("open-comment", "warning")
    assert (problem.line, problem.column) == (line, column)


def test_a_summary_has_no_comment() -> None:
    """It is one paragraph, and nothing is left of a comment in it."""
    assert remove_comments("<!-- x --> Fast <!-- y\n\nz -->") == "Fast"
    assert remove_comments("plain") == "plain"
    assert without_comments("<!-- x -->\n\n<!-- y -->") == ""


def test_no_file_of_a_site_has_a_comment(tmp_path: Path) -> None:
    """Not a page, the feed, the search, the data or a picture, from whichever text it comes."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "radar.yaml").write_text(
        "title: Ours\nbase_url: https://example.org\n"
        'footer: "foot <!-- secret\\n\\nsecret -->"\n'
        'quadrants:\n- {name: Tools, description: "tool <!-- secret -->"}\n- Ways\n'
        "editions:\n"
        '- {id: "1", date: 2026-01-01, text: "edition <!-- secret\\n\\nsecret -->"}\n'
        '- {id: "2", date: 2026-02-01}\n'
    )
    (folder / "index.md").write_text("Hello\n\n<!-- secret\n\nsecret -->\n")
    (folder / "a.md").write_text(
        '---\nname: A\nsummary: "short <!-- secret -->"\nquadrant: Tools\nhistory:\n'
        '  "1": hold\n  "2": {ring: adopt, note: "note <!-- secret\\n\\nsecret -->"}\n---\n\n'
        "text <!-- secret\n\nsecret --> more\n"
    )
    (folder / "many.yaml").write_text(
        "entries:\n- name: B\n  quadrant: Ways\n  ring: hold\n"
        "  text: |\n    body\n\n    <!-- secret\n\n    secret -->\n"
    )
    built = build(folder, tmp_path / "site")
    assert {problem.code for problem in built.problems} <= {"plain-ring"}
    for file in (tmp_path / "site").rglob("*"):
        if file.is_file():
            assert b"secret" not in file.read_bytes(), file
    radar = check_radar(folder).radar
    assert "secret" not in json.dumps(radar.model_dump(mode="json"))
    assert radar.by_id["a"].text["en"] == "text  more"


PIECES = ("<!-- ", "a <!-- b --> ", "<!-- b\n\n", "> <!-- b\n\n", "a <!-- `\n\n --> `", "<!-")
READERS = {
    # without the memory of the last texts
    repr(piece): Reader(hide_comments.__wrapped__, piece.__mul__, 200)
    for piece in (*PIECES, "\\<!-- ")
}


@pytest.mark.parametrize("piece", READERS)
def test_comments_take_work_in_line_with_a_text(piece: str) -> None:
    """Also where none of them ends, and where code begins in all of them."""
    assert_work_in_line(*READERS[piece])


@pytest.mark.parametrize("piece", READERS)
def test_comments_of_a_long_text_are_found_to_its_end(piece: str) -> None:
    """No search for an end begins again at each beginning without one."""
    read_long(READERS[piece])
