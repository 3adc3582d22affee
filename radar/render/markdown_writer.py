"""Markdown's events as HTML: every tag that a text can make is written here.

HTML in a text is shown as text, never obeyed. Headings continue below the page's own, without
skipping a level. A line break between two East Asian letters is no space. What is nested more
than a hundred levels deep is shown at the hundredth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from typing import Any

from radar.render.links import Refusal, Target
from radar.render.markdown import Event, unique_anchor

Resolve = Callable[[str, Any], Target | Refusal]  # ("Link" or "Image", what it carries)

_PLAIN = {
    "Paragraph": ("<p>", "</p>\n"),
    "BlockQuote": ("<blockquote>\n", "</blockquote>\n"),
    "Item": ("<li>", "</li>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "TableRow": ("<tr>", "</tr>\n"),
    "HtmlBlock": ("<p>", "</p>\n"),
}
_DEEPEST = 100  # levels of nesting; nobody means more, and nh3 takes the square of the time
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_SOFT = "\n"


class Writer:
    """Write a stream of events as HTML; the state is where in the text we are."""

    def __init__(self, resolve: Resolve, scope: str, table: str) -> None:
        self.resolve, self.scope, self.table = resolve, scope, table
        self.parts: list[str] = []
        self.notes: dict[str, int] = {}
        self.definitions: dict[int, list[str]] = {}
        self.outer: list[list[str]] = []
        self.depth = 0
        self.level = 1
        self.heading_at = 0
        self.aligned: tuple[str, ...] = ()
        self.column = 0
        self.cell = "td"
        self.used: dict[str, int] = {}
        self.links: list[tuple[str, bool]] = []
        self.images: list[Mapping[str, Any]] = []
        self.silent = False

    def html(self) -> str:
        """Return what was written, with the footnotes at the end."""
        text = "".join(self.parts).replace("<p></p>\n", "")
        if not self.definitions:
            return text
        items = "".join(
            f'<li id="{self.scope}note-{n}">{"".join(body)}'
            f'<a class="back" href="#{self.scope}ref-{n}">↩</a></li>\n'
            for n, body in sorted(self.definitions.items())
        )
        return f'{text}<section class="footnotes"><ol>\n{items}</ol></section>\n'

    def write(self, events: Iterable[Event]) -> None:
        """Write all events."""
        for event in events:
            if isinstance(event, str):
                self._single(event)
                continue
            ((kind, value),) = event.items()
            self.depth += kind == "Start"
            if self.depth <= _DEEPEST or kind not in ("Start", "End"):
                getattr(self, f"_on_{kind.lower()}")(value)
            self.depth -= kind == "End"

    def _single(self, event: str) -> None:
        written = {"SoftBreak": _SOFT, "HardBreak": "<br>\n", "Rule": "<hr>\n"}
        self.parts.append(written[event])

    def _on_text(self, text: str) -> None:
        if self.silent:
            return
        if (
            len(self.parts) > 1
            and self.parts[-1] is _SOFT
            and _EAST_ASIAN.match(text)
            and _EAST_ASIAN.match(self.parts[-2][-1:])
        ):
            self.parts.pop()
        self.parts.append(escape(text, quote=False))

    def _on_code(self, text: str) -> None:
        if not self.silent:
            self.parts.append(f"<code>{escape(text, quote=False)}</code>")

    def _on_html(self, text: str) -> None:
        self._on_text(_without_comments(text))

    _on_inlinehtml = _on_html

    def _on_tasklistmarker(self, done: bool) -> None:
        self.parts.append(f'<span class="task">{"☑" if done else "☐"}</span> ')

    def _on_footnotereference(self, name: str) -> None:
        first = name not in self.notes
        n = self.notes.setdefault(name, len(self.notes) + 1)
        anchor = f' id="{self.scope}ref-{n}"' if first else ""
        self.parts.append(f'<sup><a{anchor} href="#{self.scope}note-{n}">{n}</a></sup>')

    def _on_start(self, tag: Event) -> None:
        kind, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if kind in _PLAIN:
            self.parts.append(_PLAIN[kind][0])
        else:
            getattr(self, f"_start_{kind.lower()}")(value)

    def _on_end(self, tag: Event) -> None:
        kind, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if kind in _PLAIN:
            self.parts.append(_PLAIN[kind][1])
        else:
            getattr(self, f"_end_{kind.lower()}")(value)

    def _start_heading(self, value: Mapping[str, Any]) -> None:
        self.level = min(int(value["level"][1]) + 1, self.level + 1, 6)
        self.parts.append("")
        self.heading_at = len(self.parts) - 1

    def _end_heading(self, _: object) -> None:
        words = _words("".join(self.parts[self.heading_at :]))
        anchor = escape(self.scope + unique_anchor(words, self.used))
        self.parts[self.heading_at] = f'<h{self.level} id="{anchor}">'
        self.parts.append(f"</h{self.level}>\n")

    def _start_list(self, start: int | None) -> None:
        first = f' start="{start}"' if start not in (None, 1) else ""
        self.parts.append("<ul>\n" if start is None else f"<ol{first}>\n")

    def _end_list(self, ordered: bool) -> None:
        self.parts.append("</ol>\n" if ordered else "</ul>\n")

    def _start_codeblock(self, _: object) -> None:
        self.parts.append('<pre tabindex="0"><code>')

    def _end_codeblock(self, _: object) -> None:
        self.parts.append("</code></pre>\n")

    def _start_table(self, aligned: tuple[str, ...]) -> None:
        self.aligned = aligned
        label = escape(self.table)
        self.parts.append(f'<div class="table" tabindex="0" role="group" aria-label="{label}">')
        self.parts.append("<table>\n")

    def _end_table(self, _: object) -> None:
        self.parts.append("</tbody></table></div>\n")

    def _start_tablehead(self, _: object) -> None:
        self.cell, self.column = 'th scope="col"', 0
        self.parts.append("<thead><tr>")

    def _end_tablehead(self, _: object) -> None:
        self.cell = "td"
        self.parts.append("</tr></thead>\n<tbody>")

    def _start_tablecell(self, _: object) -> None:
        aligned = self.aligned[self.column % len(self.aligned)].lower()
        self.column += 1
        where = "" if aligned == "none" else f' class="{aligned}"'
        self.parts.append(f"<{self.cell}{where}>")

    def _end_tablecell(self, _: object) -> None:
        self.parts.append(f"</{self.cell[:2]}>")

    def _start_footnotedefinition(self, name: str) -> None:
        n = self.notes.setdefault(name, len(self.notes) + 1)
        self.outer.append(self.parts)
        self.parts = self.definitions.setdefault(n, [])

    def _end_footnotedefinition(self, _: object) -> None:
        self.parts = self.outer.pop()

    def _start_link(self, value: Mapping[str, Any]) -> None:
        found = self.resolve("Link", value)
        if isinstance(found, Refusal):
            self.parts.append('<span class="broken">')
            self.links.append(("</span>", False))
            return
        own = value["dest_url"].startswith("#")
        href = escape(f"#{self.scope}{found.href[1:]}" if own else found.href)
        wiki = value["link_type"] if isinstance(value["link_type"], dict) else None
        kind = ' class="wiki"' if wiki else ""
        self.parts.append(f'<a{kind} href="{href}"{_title(value)}>')
        unlabelled = bool(wiki and not wiki["WikiLink"]["has_pothole"])
        if unlabelled:
            self.parts.append(escape(found.name, quote=False))
        self.silent = unlabelled
        self.links.append(("</a>", unlabelled))

    def _end_link(self, _: object) -> None:
        closing, unlabelled = self.links.pop()
        self.silent = self.silent and not unlabelled
        self.parts.append(closing)

    def _start_image(self, value: Mapping[str, Any]) -> None:
        self.outer.append(self.parts)
        self.images.append(value)
        self.parts = []

    def _end_image(self, _: object) -> None:
        value = self.images.pop()
        words = escape(_words("".join(self.parts)))
        self.parts = self.outer.pop()
        found = self.resolve("Image", value)
        if isinstance(found, Refusal):
            self.parts.append(f'<span class="broken">{words}</span>')
            return
        what = f'src="{escape(found.href)}" alt="{words}"{_title(value)}'
        self.parts.append(f'<img {what} loading="lazy" decoding="async">')


def _without_comments(text: str) -> str:
    """Return HTML without its comments, in one pass; what is not closed is no comment.

    >>> _without_comments("a<!-- b -->c<!-- d")
    'ac<!-- d'
    """
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])


def _title(value: Mapping[str, Any]) -> str:
    return f' title="{escape(value["title"])}"' if value["title"] else ""


def _words(html: str) -> str:
    """Return the words of HTML that this module wrote."""
    return unescape(re.sub(r"<[^>]*>", "", html))
