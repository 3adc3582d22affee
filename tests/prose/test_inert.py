"""Pages in Markdown say what their authors wrote, and hold no tag for whom takes them for HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.prose.inert import inert_markdown
from radar.prose.raw_html import BLOCK_TAGS, INLINE_TAGS

PIECES = st.sampled_from(
    [
        *("<script>", "</script>", "<img src=x onerror=a()>", "<!-- ", "-->", "<?x", "<![CDATA["),
        *("`", "``", "```\n", "~~~html\n", "\n", "\n\n", "    ", "> ", "- ", "\\", "<", ">", " "),
        *("<br>", "<kbd onclick=a()>", "<details open>", "[a](<b c>)", "[a]: <b c>\n", "[[a]]"),
        *(
            "<https://a.example/onclick=b/?c>",
            "<a@b.example>",
            "<!--a@b>",
            "&lt;",
            "&",
            "a",
            "Vec<T>",
            "|",
        ),
        *("[x", "](", "<a", "b>", ")", "'", '"', "=", "/", "é", "<pre>", "</pre>", "<code>"),
    ]
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
OPTIONS = pyromark.Options.ENABLE_TABLES
ALLOWED = {*INLINE_TAGS, *BLOCK_TAGS, "pre", "code"}


class Tags(HTMLParser):
    """Collects the tags of a page with their attributes, and whatever is no tag and no text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and the attributes that do more than say what code is."""
        named = {name for name, _ in attrs if (tag, name) not in {("code", "class")}}
        self.found |= {tag, *(f"{tag} {name}" for name in named)}

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.found.add("comment")

    def handle_pi(self, data: str) -> None:
        """Note an instruction."""
        self.found.add("instruction")

    def handle_decl(self, decl: str) -> None:
        """Note a declaration."""
        self.found.add("declaration")

    def unknown_decl(self, data: str) -> None:
        """Note CDATA and the like."""
        self.found.add("declaration")


@given(TEXTS)
def test_no_tag_begins_but_the_few_that_a_text_may_use(text: str) -> None:
    """Whatever is written, in code too; what only looks like one, `<a@b.example>`, may stay."""
    reader = Tags()
    reader.feed(inert_markdown(text))
    reader.close()
    assert {tag for tag in reader.found if "@" not in tag} <= ALLOWED | {"details open"}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain *text* & <3", "plain *text* & <3"),
        (r"\<b> \\<b>", r"&lt;b> \\&lt;b>"),
        ("a<br>b <kbd>C</kbd>", "a<br>b <kbd>C</kbd>"),
        ("<br onclick=a()>", "&lt;br onclick=a()>"),
        ("`a < b` and `c<d>`", "`a < b` and <code>c&#60;d&#62;</code>"),
        ("```\na < b\n```\n", "```\na < b\n```\n"),
        (
            "```rust\nVec<T>\n\n&x\n```\nb",
            '<pre><code class="language-rust">Vec&lt;T&gt;\n\n&amp;x</code></pre>\nb',
        ),
        ("> ```\n> <b>\n> c\n> ```\n", "> <pre><code>&lt;b&gt;&#10;c</code></pre>\n"),
        ("a\n\n    <b>\n\nc", "a\n\n<pre><code>&lt;b&gt;</code></pre>\n\nc"),
        ("[a](<b c.md>)", "[a](b%20c.md)"),
    ],
)
def test_what_is_written_instead(text: str, made: str) -> None:
    """References in words, HTML for code with a tag in it, addresses without angle brackets."""
    assert inert_markdown(text) == made


@pytest.mark.parametrize(
    "text",
    [
        *(
            r"\<b>",
            "`<b>` d",
            "See <https://a.example/?b&c>.",
            "```\n<b>\n\n> c\n```\nd",
            "[a](<b c>)",
        ),
        *("> ```\n> <b>\n>\n> c\n> ```\nd", "- ```js\n  <b>\n  ```\n- c", "    <b>\n    c\n\nd"),
        *("|a|b|\n|-|-|\n|`<c>`|<br>|\n", "# `Vec<T>`", "[`<a>`](b.md)", "a <b@c.example>"),
    ],
)
def test_it_says_the_same(text: str) -> None:
    """A reader of Markdown makes the same page of it."""
    before, after = (
        re.sub(r"\s+|&#10;", "", pyromark.html(each, options=OPTIONS))
        for each in (text, inert_markdown(text))
    )
    assert after == before
