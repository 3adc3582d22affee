"""Snippets of a radar whose words are armed, made by the programs they are for and opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import markdown as python_markdown
import pytest
from docutils.core import publish_parts
from playwright.sync_api import Page, Route

from radar.render.snippets.content import Embedding
from radar.render.snippets.writing import snippet

from ..snippets import made, worded
from ..test_hostile import PAYLOADS

pytestmark = pytest.mark.thorough

BASE = "https://docs.example.org/radar/"
# what each markup has for HTML, scripts, pictures and links, beside what HTML itself has
MARKUPS = (
    "+++<script>hacked()</script>+++ pass:[<script>hacked()</script>]",
    "image:https://evil.example/a.png[] image::https://evil.example/b.png[]",
    "link:javascript:hacked()[x] javascript:hacked()[y] include::/etc/passwd[]",
    "{{https://evil.example/c.png}} <html><script>hacked()</script></html>",
    "</nowiki><script>hacked()</script> %%<img src=//evil.example/d.png>%%",
    "[[javascript:hacked()|x]] [[https://evil.example/e.js|y]] ~~REVERT~~ {{rss>https://evil.example}}",
    "![a](https://evil.example/f.png) [a](javascript:hacked())",
    "![a][r] <https://evil.example/g> `<img src=//evil.example/h.png>`{=html}",
    ".. raw:: html <script>hacked()</script> :raw-html:`<script>hacked()</script>`",
    "`x <javascript:hacked()>`_ |x| .. image:: https://evil.example/i.png",
    "{{#invoke:x}} [[File:x.png|link=javascript:hacked()]] <includeonly>x</includeonly>",
    "]]></ac:plain-text-body><ac:structured-macro ac:name='html'><script>hacked()</script>",
    "<ac:image><ri:url ri:value='https://evil.example/j.png'/></ac:image>",
    "&lt;script&gt;hacked()&lt;/script&gt; &#60;img src=//evil.example/k.png&#62;",
    "\" onmouseover=\"hacked()\" x=\" ' onfocus='hacked()' autofocus x='",
    "<style>*{background:url(//evil.example/l.png)}</style>",
)
WORDS = (*(payload.format("x") for payload in PAYLOADS), *MARKUPS)


def _armed() -> dict[str, Embedding]:
    """Return embeddings in which each payload is a name, a title and a word of the interface."""
    turns = {n: tuple(WORDS[(n + k) % len(WORDS)] for k in range(3)) for n in range(len(WORDS))}
    return {f"armed{n}": worded(made(*three, base_url=BASE), *three) for n, three in turns.items()}


ARMED = _armed()


def in_rst(text: str) -> str:
    """Return what docutils makes of a text, without the messages about it."""
    quiet = {"report_level": 5, "halt_level": 5}
    html: str = publish_parts(text, writer="html5", settings_overrides=quiet)["html_body"]
    return html


def as_it_is(text: str) -> str:
    """Return what a wiki shows that takes HTML, or that we have not: no sign of HTML is live."""
    return text


IN_PYTHON: dict[str, tuple[str, Callable[[str], str]]] = {
    "docutils": ("rst", in_rst),
    "Python-Markdown": ("markdown", python_markdown.markdown),
    "Python-Markdown, HTML": ("html", python_markdown.markdown),
    "a page": ("html", as_it_is),
    "a page with a map": ("image-map", as_it_is),
    "a page with a site": ("iframe", as_it_is),
    "Confluence's storage format": ("confluence", as_it_is),
    "MediaWiki without its own markup": ("mediawiki", as_it_is),
}
IN_NODE = (
    ("asciidoctor", "asciidoc"),
    ("gfm", "markdown"),
    ("gfm", "html"),
    ("markdown-it", "markdown"),
    ("markdown-it", "html"),
    ("mdx", "html"),
)
READ = """() => [...document.querySelectorAll("main *")].flatMap(e => [
  ...e.getAttributeNames().filter(name => /^on/i.test(name)),
  ...(/^(script|object|embed|form|base|style|link)$/i.test(e.localName) ? [e.outerHTML] : []),
  ...(e.localName === "iframe" && e.getAttribute("src") !== "BASE" ? [e.outerHTML] : []),
  ...(e.localName === "meta" && e.httpEquiv ? [e.outerHTML] : []),
  ...(e.href && !["http:", "https:", ":"].includes(e.protocol) ? [`${e.href}`] : []),
  ...["action", "formaction", "ri:value"].map(k => e.getAttribute(k))
      .filter(at => at && !at.startsWith("BASE")),
])""".replace("BASE", BASE)


def visit(pages: dict[str, str], folder: Path, page: Page) -> list[str]:
    """Open each page; return all that ran, was asked for but our own pictures, or looks armed.

    A link to a page of the web is not: some programs make one of each address in a text.
    """
    found: list[str] = []
    page.expose_function("hacked", lambda *_: found.append("ran"))
    page.on("dialog", lambda dialog: (found.append(dialog.message), dialog.dismiss()))

    def answer(route: Route) -> None:
        address = route.request.url
        if address.startswith("file:") and route.request.is_navigation_request():
            route.continue_()
            return
        media = parse_qs(urlsplit(address).query).get("media", [address])[0]
        if not media.startswith(BASE):
            found.append(address)
        route.abort()

    page.route("**/*", answer)
    for name, html in pages.items():
        file = folder / f"{name}.html"
        head = "<!doctype html><meta charset=utf-8><base href=https://wiki.example.org/>"
        file.write_text(f"{head}<main>{html}</main>", "utf-8")
        page.goto(file.as_uri())
        found += [f"{name}: {what}" for what in page.evaluate(READ)]
        if page.url != file.as_uri():
            found.append(f"{name} went to {page.url}")
    return found


@pytest.mark.parametrize("engine", IN_PYTHON)
def test_no_payload_is_live_in_a_snippet(engine: str, tmp_path: Path, page: Page) -> None:
    """As a name, a title and a word of the interface it is text: nothing runs, nothing is asked."""
    form, make = IN_PYTHON[engine]
    pages = {name: make(snippet(form, what)) for name, what in ARMED.items()}
    assert visit(pages, tmp_path, page) == []


@pytest.mark.parametrize(("engine", "form"), IN_NODE)
def test_no_payload_is_live_where_node_shows_it(
    engine: str, form: str, judge: Callable[..., Any], tmp_path: Path, page: Page
) -> None:
    """Asciidoctor, GitHub's Markdown, markdown-it and MDX show each payload as text."""
    files = write(form, tmp_path)
    pages = {Path(file).name: html for file, html in judge("recipes", engine, *files).items()}
    assert pages.keys() == ARMED.keys()
    assert visit(pages, tmp_path, page) == []


def test_no_payload_is_live_in_dokuwiki(
    dokuwiki: Callable[..., dict[str, Any]], tmp_path: Path, page: Page
) -> None:
    """DokuWiki shows each payload as text."""
    pages = dokuwiki(*write("dokuwiki", tmp_path))
    assert pages.keys() == ARMED.keys()
    assert visit(pages, tmp_path, page) == []


def test_a_payload_that_is_live_is_seen(tmp_path: Path, page: Page) -> None:
    """Pasted as they are, payloads run and ask: the look at a page does find them."""
    raw = {f"raw{n}": word for n, word in enumerate(WORDS) if word.startswith(("<img", "<style"))}
    found = visit(raw, tmp_path, page)
    assert "ran" in found
    assert any("evil.example" in what for what in found)


def write(form: str, folder: Path) -> list[Path]:
    """Write a snippet of each armed radar into a folder."""
    for name, what in ARMED.items():
        (folder / name).write_text(snippet(form, what), encoding="utf-8")
    return [folder / name for name in ARMED]
