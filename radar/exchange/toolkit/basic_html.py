"""Markdown → the few HTML tags that other tools accept.

Allowed is what Build Your Own Radar allows: paragraphs, headings, lists without numbers, line
breaks, emphasis, links. Of everything else the text stays, and the loss is listed in `lost`.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from radar.prose.events import events_of
from radar.prose.raw_html import plain_pieces
from radar.safety.links import can_follow

_TAGS = {
    "Paragraph": ("<p>", "</p>"),
    "Item": ("<li>", "</li>"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "TableHead": ("<p>", "</p>"),
    "TableRow": ("<p>", "</p>"),
    "HtmlBlock": ("<p>", "</p>"),
}
_LOST = {
    "BlockQuote": "quotation marks",
    "CodeBlock": "code blocks",
    "Strikethrough": "strikethrough",
    "Table": "tables",
    "FootnoteDefinition": "footnotes",
    "Image": "pictures",
}


class _BasicHtml(NamedTuple):
    """HTML of few tags, and the kinds of markup that were lost."""

    html: str
    lost: tuple[str, ...] = ()


def to_html(markdown: str, names: Mapping[str, str]) -> _BasicHtml:
    """Convert Markdown into HTML of few tags; `names` maps ids to names, for wiki links.

    >>> to_html("**Fast**, see [[rust]].", {"rust": "Rust"}).html
    '<p><strong>Fast</strong>, see Rust.</p>'
    """
    if not markdown:
        return _BasicHtml("")
    writer = _BasicHtmlWriter(names)
    for event, _ in events_of(markdown):
        if isinstance(event, str):
            writer.single(event)
        else:
            ((kind, value),) = event.items()
            writer.event(kind, value)
    return _BasicHtml("".join(writer.parts), tuple(sorted(writer.lost)))


class _BasicHtmlWriter:
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self.links: list[str] = []
        self.code = 0
        self.cells = 0
        self.instead = ""

    def single(self, event: str) -> None:
        """Write an event without content: a rule or a line break."""
        if event == "Rule":
            self.lost.add("rules")
        self.parts.append({"SoftBreak": " ", "HardBreak": "<br>"}.get(event, ""))

    def event(self, kind: str, value: Any) -> None:
        """Write the start or end of an element, or text."""
        if kind == "Start":
            self.start(*_tag_and_value(value))
        elif kind == "End":
            self.end(*_tag_and_value(value))
        elif kind == "Text" and self.instead:
            self.parts.append(escape(self.instead, quote=False))
            self.instead = ""
        elif kind == "Text" and self.code:
            self.parts.append(escape(value.rstrip("\n"), quote=False).replace("\n", "<br>"))
        elif kind in ("Html", "InlineHtml"):
            self._html(value)
        elif kind == "Text":
            self.parts.append(escape(value, quote=False))
        elif kind == "Code":
            self.lost.add("code")
            self.parts.append(escape(value, quote=False))
        elif kind == "TaskListMarker":
            self.parts.append("[x] " if value else "[ ] ")

    def _html(self, html: str) -> None:
        """Write a line break, and the text of other tags that a text may use."""
        for kind, piece in plain_pieces(html):
            if kind == "text":
                self.parts.append(escape(piece, quote=False))
            elif piece == "br":
                self.parts.append("<br>")
            else:
                self.lost |= {f"<{piece}>"} if piece else set()

    def start(self, tag: str, value: Any) -> None:
        """Write the opening tag of an element if it is allowed."""
        if tag == "BlockQuote" and value:
            self.parts.append(f"<p><strong>{value}</strong></p>")
        if tag in _LOST:
            self.lost.add(_LOST[tag])
        if tag == "Heading":
            self.parts.append(f"<{value['level'].lower()}>")
        elif tag == "List":
            self.lost |= {"numbers of lists"} if value is not None else set()
            self.parts.append("<ul>")
        elif tag == "Link":
            self.parts.append(self._link(value))
        elif tag == "CodeBlock":
            self.code += 1
            self.parts.append("<p>")
        elif tag in ("TableHead", "TableRow"):
            self.cells = 0
            self.parts.append("<p>")
        elif tag == "TableCell":
            self.parts.append(" | " if self.cells else "")
            self.cells += 1
        else:
            self.parts.append(_TAGS.get(tag, ("", ""))[0])

    def _link(self, value: Mapping[str, Any]) -> str:
        url: str = value["dest_url"]
        kind = value["link_type"]
        if kind == "Email":
            url = f"mailto:{url}"
        sound = can_follow(url)
        wiki = isinstance(kind, dict) and kind.get("WikiLink")
        if wiki and not wiki["has_pothole"]:
            self.instead = self._name(url)
        if not sound or wiki:
            self.lost.add("links between entries")
        self.links.append("</a>" if sound and not wiki else "")
        return f'<a href="{escape(url)}">' if self.links[-1] else ""

    def _name(self, target: str) -> str:
        """Return the name of the entry of a wiki link, which may have a folder and a heading."""
        last = target.partition("#")[0].rpartition("/")[2].removesuffix(".md")
        return self.names.get(target.casefold(), self.names.get(last.casefold(), target))

    def end(self, tag: str, value: Any) -> None:
        """Write the closing tag of an element if it is allowed."""
        if tag == "Link":
            self.parts.append(self.links.pop())
        elif tag == "Heading":
            self.parts.append(f"</{value.lower()}>")
        elif tag == "List":
            self.parts.append("</ul>")
        elif tag == "CodeBlock":
            self.code -= 1
            self.parts.append("</p>")
        else:
            self.parts.append(_TAGS.get(tag, ("", ""))[1])


def _tag_and_value(value: Any) -> tuple[str, Any]:
    return next(iter(value.items())) if isinstance(value, dict) else (value, None)
