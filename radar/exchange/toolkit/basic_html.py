"""Markdown → the little HTML that other tools let through.

Allowed is what Build Your Own Radar allows: paragraphs, headings, lists without numbers, line
breaks, emphasis, links. Everything else keeps its words and is named in `Basic.lost`.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, NamedTuple

from radar.prose.events import events_of
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


class Basic(NamedTuple):
    """HTML of few tags, and what it could not express."""

    html: str
    lost: tuple[str, ...] = ()


def to_html(markdown: str, names: Mapping[str, str]) -> Basic:
    """Turn Markdown into HTML of few tags; `names` says what the entries of wiki links are called.

    >>> to_html("**Fast**, see [[rust]].", {"rust": "Rust"}).html
    '<p><strong>Fast</strong>, see Rust.</p>'
    """
    if not markdown:
        return Basic("")
    writer = _Writer(names)
    for event, _ in events_of(markdown):
        if isinstance(event, str):
            writer.single(event)
        else:
            ((kind, value),) = event.items()
            writer.event(kind, value)
    return Basic("".join(writer.parts), tuple(sorted(writer.lost)))


class _Writer:
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.parts: list[str] = []
        self.lost: set[str] = set()
        self.links: list[str] = []
        self.code = 0
        self.cells = 0
        self.instead = ""

    def single(self, event: str) -> None:
        """Write what has no content."""
        if event == "Rule":
            self.lost.add("rules")
        self.parts.append({"SoftBreak": " ", "HardBreak": "<br>"}.get(event, ""))

    def event(self, kind: str, value: Any) -> None:
        """Write a start, an end or a piece of text."""
        if kind == "Start":
            self.start(*_named(value))
        elif kind == "End":
            self.end(*_named(value))
        elif kind == "Text" and self.instead:
            self.parts.append(escape(self.instead, quote=False))
            self.instead = ""
        elif kind == "Text" and self.code:
            self.parts.append(escape(value.rstrip("\n"), quote=False).replace("\n", "<br>"))
        elif kind in ("Text", "Html", "InlineHtml"):
            self.parts.append(escape(value, quote=False))
        elif kind == "Code":
            self.lost.add("code")
            self.parts.append(escape(value, quote=False))
        elif kind == "TaskListMarker":
            self.parts.append("[x] " if value else "[ ] ")

    def start(self, tag: str, value: Any) -> None:
        """Open a tag that is allowed."""
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
            self.instead = self.names.get(url.casefold(), url)
        if not sound or wiki:
            self.lost.add("links between entries")
        self.links.append("</a>" if sound and not wiki else "")
        return f'<a href="{escape(url)}">' if self.links[-1] else ""

    def end(self, tag: str, value: Any) -> None:
        """Close a tag that was opened."""
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


def _named(value: Any) -> tuple[str, Any]:
    return next(iter(value.items())) if isinstance(value, dict) else (value, None)
