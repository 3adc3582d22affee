"""Markdown's events as HTML: every tag that a text can make is written here.

HTML in a text is shown as text, never obeyed, but for the few tags of `radar.prose.raw_html`; its
comments are not shown. Headings continue below the page's own, without skipping a level. A line
break between two East Asian letters is no space. What is nested more than a hundred levels deep
is shown at the hundredth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from html import escape, unescape
from typing import Any, NamedTuple

from radar.prose.comments import EMPTY
from radar.prose.events import limit_depth, unique_anchor
from radar.prose.links import LinkFault, LinkTarget, is_wiki
from radar.prose.parsing import Event
from radar.prose.pictures import is_picture
from radar.prose.raw_html import TagWriter

Resolve = Callable[[str, Any], LinkTarget | LinkFault]  # ("Link" or "Image", what it carries)

_PLAIN = {
    "Paragraph": ("<p>", "</p>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "TableRow": ("<tr>", "</tr>\n"),
}
# compiled for the first text of several lines: a class of so many characters takes milliseconds
_EAST_ASIAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_SOFT = "\n"
_LANGUAGE = re.compile(r"[{.\s]*([\w+#-][\w+#.-]{0,29})", re.ASCII)
_SIZE = re.compile(
    r"(?:(?P<words>.*)\|)?\s*(?P<width>\d{1,4})(?:x(?P<height>\d{1,4}))?\s*", re.DOTALL
)
ALERTS = ("note", "tip", "important", "warning", "caution")  # as GitHub has them
WORDS = ("table", *(f"alert_{kind}" for kind in ALERTS))
"""The words of the interface that a text may be written with, by their keys."""
_LINE_BLOCKS = ("Paragraph", "Heading", "TableCell", "Item")  # a tag within a line ends there


class _Reference(NamedTuple):
    """A reference to a footnote: the list in which it is written, and its place there."""

    parts: list[str]
    place: int
    number: int


class HtmlWriter:
    """Write a stream of events as HTML.

    `scope` goes before every id; `words` returns a word of the interface: `table`, the accessible
    name of a table, and `alert_note` and its like.
    """

    def __init__(self, resolve: Resolve, scope: str, words: Callable[[str], str]) -> None:
        self.resolve, self.scope, self.words = resolve, scope, words
        self.tags = TagWriter()
        self.block: list[str] | None = None
        self.items: list[tuple[list[str], int]] = []
        self.parts: list[str] = []
        self.notes: dict[str, int] = {}
        self.references: list[_Reference] = []
        self.definitions: dict[int, list[str]] = {}
        self.outer: list[list[str]] = []
        self.level = 1
        self.heading_at = 0
        self.heading: list[str] | None = None
        self.aligned: tuple[str, ...] = ()
        self.column = 0
        self.cell = "td"
        self.used: dict[str, int] = {}
        self.links: list[tuple[str, bool]] = []
        self.images: list[Mapping[str, Any]] = []
        self.silent = False

    def html(self) -> str:
        """Return what was written, with the footnotes at the end."""
        linked = self._link_references()
        text = "".join(self.parts).replace("<p></p>\n", "").replace("<p>\n</p>\n", "")
        if not self.definitions:
            return text
        items = "".join(
            f'<li id="{self.scope}note-{n}">{"".join(body)}{self._way_back(n, linked)}</li>\n'
            for n, body in sorted(self.definitions.items())
        )
        return f'{text}<section class="footnotes"><ol>\n{items}</ol></section>\n'

    def _link_references(self) -> set[int]:
        """Write the references to footnotes that there are, and return the numbers of these.

        The first reference to a footnote has an id, for the way back.
        """
        linked: set[int] = set()
        for reference in self.references:
            n = reference.number
            if n in self.definitions:
                anchor = "" if n in linked else f' id="{self.scope}ref-{n}"'
                link = f'<sup><a{anchor} href="#{self.scope}note-{n}">{n}</a></sup>'
                reference.parts[reference.place] = link
                linked.add(n)
        return linked

    def _way_back(self, n: int, linked: Collection[int]) -> str:
        """Return the link from a footnote to where it is referred to, if it is."""
        if n not in linked:
            return ""
        return f'<a class="back" href="#{self.scope}ref-{n}">↩</a>'

    def write(self, events: Iterable[Event]) -> None:
        """Write all events."""
        for event in limit_depth(events):
            if isinstance(event, str):
                self._single(event)
            else:
                ((kind, value),) = event.items()
                _METHODS[kind](self, value)

    def _single(self, event: str) -> None:
        written = {"SoftBreak": _SOFT, "HardBreak": "<br>\n", "Rule": "<hr>\n"}
        self.parts.append(written[event])

    def _on_text(self, text: str) -> None:
        if self.heading is not None:
            self.heading.append(text)
        if self.silent:
            return
        if (
            len(self.parts) > 1
            and self.parts[-1] is _SOFT
            and re.match(_EAST_ASIAN, text)
            and re.match(_EAST_ASIAN, self.parts[-2][-1:])
        ):
            self.parts.pop()
        self.parts.append(escape(text, quote=False))

    def _on_code(self, text: str) -> None:
        if self.heading is not None:
            self.heading.append(text)
        if not self.silent:
            self.parts.append(f"<code>{escape(text, quote=False)}</code>")

    def _on_html(self, text: str) -> None:
        if self.block is not None:
            self.block.append(text)

    def _on_inlinehtml(self, text: str) -> None:
        if not self.silent:
            self.parts.append(self.tags.write_inline(text.replace(EMPTY, "")))

    def _on_tasklistmarker(self, done: bool) -> None:
        if self.items:
            parts, place = self.items[-1]
            parts[place] = '<li class="task">'
        self.parts.append(f'<span class="task">{"☑" if done else "☐"}</span> ')

    def _on_footnotereference(self, name: str) -> None:
        n = self.notes.setdefault(name, len(self.notes) + 1)
        if not self.images:
            self.references.append(_Reference(self.parts, len(self.parts), n))
        self.parts.append(escape(f"[^{name}]", quote=False))

    def _on_start(self, tag: Event) -> None:
        kind, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if kind in _PLAIN:
            self.parts.append(_PLAIN[kind][0])
        else:
            getattr(self, f"_start_{kind.lower()}")(value)

    def _on_end(self, tag: Event) -> None:
        kind, value = next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)
        if kind in _LINE_BLOCKS:
            self.tags.end_line()
        if kind in _PLAIN:
            self.parts.append(_PLAIN[kind][1])
        else:
            getattr(self, f"_end_{kind.lower()}")(value)

    def _start_heading(self, value: Mapping[str, Any]) -> None:
        self.level = min(int(value["level"][1]) + 1, self.level + 1, 6)
        self.parts.append("")
        self.heading_at = len(self.parts) - 1
        self.heading = []

    def _end_heading(self, _: object) -> None:
        anchor = escape(self.scope + unique_anchor("".join(self.heading or ()), self.used))
        self.heading = None
        self.parts[self.heading_at] = f'<h{self.level} id="{anchor}">'
        self.parts.append(f"</h{self.level}>\n")

    def _start_list(self, start: int | None) -> None:
        first = f' start="{start}"' if start not in (None, 1) else ""
        self.parts.append("<ul>\n" if start is None else f"<ol{first}>\n")

    def _end_list(self, ordered: bool) -> None:
        self.parts.append("</ol>\n" if ordered else "</ul>\n")

    def _start_item(self, _: object) -> None:
        self.items.append((self.parts, len(self.parts)))
        self.parts.append("<li>")

    def _end_item(self, _: object) -> None:
        self.items.pop()
        self.parts.append("</li>\n")

    def _start_blockquote(self, alert: str | None) -> None:
        if alert is None:
            self.parts.append("<blockquote>\n")
            return
        kind = alert.lower()
        title = escape(self.words(f"alert_{kind}"), quote=False)
        self.parts.append(f'<div class="alert {kind}" role="note">\n')
        self.parts.append(f'<p class="alert-title">{title}</p>\n')

    def _end_blockquote(self, alert: str | None) -> None:
        self.parts.append("</blockquote>\n" if alert is None else "</div>\n")

    def _start_htmlblock(self, _: object) -> None:
        self.block = []

    def _end_htmlblock(self, _: object) -> None:
        text = "".join(self.block or ()).replace(EMPTY, "")
        self.block = None
        self.parts.append(self.tags.write_block(text))

    def _start_codeblock(self, value: str | Mapping[str, str]) -> None:
        info = value.get("Fenced", "") if isinstance(value, Mapping) else ""
        language = _LANGUAGE.match(info)
        kind = f' class="language-{language[1].lower()}"' if language else ""
        self.parts.append(f'<pre tabindex="0"><code{kind}>')

    def _end_codeblock(self, _: object) -> None:
        self.parts.append("</code></pre>\n")

    def _start_table(self, aligned: tuple[str, ...]) -> None:
        self.aligned = aligned
        label = escape(self.words("table"))
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
        target = self.resolve("Link", value)
        if isinstance(target, LinkFault):
            self.parts.append('<span class="broken">')
            self.links.append(("</span>", False))
            return
        self.parts.append(self._anchor(target, value))
        unlabelled = is_wiki(value) and not value["link_type"]["WikiLink"]["has_pothole"]
        if unlabelled:
            self.parts.append(escape(target.name, quote=False))
        self.silent = unlabelled
        self.links.append(("</a>", unlabelled))

    def _anchor(self, target: LinkTarget, value: Mapping[str, Any]) -> str:
        href = escape(f"#{self.scope}{target.href[1:]}" if target.own else target.href)
        kind = ' class="wiki"' if is_wiki(value) else ""
        return f'<a{kind} href="{href}"{_title(value)}>'

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
        alt, size = _split_size(_words("".join(self.parts)), value)
        words = escape(alt)
        self.parts = self.outer.pop()
        target = self.resolve("Image", value)
        if isinstance(target, LinkFault):
            self.parts.append(f'<span class="broken">{words}</span>')
        elif target.name:
            self.parts.append(
                f"{self._anchor(target, value)}{escape(target.name, quote=False)}</a>"
            )
        else:
            what = f'src="{escape(target.href)}" alt="{words}"{_title(value)}{size}'
            self.parts.append(f'<img {what} loading="lazy" decoding="async">')


_EVENTS = ("Text", "Code", "Html", "InlineHtml", "TaskListMarker", "FootnoteReference")
_METHODS = {kind: getattr(HtmlWriter, f"_on_{kind.lower()}") for kind in (*_EVENTS, "Start", "End")}
"""What writes each kind of event, looked up once: a text has some forty of them."""


def _title(value: Mapping[str, Any]) -> str:
    return f' title="{escape(value["title"])}"' if value["title"] else ""


def _split_size(words: str, value: Mapping[str, Any]) -> tuple[str, str]:
    """Return what describes a picture, and attributes for its size in px, as Obsidian reads both.

    `![[p.png|300]]` and `![words|300x200](p.png)` have a size; the words of a picture that has
    none of its own are the name of its file.
    """
    found = _SIZE.fullmatch(words)
    size = ""
    if found and (found["words"] is not None or is_wiki(value)):
        words = found["words"] or ""
        size = f' width="{int(found["width"])}"'
        size += f' height="{int(found["height"])}"' if found["height"] else ""
    path: str = value["dest_url"]
    if is_wiki(value) and words in ("", path) and is_picture(path):
        words = path.rpartition("/")[2].rpartition(".")[0]
    return words, size


def _words(html: str) -> str:
    """Return the words of HTML that this module wrote."""
    return unescape(re.sub(r"<[^>]*>", "", html))
