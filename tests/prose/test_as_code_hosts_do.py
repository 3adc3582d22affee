"""What GitHub and Obsidian make of a text: bare addresses, alerts, a few tags, links to notes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radar.files import MemoryTree
from radar.model import Radar
from radar.prose.checking import LocatedText, check_prose, check_texts
from radar.prose.html import to_html
from radar.prose.links import Links

LINKS = Links(
    {"kafka": "kafka", "my-note": "my-note", "c#": "c-sharp", "c": "c", "ci/cd": "ci-cd"},
    name={"kafka": "Kafka", "my-note": "A note", "c-sharp": "C#", "c": "C", "ci-cd": "CI/CD"}.get,
    entry=lambda entry: f"{entry}.html",
    picture=lambda path: f"../media/{path}" if path in ("data/p.png", "deep/q.png") else None,
    folder="data",
    headings=lambda entry: {"why"} if entry == "kafka" else {"how"},
    heading=lambda entry, anchor: f"{entry}.html#{anchor}",
    pictures={"p.png": "data/p.png", "q.png": "deep/q.png"},
)
TAG = re.compile(r"<(/?)([a-z0-9]+)")


def linked(text: str) -> list[str]:
    """The addresses to which a text links."""
    return re.findall(r'<a[^>]* ?href="([^"]*)"', to_html(text, LINKS))


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See https://a.example/b_c_d?x=1.", ["https://a.example/b_c_d?x=1"]),
        ("(https://a.example/b)", ["https://a.example/b"]),
        ("https://a.example/b_(c)", ["https://a.example/b_(c)"]),
        ("[https://a.example/b]!", ["https://a.example/b"]),
        ("www.a.example, HTTP://b.example;", ["http://www.a.example", "HTTP://b.example"]),
        ('"https://a.example/"…', ["https://a.example/"]),
        ("**https://a.example/b**", ["https://a.example/b"]),
        ("| a |\n|---|\n| https://a.example/b |", ["https://a.example/b"]),
        ("# https://a.example/b", ["https://a.example/b"]),
        ("详见https://a.example/b。", ["https://a.example/b"]),
        ("`https://a.example`", []),
        ("```\nhttps://a.example\n```", []),
        ("    https://a.example", []),
        ("[https://a.example](https://b.example)", ["https://b.example"]),
        ("<https://a.example>", ["https://a.example"]),
        ("![https://a.example](p.png)", []),
        ("xhttps://a.example www. https:// ftp://a.example javascript://a.example", []),
        ("https://a_b.c_d/x", []),
    ],
)
def test_an_address_in_a_text_is_a_link(text: str, addresses: list[str]) -> None:
    """A bare address is a link without the punctuation after it, and not inside code or a link."""
    assert linked(text) == addresses


@given(st.text(alphabet="htps:/w.ab_()[]<>*`~!?;\"' 云\n", max_size=60))
def test_a_bare_address_changes_no_word_of_a_text(text: str) -> None:
    """Whatever is linked, the same words are read, and the link is shown as its address."""
    made = to_html(text, LINKS)
    for href, shown in re.findall(r'<a href="(https?:[^"]*)">(.*?)</a>', made):
        assert href in (shown, f"http://{shown}") or "](" in text or "<" in text or "]:" in text


@pytest.mark.parametrize("kind", ["note", "tip", "important", "warning", "caution"])
def test_an_alert_has_its_word_and_no_sign(kind: str) -> None:
    """`> [!NOTE]` and its siblings are notes with a title, a word of the interface."""
    made = to_html(f"> [!{kind.upper()}]\n> Mind *it*.", LINKS, words={f"alert_{kind}": "Wort"}.get)
    assert f'<div class="alert {kind}" role="note">' in made
    assert '<p class="alert-title">Wort</p>' in made
    assert "<em>it</em>" in made
    assert "[!" not in made
    assert "blockquote" not in made


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("| a |\n|---|\n| x<br>y<BR/>z |", "<td>x<br>y<br>z</td>"),
        ("<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2</sup>", "<kbd>Ctrl</kbd> H<sub>2</sub>O x<sup>2"),
        (
            "<details>\n<summary>More</summary>\n\n*b*\n\n</details>",
            "<summary>More</summary><p><em>",
        ),
        ("<details open>\n\nb\n\n</details>", '<details open="">'),
        ("a <b>c</b>", "a &lt;b&gt;c&lt;/b&gt;"),
        ("<kbd onclick=x>c</kbd>", "&lt;kbd onclick=x&gt;c&lt;/kbd&gt;"),
        ("<summary>x</summary>", "&lt;summary&gt;x&lt;/summary&gt;"),
        ("a</sup> b", "a&lt;/sup&gt; b"),
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("`<br>`", "<code>&lt;br&gt;</code>"),
        ("```python title=a\nx\n```", '<code class="language-python">'),
        ("```C++\nx\n```", '<code class="language-c++">'),
        ("```\nx\n```", '<pre tabindex="0"><code>x'),
        ('```"><script>\nx\n```', '<pre tabindex="0"><code>x'),
        ("- [ ] a", '<li class="task"><span class="task">☐</span> a</li>'),
        ("- a\n- [x] b\n\n  c", '<li class="task"><p><span class="task">'),
    ],
)
def test_a_few_tags_pass_and_no_others(text: str, html: str) -> None:
    """What Markdown has no sign for may be written as HTML; everything else is shown as text."""
    assert html in to_html(text, LINKS)


PIECES = [
    "<kbd>",
    "</kbd>",
    "<sup>",
    "</sub>",
    "<details>",
    "</details>",
    "<summary>",
    "</summary>",
]
PIECES += ["<br>", "\n\n", "\n", "a", "- ", "> ", "|a|\n|-|\n|", "<b>", "**", "<details open>"]


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_tags_in_any_order_stay_in_their_text(pieces: list[str]) -> None:
    """However tags are opened and closed, the HTML closes each, in its turn."""
    stack: list[str] = []
    for end, name in TAG.findall(to_html("".join(pieces), LINKS)):
        if name in ("br", "hr"):
            continue
        if end:
            assert stack.pop() == name
        else:
            stack.append(name)
    assert not stack


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("[[My Note]]", "my-note.html", "A note"),
        ("[[folder/kafka]]", "kafka.html", "Kafka"),
        ("[[kafka.md|x]]", "kafka.html", "x"),
        ("[[CI/CD]]", "ci-cd.html", "CI/CD"),
        ("[[kafka#Why]]", "kafka.html#why", "Kafka › Why"),
        ("[[folder/Kafka#First#Why|because]]", "kafka.html#why", "because"),
        ("[[C#]]", "c-sharp.html", "C#"),
        ("[[C##How]]", "c-sharp.html#how", "C# › How"),
        ("[[C#How]]", "c.html#how", "C › How"),
        ("[[#Here too]]\n\n# Here too", "#s-here-too", "Here too"),
        ("[k](folder/kafka.md#why)", "kafka.html#why", "k"),
        ("[k](<My Note.md>)", "my-note.html", "k"),
        ("| a |\n|---|\n| [[kafka\\|its queue]] |", "kafka.html", "its queue"),
        ("![[kafka]]", "kafka.html", "Kafka"),
        ("[[kafka#nowhere]]", "kafka.html", "Kafka"),
    ],
)
def test_a_link_to_a_note_is_read_as_in_obsidian(text: str, address: str, words: str) -> None:
    """A note is found by the name of its file, its path and its heading."""
    made = to_html(text, LINKS, scope="s-").replace(' class="wiki"', "")
    assert f'<a href="{address}">{words}</a>' in made


@pytest.mark.parametrize(
    ("text", "picture"),
    [
        ("![[p.png]]", 'src="../media/data/p.png" alt="p"'),
        ("![[p.png|300]]", 'src="../media/data/p.png" alt="p" width="300"'),
        ("![[q.png|In *short*|300x200]]", 'alt="In short" width="300" height="200"'),
        ("![Words|20](p.png)", 'alt="Words" width="20"'),
        ("![20](p.png)", 'src="../media/data/p.png" alt="20" loading'),
        ("![[gone.png|300]]", '<span class="broken">gone</span>'),
    ],
)
def test_a_picture_may_have_a_size_and_lie_anywhere(text: str, picture: str) -> None:
    """`![[name|300]]` shows the picture of that name 300 px wide, whichever folder it is in."""
    assert picture in to_html(text, LINKS)


def test_what_a_link_cannot_reach_is_told() -> None:
    """A heading that is not there, a paragraph and an embedded note are warnings with a place."""
    radar = Radar(
        title="Ours",
        quadrants=["Tools", "Platforms"],
        entries=[{"id": "kafka", "name": "Kafka", "quadrant": "tools", "ring": "adopt"}],
    )
    text = "[[kafka#Wy]]\n[[kafka#^a]]\n![[kafka]]\n[[kafka#Why]]\n[[Kafak#Why]]"
    body = LocatedText("a.md", 1, text)
    problems = check_prose(radar, [body], {}, headings=lambda entry, language: {"why"})
    assert [(p.line, p.code, p.severity) for p in problems] == [
        (1, "doubtful-link", "warning"),
        (2, "doubtful-link", "warning"),
        (3, "doubtful-link", "warning"),
        (5, "broken-wiki-link", "error"),
    ]
    assert problems[-1].hint == 'did you mean "kafka"?'


def test_pictures_of_a_whole_folder_are_found_by_their_names() -> None:
    """The files of the radar's folder are looked through for the picture of `![[p.png]]`."""
    bodies = {("a", "en"): LocatedText("sub/a.md", 1, "![[p.png]] ![[q.png]] ![x](p.png)")}
    files = dict.fromkeys(
        ("attachments/deep/p.png", "attachments/p.png", "sub/q.png"), b"\x89PNG\r\n\x1a\n"
    )
    found = check_texts(None, bodies, MemoryTree(files))
    assert found.pictures.keys() == {"attachments/p.png", "sub/q.png"}
    assert [problem.message for problem in found.problems] == ['there is no picture "sub/p.png"']
    assert all(a.order <= b.order for a, b in pairwise(found.problems))
