"""The work that a text takes grows with its length, whatever is in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from radar.model import Radar
from radar.prose import checking
from radar.prose.checking import LocatedText, check_prose
from radar.prose.comments import hide_comments
from radar.prose.html import clean, to_html
from radar.prose.inert import inert_markdown
from radar.prose.links import Links
from radar.prose.parsing import sparse_table

from ..growth import Reader, assert_work_in_line, read_long

LINKS = Links({"kafka": "kafka"}, name=str, entry=str, picture=str)
RADAR = Radar(
    title="Ours",
    quadrants=["Tools", "Ways"],
    entries=[
        {"id": f"entry-{n}", "name": f"Entry {n}", "quadrant": "tools", "ring": "adopt"}
        for n in range(200)
    ],
)
REPEATED = {
    "escaped signs": "&#",
    "brackets": "[",
    "pictures begun": "![",
    "links begun": "[a](",
    "references to one footnote": "[^1]",
    "footnotes": "a[^1]\n\n[^1]: b\n\n",
    "emphasis": "*a **b _c ",
    "definitions": "[a]: b\n",
    "rows of a table": "|b|\n",
    "blocks of HTML": "<div>\n\n",
    "attributes": "<a b=",
    "automatic links": "<https://example.org> ",
    "wiki links": "[[kafka]] ",
    "wiki links begun": "[[kafka ",
    "lists": "- a\n",
    "nested lists": "- ",
    "quotes": ">",
    "headings": "# a\n",
    "links to headings": "# a\n\n[b](#a)\n\n",
    "code": "`a``b",
    "East Asian lines": "云\n",
}
HEADS = {
    "rows of a table": "|a|\n|-|\n",
    "references to one footnote": "[^1]: a\n\n",
    "definitions": "[a]\n\n",
}


DIFFERENT: dict[str, Callable[[int], str]] = {
    "footnotes": lambda n: "".join(f"[^{i}]: a\n\n" for i in range(n)) + "[^1]",
    "footnotes and references": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: a\n\n" for i in range(n)),
    "definitions and references": lambda n: (
        "".join(f"[a{i}]: b\n" for i in range(n)) + "".join(f"[a{i}]" for i in range(n))
    ),
    "columns": lambda n: f"|{'a|' * n}\n|{'-|' * n}\n|{'b|' * n}",
    "brackets in brackets": lambda n: f"{'[' * n}{']' * n}",
    "pictures in pictures": lambda n: f"{'![' * n}a{'](b.png)' * n}",
}
ESCAPED = ("&amp;#", "&lt;", "\xa0", "&quot;")
AROUND = {
    "text": "<p>{}</p>",
    "title": '<p><a href="a" title="{}">b</a></p>',
    "address": '<p><a href="a?{}">b</a></p>',
}
STANDING_IN = {"no characters": range(0xFDD0, 0xFDF0), "private use": range(0xE000, 0xF900)}


def read(text: str) -> str:
    """Make the HTML of a text, with nothing kept from the time before."""
    hide_comments.cache_clear()
    return to_html(text, LINKS)


def repeated(kind: str) -> Reader:
    """Read one construct again and again."""
    head, piece = HEADS.get(kind, ""), REPEATED[kind]
    return Reader(read, lambda size: head + piece * size, 4_000 // len(piece))


def escaped(around: str, sign: str) -> Reader:
    """Clean HTML with one escaped sign again and again."""
    return Reader(clean, lambda size: around.format(sign * size), 2_000)


MARKDOWN = {kind: repeated(kind) for kind in REPEATED} | {
    kind: Reader(read, make, 150) for kind, make in DIFFERENT.items()
}
# The parser of the cleaner copies a text at each escaped sign; it gets none, and there are other
# characters that can stand for a sign where a text has those that usually do.
HTML = {
    f"{sign!r} in the {where}": escaped(around, sign)
    for where, around in AROUND.items()
    for sign in ESCAPED
} | {
    f"characters of {kind}": escaped(f"<p>{''.join(map(chr, signs))}{{}}</p>", "&amp;#")
    for kind, signs in STANDING_IN.items()
}


# what a page in Markdown writes otherwise: the beginning, and a part of the text
WRITTEN_OTHERWISE = {
    "tags": ("", "<a "),
    "tags that stay": ("", "<br><kbd>"),
    "backslashes": ("<a", "\\"),
    "code with a tag": ("", "`<a>` "),
    "code begun": ("<a", "`<a"),
    "code of many lines in a quote": ("> ```\n", "> <a>\n"),
    "blocks of code": ("", "    <a>\n\nb\n\n"),
    "links in angle brackets": ("", "[a](<b c>) "),
    "blanks of a definition": ("<a\n\n[b]:", " "),
    "blanks of an address": ("<a [b](", " "),
    "automatic links": ("", "<https://example.org/?a> "),
    "mail": ("<a ", "<a.b"),
}


def read_inert(kind: str) -> Reader:
    """Write one construct again and again for a page in Markdown."""
    head, piece = WRITTEN_OTHERWISE[kind]
    return Reader(inert_markdown, lambda size: head + piece * size, 8_000 // len(piece))


INERT = {kind: read_inert(kind) for kind in WRITTEN_OTHERWISE}


@pytest.mark.parametrize("kind", INERT)
def test_a_page_in_markdown_is_written_in_line(kind: str) -> None:
    """Its patterns pass once over a text, however it is made up."""
    assert_work_in_line(*INERT[kind])
    read_long(INERT[kind])


@pytest.mark.parametrize("kind", MARKDOWN)
def test_html_is_made_in_line_with_the_text(kind: str) -> None:
    """One construct again and again, or each other than the one before: no work is squared."""
    assert_work_in_line(*MARKDOWN[kind])


@pytest.mark.parametrize("kind", MARKDOWN)
def test_a_long_text_is_made_to_its_end(kind: str) -> None:
    """Neither the parser of Markdown nor the cleaner tries all ways to read it."""
    read_long(MARKDOWN[kind])


@pytest.mark.parametrize("kind", HTML)
def test_long_html_is_cleaned_to_its_end(kind: str) -> None:
    """Signs are escaped and put back in one pass each."""
    read_long(HTML[kind])


def test_cleaning_keeps_what_is_written() -> None:
    """Signs, and the characters that stand for them meanwhile, come out as they went in."""
    every = "".join(map(chr, (*range(0xFDD0, 0xFDF0), *range(0xE000, 0xF900))))
    for text in ("R&amp;D &lt;b&gt;", f"\ufdd0&amp;\ufdd1&lt;{every[3:9]}", f"{every}&amp;&lt;"):
        html = f'<p><a href="a?b&amp;c#&quot;" title="&lt;&quot;&nbsp;">{text}"&nbsp;</a></p>'
        assert clean(html) == html
        assert clean(html.replace("&nbsp;", "\xa0")) == html


def test_suggestions_are_looked_for_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once for each name, and not for thousands: each search looks at all names of a radar."""
    asked: list[str] = []
    monkeypatch.setattr(checking, "near_miss", lambda word, _: asked.append(word) or "")
    texts = [
        LocatedText("a.md", 1, f"[[Entri {n}]] [[entri-{n}]] [a](entri-{n}.md)") for n in range(400)
    ]
    assert len(check_prose(RADAR, texts, {})) == 1200
    assert asked == [f"Entri {n}" for n in range(checking.MOST_SUGGESTIONS)]


def test_a_link_on_a_page_asks_for_no_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only an author can use one."""
    monkeypatch.setattr(checking, "near_miss", None)
    assert "broken" in to_html("[[nowhere]]", LINKS)


WIDE = f"{'|a' * 300}\n{'|-' * 300}\n"


@pytest.mark.parametrize("row", ["b\n", "|b|\n", "1\n", "x|y\n"])
def test_cells_that_nobody_wrote_do_not_multiply(row: str) -> None:
    """A wide head and short rows are a table of text, and `radar check` says so."""
    text = WIDE + row * 300
    assert len(to_html(text, LINKS)) < 3 * len(text)
    (problem,) = check_prose(RADAR, [LocatedText("a.md", 10, f"x\n\n{text}")], {})
    assert (problem.code, problem.line, problem.severity) == ("sparse-table", 13, "error")


def test_a_table_may_leave_cells_out() -> None:
    """A row that ends early is as good as before."""
    text = "|a|b|c|d|\n|-|-|-|-|\n" + "|x|\n" * 40
    assert not sparse_table(text)
    assert to_html(text, LINKS).count("<td>") == 160
